"""What a column of a register shows, as SQL: for showing, sorting and filtering by it."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.deployment import ActivityStatus
from pmo_desktop.domain.rules.exposure import LIKELIHOOD_PERCENT
from pmo_desktop.domain.service import Service
from pmo_desktop.domain.stakeholder import Stakeholder, Support
from pmo_desktop.services import periods
from pmo_desktop.services.registry import BY_TABLE, Column, Register, title_of


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


def sorted_by(column: Column) -> ColumnElement[Any]:
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
    ("risk", "points_to_go"): lambda: (
        _product(Risk.probability, Risk.impact) - _product(Risk.target_probability, Risk.target_impact)
    ),
    ("risk", "expected_cost"): lambda: func.round(
        case(LIKELIHOOD_PERCENT, value=Risk.probability) * Risk.money_at_stake / 100.0
    ),
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
