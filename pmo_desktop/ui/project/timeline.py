"""A line of time beside the milestones: baseline as an outlined diamond, forecast filled, what was reached dark."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from pmo_desktop.services.formats import show_date, show_month
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, px

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pmo_desktop.services.insights.project_schedule import MilestoneDays
    from pmo_desktop.ui.widgets.table.register import RegisterTable

_WIDTH, _HALF, _PAD = 188, 6, 12
_MARGIN_DAYS = 20


class Timeline(QWidget):
    """`Timeline(table)`, then `show_days(days, today)`: one line for each row of the table, where the row stands."""

    def __init__(self, table: "RegisterTable") -> None:
        super().__init__()
        self._view = table.view
        self._model = table.model
        self._days: Mapping[int, MilestoneDays] = {}
        self._today: date | None = None
        self.setFixedWidth(px(_WIDTH))
        self.setAccessibleName(self.tr("Milestones on a line of time"))
        self._view.verticalScrollBar().valueChanged.connect(self._repaint)
        self._model.modelReset.connect(self._repaint)
        self._view.selectionModel().currentRowChanged.connect(self._repaint)

    def _repaint(self, *_told: object) -> None:
        self.update()

    def show_days(self, days: "Mapping[int, MilestoneDays]", today: date | None) -> None:
        """Show the days of milestones by their keys; `today` is the data date."""
        self._days, self._today = days, today
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(_WIDTH), px(120))

    def span(self) -> tuple[date, date] | None:
        """The first and the last day of the line; none where no milestone has a day."""
        known = [day for each in self._days.values() for day in each.known]
        if not known:
            return None
        margin = timedelta(days=_MARGIN_DAYS)
        return min(known) - margin, max(known) + margin

    def place_of(self, day: date) -> float:
        """How far from the left a day stands, in pixels."""
        span = self.span()
        if span is None:
            return 0.0
        first, last = span
        room = self.width() - 2 * px(_PAD)
        return px(_PAD) + room * (day - first).days / max((last - first).days, 1)

    # Painting ----------------------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), ink("surface"))
        head = self._view.horizontalHeader().height()
        self._paint_head(painter, head)
        span = self.span()
        if span is None:
            return
        painter.setClipRect(0, head, self.width(), self.height() - head)
        for number in range(self._model.rowCount()):
            top = self._view.rowViewportPosition(number) + head
            high = self._view.rowHeight(number)
            if top + high >= head and top < self.height():
                self._paint_row(painter, number, QRect(0, top, self.width(), high))
        if self._today is not None and span[0] <= self._today <= span[1]:
            x = round(self.place_of(self._today))
            painter.setPen(QPen(ink("accent"), 1))
            painter.drawLine(x, head, x, self.height())

    def _paint_head(self, painter: QPainter, head: int) -> None:
        painter.fillRect(0, 0, self.width(), head, ink("header"))
        painter.setPen(ink("divider"))
        painter.drawLine(0, head - 1, self.width(), head - 1)
        span = self.span()
        if span is None:
            return
        words = self.tr("{first} to {last}").format(first=show_month(span[0]), last=show_month(span[1]))
        painter.setFont(font("label"))
        painter.setPen(ink("text_2"))
        place = QRect(px(_PAD), 0, self.width() - 2 * px(_PAD), head)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _paint_row(self, painter: QPainter, number: int, place: QRect) -> None:
        if number == self._view.currentIndex().row():
            painter.fillRect(place, ink("selection"))
        painter.setPen(ink("divider"))
        painter.drawLine(place.left(), place.bottom(), place.right(), place.bottom())
        found = self._days.get(self._model.key_at(number))
        if found is None or not found.known:
            return
        y = place.center().y()
        painter.drawLine(px(_PAD), y, self.width() - px(_PAD), y)
        ends = [self.place_of(day) for day in (found.baseline_on, found.actual_on or found.forecast_on) if day]
        if len(ends) > 1:
            painter.setPen(QPen(ink("text_2"), 2))
            painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))
        if found.baseline_on:
            self._paint_diamond(painter, found.baseline_on, y, "surface", "text_2")
        if found.actual_on:
            self._paint_diamond(painter, found.actual_on, y, "text", "text")
        elif found.forecast_on:
            self._paint_diamond(painter, found.forecast_on, y, "accent", "accent")

    def _paint_diamond(self, painter: QPainter, day: date, y: int, fill: str, edge: str) -> None:
        x, half = self.place_of(day), px(_HALF)
        painter.setPen(QPen(ink(edge), 1.2))
        painter.setBrush(ink(fill))
        corners = ((x - half, y), (x, y - half), (x + half, y), (x, y + half))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    # Telling -----------------------------------------------------------------------------------------------------

    def told_at(self, y: int) -> str:
        """What the row at a height tells."""
        number = self._view.rowAt(y - self._view.horizontalHeader().height())
        found = self._days.get(self._model.key_at(number)) if number >= 0 else None
        if found is None:
            return ""
        titled = (
            (self.tr("Baseline"), found.baseline_on),
            (self.tr("Forecast"), found.forecast_on),
            (self.tr("Actual"), found.actual_on),
        )
        return "\n".join([found.name, *(f"{title}: {show_date(day)}" for title, day in titled if day)])

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self.told_at(event.pos().y())), self)
            return True
        return super().event(event)
