"""Rows on their way into the workspace: what is kept of each, what is to be different, and writing them all at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Connection, Enum, String, Table, bindparam, select
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from pmo_desktop.domain.base import Base, new_key


@dataclass(slots=True)
class Draft:
    """One row of `entity`: its values as they are kept, or as a new row begins, and those that are to be different."""

    entity: type[Base]
    kept: dict[str, Any]
    is_new: bool
    news: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def key(self) -> int:
        """The key of the row."""
        return cast("int", self.kept["key"])

    def value(self, name: str) -> Any:  # noqa: ANN401  any kind of field
        """What a column will hold."""
        return self.news[name] if name in self.news else self.kept[name]

    def set(self, name: str, value: object) -> bool:
        """Set one column; none becomes an empty text where it must, and is let be where it cannot. Tells a change."""
        if value is None:
            texts, needed = _without_none(self.entity)
            if name in needed:
                return False
            value = "" if name in texts else None
        if self.value(name) == value:
            return False
        self.news[name] = value
        return True


def new_row(entity: type[Base], **values: object) -> Draft:
    """A row that is to be added, with a key of its own."""
    return Draft(entity, {**_beginning(entity), "key": new_key(), **values}, is_new=True)


def rows_kept(connection: Connection, entity: type[Base], *conditions: ColumnElement[bool]) -> list[Draft]:
    """The rows of a table that pass, oldest first, with nothing different yet."""
    table = cast("Table", entity.__table__)
    found = connection.execute(select(table).where(*conditions).order_by(table.c.key)).mappings().all()
    return [Draft(entity, dict(row), is_new=False) for row in found]


def write(connection: Connection, entity: type[Base], drafts: Iterable[Draft]) -> None:
    """Add what is new of one table and change what is different, in a handful of statements."""
    table = cast("Table", entity.__table__)
    every = list(drafts)
    add_rows(connection, table, [{**draft.kept, **draft.news} for draft in every if draft.is_new])
    changed = sorted((draft for draft in every if draft.news and not draft.is_new), key=_names)
    for names, some in groupby(changed, key=_names):
        statement = table.update().where(table.c.key == bindparam("of")).values({n: bindparam(n) for n in names})
        connection.execute(statement, [{"of": draft.key, **draft.news} for draft in some])


def add_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that all have the same columns, column by column: bound one by one they take four times as long.

    What is the same in every row, as most of what a new row begins with is, stands in the statement itself.
    """
    if not rows:
        return
    columns = {name: _bound(connection, table, name, [row[name] for row in rows]) for name in rows[0]}
    same = {name: values[0] for name, values in columns.items() if len(rows) > 1 and _is_one(values)}
    marked = [values for name, values in columns.items() if name not in same]
    literals = dict(zip(same, _literals(connection, same.values()), strict=True))
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join(literals.get(name, "?") for name in columns)
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({names}) VALUES ({places})',  # noqa: S608  of the mapped schema, and quoted
        list(zip(*marked, strict=True)),
    )


def _bound(connection: Connection, table: Table, name: str, values: list[Any]) -> list[Any]:
    """The values of one column as the driver takes them; the same ones are made once."""
    process = table.columns[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is None:
        return values
    known = {value: process(value) for value in set(values)}
    return [known[value] for value in values]


def _is_one(values: list[Any]) -> bool:
    return values[0] == values[-1] and values.count(values[0]) == len(values)


def _literals(connection: Connection, values: Collection[Any]) -> Sequence[str]:
    """Values as SQLite writes them in a statement."""
    asked = ", ".join(("quote(?)",) * len(values))
    return connection.exec_driver_sql(f"SELECT {asked}", tuple(values)).one() if values else ()


def _names(draft: Draft) -> list[str]:
    return sorted(draft.news)


@cache
def _beginning(entity: type[Base]) -> dict[str, Any]:
    """What the columns of a new row hold before anything is known."""
    columns = cast("Table", entity.__table__).columns
    return {column.name: _default(column.default) for column in columns}


def _default(default: object) -> Any:  # noqa: ANN401  any kind of field
    return default.arg if isinstance(default, ScalarElementColumnDefault) else None


@cache
def _without_none(entity: type[Base]) -> tuple[frozenset[str], frozenset[str]]:
    """The columns in which an empty text stands for none, and the others that cannot hold none."""
    needed = {column.name: column.type for column in cast("Table", entity.__table__).columns if not column.nullable}
    texts = frozenset(n for n, kind in needed.items() if isinstance(kind, String) and not isinstance(kind, Enum))
    return texts, frozenset(needed) - texts
