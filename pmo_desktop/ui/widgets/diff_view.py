"""Two texts in one, word by word: what is new underlined on a tint, what is gone struck through on a tint."""

from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from pmo_desktop.services.text_diff import compare
from pmo_desktop.ui.theme import ink, palette

Side = Literal["both", "before", "after"]


class DiffView(QTextEdit):
    """Read-only. `show_texts(before, after)`; the texts stay plain, whatever they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("Changes"))
        self._texts = ("", "")
        self._side: Side = "both"

    def show_texts(self, before: str, after: str, side: Side = "both") -> None:
        """Show what has to be done to `before` to make it `after`; or one alone, with what is its own marked."""
        self._texts = (before, after)
        self._side = side
        self.clear()
        insert_changes(self.textCursor(), before, after, side)
        self.verticalScrollBar().setValue(0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and any(self._texts):
            self.show_texts(*self._texts, self._side)


def insert_changes(cursor: QTextCursor, before: str, after: str, side: Side = "both") -> None:
    """Write the changes from `before` to `after` at `cursor`; one side alone gives its own text exactly."""
    if side == "before":
        for piece in compare(after, before):
            if piece.kind != "removed":
                cursor.insertText(piece.text, _format("removed" if piece.kind == "added" else "same"))
        return
    for piece in compare(before, after):
        if side == "both" or piece.kind != "removed":
            cursor.insertText(piece.text, _format(piece.kind))


def _format(kind: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(ink("text"))
    if kind != "same":
        made.setBackground(QColor(palette().statuses["G" if kind == "added" else "R"].tint))
        made.setFontUnderline(kind == "added")
        made.setFontStrikeOut(kind == "removed")
    return made
