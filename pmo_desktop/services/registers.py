"""Rows of any register: ask for them sorted, filtered and searched in SQL; add, edit and remove them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, delete, func, not_, or_, select, true, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import ItemState
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.escalation import Escalation
from pmo_desktop.domain.fields import field_of, fields_of
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.services import actions, method, periods, row_rules
from pmo_desktop.services.cells import checked, may_be_plain, put, rows_of, write_plainly
from pmo_desktop.services.column_values import joined, sorted_by, stored, value_of
from pmo_desktop.services.key_sets import among, listed
from pmo_desktop.services.registry import BY_TABLE, PROJECTS, Column, Register, column_named, columns_of, title_of
from pmo_desktop.text import say

_FEW = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep rows whose column contains a text, is one of some values, lies between two (both inclusive), or is empty.

    "filled" keeps those that are not empty; "of project" what belongs to the project of a key, by itself or through
    what the column points to.
    """

    column: str
    kind: Literal["contains", "one of", "between", "empty", "filled", "of project"]
    values: tuple[Any, ...] = ()


def keys(
    session: Session,
    register: Register,
    *,
    sort: Sequence[tuple[str, bool]] = (),
    filters: Iterable[Filter] = (),
    search: str = "",
) -> list[int]:
    """Keys of the rows that pass every filter and contain every word of `search`, in order.

    `sort` is pairs of column name and whether it rises; empty cells come last either way.
    """
    filters = tuple(filters)
    used = (*(name for name, _ in sort), *(each.column for each in filters))
    query = passing(joined(register, select(register.entity.key), used), register, filters, search)
    return read_keys(session, ordered(query, register, sort))


def read_keys(session: Session, query: Select[Any]) -> list[int]:
    """The keys a query finds, taken from the driver as they come: of 100,000 rows every step of each one counts."""
    session.flush()
    cursor: Any = session.connection().execute(query).cursor
    return [key for (key,) in cursor.fetchall()]


def ordered(query: Select[Any], register: Register, sort: Sequence[tuple[str, bool]]) -> Select[Any]:
    """The query in an order, behind what it is ordered by already; rows that are alike stand as they were made."""
    for name, rises in sort:
        value = sorted_by(column_named(register, name))
        query = query.order_by((value.asc() if rises else value.desc()).nulls_last())
    return query.order_by(register.entity.key)


def meeting(
    session: Session, register: Register, wanted: Sequence[int], filters: Sequence[Filter]
) -> dict[int, tuple[bool, ...]]:
    """By key, which of `filters` its row passes."""
    answers: list[ColumnElement[Any]] = [
        func.coalesce(_condition(column_named(register, each.column), each), 0) for each in filters
    ]
    query = joined(register, select(register.entity.key, *answers), [each.column for each in filters])
    found = session.execute(query.where(among(register.entity.key, wanted)))
    return {row[0]: tuple(map(bool, row[1:])) for row in found}


def passing(query: Select[Any], register: Register, filters: Iterable[Filter], search: str) -> Select[Any]:
    """The query, kept to rows that pass every filter and contain every word of `search`."""
    for each in filters:
        query = query.where(_condition(column_named(register, each.column), each))
    for word in search.split():
        query = query.where(or_(*(_contains(value_of(column), word) for column in _searched(register))))
    return query


def bounds(
    session: Session,
    register: Register,
    columns: Sequence[str],
    *,
    filters: Iterable[Filter] = (),
    search: str = "",
) -> list[tuple[Any, Any]]:
    """The least and the greatest value of each of `columns` over the rows that pass; none where no row knows one."""
    filters = tuple(filters)
    values = [value_of(column_named(register, name)) for name in columns]
    asked: Any = select(*(edge(value) for value in values for edge in (func.min, func.max)))
    used = (*columns, *(each.column for each in filters))
    row = session.execute(passing(joined(register, asked, used), register, filters, search)).one()
    return [(row[at], row[at + 1]) for at in range(0, len(row), 2)]


def _searched(register: Register) -> list[Column]:
    return [
        column
        for column in columns_of(register)
        if column.entity is register.entity
        and not column.field.computed
        and column.field.kind in {"text", "long text", "reference"}
    ]


def rows(session: Session, register: Register, wanted: Sequence[int], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The values of `columns` for each key of `wanted`, in that order; keys that are gone are left out.

    A reference gives the name of what it points to. Nothing is formatted.
    """
    return list(rows_by_key(session, register, wanted, columns).values())


def rows_by_key(
    session: Session, register: Register, wanted: Sequence[int], columns: Sequence[str]
) -> dict[int, tuple[Any, ...]]:
    """The same, by key."""
    query = _asked(register, tuple(columns))
    found: dict[int, tuple[Any, ...]] = {
        row[0]: tuple(row[1:]) for row in session.execute(query, {"keys": listed(wanted)})
    }
    shown = [column_named(register, name) for name in columns]
    if not any(column.field.computed for column in shown):
        return {key: found[key] for key in wanted if key in found}
    entities = {
        entity.key: entity
        for entity in session.scalars(select(register.entity).where(among(register.entity.key, wanted)))
    }
    return {key: _merged(shown, found[key], entities[key]) for key in wanted if key in found}


@lru_cache(200)
def _asked(register: Register, columns: tuple[str, ...]) -> Select[Any]:
    """The question for the stored values of some columns; to put it together takes longer than the answer."""
    shown = (column_named(register, name) for name in columns)
    values = (value_of(column) for column in shown if not column.field.computed)
    return joined(register, select(register.entity.key, *values), columns).where(among(register.entity.key))


def _merged(shown: Sequence[Column], stored: tuple[Any, ...], entity: Base) -> tuple[Any, ...]:
    values = iter(stored)
    return tuple(getattr(entity, column.field.name)() if column.field.computed else next(values) for column in shown)


def _contains(value: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    return value.like("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%", escape="\\")


def _of_project(column: Column, key: int) -> ColumnElement[bool]:
    """Whether a row points to a project, or points to what points to it, such as a criterion to a gate."""
    if column.field.target == Project.__tablename__:
        ends = [field.name for field in fields_of(column.entity) if field.target == Project.__tablename__]
        return or_(*(getattr(column.entity, name) == key for name in ends))
    owner = BY_TABLE[column.field.target or ""]
    own: InstrumentedAttribute[Any] = owner.project_key  # type: ignore[attr-defined]
    return stored(column).in_(select(owner.key).where(own == key))


def _condition(column: Column, wanted: Filter) -> ColumnElement[bool]:
    if wanted.kind == "of project":
        return _of_project(column, wanted.values[0])
    value = value_of(column)
    if wanted.kind == "contains":
        return _contains(value, wanted.values[0])
    if wanted.kind == "one of":
        known = [each for each in wanted.values if each is not None]
        return or_(value.in_(known), value.is_(None)) if None in wanted.values else value.in_(known)
    if wanted.kind == "between":
        first, last = wanted.values
        return and_(true() if first is None else value >= first, true() if last is None else value <= last)
    is_text = column.field.kind in {"text", "long text"}
    is_empty = or_(value.is_(None), value == "") if is_text else value.is_(None)
    return is_empty if wanted.kind == "empty" else not_(is_empty)


def references(session: Session, table: str, project_key: object = None) -> list[tuple[int, str]]:
    """Key and name of every row of a table, by name: what a reference can be set to.

    With a project, of a table whose rows belong to projects only those of that one.
    """
    entity = BY_TABLE[table]
    query = select(entity.key, title_of(entity)).order_by(title_of(entity))
    own: InstrumentedAttribute[Any] | None = getattr(entity, "project_key", None)
    if own is not None and project_key is not None:
        query = query.where(own == project_key)
    return [(key, name) for key, name in session.execute(query)]


def names_of(session: Session, table: str, keys: Collection[int]) -> dict[int, str]:
    """What some rows of a table are called, by key."""
    entity = BY_TABLE[table]
    found = session.execute(select(entity.key, title_of(entity)).where(among(entity.key, keys)))
    return dict.fromkeys(keys, "") | {row[0]: row[1] for row in found}


def values_in_use(session: Session, register: Register, column: str, most: int = 200) -> list[Any]:
    """The different values a column holds, sorted, empty ones left out: what a filter offers."""
    value = value_of(column_named(register, column))
    query = joined(register, select(value), (column,)).where(value.is_not(None), value != "")
    return list(session.scalars(query.distinct().order_by(value).limit(most)))


def filled(session: Session, register: Register, columns: Sequence[str]) -> list[str]:
    """Those of `columns` that are not empty in every row."""
    questions: list[ColumnElement[bool]] = []
    for name in columns:
        value = value_of(column_named(register, name))
        query = joined(register, select(value), (name,)).where(value.is_not(None), value != "")
        questions.append(query.exists())
    answers = session.execute(select(*questions)).one() if questions else ()
    return [name for name, is_filled in zip(columns, answers, strict=True) if is_filled]


def add(session: Session, register: Register, values: Mapping[str, Any]) -> int:
    """Add a row and give its key. A new project gets the gates of its lifecycle and reports in the newest open period.

    Raises:
        PmoError: a required field is missing, or a value cannot be.
    """
    return add_many(session, register, [values])[0]


def add_many(session: Session, register: Register, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Add rows, each as `add` does, and give their keys in the same order.

    Raises:
        PmoError: as `add`; nothing is added then.
    """
    made = [_made(session, register, values) for values in rows]
    if not made:
        return []
    session.add_all(made)
    session.flush()
    period = periods.current_period(session) if register is PROJECTS else None
    for entity in made:
        row_rules.check(session, entity)
        if isinstance(entity, Project):
            method.add_gates(session, entity)
            if period:
                periods.expect_first_report(session, entity, period)
    return [entity.key for entity in made]


def _made(session: Session, register: Register, values: Mapping[str, Any]) -> Base:
    entity = register.entity(
        **{name: checked(field_of(register.entity, name), value) for name, value in values.items()}
    )
    for field in fields_of(register.entity):
        if field.required and getattr(entity, field.name) in {None, ""}:
            raise PmoError(
                say("A new {one} needs “{field}”. Fill it in.", one=say(register.one), field=field.label), field.name
            )
    if isinstance(entity, Action):
        _limit(session, entity, asked="authority" in values)
    return entity


def _limit(session: Session, action: Action, *, asked: bool) -> None:
    """Give a new action the authority of its office, or see that the office has the authority that was asked for."""
    if asked:
        actions.must_be_allowed(session, action.authority, action.project_key)
    else:
        action.authority = actions.authority_of(session, action.project_key)


def edit(session: Session, register: Register, key: int, column: str, value: Any) -> None:  # noqa: ANN401  any kind of field
    """Set one cell.

    Raises:
        PmoError: the row is gone, the column cannot be edited, the value cannot be, or its period is frozen.
    """
    edit_many(session, register, [(key, column, value)])


def edit_many(session: Session, register: Register, cells: Iterable[tuple[int, str, Any]]) -> None:
    """Set many cells as one step; (key, column, value) each.

    Raises:
        PmoError: as `edit`; nothing is changed then.
    """
    cells = tuple(cells)
    columns = {name: column_named(register, name) for _, name, _ in cells}
    for where in columns.values():
        if not where.field.editable:
            raise PmoError(say("“{field}” is worked out, so it cannot be typed in.", field=where.field.label))
    if len(cells) > _FEW and may_be_plain(columns):
        write_plainly(session, cells, columns)
        return
    for (_, name, value), entity in zip(cells, rows_of(session, register, cells, columns), strict=True):
        put(session, entity, columns[name].field, checked(columns[name].field, value))
        row_rules.check(session, entity)


def remove(session: Session, register: Register, wanted: Collection[int]) -> None:
    """Remove rows and what belongs to them alone; what merely points to them stays and points nowhere.

    Raises:
        PmoError: one of them has to stay.
    """
    row_rules.must_stay(session, register.entity, set(wanted))
    session.flush()
    _remove(session, register.entity, wanted)
    session.expire_all()


def _remove(session: Session, entity: type[Base], wanted: Collection[int]) -> None:
    if not wanted:
        return
    unseen = {"synchronize_session": False}
    for other in reversed(ENTITIES):
        for column in other.__table__.columns:
            if any(key.column.table is entity.__table__ for key in column.foreign_keys):
                pointing = among(getattr(other, column.name), wanted)
                if column.nullable:
                    nowhere = update(other).where(pointing).values({column.name: None})
                    session.execute(nowhere, execution_options=unseen)
                else:
                    _remove(session, other, session.scalars(select(other.key).where(pointing)).all())
    told = (Escalation.record_table == entity.__tablename__, among(Escalation.record_key, wanted))
    session.execute(delete(Escalation).where(*told), execution_options=unseen)
    session.execute(delete(entity).where(among(entity.key, wanted)), execution_options=unseen)


def close(session: Session, register: Register, key: int, on: date) -> None:
    """Take a row its next step: an item is closed, a service made live or retired, a request met, a paper signed.

    Raises:
        PmoError: the row is gone.
    """
    entity = session.get(register.entity, key)
    if entity is None:
        raise PmoError(say("This row is gone; somebody removed it. Undo that first."))
    if isinstance(entity, Risk | Assumption | Issue | Dependency | Action):
        entity.state = ItemState.CLOSED
        if isinstance(entity, Action):
            entity.closed_on = on
    else:
        row_rules.go_on(entity, on)
