"""Which columns a table shows and in which order: a list to tick and to drag."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row


class ColumnChooser(QDialog):
    """`chosen` carries the names of the ticked columns in their new order. The first one is always frozen."""

    chosen = Signal(object)

    def __init__(
        self, columns: Sequence[tuple[str, str]], shown: Sequence[str], first: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("columns")
        self.setWindowTitle(self.tr("Columns"))
        self._labels = dict(columns)
        self._first = first
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumSize(px(320), px(400))
        self._fill(shown)
        words = label(self.tr("Tick what the table shows; drag to change the order."), "quiet", wraps=True)
        usual = button(self.tr("As at first"), lambda: self._fill(self._first), look="link", name="columns usual")
        cancel = button(self.tr("Cancel"), self.reject)
        take = button(self.tr("Show these"), self.accept, look="primary", name="columns take")
        self.setLayout(column(words, self.list, row(usual, None, cancel, take), gap=12, margins=(20, 20, 20, 20)))
        self.accepted.connect(lambda: self.chosen.emit(self.ticked()))

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
