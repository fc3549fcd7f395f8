"""The journal: every row before and after each change, from which undo, redo, history, the chain and the seal are read.

Temporary triggers, made from the mapped tables, write each change to a temporary table; when a change set closes, its
rows are folded, stored and chained. An image is SQLite's `quote()` of each column, which keeps floats exact.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, insert, select

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.schema import ENTITIES

Kind = Literal["do", "undo", "redo", "revert", "mark", "start", "upgrade"]

change_set = Table(
    "change_set",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("reverts", Integer),
    Column("seal", String, nullable=False),
    Column("hash", String, nullable=False),
)
row_layout = Table(
    "row_layout",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("table_name", String, nullable=False),
    Column("columns", String, nullable=False),
)
change_row = Table(
    "change_row",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, ForeignKey("change_set.seq"), nullable=False, index=True),
    Column("layout_id", Integer, ForeignKey("row_layout.id"), nullable=False),
    Column("row_key", Integer, nullable=False, index=True),
    Column("before", String),
    Column("after", String),
)

JOURNALLED: tuple[Table, ...] = tuple(
    cast("Table", entity.__table__) for entity in ENTITIES if entity.__table__.info.get("journal", True)
)
_BY_NAME = {table.name: table for table in JOURNALLED}
_FIRST_HASH = "0" * 64
_SEAL_SIZE = 1 << 256
_LITERAL = re.compile(r"(NULL)|('(?:[^']|'')*')|(X'[0-9A-Fa-f]*')|([^,]+)")


@dataclass(frozen=True, slots=True)
class Change:
    """One change set that was closed: its number, its words, and the keys it touched by table."""

    seq: int
    kind: Kind
    title: str
    at: str
    by: str
    keys: dict[str, frozenset[int]]

    @property
    def tables(self) -> frozenset[str]:
        """The tables it touched."""
        return frozenset(self.keys)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after a change set. An image is none where the row did not exist."""

    table: str
    columns: tuple[str, ...]
    key: int
    before: str | None
    after: str | None


def start(connection: Connection) -> None:
    """Make the temporary triggers; from here on every write is seen."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE pending (n INTEGER PRIMARY KEY, name, row_key, before, after, owner_before, owner_after)"
    )
    for table in JOURNALLED:
        for when, before, after in (("INSERT", "", "new"), ("UPDATE", "old", "new"), ("DELETE", "old", "")):
            images = ", ".join(image_sql(table, prefix) if prefix else "NULL" for prefix in (before, after))
            owners = ", ".join(_owner_sql(table, prefix) for prefix in (before, after))
            connection.exec_driver_sql(
                f"CREATE TEMP TRIGGER journal_{table.name}_{when} AFTER {when} ON main.{table.name} BEGIN "
                f"INSERT INTO pending (name, row_key, before, after, owner_before, owner_after) "
                f"VALUES ('{table.name}', {after or before}.key, {images}, {owners}); END"
            )


def _owner_sql(table: Table, prefix: str) -> str:
    """The project a row belongs to, so that what follows from its records can be renewed even when one is removed."""
    return f"{prefix}.project_key" if prefix and "project_key" in table.columns else "NULL"


def owners_touched(connection: Connection) -> set[int]:
    """The keys of the projects whose records the open transaction has touched so far, before and after."""
    found = connection.exec_driver_sql("SELECT owner_before FROM pending UNION SELECT owner_after FROM pending")
    return {key for (key,) in found if key is not None}


def image_sql(table: Table, prefix: str) -> str:
    """The SQL expression for the image of a row of `table` that `prefix` names."""
    return " || ',' || ".join(f'quote({prefix}."{column.name}")' for column in table.columns)


def values_of(image: str) -> list[object]:
    """The values an image holds, in the order of its columns."""
    return [_value(match) for match in _LITERAL.finditer(image)]


def _value(match: re.Match[str]) -> object:
    null, text, blob, number = match.groups()
    if null:
        return None
    if text:
        return text[1:-1].replace("''", "'")
    if blob:
        return bytes.fromhex(blob[2:-1])
    return int(number) if re.fullmatch(r"-?\d+", number) else float(number)


def touched(connection: Connection) -> dict[str, set[int]]:
    """The keys that the open transaction has touched so far, by table."""
    keys: dict[str, set[int]] = {}
    for name, key in connection.exec_driver_sql("SELECT name, row_key FROM pending"):
        keys.setdefault(name, set()).add(key)
    return keys


def close(
    connection: Connection, kind: Kind, title: str, by: str, *, reverts: int | None = None, seal: str = ""
) -> Change | None:
    """Fold what is pending into one change set, chained to the one before; none if nothing really changed.

    `seal` replaces the seal that would follow from the rows; an upgrade needs that, because it changes every image.
    """
    rows = _fold(connection)
    if not rows and kind not in {"mark", "start", "upgrade"}:
        return None
    seq, previous_hash, previous_seal = head(connection)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    seal = seal or _renewed(previous_seal, rows)
    record = {"seq": seq + 1, "kind": kind, "title": title, "at": at, "by": by, "reverts": reverts, "seal": seal}
    connection.execute(insert(change_set), {**record, "hash": _hash(previous_hash, record, rows)})
    _store(connection, seq + 1, rows)
    keys: dict[str, set[int]] = {}
    for row in rows:
        keys.setdefault(row.table, set()).add(row.key)
    return Change(seq + 1, kind, title, at, by, {name: frozenset(found) for name, found in keys.items()})


def _fold(connection: Connection) -> list[RowChange]:
    """Pending rows, one for each row touched, without those that ended as they began; empties what is pending."""
    folded: dict[tuple[str, int], tuple[str | None, str | None]] = {}
    for name, key, before, after in connection.exec_driver_sql(
        "SELECT name, row_key, before, after FROM pending ORDER BY n"
    ):
        first, _ = folded.get((name, key), (before, None))
        folded[name, key] = (first, after)
    connection.exec_driver_sql("DELETE FROM pending")
    return [
        RowChange(name, _columns(name), key, before, after)
        for (name, key), (before, after) in folded.items()
        if before != after
    ]


def _columns(name: str) -> tuple[str, ...]:
    return tuple(column.name for column in _BY_NAME[name].columns)


def head(connection: Connection) -> tuple[int, str, str]:
    """Number, hash and seal of the newest change set; zeros before the first."""
    newest = connection.execute(
        select(change_set.c.seq, change_set.c.hash, change_set.c.seal).order_by(change_set.c.seq.desc()).limit(1)
    ).one_or_none()
    return newest._tuple() if newest else (0, _FIRST_HASH, _FIRST_HASH)


def _renewed(seal: str, rows: Iterable[RowChange]) -> str:
    """The seal is the sum of a hash of every row, so that it can be renewed from the changed rows alone."""
    total = int(seal, 16)
    for row in rows:
        total += row_hash(row.table, row.after) - row_hash(row.table, row.before)
    return f"{total % _SEAL_SIZE:064x}"


def row_hash(table: str, image: str | None) -> int:
    """What one row adds to the seal: 0 to 2²⁵⁶ − 1, and 0 for a row that is not there."""
    if image is None:
        return 0
    return int.from_bytes(hashlib.sha256(f"{table}|{image}".encode()).digest(), "big")


def seal_of(connection: Connection) -> str:
    """The seal worked out anew from every row of the file."""
    total = 0
    for table in JOURNALLED:
        for (image,) in connection.exec_driver_sql(f'SELECT {image_sql(table, table.name)} FROM "{table.name}"'):
            total += row_hash(table.name, image)
    return f"{total % _SEAL_SIZE:064x}"


def _hash(previous: str, record: dict[str, Any], rows: Iterable[RowChange]) -> str:
    digest = hashlib.sha256(previous.encode())
    for name in ("seq", "kind", "title", "at", "by", "reverts", "seal"):
        digest.update(f"|{record[name]}".encode())
    for row in rows:
        digest.update(f"\n{row.table}|{','.join(row.columns)}|{row.key}|{row.before}|{row.after}".encode())
    return digest.hexdigest()


def _store(connection: Connection, seq: int, rows: list[RowChange]) -> None:
    layouts = {(name, columns): number for number, name, columns in connection.execute(select(row_layout))}
    for row in {row.table: row for row in rows}.values():
        place = (row.table, ",".join(row.columns))
        if place not in layouts:
            added = connection.execute(insert(row_layout), {"table_name": place[0], "columns": place[1]})
            layouts[place] = cast("int", added.lastrowid)
    if rows:
        connection.execute(
            insert(change_row),
            [
                {
                    "seq": seq,
                    "layout_id": layouts[row.table, ",".join(row.columns)],
                    "row_key": row.key,
                    "before": row.before,
                    "after": row.after,
                }
                for row in rows
            ],
        )


def rows_of(connection: Connection, seq: int) -> list[RowChange]:
    """The rows of one change set, in the order they were first touched."""
    found = connection.execute(
        select(
            row_layout.c.table_name, row_layout.c.columns, change_row.c.row_key, change_row.c.before, change_row.c.after
        )
        .join_from(change_row, row_layout, change_row.c.layout_id == row_layout.c.id)
        .where(change_row.c.seq == seq)
        .order_by(change_row.c.id)
    )
    return [
        RowChange(table, tuple(columns.split(",")), key, before, after) for table, columns, key, before, after in found
    ]


def broken_link(connection: Connection) -> int | None:
    """The number of the first change set that does not follow from the one before it; none if the chain holds."""
    previous = _FIRST_HASH
    expected = 1
    for found in connection.execute(select(change_set).order_by(change_set.c.seq)).mappings().all():
        record = dict(found)
        if record["seq"] != expected or record["hash"] != _hash(previous, record, rows_of(connection, expected)):
            return expected
        previous = record["hash"]
        expected += 1
    return None


def stacks(connection: Connection) -> tuple[list[int], list[int]]:
    """Which change sets undo and redo would revert, newest last, folded from the whole log."""
    undo: list[int] = []
    redo: list[int] = []
    for seq, kind in _log(connection):
        if kind == "undo":
            undo.pop()
            redo.append(seq)
        elif kind == "redo":
            redo.pop()
            undo.append(seq)
        elif kind != "mark":
            undo.append(seq)
            redo.clear()
        if kind in {"start", "upgrade"}:
            undo.clear()
    return undo, redo


def _log(connection: Connection) -> Iterator[tuple[int, str]]:
    for seq, kind in connection.execute(select(change_set.c.seq, change_set.c.kind).order_by(change_set.c.seq)):
        yield seq, kind
