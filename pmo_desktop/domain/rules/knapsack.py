"""The knapsack with several limits: which items are worth the most together, and of equals the cheapest.

Source: Kellerer, Pferschy, Pisinger, *Knapsack Problems* (2004), solved by the branch-and-cut of HiGHS. What HiGHS
gives in floating point is checked in exact numbers: no limit is ever exceeded.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

_FULL = 1_000.0  # what a limit is scaled to, so that tolerances are far below one minor unit
_TOLERANCE = 1e-9
_FINEST = 1_000_000
_HALF = 0.5
_NODES = 500  # of the search tree: the same question has the same answer on every computer
_SECONDS = 60.0  # for a question that a slow computer does not come to the end of


@dataclass(frozen=True, slots=True)
class Item:
    """What may be taken: what it is worth, what it costs, and what it takes of each limited thing."""

    worth: Fraction
    cost: int
    takes: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Knapsack:
    """Items, and how much there is of each thing they take. `is_stopped` ends a search, which then proves nothing."""

    items: Sequence[Item]
    limits: tuple[Fraction, ...]
    is_stopped: Callable[[], bool]

    def holds(self, chosen: Iterable[int]) -> bool:
        """Whether these places are within every limit."""
        every = [self.items[place].takes for place in chosen]
        return all(sum((each[number] for each in every), Fraction(0)) <= limit
                   for number, limit in enumerate(self.limits))  # fmt: skip

    def worth(self, chosen: Iterable[int]) -> tuple[Fraction, int]:
        """What these places are worth, and how little they cost."""
        every = [self.items[place] for place in chosen]
        return sum((each.worth for each in every), Fraction(0)), -sum(each.cost for each in every)

    def best(self, forced: int | None = None) -> tuple[set[int], bool]:
        """The places of the best set, with `forced` in it if one is; and whether it is proven.

        Everything that no limit keeps out is in. What HiGHS rounds wrongly is cut off, and asked again. A search that
        was ended before it found anything gives nothing.
        """
        useful = {place for place, each in enumerate(self.items) if each.worth > 0 or place == forced}
        if self.holds(useful):
            return useful, True
        places = sorted(place for place in useful if self.holds([place]))
        covers: list[set[int]] = []
        while True:
            found, is_proven = self._solved(places, forced, covers)
            if self.holds(found):
                return found if forced is not None else self._cheapest(places, covers, found), is_proven
            if not is_proven:
                return set(), False
            covers.append(found)

    def _cheapest(self, places: Sequence[int], covers: list[set[int]], best: set[int]) -> set[int]:
        """The cheapest set of the same worth, if HiGHS finds one that holds exactly."""
        found, _ = self._solved(places, None, covers, at_least=self.worth(best)[0])
        return found if self.holds(found) and self.worth(found) > self.worth(best) else best

    def _solved(
        self,
        places: Sequence[int],
        forced: int | None,
        covers: Sequence[set[int]],
        at_least: Fraction | None = None,
    ) -> tuple[set[int], bool]:
        """Ask HiGHS for the highest worth, or for the lowest cost of a worth that is reached again."""
        items = [self.items[place] for place in places]
        rows = [_row([each.takes[number] for each in items], limit) for number, limit in enumerate(self.limits)]
        for cover in covers:
            inside = [number for number, place in enumerate(places) if place in cover]
            rows.append((inside, [1.0] * len(inside), len(inside) - 1.0))
        # Whole numbers: then a gap below one proves the best, which spares most of the search.
        whole = min(lcm(1, *(each.worth.denominator for each in items)), _FINEST)
        aims = [float(each.worth * whole) for each in items]
        gap = 1 - _TOLERANCE if whole < _FINEST else 0.0
        if at_least is not None:
            rows.append((list(range(len(items))), [-aim for aim in aims], -float(at_least * whole) + _HALF))
            dearest = max((each.cost for each in items), default=1) or 1
            aims, gap = [-each.cost / dearest for each in items], 0.0
        values, is_proven = _ask(aims, rows, [place == forced for place in places], gap, self.is_stopped)
        found = {place for place, value in zip(places, values, strict=False) if value > _HALF}
        return found, is_proven


_Row = tuple[list[int], list[float], float]
"""Columns, their numbers, and how much these may come to."""


def _row(takes: Sequence[Fraction], limit: Fraction) -> _Row:
    size = limit or Fraction(1)
    used = [number for number, each in enumerate(takes) if each]
    return used, [float(takes[number] / size) * _FULL for number in used], float(limit / size) * _FULL


def _ask(
    aims: Sequence[float],
    rows: Sequence[_Row],
    forced: Sequence[bool],
    gap: float,
    is_stopped: Callable[[], bool],
) -> tuple[list[float], bool]:
    """Let HiGHS choose; gives its values, and whether they are proven to be the best."""
    import highspy as library

    highspy: Any = library  # it has no types
    solver = highspy._Highs()  # noqa: SLF001  the class around it prints a banner before it can be told not to
    for name, value in (
        ("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0), ("mip_max_nodes", _NODES),
        ("time_limit", _SECONDS), ("mip_abs_gap", gap), ("mip_feasibility_tolerance", _TOLERANCE),
        ("primal_feasibility_tolerance", _TOLERANCE),
    ):  # fmt: skip
        solver.setOptionValue(name, value)

    def interrupt(_kind: object, _words: str, _told: object, answer: Any, _data: object) -> None:  # noqa: ANN401  untyped
        answer.user_interrupt = is_stopped()

    kinds = highspy.cb.HighsCallbackType
    solver.setCallback(interrupt, None)
    solver.startCallback(kinds.kCallbackMipInterrupt)
    solver.startCallback(kinds.kCallbackSimplexInterrupt)
    solver.passModel(_program(highspy, aims, rows, forced))
    solver.run()
    return list(solver.getSolution().col_value), solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


def _program(highspy: Any, aims: Sequence[float], rows: Sequence[_Row], forced: Sequence[bool]) -> Any:  # noqa: ANN401  a library without types
    """A maximisation over yes or no, each row at most its limit."""
    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = len(aims), len(rows)
    made.sense_ = highspy.ObjSense.kMaximize
    made.col_cost_ = list(aims)
    made.col_lower_, made.col_upper_ = [float(each) for each in forced], [1.0] * len(aims)
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
