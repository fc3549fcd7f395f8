"""Bringing a file of an older format up to date: on a verified copy, written back in one transaction, a backup kept."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage import journal
from pmo_desktop.storage.backup import place, write_copy
from pmo_desktop.storage.check import faults, parts_of, strange_part
from pmo_desktop.storage.connection import connect, copy_all, engine_on, format_of, let_go
from pmo_desktop.storage.driver import Fault
from pmo_desktop.storage.migrations import MIGRATIONS
from pmo_desktop.storage.migrations.run import Migration, run
from pmo_desktop.storage.seal import seal_of
from pmo_desktop.storage.secret import Secret
from pmo_desktop.storage.sentences import damaged, sentence_for
from pmo_desktop.storage.tables import row_layout
from pmo_desktop.text import say


def upgrade(path: Path, migrations: Sequence[Migration] = MIGRATIONS, secret: Secret | None = None) -> Path:
    """Bring the workspace at `path` to the format after the last of `migrations`; tell where the backup is.

    Raises:
        PmoError: the file is damaged, strange or open elsewhere, or the drive is full; it was not changed then.
    """
    number = format_of(path, secret)
    original = connect(path, partial(strange_part, expected=parts_after(migrations[:number])), secret)
    try:
        copy = connect(None, secret=secret)
        copy_all(original, copy)
        _look_for_faults(copy, path)
        kept = place(path.parent, path.stem, say("format {number}", number=number), datetime.now())  # noqa: DTZ005
        write_copy(original, kept, secret)
        migrate(copy, migrations, number)
        _look_for_faults(copy, path)
        copy_all(copy, original)
    except Fault as error:
        raise PmoError(sentence_for(error, path) or damaged(path, error)) from None
    finally:
        let_go(original)
    return kept


def migrate(connection: Any, migrations: Sequence[Migration], number: int) -> None:  # noqa: ANN401  the driver ships no types
    """Run every migration after format `number` on a connection of the driver, in one transaction, and seal it anew."""

    def seal(connected: Connection) -> None:
        connected.exec_driver_sql(f"PRAGMA user_version={len(migrations)}")
        title = say("Upgrade to format {number}", number=len(migrations))
        journal.add(connected, "upgrade", title, [], seal=seal_of(connected))

    run(connection, migrations[number:], seal)


def parts_after(migrations: Sequence[Migration]) -> dict[str, list[str]]:
    """The parts of a file of an older format, found by making one."""
    connection = connect(None)
    run(connection, migrations)
    return parts_of(connection)


def _look_for_faults(connection: Any, path: Path) -> None:  # noqa: ANN401
    with engine_on(connection).connect() as connected:
        if found := faults(connected, _own_layouts(connected)):
            raise PmoError(damaged(path, found[0]))


def _own_layouts(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The newest layout of every table the file has: what its seal was made of."""
    kept = connection.execute(select(row_layout.c.table_name, row_layout.c.columns).order_by(row_layout.c.id))
    layouts = {table: tuple(columns.split(",")) for table, columns in kept}
    return {table: columns for table, columns in layouts.items() if set(columns) == _columns_of(connection, table)}


def _columns_of(connection: Connection, table: str) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (table,)).scalars())
