"""Running migrations on an open file."""

from collections.abc import Callable, Sequence
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from pmo_desktop.storage.connection import engine_on

Migration = Callable[[Operations], None]


def run(connection: Any, migrations: Sequence[Migration], last: Callable[[Connection], None] | None = None) -> None:  # noqa: ANN401
    """Run some migrations, and `last` behind them, in one transaction. References may break on the way."""
    connection.execute("PRAGMA foreign_keys=OFF")
    with engine_on(connection).begin() as connected:
        operations = Operations(MigrationContext.configure(connected))
        for each in migrations:
            each(operations)
        if last:
            last(connected)
