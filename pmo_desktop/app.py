"""The composition root of the window: settings, theme, crash hook, the frame, and behind it the rest."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from pmo_desktop import __version__
from pmo_desktop.resources import resource
from pmo_desktop.ui.constants import keep_constants
from pmo_desktop.ui.crash import CrashHook
from pmo_desktop.ui.imports import read_no_sources
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.warming import Warming, furnish

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document

_WATCH_AFTER_MS = 5_000  # the first page has long been read then


def main(arguments: Sequence[str]) -> int:
    """Show the window: `[FILE.pmo]`, or `--self-test` to show every page and leave. Gives the exit code."""
    if "--self-test" in arguments:
        return self_test()
    names = [word for word in arguments if not word.startswith("-")]
    return run(names[0] if names else None)


def run(path: str | None) -> int:
    """Show the window with the workspace at `path`, or with the first-run page, until it is closed."""
    app = application()
    settings = Settings.load(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "PMO Desktop", "window"))
    window = compose(app, settings)
    CrashHook(app, window.refuse).install()
    Warming(window, path)
    window.show()
    return app.exec()


def application() -> QApplication:
    """The one application object, with its names and its icon."""
    keep_constants()
    read_no_sources()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("PMO Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("pmo-desktop")
    app.setWindowIcon(QIcon(str(resource("icons", "application.png"))))
    return app


def compose(app: QApplication, settings: Settings) -> MainWindow:
    """Put the bare window together; nothing heavy is imported yet."""
    window = MainWindow(settings, Theme(app, settings), Jobs(app))
    window.opened.connect(
        lambda document: QTimer.singleShot(_WATCH_AFTER_MS, document, lambda: _watch(window, document))
    )
    return window


def _watch(window: MainWindow, document: "Document") -> None:
    from pmo_desktop.ui import backups

    backups.watch(window, document)


def self_test() -> int:
    """Open the sample, show every page offscreen, draw every chart, read a workbook, write a pack and a charter.

    Gives 0, or 1 if anything was raised.
    """
    from pmo_desktop.reports.charter import write_charter
    from pmo_desktop.reports.pack import write_pack
    from pmo_desktop.services.sample import write_sample

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raised: list[BaseException] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        raised.append(error)
        sys.__excepthook__(kind, error, trace)

    app = application()
    sys.excepthook = note
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.pmo"
        write_sample(path).close()
        window = compose(app, Settings())
        window.show()
        furnish(window)
        window.open_path(path)
        for spec in window.pages:
            window.show_page(spec.key)
            app.processEvents()
            window.grab()
        if window.document is not None:
            write_pack(window.document.workspace, Path(folder) / "pack.pdf")
            write_charter(window.document.workspace, Path(folder) / "charter.docx")
        _draw_every_chart(Path(folder))
        _read_a_workbook(Path(folder) / "register.xlsx")
        opened = window.document is not None
        window.close()
    return 0 if opened and not raised else 1


def _draw_every_chart(folder: Path) -> None:
    """Draw each chart to a file, with nothing to show; pages and pack draw those that have."""
    from pmo_desktop.charts.catalogue import CHARTS
    from pmo_desktop.charts.figure import new_figure, paint
    from pmo_desktop.charts.style import ON_PAPER

    for chart in CHARTS:
        figure = new_figure(ON_PAPER, 4, 3)
        paint(figure, chart.draw, chart.answer(), ON_PAPER)
        figure.savefig(folder / f"{chart.name}.png")


def _read_a_workbook(path: Path) -> None:
    """Read a spreadsheet the way an import does, in a child process."""
    from xlsxwriter import Workbook

    from pmo_desktop.interchange import read_register

    with Workbook(path) as book:
        sheet = book.add_worksheet("Register")
        for row, cells in enumerate((("Project", "Status"), ("Quay", "active"), ("Crane", "closed"))):
            sheet.write_row(row, 0, cells)
    if len(read_register(path).rows) != 2:  # noqa: PLR2004  the two just written
        msg = "a workbook was not read as it was written"
        raise RuntimeError(msg)
