"""Which office a page is about, where there are several."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmo_desktop.services import registers
from pmo_desktop.ui.widgets.controls import label, row
from pmo_desktop.ui.widgets.editors import ListEditor

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document


class OfficeChoice(QWidget):
    """`renew()`, then `key` is the office that is shown; hidden where there is only one. `chosen` tells of another."""

    chosen = Signal()

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self._document = document
        self.key = 0
        self.list = ListEditor((), required=True)
        self.list.setAccessibleName(self.tr("Office"))
        self.list.setObjectName("office")
        self.list.setMinimumContentsLength(26)
        self.list.committed.connect(self._choose)
        self.setLayout(row(label(self.tr("Office"), "label"), self.list, None))

    def renew(self) -> None:
        """Read which offices there are; the first one is shown until another is chosen."""
        with self._document.reading() as session:
            offices = sorted(registers.references(session, "office"))
        keys = [key for key, _ in offices]
        if self.key not in keys:
            self.key = keys[0] if keys else 0
        self.list.offer(offices)
        self.list.show_value(self.key)
        self.setVisible(len(offices) > 1)

    def _choose(self) -> None:
        value = self.list.value()
        if isinstance(value, int) and value != self.key:
            self.key = value
            self.chosen.emit()
