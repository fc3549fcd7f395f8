"""What each chart needs to know: frozen answers of plain numbers, dates, ratings and shown text.

Money and counts are numbers in the unit that the answer names; `shown` is the same figure as the reader sees it. A
missing figure is `None`, never 0. `key` names the record behind a mark, for a click. An answer made without arguments
is an empty one.
"""

from dataclasses import dataclass
from datetime import date

from pmo_desktop.domain.choices import Rating


@dataclass(frozen=True, slots=True)
class RagSlice:
    """A part of a bar: how much (count or money, 0 or more) has one rating, or is complete."""

    rating: Rating | None
    value: float
    shown: str
    complete: bool = False


@dataclass(frozen=True, slots=True)
class RagBar:
    """One bar, such as "P09 now", with its slices from red to not rated."""

    label: str
    slices: tuple[RagSlice, ...]


@dataclass(frozen=True, slots=True)
class RagBars:
    """Projects by rating, by count or by money: now and last time on one scale."""

    now: RagBar | None = None
    last: RagBar | None = None


@dataclass(frozen=True, slots=True)
class RagTrend:
    """Bars of counts over periods, oldest first; `new_scale` are the places from which another scale holds."""

    bars: tuple[RagBar, ...] = ()
    new_scale: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MaturityRadar:
    """Levels by domain, 0 to `top`, as many in each line as there are axes; an empty line is left out."""

    axes: tuple[str, ...] = ()
    now: tuple[float | None, ...] = ()
    target: tuple[float | None, ...] = ()
    previous: tuple[float | None, ...] = ()
    top: int = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """A level now and its target, 0 to the top of the scale; `shown` is the gap with its sign."""

    label: str
    now: float | None
    target: float | None
    shown: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class GapBars:
    """Gaps between now and target, in the order to show them."""

    rows: tuple[Gap, ...] = ()
    top: int = 5


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """The dates forecast for one milestone, one for each report: the last as `shown`, and its `change` since before."""

    label: str
    dates: tuple[date | None, ...]
    shown: str
    change: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneTrend:
    """Dates forecast in each report: `reports` are (name, data date), oldest first; at most five lines are drawn."""

    reports: tuple[tuple[str, date], ...] = ()
    lines: tuple[MilestoneLine, ...] = ()
    change_heading: str = ""


Curve = tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class SCurve:
    """Money added up by date, oldest first; each label says line and last figure, such as "Budget 5,071"."""

    plan: Curve = ()
    actual: Curve = ()
    forecast: Curve = ()
    last_forecast: Curve = ()
    plan_label: str = ""
    actual_label: str = ""
    forecast_label: str = ""
    last_label: str = ""
    data_date: date | None = None


@dataclass(frozen=True, slots=True)
class CostPeriod:
    """Money of one period: plan, actual once it is over, forecast before; `note` stands above, such as "−12"."""

    label: str
    plan: float | None = None
    actual: float | None = None
    forecast: float | None = None
    last_forecast: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CostProfile:
    """Money by period, oldest first; the first `elapsed` periods lie before the data date."""

    periods: tuple[CostPeriod, ...] = ()
    elapsed: int = 0


@dataclass(frozen=True, slots=True)
class RoadmapMark:
    """A gate with its number or letter, or with an empty one a milestone."""

    on: date
    gate: str = ""


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A project from start to finish; what is not known is `None`. `shown` is its slip with its sign."""

    label: str
    rating: Rating | None
    start: date | None
    baseline_finish: date | None
    forecast_finish: date | None
    shown: str = ""
    strong: bool = False
    marks: tuple[RoadmapMark, ...] = ()
    complete: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Projects in the order to show them, from `starts_on` to `ends_on` (exclusive)."""

    starts_on: date | None = None
    ends_on: date | None = None
    data_date: date | None = None
    rows: tuple[RoadmapRow, ...] = ()
    slip_heading: str = ""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A step with its baseline and its dates now, all inclusive, or with `is_head` the name of those under it.

    `shown` is its slip with its sign; `rating` how late it is, `complete` that it is done.
    """

    label: str
    baseline: tuple[date, date] | None = None
    start: date | None = None
    finish: date | None = None
    rating: Rating | None = None
    complete: bool = False
    shown: str = ""
    is_head: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Gantt:
    """Steps in the order to show them, from `starts_on` to `ends_on` (exclusive)."""

    starts_on: date | None = None
    ends_on: date | None = None
    data_date: date | None = None
    rows: tuple[GanttRow, ...] = ()
    slip_heading: str = ""


@dataclass(frozen=True, slots=True)
class MethodBalanceRow:
    """One project: items done as the method asks, waived with approval, deviating without, and open; 0 or more each."""

    label: str
    done: int
    waived: int
    deviation: int
    open: int
    shown: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class MethodBalance:
    """Projects between standard and deviation, in the order to show them."""

    rows: tuple[MethodBalanceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CompetenceCell:
    """What a role reaches in one competence: `shown` in the cell, `told` under the mouse, `rating` its gap."""

    shown: str
    told: str
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One role against every competence; `note` says how many people it was asked of."""

    label: str
    cells: tuple[CompetenceCell, ...]
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class CompetenceMap:
    """Roles against competences, in the order to show them."""

    competences: tuple[str, ...] = ()
    rows: tuple[CompetenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueRow:
    """Money measured and estimated, 0 or more each; `shown` is both together. `indent` is a part of the row above."""

    label: str
    measured: float
    estimated: float
    shown: str
    is_cost: bool = False
    indent: bool = False


@dataclass(frozen=True, slots=True)
class ValueBars:
    """Cost and savings on one scale, in the order to show them."""

    rows: tuple[ValueRow, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatCell:
    """The references of the risks of one probability and impact, both 1 to 5."""

    probability: int
    impact: int
    references: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class RiskHeatMap:
    """Risks by probability and impact; the scores from which amber and red begin are thresholds of the rules."""

    cells: tuple[HeatCell, ...] = ()
    amber_from: int = 12
    red_from: int = 20


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit: target, forecast and actual in its own unit; `shown` such as "38 of 42", `note` why it differs."""

    label: str
    target: float | None
    forecast: float | None
    actual: float | None = None
    shown: str = ""
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class BenefitBars:
    """Benefits in the order to show them, each on its own scale."""

    rows: tuple[Benefit, ...] = ()


@dataclass(frozen=True, slots=True)
class Variance:
    """A difference with its sign: more money or later is above zero."""

    label: str
    value: float | None
    shown: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class VarianceBars:
    """Differences on one zero line, in the order to show them; the two words head the sides, such as under and over.

    The scale reaches at least to `least`, so that a small difference is a small bar.
    """

    rows: tuple[Variance, ...] = ()
    below: str = ""
    above: str = ""
    least: float = 0.0
