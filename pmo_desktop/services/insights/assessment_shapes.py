"""What the charts of assessments need to know: frozen answers, in the manner of the other shapes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 0 to 100 percent; `before` is the same last time, `shown` the figure as the reader sees it."""

    label: str
    percent: float | None
    shown: str
    key: str = ""
    before: float | None = None
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class ShareBars:
    """Shares in the order to show them; `from_percent` marks where enough begins, none marks nothing."""

    rows: tuple[Share, ...] = ()
    from_percent: float | None = None


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A point named on both axes, 0 to 100 each; `is_past` is where it stood before."""

    label: str
    across: float
    up: float
    key: str = ""
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Points in four named fields: lower left, lower right, upper left, upper right; `reached` is the one to stress."""

    points: tuple[PlacedPoint, ...] = ()
    across: str = ""
    up: str = ""
    names: tuple[str, str, str, str] = ("", "", "", "")
    reached: str = ""
    across_at: float = 50.0
    up_at: float = 50.0


@dataclass(frozen=True, slots=True)
class OptionPoints:
    """The points of one option of an axis."""

    label: str
    points: float
    shown: str
    is_best: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class OptionBars:
    """Axes with their options and points, in the order to show them; `note` stands at the right of an axis."""

    axes: tuple[tuple[str, str, tuple[OptionPoints, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row of a heat table: a value for each column, none where there is none, and its figure as shown."""

    label: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Values of 0 to `top` by row and column; `apart` are the cells (row, column) to frame.

    `empty` is said where there is nothing.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[HeatRow, ...] = ()
    top: float = 5.0
    apart: frozenset[tuple[int, int]] = frozenset()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """One assessment in a trend: its average and its weakest score."""

    label: str
    average: float | None
    weakest: float | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class ScoreTrend:
    """Scores over comparable assessments, oldest first, and the mean target."""

    points: tuple[ScorePoint, ...] = ()
    target: float | None = None
    top: float = 5.0
