"""What the board is asked to decide, to discuss and to note, and what became of its last decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import DecisionKind, DecisionOutcome, Level
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.project import Project
from pmo_desktop.services.formats import show_date, show_number
from pmo_desktop.services.insights.entries import PeriodName, Standing
from pmo_desktop.text import say

_FAR = date.max
_TITLE = 90


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer; `cost` in minor units."""

    title: str
    cost: int | None
    finish: str
    benefit: str
    risk: str
    is_recommended: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """One item before the board, its recommended option first."""

    reference: str
    title: str
    why_now: str
    owner: str
    project_key: int | None
    project: str
    decide_by_on: date | None
    cost_of_delay: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision."""

    reference: str
    title: str
    outcome: DecisionOutcome
    text: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """The board's items, the most urgent first. `outcomes` are those since the period before, or within the first."""

    title: str
    reason: str
    currency: str
    cut_off_on: date
    to_decide: tuple[Ask, ...]
    to_discuss: tuple[Ask, ...]
    to_note: tuple[Ask, ...]
    outcomes: tuple[Outcome, ...]
    since: str
    asked: int
    answered: dict[DecisionOutcome, int]


def decisions(session: Session, standing: Standing) -> Decisions | None:
    """The items that stand before the board at the cut-off of a period; none if there is nothing to tell."""
    period = standing.period
    at_board = select(Decision).where(Decision.level == Level.BOARD).order_by(Decision.reference, Decision.key)
    every = list(session.scalars(at_board))
    waiting = [each for each in every if not _is_answered(each, period.cut_off_on)]
    outcomes = [_outcome(each) for each in every if _is_recent(each, standing)]
    if not waiting and not outcomes:
        return None
    asks = _asks(session, waiting)
    to_decide = asks[DecisionKind.DECIDE]
    return Decisions(
        title=_title(to_decide, asks[DecisionKind.DISCUSS], outcomes, period),
        reason=_reason(to_decide, period.cut_off_on),
        currency=standing.currency,
        cut_off_on=period.cut_off_on,
        to_decide=to_decide,
        to_discuss=asks[DecisionKind.DISCUSS],
        to_note=asks[DecisionKind.NOTE],
        outcomes=tuple(outcomes),
        since=standing.previous.name if standing.previous else "",
        asked=sum(each.kind is DecisionKind.DECIDE for each in every),
        answered={
            outcome: sum(_is_answered(each, period.cut_off_on) and each.outcome is outcome for each in every)
            for outcome in DecisionOutcome
        },
    )


def _is_answered(decision: Decision, cut_off_on: date) -> bool:
    return decision.outcome is not None and (decision.decided_on is None or decision.decided_on <= cut_off_on)


def _is_recent(decision: Decision, standing: Standing) -> bool:
    """Whether it was answered after the cut-off before, up to this one."""
    if not _is_answered(decision, standing.period.cut_off_on) or decision.decided_on is None:
        return False
    if standing.previous is None:
        return decision.decided_on >= standing.period.starts_on
    return decision.decided_on > standing.previous.cut_off_on


def _outcome(decision: Decision) -> Outcome:
    outcome = decision.outcome or DecisionOutcome.DEFERRED
    return Outcome(decision.reference, decision.title, outcome, decision.outcome_text, decision.decided_on)


def _asks(session: Session, waiting: Iterable[Decision]) -> dict[DecisionKind, tuple[Ask, ...]]:
    waiting = sorted(
        waiting, key=lambda each: (each.decide_by_on or _FAR, not each.reference, each.reference, each.key)
    )
    keys = [each.key for each in waiting]
    options: dict[int, list[DecisionOption]] = {}
    for option in session.scalars(
        select(DecisionOption).where(DecisionOption.decision_key.in_(keys)).order_by(DecisionOption.key)
    ):
        options.setdefault(option.decision_key, []).append(option)
    wanted = {each.project_key for each in waiting if each.project_key}
    named = {
        row.key: row.name for row in session.execute(select(Project.key, Project.name).where(Project.key.in_(wanted)))
    }
    found: dict[DecisionKind, list[Ask]] = {kind: [] for kind in DecisionKind}
    for each in waiting:
        found[each.kind].append(_ask(each, options.get(each.key, []), named.get(each.project_key or 0, "")))
    return {kind: tuple(asks) for kind, asks in found.items()}


def _ask(decision: Decision, options: Iterable[DecisionOption], project: str) -> Ask:
    recommended_first = sorted(options, key=lambda each: not each.is_recommended)
    return Ask(
        decision.reference,
        decision.title,
        decision.why_now,
        decision.owner,
        decision.project_key,
        project,
        decision.decide_by_on,
        decision.cost_of_delay,
        tuple(
            Option(each.title, each.cost, each.finish, each.benefit, each.risk, each.is_recommended)
            for each in recommended_first
        ),
    )


def counted(count: int) -> str:
    """“1 decision”, “3 decisions”."""
    return say("1 decision") if count == 1 else say("{count} decisions", count=show_number(count))


def _title(to_decide: tuple[Ask, ...], to_discuss: tuple[Ask, ...], outcomes: list[Outcome], period: PeriodName) -> str:
    if not to_decide:
        return _quiet_title(len(to_discuss), len(outcomes))
    first = to_decide[0]
    needed = say("{decisions} needed", decisions=counted(len(to_decide)))
    if first.decide_by_on is None:
        return needed
    when = show_date(first.decide_by_on)
    if first.decide_by_on < period.cut_off_on:
        named = say("{needed}; “{ask}” was due by {date}", needed=needed, ask=first.title, date=when)
        return named if len(named) <= _TITLE else say("{needed}; the first was due by {date}", needed=needed, date=when)
    named = say("{needed}; “{ask}” cannot wait past {date}", needed=needed, ask=first.title, date=when)
    return named if len(named) <= _TITLE else say("{needed}; the first by {date}", needed=needed, date=when)


def _quiet_title(discussed: int, decided: int) -> str:
    if discussed:
        return (
            say("Nothing to decide today; 1 matter to discuss")
            if discussed == 1
            else say("Nothing to decide today; {count} matters to discuss", count=discussed)
        )
    if decided:
        return say("Nothing to decide today; {decisions} taken since the last time", decisions=counted(decided))
    return say("Nothing to decide or to discuss today")


def _reason(to_decide: tuple[Ask, ...], cut_off_on: date) -> str:
    if not to_decide:
        return ""
    said = [say("The recommended option stands first, in bold.")]
    bare = sum(not any(option.is_recommended for option in each.options) for each in to_decide)
    if bare:
        said.append(say("No recommendation yet for {decisions}.", decisions=counted(bare)))
    late = sum(each.decide_by_on is not None and each.decide_by_on < cut_off_on for each in to_decide)
    if late:
        said.append(say("Past its date: {decisions}.", decisions=counted(late)))
    return " ".join(said)
