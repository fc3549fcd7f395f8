"""The best set: which projects bring the most score within budget and capacity.

Source: the knapsack problem with two limits (Kellerer, Pferschy, Pisinger: *Knapsack Problems*, 2004), solved by the
branch-and-cut of HiGHS. What HiGHS gives in floating point is checked exactly: no limit is ever exceeded, and the
result is never worse than the cut line. Among sets of equal score the cheapest is taken; the order of candidates
never matters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Generic

from pmo_desktop.domain.rules.prioritisation import Candidate, Key, cut_line
from pmo_desktop.domain.rules.ratio import exact

_FULL = 1_000.0  # what a limit is scaled to, so that tolerances are far below one minor unit
_TOLERANCE = 1e-9
_FINEST = 1_000_000
_HALF = 0.5
_NODES = 500  # of the search tree, not seconds: the same question has the same answer on every computer
_EXPLAINED = 8  # each asks the whole question again


@dataclass(frozen=True, slots=True)
class Dropped(Generic[Key]):
    """What the best set leaves out, and what taking it in would cost.

    Attributes:
        key: Which one.
        over_budget: Minor units by which it alone exceeds the whole budget, 0 where it does not.
        over_capacity: FTE by which it alone exceeds the whole capacity, 0 where it does not.
        loss: How much lower the best total score with it would be; `None` where it fits in no set, or is far down.
        instead: What would have to go for it.
    """

    key: Key
    over_budget: int
    over_capacity: float
    loss: float | None
    instead: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class BestSet(Generic[Key]):
    """The set with the highest total score that fits, both parts in order of rank.

    Attributes:
        chosen: What is in it.
        dropped: What is not; the first eight say what they would cost.
        unranked: What has no score or no cost, in the order given.
        score: The sum of the scores of what is chosen.
        cost: Its minor units.
        capacity: Its FTE.
        is_proven: Whether nothing better can exist; otherwise the search was ended before that was known.
    """

    chosen: tuple[Key, ...]
    dropped: tuple[Dropped[Key], ...]
    unranked: tuple[Key, ...]
    score: float
    cost: int
    capacity: float
    is_proven: bool


@dataclass(frozen=True, slots=True)
class _Item:
    """A candidate in exact numbers."""

    score: Fraction
    cost: int
    need: Fraction


@dataclass(frozen=True, slots=True)
class _Limits:
    budget: int | None
    capacity: Fraction | None

    def hold(self, chosen: Iterable[_Item]) -> bool:
        """Whether a set is within both."""
        every = list(chosen)
        cost, need = sum(each.cost for each in every), sum((each.need for each in every), Fraction(0))
        return (self.budget is None or cost <= self.budget) and (self.capacity is None or need <= self.capacity)


def best_set(
    candidates: Iterable[Candidate[Key]], budget: int | None = None, capacity: float | None = None
) -> BestSet[Key]:
    """Choose the set; `None` is no limit. Scores, costs and needs are 0 or more."""
    every = list(candidates)
    ranked = sorted(
        (each for each in every if each.score is not None and each.cost is not None),
        key=lambda each: (-(each.score or 0), each.cost or 0, exact(each.capacity), str(each.key)),
    )
    items = [_Item(exact(each.score or 0), each.cost or 0, exact(each.capacity)) for each in ranked]
    limits = _Limits(budget, None if capacity is None else exact(capacity))
    chosen, is_proven = _best(items, limits, None)
    inside = set(cut_line(ranked, budget, capacity).inside)
    line = {place for place, each in enumerate(ranked) if each.key in inside}
    if _worth(items, line) > _worth(items, chosen):
        chosen, is_proven = line, False
    dropped = [place for place in range(len(items)) if place not in chosen]
    total = sum((items[place].score for place in chosen), Fraction(0))
    return BestSet(
        chosen=tuple(ranked[place].key for place in sorted(chosen)),
        dropped=tuple(
            _explained(ranked, items, limits, chosen, place, asks=number < _EXPLAINED)
            for number, place in enumerate(dropped)
        ),
        unranked=tuple(each.key for each in every if each.score is None or each.cost is None),
        score=float(total),
        cost=sum(items[place].cost for place in chosen),
        capacity=float(sum((items[place].need for place in chosen), Fraction(0))),
        is_proven=is_proven,
    )


def _worth(items: Sequence[_Item], chosen: set[int]) -> tuple[Fraction, int]:
    """Score, then how little it costs."""
    return sum((items[place].score for place in chosen), Fraction(0)), -sum(items[place].cost for place in chosen)


def _explained(
    ranked: Sequence[Candidate[Key]],
    items: Sequence[_Item],
    limits: _Limits,
    chosen: set[int],
    place: int,
    *,
    asks: bool,
) -> Dropped[Key]:
    one = items[place]
    over_budget = max(0, one.cost - limits.budget) if limits.budget is not None else 0
    over_capacity = max(Fraction(0), one.need - limits.capacity) if limits.capacity is not None else Fraction(0)
    if over_budget or over_capacity or not asks or not one.score:
        return Dropped(ranked[place].key, over_budget, float(over_capacity), None, ())
    with_it, _ = _best(items, limits, place)
    loss = _worth(items, chosen)[0] - _worth(items, with_it)[0]
    gone = tuple(ranked[other].key for other in sorted(chosen - with_it))
    return Dropped(ranked[place].key, 0, 0.0, float(max(loss, Fraction(0))), gone)


def _best(items: Sequence[_Item], limits: _Limits, forced: int | None) -> tuple[set[int], bool]:
    """The places of the best set, with `forced` in it if one is; and whether it is proven.

    Everything that no limit keeps out is in. What HiGHS rounds wrongly is cut off, and asked again.
    """
    useful = {place for place, each in enumerate(items) if each.score > 0 or place == forced}
    if limits.hold(items[place] for place in useful):
        return useful, True
    places = sorted(place for place in useful if limits.hold([items[place]]))
    covers: list[set[int]] = []
    while True:
        found, is_proven = _solved(items, places, limits, forced, covers)
        if limits.hold(items[place] for place in found):
            return found if forced is not None else _cheapest(items, places, limits, covers, found), is_proven
        covers.append(found)


def _cheapest(
    items: Sequence[_Item],
    places: Sequence[int],
    limits: _Limits,
    covers: list[set[int]],
    best: set[int],
) -> set[int]:
    """The cheapest set of the same score, if HiGHS finds one that holds exactly."""
    score, _ = _worth(items, best)
    found, _ = _solved(items, places, limits, None, covers, at_least=score)
    if limits.hold(items[place] for place in found) and _worth(items, found) > _worth(items, best):
        return found
    return best


def _solved(
    items: Sequence[_Item],
    places: Sequence[int],
    limits: _Limits,
    forced: int | None,
    covers: Sequence[set[int]],
    at_least: Fraction | None = None,
) -> tuple[set[int], bool]:
    """Ask HiGHS for the highest score, or for the lowest cost of a score that is reached again."""
    import highspy as library

    highspy: Any = library  # it has no types
    rows: list[tuple[list[int], list[float], float]] = []
    everywhere = list(range(len(places)))
    if limits.budget is not None:
        unit = limits.budget or 1
        rows.append((everywhere, [items[p].cost / unit * _FULL for p in places], limits.budget / unit * _FULL))
    if limits.capacity is not None:
        size = limits.capacity or Fraction(1)
        needs = [float(items[p].need / size) * _FULL for p in places]
        rows.append((everywhere, needs, float(limits.capacity / size) * _FULL))
    for cover in covers:
        inside = [number for number, place in enumerate(places) if place in cover]
        rows.append((inside, [1.0] * len(inside), len(inside) - 1.0))
    # Whole numbers: then a gap below one proves the best, which spares most of the search.
    whole = min(lcm(1, *(items[place].score.denominator for place in places)), _FINEST)
    scores = [float(items[place].score * whole) for place in places]
    if at_least is not None:
        rows.append((everywhere, [-score for score in scores], -float(at_least * whole) + _HALF))
        dearest = max((items[place].cost for place in places), default=1) or 1
        aims = [-items[place].cost / dearest for place in places]
    else:
        aims = scores
    program = _program(highspy, aims, rows)
    if forced is not None:
        program.col_lower_ = [float(place == forced) for place in places]
    solver = highspy._Highs()  # noqa: SLF001  the class around it prints a banner before it can be told not to
    for name, value in (
        ("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0), ("mip_max_nodes", _NODES),
        ("mip_abs_gap", 1 - _TOLERANCE if at_least is None and whole < _FINEST else 0.0),
        ("mip_feasibility_tolerance", _TOLERANCE), ("primal_feasibility_tolerance", _TOLERANCE),
    ):  # fmt: skip
        solver.setOptionValue(name, value)
    solver.passModel(program)
    solver.run()
    values = list(solver.getSolution().col_value)
    found = {place for place, value in zip(places, values, strict=False) if value > 0.5}  # noqa: PLR2004  rounded
    return found, solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


def _program(highspy: Any, aims: Sequence[float], rows: Sequence[tuple[list[int], list[float], float]]) -> Any:  # noqa: ANN401  a library without types
    """A maximisation over yes or no, each row at most its limit."""
    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = len(aims), len(rows)
    made.sense_ = highspy.ObjSense.kMaximize
    made.col_cost_ = list(aims)
    made.col_lower_, made.col_upper_ = [0.0] * len(aims), [1.0] * len(aims)
    made.integrality_ = [highspy.HighsVarType.kInteger] * len(aims)
    made.row_lower_ = [-highspy.kHighsInf] * len(rows)
    made.row_upper_ = [limit for _, _, limit in rows]
    matrix = made.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    starts = [0]
    for places, _, _ in rows:
        starts.append(starts[-1] + len(places))
    matrix.start_ = starts
    matrix.index_ = [place for places, _, _ in rows for place in places]
    matrix.value_ = [value for _, values, _ in rows for value in values]
    return made
