"""A word on a tint: a match, a finding, a state that needs no shape."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from pmo_desktop.ui.theme import font, ink, palette, px

Tone = Literal["good", "warning", "bad", "news", "quiet"]
_STATUS = {"good": "G", "warning": "A", "bad": "R", "news": "complete", "quiet": "none"}


class Tag(QWidget):
    """`Tag("Draft", "warning")`: 24 pixels high, never colour alone, since the word says it."""

    def __init__(self, words: str, tone: Tone = "quiet") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_words(words, tone)

    def show_words(self, words: str, tone: Tone) -> None:
        """Show other words in another tone."""
        self._words = words
        self._tone: Tone = tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        self.setFont(font("label"))
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + px(16), px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette().statuses[_STATUS[self._tone]].tint))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(ink(_STATUS[self._tone]))
        painter.setFont(font("label"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
