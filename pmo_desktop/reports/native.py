"""Charts as an office suite has them: categories and series with the figures of the answer that our chart draws.

An answer that is a grid, such as a heat map, becomes a table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmo_desktop.charts.catalogue import CHARTS
from pmo_desktop.charts.style import LIGHT, status
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.formats import read_number, show_month, show_number
from pmo_desktop.services.insights import portfolio_shapes, shapes
from pmo_desktop.text import say

_LONGEST = 700  # characters of a description


@dataclass(frozen=True, slots=True)
class NativeSeries:
    """One series: its name, its values in the order of the categories, and its colour; `hidden` only holds a place."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NativeChart:
    """`kind` is bars, columns (both stacked or beside each other), lines, radar or bubbles.

    For bubbles, each series holds x, y and size.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class NativeGrid:
    """Rows of text; the first is the head. `tints` holds the key of a status for cells that have one."""

    rows: tuple[tuple[str, ...], ...]
    tints: Mapping[tuple[int, int], str]


Native = NativeChart | NativeGrid


def native(answer: object) -> Native | None:
    """The chart or the grid of an answer; none if there is nothing in it."""
    make = _MADE.get(type(answer))
    made = make(answer) if make else None
    if isinstance(made, NativeChart) and not any(value for each in made.series for value in each.values):
        return None
    return made


def described(answer: object) -> str:
    """What a chart shows, in words: its kind, then the figures of every series or row, as far as one has patience."""
    title = next((chart.label for chart in CHARTS if chart.answer is type(answer)), say("Chart"))
    made = native(answer)
    if made is None:
        return say("{chart}: nothing to show", chart=title)
    if isinstance(made, NativeGrid):
        parts = [", ".join(cell for cell in row if cell) for row in made.rows]
    elif made.kind == "bubbles":
        parts = list(made.categories)
    else:
        parts = [_in_words(each, made.categories) for each in made.series if not each.hidden]
    told = f"{title}. " + "; ".join(parts)
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def _in_words(series: NativeSeries, categories: Sequence[str]) -> str:
    known = [
        f"{category} {show_number(value, 1)}"
        for category, value in zip(categories, series.values, strict=True)
        if value is not None
    ]
    return f"{series.name}: " + ", ".join(known)


def _rag(answer: shapes.RagBars | shapes.RagTrend) -> NativeChart:
    trend = isinstance(answer, shapes.RagTrend)
    bars = answer.bars if isinstance(answer, shapes.RagTrend) else [bar for bar in (answer.last, answer.now) if bar]
    kinds = {(each.rating, each.complete): None for bar in bars for each in bar.slices}
    series = []
    for rating, complete in sorted(kinds, key=lambda kind: (kind[1], -(kind[0].severity if kind[0] else -1))):
        shown = status(rating, complete=complete)
        values = tuple(
            next((_figure(each) for each in bar.slices if (each.rating, each.complete) == (rating, complete)), None)
            for bar in bars
        )
        series.append(NativeSeries(shown.word, values, shown.fill))
    return NativeChart("columns" if trend else "bars", tuple(bar.label for bar in bars), tuple(series), stacked=True)


def _figure(each: shapes.RagSlice) -> float:
    """The figure as the reader sees it, in the unit of the page."""
    try:
        return float(read_number(each.shown))
    except PmoError:
        return each.value


def _s_curve(answer: shapes.SCurve) -> NativeChart:
    curves = (
        (say("Plan"), answer.plan, LIGHT.edge),
        (say("Actual"), answer.actual, LIGHT.actual),
        (say("Forecast"), answer.forecast, LIGHT.accent),
        (say("Last forecast"), answer.last_forecast, LIGHT.previous),
    )
    days = sorted({day for _, curve, _ in curves for day, _ in curve})
    return NativeChart(
        "lines", tuple(map(show_month, days)),
        tuple(
            NativeSeries(name, tuple(dict(curve).get(day) for day in days), colour)
            for name, curve, colour in curves if curve
        ),
    )  # fmt: skip


def _cost_profile(answer: shapes.CostProfile) -> NativeChart:
    every = (
        (say("Plan"), [each.plan for each in answer.periods], LIGHT.previous),
        (say("Actual"), [each.actual for each in answer.periods], LIGHT.actual),
        (say("Forecast"), [each.forecast for each in answer.periods], LIGHT.accent),
        (say("Last forecast"), [each.last_forecast for each in answer.periods], LIGHT.edge),
    )
    return _beside("columns", [each.label for each in answer.periods], every)


def _beside(kind: str, labels: Sequence[str], every: Sequence[tuple[str, Sequence[float | None], str]]) -> NativeChart:
    """A chart of the series in which anything is known."""
    told = [NativeSeries(name, tuple(values), colour) for name, values, colour in every
            if any(value is not None for value in values)]  # fmt: skip
    return NativeChart(kind, tuple(labels), tuple(told))


def _gaps(answer: shapes.GapBars) -> NativeChart:
    rows = answer.rows[::-1]
    every = (
        (say("Now"), [each.now for each in rows], LIGHT.actual),
        (say("Target"), [each.target for each in rows], LIGHT.previous),
    )
    return _beside("bars", [each.label for each in rows], every)


def _radar(answer: shapes.MaturityRadar) -> NativeChart:
    every = (
        (say("Now"), answer.now, LIGHT.accent),
        (say("Target"), answer.target, LIGHT.text),
        (say("Previous"), answer.previous, LIGHT.previous),
    )
    return _beside("radar", answer.axes, every)


def _benefits(answer: shapes.BenefitBars) -> NativeChart:
    rows = answer.rows[::-1]
    every = (
        (say("Target"), [each.target for each in rows], LIGHT.previous),
        (say("Forecast"), [each.forecast for each in rows], LIGHT.accent),
        (say("Measured"), [each.actual for each in rows], LIGHT.actual),
    )
    return _beside("bars", [each.label for each in rows], every)


def _value(answer: shapes.ValueBars) -> NativeChart:
    rows = answer.rows[::-1]
    series = (
        NativeSeries(say("Measured"), tuple(each.measured for each in rows), LIGHT.actual),
        NativeSeries(say("Estimated"), tuple(each.estimated for each in rows), LIGHT.previous),
    )
    return NativeChart("bars", tuple(each.label for each in rows), series, stacked=True)


def _variances(answer: shapes.VarianceBars) -> NativeChart:
    rows = answer.rows[::-1]
    return _beside(
        "bars", [each.label for each in rows], [(say("Variance"), [each.value for each in rows], LIGHT.actual)]
    )


def _trend(answer: shapes.MilestoneTrend) -> NativeGrid:
    """The dates of every milestone by report: an office suite's axis of values cannot show dates."""
    head = (say("Milestone"), *(name for name, _ in answer.reports))
    return NativeGrid((head, *((line.label, *map(_month, line.dates)) for line in answer.lines)), {})


def _month(day: date | None) -> str:
    return "" if day is None else f"{day:%Y-%m-%d}"


def _roadmap(answer: shapes.Roadmap) -> NativeChart | None:
    """Days from the first of the roadmap: to the start, to the baseline finish, and beyond it."""
    rows, first = answer.rows[::-1], answer.starts_on
    if first is None:
        return None
    starts, planned, beyond = list[float | None](), list[float | None](), list[float | None]()
    for row in rows:
        start = max(row.start or first, first)
        finish = row.forecast_finish or row.baseline_finish
        base = min(row.baseline_finish or finish or start, finish or date.max)
        starts.append((start - first).days)
        planned.append(max(0, (max(base, start) - start).days))
        beyond.append(max(0, (finish - max(base, start)).days) if finish else None)
    series = (
        NativeSeries(say("Before"), tuple(starts), LIGHT.surface, hidden=True),
        NativeSeries(say("To baseline finish, days"), tuple(planned), LIGHT.actual),
        NativeSeries(say("Beyond baseline, days"), tuple(beyond), LIGHT.previous),
    )
    return NativeChart("bars", tuple(row.label for row in rows), series, stacked=True)


def _heat(answer: shapes.RiskHeatMap) -> NativeGrid:
    held = {(cell.probability, cell.impact): cell.references for cell in answer.cells}
    steps = range(1, 6)
    rows = [(say("Probability"), *map(str, steps))]
    tints: dict[tuple[int, int], str] = {}
    for at, probability in enumerate(reversed(steps), 1):
        rows.append((str(probability), *(" ".join(held.get((probability, impact), ())) for impact in steps)))
        for impact in steps:
            score = probability * impact
            tints[at, impact] = "R" if score >= answer.red_from else "A" if score >= answer.amber_from else "G"
    return NativeGrid(tuple(rows), tints)


def _capacity(answer: portfolio_shapes.CapacityHeatMap) -> NativeGrid:
    rows = [(say("Role"), *map(show_month, answer.months), answer.gap_heading)]
    tints: dict[tuple[int, int], str] = {}
    for at, row in enumerate(answer.rows, 1):
        rows.append((row.label, *(cell.shown for cell in row.cells), row.shown))
        tints.update({(at, place): cell.rating.value for place, cell in enumerate(row.cells, 1) if cell.rating})
    return NativeGrid(tuple(rows), tints)


def _coverage(answer: portfolio_shapes.CoverageMatrix) -> NativeGrid:
    rows = [(say("Project"), *answer.objectives, answer.cost_heading)]
    rows += [(row.label, *("●" if served else "" for served in row.served), row.shown) for row in answer.rows]
    rows.append((say("Projects"), *map(str, answer.served), ""))
    return NativeGrid(tuple(rows), {})


def _bubbles(answer: portfolio_shapes.BalanceBubbles) -> NativeChart:
    return NativeChart(
        "bubbles", tuple(each.label for each in answer.bubbles),
        tuple(
            NativeSeries(each.label, (each.risk, each.value, float(each.cost or 0)), status(each.rating).fill)
            for each in answer.bubbles
        ),
    )  # fmt: skip


_MADE: dict[type, Callable[[Any], Native | None]] = {
    shapes.RagBars: _rag,
    shapes.RagTrend: _rag,
    shapes.SCurve: _s_curve,
    shapes.CostProfile: _cost_profile,
    shapes.GapBars: _gaps,
    shapes.MaturityRadar: _radar,
    shapes.BenefitBars: _benefits,
    shapes.VarianceBars: _variances,
    shapes.ValueBars: _value,
    shapes.MilestoneTrend: _trend,
    shapes.Roadmap: _roadmap,
    shapes.RiskHeatMap: _heat,
    portfolio_shapes.CapacityHeatMap: _capacity,
    portfolio_shapes.CoverageMatrix: _coverage,
    portfolio_shapes.BalanceBubbles: _bubbles,
}
