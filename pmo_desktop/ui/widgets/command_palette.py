"""Ctrl+K: every action, page, project and setting, found by a few letters and run by Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px, small_font
from pmo_desktop.ui.widgets.controls import column, label

Index = QModelIndex | QPersistentModelIndex
SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to run: its title, the icon and what kind of thing it is, and its shortcut if it has one."""

    title: str
    run: Callable[[], object]
    picture: str = "arrow-right"
    note: str = ""
    shortcut: str = ""


def matching(entries: Sequence[Entry], text: str) -> list[Entry]:
    """The entries that hold every word of `text`, those whose title starts with it first, otherwise as they stood."""
    words = text.casefold().split()

    def rank(entry: Entry) -> int:
        title = entry.title.casefold()
        starts = title.startswith(text.casefold().strip())
        return 0 if starts else 1 if all(word in title for word in words) else 2

    found = [entry for entry in entries if all(word in f"{entry.title} {entry.note}".casefold() for word in words)]
    return sorted(found, key=rank)[:SHOWN_AT_MOST]


class CommandPalette(QDialog):
    """`CommandPalette(window, entries).open()`. The arrows move, Enter runs, Esc leaves."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = entries
        self._model = _Found(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a page or a project, or run an action"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Found"))
        self.nothing = label(self.tr("Nothing holds these words. Try fewer."), "quiet")
        self.setLayout(column(self.field, self.nothing, self.list, gap=8, margins=(12, 12, 12, 12)))
        self.setFixedSize(px(560), px(440))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._run)
        self.list.clicked.connect(self._run)
        self.field.setFocus()  # a popup hands what is typed to the one chosen beforehand
        self._search("")
        top = parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, px(72)))
        self.move(top)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = max(0, min(self._model.rowCount() - 1, self.list.currentIndex().row() + step))
        self.list.setCurrentIndex(self._model.index(row))

    def _search(self, text: str) -> None:
        self._model.show_entries(matching(self._entries, text))
        self.nothing.setVisible(self._model.rowCount() == 0)
        self.list.setCurrentIndex(self._model.index(0))

    def _run(self) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            run = self._model.entries[row].run
            self.close()
            run()


class _Found(QAbstractListModel):
    entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.entries[index.row()].title if role == Qt.ItemDataRole.DisplayRole else None


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Found):
            return
        entry = model.entries[index.row()]
        place: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, ink("selection"))
        side = px(18)
        picture = pixmap(entry.picture, side, ink("text_2"), painter.device().devicePixelRatioF())
        painter.drawPixmap(place.left() + px(8), place.top() + (place.height() - side) // 2, picture)
        words = place.adjusted(px(36), 0, -px(10), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font())
        painter.setPen(ink("text"))
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignLeft), entry.title)
        left = painter.fontMetrics().horizontalAdvance(entry.title) + px(12)
        painter.setFont(small_font())
        painter.setPen(ink("text_3"))
        painter.drawText(words.adjusted(left, 0, 0, 0), int(middle | Qt.AlignmentFlag.AlignLeft), entry.note)
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignRight), entry.shortcut)
        painter.restore()
