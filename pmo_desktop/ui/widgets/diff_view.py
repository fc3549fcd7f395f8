"""Two texts in one, word by word: what is new underlined on a tint, what is gone struck through on a tint."""

import re
from difflib import SequenceMatcher
from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from pmo_desktop.ui.theme import ink, palette

Part = tuple[Literal["same", "new", "gone"], str]


def word_diff(before: str, after: str) -> list[Part]:
    """Cut both texts into words with the spaces after them, and tell what stayed, what came and what went, in order."""
    old, new = (re.findall(r"\w+\s*|[^\w\s]\s*|\s+", text) for text in (before, after))
    parts: list[Part] = []
    for action, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            parts.append(("same", "".join(old[a:b])))
            continue
        if new[c:d]:
            parts.append(("new", "".join(new[c:d])))
        if old[a:b]:
            parts.append(("gone", "".join(old[a:b])))
    return parts


class DiffView(QTextEdit):
    """Read-only. `show_texts(before, after)`; the texts stay plain, whatever they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("Changes"))
        self._texts = ("", "")

    def show_texts(self, before: str, after: str) -> None:
        """Show what has to be done to `before` to make it `after`."""
        self._texts = (before, after)
        self.clear()
        cursor = self.textCursor()
        for kind, words in word_diff(before, after):
            cursor.insertText(words, _format(kind))
        self.verticalScrollBar().setValue(0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and any(self._texts):
            self.show_texts(*self._texts)


def _format(kind: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(ink("text"))
    if kind != "same":
        made.setBackground(QColor(palette().statuses["G" if kind == "new" else "R"].tint))
        made.setFontUnderline(kind == "new")
        made.setFontStrikeOut(kind == "gone")
    return made
