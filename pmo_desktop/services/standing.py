"""Where a project stands in a period by the rules: from what its report holds, against the thresholds that apply."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, Rating
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.rules import rag
from pmo_desktop.domain.rules.benefits import BenefitFigures
from pmo_desktop.domain.rules.explained import Explained, Thresholds
from pmo_desktop.domain.rules.exposure import RiskScores
from pmo_desktop.domain.rules.schedule import MilestoneDates
from pmo_desktop.domain.settings import Settings, ThresholdOverride

_OVERRIDES = select(ThresholdOverride)


def thresholds(session: Session, settings: Settings) -> dict[int | None, Thresholds]:
    """The workspace's thresholds under `None`, and those of each project that has its own under its key."""
    common = _limits(settings, settings.amber_percent, settings.red_percent)
    own: dict[int | None, Thresholds] = {
        each.project_key: _limits(
            settings,
            settings.amber_percent if each.amber_percent is None else each.amber_percent,
            settings.red_percent if each.red_percent is None else each.red_percent,
        )
        for each in session.scalars(_OVERRIDES)
    }
    return {None: common, **own}


def _limits(settings: Settings, amber: float, red: float) -> Thresholds:
    return Thresholds(amber, red, settings.key_milestone_days, settings.risk_amber, settings.risk_red, settings.scale)


class Reported(NamedTuple):
    """What the rules need to know of one status report, as read for many reports at once."""

    key: int
    project_key: int
    period_key: int
    overall: Rating | None
    submitted_on: date | None
    baseline_start_on: date | None
    baseline_finish_on: date | None
    forecast_finish_on: date | None
    actual_finish_on: date | None
    bac: int | None
    eac: int | None
    ac: int | None
    pv: int | None
    ev: int | None
    top_risk: str
    top_risk_score: int | None
    bare_risk: str
    bare_risk_score: int | None
    late_milestone: str
    late_milestone_days: int | None
    worst_benefit: str
    benefit_shortfall: float | None


def explain(report: StatusReport | Reported, limits: Thresholds) -> dict[Dimension, Explained]:
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


def _late_milestone(report: StatusReport | Reported) -> list[MilestoneDates]:
    if report.late_milestone_days is None:
        return []
    baseline = date(2000, 1, 1)
    late = date.fromordinal(baseline.toordinal() + report.late_milestone_days)
    return [MilestoneDates(report.late_milestone, baseline, late, late, is_key=True)]


def _risks(report: StatusReport | Reported) -> list[RiskScores]:
    top = RiskScores(report.top_risk, report.top_risk_score, None, has_owner=True, has_response=True)
    bare = RiskScores(report.bare_risk, None, report.bare_risk_score, has_owner=False, has_response=False)
    return [each for each, score in ((top, report.top_risk_score), (bare, report.bare_risk_score)) if score is not None]


def _benefit(report: StatusReport | Reported) -> list[BenefitFigures]:
    if report.benefit_shortfall is None:
        return []
    return [BenefitFigures(report.worst_benefit, 100.0, 100.0 - report.benefit_shortfall, 0.0)]
