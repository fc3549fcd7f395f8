"""Which columns a table shows, in which order, and how many stay in place: a list to tick and to drag."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import ListEditor

_MOST_FROZEN = 6


class ColumnChooser(QDialog):
    """`chosen` carries the names of the ticked columns in their new order, and how many are frozen at the left.

    Space ticks, Alt+Up and Alt+Down move a column, and the field above narrows the list.
    """

    chosen = Signal(object, int)

    def __init__(
        self,
        columns: Sequence[tuple[str, str]],
        shown: Sequence[str],
        first: Sequence[str],
        parent: QWidget,
        frozen: int = 1,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("columns")
        self.setWindowTitle(self.tr("Columns"))
        self._labels = dict(columns)
        self._first = first
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a column"))
        self.search.setAccessibleName(self.tr("Find a column"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.list = _MovableList()
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setMinimumSize(px(320), px(360))
        self._fill(shown)
        self.frozen = ListEditor([(count, str(count)) for count in range(_MOST_FROZEN + 1)], required=True)
        self.frozen.setObjectName("columns frozen")
        self.frozen.setAccessibleName(self.tr("Columns that stay at the left"))
        self.frozen.show_value(min(frozen, _MOST_FROZEN))
        words = self.tr("Tick what the table shows; drag, or Alt+Up and Alt+Down, to change the order.")
        usual = button(self.tr("As at first"), lambda: self._fill(self._first), look="link", name="columns usual")
        cancel = button(self.tr("Cancel"), self.reject)
        take = button(self.tr("Show these"), self.accept, look="primary", name="columns take")
        take.setDefault(True)
        frozen_line = row(label(self.tr("Columns that stay at the left")), None, self.frozen)
        foot = row(usual, None, cancel, take)
        self.setLayout(
            column(
                label(words, "quiet", wraps=True),
                self.search,
                self.list,
                frozen_line,
                foot,
                gap=12,
                margins=(20, 20, 20, 20),
            )
        )
        self.accepted.connect(lambda: self.chosen.emit(self.ticked(), self.frozen.value()))

    def _narrow(self, text: str) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(text.casefold() not in item.text().casefold())

    def ticked(self) -> tuple[str, ...]:
        """The names of the ticked columns in order."""
        items = [self.list.item(number) for number in range(self.list.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        known = [name for name in shown if name in self._labels]
        for name in (*known, *(name for name in self._labels if name not in known)):
            item = QListWidgetItem(self._labels[name], self.list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled)
            item.setCheckState(Qt.CheckState.Checked if name in known else Qt.CheckState.Unchecked)


class _MovableList(QListWidget):
    """A list whose lines are moved by the mouse, or with Alt+Up and Alt+Down."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            place = self.currentRow()
            target = place + steps[Qt.Key(event.key())]
            if 0 <= target < self.count():
                self.insertItem(target, self.takeItem(place))
                self.setCurrentRow(target)
            return
        super().keyPressEvent(event)
