"""A workspace: one file, one way to read it, one way to write it, and the way back."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage import journal
from pmo_desktop.storage.connection import APPLICATION_ID, FORMAT, connect, engine_on, format_of, sentence_for
from pmo_desktop.storage.journal import Change, Kind, RowChange, change_set
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


class Workspace:
    """An open workspace. `derive` renews what follows from the rows a change touched, in the same transaction."""

    def __init__(self, connection: Any, path: Path | None, derive: Derive = _derive_nothing) -> None:  # noqa: ANN401
        self.path = path
        self._raw = connection
        self._engine = engine_on(connection)
        self._derive = derive
        self._author = getpass.getuser()
        self._open: Connection | None = None

    @classmethod
    def create(
        cls, path: Path, derive: Derive = _derive_nothing, first: Callable[[Session], object] = _nothing
    ) -> Self:
        """Make a new workspace at `path` with what `first` puts into it, which cannot be undone, and open it.

        Raises:
            PmoError: there is a file already, or the folder cannot be written.
        """
        if path.exists():
            raise PmoError(say("“{name}” exists already. Choose another name, or open it.", name=path.name))
        workspace = cls(connect(path), path, derive)
        with workspace._engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
            Base.metadata.create_all(connection)
        workspace._start()
        workspace._write("start", say("Create workspace"), first)
        return workspace

    @classmethod
    def open(cls, path: Path, derive: Derive = _derive_nothing) -> Self:
        """Open the workspace at `path`, bringing an older format up to date first.

        Raises:
            PmoError: it is no workspace, damaged, of a newer format, not as we write it, or open elsewhere.
        """
        if format_of(path) < FORMAT:
            from pmo_desktop.storage.upgrade import upgrade

            upgrade(path)
        workspace = cls(connect(path), path, derive)
        try:
            from pmo_desktop.storage.check import strange_parts

            with workspace._engine.connect() as connection:
                if strange := strange_parts(connection):
                    raise PmoError(strange)  # noqa: TRY301  one place closes the file again
            workspace._start()
        except DatabaseError as error:
            workspace.close()
            raise PmoError(sentence_for(error, path)) from None
        except PmoError:
            workspace.close()
            raise
        return workspace

    def _start(self) -> None:
        with self._engine.begin() as connection:
            journal.start(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        self._raw.close()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that cannot write, for as long as one question takes. A question may ask another one."""
        with self._reading_connection() as connection:
            session = Session(connection)
            try:
                yield session
            finally:
                session.close()

    @contextmanager
    def _reading_connection(self) -> Iterator[Connection]:
        """The open reading transaction, or a new one that ends with the outermost question."""
        if self._open is not None:
            yield self._open
            return
        self._raw.execute("PRAGMA query_only=ON")
        try:
            with self._engine.connect() as self._open:
                yield self._open
        finally:
            self._open = None
            self._raw.execute("PRAGMA query_only=OFF")

    def do(self, title: str, command: Callable[[Session], T]) -> Done[T]:
        """Run `command` in one transaction, all or nothing, journalled under `title`.

        Raises:
            PmoError: from the command, or because the file could not be written; nothing was changed then.
        """
        return self._write("do", title, command)

    def _write(self, kind: Kind, title: str, command: Callable[[Session], T], reverts: int | None = None) -> Done[T]:
        try:
            with Session(self._engine) as session, session.begin():
                value = command(session)
                session.flush()
                connection = session.connection()
                self._derive(session, journal.touched(connection))
                session.flush()
                change = journal.close(connection, kind, title, self._author, reverts=reverts)
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise PmoError(sentence_for(error, self.path)) from error
        return Done(value, change)

    def mark(self, title: str) -> Change:
        """Make a named restore point: an entry of the history that changes nothing."""
        change = self._write("mark", title, lambda _: None).change
        if change is None:
            msg = "a mark is always written"
            raise AssertionError(msg)
        return change

    def undo(self) -> Change | None:
        """Take back the newest change that still stands; none if there is nothing to take back."""
        undo, _ = self._stacks()
        return self._revert(undo[-1], "undo") if undo else None

    def redo(self) -> Change | None:
        """Make again what was taken back last; none if there is nothing."""
        _, redo = self._stacks()
        return self._revert(redo[-1], "redo") if redo else None

    def revert(self, change: int) -> Change | None:
        """Take back one change set by its number, wherever it stands in the history.

        Raises:
            PmoError: what it changed was changed again since, or something later depends on it.
        """
        return self._revert(change, "revert")

    def _stacks(self) -> tuple[list[int], list[int]]:
        with self._reading_connection() as connection:
            return journal.stacks(connection)

    def undo_title(self) -> str:
        """What undo would take back, in words; empty if nothing."""
        undo, _ = self._stacks()
        return self._title(undo[-1]) if undo else ""

    def redo_title(self) -> str:
        """What redo would make again, in words; empty if nothing."""
        _, redo = self._stacks()
        return self._title(redo[-1]) if redo else ""

    def _title(self, seq: int) -> str:
        with self._reading_connection() as connection:
            return connection.execute(select(change_set.c.title).where(change_set.c.seq == seq)).scalar_one()

    def _revert(self, seq: int, kind: Kind) -> Change | None:
        title = self._title(seq)

        def put_back(session: Session) -> None:
            connection = session.connection()
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for row in reversed(journal.rows_of(connection, seq)):
                _put_back(connection, row, title)

        try:
            return self._write(kind, title, put_back, reverts=seq).change
        except IntegrityError:
            raise PmoError(
                say(
                    "“{title}” cannot be taken back: something made later depends on it. Take that back first.",
                    title=title,
                )
            ) from None

    def history(self, limit: int = 200) -> list[Change]:
        """The newest change sets, newest first, with the keys they touched."""
        with self._reading_connection() as connection:
            newest = (
                connection.execute(select(change_set).order_by(change_set.c.seq.desc()).limit(limit)).mappings().all()
            )
            return [_change(connection, dict(found)) for found in newest]

    def history_of(self, table: str, key: int) -> list[tuple[Change, RowChange]]:
        """Every change of one row, newest first, with its image before and after."""
        from pmo_desktop.storage.journal import change_row, row_layout

        with self._reading_connection() as connection:
            numbers = connection.execute(
                select(change_row.c.seq)
                .join(row_layout, change_row.c.layout_id == row_layout.c.id)
                .where(change_row.c.row_key == key, row_layout.c.table_name == table)
                .order_by(change_row.c.seq.desc())
            ).scalars()
            return [
                (_change(connection, dict(found)), row)
                for number in numbers.all()
                for found in connection.execute(select(change_set).where(change_set.c.seq == number)).mappings()
                for row in journal.rows_of(connection, number)
                if (row.table, row.key) == (table, key)
            ]

    def chain_head(self) -> str:
        """The hash of the newest change set: 64 hexadecimal digits."""
        with self._reading_connection() as connection:
            return journal.head(connection)[1]

    def snapshot(self) -> "Workspace":
        """The workspace as it stands now, in memory, for long reading on any one thread; changes to it go nowhere."""
        copy = connect(None)
        self._raw.backup(copy)
        return Workspace(copy, self.path, self._derive)


def _put_back(connection: Connection, row: RowChange, title: str) -> None:
    """Make one row what it was before, if it still is what the change made of it."""
    table = Base.metadata.tables[row.table]
    now = connection.exec_driver_sql(
        f'SELECT {_image_of(row)} FROM "{row.table}" WHERE key = ?', (row.key,)
    ).scalar_one_or_none()
    if now != row.after:
        raise PmoError(
            say(
                "“{title}” cannot be taken back: what it changed was changed again since. Take that back first.",
                title=title,
            )
        )
    if row.before is None:
        connection.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE key = ?', (row.key,))
        return
    names = ", ".join(f'"{name}"' for name in row.columns)
    places = ", ".join("?" * len(row.columns))
    values = tuple(journal.values_of(row.before))
    if row.after is None:
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', values)
    else:
        connection.exec_driver_sql(
            f'UPDATE "{table.name}" SET ({names}) = ({places}) WHERE key = ?', (*values, row.key)
        )


def _image_of(row: RowChange) -> str:
    return " || ',' || ".join(f'quote("{name}")' for name in row.columns)


def _change(connection: Connection, record: dict[str, Any]) -> Change:
    keys: dict[str, set[int]] = {}
    for row in journal.rows_of(connection, record["seq"]):
        keys.setdefault(row.table, set()).add(row.key)
    return Change(
        record["seq"],
        record["kind"],
        record["title"],
        record["at"],
        record["by"],
        {name: frozenset(found) for name, found in keys.items()},
    )
