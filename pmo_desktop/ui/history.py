"""The history of the workspace: what was done, when and by whom, and the way back from any of it."""

from datetime import datetime

from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.services.formats import show_moment
from pmo_desktop.storage.journal import Change
from pmo_desktop.text import say
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.history_list import HistoryEntry, HistoryList


def entry_of(change: Change) -> HistoryEntry:
    """How one change shows in a list."""
    kinds = {
        "undo": say("Undone: {title}", title=change.title),
        "redo": say("Made again: {title}", title=change.title),
        "revert": say("Taken back: {title}", title=change.title),
        "mark": say("Restore point: {title}", title=change.title),
    }
    when = show_moment(datetime.fromisoformat(change.at))
    return HistoryEntry(change.seq, kinds.get(change.kind, change.title), " · ".join(filter(None, (when, change.by))))


class HistoryDialog(QDialog):
    """Newest first. “Take this back” reverts one change and leaves the later ones, or says why it cannot."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle(self.tr("History"))
        self._document = document
        self.list = HistoryList()
        self.list.setMinimumSize(px(480), px(420))
        words = self.tr("Every change is kept. Undo takes back the newest one; here you can take back any single one.")
        close = button(self.tr("Close"), self.accept, name="history close")
        back = button(self.tr("Take this back"), self._take_back, look="primary", picture="undo", name="take back")
        self.setLayout(
            column(
                label(words, "quiet", wraps=True), self.list, row(None, close, back), gap=12, margins=(20, 20, 20, 20)
            )
        )
        document.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.list.show_entries([entry_of(change) for change in self._document.history()])
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _take_back(self) -> None:
        if entry := self.list.current():
            self._document.revert(entry.key)
