"""One column of a board: its head with what it adds up to, and its cards, read as they come into sight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from pmo_desktop.ui import values
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, palette, px, small_font
from pmo_desktop.ui.widgets.status import paint_status
from pmo_desktop.ui.widgets.table.cells import GONE, Cell, finished, rating_counts
from pmo_desktop.ui.widgets.table.delegate import paint_counts

if TYPE_CHECKING:
    from pmo_desktop.services.grouping import Group
    from pmo_desktop.ui.widgets.table.source import RegisterSource

CARD_WIDTH = 176
_HIGH, _GAP, _PAGE = 88, 8, 64
_MIME = "application/x-pmo-rows"
_CARD = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ColumnHead(QWidget):
    """The name of a column of a board, how many cards it has, how they are rated, and what they add up to."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._group: Group | None = None
        self._sums = ""
        self.setFixedHeight(px(44))
        self.setAccessibleName(words)

    def show_group(self, group: "Group | None", totals: Sequence[str], source: "RegisterSource") -> None:
        """Show what a column holds; none for nothing."""
        self._group = group
        fields = {each.name: each.field for each in source.columns}
        known = [(fields[name], group.figure(name)) for name in totals] if group else []
        self._sums = "  ".join(
            f"{field.label} {values.shown(field, figure, source.money)} {source.money.unit}"
            for field, figure in known
            if figure is not None
        )
        count = group.count if group else 0
        self.setAccessibleName(f"{self._words}, {count}, {self._sums}".rstrip(", "))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, place = QPainter(self), self.rect().adjusted(px(4), 0, -px(4), 0)
        upper = QRect(place.left(), place.top(), place.width(), px(22))
        painter.setFont(font(bold=True))
        painter.setPen(ink("text"))
        count = f"{self._group.count if self._group else 0:,}"
        painter.drawText(upper, int(_LEFT), f"{self._words}  {count}")
        lower = QRect(place.left(), place.top() + px(22), place.width(), px(20))
        counts = next(iter(self._group.ratings.values()), ()) if self._group else ()
        paint_counts(painter, lower, rating_counts(counts) if counts else ())
        painter.setFont(small_font())
        painter.setPen(ink("text_2"))
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._sums)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Cards(QAbstractListModel):
    """Keys in order, and finished cells of the cards that were seen."""

    def __init__(self, columns: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._keys: list[int] = []
        self._rows: dict[int, int] = {}
        self._read: dict[int, tuple[Cell, ...]] = {}

    def show_keys(self, source: "RegisterSource", keys: list[int]) -> None:
        """Show these rows, read anew."""
        self.beginResetModel()
        self._source = source
        self._keys = keys
        self._rows = {key: number for number, key in enumerate(keys)}
        self._read.clear()
        self.endResetModel()

    def key_at(self, row: int) -> int:
        """The key of a card."""
        return self._keys[row]

    def row_of(self, key: int) -> int | None:
        """The place of a card; none if it is not in this column."""
        return self._rows.get(key)

    def title(self, key: int) -> str:
        """What a card is called."""
        return self.cells(self._rows[key])[0].text

    def cells(self, row: int) -> tuple[Cell, ...]:
        """The finished cells of a card."""
        key = self._keys[row]
        if key not in self._read:
            first = row // _PAGE * _PAGE
            wanted = self._keys[first : first + _PAGE]
            named = {each.name: each for each in self._source.columns}
            columns = [named[name] for name in self._columns]
            found = self._source.rows(wanted, self._columns)
            gone = tuple(GONE for _ in columns)
            for each in wanted:
                cells = finished(columns, found[each], [-1] * len(columns), self._source) if each in found else gone
                self._read[each] = cells
        return self._read[key]

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == _CARD:
            return self.cells(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(index.row())[0].text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.cells(index.row())[0].text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell.text for cell in self.cells(index.row()) if cell.text)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return plain | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        keys = " ".join(str(self._keys[index.row()]) for index in indexes)
        mime.setData(_MIME, QByteArray(keys.encode()))
        mime.setText("\n".join(self.cells(index.row())[0].text for index in indexes))
        return mime


class CardList(QListView):
    """The cards of one `value`, called `words`.

    `chosen` and `opened` carry the key of a card, `stepped` and `shifted` −1 or 1 for the column to go or to move cards
    to, `dropped` the keys of cards dropped here and the value they take.
    """

    chosen = Signal(object)
    opened = Signal(object)
    stepped = Signal(int)
    shifted = Signal(int)
    dropped = Signal(object, object)

    def __init__(self, value: object, words: str, source: "RegisterSource", columns: Sequence[str]) -> None:
        super().__init__()
        self.value = value
        self.words = words
        self.setObjectName(f"cards {value}")
        self.setAccessibleName(words)
        self.cards = Cards(columns, self)
        self.cards.show_keys(source, [])
        self.setModel(self.cards)
        self.setItemDelegate(_CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setProperty("look", "board column")
        self._is_target = False
        self.selectionModel().currentChanged.connect(lambda *_indexes: self.tell_current())
        self.doubleClicked.connect(lambda index: self.opened.emit(self.cards.key_at(index.row())))

    def tell_current(self) -> None:
        """Tell which card the cursor is on, if it is here."""
        current = self.currentIndex()
        if current.isValid() and self.hasFocus():
            self.chosen.emit(self.cards.key_at(current.row()))

    def selected_keys(self) -> list[int]:
        """The keys of the selected cards, or that of the one under the cursor."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        current = self.currentIndex()
        return [self.cards.key_at(row) for row in rows or ([current.row()] if current.isValid() else [])]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.selectionModel().setCurrentIndex(self.cards.index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.tell_current()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(steps[Qt.Key(event.key())])
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.cards.key_at(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    # Dragging ----------------------------------------------------------------------------------------------------

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        drag = QDrag(self)
        drag.setMimeData(self.cards.mimeData(self.selectionModel().selectedIndexes()))
        card = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(card))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - card.topLeft())
        drag.exec(Qt.DropAction.CopyAction)

    def takes(self, mime: QMimeData) -> bool:
        """Whether what is dragged can be dropped here: cards, onto a value."""
        return mime.hasFormat(_MIME) and self.value is not None

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._mark(self.takes(event.mimeData()))
        event.setAccepted(self._is_target)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self._is_target)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        keys = [int(word) for word in bytes(event.mimeData().data(_MIME).data()).split()]
        event.acceptProposedAction()
        self._mark(False)
        self.dropped.emit(keys, self.value)

    def _mark(self, is_target: bool) -> None:
        self._is_target = is_target
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_target:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -1, -1), 4, 4)


class _CardDelegate(QStyledItemDelegate):
    """A card: its title in two lines at most, its rating, then a line at the left and a figure at the right."""

    def __init__(self, view: CardList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(CARD_WIDTH - 16), px(_HIGH + _GAP))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cells = index.data(_CARD)
        if not isinstance(cells, tuple):
            return
        title, rating, left, right = cells
        place = QRect(option.rect).adjusted(1, 1, -1, -px(_GAP))
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_current = self._view.hasFocus() and self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("accent" if is_current else "divider"), 2 if is_current else 1))
        painter.setBrush(ink("selection" if is_selected and self._view.hasFocus() else "surface"))
        painter.drawRoundedRect(place, 4, 4)
        inner = place.adjusted(px(10), px(8), -px(10), -px(8))
        line = px(18)
        painter.setFont(font(bold=True))
        painter.setPen(ink("text"))
        _draw_lines(painter, QRect(inner.left(), inner.top(), inner.width(), 2 * line), title.text)
        below = QRect(inner.left(), inner.bottom() - 2 * line + 2, inner.width(), line)
        painter.setFont(small_font())
        paint_status(painter, below, palette().statuses[rating.status or "none"], rating.text, ink("text"))
        foot = QRect(inner.left(), inner.bottom() - line + 2, inner.width(), line)
        painter.setPen(ink("text_2"))
        wide = painter.fontMetrics().horizontalAdvance(right.text)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right.text)
        room = foot.adjusted(0, 0, -wide - px(8), 0)
        words = painter.fontMetrics().elidedText(left.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), words)
        painter.restore()


def _draw_lines(painter: QPainter, place: QRect, words: str) -> None:
    """Draw words in two lines at most; what does not fit ends in …."""
    metrics, first, rest = painter.fontMetrics(), "", words
    room = place.width() - px(2)  # a painter may need a little more than its metrics say
    if metrics.horizontalAdvance(words) > room:
        pieces = words.split(" ")
        while len(pieces) > 1 and metrics.horizontalAdvance(f"{first} {pieces[0]}".strip()) <= room:
            first = f"{first} {pieces.pop(0)}".strip()
        rest = " ".join(pieces) if first else words
    lines = [each for each in (first, rest) if each]
    for number, each in enumerate(lines):
        shown = metrics.elidedText(each, Qt.TextElideMode.ElideRight, place.width())
        line = QRect(place.left(), place.top() + number * (place.height() // 2), place.width(), place.height() // 2)
        painter.drawText(line, int(_LEFT), shown)
