"""Prioritisation: weighted score, rank, cut line.

Source: the weighted scoring model of portfolio management texts, as in *The Standard for Portfolio Management* (PMI):
score = Σ weight × points ÷ Σ weight. The cut line is drawn where the first entry, in order of rank, exceeds budget or
capacity; choosing the best set that fits is another question.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

from pmo_desktop.domain.rules.ratio import exact, ratio

Key = TypeVar("Key", bound=Hashable)
Fte = float | Mapping[Any, float]
"""FTE: one number, or by month, by role and month, or whatever else it is counted by."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """What competes for money (minor units) and capacity (FTE); without score or cost it is not ranked."""

    key: Key
    score: float | None
    cost: int | None
    capacity: Fte = 0.0


def wanted_in(one: Candidate[Key]) -> dict[Hashable, Fraction]:
    """The FTE that a candidate wants, above 0, by month or whatever it is counted by; one number is under ""."""
    every = one.capacity if isinstance(one.capacity, Mapping) else {"": one.capacity}
    return {cell: exact(fte) for cell, fte in every.items() if fte > 0}


def limit_in(capacity: Fte, cell: Hashable) -> Fraction | None:
    """How many FTE there are in a cell: one number holds in each; what is not known limits nothing (`None`)."""
    limit = capacity.get(cell) if isinstance(capacity, Mapping) else capacity
    return None if limit is None else exact(limit)


@dataclass(frozen=True, slots=True)
class CutLine(Generic[Key]):
    """What is above and below the line, both in order of rank, and what the upper part uses.

    Attributes:
        inside: What fits, down to the line.
        outside: What the line leaves out.
        unranked: What has no score or no cost, in the order given.
        cost: Minor units of what is inside.
        capacity: FTE of what is inside, where it wants most.
        by_budget: Whether the first one outside would exceed the budget.
        by_capacity: Whether it would exceed the capacity.
        short_in: Where it would do so first: a month, or whatever capacity is counted by.
    """

    inside: tuple[Key, ...]
    outside: tuple[Key, ...]
    unranked: tuple[Key, ...]
    cost: int
    capacity: float
    by_budget: bool
    by_capacity: bool
    short_in: Hashable = ""


def cost_to_fund(eac: int | None, bac: int | None, whole_life_cost: int | None) -> int | None:
    """What a project takes from the budget, in minor units: its EAC, else its BAC, else its whole-life cost."""
    return next((amount for amount in (eac, bac, whole_life_cost) if amount is not None), None)


def weighted_score(points: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    """Mean of the points by criterion, weighted; `None` unless every criterion with a weight above 0 has points."""
    counted = {name: exact(weight) for name, weight in weights.items() if weight > 0}
    given = {name: value for name in counted if (value := points.get(name)) is not None}
    if len(given) < len(counted):
        return None
    total = sum((counted[name] * exact(value) for name, value in given.items()), Fraction(0))
    return ratio(total, sum(counted.values(), Fraction(0)))


def ranks(scores: Mapping[Key, float | None]) -> dict[Key, int | None]:
    """Rank of each, 1 for the highest score; equals share a rank and the next one is left out (1, 2, 2, 4)."""
    rising = sorted(score for score in scores.values() if score is not None)
    ahead = {score: len(rising) - bisect_right(rising, score) for score in rising}
    return {key: None if score is None else 1 + ahead[score] for key, score in scores.items()}


def cut_line(
    candidates: Iterable[Candidate[Key]], budget: int | None = None, capacity: Fte | None = None
) -> CutLine[Key]:
    """Draw the line; `None` is no limit, and one number of FTE holds in every month.

    Equal scores take the cheaper one first, then the one needing fewer people.
    """
    every = list(candidates)
    ranked = sorted(
        (-each.score, each.cost, max(wanted_in(each).values(), default=Fraction(0)), str(each.key), place)
        for place, each in enumerate(every)
        if each.score is not None and each.cost is not None
    )
    spent, used, inside = 0, dict[Hashable, Fraction](), 0
    too_dear, short = False, list[Hashable]()
    for _, cost, _, _, place in ranked:
        needed = wanted_in(every[place])
        too_dear = budget is not None and spent + cost > budget
        short = [] if capacity is None else _short(used, needed, capacity)
        if too_dear or short:
            break
        spent, inside = spent + cost, inside + 1
        used |= {cell: used.get(cell, Fraction(0)) + fte for cell, fte in needed.items()}
    keys = tuple(every[row[-1]].key for row in ranked)
    unranked = tuple(each.key for each in every if each.score is None or each.cost is None)
    peak = float(max(used.values(), default=0))
    first = min(short, key=str, default="")
    return CutLine(keys[:inside], keys[inside:], unranked, spent, peak, too_dear, bool(short), first)


def _short(used: Mapping[Hashable, Fraction], needed: Mapping[Hashable, Fraction], capacity: Fte) -> list[Hashable]:
    """Where what is used and what is needed are together more than there is."""
    limits = {cell: limit_in(capacity, cell) for cell in needed}
    return [cell for cell, limit in limits.items()
            if limit is not None and used.get(cell, Fraction(0)) + needed[cell] > limit]  # fmt: skip
