"""Line icons, drawn when first painted in the colour of the moment, so that a change of theme needs no new icons."""

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pmo_desktop.resources import resource

Ink = Literal["text", "quiet", "accent", "on-accent"]
_FOLDER = ("icons", "line")


def icon(name: str, ink: Ink = "quiet") -> QIcon:
    """The icon in `resources/icons/line/NAME.svg`, in the ink of the current theme whenever it is painted."""
    return QIcon(_LineIcon(name, ink))


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon as a square picture of `size` device-independent pixels."""
    return _drawn(name, size, colour.rgba(), ratio)


def names() -> tuple[str, ...]:
    """Every icon there is, sorted."""
    return tuple(sorted(path.stem for path in resource(*_FOLDER).glob("*.svg")))


class _LineIcon(QIconEngine):
    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink: Ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        picture = pixmap(self._name, side, _colour(self._ink, mode), painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.center() - QPoint((side - 1) // 2, (side - 1) // 2), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), _colour(self._ink, mode))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        picture = pixmap(self._name, min(size.width(), size.height()), _colour(self._ink, mode)).copy()
        picture.setDevicePixelRatio(scale)
        return picture

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._ink)


def _colour(ink: Ink, mode: QIcon.Mode) -> QColor:
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    roles = {
        "text": QPalette.ColorRole.WindowText,
        "quiet": QPalette.ColorRole.PlaceholderText,
        "accent": QPalette.ColorRole.Link,
        "on-accent": QPalette.ColorRole.BrightText,
    }
    return palette.color(roles[ink])


@lru_cache(512)
def _drawn(name: str, size: int, rgba: int, ratio: float) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.name().encode()))).render(
        painter, QRectF(picture.rect())
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(256)
def _source(name: str) -> bytes:
    return resource(*_FOLDER, f"{name}.svg").read_bytes()
