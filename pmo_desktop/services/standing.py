"""Where a project stands in a period by the rules: from what its report holds, against the thresholds that apply."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, FindingSeverity, OverallRule, Rating, Scale
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.rules import rag
from pmo_desktop.domain.rules.benefits import BenefitFigures
from pmo_desktop.domain.rules.capacity import Shortage
from pmo_desktop.domain.rules.explained import Explained, Thresholds
from pmo_desktop.domain.rules.exposure import RiskScores
from pmo_desktop.domain.rules.quality import FindingFacts, GateFacts, Verdict
from pmo_desktop.domain.rules.schedule import MilestoneDates
from pmo_desktop.domain.rules.scope import ScopeChange, ScopeMoney, against_bac
from pmo_desktop.domain.settings import OwnPercentages, Settings, ThresholdOverride
from pmo_desktop.services.settings import settings_of

_OVERRIDES = select(ThresholdOverride)
_PERCENTAGES = (Dimension.SCHEDULE, Dimension.COST, Dimension.SCOPE, Dimension.BENEFITS, Dimension.RESOURCES)


@dataclass(frozen=True, slots=True)
class Rules:
    """What ratings are worked out by: thresholds for all and for single projects, weights, and when a report is stale.

    `weights` is none where the worst dimension counts.
    """

    common: Thresholds
    own: Mapping[int, Thresholds]
    weights: Mapping[Dimension, float] | None
    stale_days: int

    @property
    def scale(self) -> Scale:
        """On how many points ratings are given."""
        return self.common.scale

    def of(self, project_key: int) -> Thresholds:
        """The thresholds of one project."""
        return self.own.get(project_key, self.common)


def rules_now(session: Session) -> Rules:
    """The rules as the settings have them now."""
    settings = settings_of(session)
    found = thresholds(session, settings)
    own = {key: limits for key, limits in found.items() if key is not None}
    weights = None
    if settings.overall_rule is OverallRule.WEIGHTS:
        weights = {dimension: float(getattr(settings, f"{dimension}_weight")) for dimension in Dimension}
    return Rules(found[None], own, weights, settings.stale_days)


def rules_by_period(session: Session, periods: Iterable[ReportingPeriod]) -> dict[int, Rules]:
    """The rules of each period by its key: a frozen one keeps those it was frozen with."""
    now = rules_now(session)
    return {period.key: rules_kept(period.rules) if period.rules else now for period in periods}


def written(rules: Rules) -> str:
    """Rules as a text to be kept."""
    return json.dumps(
        {
            "common": asdict(rules.common),
            "own": {key: asdict(limits) for key, limits in rules.own.items()},
            "weights": rules.weights,
            "stale_days": rules.stale_days,
        }
    )


def rules_kept(text: str) -> Rules:
    """Rules from the text they were kept as."""
    read = json.loads(text)
    weights = read["weights"]
    return Rules(
        _read(read["common"]),
        {int(key): _read(limits) for key, limits in read["own"].items()},
        None if weights is None else {Dimension(name): weight for name, weight in weights.items()},
        read["stale_days"],
    )


def _read(kept: dict[str, Any]) -> Thresholds:
    own = tuple((Dimension(name), amber, red) for name, amber, red in kept["own"])
    read: dict[str, Any] = {**kept, "scale": Scale(kept["scale"]), "own": own}
    return Thresholds(**read)


def thresholds(session: Session, settings: Settings) -> dict[int | None, Thresholds]:
    """The workspace's thresholds under `None`, and those of each project that has its own under its key."""
    plain = Thresholds(
        settings.amber_percent,
        settings.red_percent,
        settings.key_milestone_days,
        settings.risk_amber,
        settings.risk_red,
        settings.scale,
    )
    common = replace(plain, own=_percentages(plain, settings))
    return {None: common, **{each.project_key: _limits(common, each) for each in session.scalars(_OVERRIDES)}}


def _limits(common: Thresholds, own: ThresholdOverride) -> Thresholds:
    return Thresholds(
        _first(own.amber_percent, common.amber),
        _first(own.red_percent, common.red),
        int(_first(own.key_milestone_days, common.key_milestone_days)),
        int(_first(own.risk_amber, common.risk_amber)),
        int(_first(own.risk_red, common.risk_red)),
        common.scale,
        _percentages(common, own, own.amber_percent, own.red_percent),
    )


def _percentages(
    common: Thresholds, own: OwnPercentages, amber: float | None = None, red: float | None = None
) -> tuple[tuple[Dimension, float, float], ...]:
    """What `own` says of each dimension, else `amber` and `red`, else what is common for that dimension."""
    return tuple(
        (
            name,
            _first(getattr(own, f"{name}_amber"), amber, common.of(name).amber),
            _first(getattr(own, f"{name}_red"), red, common.of(name).red),
        )
        for name in _PERCENTAGES
    )


def _first(*values: float | None) -> float:
    return next(value for value in values if value is not None)


class Reported(NamedTuple):
    """What the rules need to know of one status report, as read for many reports at once."""

    key: int
    project_key: int
    period_key: int
    overall: Rating | None
    overall_reason: str
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
    scope_money: int | None
    scope_driver: str
    scope_is_overdue: bool
    scope_unpriced: str
    findings: int
    worst_finding: str
    worst_finding_severity: FindingSeverity | None
    last_gate: str
    last_gate_verdict: Verdict | None
    capacity_gap_percent: float | None
    short_role: str
    unknown_roles: str


def explain(report: StatusReport | Reported, limits: Thresholds) -> dict[Dimension, Explained]:
    """The calculated rating of each dimension that the report's facts allow, with its reason."""
    return {dimension: each for dimension, each in _explained(report, limits) if each.rating is not None}


def _explained(report: StatusReport | Reported, limits: Thresholds) -> Iterator[tuple[Dimension, Explained]]:
    """Each dimension with anything to go by: of thousands of projects most have nothing recorded for some."""
    yield (
        Dimension.SCHEDULE,
        rag.schedule(
            baseline_start_on=report.baseline_start_on,
            baseline_finish_on=report.baseline_finish_on,
            forecast_finish_on=report.forecast_finish_on,
            actual_finish_on=report.actual_finish_on,
            milestones=_late_milestone(report),
            limits=limits,
        ),
    )
    yield Dimension.COST, rag.cost(bac=report.bac, eac=report.eac, limits=limits)
    if risks := _risks(report):
        yield Dimension.RISK, rag.risk(risks, limits)
    if benefits := _benefit(report):
        yield Dimension.BENEFITS, rag.benefits(benefits, limits)
    if report.scope_money is not None:
        yield Dimension.SCOPE, rag.scope_by(_scope(report, report.scope_money), limits)
    findings, gate = _findings(report), _gate(report)
    if findings or gate:
        yield Dimension.QUALITY, rag.quality(findings, gate, limits)
    if report.capacity_gap_percent is not None:
        yield Dimension.RESOURCES, rag.resources_by(_shortage(report), limits)


def _late_milestone(report: StatusReport | Reported) -> list[MilestoneDates]:
    if report.late_milestone_days is None:
        return []
    baseline = date(2000, 1, 1)
    late = date.fromordinal(baseline.toordinal() + report.late_milestone_days)
    return [MilestoneDates(report.late_milestone, baseline, late, late, is_key=True)]


def _risks(report: StatusReport | Reported) -> list[RiskScores]:
    found: list[RiskScores] = []
    if report.top_risk_score is not None:
        found.append(RiskScores(report.top_risk, report.top_risk_score, None, has_owner=True, has_response=True))
    if report.bare_risk_score is not None:
        found.append(RiskScores(report.bare_risk, None, report.bare_risk_score, has_owner=False, has_response=False))
    return found


def _benefit(report: StatusReport | Reported) -> list[BenefitFigures]:
    if report.benefit_shortfall is None:
        return []
    return [BenefitFigures(report.worst_benefit, 100.0, 100.0 - report.benefit_shortfall, 0.0)]


def _scope(report: StatusReport | Reported, size: int) -> ScopeChange:
    money = ScopeMoney(size, report.scope_driver or None, report.scope_is_overdue, report.scope_unpriced or None)
    return against_bac(money, report.bac)


def _findings(report: StatusReport | Reported) -> list[FindingFacts]:
    if report.worst_finding_severity is not None:
        return [FindingFacts(report.worst_finding, report.worst_finding_severity, is_open=True)]
    return [FindingFacts("", FindingSeverity.GOOD_TO_DO, is_open=False)] if report.findings else []


def _gate(report: StatusReport | Reported) -> GateFacts | None:
    return None if report.last_gate_verdict is None else GateFacts(report.last_gate, report.last_gate_verdict)


def _shortage(report: StatusReport | Reported) -> Shortage:
    unknown = tuple(filter(None, report.unknown_roles.split("; ")))
    return Shortage(report.capacity_gap_percent, 0.0, 0.0, report.short_role or None, unknown)
