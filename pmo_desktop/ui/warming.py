"""From the first paint of the bare frame to a usable window."""

import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer, Signal

if TYPE_CHECKING:
    from pmo_desktop.ui.main_window import MainWindow


# What the first change needs and the first page does not: the rules, and every class there is; then the largest pages.
_FOR_LATER = (
    "pmo_desktop.services.figures",
    "pmo_desktop.services.registry",
    "pmo_desktop.ui.register.page",
    "pmo_desktop.ui.project.page",
    "pmo_desktop.ui.portfolio.page",
)
_AFTER_MS = 300  # by then the first page is painted


class Warming(QObject):
    """After the first paint of the frame: furnishes it, imports the rest behind it, then opens the workspace."""

    warm = Signal()

    def __init__(self, window: "MainWindow", path: str | None) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self.warm.connect(self._open)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._begin)
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        threading.Thread(target=self._import, name="warming", daemon=True).start()
        furnish(self._window)

    def _import(self) -> None:
        import_module("pmo_desktop.ui.frame_words")
        self.warm.emit()

    def _open(self) -> None:
        if self._path is not None:
            self._window.open_path(Path(self._path))
        QTimer.singleShot(_AFTER_MS, self, self._go_on)

    def _go_on(self) -> None:
        threading.Thread(target=lambda: [*map(import_module, _FOR_LATER)], name="warming", daemon=True).start()


def furnish(window: "MainWindow") -> None:
    """Fill the frame, then dress it: a style sheet that is there before makes building slow."""
    from pmo_desktop.ui.languages import use_language

    use_language(window, window.settings.language or QLocale.system().name())
    window.furnish()
    window.theme.apply()
