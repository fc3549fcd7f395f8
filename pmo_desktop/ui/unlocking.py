"""Asking for the pass-phrase of an encrypted file before it is opened."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage.connection import format_of
from pmo_desktop.storage.secret import is_encrypted, secret_of
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.pass_phrase_line import PassPhraseLine, waiting

if TYPE_CHECKING:
    from pmo_desktop.storage.secret import Secret

Then = Callable[["Secret | None"], object]


def with_secret(
    parent: QWidget,
    path: Path,
    known: "Secret | None",
    then: Then,
    instead: tuple[str, Callable[[], object]] | None = None,
) -> None:
    """Give `then` what opens the file at `path`: nothing, the `known` secret, or what its pass-phrase makes.

    It is not called if the user would rather not. `instead` is another way on that is offered beside: its words, and
    what it does.
    """
    if not is_encrypted(path):
        then(None)
    elif known is not None and _opens(path, known):
        then(known)
    else:
        UnlockDialog(parent, path, then, instead).open()


def _opens(path: Path, secret: "Secret") -> bool:
    with suppress(PmoError):
        format_of(path, secret)
        return True
    return False


class UnlockDialog(QDialog):
    """Asks for the pass-phrase of the file at `path` until it is right, and gives `then` the secret."""

    def __init__(
        self, parent: QWidget, path: Path, then: Then, instead: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unlock")
        self.setWindowTitle(self.tr("Pass-phrase"))
        self._path = path
        self._then = then
        self._instead = instead
        self.line = PassPhraseLine(self.tr("Pass-phrase"), "unlock phrase")
        self.problem = label("", "problem", wraps=True)
        self.problem.hide()
        words = self.tr("“{name}” is encrypted. It opens with its pass-phrase alone.").format(name=path.name)
        other = button(instead[0] if instead else "", self._take_other, name="unlock instead")
        other.setVisible(instead is not None)
        cancel = button(self.tr("Cancel"), self.reject, name="unlock cancel")
        go = button(self.tr("Open"), self._agree, look="primary", name="unlock agree")
        go.setDefault(True)
        self.setLayout(
            column(
                label(words, "quiet", wraps=True),
                column(label(self.tr("Pass-phrase"), "label"), self.line, self.problem, gap=4),
                row(other, None, cancel, go),
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self.setFixedWidth(px(440))

    def _agree(self) -> None:
        try:
            with waiting():
                secret = secret_of(self._path, self.line.text())
                format_of(self._path, secret)
        except PmoError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.line.selectAll()
            self.line.setFocus()
            return
        self.line.clear()
        self.accept()
        self._then(secret)

    def _take_other(self) -> None:
        self.line.clear()
        self.reject()
        if self._instead:
            self._instead[1]()
