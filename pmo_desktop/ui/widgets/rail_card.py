"""The two blocks of the rail that open a menu: the workspace at the top and the period at the foot."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu
from typing_extensions import override

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px, small_font


class RailCard(QAbstractButton):
    """A name over a note, and a chevron where there is a menu; `edged` draws the border of a card around it."""

    def __init__(self, name: str, picture: str, *, edged: bool) -> None:
        super().__init__()
        self._note = ""
        self._picture = picture
        self._edged = edged
        self._narrow = False
        self._menu: QMenu | None = None
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(px(52))
        self.clicked.connect(lambda _checked=False: self._open())

    def show_words(self, title: str, note: str) -> None:
        """Show `title` in semibold over `note`."""
        self.setText(title)
        self._note = note
        self.setAccessibleName(f"{title}, {note}" if note else title)
        self.setToolTip(tip(self.accessibleName()) if self._narrow else "")
        self.update()

    def set_menu(self, menu: QMenu | None) -> None:
        """Open `menu` on a click."""
        self._menu = menu
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.show_words(self.text(), self._note)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(40 if self._narrow else 192), px(52))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self._edged:
            painter.setPen(QPen(ink("accent"), 2) if self.hasFocus() else QPen(ink("divider"), 1))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        if self._narrow:
            side = px(20)
            place = QPoint((self.width() - side) // 2, (self.height() - side) // 2)
            painter.drawPixmap(place, pixmap(self._picture, side, ink("text_2"), self.devicePixelRatioF()))
            return
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        left = px(12 if self._edged else 8)
        place = self.rect().adjusted(left, px(8), -px(28), -px(7))
        for words, style, colour, side in (
            (self.text(), font(bold=True), "text", Qt.AlignmentFlag.AlignTop),
            (self._note, small_font(), "text_2", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(style)
            painter.setPen(ink(colour))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, int(side | Qt.AlignmentFlag.AlignLeft), shown)
        if self._menu is not None:
            side_px = px(18)
            where = QPoint(self.width() - side_px - px(8), (self.height() - side_px) // 2)
            painter.drawPixmap(where, pixmap("chevron-down", side_px, ink("text_2"), self.devicePixelRatioF()))

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
