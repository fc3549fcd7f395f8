"""Whether a file is what we wrote: its parts, its pages, its references, its seal and its chain."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.exc import DatabaseError

from pmo_desktop.storage import journal, seal
from pmo_desktop.storage.images import RowChange
from pmo_desktop.storage.tables import LAYOUTS, SCHEMA, change_row, change_set, row_layout
from pmo_desktop.text import say

Parts = Mapping[str, list[str]]

# What values that nobody wrote make of the code that reads them.
ODD_VALUE = (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError)

_LOG = (
    select(
        change_set,
        row_layout.c.table_name,
        row_layout.c.columns,
        change_row.c.id,
        change_row.c.row_key,
        change_row.c.before,
        change_row.c.after,
    )
    .join_from(change_set, change_row, change_row.c.seq == change_set.c.seq, isouter=True)
    .join(row_layout, change_row.c.layout_id == row_layout.c.id, isouter=True)
    .order_by(change_set.c.seq, change_row.c.id)
)


@cache
def our_parts() -> Parts:
    """The words of the statements that make our tables and indexes, in order of the alphabet, by name of the part.

    Words alone, because their order and the signs between them differ between a new file and an upgraded one, while
    whatever could run or reckon (a trigger, a view, a check, a default, a generated column) needs a word of its own.
    """
    return {name: _words(sql) for made in SCHEMA.values() for name, sql in made["parts"].items()}


def parts_of(connection: Any) -> dict[str, list[str]]:  # noqa: ANN401  the driver ships no types
    """The same of an open file, without the two kinds of part that SQLite adds by itself."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    return {
        str(name): _words(str(sql))
        for name, sql in found
        if sql is not None and (name, sql) != ("sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq)")
    }


def _words(sql: str) -> list[str]:
    return sorted(re.findall(r"\w+", sql))


def strange_part(connection: Any, expected: Parts | None = None) -> str:  # noqa: ANN401
    """One sentence if the file has a part that we do not make or lacks one that we do; empty if not.

    Read before anything else runs, so that a file made to harm is closed again before it can.
    """
    found = parts_of(connection)
    ours = our_parts() if expected is None else expected
    different = sorted(name for name in found.keys() | ours.keys() if found.get(name) != ours.get(name))
    if not different:
        return ""
    return say(
        "This file is not as PMO Desktop writes it ({part}), so nothing in it was run. "
        "Open a backup of it; the file was not changed.",
        part=different[0],
    )


def faults(connection: Connection, layouts: Mapping[str, tuple[str, ...]] = LAYOUTS) -> list[str]:
    """Every fault of the file in a sentence each; empty if it is sound. Reads the whole file."""
    try:
        return list(_pages(connection)) or [
            *_references(connection),
            *_content(connection, layouts),
            *_chain(connection),
        ]
    except (DatabaseError, *ODD_VALUE) as error:
        return [say("The file is damaged: {detail}.", detail=getattr(error, "orig", None) or error)]


def _pages(connection: Connection) -> Iterator[str]:
    for (detail,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
        if detail != "ok":
            yield say("The file is damaged: {detail}.", detail=detail)


def _references(connection: Connection) -> Iterator[str]:
    for table in sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}):
        yield say("A row of {table} points to nothing.", table=table)


def _content(connection: Connection, layouts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    altered = seal.seal_of(connection, layouts) != journal.head(connection)[2]
    if altered or any(_hidden_text(connection, table, columns) for table, columns in layouts.items()):
        yield say("The content was changed outside PMO Desktop: it does not match the seal of the last change.")


def _hidden_text(connection: Connection, table: str, columns: Iterable[str]) -> bool:
    """Whether a row hides text behind a NUL, where an image ends and which we never write."""
    texts = " OR ".join(f'instr("{column}", char(0))' for column in columns)
    return connection.exec_driver_sql(f'SELECT 1 FROM "{table}" WHERE {texts} LIMIT 1').first() is not None


def _chain(connection: Connection) -> Iterator[str]:
    broken = broken_link(connection)
    if broken:
        yield say("The history was changed outside PMO Desktop: change {number} does not follow.", number=broken)


def broken_link(connection: Connection) -> int:
    """The number of the first change set that does not follow from the one before it; 0 if the chain holds.

    Change sets and their rows are numbered without a gap, and SQLite remembers the last change set by itself.
    """
    previous, expected, counted = seal.NONE, 1, 0
    for seq, found in groupby(connection.execute(_LOG).mappings(), key=lambda row: row["seq"]):
        record, *others = found
        rows = [row for row in (record, *others) if row["id"] is not None]
        numbers = range(counted + 1, counted + 1 + len(rows))
        follows = seq == expected and [row["id"] for row in rows] == list(numbers)
        if not follows or record["hash"] != seal.chain_hash(previous, record, map(_row_change, rows)):
            return expected
        previous, expected, counted = record["hash"], expected + 1, counted + len(rows)
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'change_set'").scalar()
    return 0 if last == expected - 1 else expected


def _row_change(row: RowMapping) -> RowChange:
    columns = tuple((row["columns"] or "").split(","))
    return RowChange(row["table_name"], columns, row["row_key"], row["before"], row["after"])
