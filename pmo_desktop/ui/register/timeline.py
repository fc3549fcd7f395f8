"""How a row of the roadmap is painted: baseline outlined, what is done solid, the forecast hatched, diamonds on it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from pmo_desktop.services import formats
from pmo_desktop.text import say
from pmo_desktop.ui.theme import ink, palette, px, small_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.services.insights.roadmap import Mark
    from pmo_desktop.ui.register.handles import Dates, Handle
    from pmo_desktop.ui.register.time_axis import TimeAxis


def paint_grid(painter: QPainter, place: QRect, axis: "TimeAxis", today: date) -> None:
    """A line at each tick, and one for the data date."""
    for day, _, begins_year in axis.ticks():
        x = place.left() + axis.at(day)
        painter.setPen(QPen(ink("edge" if begins_year else "divider"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
    x = place.left() + axis.at(today)
    if place.left() <= x <= place.right():
        painter.setPen(QPen(ink("accent"), 1))
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))


def paint_project(
    painter: QPainter, place: QRect, axis: "TimeAxis", dates: "Dates", marks: "Sequence[Mark]", today: date
) -> None:
    """The bars of a project and the diamonds of its milestones."""
    middle, high = place.center().y() - px(3), px(10)
    left, right = place.left(), float(place.right())
    if dates.baseline_start and dates.baseline_finish:
        x = left + axis.at(dates.baseline_start)
        wide = left + axis.at(dates.baseline_finish) - x
        painter.setPen(QPen(ink("edge"), 1))
        painter.setBrush(ink("surface"))
        painter.drawRect(QRectF(x, middle + high / 2 + 2, max(2.0, wide), px(5)))
    if dates.start and dates.finish:
        x, end = left + axis.at(dates.start), left + axis.at(dates.finish)
        _paint_bar(painter, QRectF(x, middle - high / 2, max(2.0, end - x), high), left + axis.at(today), dates)
        _paint_slip(painter, place, max(end, left + axis.at(dates.baseline_finish or dates.finish)), dates.slip, right)
    for mark in marks:
        _paint_mark(painter, place, axis, mark, middle)


def _paint_bar(painter: QPainter, bar: QRectF, today: float, dates: "Dates") -> None:
    """Solid as far as it is done, which is up to the data date while it runs; hatched beyond."""
    done = bar.right() if dates.actual_finish else min(max(today, bar.left()), bar.right())
    painter.setPen(QPen(QColor(palette().actual), 1))
    painter.setBrush(ink("surface"))
    painter.drawRect(bar)
    painter.setBrush(QBrush(QColor(palette().actual), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(bar)
    if (dates.actual_start or dates.start) and done > bar.left():
        painter.fillRect(QRectF(bar.left(), bar.top(), done - bar.left(), bar.height()), QColor(palette().actual))


def _paint_slip(painter: QPainter, place: QRect, end: float, slip: int | None, right: float) -> None:
    if not slip:
        return
    painter.setFont(small_font())
    painter.setPen(ink("text_2"))
    words = say("{change} d", change=formats.show_change(slip, 0))
    wide = painter.fontMetrics().horizontalAdvance(words)
    if place.left() <= end and end + px(10) + wide < right:
        box = QRectF(end + px(10), place.top(), wide + px(4), place.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)


def _paint_mark(painter: QPainter, place: QRect, axis: "TimeAxis", mark: "Mark", middle: float) -> None:
    """The baseline outlined below, the forecast filled in the accent, the actual dark."""
    if mark.baseline_on is not None:
        x = place.left() + axis.at(mark.baseline_on)
        painter.setPen(QPen(ink("edge"), 1))
        painter.setBrush(ink("surface"))
        painter.drawPolygon(_diamond(x, middle + px(8), px(4)))
    on = mark.actual_on or mark.forecast_on
    if on is not None:
        x = place.left() + axis.at(on)
        painter.setPen(QPen(ink("surface"), 1))
        painter.setBrush(QColor(palette().actual) if mark.actual_on else ink("accent"))
        painter.drawPolygon(_diamond(x, middle, px(7 if mark.is_key else 6)))


def paint_handle(painter: QPainter, place: QRect, axis: "TimeAxis", handle: "Handle", day: date) -> None:
    """The date that is chosen or moved: a line with a ring, and the day in words while it moves."""
    x, middle = place.left() + axis.at(day), place.center().y() - px(3)
    painter.setPen(QPen(ink("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_diamond(x, middle, px(9)))
    if day != handle.on:
        words = formats.show_date(day)
        painter.setFont(small_font())
        wide = painter.fontMetrics().horizontalAdvance(words) + px(8)
        start = x + px(12) if x + px(12) + wide < place.right() else x - px(12) - wide
        box = QRectF(start, place.top() + 1, wide, place.height() - 3)
        painter.fillRect(box, ink("accent"))
        painter.setPen(ink("on_accent"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def _diamond(x: float, y: float, half: float) -> QPolygonF:
    return QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
