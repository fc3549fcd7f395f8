"""Cells of a register on their way into the workspace: whose they are, what may stand in them, and setting them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import Choice, EacMethod, MoneySource, ReportState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services import actions, escalations, method, periods
from pmo_desktop.services.drafts import change_rows
from pmo_desktop.services.key_sets import among
from pmo_desktop.services.registry import Column, Register
from pmo_desktop.text import say

Cell = tuple[int, str, Any]  # the key of its row, the name of its column, and its value

_METHOD = {"lifecycle_key", "project_class"}
_FOLLOWED = _METHOD | {"money_source", "eac_method"}
_SCORES = {
    "influence", "interest", "probability", "impact", "inherent_probability", "inherent_impact", "target_probability",
    "target_impact",
}  # fmt: skip
_MOST_SCORE = 5


def rows_of(
    session: Session, register: Register, cells: Sequence[Cell], columns: Mapping[str, Column]
) -> Iterator[Base]:
    """The row each cell belongs to: the register's own, or the report of a project in the newest period.

    All of them are read at once, and none again while they are gone through.

    Raises:
        PmoError: a row is gone, or a project has no report that can be changed.
    """
    keys = {key for key, _, _ in cells}
    read = {row.key: row for row in session.scalars(select(register.entity).where(among(register.entity.key, keys)))}
    reports: _Reports | None = None
    for key, name, _ in cells:
        row = read.get(key)
        if row is None:
            raise _gone()
        if columns[name].entity is register.entity:
            yield row
            continue
        reports = reports or _Reports(session, read)
        yield reports.of(row)


class _Reports:
    """The reports of some projects in the newest period; of one that has none yet a new one."""

    def __init__(self, session: Session, projects: Mapping[int, Base]) -> None:
        period = periods.current_period(session)
        if period is None:
            raise PmoError(say("There is no reporting period yet. Open one first, then rate the projects."))
        periods.must_be_open(period)
        self._session, self._period = session, period
        here = (StatusReport.period_key == period.key, among(StatusReport.project_key, projects))
        self._known = {report.project_key: report for report in session.scalars(select(StatusReport).where(*here))}

    def of(self, project: Base) -> StatusReport:
        """The report of a project."""
        if not isinstance(project, Project):
            msg = "only projects report"
            raise TypeError(msg)
        report = self._known.get(project.key) or periods.expect_first_report(self._session, project, self._period)
        if report is None:
            raise PmoError(say("“{name}” is not running, so it does not report.", name=project.name))
        self._known[project.key] = report
        return report


def _gone() -> PmoError:
    return PmoError(say("This row is gone; somebody removed it. Undo that first."))


def may_be_plain(columns: Mapping[str, Column]) -> bool:
    """Whether nothing but the figures follows from any cell of these columns."""
    return all(each.entity is Project and each.name not in _FOLLOWED for each in columns.values())


def write_plainly(session: Session, cells: Sequence[Cell], columns: Mapping[str, Column]) -> None:
    """Set many cells of projects from which nothing else follows by statements: objects would take seconds.

    Raises:
        PmoError: a row is gone, or a value cannot be.
    """
    new: dict[int, dict[str, Any]] = {}
    for key, name, value in cells:
        new.setdefault(key, {})[name] = checked(columns[name].field, value)
    session.flush()
    if len(session.scalars(select(Project.key).where(among(Project.key, new))).all()) < len(new):
        raise _gone()
    worked_out = or_(Project.money_source == MoneySource.LINES, Project.eac_method != EacMethod.BOTTOM_UP)
    for project in session.scalars(select(Project).where(among(Project.key, new), worked_out)):
        for name in new[project.key]:
            _must_be_typed(project, columns[name].field)
    change_rows(session.connection(), Project, new.items())
    session.expire_all()


def put(session: Session, entity: Base, field: Field, value: Any) -> None:  # noqa: ANN401  any kind of field
    """Set one attribute by the rules of its class; another level leaves a step behind."""
    if isinstance(entity, Project):
        _must_be_typed(entity, field)
    elif isinstance(entity, Action) and field.name == "authority":
        actions.must_be_allowed(session, value, entity.project_key)
    elif isinstance(entity, escalations.RAISED) and field.name == "level" and value is not entity.level:
        escalations.move(session, entity, value, on=datetime.now().astimezone().date())
    setattr(entity, field.name, value)
    if isinstance(entity, Project) and field.name in _METHOD:
        method.add_gates(session, entity)
    elif isinstance(entity, StatusReport) and entity.state is ReportState.MISSING:
        entity.state = ReportState.DRAFT


def checked(field: Field, value: Any) -> Any:  # noqa: ANN401  any kind of field
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
