"""Rows on their way into the workspace: what is kept of each, what is to be different, and writing them all at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Enum, String, Table, select
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from pmo_desktop.domain.base import Base, new_key
from pmo_desktop.storage import many_rows


@dataclass(slots=True)
class Draft:
    """One row of `entity`: its values as they are kept, or as a new row begins, and those that are to be different."""

    entity: type[Base]
    key: int
    kept: Mapping[str, Any]
    is_new: bool
    news: dict[str, Any] = field(default_factory=dict[str, Any])

    def value(self, name: str) -> Any:  # noqa: ANN401  any kind of field
        """What a column will hold."""
        return self.news[name] if name in self.news else self.kept[name]

    def set(self, name: str, value: object) -> bool:
        """Set one column; none becomes an empty text where it must, and is let be where it cannot. Tells a change."""
        return self.take(((name, value),))

    def take(self, values: Iterable[tuple[str, object]]) -> bool:
        """Set several columns, each as `set` does."""
        texts, needed = _without_none(self.entity)
        news, kept = self.news, self.kept
        changed = False
        for name, told in values:
            value = "" if told is None and name in texts else told
            if value is None and name in needed:
                continue
            if value != (news[name] if name in news else kept[name]):
                news[name] = value
                changed = True
        return changed


def new_row(entity: type[Base], **values: object) -> Draft:
    """A row that is to be added, with a key of its own unless it brings one."""
    key = values.pop("key", None) or new_key()
    return Draft(entity, cast("int", key), _beginning(entity), is_new=True, news=values)


def rows_kept(connection: Connection, entity: type[Base], *conditions: ColumnElement[bool]) -> list[Draft]:
    """The rows of a table that pass, oldest first, with nothing different yet."""
    table = cast("Table", entity.__table__)
    found = connection.execute(select(table).where(*conditions).order_by(table.c.key)).all()
    names = tuple(column.name for column in table.columns)
    return [Draft(entity, row.key, dict(zip(names, row, strict=True)), is_new=False) for row in found]


def write(connection: Connection, entity: type[Base], drafts: Iterable[Draft]) -> None:
    """Add what is new of one table and change what is different, in a handful of statements."""
    every = list(drafts)
    add_rows(connection, entity, [{"key": draft.key, **draft.news} for draft in every if draft.is_new])
    change_rows(connection, entity, ((draft.key, draft.news) for draft in every if draft.news and not draft.is_new))


def add_rows(connection: Connection, entity: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, column by column: bound one by one they take four times as long.

    What a row does not tell is as new rows begin. What is the same in every row stands in the statement itself.
    """
    if not rows:
        return
    beginning = _beginning(entity)
    names = {**dict.fromkeys(name for row in rows for name in row), **beginning}
    many_rows.add(
        connection,
        entity.__tablename__,
        {
            name: _bound(connection, entity, name, [row.get(name, beginning.get(name)) for row in rows])
            for name in names
        },
    )


def change_rows(connection: Connection, entity: type[Base], rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Set some columns of some rows, each by its key; those that set the same columns are changed together."""
    by_names: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]] = {}
    for row in rows:
        by_names.setdefault(tuple(sorted(row[1])), []).append(row)
    for names, some in by_names.items():
        columns = {name: _bound(connection, entity, name, [values[name] for _, values in some]) for name in names}
        many_rows.change(connection, entity.__tablename__, [key for key, _ in some], columns)


def _bound(connection: Connection, entity: type[Base], name: str, values: list[Any]) -> list[Any]:
    """The values of one column as the driver takes them; the same ones are made once."""
    kind = cast("Table", entity.__table__).columns[name].type.dialect_impl(connection.dialect)
    process = kind.bind_processor(connection.dialect)
    if process is None:
        return values
    known = {value: process(value) for value in set(values)}
    return [known[value] for value in values]


@cache
def _beginning(entity: type[Base]) -> dict[str, Any]:
    """What the columns of a new row hold before anything is known."""
    columns = cast("Table", entity.__table__).columns
    return {column.name: _default(column.default) for column in columns if column.name != "key"}


def _default(default: object) -> Any:  # noqa: ANN401  any kind of field
    return default.arg if isinstance(default, ScalarElementColumnDefault) else None


@cache
def _without_none(entity: type[Base]) -> tuple[frozenset[str], frozenset[str]]:
    """The columns in which an empty text stands for none, and the others that cannot hold none."""
    needed = {column.name: column.type for column in cast("Table", entity.__table__).columns if not column.nullable}
    texts = frozenset(n for n, kind in needed.items() if isinstance(kind, String) and not isinstance(kind, Enum))
    return texts, frozenset(needed) - texts
