"""A line of time: what was changed, when and by whom, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, px, small_font

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What happened, and a note on when and by whom; `key` is what `chosen` tells. `taken_back` strikes it through."""

    key: int
    words: str
    note: str
    taken_back: bool = False


class HistoryList(QListView):
    """Entries with a dot each on one line. `chosen` carries the key of the entry that was double-clicked or entered."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("History"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self._model = _Entries(self)
        self.setModel(self._model)
        self.setItemDelegate(_Dot(self))
        self.activated.connect(lambda index: self.chosen.emit(self._model.entries[index.row()].key))

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these entries."""
        self._model.show_entries(entries)

    def entries(self) -> Sequence[HistoryEntry]:
        """What is shown."""
        return self._model.entries

    def current(self) -> HistoryEntry | None:
        """The entry under the cursor."""
        row = self.currentIndex().row()
        return self._model.entries[row] if row >= 0 else None


class _Entries(QAbstractListModel):
    entries: Sequence[HistoryEntry] = ()

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.note
        return tip(entry.words) if role == Qt.ItemDataRole.ToolTipRole else None


class _Dot(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Entries):
            return
        entry = model.entries[index.row()]
        place: QRect = option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(place, ink("selection"))
        x, y = place.left() + px(6), place.top() + px(12)
        painter.setPen(QPen(ink("divider"), px(2)))
        if index.row() + 1 < model.rowCount():
            painter.drawLine(x, y + px(7), x, place.bottom() + px(4))
        painter.setPen(QPen(ink("edge"), 1.6))
        painter.setBrush(ink("surface"))
        painter.drawEllipse(x - px(4), y - px(4), px(8), px(8))
        words = place.adjusted(px(22), px(2), -px(4), 0)
        for text, style, colour, top in ((entry.words, font(), "text", 0), (entry.note, small_font(), "text_3", 20)):
            style.setStrikeOut(entry.taken_back and top == 0)
            painter.setFont(style)
            painter.setPen(ink(colour))
            line = QRect(words.left(), words.top() + px(top), words.width(), px(20))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
