"""The pass-phrase of the open workspace: given, changed or taken away, and its backups with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.pass_phrases import Followed, change_secret, fresh_secret
from pmo_desktop.storage.secret import secret_of
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.pass_phrase_line import NewPassPhrase, PassPhraseLine, waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.storage.secret import Secret
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.jobs import Job
    from pmo_desktop.ui.main_window import MainWindow


def ask_pass_phrase(window: "MainWindow") -> None:
    """Show what the pass-phrase of the open workspace can become."""
    if window.document is not None:
        PassPhraseDialog(window, window.document.workspace).open()


class PassPhraseDialog(QDialog):
    """Asks for the present pass-phrase, if there is one, and for a new one; it stays until the files are written."""

    def __init__(self, window: "MainWindow", workspace: "Workspace") -> None:
        super().__init__(window)
        self.setObjectName("pass-phrase")
        self.setWindowTitle(self.tr("Pass-phrase of {name}").format(name=workspace.name))
        self._window = window
        self._path = workspace.path
        self._secret = workspace.secret
        self._is_writing = False
        self.old = PassPhraseLine(self.tr("Present pass-phrase"), "old phrase")
        self.new = NewPassPhrase()
        self.problem = label("", "problem", wraps=True)
        self.problem.hide()
        before = QWidget()
        before.setProperty("look", "plain")
        before.setLayout(column(label(self.tr("Present pass-phrase"), "label"), self.old, gap=4))
        before.setVisible(self._secret is not None)
        self._cancel = button(self.tr("Cancel"), self.reject, name="phrase cancel")
        self._remove = button(self.tr("Take it away"), self._take_away, name="phrase remove")
        self._remove.setVisible(self._secret is not None)
        words = self.tr("Change it") if self._secret else self.tr("Encrypt")
        self._go = button(words, self._agree, look="primary", picture="lock", name="phrase agree")
        self._go.setDefault(True)
        self.setLayout(
            column(
                label(self._words(), "quiet", wraps=True),
                before,
                self.new,
                self.problem,
                label(self._note(), "note", wraps=True),
                row(self._remove, None, self._cancel, self._go),
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self.setFixedWidth(px(480))

    def _words(self) -> str:
        if self._secret:
            return self.tr("This workspace is encrypted. It and its backups open with its pass-phrase alone.")
        return self.tr("Anybody who has the file can read it. With a pass-phrase it is encrypted, and its backups too.")

    def _note(self) -> str:
        return self.tr(
            "What you export and copies kept elsewhere stay as they are; a drive may keep traces of what was deleted."
        )

    def _agree(self) -> None:
        problem = self.new.problem()
        if problem:
            self._tell(problem)
        else:
            self._try(lambda: fresh_secret(self.new.first.text()))

    def _take_away(self) -> None:
        self._try(lambda: None)

    def _try(self, make: "Callable[[], Secret | None]") -> None:
        """Begin to write if the present pass-phrase is right and the new one will do; say why otherwise."""
        try:
            with waiting():
                is_right = self._secret is None or secret_of(self._path, self.old.text()) == self._secret
                secret = make() if is_right else None
        except PmoError as error:
            self._tell(str(error))
            return
        if is_right:
            self._write(secret)
        else:
            self._tell(self.tr("The present pass-phrase is wrong."))

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.adjustSize()

    def _write(self, secret: "Secret | None") -> None:
        """Close the workspace and write it and its backups anew behind this dialog, which keeps the window shut."""
        self._tell("")
        self._let(writing=True)
        path, old = self._path, self._secret
        self._window.close_document()

        def work(job: "Job") -> Followed:
            return change_secret(path, old, secret, lambda done: job.stepped.emit(done, ""))

        title = self.tr("Writing the workspace and its backups anew")
        self._window.jobs.start(title, work, partial(self._done, secret), self._failed)

    def _let(self, *, writing: bool) -> None:
        self._is_writing = writing
        for each in (self.old, self.new, self._cancel, self._remove, self._go):
            each.setEnabled(not writing)

    def _done(self, secret: "Secret | None", followed: Followed) -> None:
        self._let(writing=False)
        self.old.clear()
        self.new.take()
        self.accept()
        self._window.open_path(self._path, secret)
        self._window.refuse(self._outcome(secret, followed), tone="news")

    def _outcome(self, secret: "Secret | None", followed: Followed) -> str:
        words = self.tr("The workspace opens without a pass-phrase now.")
        if secret:
            words = self.tr("The workspace opens with its new pass-phrase alone. Forgotten is lost.")
        if followed.count:
            words += " " + self.tr("Its backups follow: {count}.").format(count=show_number(followed.count, 0))
        if followed.left:
            names = ", ".join(each.name for each in followed.left)
            words += " " + self.tr("These cannot be opened or written and stay as they are: {names}").format(
                names=names
            )
        return words

    def _failed(self, sentence: str) -> None:
        self._let(writing=False)
        self._window.open_path(self._path, self._secret)
        self._tell(sentence)

    def reject(self) -> None:
        """Close, unless files are being written."""
        if not self._is_writing:
            self.old.clear()
            self.new.take()
            super().reject()
