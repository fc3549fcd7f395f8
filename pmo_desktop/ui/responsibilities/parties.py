"""The parties of the matrix: which there are, what they are called, and in which order they stand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from pmo_desktop.services import responsibilities
from pmo_desktop.services.insights.responsibilities import matrix
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, icon_button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from pmo_desktop.ui.document import Document

_KEY = Qt.ItemDataRole.UserRole


class PartiesDialog(QDialog):
    """Each step is taken at once, and can be undone. F2 or a double click renames the party under the cursor."""

    def __init__(self, document: "Document", charter_key: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._charter_key = charter_key
        self.setObjectName("parties")
        self.setWindowTitle(self.tr("Parties of the matrix"))
        self.setMinimumSize(px(420), px(420))
        self.list = QListWidget()
        self.list.setObjectName("party list")
        self.list.setAccessibleName(self.tr("Parties"))
        self.list.setEditTriggers(QListWidget.EditTrigger.DoubleClicked | QListWidget.EditTrigger.EditKeyPressed)
        self.list.itemChanged.connect(self._rename)
        add = button(self.tr("Party"), self.add, picture="plus", name="add party")
        up = icon_button("arrow-up", self.tr("Move left"), lambda: self.move_by(-1), name="party left")
        down = icon_button("arrow-down", self.tr("Move right"), lambda: self.move_by(1), name="party right")
        remove = icon_button("delete", self.tr("Take out"), self.remove, name="remove party")
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.remove)
        close = button(self.tr("Close"), self.accept, look="primary", name="parties close")
        words = label(
            self.tr("A party is a role or a body, not a person. Press F2 to rename one."), "quiet", wraps=True
        )
        lines = (words, self.list, row(add, up, down, remove, None, close))
        self.setLayout(column(*lines, gap=12, margins=(20, 20, 20, 20)))
        document.changed.connect(self._show)
        self._show()

    def _show(self, _tables: object = None) -> None:
        place = max(0, self.list.currentRow())
        with self._document.reading() as session:
            found = matrix(session, self._charter_key).parties
        self.list.blockSignals(True)
        self.list.clear()
        for party in found:
            item = QListWidgetItem(party.name, self.list)
            item.setData(_KEY, str(party.key))  # a key is longer than Qt's numbers
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.setCurrentRow(min(place, len(found) - 1))
        self.list.blockSignals(False)

    def _current(self) -> int | None:
        return int(self.list.currentItem().data(_KEY)) if self.list.currentRow() >= 0 else None

    def _do(self, title: str, command: "Callable[[Session], object]") -> None:
        self._document.do(title, command)
        self._show()  # what was refused is shown as it is

    def add(self) -> None:
        """Add a party and begin to name it."""
        name = self.tr("New party")
        self._do(self.tr("Add a party"), lambda s: responsibilities.add_party(s, self._charter_key, name))
        self.list.setCurrentRow(self.list.count() - 1)
        self.list.editItem(self.list.currentItem())

    def move_by(self, step: int) -> None:
        """Move the party under the cursor to the left (−1) or to the right (1)."""
        key = self._current()
        if key is not None:
            place = self.list.currentRow() + step
            self._do(self.tr("Move a party"), lambda s: responsibilities.move_party(s, self._charter_key, key, step))
            self.list.setCurrentRow(max(0, min(place, self.list.count() - 1)))

    def remove(self) -> None:
        """Take the party under the cursor out, with its letters."""
        key = self._current()
        if key is not None:
            title = self.tr("Take out {party}").format(party=self.list.currentItem().text())
            self._do(title, lambda s: responsibilities.remove_party(s, self._charter_key, key))

    def _rename(self, item: QListWidgetItem) -> None:
        key, name = int(item.data(_KEY)), item.text()
        self._do(self.tr("Rename a party"), lambda s: responsibilities.rename_party(s, self._charter_key, key, name))
