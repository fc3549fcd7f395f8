"""Lines for pass-phrases: one that hides what is typed, and two for a new one with what it is worth."""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from pmo_desktop.ui.icons import icon
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import column, label

_WORTH = 34  # two lines, so that nothing moves while one types


@contextmanager
def waiting() -> Generator[None]:
    """Show that it takes a moment: making a secret of a pass-phrase is slow on purpose."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


class PassPhraseLine(QLineEdit):
    """Hides what is typed until the eye in it is pressed."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.setObjectName(key)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = QAction(icon("eye"), self.tr("Show what is typed (F8)"), self)
        self.eye.setCheckable(True)
        self.eye.setShortcut("F8")
        self.eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.eye.toggled.connect(self._show)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class NewPassPhrase(QWidget):
    """A new pass-phrase, typed twice, with how hard it is to guess and what it means to forget it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self.first = PassPhraseLine(self.tr("New pass-phrase"), "new phrase")
        self.second = PassPhraseLine(self.tr("Once more"), "new phrase again")
        self.worth = label("", "note", wraps=True)
        self.worth.setObjectName("phrase worth")
        self.worth.setMinimumHeight(px(_WORTH))
        self.first.textChanged.connect(self._tell_worth)
        warning = self.tr("Forgotten is lost: it is kept nowhere, and nobody can open the workspace without it.")
        self.setLayout(
            column(
                column(label(self.tr("New pass-phrase"), "label"), self.first, self.worth, gap=4),
                column(label(self.tr("Once more"), "label"), self.second, gap=4),
                label(warning, "strong", wraps=True),
                gap=8,
            )
        )

    def _tell_worth(self, text: str) -> None:
        from pmo_desktop.services.pass_phrases import strength

        self.worth.setText(strength(text))

    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty if nothing."""
        from pmo_desktop.services.pass_phrases import LEAST

        if len(self.first.text()) < LEAST:
            return self.tr("Eight characters or more are needed.")
        if self.first.text() != self.second.text():
            return self.tr("The two are not the same. Type both again.")
        return ""

    def take(self) -> str:
        """What was typed, once: both lines are empty then."""
        typed = self.first.text()
        self.first.clear()
        self.second.clear()
        return typed
