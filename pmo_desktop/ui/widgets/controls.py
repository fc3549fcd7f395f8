"""Labels, buttons and the small change of layouts, each made by one call."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pmo_desktop.ui.actions import plain, tip
from pmo_desktop.ui.icons import Ink, icon, pixmap
from pmo_desktop.ui.theme import ink as ink_of
from pmo_desktop.ui.theme import px

LabelRole = Literal["figure", "title", "section", "body", "strong", "quiet", "label", "note", "problem"]
ButtonLook = Literal["", "primary", "link", "quiet", "chip"]


def label(text: str = "", role: LabelRole = "body", *, wraps: bool = False) -> QLabel:
    """Plain text in one of the roles of the type scale; `wraps` lets it take several lines."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    return made


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where the room ends, and then tells all of it in its tooltip."""

    def __init__(self, text: str = "", role: LabelRole = "body") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(tip(self.text()) if self._shown() != self.text() else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), self._shown())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())


def button(
    text: str,
    run: Callable[[], object] | None = None,
    *,
    look: ButtonLook = "",
    picture: str = "",
    name: str = "",
) -> QPushButton:
    """A button 32 pixels high. One `primary` a screen; `link` and `quiet` have no edge; `chip` is a filter's.

    `name` is the object name tests find it by. It takes the focus by keyboard only, so that a click shows no ring.
    """
    made = QPushButton(plain(text))
    made.setProperty("look", look)
    made.setAccessibleName(text)
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if look in {"primary", "link", "quiet"}:
        made.setCursor(Qt.CursorShape.PointingHandCursor if look == "link" else Qt.CursorShape.ArrowCursor)
    if picture:
        made.setIcon(icon(picture, _INKS.get(look, "text")))
        made.setIconSize(QSize(px(18), px(18)))
    if run:
        made.clicked.connect(lambda _checked=False: run())
    return made


_INKS: dict[str, Ink] = {"primary": "on-accent", "link": "accent", "quiet": "quiet"}


def icon_button(picture: str, tip: str, run: Callable[[], object] | None = None, *, name: str = "") -> QToolButton:
    """A square button with an icon alone; `tip` is its tooltip and what screen readers say."""
    made = QToolButton()
    made.setFixedSize(px(32), px(32))
    made.setIcon(icon(picture))
    made.setIconSize(QSize(px(20), px(20)))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    if run:
        made.clicked.connect(lambda _checked=False: run())
    return made


class Picture(QWidget):
    """An icon that stands for itself, in the `ink` of the theme or in a colour of its own."""

    def __init__(self, name: str, size: int = 20, ink: str = "text_2") -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._ink = ink
        self.setFixedSize(px(size), px(size))

    def show_icon(self, name: str, ink: str = "text_2") -> None:
        """Show another icon; `ink` is a colour token such as "accent", or a status such as "R"."""
        self._name = name
        self._ink = ink
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, pixmap(self._name, self.width(), ink_of(self._ink), self.devicePixelRatioF()))


def tabs(*titles: str, name: str = "") -> QTabBar:
    """Tabs underlined in the accent, as wide as their words; listen to `currentChanged`."""
    made = QTabBar()
    made.setObjectName(name)
    made.setExpanding(False)
    made.setDrawBase(False)
    made.setUsesScrollButtons(False)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for title in titles:
        made.addTab(plain(title))
    return made


def scrolled(content: QWidget) -> QScrollArea:
    """`content` on a ground that scrolls up and down where it is higher than its place."""
    content.setProperty("look", "plain")
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(content)
    return made


def rule(*, upright: bool = False) -> QFrame:
    """A hairline in the colour of dividers."""
    made = QFrame()
    made.setProperty("look", "rule")
    (made.setFixedWidth if upright else made.setFixedHeight)(1)
    return made


def row(
    *items: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Lay `items` out from left to right: a number is a space in pixels, `None` takes all the room that is left."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins)
    return made


def column(
    *items: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Lay `items` out from top to bottom, as `row` does."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins)
    return made


def _fill(
    layout: QBoxLayout,
    items: tuple[QWidget | QLayout | int | None, ...],
    gap: int,
    margins: tuple[int, int, int, int],
) -> None:
    layout.setSpacing(px(gap))
    layout.setContentsMargins(*(px(margin) for margin in margins))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(px(item))
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def clear(layout: QLayout) -> None:
    """Take every widget out of `layout` and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
