"""What was changed, when and by whom, read from the journal."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from pmo_desktop.storage.images import RowChange
from pmo_desktop.storage.journal import Change
from pmo_desktop.storage.tables import change_row, change_set, row_layout

_WORDS = (change_set.c.seq, change_set.c.kind, change_set.c.title, change_set.c.at, change_set.c.by)


def changes(connection: Connection, limit: int, *, with_keys: bool = True) -> list[Change]:
    """The newest change sets, newest first, with the keys they touched: one of an import touched all there are."""
    newest = connection.execute(select(*_WORDS).order_by(change_set.c.seq.desc()).limit(limit)).all()
    keys = _keys(connection, newest[-1].seq) if newest and with_keys else {}
    return [_change(found, keys.get(found.seq, {})) for found in newest]


def _keys(connection: Connection, oldest: int) -> dict[int, dict[str, set[int]]]:
    keys: dict[int, dict[str, set[int]]] = {}
    for seq, table, key in connection.execute(
        select(change_row.c.seq, row_layout.c.table_name, change_row.c.row_key)
        .join(row_layout, change_row.c.layout_id == row_layout.c.id)
        .where(change_row.c.seq >= oldest)
    ):
        keys.setdefault(seq, {}).setdefault(table, set()).add(key)
    return keys


def _change(found: Any, keys: Mapping[str, Iterable[int]]) -> Change:  # noqa: ANN401  a row of `_WORDS`
    return Change(
        found.seq, found.kind, found.title, found.at, found.by, {name: frozenset(some) for name, some in keys.items()}
    )


def changes_of(connection: Connection, table: str, key: int) -> list[tuple[Change, RowChange]]:
    """Every change of one row, newest first, with its image before and after; the change tells of this row alone."""
    found = connection.execute(
        select(*_WORDS, row_layout.c.columns, change_row.c.before, change_row.c.after)
        .join_from(change_row, row_layout, change_row.c.layout_id == row_layout.c.id)
        .join(change_set, change_row.c.seq == change_set.c.seq)
        .where(change_row.c.row_key == key, row_layout.c.table_name == table)
        .order_by(change_row.c.seq.desc())
    )
    return [
        (_change(row, {table: {key}}), RowChange(table, tuple(row.columns.split(",")), key, row.before, row.after))
        for row in found
    ]
