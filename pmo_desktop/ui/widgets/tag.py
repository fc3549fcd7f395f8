"""A word on a tint: a match, a finding, a state that needs no shape."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
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
        paint_tag(QPainter(self), self.rect(), self._words, self._tone)


def paint_tag(painter: QPainter, place: QRect, words: str, tone: Tone) -> int:
    """Paint a tag at the left of `place`, as wide as its words and no wider than the place; gives its width."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font("label"))
    width = min(painter.fontMetrics().horizontalAdvance(words) + px(16), place.width())
    height = min(px(24), place.height())
    box = QRect(place.left(), place.top() + (place.height() - height) // 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette().statuses[_STATUS[tone]].tint))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink(_STATUS[tone]))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width - px(12))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
    return width
