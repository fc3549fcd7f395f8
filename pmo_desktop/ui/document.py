"""The open workspace as the window sees it: commands, the way back, and two signals."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject, Signal
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.services import backups
from pmo_desktop.services.periods import current_period
from pmo_desktop.services.settings import settings_of
from pmo_desktop.storage.journal import Change
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.ui.settings import Settings

T = TypeVar("T")


class Document(QObject):
    """Pages read through `reading()`, write through `do()`, and listen to two signals.

    `changed` carries the frozenset of the names of the tables that were touched, after the commit; while it is told,
    `touched` holds the keys touched in each. Choosing another period to look at tells it too. Whoever listens reads in
    one transaction with all the others, and writes nothing. `refused` carries the sentence of a `PmoError`; nothing was
    changed then. `latest` is what was done last since it was opened.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.settings = settings or Settings()
        self.saved_at: datetime | None = None
        self.latest: Change | None = None
        self.touched: dict[str, frozenset[int]] = {}
        self._period_key: int | None = None
        self._handed_out: list[TemporaryDirectory[str]] = []
        self._tell_refusal: Callable[[PmoError], object] = lambda error: self.refused.emit(str(error))

    @property
    def path(self) -> Path | None:
        """Where the file is; none for a workspace in memory."""
        return self.workspace.path

    @property
    def currency(self) -> str:
        """The ISO code of the workspace's one currency."""
        with self.reading() as session:
            return settings_of(session).currency

    def period(self, session: Session) -> ReportingPeriod | None:
        """The period the user looks at: the chosen one, or else the newest; none before the first is opened."""
        chosen = session.get(ReportingPeriod, self._period_key) if self._period_key is not None else None
        return chosen or current_period(session)

    def day(self, session: Session) -> date:
        """The day as of which things are told: the cut-off of the period looked at, or today before the first one."""
        period = self.period(session)
        return period.cut_off_on if period else datetime.now().astimezone().date()

    def choose_period(self, key: int | None) -> None:
        """Look at another period from now on, or at the newest whichever it is."""
        self._period_key = key
        self._tell(frozenset({ReportingPeriod.__tablename__}))

    @property
    def language(self) -> str:
        """The language the window speaks, such as "fr", in which files of words are to be read."""
        return self.settings.language or QLocale.system().name()

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session that cannot write, for one question. Keep nothing that came out of it but plain values."""
        with self.workspace.reading() as session:
            yield session

    def do(self, title: str, command: Callable[[Session], T], *, backup: str = "") -> T | None:
        """Run `command` in one transaction, named `title` in the history and in “Undo …”.

        With `backup`, such as "before an import", a backup is made first, because much changes at once. Gives what the
        command returned, or `None` after a `PmoError`, which is told by `refused`.
        """
        try:
            if backup:
                backups.take(self.workspace, backup)
            done = self.workspace.do(title, command)
        except PmoError as error:
            self.refuse(error)
            return None
        self._announce(done.change)
        return done.value

    def refuse(self, error: PmoError) -> None:
        """Tell why something was not done, where no command of ours could."""
        self._tell_refusal(error)

    @contextmanager
    def telling(self, tell: Callable[[PmoError], object]) -> Generator[None]:
        """Within, what is refused goes to `tell` instead of `refused`: to the dialog whose values it is about."""
        before, self._tell_refusal = self._tell_refusal, tell
        try:
            yield
        finally:
            self._tell_refusal = before

    def undo(self) -> None:
        """Take back the newest change that stands."""
        self.follow(self.workspace.undo)

    def redo(self) -> None:
        """Make again what was taken back last."""
        self.follow(self.workspace.redo)

    def revert(self, change: int) -> None:
        """Take back one change of the history by its number."""
        self.follow(lambda: self.workspace.revert(change))

    def mark(self, title: str) -> None:
        """Make a named restore point."""
        self.follow(lambda: self.workspace.mark(title))

    def undo_title(self) -> str:
        """What undo would take back; empty if nothing."""
        return self.workspace.undo_title()

    def redo_title(self) -> str:
        """What redo would make again; empty if nothing."""
        return self.workspace.redo_title()

    def history(self, limit: int = 200, *, with_keys: bool = False) -> list[Change]:
        """The newest changes, newest first, with the keys they touched where asked for."""
        return self.workspace.history(limit, with_keys=with_keys)

    def hand_out(self, name: str, content: bytes) -> Path:
        """Write a copy of an attachment where another program can open it; it is gone once the workspace is closed."""
        folder = TemporaryDirectory(prefix="pmo-", ignore_cleanup_errors=True)
        self._handed_out.append(folder)
        target = Path(folder.name) / name
        target.write_bytes(content)
        return target

    def close(self) -> None:
        """Let go of the file, and remove the copies of attachments that were handed out."""
        self.workspace.close()
        for folder in self._handed_out:
            folder.cleanup()
        self._handed_out.clear()

    def follow(self, turn: Callable[[], Change | None]) -> None:
        """Run a use case that writes to the workspace by itself, such as freezing a period, and announce its change."""
        try:
            change = turn()
        except PmoError as error:
            self.refuse(error)
            return
        self._announce(change)

    def _announce(self, change: Change | None) -> None:
        if change is None:
            return
        self.saved_at = datetime.now().astimezone()
        self.latest = change
        self.touched = change.keys
        self._tell(change.tables)
        self.touched = {}

    def _tell(self, tables: frozenset[str]) -> None:
        with self.reading():
            self.changed.emit(tables)
