"""What the charts of a portfolio need to know: frozen answers, as in `shapes`."""

from dataclasses import dataclass
from datetime import date

from pmo_desktop.domain.choices import Rating


@dataclass(frozen=True, slots=True)
class Bubble:
    """A project by value (0 to the top of the scale), risk (0 to 25) and cost (0 or more, none if not known).

    `label` stands beside it, `told` shows under the mouse.
    """

    label: str
    value: float
    risk: float
    cost: int | None
    rating: Rating | None
    told: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class BalanceBubbles:
    """Projects to weigh against each other; `note` says what the size of a bubble means, and what is left out."""

    bubbles: tuple[Bubble, ...] = ()
    top: float = 5
    risk_amber: int = 12
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A project and whether it serves each objective; `strong` marks one that serves none."""

    label: str
    served: tuple[bool, ...]
    shown: str
    strong: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """Projects against objectives; `served` counts the projects of each objective, of all projects and not only these.

    `rows` are as many as are worth drawing, `left_out` counts the rest.
    """

    objectives: tuple[str, ...] = ()
    served: tuple[int, ...] = ()
    rows: tuple[CoverageRow, ...] = ()
    left_out: int = 0
    cost_heading: str = ""


@dataclass(frozen=True, slots=True)
class LoadCell:
    """Demand against capacity of one role in one month: `shown` in the cell, `told` under the mouse."""

    shown: str
    told: str
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One role, its months, and what it lacks in all of them."""

    label: str
    cells: tuple[LoadCell, ...]
    shown: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class CapacityHeatMap:
    """Roles against months, in the order to show them; `gap_heading` heads the last column."""

    months: tuple[date, ...] = ()
    rows: tuple[CapacityRow, ...] = ()
    gap_heading: str = ""


@dataclass(frozen=True, slots=True)
class Stair:
    """A project in order of rank: as wide as it costs, as high as its score; above the cut line or below it.

    `chosen` says whether the best set holds it, none where no best set was asked for.
    """

    label: str
    score: float
    cost: int
    is_inside: bool
    chosen: bool | None
    told: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stairs:
    """Projects side by side in order of rank; `budget` is where the money ends, none without a limit."""

    stairs: tuple[Stair, ...] = ()
    budget: int | None = None
    top: float = 5
    budget_label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One project gives something to another, places in `DependencyMap.projects`; above 0 is days late."""

    giver: int
    receiver: int
    late_days: int | None
    told: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class DependencyMap:
    """Who gives what to whom: projects from top to bottom, a link for each open dependency; `note` tells the rest."""

    projects: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""
