"""A workspace: one file, one way to write it, the way back, and copies of it. How it is read stands in `held`."""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pmo_desktop.collecting import no_collecting
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage import check, journal
from pmo_desktop.storage.connection import APPLICATION_ID, FORMAT, connect, copy_all, format_of
from pmo_desktop.storage.held import Held
from pmo_desktop.storage.journal import Change, Kind
from pmo_desktop.storage.secret import Secret
from pmo_desktop.storage.sentences import broken_rule
from pmo_desktop.storage.tables import SCHEMA
from pmo_desktop.storage.undo import Stacks, put_back, title_of
from pmo_desktop.text import say

T = TypeVar("T")
Derive = Callable[[Session, dict[str, set[int]]], None]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a command returned, and the change it made; no change if nothing became different."""

    value: T
    change: Change | None


def _nothing(session: Session) -> None:
    del session


def _derive_nothing(session: Session, touched: dict[str, set[int]]) -> None:
    del session, touched


class Workspace(Held):
    """An open workspace. `derive` renews what follows from the rows a change touched, in the same transaction."""

    def __init__(
        self,
        connection: Any,  # noqa: ANN401  the driver ships no types
        path: Path,
        derive: Derive = _derive_nothing,
        *,
        secret: Secret | None = None,
        writable: bool = True,
    ) -> None:
        super().__init__(connection, path, secret)
        self._derive = derive
        self._stacks = Stacks()
        self._has_followed = False
        self._titles: dict[int, str] = {}
        self._is_watched = False
        self._writable = writable

    @classmethod
    def create(
        cls,
        path: Path,
        derive: Derive = _derive_nothing,
        first: Callable[[Session], object] = _nothing,
        secret: Secret | None = None,
    ) -> Self:
        """Make a new workspace at `path` with what `first` puts into it, which cannot be undone, and open it.

        With a `secret` it is encrypted from its first byte.

        Raises:
            PmoError: there is a file already, or the folder cannot be written; no file is left behind then.
        """
        if not path.absolute().parent.is_dir():
            raise PmoError(say("There is no folder “{folder}”. Make it first, or choose another.", folder=path.parent))
        if path.exists():
            raise PmoError(say("“{name}” exists already. Choose another name, or open it.", name=path.name))
        with ExitStack() as on_failure:
            workspace = cls(connect(path, secret=secret), path, derive, secret=secret)
            on_failure.callback(path.unlink, missing_ok=True)
            on_failure.callback(workspace.close)
            with workspace._faults_told(), workspace._engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
                for made in SCHEMA.values():
                    for statement in made["parts"].values():
                        connection.exec_driver_sql(statement)
            workspace._write("start", say("Create workspace"), first)
            on_failure.pop_all()
        return workspace

    @classmethod
    def open(cls, path: Path, derive: Derive = _derive_nothing, secret: Secret | None = None) -> Self:
        """Open the workspace at `path`, with its `secret` if it is encrypted; bring an older format up to date first.

        Raises:
            PmoError: it is no workspace, damaged, of a newer format, not as we write it, open elsewhere, or encrypted
                with another secret.
        """
        if format_of(path, secret) < FORMAT:
            from pmo_desktop.storage.upgrade import upgrade

            upgrade(path, secret=secret)
        return cls(connect(path, check.strange_part, secret), path, derive, secret=secret)

    def do(self, title: str, command: Callable[[Session], T]) -> Done[T]:
        """Run `command` in one transaction, all or nothing, journalled under `title`.

        Raises:
            PmoError: from the command, because a value is missing, double or still referred to, or because the file
                could not be written; nothing was changed then.
        """
        try:
            return self._write("do", title, command)
        except IntegrityError as error:
            if sentence := broken_rule(error.orig):
                raise PmoError(sentence) from error
            raise

    def _write(self, kind: Kind, title: str, command: Callable[[Session], T], reverts: int | None = None) -> Done[T]:
        self._must_not_write()
        if self._open is not None or not self._writable:
            msg = "a question is open, or this is a snapshot; neither can be written to"
            raise RuntimeError(msg)
        has_followed, self._has_followed = self._has_followed, False
        self._writing = True
        try:
            with no_collecting(), self._faults_told(), Session(self._engine) as session:
                self._watch()
                with session.begin():
                    value = command(session)
                    session.flush()
                    connection = session.connection()
                    self._derive(session, journal.touched(connection))
                    session.flush()
                    done = Done(value, journal.close(connection, kind, title, reverts=reverts))
            if has_followed and done.change:
                self._stacks.count(done.change.seq, kind)
                self._titles[done.change.seq] = done.change.title
            self._has_followed = has_followed
            return done
        finally:
            self._writing = False

    def _watch(self) -> None:
        """Before the first write: the journal sees every one, and every class is known, whose references order rows.

        Whoever only reads waits for neither.
        """
        if not self._is_watched:
            import_module("pmo_desktop.domain.schema")
            journal.start(self._raw)
            self._is_watched = True

    def mark(self, title: str) -> Change:
        """Make a named restore point: an entry of the history that changes nothing."""
        return self._write("mark", title, _nothing).change or self.history(1)[0]

    def undo(self) -> Change | None:
        """Take back the newest change that still stands; none if there is nothing to take back.

        Raises:
            PmoError: as `revert`.
        """
        stacks = self._followed()
        return self._revert(stacks.undo[-1], "undo") if stacks.undo else None

    def redo(self) -> Change | None:
        """Make again what was taken back last; none if there is nothing.

        Raises:
            PmoError: as `revert`.
        """
        stacks = self._followed()
        return self._revert(stacks.redo[-1], "redo") if stacks.redo else None

    def revert(self, change: int) -> Change | None:
        """Take back one change set by its number, wherever it stands in the history; none if it changed nothing.

        Raises:
            PmoError: what it changed was changed again since, something later depends on it, or it made the workspace.
        """
        return self._revert(change, "revert")

    def _followed(self) -> Stacks:
        if not self._has_followed:
            with self._reading_connection() as connection:
                self._stacks.follow(connection)
            self._has_followed = True
        return self._stacks

    def undo_title(self) -> str:
        """What undo would take back, in words; empty if nothing."""
        stacks = self._followed()
        return self._title(stacks.undo[-1]) if stacks.undo else ""

    def redo_title(self) -> str:
        """What redo would make again, in words; empty if nothing."""
        stacks = self._followed()
        return self._title(stacks.redo[-1]) if stacks.redo else ""

    def _title(self, seq: int) -> str:
        if seq not in self._titles:
            with self._reading_connection() as connection:
                self._titles[seq] = title_of(connection, seq)
        return self._titles[seq]

    def _revert(self, seq: int, kind: Kind) -> Change | None:
        title = self._title(seq)
        try:
            return self._write(kind, title, lambda session: put_back(session.connection(), seq), seq).change
        except IntegrityError as error:
            raise PmoError(
                say(
                    "“{title}” cannot be taken back: something made later depends on it. Take that back first.",
                    title=title,
                )
            ) from error

    def copy_to(self, target: Path) -> None:
        """Write the workspace as it stands to a new file: whole, checked and on the drive before it bears its name.

        Raises:
            PmoError: the folder cannot be written, the drive is full, or the workspace is damaged.
        """
        from pmo_desktop.storage.backup import write_copy

        self._must_not_write()
        write_copy(self._raw, target, self.secret)

    def pour_into(self, connection: Any, without: Collection[str] = ()) -> None:  # noqa: ANN401  the driver ships no types
        """Make a new database of any driver hold the workspace as it stands, save the rows of the tables `without`."""
        from pmo_desktop.storage.pouring import pour

        self._must_not_write()
        pour(self._raw, connection, without)

    def snapshot(self) -> "Workspace":
        """The workspace as it stands now, in memory, for long reading on any one thread; it cannot be written to."""
        return Workspace(self._in_memory(), self.path, self._derive, secret=self.secret, writable=False)

    def rehearsal(self) -> "Workspace":
        """A copy in memory that can be written to, for trying a change out; nothing of it reaches the file."""
        return Workspace(self._in_memory(), self.path, self._derive, secret=self.secret)

    def _in_memory(self) -> Any:  # noqa: ANN401
        self._must_not_write()
        connection = connect(None, secret=self.secret)
        copy_all(self._raw, connection)
        return connection
