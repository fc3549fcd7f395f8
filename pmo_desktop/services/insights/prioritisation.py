"""Which projects come first: scores, ranks, the cut line by budget and capacity, and the best set that fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ProjectStatus
from pmo_desktop.domain.prioritisation import Criterion
from pmo_desktop.domain.project import Portfolio
from pmo_desktop.domain.rules.best_set import BestSet, Dropped, best_set
from pmo_desktop.domain.rules.prioritisation import Candidate, CutLine, cut_line, ranks
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.balance import TOP_POINTS
from pmo_desktop.services.insights.competitors import Competitor, competitors
from pmo_desktop.services.insights.portfolio_shapes import Stair, Stairs
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money, names, projects
from pmo_desktop.text import say

_MOST_STAIRS = 60
MOST_CANDIDATES = 300  # among which the best set is sought


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


def prioritisation(session: Session, portfolio_key: int | None = None, *, with_best: bool = True) -> Prioritisation:
    """Rank every project that is not over, or those of one portfolio, and draw the line."""
    every = competitors(session, portfolio_key)
    limits = next(
        (each for each in portfolios(session) if each.key == portfolio_key), Limits(portfolio_key, "", None, None)
    )
    currency = settings_of(session).currency
    candidates = [Candidate(each.key, each.score, each.cost, each.fte) for each in every]
    line = cut_line(candidates, limits.budget, limits.capacity)
    best = _best(candidates, line, limits) if with_best else None
    labels = {each.key: each.label for each in every}
    short = {each.key: each.reference or each.name for each in every}
    reasons = tuple(_reasons(best, line, short, currency)) if best else ()
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
        title=_title(line, limits, currency),
        left_out=_left_out(line, labels, every, currency),
        best_title=_best_title(best, line, every),
        reasons=reasons,
    )


def _best(candidates: Sequence[Candidate[int]], line: CutLine[int], limits: Limits) -> BestSet[int] | None:
    """The best set among the highest ranked; none without any limit, when everything fits."""
    if limits.budget is None and limits.capacity is None:
        return None
    order = [*line.inside, *line.outside][:MOST_CANDIDATES]
    by_key = {each.key: each for each in candidates}
    return best_set([by_key[key] for key in order], limits.budget, limits.capacity)


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


def _title(line: CutLine[int], limits: Limits, currency: str) -> str:
    count = len(line.inside) + len(line.outside)
    if not count:
        return say("No project has a score and a cost yet")
    if not line.outside:
        total = money(line.cost, currency)
        if limits.budget is None and limits.capacity is None:
            return say("{projects} cost {money}; there is no limit yet", projects=projects(count), money=total)
        return say("All {projects} fit, for {money}", projects=projects(count), money=total)
    why = " ".join(
        filter(
            None,
            (
                say("the budget ends") if line.by_budget else "",
                say("and") if line.by_budget and line.by_capacity else "",
                say("people run out") if line.by_capacity else "",
            ),
        )
    )
    return say("{inside} of {count} fit before {why}", inside=len(line.inside), count=projects(count), why=why)


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
    return told if best.is_proven else say("{told}; a better one may exist", told=told)


def _reasons(
    best: BestSet[int], line: CutLine[int], labels: Mapping[int, str], currency: str
) -> Iterable[tuple[int, str]]:
    """Why each project is not in the best set; those that the cut line took come first."""
    inside = set(line.inside)
    for each in sorted(best.dropped, key=lambda one: one.key not in inside):
        yield each.key, _reason(each, labels, currency)


def _reason(one: Dropped[int], labels: Mapping[int, str], currency: str) -> str:
    if one.over_budget:
        return say("costs {money} more than the whole budget", money=money(one.over_budget, currency))
    if one.over_capacity:
        return say("wants {fte} FTE more than there are", fte=show_number(one.over_capacity, 1))
    if one.loss is None:
        return say("brings too little for what it takes")
    if not one.instead:
        return say("would bring nothing more")
    who = names([labels[key] for key in one.instead])
    if not one.loss:
        return say("as good as {who}, but not better or cheaper", who=who)
    return say("would cost {loss} points: {who} would have to go", loss=show_number(one.loss, 2), who=who)
