"""Everything the inspector says of one project: where it stands, its report, what belongs to it, and kept texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.choices import ItemState, PeriodState, ReportState
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services import periods
from pmo_desktop.services.insights.entries import Entry, entry_of
from pmo_desktop.services.registry import title_of


@dataclass(frozen=True, slots=True)
class Related:
    """One record that belongs to a project: its table, key, title, and the day and figure that matter for it."""

    table: str
    key: int
    title: str
    due_on: date | None
    is_open: bool
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The text of a cell that no field took, or that could not be read, with the reason where there is one."""

    period: str
    header: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProjectSeen:
    """One project. `entry` is none where it has no report in the newest period, or there is no period.

    `report` holds the report's own fields by name, to be edited; `report_keys` its reports in all periods.
    """

    key: int
    name: str
    reference: str
    programme: str
    organisation: str
    sponsor: str
    manager: str
    period: str
    is_frozen: bool
    state: ReportState | None
    entry: Entry | None
    report: Mapping[str, object]
    report_keys: tuple[int, ...]
    baseline_finish_on: date | None
    finish_on: date | None
    money: tuple[int | None, int | None, int | None]
    """Budget at completion, actual cost and estimate at completion, in minor units."""
    year: tuple[int | None, int | None]
    """Budget and forecast of this year, in minor units."""
    whole_life_cost: int | None
    related: tuple[Related, ...]
    kept: tuple[Kept, ...]


def project_seen(session: Session, key: int) -> ProjectSeen | None:
    """What is known of one project in the newest period; none if it is gone."""
    project = session.get(Project, key)
    if project is None:
        return None
    period = periods.current_period(session)
    report = periods.report_of(session, key, period.key) if period else None
    programme = session.get(Programme, project.programme_key or 0)
    return ProjectSeen(
        key=key,
        name=project.name,
        reference=project.reference,
        programme=programme.name if programme else "",
        organisation=project.organisation,
        sponsor=project.sponsor,
        manager=project.project_manager,
        period=period.name if period else "",
        is_frozen=period is not None and period.state is PeriodState.FROZEN,
        state=report.state if report else None,
        entry=entry_of(session, period, key) if period and report else None,
        report={field.name: getattr(report, field.name) for field in fields_of(StatusReport)} if report else {},
        report_keys=tuple(session.scalars(select(StatusReport.key).where(StatusReport.project_key == key))),
        baseline_finish_on=project.baseline_finish_on,
        finish_on=project.actual_finish_on or project.forecast_finish_on,
        money=(project.bac, project.ac, project.eac),
        year=(project.in_year_budget, project.in_year_forecast),
        whole_life_cost=project.whole_life_cost,
        related=related(session, key),
        kept=_kept(session, key),
    )


def related(session: Session, key: int) -> tuple[Related, ...]:
    """What belongs to a project: by kind, open before closed, the soonest first."""
    found: list[Related] = []
    for entity in (Risk, Issue, Action, Decision, Milestone, Benefit):
        rows = [_related(row) for row in session.scalars(select(entity).where(_owner(entity) == key))]
        found += sorted(rows, key=lambda each: (not each.is_open, -(each.score or 0), each.due_on or date.max))
    return tuple(found)


def _owner(entity: type[Base]) -> Any:  # noqa: ANN401  an attribute of whichever class it is
    return entity.project_key  # type: ignore[attr-defined]


def _related(row: Base) -> Related:
    due_on, is_open, score = None, True, None
    if isinstance(row, Risk | Issue | Action):
        due_on, is_open = row.due_on, row.state is ItemState.OPEN
        score = row.current_score() if isinstance(row, Risk) else None
    elif isinstance(row, Decision):
        due_on, is_open = row.decide_by_on, row.outcome is None
    elif isinstance(row, Milestone):
        due_on, is_open = row.actual_on or row.forecast_on or row.baseline_on, row.actual_on is None
    elif isinstance(row, Benefit):
        due_on = row.due_on
    return Related(row.__tablename__, row.key, str(getattr(row, title_of(type(row)).key)), due_on, is_open, score)


def _kept(session: Session, key: int) -> tuple[Kept, ...]:
    found = session.execute(
        select(ReportingPeriod.name, KeptText.header, KeptText.text, KeptText.reason)
        .join(ReportingPeriod, KeptText.period_key == ReportingPeriod.key)
        .where(KeptText.project_key == key)
        .order_by(ReportingPeriod.ends_on.desc(), KeptText.key)
    )
    return tuple(Kept(*row) for row in found)
