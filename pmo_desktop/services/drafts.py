"""Rows on their way into the workspace: what is kept of each, what is to be different, and writing them all at once."""

from collections.abc import Iterable
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
    if added := [{**draft.kept, **draft.news} for draft in every if draft.is_new]:
        filled = {name for row in added for name, value in row.items() if value is not None}
        _insert(connection, table, added, sorted(filled))
    changed = sorted((draft for draft in every if draft.news and not draft.is_new), key=_names)
    for names, some in groupby(changed, key=_names):
        statement = table.update().where(table.c.key == bindparam("of")).values({n: bindparam(n) for n in names})
        connection.execute(statement, [{"of": draft.key, **draft.news} for draft in some])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]], names: list[str]) -> None:
    """Add rows column by column: binding them one by one as the ORM does takes twice the time."""
    columns: list[list[Any]] = []
    for name in names:
        process = table.columns[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        values = [row[name] for row in rows]
        columns.append(values if process is None else [process(value) for value in values])
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})',  # noqa: S608  names come from the mapped schema
        list(zip(*columns, strict=True)),
    )


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
