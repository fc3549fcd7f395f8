"""Backups in the window: made behind it, listed in a dialog, and the way back to one."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QDialog

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import backups
from pmo_desktop.services.formats import show_moment, show_number
from pmo_desktop.text import say
from pmo_desktop.ui.places import where_to_save
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.unlocking import with_secret
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from pmo_desktop.storage.backup import Backup
    from pmo_desktop.storage.secret import Secret
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.main_window import MainWindow

_EVERY_MS = 3_600_000
_MEGABYTE = 1_000_000


def _(text: str) -> str:
    return QCoreApplication.translate("Backups", text)


def watch(window: "MainWindow", document: "Document") -> None:
    """Check the workspace and back it up behind the window: now, and every hour it is open."""
    look = partial(_look_after, window, document)
    look()
    clock = QTimer(document)
    clock.setInterval(_EVERY_MS)
    clock.timeout.connect(look)
    clock.start()


def _look_after(window: "MainWindow", document: "Document") -> None:
    copy = document.workspace.snapshot()

    def done(faults: list[str]) -> None:
        copy.close()
        if faults:
            words = _("Something other than PMO Desktop changed this workspace, or its drive fails. Restore a backup.")
            window.refuse(words, "\n".join(faults))
            window.messages.offer(_("Backups…"), partial(show_backups, window, document.workspace.path))

    def failed(sentence: str) -> None:
        copy.close()
        window.refuse(sentence)

    window.jobs.start(_("Checking and backing up"), lambda _job: backups.look_after(copy), done, failed)


def show_backups(window: "MainWindow", path: Path) -> None:
    """List the backups of the workspace at `path`, which is the open one or one that cannot be opened."""
    BackupsDialog(window, path).open()


class BackupsDialog(QDialog):
    """The backups of the workspace at `path`, newest first: make one, open a copy of one, or go back to one."""

    def __init__(self, window: "MainWindow", path: Path) -> None:
        super().__init__(window)
        self.setObjectName("backups")
        self.setWindowTitle(self.tr("Backups of {name}").format(name=path.stem))
        self._window = window
        self._path = path
        self._found: list[Backup] = []
        words = self.tr(
            "A backup is made while you work, at most one an hour, and before whatever changes much at once. All of "
            "the last two days are kept, then one of each of 14 days, 8 weeks and 12 months. They are in the folder "
            "“{folder}”."
        ).format(folder=backups.folder_of(path).name)
        self.list = Listing(
            self.tr("Backups"),
            [
                ListingColumn(self.tr("When"), 40),
                ListingColumn(self.tr("Made"), 40),
                ListingColumn(self.tr("Size"), 20, is_figure=True),
            ],
        )
        self.list.setMinimumSize(px(560), px(320))
        self.problem = label("", "problem", wraps=True)
        self.problem.hide()
        now = button(self.tr("Back up now"), self._back_up, name="backup now")
        now.setVisible(self._is_open())
        self._copy = button(self.tr("Open a copy…"), self._open_copy, name="backup copy")
        self._restore = button(
            self.tr("Restore"), self._ask_put_back, look="primary", picture="restore", name="restore"
        )
        shut = button(self.tr("Close"), self.accept, name="backups close")
        note = self.tr("Restoring keeps the workspace as it stands now among the backups.")
        self.setLayout(
            column(
                label(words, "quiet", wraps=True),
                self.list,
                self.problem,
                label(note, "note", wraps=True),
                row(now, None, shut, self._copy, self._restore),
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self._show()

    def _is_open(self) -> bool:
        document = self._window.document
        return document is not None and document.workspace.path == self._path

    def _show(self) -> None:
        self._found = backups.kept(self._path)
        self.list.show_rows(
            [
                ListingRow(
                    number,
                    (show_moment(each.at), say(each.label).capitalize(), _size(each.path.stat().st_size)),
                )
                for number, each in enumerate(self._found)
            ]
        )
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        for each in (self._copy, self._restore):
            each.setEnabled(bool(self._found))

    def _chosen(self) -> "Backup":
        key = self.list.current_key()
        return self._found[key if isinstance(key, int) else 0]

    def _tried(self, run: Callable[[], object]) -> bool:
        """Run something, or tell in the dialog why it could not be done."""
        try:
            run()
        except PmoError as error:
            self.problem.setText(str(error))
        except OSError as error:
            self.problem.setText(self.tr("It cannot be written: {reason}.").format(reason=error.strerror or error))
        else:
            self.problem.hide()
            return True
        self.problem.show()
        return False

    def _back_up(self) -> None:
        document = self._window.document
        if document is not None and self._tried(partial(backups.take, document.workspace, backups.BY_HAND)):
            self._show()

    def _open_copy(self) -> None:
        chosen = self._chosen()
        target = where_to_save(self._window, chosen.path.name)
        if target is not None and self._tried(partial(shutil.copyfile, chosen.path, target)):
            self.accept()
            self._window.open_path(target, self._secret())

    def _secret(self) -> "Secret | None":
        """What opens the workspace, and most likely its backups; none if it is not open or not encrypted."""
        document = self._window.document
        return document.workspace.secret if document is not None and self._is_open() else None

    def _ask_put_back(self) -> None:
        chosen = self._chosen()
        with_secret(self, chosen.path, self._secret(), partial(self._put_back, chosen))

    def _put_back(self, chosen: "Backup", secret: "Secret | None") -> None:
        was_open, own = self._is_open(), self._secret()
        if was_open:
            self._window.close_document()
        if self._tried(partial(backups.restore, chosen.path, self._path, secret, own)):
            self.accept()
            self._window.open_path(self._path, own or secret)
            words = self.tr("Restored as it stood on {moment}. What was there before is kept as a backup.")
            self._window.refuse(words.format(moment=show_moment(chosen.at)), tone="news")
        elif was_open:
            self._window.open_path(self._path, own)


def _size(count: int) -> str:
    return _("{size} MB").format(size=show_number(max(count / _MEGABYTE, 0.1), 1))
