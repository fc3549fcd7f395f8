"""The dialog for a fault of the program, and the diagnostics that go with a report of it."""

import platform

import PySide6
from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from pmo_desktop import __version__
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
