"""Governance: how mature the management of projects is against its targets, and what was promised and is overdue."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.choices import ItemState
from pmo_desktop.services.formats import show_change, show_number
from pmo_desktop.services.insights.annex import LoggedAction, logged_actions
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.services.insights.maturity import DomainResult, MaturityResult, newest_maturity
from pmo_desktop.services.insights.shapes import Gap, GapBars, MaturityRadar
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class Governance:
    """The newest closed assessment with its pictures, none if there is none; overdue and open actions."""

    title: str
    reason: str
    maturity: MaturityResult | None
    radar: MaturityRadar
    gaps: GapBars
    overdue: tuple[LoggedAction, ...]
    open_actions: int
    unchecked: int


def governance(session: Session, standing: Standing) -> Governance | None:
    """What a board should know of how projects are managed; none if nothing was assessed and nothing is overdue."""
    cut_off_on = standing.period.cut_off_on
    result = newest_maturity(session, cut_off_on)
    overdue = tuple(each for each in logged_actions(session, standing) if each.days_late)
    if result is None and not overdue:
        return None
    state = (Action.state == ItemState.CLOSED, Action.effect_checked_on.is_(None))
    return Governance(
        title=_title(result, len(overdue)),
        reason=_reason(result),
        maturity=result,
        radar=radar(result) if result else MaturityRadar(),
        gaps=gaps(result) if result else GapBars(),
        overdue=overdue,
        open_actions=len(list(session.scalars(select(Action.key).where(Action.state == ItemState.OPEN)))),
        unchecked=len(list(session.scalars(select(Action.key).where(*state)))),
    )


def radar(result: MaturityResult) -> MaturityRadar:
    """The levels of an assessment now, at target and before, one axis for each domain."""
    return MaturityRadar(
        axes=tuple(domain.name for domain in result.domains),
        now=tuple(domain.score.score for domain in result.domains),
        target=_known(domain.target for domain in result.domains),
        previous=_known(domain.before for domain in result.domains),
    )


def _known(levels: Iterable[float | None]) -> tuple[float | None, ...]:
    """The levels, or nothing where none of them is known."""
    every = tuple(levels)
    return every if any(level is not None for level in every) else ()


def gaps(result: MaturityResult, most: int | None = None) -> GapBars:
    """The gaps to the targets, by priority: gap × importance × ease."""
    ordered = sorted(result.domains, key=_by_gap)
    return GapBars(
        tuple(
            Gap(domain.name, domain.score.score, domain.target, _shown(domain), key=domain.key)
            for domain in ordered[:most]
        )
    )


def _by_gap(domain: DomainResult) -> tuple[float, float, int]:
    return (-(domain.priority or 0.0), -(domain.gap or 0.0), domain.number)


def _shown(domain: DomainResult) -> str:
    return show_change(-domain.gap, 1) if domain.gap else show_number(0 if domain.gap is not None else None, 1)


def _title(result: MaturityResult | None, overdue: int) -> str:
    late = say("1 action is overdue") if overdue == 1 else say("{count} actions are overdue", count=overdue)
    if result is None or result.summary.level is None:
        return late
    level = say("Project management is at level {level}", level=result.summary.level)
    return f"{level}; {late}" if overdue else level


def _reason(result: MaturityResult | None) -> str:
    if result is None or result.summary.average is None:
        return say("No assessment of project management has been closed yet.")
    names = {domain.key: domain.name for domain in result.domains}
    weakest = ", ".join(names[key] for key in result.summary.weakest_domains)
    told = say(
        "{title}: average {average}, weakest {weakest} with {level}.",
        title=result.title,
        average=show_number(result.summary.average, 1),
        weakest=weakest,
        level=show_number(result.summary.weakest, 1),
    )
    if result.before_average is None:
        return told
    step = show_change(result.summary.average - result.before_average, 1)
    return told + " " + say("{step} on average since {before}.", step=step, before=result.before_title)
