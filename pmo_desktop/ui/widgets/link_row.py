"""A line that leads somewhere: words at the left, a note at the right, pressed by mouse, Enter or Space."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, px, small_font


class LinkRow(QAbstractButton):
    """`LinkRow("Supplier claim", "20 · 11 Dec", quiet=closed)`; listen to `clicked`. Long words end in …."""

    def __init__(self, words: str, note: str = "", *, quiet: bool = False) -> None:
        super().__init__()
        self._words = words
        self._note = note
        self._quiet = quiet
        self.setAccessibleName(f"{words}, {note}" if note else words)
        self.setToolTip(tip(words))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(28))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(160), px(28))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.rect()
        if self.underMouse():
            painter.fillRect(place, ink("header"))
        painter.setFont(small_font())
        painter.setPen(ink("text_3"))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        wide = painter.fontMetrics().horizontalAdvance(self._note)
        painter.drawText(place.adjusted(0, 0, -px(4), 0), right, self._note)
        room = QRect(place.left() + px(4), place.top(), place.width() - wide - px(16), place.height())
        painter.setFont(font())
        painter.setPen(ink("text_3" if self._quiet else "accent"))
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        if self.hasFocus():
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
