"""The window as it is measured: with every page, the register in front."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication

from benchmarks.measure import Bench
from pmo_desktop import app
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.pages import PAGES
from pmo_desktop.ui.register.page import RegisterPage
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.warming import furnish


@contextmanager
def window_with_register() -> Generator[MainWindow]:
    """A window with all its pages, the register first."""
    application = cast("QApplication | None", QApplication.instance()) or app.application()
    settings = Settings()
    pages = sorted(PAGES, key=lambda spec: spec.key != "register")
    window = MainWindow(settings, Theme(application, settings), Jobs(application), pages)
    window.show()
    furnish(window)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


def open_and_paint(window: MainWindow, path: Path) -> RegisterPage:
    """Open a workspace at its register, painted."""
    window.open_path(path)
    window.grab()
    return cast("RegisterPage", window.stack.currentWidget())


def opened_anew(bench: Bench, window: MainWindow, path: Path) -> float:
    """Milliseconds of opening and painting, with nothing open before."""
    window.close_document()
    return bench.timed(lambda: open_and_paint(window, path))
