"""Rows of any register: ask for them sorted, filtered and searched in SQL; add, edit and remove them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    not_,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice, EacMethod, ItemState, MoneySource, ReportState
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.escalation import Escalation
from pmo_desktop.domain.fields import Field, field_of, fields_of
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.deployment import ActivityStatus
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.domain.service import Service
from pmo_desktop.domain.stakeholder import Stakeholder, Support
from pmo_desktop.services import actions, escalations, method, periods, row_rules
from pmo_desktop.services.registry import (
    BY_TABLE,
    PROJECTS,
    Column,
    Register,
    column_named,
    columns_of,
    title_of,
)
from pmo_desktop.text import say


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
        value = _sorted_by(column_named(register, name))
        query = query.order_by(value.is_(None), value.asc() if rises else value.desc())
    return query.order_by(register.entity.key)


def meeting(
    session: Session, register: Register, wanted: Sequence[int], filters: Sequence[Filter]
) -> dict[int, tuple[bool, ...]]:
    """By key, which of `filters` its row passes."""
    answers: list[ColumnElement[Any]] = [
        func.coalesce(_condition(column_named(register, each.column), each), 0) for each in filters
    ]
    query = joined(register, select(register.entity.key, *answers), [each.column for each in filters])
    found = session.execute(query.where(register.entity.key.in_(wanted)))
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
    shown = [column_named(register, name) for name in columns]
    kept = [column for column in shown if not column.field.computed]
    query = joined(register, select(register.entity.key, *(value_of(column) for column in kept)), columns)
    found: dict[int, tuple[Any, ...]] = {
        row[0]: tuple(row[1:]) for row in session.execute(query.where(register.entity.key.in_(wanted)))
    }
    if len(kept) == len(shown):
        return {key: found[key] for key in wanted if key in found}
    entities = {
        entity.key: entity for entity in session.scalars(select(register.entity).where(register.entity.key.in_(wanted)))
    }
    return {key: _merged(shown, found[key], entities[key]) for key in wanted if key in found}


def _merged(shown: Sequence[Column], stored: tuple[Any, ...], entity: Base) -> tuple[Any, ...]:
    values = iter(stored)
    return tuple(getattr(entity, column.field.name)() if column.field.computed else next(values) for column in shown)


def joined(register: Register, query: Select[Any], used: Iterable[str]) -> Select[Any]:
    """The query over the register's table, and over a project's newest report and figures where a column needs them."""
    query = query.select_from(register.entity)
    parts = {name.partition(".")[0] for name in used if "." in name}
    if not parts:
        return query
    this = and_(StatusReport.project_key == Project.key, StatusReport.period_key == periods.NEWEST_KEY)
    query = query.outerjoin(StatusReport, this)
    return query.outerjoin(Figures, Figures.report_key == StatusReport.key) if "figures" in parts else query


def stored(column: Column) -> InstrumentedAttribute[Any]:
    """The attribute a column shows; of a reference the key it holds."""
    attribute: InstrumentedAttribute[Any] = getattr(column.entity, column.field.name)
    return attribute


def value_of(column: Column) -> ColumnElement[Any]:
    """What a column sorts, filters and shows by; a reference by the name of what it points to, a rating by itself."""
    if column.field.computed:
        return _computed_value(column)
    attribute = stored(column)
    if column.field.target is None:
        return attribute.expression
    target = aliased(BY_TABLE[column.field.target])  # a row may point to another of its own register
    return select(title_of(target)).where(target.key == attribute).correlate(column.entity).scalar_subquery()


def _sorted_by(column: Column) -> ColumnElement[Any]:
    """A choice sorts in the order of its list (green before red), text without regard to case, the rest by value."""
    value = value_of(column)
    if column.field.choices is not None:
        return case({member.value: order for order, member in enumerate(column.field.choices)}, value=value)
    return func.lower(value) if column.field.kind in {"text", "long text", "reference"} else value


def _computed_value(column: Column) -> ColumnElement[Any]:
    """The same figure in SQL, for sorting and filtering by a computed column."""
    return _COMPUTED[column.entity.__tablename__, column.field.name]()


def _product(first: Any, second: Any) -> ColumnElement[Any]:  # noqa: ANN401  SQLAlchemy attributes
    product: ColumnElement[Any] = first * second
    return product


def _step(support: Any) -> ColumnElement[Any]:  # noqa: ANN401  a SQLAlchemy attribute
    """The step of a support, 0 to 4."""
    return case({each.value: each.step for each in Support}, value=support)


def _to_go(steps: ColumnElement[Any]) -> ColumnElement[Any]:
    """Steps that are missing, none of them where more than enough is there."""
    return case((steps < 0, 0), else_=steps)


def _customers() -> ColumnElement[Any]:
    """How many customers a service names: one more than it has commas, none for no words."""
    commas = func.length(Service.customers) - func.length(func.replace(Service.customers, ",", ""))
    return case((func.trim(Service.customers) == "", None), else_=commas + 1)


_COMPUTED: dict[tuple[str, str], Callable[[], ColumnElement[Any]]] = {
    ("risk", "inherent_score"): lambda: _product(Risk.inherent_probability, Risk.inherent_impact),
    ("risk", "current_score"): lambda: _product(Risk.probability, Risk.impact),
    ("risk", "target_score"): lambda: _product(Risk.target_probability, Risk.target_impact),
    ("milestone", "slip_days"): lambda: (
        func.julianday(func.coalesce(Milestone.actual_on, Milestone.forecast_on))
        - func.julianday(Milestone.baseline_on)
    ),
    ("dependency", "late_days"): lambda: (
        func.julianday(Dependency.promised_on) - func.julianday(Dependency.needed_by_on)
    ),
    ("stakeholder", "steps_to_go"): lambda: _to_go(_step(Stakeholder.support_needed) - _step(Stakeholder.support)),
    ("service", "cost_per_customer"): lambda: _product(Service.cost_per_year, 1.0 / _customers()),
    ("deployment_activity", "status"): lambda: case(
        (DeploymentActivity.actual_finish_on.is_not(None), ActivityStatus.DONE.label),
        (DeploymentActivity.actual_start_on.is_not(None), ActivityStatus.BEGUN.label),
        else_=ActivityStatus.PLANNED.label,
    ),
    ("deployment_activity", "slip_days"): lambda: (
        func.julianday(func.coalesce(DeploymentActivity.actual_finish_on, DeploymentActivity.forecast_finish_on))
        - func.julianday(DeploymentActivity.baseline_finish_on)
    ),
}


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
    found = session.execute(select(entity.key, title_of(entity)).where(entity.key.in_(keys)))
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
    entity = register.entity(**{name: _checked(register, name, value) for name, value in values.items()})
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
    if len(cells) > _FEW and all(each.entity is Project and each.name not in _FOLLOWED for each in columns.values()):
        _write_plainly(session, cells, columns)
        return
    read = _read_at_once(session, register, {key for key, _, _ in cells}) if len(cells) > 1 else ()
    for key, column, value in cells:
        where = columns[column]
        entity = _row(session, register, key, where)
        _put(session, entity, where.field, _checked_field(where.field, value))
        if isinstance(entity, Project) and where.field.name in _METHOD:
            method.add_gates(session, entity)
        if isinstance(entity, StatusReport) and entity.state is ReportState.MISSING:
            entity.state = ReportState.DRAFT
        row_rules.check(session, entity)
    del read  # until here the session would have forgotten what it had read


def _read_at_once(session: Session, register: Register, keys: Collection[int]) -> list[Base]:
    """The rows of these keys, so that the session knows them and asks for none of them by itself."""
    found: list[Base] = []
    for some in _chunks(sorted(keys)):
        found += session.scalars(select(register.entity).where(register.entity.key.in_(some)))
    return found


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))


def _write_plainly(session: Session, cells: Sequence[tuple[int, str, Any]], columns: Mapping[str, Column]) -> None:
    """Set many cells of projects from which nothing else follows by statements: objects would take seconds."""
    new: dict[int, dict[str, Any]] = {}
    for key, name, value in cells:
        new.setdefault(key, {})[name] = _checked_field(columns[name].field, value)
    session.flush()
    alive = 0
    for some in _chunks(list(new)):
        alive += len(session.scalars(select(Project.key).where(Project.key.in_(some))).all())
        worked = or_(Project.money_source == MoneySource.LINES, Project.eac_method != EacMethod.BOTTOM_UP)
        for project in session.scalars(select(Project).where(Project.key.in_(some), worked)).all():
            for name in new[project.key]:
                _must_be_typed(project, columns[name].field)
    if alive < len(new):
        raise PmoError(say("This row is gone; somebody removed it. Undo that first."))
    table = cast("Table", Project.__table__)
    by_names: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for key, values in new.items():
        row = {f"new_{name}": value for name, value in values.items()}
        by_names.setdefault(tuple(values), []).append({"of": key, **row})
    for names, rows in by_names.items():
        taken: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        session.connection().execute(update(table).where(table.c.key == bindparam("of")).values(taken), rows)
    session.expire_all()


def _put(session: Session, entity: Base, field: Field, value: Any) -> None:  # noqa: ANN401  any kind of field
    """Set one attribute by the rules of its class; another level leaves a step behind."""
    if isinstance(entity, Project):
        _must_be_typed(entity, field)
    elif isinstance(entity, Action) and field.name == "authority":
        actions.must_be_allowed(session, value, entity.project_key)
    elif isinstance(entity, escalations.RAISED) and field.name == "level" and value is not entity.level:
        escalations.move(session, entity, value, on=datetime.now().astimezone().date())
    setattr(entity, field.name, value)


def _row(session: Session, register: Register, key: int, column: Column) -> Base:
    entity = session.get(register.entity, key)
    if entity is None:
        raise PmoError(say("This row is gone; somebody removed it. Undo that first."))
    if column.entity is register.entity:
        return entity
    period = periods.current_period(session)
    if not isinstance(entity, Project) or period is None:
        raise PmoError(say("There is no reporting period yet. Open one first, then rate the projects."))
    periods.must_be_open(period)
    report = periods.expect_report(session, entity, period)
    if report is None:
        raise PmoError(say("“{name}” is not running, so it does not report.", name=entity.name))
    return report


def _checked(register: Register, name: str, value: Any) -> Any:  # noqa: ANN401  any kind of field
    return _checked_field(field_of(register.entity, name), value)


_METHOD = {"lifecycle_key", "project_class"}
_FOLLOWED = _METHOD | {"money_source", "eac_method"}
_FEW = 50
_CHUNK = 500  # keys in one IN (…), well below SQLite's limit
_SCORES = {
    "influence", "interest", "probability", "impact", "inherent_probability", "inherent_impact", "target_probability",
    "target_impact",
}  # fmt: skip
_MOST_SCORE = 5


def _checked_field(field: Field, value: Any) -> Any:  # noqa: ANN401  any kind of field
    """The value as it is stored, or a sentence on why it cannot be."""
    if field.required and (value is None or value == ""):
        raise PmoError(say("“{field}” cannot be empty. Fill it in, or undo.", field=field.label), field.name)
    if field.name in _SCORES and value is not None and not 1 <= value <= _MOST_SCORE:
        raise PmoError(say("“{field}” goes from 1 to 5. Choose one of them.", field=field.label), field.name)
    if field.choices is not None and value is not None:
        return _choice(field, field.choices, str(value))
    return value


def _must_be_typed(project: Project, field: Field) -> None:
    """Refuse to type money that is worked out for this project."""
    if project.money_source is MoneySource.LINES and field.name in {"bac", "ac", "eac"}:
        reason = say("the sum of its amounts by month. Change those, or let the project's money be typed")
    elif project.eac_method is not EacMethod.BOTTOM_UP and field.name == "eac":
        method = project.eac_method.label
        reason = say("worked out as {method}. Choose “Bottom-up” as EAC method to type it", method=method)
    else:
        return
    raise PmoError(
        say("“{field}” of “{name}” is {reason}.", field=field.label, name=project.name, reason=reason), field.name
    )


def _choice(field: Field, choices: type[Choice], value: str) -> Choice | None:
    if not value:
        return None
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(choice.label for choice in choices)
        raise PmoError(
            say("“{field}” cannot be “{value}”. It is one of: {known}.", field=field.label, value=value, known=known),
            field.name,
        ) from None


def remove(session: Session, register: Register, wanted: Collection[int]) -> None:
    """Remove rows and what belongs to them alone; what merely points to them stays and points nowhere.

    Raises:
        PmoError: one of them has to stay.
    """
    row_rules.must_stay(session, register.entity, set(wanted))
    _remove(session, register.entity, wanted)


def _remove(session: Session, entity: type[Base], wanted: Collection[int]) -> None:
    if not wanted:
        return
    for other in reversed(ENTITIES):
        for column in other.__table__.columns:
            if any(key.column.table is entity.__table__ for key in column.foreign_keys):
                attribute: InstrumentedAttribute[Any] = getattr(other, column.name)
                pointing = list(session.scalars(select(other.key).where(attribute.in_(wanted))))
                if column.nullable:
                    for key in pointing:
                        setattr(session.get_one(other, key), column.name, None)
                else:
                    _remove(session, other, pointing)
    session.flush()
    told = (Escalation.record_table == entity.__tablename__, Escalation.record_key.in_(wanted))
    session.execute(delete(Escalation).where(*told))
    session.execute(delete(entity).where(entity.key.in_(wanted)))


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
