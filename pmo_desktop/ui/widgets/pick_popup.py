"""A popup to pick one of many: type to narrow them down, the arrows move, Enter takes, Esc leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from pmo_desktop.interchange.words import fold
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Options
from pmo_desktop.ui.widgets.controls import column, label
from pmo_desktop.ui.widgets.search_field import SearchField

_LEAST, _SHOWN, _LINE = 240, 9, 32
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be picked, what is picked now, and other words by which some of it is found."""

    options: Options
    value: object
    also: Mapping[object, str] = field(default_factory=dict[object, str])


class PickPopup(QDialog):
    """`PickPopup(name, offer, parent).open_at(place)`; `picked` carries what was chosen."""

    picked = Signal(object)

    def __init__(self, name: str, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("pick popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self._offer = offer
        self.search = SearchField(self.tr("Find"))
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, (each, words) in enumerate(offer.options):
            QListWidgetItem(words, self.list)
            if each == offer.value:
                self.list.setCurrentRow(number)
        self._nothing = label(self.tr("Nothing is called so."), "quiet")
        self._nothing.hide()
        frame = QFrame()
        frame.setProperty("look", "card")
        frame.setLayout(column(self.search, self._nothing, self.list, gap=8, margins=(8, 8, 8, 8)))
        self.setLayout(column(frame, gap=0))
        self.search.textChanged.connect(self._narrow)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.search.setFocus()  # a popup hands what is typed to the one chosen beforehand

    def open_at(self, place: QRect, text: str = "") -> None:
        """Open below a place on the screen, or above it where there is no room; `text` was typed already."""
        lines = min(self.list.count(), _SHOWN)
        self.list.setFixedHeight(px(_LINE) * lines + px(8))
        self.setFixedWidth(max(place.width(), px(_LEAST)))
        self.adjustSize()
        below = QPoint(place.left(), place.bottom() + 1)
        room = self.screen().availableGeometry()
        if below.y() + self.height() > room.bottom():
            below.setY(max(room.top(), place.top() - self.height()))
        below.setX(max(room.left(), min(below.x(), room.right() - self.width())))
        self.move(below)
        self.show()
        self.list.scrollToItem(self.list.currentItem())
        self.search.setText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif key in _STEPS:
            self._step(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _shown(self) -> list[int]:
        return [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]

    def _step(self, step: int) -> None:
        rows = self._shown()
        if rows:
            now = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else -1
            self.list.setCurrentRow(rows[max(0, min(len(rows) - 1, now + step))])

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        best: tuple[bool, bool, int] | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            told = fold(item.text())
            also = fold(self._offer.also.get(self._offer.options[row][0], "")) if words else ""
            item.setHidden(not all(word in told or word in also for word in words))
            if not item.isHidden():
                rank = (not all(word in told for word in words), not told.startswith(fold(text)), row)
                best = rank if best is None else min(best, rank)
        self._nothing.setVisible(best is None)
        if words and best is not None:
            self.list.setCurrentRow(best[2])

    def _take(self) -> None:
        row = self.list.currentRow()
        if row in self._shown():
            value = self._offer.options[row][0]
            self.close()
            self.picked.emit(value)
