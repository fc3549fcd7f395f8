"""A short table of finished words, read rather than edited: one column may hold tags, the last one links."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, px
from pmo_desktop.ui.widgets.tag import Tone, paint_tag

Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _EDGE, _PAD = 36, 32, 16, 8


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """A column: its title, its share of the width, and whether it holds figures, which stand right, or the tags."""

    title: str
    share: int
    is_figure: bool = False
    is_tag: bool = False


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A row: the words of each cell; `tag` gives one a tint, the last unless a column holds the tags.

    `link` makes the last one something to press; `picks` are the columns in which something can be picked, which is
    shown quietly if what was picked is nothing (`is_empty`).
    """

    key: object
    cells: tuple[str, ...]
    tag: Tone | None = None
    link: bool = False
    picks: frozenset[int] = frozenset()
    is_empty: bool = False


class Listing(QTableView):
    """`Listing(name, columns)`, then `show_rows(rows)`.

    `opened` carries the key of a row that was double-clicked or entered; `pressed_link` that of one whose link was
    pressed, by mouse, or by Enter or Space when the cursor is on it. With `grows` it is as high as its rows.
    """

    opened = Signal(object)
    pressed_link = Signal(object)

    def __init__(self, name: str, columns: Sequence[ListingColumn], *, grows: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self._grows = grows
        self.rows = _Rows(self._columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(ListingCell(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        head = _Head(self.rows, self)
        self.setHorizontalHeader(head)
        head.setFixedHeight(px(_HEAD))
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.rows[index.row()].key))

    def show_rows(self, rows: Sequence[ListingRow]) -> None:
        """Show these rows; the cursor stays on the row of the same key."""
        kept = self.current_key()
        self.rows.show_rows(rows)
        self.show_key(kept)
        if self._grows:
            self.setFixedHeight(px(_HEAD) + px(_ROW) * len(rows))

    def show_key(self, key: object) -> None:
        """Move the cursor to a row, if it is shown."""
        for number, each in enumerate(self.rows.rows):
            if each.key == key:
                self.setCurrentIndex(self.rows.index(number, 0))

    def current_key(self) -> object:
        """The key of the row under the cursor; none if there is none."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].key if index.isValid() else None

    def _is_link(self, index: QModelIndex) -> bool:
        last = len(self._columns) - 1
        return index.isValid() and index.column() == last and self.rows.rows[index.row()].link

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        index = self.currentIndex()
        if (enter or event.key() == Qt.Key.Key_Space) and self._is_link(index):
            self.pressed_link.emit(self.current_key())
        elif enter and index.isValid():
            self.opened.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_link = self._is_link(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_link(index):
            self.pressed_link.emit(self.rows.rows[index.row()].key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole, room = sum(each.share for each in self._columns), self.viewport().width()
        for number, each in enumerate(self._columns[:-1]):
            self.setColumnWidth(number, room * each.share // whole)
        self.setColumnWidth(
            len(self._columns) - 1, room - sum(self.columnWidth(n) for n in range(len(self._columns) - 1))
        )


class _Rows(QAbstractTableModel):
    def __init__(self, columns: tuple[ListingColumn, ...], parent: QTableView) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: tuple[ListingRow, ...] = ()

    def show_rows(self, rows: Sequence[ListingRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {words}"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return int(_alignment(self.columns[section])) if role == Qt.ItemDataRole.TextAlignmentRole else None


class _Head(QHeaderView):
    def __init__(self, rows: _Rows, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = rows

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        column = self._rows.columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, ink("header"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink("edge"))
        place = rect.adjusted(px(_EDGE if logicalIndex == 0 else _PAD), 0, -px(_PAD), 0)
        painter.setFont(font("label"))
        painter.setPen(ink("text_2"))
        title = painter.fontMetrics().elidedText(column.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(_alignment(column)), title)
        painter.restore()


def _alignment(column: ListingColumn) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column.is_figure else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


class ListingCell(QStyledItemDelegate):
    """Paints the cells of a listing."""

    def __init__(self, view: Listing) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(60), px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.rows.rows[index.row()]
        place, is_last = QRect(option.rect), index.column() == len(row.cells) - 1
        columns = self._view.rows.columns
        is_tag = columns[index.column()].is_tag or (is_last and not any(each.is_tag for each in columns))
        is_current = self._view.currentIndex().row() == index.row()
        painter.save()
        painter.fillRect(place, ink("selection" if is_current else "surface"))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, ink("divider"))
        if is_current and index.column() == 0:
            painter.fillRect(place.left(), place.top(), px(3), place.height(), ink("accent"))
        if self._view.currentIndex() == index and self._view.hasFocus():
            painter.setPen(ink("accent"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        words = place.adjusted(px(_EDGE if index.column() == 0 else _PAD), 0, -px(_PAD), -1)
        if is_tag and row.tag:
            paint_tag(painter, words, row.cells[index.column()], row.tag)
        else:
            is_link = is_last and row.link
            painter.setFont(font(bold=index.column() == 0))
            painter.setPen(ink("accent" if is_link else "text"))
            text = painter.fontMetrics().elidedText(
                row.cells[index.column()], Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, int(_alignment(columns[index.column()])), text)
        painter.restore()
