"""The cells of the roadmap: a row in words for who listens, and the time painted in head and rows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from typing_extensions import override

from pmo_desktop.ui.register.handles import COLUMNS
from pmo_desktop.ui.register.timeline import paint_grid, paint_handle, paint_project
from pmo_desktop.ui.theme import font, ink, px
from pmo_desktop.ui.widgets.table.cells import Cell
from pmo_desktop.ui.widgets.table.delegate import CellDelegate, Index
from pmo_desktop.ui.widgets.table.header import TableHeader
from pmo_desktop.ui.widgets.table.model import CELL, RegisterModel

if TYPE_CHECKING:
    from pmo_desktop.ui.register.time_table import TimeTable

TIME = 2
"""The column that shows the time."""


class RoadmapModel(RegisterModel):
    """Says what the time of a row is in words."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and index.column() == TIME and role == Qt.ItemDataRole.AccessibleTextRole:
            cells = (self.cell(index.row(), at) for at in range(TIME, len(COLUMNS)))
            told = zip(self.columns[TIME:], cells, strict=True)
            return ", ".join(f"{each.field.label}: {cell.text}" for each, cell in told if cell.value is not None)
        return super().data(index, role)


class TimeHead(TableHeader):
    """Titles, and above the time its ticks and the data date."""

    def __init__(self, rows: "TimeTable") -> None:
        super().__init__(rows.register, rows, lambda: 0)
        self._rows = rows
        self.setSectionsClickable(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex != TIME:
            super().paintSection(painter, rect, logicalIndex)
            return
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, ink("header"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink("edge"))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for day, words, begins_year in self._rows.axis.ticks():
            painter.setFont(font("label", bold=begins_year))
            painter.setPen(ink("text" if begins_year else "text_2"))
            painter.drawText(rect.translated(round(self._rows.axis.at(day)) + px(3), 0), left, words)
        x = rect.left() + round(self._rows.axis.at(self._rows.today))
        painter.fillRect(x - px(2), rect.bottom() - px(6), px(5), px(6), ink("accent"))
        painter.restore()


class TimePainter(CellDelegate):
    """Name and rating as in any table; then the time."""

    def __init__(self, rows: "TimeTable") -> None:
        super().__init__(rows, rows.register)
        self._rows = rows

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != TIME:
            super().paint(painter, option, index)
            return
        cell, place, number = index.data(CELL), QRect(option.rect), index.row()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(place)
        if isinstance(cell, Cell):
            painter.fillRect(place, self._ground(number, cell, is_selected=is_selected))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, ink("divider"))
        paint_grid(painter, place, self._rows.axis, self._rows.today)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._rows.register.key_at(number):
            dates, marks = self._rows.dates_of(number), self._rows.marks_of(number)
            paint_project(painter, place, self._rows.axis, dates, marks, self._rows.today)
            chosen = self._rows.chosen
            if chosen is not None and self._rows.currentIndex().row() == number:
                paint_handle(painter, place, self._rows.axis, chosen, self._rows.moved_to or chosen.on)
        painter.restore()
