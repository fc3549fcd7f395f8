"""Scores over assessments that can be compared: average and weakest link, with the target."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.frame import beside, nothing, plot_area, size_of, spread, tell
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.assessment_shapes import ScoreTrend
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FEWEST = 2


def draw(axes: "Axes", data: ScoreTrend, style: ChartStyle) -> None:
    """Draw a line for each of average and weakest, labelled at its end; one assessment alone is no trend."""
    if len(data.points) < _FEWEST:
        nothing(axes, style, say("A trend needs a second assessment by a comparable version."))
        return
    plot_area(axes, style, left=style.small * 2.2, right=style.small * 8, top=8, bottom=style.small * 2.4)
    axes.set_xlim(-0.2, len(data.points) - 0.8)
    axes.set_ylim(0, data.top)
    axes.set_xticks(range(len(data.points)), [point.label for point in data.points])
    if data.target is not None:
        axes.axhline(data.target, color=style.palette.text_2, linewidth=1, linestyle=(0, (4, 3)))
        beside(axes, (len(data.points) - 0.8, data.target), say("Target"), (4, 0), style, colour=style.palette.text_2)
    ends: list[tuple[float, float, str, str]] = []
    for number, (name, values) in enumerate(
        (
            (say("Average"), [point.average for point in data.points]),
            (say("Weakest"), [point.weakest for point in data.points]),
        )
    ):
        colour, marker = style.palette.series[number], "os"[number]
        known = [(place, value) for place, value in enumerate(values) if value is not None]
        axes.plot([place for place, _ in known], [value for _, value in known], color=colour, linewidth=1.6)
        for place, value in known:
            (mark,) = axes.plot([place], [value], marker=marker, markersize=5, color=colour)
            tell(mark, f"{data.points[place].label}, {name}: {style.number(round(value, 1))}", data.points[place].key)
        if known:
            last = f"{name} {style.number(round(known[-1][1], 1))}"
            ends.append((*known[-1], last, colour))
    _name_ends(axes, ends, data.top, style)


def _name_ends(axes: "Axes", ends: list[tuple[float, float, str, str]], top: float, style: ChartStyle) -> None:
    """Name each line at its end, apart from each other where they end at one place."""
    per_point = top / max(size_of(axes)[1], 1)
    levels = spread([end[1] for end in ends], style.small * 1.4 * per_point, 0, top)
    for (place, value, words, colour), level in zip(ends, levels, strict=True):
        beside(axes, (place, value), words, (8, (level - value) / per_point), style, bold=True, colour=colour)
