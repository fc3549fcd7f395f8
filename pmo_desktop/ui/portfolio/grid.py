"""A grid of finished cells, some to be typed in, some to be ticked, as matrices of a portfolio need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, palette, px

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW, _HEAD = 32, 48


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: `name` is told with an edit, `width` in pixels; figures stand right, ticks in the middle.

    One that `stretches` takes what the others leave.
    """

    name: object
    title: str
    width: int = 80
    align: str = "left"
    told: str = ""
    stretches: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell. `tint` is that of a status, such as "A"; `ticks` is told by a click or Space, and is on or off."""

    text: str
    is_editable: bool = False
    is_bold: bool = False
    tint: str = ""
    told: str = ""
    ticks: bool | None = None
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; `key` is told with what is done to it. `has_line` draws the cut line under it."""

    key: object
    cells: tuple[GridCell, ...]
    has_line: bool = False


class Grid(QTableView):
    """`show_rows(columns, rows)`. Signals carry the row's key and the column's name.

    Typing, F2 or a double click edits, Delete empties, Space or a click ticks, Enter opens.
    """

    edited = Signal(object, object, str)
    ticked = Signal(object, object, bool)
    opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(name)
        self.grid = GridModel(self)
        self.grid.typed.connect(self.edited)
        self.setModel(self.grid)
        self.setItemDelegate(_Cell(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(px(40))
        self.horizontalHeader().setFixedHeight(px(_HEAD))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

    def show_rows(self, columns: Sequence[GridColumn], rows: Sequence[GridRow]) -> None:
        """Show these rows; the cursor stays on its row and column, the view where it was.

        Where rows and columns are those that stand already, only what the cells say changes, under an open editor too.
        """
        if self.grid.renew(columns, rows):
            return
        at = self.currentIndex()
        key = self.grid.rows[at.row()].key if at.isValid() else None
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        is_same = [each.name for each in columns] == [each.name for each in self.grid.columns]
        self.grid.show_rows(columns, rows)
        if not is_same:
            self._spread()
        place = next((number for number, row in enumerate(rows) if row.key == key), -1)
        if at.isValid() and place >= 0:
            self.setCurrentIndex(self.grid.index(place, min(at.column(), len(columns) - 1)))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def _spread(self) -> None:
        """Give every column its width, and what is left to those that stretch."""
        columns = self.grid.columns
        left = max(0, self.viewport().width() - sum(px(column.width) for column in columns))
        share = left // max(1, sum(column.stretches for column in columns))
        for number, column in enumerate(columns):
            self.setColumnWidth(number, px(column.width) + (share if column.stretches else 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def cell(self, row: int, column: int) -> GridCell:
        """The cell at a place."""
        return self.grid.rows[row].cells[column]

    def _tick(self, index: Index) -> bool:
        if not index.isValid():
            return False
        cell = self.cell(index.row(), index.column())
        if cell.ticks is None:
            return False
        self.ticked.emit(self.grid.rows[index.row()].key, self.grid.columns[index.column()].name, not cell.ticks)
        return True

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._tick(self.indexAt(event.position().toPoint()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if key == Qt.Key.Key_Space and self._tick(index):
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid() and not is_editing:
            self.opened.emit(self.grid.rows[index.row()].key)
        elif key == Qt.Key.Key_Delete and index.isValid() and self.cell(index.row(), index.column()).is_editable:
            self.edited.emit(self.grid.rows[index.row()].key, self.grid.columns[index.column()].name, "")
        else:
            super().keyPressEvent(event)


class GridModel(QAbstractTableModel):
    """Columns and rows as they are given; what is typed is told, never kept."""

    typed = Signal(object, object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.columns: Sequence[GridColumn] = ()
        self.rows: Sequence[GridRow] = ()

    def renew(self, columns: Sequence[GridColumn], rows: Sequence[GridRow]) -> bool:
        """Take what other cells of the same rows and columns say; gives false if they are others."""
        is_same = [each.key for each in rows] == [each.key for each in self.rows] and list(columns) == list(
            self.columns
        )
        if is_same and rows and columns:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
        return is_same

    def show_rows(self, columns: Sequence[GridColumn], rows: Sequence[GridRow]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.told) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {cell.told or cell.text}"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.told or column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGN[column.align] | Qt.TextFlag.TextWordWrap)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.rows[index.row()].cells[index.column()].is_editable:
            made |= Qt.ItemFlag.ItemIsEditable
        return made

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if str(value).strip() != row.cells[index.column()].text:
            self.typed.emit(row.key, self.columns[index.column()].name, str(value))
        return True


_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "middle": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}


class _Cell(QStyledItemDelegate):
    """Paints a cell: its tint, its words or its tick, the rule below, and the cut line."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._grid.grid.rows[index.row()]
        cell, column = row.cells[index.column()], self._grid.grid.columns[index.column()]
        place: QRect = option.rect
        current = self._grid.currentIndex()
        painter.save()
        if cell.tint:
            painter.fillRect(place, QColor(palette().statuses[cell.tint].tint))
        elif current.isValid() and current.row() == index.row():
            painter.fillRect(place, ink("selection"))
        painter.setPen(QPen(ink("accent"), 2) if row.has_line else QPen(ink("divider"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if cell.ticks is not None:
            self._paint_tick(painter, place, is_on=cell.ticks)
        painter.setFont(font(bold=cell.is_bold))
        painter.setPen(ink("text_3" if cell.is_quiet else "text"))
        room = place.adjusted(px(8), 0, -px(8), 0)
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_ALIGN[column.align]), text)
        if current == index and self._grid.hasFocus():
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_tick(self, painter: QPainter, place: QRect, *, is_on: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPoint(place.center().x(), place.center().y())
        reach = px(5 if is_on else 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("text" if is_on else "divider"))
        painter.drawEllipse(middle, reach, reach)
