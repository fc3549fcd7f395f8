"""One page for each project that needs it: which those are, and what a board has to know of each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.choices import DecisionKind, ItemState, MilestoneKind, Rating, Scale, Severity
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.schedule import slip_days
from pmo_desktop.services.insights.curves import curve_of
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.milestones import date_of
from pmo_desktop.services.insights.movement import is_watched
from pmo_desktop.services.insights.shapes import SCurve

_Owned = TypeVar("_Owned", Milestone, Risk, Issue, Decision, Benefit, MoneyLine)

MOST = 25  # pages of one pack, so that it stays one that a board reads, where nobody chose otherwise
_MILESTONES = 7
_BENEFITS = 3
_RISKS = 3
_ISSUES = 2
_TEXTS = ("summary", "achieved", "next_steps", "path_to_green", "schedule_note", "cost_note", "budget_note")
_WORST_ISSUES = tuple(reversed(Severity))


@dataclass(frozen=True, slots=True)
class MilestoneShown:
    """A milestone with its dates. `before_on` is what the period before forecast; `moved_days` the step since then."""

    name: str
    is_gate: bool
    is_done: bool
    baseline_on: date | None
    before_on: date | None
    forecast_on: date | None
    slip_days: int | None
    moved_days: int | None


@dataclass(frozen=True, slots=True)
class Threat:
    """A risk with its scores (1 to 25), or an issue with its severity; what is done about it."""

    reference: str
    title: str
    response: str
    score: int | None
    target: int | None
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class Ask:
    """A decision the project waits for."""

    reference: str
    title: str
    decide_by_on: date | None
    cost_of_delay: str


@dataclass(frozen=True, slots=True)
class BenefitShown:
    """A benefit in its own unit."""

    title: str
    unit: str
    target: float | None
    forecast: float | None
    actual: float | None


@dataclass(frozen=True, slots=True)
class OnePager:
    """What one page tells. `changed` names the texts that differ from the period before."""

    entry: Entry
    milestones: tuple[MilestoneShown, ...]
    more_milestones: int
    threats: tuple[Threat, ...]
    ask: Ask | None
    benefits: tuple[BenefitShown, ...]
    curve: SCurve | None
    curve_unit: str
    changed: frozenset[str]


@dataclass(frozen=True, slots=True)
class OnePagers:
    """The pages, worst first, and the names of those that would have had one in a longer pack."""

    pages: tuple[OnePager, ...]
    left: tuple[str, ...]
    currency: str
    scale: Scale
    period: str
    previous: str
    earlier: tuple[str, ...]


def one_pagers(
    session: Session, standing: Standing, rule: OnePagerRule, by_hand: Sequence[int] = (), most: int = MOST
) -> OnePagers | None:
    """The pages that a recipe's rule asks for, or those chosen by hand, `most` at most; none if it asks for none."""
    chosen = _chosen(standing, rule, by_hand)
    if not chosen:
        return None
    shown = chosen[:most]
    loaded = _Loaded(session, standing, [entry.key for entry in shown])
    return OnePagers(
        pages=tuple(loaded.page(entry) for entry in shown),
        left=tuple(entry.name for entry in chosen[most:]),
        currency=standing.currency,
        scale=standing.scale,
        period=standing.period.name,
        previous=standing.previous.name if standing.previous else "",
        earlier=tuple(period.name for period in standing.earlier),
    )


def _chosen(standing: Standing, rule: OnePagerRule, by_hand: Sequence[int]) -> list[Entry]:
    """Reds first, then the worsening, then new ones; the order of a rating is worst and dearest first."""
    running = [entry for entry in standing.entries if not entry.is_over]
    reds = [entry for entry in running if entry.rating is Rating.RED]
    watched = [entry for entry in running if is_watched(entry) and entry not in reds]
    new = [entry for entry in running if entry.is_new and entry not in reds and entry not in watched]
    known = {entry.key: entry for entry in standing.entries}
    return {
        OnePagerRule.CHOSEN: [known[key] for key in by_hand if key in known],
        OnePagerRule.NONE: [],
        OnePagerRule.REDS: reds,
        OnePagerRule.REDS_AND_WORSENING: [*reds, *watched, *new],
        OnePagerRule.ALL: running,
    }[rule]


class _Loaded:
    """The records behind some pages, read in a handful of statements."""

    def __init__(self, session: Session, standing: Standing, keys: Collection[int]) -> None:
        self.standing = standing
        self.milestones = _of(session, Milestone, keys)
        self.risks = _of(session, Risk, keys)
        self.issues = _of(session, Issue, keys)
        self.decisions = _of(session, Decision, keys)
        self.benefits = _of(session, Benefit, keys)
        self.lines = _of(session, MoneyLine, keys)
        previous = standing.previous.key if standing.previous else 0
        self.before = {
            each.milestone_key: each.forecast_on
            for each in session.scalars(select(MilestoneForecast).where(MilestoneForecast.period_key == previous))
        }
        reports = select(StatusReport).where(StatusReport.period_key == previous, StatusReport.project_key.in_(keys))
        self.reports = {each.project_key: each for each in session.scalars(reports)}

    def page(self, entry: Entry) -> OnePager:
        """The page of one project."""
        milestones = self._milestones(entry.key)
        lines = self.lines.get(entry.key, [])
        curve, unit = curve_of(lines, self.standing.currency, self.standing.period.cut_off_on)
        return OnePager(
            entry=entry,
            milestones=milestones[:_MILESTONES],
            more_milestones=max(0, len(milestones) - _MILESTONES),
            threats=(*self._risks(entry.key), *self._issues(entry.key)),
            ask=self._ask(entry.key),
            benefits=tuple(
                BenefitShown(each.title, each.unit, each.target, each.forecast, each.actual)
                for each in self.benefits.get(entry.key, [])[:_BENEFITS]
            ),
            curve=curve,
            curve_unit=unit,
            changed=self._changed(entry),
        )

    def _milestones(self, key: int) -> tuple[MilestoneShown, ...]:
        """Those around the data date: the last one reached, then what is ahead, in the order of their dates."""
        every = sorted(self.milestones.get(key, []), key=lambda each: (date_of(each) or date.max, each.name))
        done = [each for each in every if each.actual_on is not None]
        ahead = [each for each in every if each.actual_on is None]
        return tuple(self._milestone(each) for each in (*done[-1:], *ahead))

    def _milestone(self, milestone: Milestone) -> MilestoneShown:
        before = self.before.get(milestone.key)
        return MilestoneShown(
            milestone.name,
            milestone.kind is MilestoneKind.GATE,
            milestone.actual_on is not None,
            milestone.baseline_on,
            before,
            date_of(milestone),
            milestone.slip_days(),
            slip_days(before, date_of(milestone)),
        )

    def _risks(self, key: int) -> Iterable[Threat]:
        every = [risk for risk in self.risks.get(key, []) if risk.state is ItemState.OPEN]
        worst = sorted(every, key=lambda risk: (-(risk.current_score() or 0), risk.reference, risk.key))
        for risk in worst[:_RISKS]:
            word = risk.response.label if risk.response else ""
            response = ": ".join(part for part in (word, risk.response_text) if part)
            yield Threat(risk.reference, risk.title, response, risk.current_score(), risk.target_score(), None)

    def _issues(self, key: int) -> Iterable[Threat]:
        every = [issue for issue in self.issues.get(key, []) if issue.state is ItemState.OPEN]
        worst = sorted(every, key=lambda issue: (_WORST_ISSUES.index(issue.severity), issue.reference, issue.key))
        for issue in worst[:_ISSUES]:
            yield Threat(issue.reference, issue.title, issue.resolution, None, None, issue.severity)

    def _ask(self, key: int) -> Ask | None:
        waiting = [
            each for each in self.decisions.get(key, []) if each.outcome is None and each.kind is DecisionKind.DECIDE
        ]
        first = min(waiting, key=lambda each: (each.decide_by_on or date.max, each.key), default=None)
        return Ask(first.reference, first.title, first.decide_by_on, first.cost_of_delay) if first else None

    def _changed(self, entry: Entry) -> frozenset[str]:
        before = self.reports.get(entry.key)
        if before is None:
            return frozenset()
        return frozenset(
            name for name in _TEXTS if getattr(entry, name) and getattr(entry, name) != getattr(before, name)
        )


def _of(session: Session, entity: type[_Owned], keys: Collection[int]) -> dict[int, list[_Owned]]:
    """The records of an entity by the project they belong to, in the order they were made."""
    owner: InstrumentedAttribute[int | None] = entity.project_key
    found: dict[int, list[_Owned]] = {}
    for each in session.scalars(select(entity).where(owner.in_(keys)).order_by(entity.key)):
        found.setdefault(each.project_key or 0, []).append(each)
    return found
