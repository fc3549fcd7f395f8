"""What happens to exceptions nobody caught: a sentence for the message bar, or a bug for the crash dialog."""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, QSysInfo, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from pmo_desktop import __version__
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import Picture, button, column, label, row


def diagnostics() -> str:
    """Versions and systems, one a line: what a report of a bug needs, and no name, path or figure of the user's."""
    return "\n".join(
        (
            f"PMO Desktop {__version__}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
            f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}",
            f"{QGuiApplication.platformName()}, {QGuiApplication.primaryScreen().devicePixelRatio():g}×",
        )
    )


class CrashHook(QObject):
    """Takes over `sys.excepthook`. From any thread, what was raised is told on the main one."""

    _raised = Signal(object)

    def __init__(self, app: QApplication, refuse: Callable[[str], object]) -> None:
        super().__init__(app)
        self._refuse = refuse
        self._open = False
        self._raised.connect(self._tell)

    def install(self) -> None:
        """From here on every exception nobody caught comes here."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._raised.emit(args.exc_value)

    def refuse_with(self, refuse: Callable[[str], object]) -> None:
        """Tell the sentence of a `PmoError` to `refuse`, usually the message bar of the window."""
        self._refuse = refuse

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._raised.emit(error.with_traceback(trace))

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, PmoError):
            self._refuse(str(error))
            return
        details = "".join(traceback.format_exception(error))
        sys.stderr.write(details)
        if self._open:
            return
        self._open = True
        try:
            CrashDialog(details, QApplication.activeWindow()).exec()
        finally:
            self._open = False


class CrashDialog(QDialog):
    """Says that it is our fault, that everything shown as saved is safe, and gives the details to copy."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(self.tr("Something went wrong"))
        self.details = f"{diagnostics()}\n\n{details}"
        title = label(self.tr("Something went wrong, and it is a fault of the program"), "section", wraps=True)
        words = label(
            self.tr(
                "The last step may not have been made. Everything that was shown as saved is in your file. You can go "
                "on; if it happens again, save a restore point and start the program anew."
            ),
            "quiet",
            wraps=True,
        )
        text = QPlainTextEdit(self.details)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Details of the fault"))
        text.setMinimumSize(px(560), px(200))
        close = button(self.tr("Go on"), self.accept, look="primary", name="crash close")
        copy = button(self.tr("Copy the details"), self._copy, picture="copy", name="crash copy")
        note = label(self.tr("Nothing was sent anywhere."), "note")
        head = row(Picture("error", 24, "R"), column(title, words, gap=4), gap=12)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.setStretch(1, 1)
        self.setLayout(column(head, text, row(note, None, copy, close), gap=16, margins=(24, 24, 24, 24)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
