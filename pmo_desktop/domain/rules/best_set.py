"""The best set: which projects bring the most score within budget and capacity.

Source: the knapsack problem with several limits; see `knapsack`. The result is never worse than the cut line. Among
sets of equal score the cheapest is taken; the order of candidates never matters.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic

from pmo_desktop.domain.rules.knapsack import Item, Knapsack
from pmo_desktop.domain.rules.prioritisation import Candidate, Fte, Key, cut_line, limit_in, wanted_in
from pmo_desktop.domain.rules.ratio import exact

_EXPLAINED = 8  # each asks the whole question again


@dataclass(frozen=True, slots=True)
class Dropped(Generic[Key]):
    """What the best set leaves out, and what taking it in would cost.

    Attributes:
        key: Which one.
        over_budget: Minor units by which it alone exceeds the whole budget, 0 where it does not.
        over_capacity: FTE by which it alone exceeds the whole capacity where it does so most, 0 where it does not.
        over_in: Where that is: a month, or whatever capacity is counted by.
        loss: How much lower the best total score with it would be; `None` where it fits in no set, or is far down.
        instead: What would have to go for it.
        is_proven: Whether no set with it is better than that.
    """

    key: Key
    over_budget: int = 0
    over_capacity: float = 0.0
    over_in: Hashable = ""
    loss: float | None = None
    instead: tuple[Key, ...] = ()
    is_proven: bool = True


@dataclass(frozen=True, slots=True)
class BestSet(Generic[Key]):
    """The set with the highest total score that fits, both parts in order of rank.

    Attributes:
        chosen: What is in it.
        dropped: What is not; the first eight say what they would cost.
        unranked: What has no score or no cost, in the order given.
        score: The sum of the scores of what is chosen.
        cost: Its minor units.
        capacity: Its FTE, where it wants most.
        is_proven: Whether nothing better can exist; otherwise the search was ended before that was known.
    """

    chosen: tuple[Key, ...]
    dropped: tuple[Dropped[Key], ...]
    unranked: tuple[Key, ...]
    score: float
    cost: int
    capacity: float
    is_proven: bool


def _never() -> bool:
    return False


def best_set(
    candidates: Iterable[Candidate[Key]],
    budget: int | None = None,
    capacity: Fte | None = None,
    is_stopped: Callable[[], bool] = _never,
) -> BestSet[Key]:
    """Choose the set; `None` is no limit, and one number holds in every month. Scores, costs and needs are 0 or more.

    `is_stopped` is asked again and again; once it is so, what was found until then is given.
    """
    every = list(candidates)
    ranked = sorted(
        (each for each in every if each.score is not None and each.cost is not None),
        key=lambda each: (-(each.score or 0), each.cost or 0, max(wanted_in(each).values(), default=0), str(each.key)),
    )
    cells = _scarce(ranked, capacity)
    asked = _knapsack(ranked, budget, cells, is_stopped)
    chosen, is_proven = asked.best()
    inside = set(cut_line(ranked, budget, capacity).inside)
    line = {place for place, each in enumerate(ranked) if each.key in inside}
    if asked.worth(line) > asked.worth(chosen):
        chosen, is_proven = line, False
    dropped = [place for place in range(len(ranked)) if place not in chosen]
    score, cost = asked.worth(chosen)
    return BestSet(
        chosen=tuple(ranked[place].key for place in sorted(chosen)),
        dropped=tuple(
            _explained(ranked, asked, (budget, cells), chosen, place, asks=number < _EXPLAINED)
            for number, place in enumerate(dropped)
        ),
        unranked=tuple(each.key for each in every if each.score is None or each.cost is None),
        score=float(score),
        cost=-cost,
        capacity=_peak([ranked[place] for place in chosen]),
        is_proven=is_proven,
    )


_Cells = dict[Hashable, Fraction]


def _scarce(ranked: Sequence[Candidate[Key]], capacity: Fte | None) -> _Cells:
    """How much there is where all together want more than that; elsewhere nobody has to be left out."""
    if capacity is None:
        return {}
    totals: _Cells = {}
    for each in ranked:
        for cell, fte in wanted_in(each).items():
            totals[cell] = totals.get(cell, Fraction(0)) + fte
    limits = {cell: limit_in(capacity, cell) for cell in totals}
    return {cell: limit for cell, limit in limits.items() if limit is not None and totals[cell] > limit}


def _knapsack(
    ranked: Sequence[Candidate[Key]], budget: int | None, cells: _Cells, is_stopped: Callable[[], bool]
) -> Knapsack:
    items: list[Item] = []
    for each in ranked:
        wanted, cost = wanted_in(each), each.cost or 0
        takes = (*(() if budget is None else (Fraction(cost),)), *(wanted.get(cell, Fraction(0)) for cell in cells))
        items.append(Item(exact(each.score or 0), cost, takes))
    limits = (*(() if budget is None else (Fraction(budget),)), *cells.values())
    return Knapsack(items, limits, is_stopped)


def _peak(chosen: Iterable[Candidate[Key]]) -> float:
    totals: _Cells = {}
    for each in chosen:
        for cell, fte in wanted_in(each).items():
            totals[cell] = totals.get(cell, Fraction(0)) + fte
    return float(max(totals.values(), default=0))


def _explained(
    ranked: Sequence[Candidate[Key]],
    asked: Knapsack,
    limits: tuple[int | None, _Cells],
    chosen: set[int],
    place: int,
    *,
    asks: bool,
) -> Dropped[Key]:
    one, (budget, cells) = ranked[place], limits
    wanted = wanted_in(one)
    over_budget = max(0, (one.cost or 0) - budget) if budget is not None else 0
    over = {cell: wanted.get(cell, Fraction(0)) - limit for cell, limit in cells.items()}
    worst = max(over, key=lambda cell: (over[cell], str(cell)), default=None)
    over_capacity = max(over[worst], Fraction(0)) if worst is not None else Fraction(0)
    if over_budget or over_capacity:
        return Dropped(one.key, over_budget, float(over_capacity), worst if over_capacity else "")
    if not asks or not one.score or asked.is_stopped():
        return Dropped(one.key)
    with_it, is_proven = asked.best(place)
    if place not in with_it:
        return Dropped(one.key)
    loss = asked.worth(chosen)[0] - asked.worth(with_it)[0]
    gone = tuple(ranked[other].key for other in sorted(chosen - with_it))
    return Dropped(one.key, loss=float(max(loss, Fraction(0))), instead=gone, is_proven=is_proven)
