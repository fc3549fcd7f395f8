"""A listing in whose rows something can be picked: a click, Enter, F2, Space or a letter opens what there is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px
from pmo_desktop.ui.widgets.listing import Listing, ListingCell, ListingColumn
from pmo_desktop.ui.widgets.pick_popup import Offer, PickPopup

Index = QModelIndex | QPersistentModelIndex
_SIGN, _INSET, _RADIUS = 16, 3, 4
_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space})


class PickList(Listing):
    """`offer(key, column)` gives what a cell that is among its row's `picks` can be, and what it is.

    `picked` carries the row's key, the column and the value that was chosen.
    """

    picked = Signal(object, int, object)

    def __init__(
        self,
        name: str,
        columns: Sequence[ListingColumn],
        offer: Callable[[object, int], Offer],
    ) -> None:
        super().__init__(name, columns)
        self._offer = offer
        self.setItemDelegate(_PickCell(self))

    def is_open(self, index: Index) -> bool:
        """Whether something can be picked in a cell."""
        return index.isValid() and index.column() in self.rows.rows[index.row()].picks

    def open_pick(self, row: int, column: int, text: str = "") -> None:
        """Open what a cell can be; `text` was typed already."""
        key = self.rows.rows[row].key
        index = self.rows.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        title = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
        popup = PickPopup(title, self._offer(key, column), self)
        popup.picked.connect(lambda value: self.picked.emit(key, column, value))
        place = self.visualRect(index)
        popup.open_at(QRect(self.viewport().mapToGlobal(place.topLeft()), place.size()), text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        text = event.text().strip()
        is_letter = bool(text) and text.isprintable() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if not index.isValid() or not (is_letter or Qt.Key(event.key()) in _OPENING) or self._is_link(index):
            super().keyPressEvent(event)
            return
        picks = self.rows.rows[index.row()].picks
        if picks:
            column = index.column() if index.column() in picks else min(picks)
            self.open_pick(index.row(), column, text if is_letter else "")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.is_open(index):
            self.open_pick(index.row(), index.column())


class _PickCell(ListingCell):
    """Paints cells in which something can be picked as the closed lists they are."""

    def __init__(self, view: PickList) -> None:
        super().__init__(view)
        self._list = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not self._list.is_open(index):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = self._list.currentIndex() == index and self._list.hasFocus()
        box = QRect(option.rect).adjusted(px(_INSET), px(_INSET), -px(_INSET), -px(_INSET) - 1)
        painter.setPen(QPen(ink("accent" if is_current else "edge"), 2 if is_current else 1))
        painter.setBrush(ink("surface"))
        painter.drawRoundedRect(box, px(_RADIUS), px(_RADIUS))
        side = px(_SIGN)
        words = box.adjusted(px(8), 0, -side - px(6), 0)
        sign = pixmap("chevron-down", side, ink("text_2"), painter.device().devicePixelRatioF())
        painter.drawPixmap(box.right() - side - px(3), box.center().y() - side // 2 + 1, sign)
        painter.setFont(font())
        row = self._list.rows.rows[index.row()]
        painter.setPen(ink("text_2" if row.is_empty else "text"))
        text = str(index.data() or "")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
