"""A field to search with: it tells what was typed once the fingers rest, and Esc empties it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from pmo_desktop.ui.icons import icon
from pmo_desktop.ui.theme import px

REST_MS = 150


class SearchField(QLineEdit):
    """`searched` carries the text 150 ms after the last key, and at once on Enter."""

    searched = Signal(str)

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(px(200))
        self._told = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._tell)
        self.textChanged.connect(self._rest.start)
        self.returnPressed.connect(self._tell)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.drop()
            return
        super().keyPressEvent(event)

    def drop(self) -> None:
        """Search for nothing, at once."""
        self.clear()
        self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        if self.text().strip() != self._told:
            self._told = self.text().strip()
            self.searched.emit(self._told)
