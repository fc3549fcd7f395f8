"""A file that is held open: what it is, and what can be asked of it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage import check, history, journal
from pmo_desktop.storage.connection import engine_on, let_go
from pmo_desktop.storage.driver import Fault
from pmo_desktop.storage.images import RowChange
from pmo_desktop.storage.journal import Change
from pmo_desktop.storage.secret import Secret
from pmo_desktop.storage.sentences import damaged, is_read_only, sentence_for
from pmo_desktop.text import say


class Held:
    """The one connection to a file, through which everything is read; whoever writes as well is a `Workspace`."""

    def __init__(self, connection: Any, path: Path, secret: Secret | None = None) -> None:  # noqa: ANN401  the driver ships no types
        self.path = path
        self.secret = secret
        self._raw = connection
        self._engine = engine_on(connection)
        self._open: Connection | None = None
        self._writing = False

    @property
    def name(self) -> str:
        """The name of the file, without its ending."""
        return self.path.stem

    def close(self) -> None:
        """Let go of the file."""
        let_go(self._raw)
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session that cannot write, for as long as one question takes. A question may ask another one.

        Raises:
            PmoError: what it read is damaged.
        """
        with self._reading_connection() as connection, Session(connection) as session:
            yield session

    @contextmanager
    def _reading_connection(self) -> Generator[Connection]:
        """The open reading transaction, or a new one that ends with the outermost question."""
        if self._open is not None:
            yield self._open
            return
        self._must_not_write()
        with self._faults_told(), self._query_only(), self._engine.connect() as connection:
            self._open = connection
            yield connection

    def _must_not_write(self) -> None:
        if self._writing:
            msg = "a command asks with the session it was given; the workspace itself is busy"
            raise RuntimeError(msg)

    @contextmanager
    def _query_only(self) -> Generator[None]:
        self._raw.execute("PRAGMA query_only=ON")
        try:
            yield
        except DatabaseError as error:
            if is_read_only(error.orig):
                msg = "a question cannot write; use do()"
                raise RuntimeError(msg) from error
            raise
        finally:
            self._open = None
            self._raw.execute("PRAGMA query_only=OFF")

    @contextmanager
    def _faults_told(self) -> Generator[None]:
        """Turn a fault of the file or the drive into its sentence; let faults of ours through."""
        try:
            yield
        except (DatabaseError, Fault) as error:
            if sentence := sentence_for(getattr(error, "orig", error), self.path):
                raise PmoError(sentence) from error
            raise
        except OverflowError as error:
            raise PmoError(
                say("A number is too large to be kept: whole numbers have 18 digits at most. Correct it.")
            ) from error
        except check.ODD_VALUE as error:
            with self._engine.connect() as connection:
                if found := check.faults(connection):
                    raise PmoError(damaged(self.path, found[0])) from error
            raise

    def history(self, limit: int = 200, *, with_keys: bool = True) -> list[Change]:
        """The newest change sets, newest first, with the keys they touched where asked for."""
        with self._reading_connection() as connection:
            return history.changes(connection, limit, with_keys=with_keys)

    def history_of(self, table: str, key: int) -> list[tuple[Change, RowChange]]:
        """Every change of one row, newest first, with its image before and after; its keys are this row's alone."""
        with self._reading_connection() as connection:
            return history.changes_of(connection, table, key)

    def chain_head(self) -> str:
        """The hash of the newest change set: 64 hexadecimal digits."""
        with self._reading_connection() as connection:
            return journal.head(connection)[1]

    def faults(self) -> list[str]:
        """Every fault of the file in a sentence each; empty if it is sound. Reads the whole file."""
        with self._reading_connection() as connection:
            return check.faults(connection)
