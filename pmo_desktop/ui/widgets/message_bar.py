"""One sentence above the page: what happened, why, what now."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit
from typing_extensions import override

from pmo_desktop.ui.actions import plain
from pmo_desktop.ui.theme import ink, px
from pmo_desktop.ui.widgets.controls import Picture, button, column, icon_button, label, row

Tone = Literal["problem", "warning", "news"]
_LOOKS = {"problem": ("error", "R"), "warning": ("warning", "A"), "news": ("info", "accent")}


class MessageBar(QFrame):
    """Hidden until `tell(sentence)`. Details open on request; Copy takes the sentence and the details.

    It stays until it is closed or replaced; the window lets it go when the next thing is done.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message bar")
        self._tone: Tone = "news"
        self._sign = Picture("info")
        self.sentence = label("", wraps=True)
        self.sentence.setObjectName("message")
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._offer = button("", self._take_offer, look="link", name="message offer")
        self._run_offer: Callable[[], object] = self.hide
        self._more = button(self.tr("Details"), self._toggle, look="link", name="message details")
        self._copy = button(self.tr("Copy"), self._to_clipboard, look="link", name="message copy")
        close = icon_button("close", self.tr("Close this message"), self.hide, name="message close")
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("Details"))
        self._details.setFixedHeight(px(96))
        line = row(self._sign, self.sentence, self._offer, self._more, self._copy, close, gap=8)
        line.setStretch(1, 1)
        self.setLayout(column(line, self._details, gap=8, margins=(24, 6, 16, 6)))
        self.hide()

    def tell(self, sentence: str, details: str = "", tone: Tone = "problem") -> None:
        """Show `sentence`, and `details` behind a button if there are any."""
        self._tone = tone
        picture, colour = _LOOKS[tone]
        self._sign.show_icon(picture, colour)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._details.setPlainText(details)
        self._details.hide()
        self._offer.hide()
        self._more.setVisible(bool(details))
        self._copy.setVisible(tone != "news")
        self.show()

    def offer(self, title: str, run: Callable[[], object]) -> None:
        """Put a way on beside the sentence that is told."""
        self._offer.setText(plain(title))
        self._run_offer = run
        self._offer.show()

    def _take_offer(self) -> None:
        self._run_offer()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink("surface"))
        painter.fillRect(0, 0, px(3), self.height(), ink(_LOOKS[self._tone][1]))
        painter.fillRect(0, self.height() - 1, self.width(), 1, ink("divider"))

    def _toggle(self) -> None:
        self._details.setVisible(self._details.isHidden())

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(
            "\n\n".join(filter(None, (self.sentence.text(), self._details.toPlainText())))
        )
