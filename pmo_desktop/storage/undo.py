"""Taking changes back: which ones stand, and putting every row of one change set back as it was."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, Table, UniqueConstraint, select

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage import many_rows
from pmo_desktop.storage.images import RowChange, image_sql, literals, value_of
from pmo_desktop.storage.journal import rows_of
from pmo_desktop.storage.tables import DERIVED, LAYOUTS, change_set
from pmo_desktop.text import say


@dataclass(slots=True)
class Stacks:
    """Which change sets undo and redo would revert, newest last, and the last change set that was counted in."""

    undo: list[int] = field(default_factory=list[int])
    redo: list[int] = field(default_factory=list[int])
    last: int = 0

    def follow(self, connection: Connection) -> None:
        """Count in what was committed since; nothing else is ever counted, so a change that failed leaves no trace."""
        newer = select(change_set.c.seq, change_set.c.kind).where(change_set.c.seq > self.last)
        for seq, kind in connection.execute(newer.order_by(change_set.c.seq)):
            self.count(seq, kind)

    def count(self, seq: int, kind: str) -> None:
        """Count in the next change set, once it is committed."""
        self.last = seq
        if kind == "undo":
            self.undo.pop()
            self.redo.append(seq)
        elif kind == "redo":
            self.redo.pop()
            self.undo.append(seq)
        elif kind in {"start", "upgrade"}:
            self.undo.clear()
            self.redo.clear()
        elif kind != "mark":
            self.undo.append(seq)
            self.redo.clear()


class _Plan(NamedTuple):
    """What puts the rows of one table back: keys to take out, what to set by its columns, and rows to put in."""

    table: str
    out: list[int]
    set: dict[tuple[str, ...], list[tuple[object, ...]]]
    into: list[tuple[object, ...]]


class _Values(dict[str, object]):
    """The values of literals; most come again and again, and are read once."""

    def __missing__(self, literal: str) -> object:
        value = self[literal] = value_of(literal)
        return value


def title_of(connection: Connection, seq: int) -> str:
    """The title of one change set."""
    return str(connection.execute(select(change_set.c.title).where(change_set.c.seq == seq)).scalar_one())


def put_back(connection: Connection, seq: int) -> None:
    """Make every row that one change set touched what it was before, if it still is what the change made of it.

    Rows are taken out first and put in last, and references are looked at when all is done, so that no order is wrong.

    Raises:
        PmoError: a row was changed again since, the change made the workspace, or an earlier version made it.
    """
    if connection.execute(select(change_set.c.kind).where(change_set.c.seq == seq)).scalar_one() == "start":
        raise PmoError(_refusal(connection, seq, say("it made the workspace")))
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    rows: dict[str, list[RowChange]] = {}
    for row in rows_of(connection, seq):
        if row.columns != LAYOUTS.get(row.table):
            raise PmoError(_refusal(connection, seq, say("it was made by an earlier version of PMO Desktop")))
        rows.setdefault(row.table, []).append(row)
    for table in rows:
        if _changed_since(connection, seq, table):
            reason = say("what it changed was changed again since. Take that back first")
            raise PmoError(_refusal(connection, seq, reason))
    plans = [_plan(Base.metadata.tables[name], some) for name, some in rows.items()]
    _carry_out(connection, plans)


def _carry_out(connection: Connection, plans: list[_Plan]) -> None:
    for plan in plans:
        if plan.out:
            connection.exec_driver_sql(f'DELETE FROM "{plan.table}" WHERE key = ?', [(key,) for key in plan.out])
    for plan in plans:
        for columns, values in plan.set.items():
            *taken, keys = zip(*values, strict=True)
            many_rows.change(connection, plan.table, keys, dict(zip(columns, taken, strict=True)))
    for plan in plans:
        if plan.into:
            values_by_column = zip(*plan.into, strict=True)
            many_rows.add(connection, plan.table, dict(zip(LAYOUTS[plan.table], values_by_column, strict=True)))


def _refusal(connection: Connection, seq: int, reason: str) -> str:
    return say("“{title}” cannot be taken back: {reason}.", title=title_of(connection, seq), reason=reason)


def _changed_since(connection: Connection, seq: int, table: str) -> bool:
    """Whether anything in `table` that the change set changed is no longer what it made of it."""
    now = f"CASE WHEN now.key IS NOT NULL THEN {image_sql(LAYOUTS[table], 'now')} END"
    found = connection.exec_driver_sql(
        f"SELECT was.before, was.after, {now} FROM change_row AS was JOIN row_layout ON row_layout.id = was.layout_id "
        f'LEFT JOIN "{table}" AS now ON now.key = was.row_key '
        f"WHERE was.seq = ? AND row_layout.table_name = ? AND {now} IS NOT was.after",
        (seq, table),
    )
    return any(_clash(Base.metadata.tables[table], *images) for images in found)


def _clash(table: Table, before: str | None, after: str | None, now: str | None) -> bool:
    """Whether a row that is not as the change set left it differs in what the change set changed.

    What is worked out anew after every change does not count; a row that came, went or moved counts as a whole.
    """
    if after is None or now is None:
        return True
    columns = LAYOUTS[table.name]
    since = _different(columns, after, now).keys() - DERIVED[table.name]
    changed = _different(columns, before, after).keys() if before is not None else set(columns)
    whole = before is None or not changed.isdisjoint(_unique_columns(table))
    return bool(since if whole else since & changed)


def _plan(table: Table, rows: list[RowChange]) -> _Plan:
    """What to do with each row. One whose unique value changes is put in anew: two rows may have swapped theirs."""
    unique = _unique_columns(table)
    plan = _Plan(table.name, [], defaultdict(list), [])
    known = _Values()
    for row in rows:
        if row.before is not None and row.after is not None:
            different = _different(row.columns, row.before, row.after)
            if unique.isdisjoint(different):
                plan.set[tuple(different)].append((*different.values(), row.key))
                continue
        if row.after is not None:
            plan.out.append(row.key)
        if row.before is not None:
            plan.into.append(tuple(map(known.__getitem__, literals(row.before))))
    return plan


def _different(columns: tuple[str, ...], before: str, after: str) -> dict[str, object]:
    """The values before of the columns that differ."""
    pairs = zip(columns, literals(before), literals(after), strict=True)
    return {column: value_of(was) for column, was, became in pairs if was != became}


def _unique_columns(table: Table) -> set[str]:
    constraints = (each.columns for each in table.constraints if isinstance(each, UniqueConstraint))
    indexes = (each.columns for each in table.indexes if each.unique)
    return {column.name for columns in (*constraints, *indexes) for column in columns}
