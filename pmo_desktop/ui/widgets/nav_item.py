"""One item of the navigation rail: icon, title, count; an accent bar and a tint when it is the current one."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px, small_font


class NavItem(QAbstractButton):
    """Checkable, 36 pixels high; `narrow` shows the icon alone and puts the title into the tooltip."""

    def __init__(self, key: str, title: str, picture: str) -> None:
        super().__init__()
        self.key = key
        self._picture = picture
        self._count = ""
        self._narrow = False
        self.setText(title)
        self.setObjectName(f"page {key}")
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(36))

    def show_count(self, count: str) -> None:
        """Show a number, or a part such as 17/20, at the right."""
        self._count = count
        self.setAccessibleDescription(count)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.setToolTip(tip(self.text()) if narrow else "")
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(36))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(40 if self._narrow else 192), px(36))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), ink("selection"))
            painter.fillRect(QRect(0, 0, px(3), self.height()), ink("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), ink("header"))
        side = px(18)
        top = (self.height() - side) // 2
        left = (self.width() - side) // 2 if self._narrow else px(13)
        colour = ink("accent" if self.isChecked() else "text_2")
        painter.drawPixmap(left, top, pixmap(self._picture, side, colour, self.devicePixelRatioF()))
        if not self._narrow:
            self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _paint_words(self, painter: QPainter) -> None:
        place = self.rect().adjusted(px(44), 0, -px(10), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(ink("text"))
        painter.setFont(font(bold=self.isChecked()))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width() - px(28))
        painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        painter.setPen(ink("text_3"))
        painter.setFont(small_font())
        painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignRight), self._count)
