"""Where a project stands in a period: what its records come to, kept on the report, and what the rules make of it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.benefit import Benefit, BenefitKind
from pmo_desktop.domain.choices import Dimension, ItemState
from pmo_desktop.domain.facts import copy_facts
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules import rag
from pmo_desktop.domain.rules.benefits import BenefitFigures, worst_shortfall
from pmo_desktop.domain.rules.explained import Explained, Thresholds
from pmo_desktop.domain.rules.exposure import RiskScores, highest, unmanaged
from pmo_desktop.domain.rules.schedule import MilestoneDates, late_milestones
from pmo_desktop.domain.settings import Settings, ThresholdOverride

_Owned = TypeVar("_Owned", Risk, Issue, Milestone, Benefit)
_CHUNK = 500  # keys in one IN (…), well below SQLite's limit


def chunks(keys: Collection[int]) -> Iterable[list[int]]:
    """Keys in lists short enough for one statement."""
    ordered = sorted(keys)
    return (ordered[at : at + _CHUNK] for at in range(0, len(ordered), _CHUNK))


def thresholds(session: Session, settings: Settings) -> dict[int | None, Thresholds]:
    """The workspace's thresholds under `None`, and those of each project that has its own under its key."""
    common = _limits(settings, settings.amber_percent, settings.red_percent)
    own: dict[int | None, Thresholds] = {
        each.project_key: _limits(
            settings,
            settings.amber_percent if each.amber_percent is None else each.amber_percent,
            settings.red_percent if each.red_percent is None else each.red_percent,
        )
        for each in session.scalars(select(ThresholdOverride))
    }
    return {None: common, **own}


def _limits(settings: Settings, amber: float, red: float) -> Thresholds:
    return Thresholds(amber, red, settings.key_milestone_days, settings.risk_amber, settings.risk_red, settings.scale)


def note_records(
    session: Session, reports: Mapping[int, StatusReport], period: ReportingPeriod, limits: Thresholds
) -> None:
    """Bring an open period's reports (by project key) up to date with their projects and the records behind them."""
    for keys in chunks(reports):
        risks = _by_project(session, Risk, keys, Risk.state == ItemState.OPEN)
        issues = _by_project(session, Issue, keys, Issue.state == ItemState.OPEN)
        milestones = _by_project(session, Milestone, keys, Milestone.is_key)
        benefits = _by_project(session, Benefit, keys)
        for project in session.scalars(select(Project).where(Project.key.in_(keys))):
            report = reports[project.key]
            copy_facts(project, report)
            _note_risks(report, risks.get(project.key, []), limits)
            _note(report, open_issues=len(issues.get(project.key, [])))
            _note_milestones(report, milestones.get(project.key, []), period.cut_off_on)
            _note_benefits(report, benefits.get(project.key, []))


def _by_project(
    session: Session,
    entity: type[_Owned],
    keys: list[int],
    *conditions: Any,  # noqa: ANN401  SQL expressions
) -> dict[int, list[_Owned]]:
    owner: InstrumentedAttribute[Any] = entity.project_key
    found: dict[int, list[_Owned]] = {}
    for each in session.scalars(select(entity).where(owner.in_(keys), *conditions)):
        if each.project_key is not None:
            found.setdefault(each.project_key, []).append(each)
    return found


def _note(report: Base, **values: object) -> None:
    for name, value in values.items():
        if getattr(report, name) != value:
            setattr(report, name, value)


def _note_risks(report: StatusReport, risks: Collection[Risk], limits: Thresholds) -> None:
    scores = [
        RiskScores(
            f"{risk.reference} {risk.title}".strip(),
            risk.current_score(),
            risk.inherent_score(),
            has_owner=bool(risk.owner),
            has_response=risk.response is not None or bool(risk.response_text),
        )
        for risk in risks
    ]
    top, bare = highest(scores), unmanaged(scores, limits.risk_red)
    _note(
        report,
        open_risks=len(risks),
        top_risk=top.name if top else "",
        top_risk_score=top.counted if top else None,
        bare_risk=bare.name if bare else "",
        bare_risk_score=bare.inherent if bare else None,
    )


def _note_milestones(report: StatusReport, milestones: Iterable[Milestone], cut_off_on: date) -> None:
    dates = [
        MilestoneDates(each.name, each.baseline_on, each.forecast_on, each.actual_on, each.is_key)
        for each in milestones
    ]
    late = next(iter(late_milestones(dates, cut_off_on)), None)
    _note(report, late_milestone=late.name if late else "", late_milestone_days=late.days if late else None)


def _note_benefits(report: StatusReport, benefits: Iterable[Benefit]) -> None:
    worst = worst_shortfall(
        BenefitFigures(
            each.title, each.target, each.forecast, each.baseline, each.actual, each.kind is BenefitKind.DIS_BENEFIT
        )
        for each in benefits
    )
    _note(report, worst_benefit=worst[0].name if worst else "", benefit_shortfall=worst[1] if worst else None)


def explain(report: StatusReport, limits: Thresholds) -> dict[Dimension, Explained]:
    """The calculated rating of each dimension that the report's facts allow, with its reason."""
    found = {
        Dimension.SCHEDULE: rag.schedule(
            baseline_start_on=report.baseline_start_on,
            baseline_finish_on=report.baseline_finish_on,
            forecast_finish_on=report.forecast_finish_on,
            actual_finish_on=report.actual_finish_on,
            milestones=_late_milestone(report),
            limits=limits,
        ),
        Dimension.COST: rag.cost(bac=report.bac, eac=report.eac, limits=limits),
        Dimension.RISK: rag.risk(_risks(report), limits),
        Dimension.BENEFITS: rag.benefits(_benefit(report), limits),
    }
    return {dimension: each for dimension, each in found.items() if each.rating is not None}


def _late_milestone(report: StatusReport) -> list[MilestoneDates]:
    if report.late_milestone_days is None:
        return []
    baseline = date(2000, 1, 1)
    late = date.fromordinal(baseline.toordinal() + report.late_milestone_days)
    return [MilestoneDates(report.late_milestone, baseline, late, late, is_key=True)]


def _risks(report: StatusReport) -> list[RiskScores]:
    top = RiskScores(report.top_risk, report.top_risk_score, None, has_owner=True, has_response=True)
    bare = RiskScores(report.bare_risk, None, report.bare_risk_score, has_owner=False, has_response=False)
    return [each for each, score in ((top, report.top_risk_score), (bare, report.bare_risk_score)) if score is not None]


def _benefit(report: StatusReport) -> list[BenefitFigures]:
    if report.benefit_shortfall is None:
        return []
    return [BenefitFigures(report.worst_benefit, 100.0, 100.0 - report.benefit_shortfall, 0.0)]
