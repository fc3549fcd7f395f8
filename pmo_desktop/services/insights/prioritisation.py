"""Which projects come first: scores, ranks, the cut line by budget and capacity, and the best set that fits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Role
from pmo_desktop.domain.choices import ProjectStatus
from pmo_desktop.domain.prioritisation import Criterion
from pmo_desktop.domain.project import Portfolio
from pmo_desktop.domain.rules.best_set import BestSet, best_set
from pmo_desktop.domain.rules.prioritisation import Candidate, CutLine, cut_line, ranks
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.balance import TOP_POINTS
from pmo_desktop.services.insights.competitors import Competitor, competitors
from pmo_desktop.services.insights.left_out import Told, capacity_of, why_dropped
from pmo_desktop.services.insights.portfolio_shapes import Stair, Stairs
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money, names, projects
from pmo_desktop.text import say

_MOST_STAIRS = 60


@dataclass(frozen=True, slots=True)
class Ranked:
    """One project with its place. `chosen` and `why` are those of the best set; `is_inside` of the cut line."""

    key: int
    label: str
    status: ProjectStatus
    points: Mapping[int, float]
    score: float | None
    rank: int | None
    cost: int | None
    fte: float
    is_inside: bool
    chosen: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Weight:
    """A criterion with its weight, and what its points mean."""

    key: int
    title: str
    weight: float
    guidance: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a portfolio may spend (minor units) and has of people (FTE); none where nobody said.

    `key` is that of the portfolio, none for all of them together.
    """

    key: int | None
    name: str
    budget: int | None
    capacity: float | None


@dataclass(frozen=True, slots=True)
class Prioritisation:
    """Projects in order of rank, those without one last; and what the two ways to choose come to."""

    weights: tuple[Weight, ...]
    rows: tuple[Ranked, ...]
    limits: Limits
    currency: str
    line: CutLine[int]
    best: BestSet[int] | None
    chart: Stairs
    title: str
    left_out: str
    best_title: str
    reasons: tuple[tuple[int, str], ...]
    is_sought: bool = False
    """Whether there is a best set, which was not asked for yet."""


def portfolios(session: Session) -> tuple[Limits, ...]:
    """All portfolios together, then each by name."""
    found = [
        Limits(each.key, each.name, each.budget, each.capacity_fte)
        for each in session.scalars(select(Portfolio).order_by(Portfolio.name))
    ]
    budgets = [each.budget for each in found if each.budget is not None]
    people = [each.capacity for each in found if each.capacity is not None]
    together = Limits(
        None,
        say("All portfolios"),
        sum(budgets) if len(budgets) == len(found) and found else None,
        sum(people) if len(people) == len(found) and found else None,
    )
    return (together, *found)


@dataclass(frozen=True, slots=True)
class Terms:
    """How to choose: `within_roles` holds each role to what there is of it, in every month.

    Without `with_best` only the line is drawn, which is quick; `is_stopped` ends the search for the best set.
    """

    within_roles: bool = False
    with_best: bool = True
    is_stopped: Callable[[], bool] = bool


def prioritisation(session: Session, portfolio_key: int | None = None, terms: Terms = Terms()) -> Prioritisation:
    """Rank every project that is not over, or those of one portfolio, and draw the line."""
    every = competitors(session, portfolio_key)
    limits = next(
        (each for each in portfolios(session) if each.key == portfolio_key), Limits(portfolio_key, "", None, None)
    )
    currency = settings_of(session).currency
    capacity = capacity_of(session, every, limits.capacity, within_roles=terms.within_roles)
    candidates = [
        Candidate(each.key, each.score, each.cost, {**each.by_month, **(each.by_role if terms.within_roles else {})})
        for each in every
    ]
    line = cut_line(candidates, limits.budget, capacity)
    has_best = limits.budget is not None or capacity is not None
    best = best_set(candidates, limits.budget, capacity, terms.is_stopped) if has_best and terms.with_best else None
    labels = {each.key: each.label for each in every}
    short = {each.key: each.reference or each.name for each in every}
    told = Told(short, currency, dict(session.execute(select(Role.key, Role.name)).all()))
    reasons = tuple(why_dropped(best, line, told)) if best else ()
    rows = _rows(every, line, best, dict(reasons))
    return Prioritisation(
        weights=tuple(
            Weight(each.key, each.title, each.weight, each.guidance)
            for each in session.scalars(select(Criterion).order_by(Criterion.weight.desc(), Criterion.title))
        ),
        rows=rows,
        limits=limits,
        currency=currency,
        line=line,
        best=best,
        chart=_chart(rows, limits, currency),
        title=_title(line, told, is_limited=has_best),
        left_out=_left_out(line, labels, every, currency),
        best_title=_best_title(best, line, every),
        reasons=reasons,
        is_sought=has_best and best is None,
    )


def _rows(
    every: Sequence[Competitor], line: CutLine[int], best: BestSet[int] | None, reasons: Mapping[int, str]
) -> tuple[Ranked, ...]:
    order = {key: place for place, key in enumerate((*line.inside, *line.outside, *line.unranked))}
    places = ranks({each.key: each.score if each.cost is not None else None for each in every})
    inside = set(line.inside)
    chosen = set(best.chosen) if best else set[int]()
    known = chosen | {each.key for each in best.dropped} if best else set[int]()
    return tuple(
        Ranked(
            each.key, each.label, each.status, each.points, each.score, places[each.key], each.cost, each.fte,
            each.key in inside, each.key in chosen if each.key in known else None, reasons.get(each.key, ""),
        )
        for each in sorted(every, key=lambda one: order[one.key])
    )  # fmt: skip


def _chart(rows: Sequence[Ranked], limits: Limits, currency: str) -> Stairs:
    ranked = [each for each in rows if each.rank is not None and each.cost]
    if not ranked:
        return Stairs()
    left = len(ranked) - _MOST_STAIRS
    return Stairs(
        stairs=tuple(
            Stair(
                each.label.split(" ")[0] if each.label else "",
                each.score or 0,
                each.cost or 0,
                each.is_inside,
                each.chosen,
                say("{rank}. {name}: score {score}, cost {cost}", rank=each.rank, name=each.label,
                    score=show_number(each.score, 2), cost=money(each.cost, currency)),
                str(each.key),
            )
            for each in ranked[:_MOST_STAIRS]
        ),
        budget=limits.budget,
        top=TOP_POINTS,
        budget_label=say("budget {amount}", amount=money(limits.budget, currency)) if limits.budget else "",
        note=say("{count} more are not drawn.", count=show_number(left)) if left > 0 else "",
    )  # fmt: skip


# Words ---------------------------------------------------------------------------------------------------------------


def _title(line: CutLine[int], told: Told, *, is_limited: bool) -> str:
    count = len(line.inside) + len(line.outside)
    if not count:
        return say("No project has a score and a cost yet")
    if not line.outside:
        total = money(line.cost, told.currency)
        if not is_limited:
            return say("{projects} cost {money}; there is no limit yet", projects=projects(count), money=total)
        return say("All {projects} fit, for {money}", projects=projects(count), money=total)
    why = " ".join(
        filter(
            None,
            (
                say("the budget ends") if line.by_budget else "",
                say("and") if line.by_budget and line.by_capacity else "",
                _run_out(line, told) if line.by_capacity else "",
            ),
        )
    )
    return say("{inside} of {count} fit before {why}", inside=len(line.inside), count=projects(count), why=why)


def _run_out(line: CutLine[int], told: Told) -> str:
    where = told.cell(line.short_in)
    return say("people run out ({where})", where=where) if where else say("people run out")


def _left_out(line: CutLine[int], labels: Mapping[int, str], every: Sequence[Competitor], currency: str) -> str:
    told = []
    if line.outside:
        cost = sum(each.cost or 0 for each in every if each.key in set(line.outside))
        who = names([labels[key] for key in line.outside])
        told.append(say("The cut line leaves out {who}: {money}.", who=who, money=money(cost, currency)))
    if line.unranked:
        who = names([labels[key] for key in line.unranked])
        told.append(say("Without a score or a cost: {who}.", who=who))
    return " ".join(told)


def _best_title(best: BestSet[int] | None, line: CutLine[int], every: Sequence[Competitor]) -> str:
    if best is None or not (best.chosen or best.dropped):
        return ""
    scores = {each.key: each.score or 0 for each in every}
    by_line = sum(scores[key] for key in line.inside)
    figure = show_number(best.score, 1)
    if set(best.chosen) == set(line.inside):
        told = say("The cut line is the best set: {score} points", score=figure)
    else:
        told = say(
            "The best set brings {score} points, the cut line {line}", score=figure, line=show_number(by_line, 1)
        )
    return told if best.is_proven else say("{told}; the proof that none is better is not complete", told=told)
