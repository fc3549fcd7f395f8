"""The journal: every row before and after each change, from which undo, redo, history, the chain and the seal are read.

Temporary triggers, made from the schema, write each change to a temporary table; when a change set closes, its
rows are folded, stored and chained.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from pmo_desktop.domain.base import clean
from pmo_desktop.storage.images import RowChange, image_sql, literals, value_of
from pmo_desktop.storage.seal import NONE, chain_hash, renewed
from pmo_desktop.storage.tables import LAYOUTS, change_row, change_set, row_layout

Kind = Literal["do", "undo", "redo", "revert", "mark", "start", "upgrade"]

_PENDING = "CREATE TEMP TABLE pending (n INTEGER PRIMARY KEY, name, row_key, before, after, owner_before, owner_after)"
_ALWAYS_KEPT = {"mark", "start", "upgrade"}
_WHOLE = {"start", "upgrade"}  # they note the layout of every table, so that an older file's seal can be checked later
_SIGNED_IN = ("LOGNAME", "USER", "USERNAME")


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


def start(connection: Any) -> None:  # noqa: ANN401  the driver ships no types
    """Make the temporary triggers on a connection of the driver; from here on every write is seen."""
    connection.executescript(_script())


@cache
def _script() -> str:
    return ";".join((_PENDING, *_triggers()))


def _triggers() -> Iterable[str]:
    for table, columns in LAYOUTS.items():
        for when, before, after in (("INSERT", "", "new"), ("UPDATE", "old", "new"), ("DELETE", "old", "")):
            images = ", ".join(image_sql(columns, prefix) if prefix else "NULL" for prefix in (before, after))
            owners = ", ".join(_owner_sql(columns, prefix) for prefix in (before, after))
            yield (
                f"CREATE TEMP TRIGGER journal_{table}_{when} AFTER {when} ON main.{table} BEGIN "
                f"INSERT INTO pending (name, row_key, before, after, owner_before, owner_after) "
                f"VALUES ('{table}', {after or before}.key, {images}, {owners}); END"
            )


def _owner_sql(columns: Iterable[str], prefix: str) -> str:
    """The project a row belongs to, so that what follows from its records can be renewed even when one is removed."""
    return f"{prefix}.project_key" if prefix and "project_key" in columns else "NULL"


def owners_touched(connection: Connection) -> set[int]:
    """The keys of the projects whose records the open transaction has touched so far, before and after."""
    found = connection.exec_driver_sql("SELECT owner_before FROM pending UNION SELECT owner_after FROM pending")
    return {key for (key,) in found if key is not None}


def images_touched(connection: Connection, table: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    """The values of each row of `table` that the open transaction has touched so far, before and after.

    A row that was not there, or is no more, has no values.
    """
    found = connection.exec_driver_sql("SELECT before, after FROM pending WHERE name = ?", (table,))
    return [(_named(table, before), _named(table, after)) for before, after in found]


def _named(table: str, image: str | None) -> dict[str, object]:
    if image is None:
        return {}
    return dict(zip(LAYOUTS[table], map(value_of, literals(image)), strict=True))


def touched(connection: Connection) -> dict[str, set[int]]:
    """The keys that the open transaction has touched so far, by table."""
    return _by_table(connection.exec_driver_sql("SELECT name, row_key FROM pending"))


def _by_table(pairs: Iterable[Any]) -> dict[str, set[int]]:
    keys: dict[str, set[int]] = {}
    for name, key in pairs:
        keys.setdefault(name, set()).add(key)
    return keys


def close(
    connection: Connection, kind: Kind, title: str, *, reverts: int | None = None, seal: str = ""
) -> Change | None:
    """Fold what is pending into one change set, chained to the one before; none if nothing really changed.

    `seal` replaces the seal that would follow from the rows; an upgrade needs that, because it changes every image.
    """
    rows = _fold(connection)
    if not rows and kind not in _ALWAYS_KEPT:
        return None
    return add(connection, kind, title, rows, reverts=reverts, seal=seal)


def add(
    connection: Connection,
    kind: Kind,
    title: str,
    rows: list[RowChange],
    *,
    reverts: int | None = None,
    seal: str = "",
) -> Change:
    """Store one change set, chained to the one before."""
    seq, previous, sealed = head(connection)
    keys = _by_table((row.table, row.key) for row in rows)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    change = Change(seq + 1, kind, clean(title), at, author(), {name: frozenset(found) for name, found in keys.items()})
    record = {
        "seq": change.seq,
        "kind": kind,
        "title": change.title,
        "at": at,
        "by": change.by,
        "reverts": reverts,
        "seal": seal or renewed(sealed, rows),
    }
    connection.execute(insert(change_set), {**record, "hash": chain_hash(previous, record, rows)})
    _store(connection, change.seq, rows, lay_out(connection, LAYOUTS if kind in _WHOLE else keys))
    return change


def author() -> str:
    """The name under which the person has signed in to the computer; empty if it tells none."""
    return clean(next((os.environ[name] for name in _SIGNED_IN if os.environ.get(name)), ""))


def _fold(connection: Connection) -> list[RowChange]:
    """Pending rows, one for each row touched, without those that ended as they began; empties what is pending."""
    folded: dict[tuple[str, int], RowChange] = {}
    query = "SELECT name, row_key, before, after FROM pending ORDER BY n"
    for name, key, before, after in connection.exec_driver_sql(query).all():
        first = folded.get((name, key))
        folded[name, key] = RowChange(name, LAYOUTS[name], key, first.before if first else before, after)
    connection.exec_driver_sql("DELETE FROM pending")
    return [row for row in folded.values() if row.before != row.after]


def head(connection: Connection) -> tuple[int, str, str]:
    """Number, hash and seal of the newest change set; 0 and zeros if there is none."""
    query = "SELECT seq, hash, seal FROM change_set ORDER BY seq DESC LIMIT 1"
    newest = connection.exec_driver_sql(query).one_or_none()
    return (newest[0], newest[1], newest[2]) if newest else (0, NONE, NONE)


def _store(connection: Connection, seq: int, rows: list[RowChange], numbers: dict[str, int]) -> None:
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO change_row (seq, layout_id, row_key, before, after) VALUES (?, ?, ?, ?, ?)",
            [(seq, numbers[row.table], row.key, row.before, row.after) for row in rows],
        )


def lay_out(connection: Connection, tables: Iterable[str]) -> dict[str, int]:
    """The numbers of the layouts that images of these tables have today; one that differs from the last is kept."""
    names = sorted(tables)
    marks = ",".join("?" * len(names))
    query = f"SELECT id, table_name, columns FROM row_layout WHERE table_name IN ({marks}) ORDER BY id"
    kept = {name: (number, columns) for number, name, columns in connection.exec_driver_sql(query, tuple(names))}
    for table in names:
        columns = ",".join(LAYOUTS[table])
        if table not in kept or kept[table][1] != columns:
            added = connection.execute(insert(row_layout), {"table_name": table, "columns": columns})
            kept[table] = (added.lastrowid, columns)
    return {name: number for name, (number, _) in kept.items()}


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
    layouts: dict[str, tuple[str, ...]] = {}
    rows: list[RowChange] = []
    for table, columns, key, before, after in found.all():
        if columns not in layouts:
            layouts[columns] = tuple(columns.split(","))
        rows.append(RowChange(table, layouts[columns], key, before, after))
    return rows
