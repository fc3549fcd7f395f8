"""What the records of a project come to, noted on its report in the open period: the worst of each kind.

Written for many projects at once: every question and every answer is one statement, however many they are.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, Table, bindparam, or_, select, update

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Finding, RecheckOutcome
from pmo_desktop.domain.benefit import Benefit, BenefitKind
from pmo_desktop.domain.change_request import ChangeRequest, ChangeVerdict
from pmo_desktop.domain.choices import ItemState
from pmo_desktop.domain.facts import FACTS
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.benefits import BenefitFigures, worst_shortfall
from pmo_desktop.domain.rules.capacity import Load, months_ahead, shortage
from pmo_desktop.domain.rules.explained import Thresholds
from pmo_desktop.domain.rules.exposure import RiskScores, highest, score, unmanaged
from pmo_desktop.domain.rules.quality import FindingFacts, worst_finding
from pmo_desktop.domain.rules.schedule import MilestoneDates, late_milestones
from pmo_desktop.domain.rules.scope import ChangeFacts, scope_money
from pmo_desktop.services.drafts import change_rows
from pmo_desktop.services.key_sets import among, listed
from pmo_desktop.services.standing import Rules
from pmo_desktop.services.supply import loads_of

Rows = Sequence[Row[Any]]

_NOBODY = 0  # the key of no project

_NOTED = (
    "open_risks", "top_risk", "top_risk_score", "top_risk_key", "bare_risk", "bare_risk_score", "bare_risk_key",
    "open_issues", "late_milestone", "late_milestone_days", "late_milestone_key", "worst_benefit", "benefit_shortfall",
    "worst_benefit_key", "scope_money", "scope_driver", "scope_is_overdue", "scope_unpriced", "scope_driver_key",
    "scope_unpriced_key", "findings", "worst_finding", "worst_finding_severity", "worst_finding_key", "last_gate",
    "last_gate_verdict", "last_gate_key", "capacity_gap_percent", "short_role", "unknown_roles", "short_role_key",
)  # fmt: skip


_PROJECT, _REPORT = (cast("Table", entity.__table__) for entity in (Project, StatusReport))
_RISKS = select(
    Risk.project_key, Risk.reference, Risk.title, Risk.probability, Risk.impact, Risk.inherent_probability,
    Risk.inherent_impact, Risk.owner, Risk.response, Risk.response_text, Risk.key,
).where(among(Risk.project_key), Risk.state == ItemState.OPEN)  # fmt: skip
_ISSUES = select(Issue.project_key).where(among(Issue.project_key), Issue.state == ItemState.OPEN)
_MILESTONES = select(
    Milestone.project_key,
    Milestone.name,
    Milestone.baseline_on,
    Milestone.forecast_on,
    Milestone.actual_on,
    Milestone.key,
).where(among(Milestone.project_key), Milestone.is_key)
_BENEFITS = select(
    Benefit.project_key,
    Benefit.title,
    Benefit.target,
    Benefit.forecast,
    Benefit.baseline,
    Benefit.actual,
    Benefit.kind,
    Benefit.key,
).where(among(Benefit.project_key))
_CHANGES = select(
    ChangeRequest.project_key,
    ChangeRequest.reference,
    ChangeRequest.title,
    ChangeRequest.cost_effect,
    ChangeRequest.verdict,
    ChangeRequest.decide_by_on,
    ChangeRequest.key,
).where(among(ChangeRequest.project_key))
_FINDINGS = (
    select(
        Finding.project_key,
        Finding.title,
        Finding.severity,
        Finding.outcome,
        Finding.rechecked_on,
        Action.state,
        Finding.key,
    )
    .outerjoin(Action, Action.key == Finding.action_key)
    .where(among(Finding.project_key))
)
_GATES = (
    select(Gate.project_key, Gate.name, Gate.verdict, Gate.key)
    .where(among(Gate.project_key), Gate.verdict.is_not(None), Gate.held_on <= bindparam("cut_off"))
    .order_by(Gate.held_on, Gate.key)
)
_LIVE = (_REPORT.c.period_key == bindparam("period"), among(_REPORT.c.project_key))
_REPORTS = select(_REPORT.c.project_key, _REPORT.c.key, *(_REPORT.c[name] for name in _NOTED)).where(*_LIVE)
_TAKE_FACTS = (
    update(_REPORT)
    .values({name: _PROJECT.c[name] for name in FACTS})
    .where(
        *_LIVE,
        _PROJECT.c.key == _REPORT.c.project_key,
        or_(*(_REPORT.c[name].is_distinct_from(_PROJECT.c[name]) for name in FACTS)),
    )
)


def take_facts(connection: Connection, keys: Collection[int], period: ReportingPeriod) -> None:
    """Let the reports of some projects in an open period repeat the facts of the projects."""
    connection.execute(_TAKE_FACTS, {"keys": listed(keys), "period": period.key})


def note_records(connection: Connection, keys: Collection[int], period: ReportingPeriod, rules: Rules) -> None:
    """Bring the reports of some projects in an open period up to date with the records behind them."""
    cut_off_on = period.cut_off_on
    risks, issues = _by_project(connection, _RISKS, keys), _by_project(connection, _ISSUES, keys)
    milestones, benefits = _by_project(connection, _MILESTONES, keys), _by_project(connection, _BENEFITS, keys)
    changes, findings = _by_project(connection, _CHANGES, keys), _by_project(connection, _FINDINGS, keys)
    gates = _by_project(connection, _GATES, keys, cut_off_on)
    loads = loads_of(connection, keys, months_ahead(cut_off_on))

    def noted(owner: int) -> tuple[object, ...]:
        return (
            *_of_risks(risks.get(owner, ()), rules.of(owner)),
            len(issues.get(owner, ())),
            *_of_milestones(milestones.get(owner, ()), cut_off_on),
            *_of_benefits(benefits.get(owner, ())),
            *_of_changes(changes.get(owner, ()), cut_off_on),
            *_of_findings(findings.get(owner, ())),
            *_of_gates(gates.get(owner, ())),
            *_of_loads(loads.get(owner, ())),
        )

    have_records = {*risks, *issues, *milestones, *benefits, *changes, *findings, *gates, *loads}
    nothing = noted(_NOBODY)
    changed: list[tuple[int, dict[str, object]]] = []
    for row in connection.execute(_REPORTS, {"keys": listed(keys), "period": period.key}).all():
        came_to = noted(row.project_key) if row.project_key in have_records else nothing
        if row[2:] != came_to:
            different = zip(_NOTED, row[2:], came_to, strict=True)
            changed.append((row.key, {name: now for name, was, now in different if was != now}))
    change_rows(connection, StatusReport, changed)


def _by_project(
    connection: Connection, query: Select[*tuple[Any, ...]], keys: Collection[int], cut_off_on: date | None = None
) -> Mapping[int, Rows]:
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query, {"keys": listed(keys), "cut_off": cut_off_on}).all():
        found.setdefault(row[0], []).append(row)
    return found


def _of_risks(risks: Rows, limits: Thresholds) -> tuple[object, ...]:
    scores = [
        RiskScores(
            f"{risk.reference} {risk.title}".strip(),
            score(risk.probability, risk.impact),
            score(risk.inherent_probability, risk.inherent_impact),
            has_owner=bool(risk.owner),
            has_response=risk.response is not None or bool(risk.response_text),
            key=risk.key,
        )
        for risk in risks
    ]
    top, bare = highest(scores), unmanaged(scores, limits.risk_red)
    worst = (top.name, top.counted, top.key) if top else ("", None, None)
    return (len(risks), *worst, *((bare.name, bare.inherent, bare.key) if bare else ("", None, None)))


def _of_milestones(milestones: Rows, cut_off_on: date) -> tuple[object, ...]:
    dates = (
        MilestoneDates(each.name, each.baseline_on, each.forecast_on, each.actual_on, is_key=True, key=each.key)
        for each in milestones
    )
    late = next(iter(late_milestones(dates, cut_off_on)), None)
    return (late.name, late.days, late.key) if late else ("", None, None)


def _of_benefits(benefits: Rows) -> tuple[object, ...]:
    worst = worst_shortfall(
        BenefitFigures(
            each.title,
            each.target,
            each.forecast,
            each.baseline,
            each.actual,
            each.kind is BenefitKind.DIS_BENEFIT,
            each.key,
        )
        for each in benefits
    )
    return (worst[0].name, worst[1], worst[0].key) if worst else ("", None, None)


def _of_changes(changes: Rows, cut_off_on: date) -> tuple[object, ...]:
    facts = (
        ChangeFacts(
            f"{each.reference} {each.title}".strip(),
            each.cost_effect,
            is_approved=each.verdict is ChangeVerdict.APPROVED,
            is_open=each.verdict is None,
            decide_by=each.decide_by_on,
            key=each.key,
        )
        for each in changes
    )
    found = scope_money(facts, cut_off_on)
    keys = found.driver_key or None, found.unpriced_key or None
    return (found.size, found.driver or "", found.is_overdue, found.unpriced or "", *keys)


def _of_findings(findings: Rows) -> tuple[object, ...]:
    facts = [FindingFacts(each.title, each.severity, is_open=_is_open(each), key=each.key) for each in findings]
    worst = worst_finding(facts)
    return (len(facts), *((worst.name, worst.severity, worst.key) if worst else ("", None, None)))


def _is_open(finding: Row[Any]) -> bool:
    """A finding is open until its action is closed; once it was looked at again, what was found then counts."""
    if finding.rechecked_on is not None or finding.outcome is not RecheckOutcome.OPEN:
        return finding.outcome is not RecheckOutcome.RESOLVED
    return finding.state is not ItemState.CLOSED


def _of_gates(gates: Rows) -> tuple[object, ...]:
    last = gates[-1] if gates else None
    return (last.name, last.verdict, last.key) if last else ("", None, None)


def _of_loads(loads: Sequence[Load]) -> tuple[object, ...]:
    found = shortage(loads)
    return (found.percent, found.worst_role or "", "; ".join(found.unknown), found.worst_key or None)
