"""Which project serves which objective: a dot for each link, empty rows and empty columns named."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, tell, words, wrap
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.portfolio_shapes import CoverageMatrix, CoverageRow
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 15.4  # points, for text of 8.5
_HEAD_LINES = 3
_NAME, _MOST_NAME = 0.3, 0.42  # shares of the width that names of projects take


def draw(axes: "Axes", data: CoverageMatrix, style: ChartStyle) -> None:
    """Draw a column for each objective and a row for each project, as many as have room; the rest are counted."""
    if not data.objectives or not data.rows:
        nothing(axes, style, say("No strategic objective or no project is recorded."))
        return
    width, height = in_points(axes)
    row = _ROW * style.text / 8.5
    names = max(text_width(each.label, style.text, bold=each.strong) for each in data.rows) + 12
    left = min(max(names, width * _NAME), width * _MOST_NAME)
    right = max(text_width(data.cost_heading, style.small), *[text_width(each.shown, style.text) for each in data.rows])
    across = max(width - left - right - 10, 1) / len(data.objectives)
    head = style.small * (1.25 * _HEAD_LINES + 0.6)
    foot = row
    _head(axes, data, (left, across, head), style)
    fits = max(int((height - head - foot - row * 0.9) / row + 0.01), 1)
    shown = data.rows[:fits]
    hidden = len(data.rows) - len(shown) + data.left_out
    for place, each in enumerate(shown):
        _row(axes, each, data, (left, across, head + row * (place + 0.5), row), style)
    bottom = head + row * len(shown)
    _counts(axes, data, (left, across, bottom + foot / 2), style)
    if hidden:
        told = say("… and {number} more projects", number=style.number(hidden))
        words(axes, 0, bottom + foot + row * 0.4, told, style, colour=style.palette.text_2)


def _head(axes: "Axes", data: CoverageMatrix, place: tuple[float, float, float], style: ChartStyle) -> None:
    left, across, head = place
    colours, step = style.palette, style.small * 1.25
    for number, objective in enumerate(data.objectives):
        lines = wrap(objective, across - 6, style.small)
        if len(lines) > _HEAD_LINES:
            lines = [*lines[: _HEAD_LINES - 1], shorten(" ".join(lines[_HEAD_LINES - 1 :]), across - 6, style.small)]
        x = left + across * (number + 0.5)
        strong = not data.served[number]
        for place_of_line, line in enumerate(lines):
            y = head - style.small * 0.9 - step * (len(lines) - 1 - place_of_line)
            words(
                axes, x, y, line, style, align="center", bold=strong, colour=colours.text if strong else colours.text_2
            )
    axes.plot([0, axes.get_xlim()[1]], [head, head], color=colours.accent, linewidth=0.75)
    edge = axes.get_xlim()[1]
    words(axes, edge, head - style.small * 0.9, data.cost_heading, style, align="right", colour=colours.text_2)


def _row(
    axes: "Axes",
    one: CoverageRow,
    data: CoverageMatrix,
    place: tuple[float, float, float, float],
    style: ChartStyle,
) -> None:
    from matplotlib.patches import Circle, Rectangle

    left, across, y, row = place
    colours, edge = style.palette, axes.get_xlim()[1]
    ground = Rectangle((0, y - row / 2), edge, row, linewidth=0, zorder=0)
    ground.set_facecolor(colours.statuses["A"].tint if one.strong else colours.surface)
    axes.add_artist(ground)
    tell(ground, f"{one.label}: {_told(one, data)}", one.key)
    words(
        axes, 4, y, shorten(one.label, left - 10, style.text, bold=one.strong), style, bold=one.strong, size=style.text
    )
    words(axes, edge, y, one.shown, style, align="right", size=style.text)
    axes.plot([0, edge], [y + row / 2] * 2, color=colours.divider, linewidth=0.4, zorder=1)
    if one.strong:
        middle = left + across * len(data.objectives) / 2
        words(axes, middle, y, say("serves no objective"), style, align="center", colour=colours.text)
    for number, serves in enumerate(one.served):
        if serves:
            dot = Circle(
                (left + across * (number + 0.5), y), row * 0.24, facecolor=colours.actual, linewidth=0, zorder=2
            )
            axes.add_artist(dot)
            tell(
                dot, say("{project} serves {objective}", project=one.label, objective=data.objectives[number]), one.key
            )


def _told(one: CoverageRow, data: CoverageMatrix) -> str:
    served = [name for name, serves in zip(data.objectives, one.served, strict=True) if serves]
    return ", ".join(served) or say("serves no objective")


def _counts(axes: "Axes", data: CoverageMatrix, place: tuple[float, float, float], style: ChartStyle) -> None:
    """Count the projects of each objective under its column; one that nobody serves says so."""
    from matplotlib.patches import Rectangle

    left, across, y = place
    high = style.text * 1.6
    words(axes, 4, y, say("Projects"), style, bold=True, size=style.text)
    for number, count in enumerate(data.served):
        x = left + across * number
        if not count:
            tint = style.palette.statuses["R"].tint
            axes.add_artist(Rectangle((x + 1, y - high / 2), across - 2, high, facecolor=tint, linewidth=0, zorder=0))
        text = style.number(count) if count else say("nobody")
        words(axes, x + across / 2, y, shorten(text, across, style.text), style, align="center", bold=True,
              size=style.text)  # fmt: skip
