"""Where the main window was, and a place for it on the screens there are now."""

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from pmo_desktop.ui.settings import Settings

USUAL = QSize(1440, 900)


def keep(window: QMainWindow, settings: Settings) -> None:
    """Remember place and size."""
    settings.geometry = bytes(window.saveGeometry().toBase64().data()).decode()
    settings.save()


def restore(window: QMainWindow, settings: Settings) -> None:
    """Put the window where it was, or in its usual size, and in any case wholly onto a screen."""
    kept = QByteArray.fromBase64(settings.geometry.encode())
    if not settings.geometry or not window.restoreGeometry(kept):
        window.resize(USUAL)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    window.setGeometry(clamped(window.geometry(), screens))


def clamped(wanted: QRect, screens: list[QRect]) -> QRect:
    """`wanted`, moved and if need be shrunk into the screen it overlaps most, or else the first one."""
    home = max(screens, key=lambda screen: _area(screen.intersected(wanted)))
    size = wanted.size().boundedTo(home.size())
    left = max(home.left(), min(wanted.left(), home.right() + 1 - size.width()))
    top = max(home.top(), min(wanted.top(), home.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())


def _area(place: QRect) -> int:
    return place.width() * place.height() if place.isValid() else 0
