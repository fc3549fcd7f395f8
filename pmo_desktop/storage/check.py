"""Whether a file is what we wrote: its parts, its pages, its references, its seal and its chain."""

from sqlalchemy import Connection

from pmo_desktop.domain.base import Base
from pmo_desktop.storage import journal
from pmo_desktop.text import say


def strange_parts(connection: Connection) -> str:
    """One sentence if the file has a table, column, index, view or trigger that we do not make; empty if not.

    Read before anything else runs, so that a file made to harm is closed again before it can.
    """
    found = {
        (kind, name)
        for kind, name in connection.exec_driver_sql("SELECT type, name FROM sqlite_schema")
        if not name.startswith(("sqlite_autoindex", "sqlite_stat"))
        and name not in {"alembic_version", "sqlite_sequence"}
    }
    expected = {("table", table.name) for table in Base.metadata.tables.values()} | {
        ("index", str(index.name)) for table in Base.metadata.tables.values() for index in table.indexes
    }
    for kind, name in sorted(found ^ expected):
        return _strange(f"{kind} {name}")
    for table in Base.metadata.tables.values():
        columns = [
            (name, hidden)
            for _, name, _, _, _, _, hidden in connection.exec_driver_sql(f'PRAGMA table_xinfo("{table.name}")')
        ]
        if sorted(columns) != sorted((column.name, 0) for column in table.columns):
            return _strange(f"table {table.name}")
    return ""


def _strange(part: str) -> str:
    return say(
        "This file is not as PMO Desktop writes it ({part}), so nothing in it was run. "
        "Open a backup of it; the file was not changed.",
        part=part,
    )


def faults(connection: Connection) -> list[str]:
    """Every fault of the file in a sentence each; empty if it is sound. Reads the whole file."""
    found = [
        say("The file is damaged: {detail}.", detail=detail)
        for (detail,) in connection.exec_driver_sql("PRAGMA integrity_check")
        if detail != "ok"
    ]
    if found:
        return found
    found += [
        say("A row of {table} points to nothing.", table=row[0])
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    if journal.seal_of(connection) != journal.head(connection)[2]:
        found.append(say("The content was changed outside PMO Desktop: it does not match the seal of the last change."))
    if (broken := journal.broken_link(connection)) is not None:
        found.append(
            say("The history was changed outside PMO Desktop: change {number} does not follow.", number=broken)
        )
    return found
