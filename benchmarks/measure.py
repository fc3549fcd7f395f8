"""Measuring two sides of a row in turn, A B A B, and the table that says how they compare."""

import math
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Clock = Callable[[], float]
Kind = Literal["ratio", "exponent", "beyond"]
_HEADS = ("what", "figure", "floor", "compared", "budget", "")


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a run keeps its files, how large its workspaces are, and the clock it goes by."""

    folder: Path
    projects: int
    one_pagers: int
    clock: Clock

    @property
    def many(self) -> str:
        """The number of projects in words."""
        return f"{self.projects:,} projects"

    def timed(self, work: Callable[[], object]) -> float:
        """Milliseconds that `work` takes."""
        began = self.clock()
        work()
        return (self.clock() - began) * 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what is measured, the two sides that each give a figure, and what is allowed.

    Attributes:
        kind: "ratio" of figure to floor; "exponent" of the cost where the floor is `work` times less of the same work;
            "beyond", the difference of the two.
        budget: What that may be at most; none where nothing was promised.
        unit: Of figure and floor, "ms" or "MB".
    """

    what: str
    ours: Callable[[], float]
    floor: Callable[[], float]
    budget: float | None
    kind: Kind = "ratio"
    unit: str = "ms"
    work: float = 2.0


Rows = Iterator[Row]


@dataclass(frozen=True, slots=True)
class Result:
    """A measured row: medians of both sides."""

    row: Row
    figure: float
    floor: float

    @property
    def compared(self) -> float:
        """Ratio, exponent or difference."""
        if self.row.kind == "beyond":
            return self.figure - self.floor
        ratio = self.figure / self.floor
        return math.log(ratio, self.row.work) if self.row.kind == "exponent" else ratio

    @property
    def is_over(self) -> bool:
        """Whether it is more than was promised."""
        return self.row.budget is not None and self.compared > self.row.budget

    def cells(self) -> tuple[str, ...]:
        """The cells of its line."""
        verdict = "" if self.row.budget is None else "over" if self.is_over else "ok"
        sides = (f"{side:,.1f} {self.row.unit}" for side in (self.figure, self.floor))
        budget = "–" if self.row.budget is None else f"{self.row.budget:g}"
        return (self.row.what, *sides, _compared(self.row, self.compared), budget, verdict)


def _compared(row: Row, compared: float) -> str:
    if row.kind == "beyond":
        return f"+{compared:.1f} {row.unit}"
    return f"^{compared:.2f}" if row.kind == "exponent" else f"×{compared:.2f}"


def measured(row: Row, times: int) -> Result:
    """Medians of both sides, taken in turn so that a slow moment of the machine meets both."""
    ours: list[float] = []
    floors: list[float] = []
    for _ in range(times):
        ours.append(row.ours())
        floors.append(row.floor())
    return Result(row, statistics.median(ours), statistics.median(floors))


def processor_time() -> float:
    """Seconds of processor time of this process and of the children it has waited for."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def as_table(results: list[Result]) -> str:
    """The table, in Markdown."""
    lines = [_HEADS, *(result.cells() for result in results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    first, *rest = (f"| {' | '.join(map(_padded, line, widths, range(len(widths))))} |" for line in lines)
    rule = "|".join(("-" * (width + 1) + ":") if place else "-" * (width + 2) for place, width in enumerate(widths))
    return "\n".join((first, f"|{rule}|", *rest))


def _padded(cell: str, width: int, place: int) -> str:
    return cell.rjust(width) if place else cell.ljust(width)
