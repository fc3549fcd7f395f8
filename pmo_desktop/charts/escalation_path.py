"""The way of a problem upwards: a floor for each level, a box for each body, arrows to the one that decides next."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten
from pmo_desktop.charts.frame import in_points, nothing, tell, words, wrap
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.office_shapes import EscalationPath, PathStep
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Box = tuple[float, float, float, float]
_LEFT, _GAP, _WIDEST = 78, 16, 190  # points
_LINES, _NAME_LINES = 3, 2
_REGULAR = 0.93  # how much narrower letters are that are not bold


def draw(axes: "Axes", data: EscalationPath, style: ChartStyle) -> None:
    """Draw every body in its floor, the highest on top; a way down or across is drawn as it is kept."""
    if not data.steps:
        nothing(axes, style, say("No body is listed yet."))
        return
    width, height = in_points(axes)
    boxes = _boxes(data, width, height, style)
    step = height / len(data.floors)
    for number, name in enumerate(data.floors):
        middle = height - step * (number + 0.5)
        words(axes, 0, middle, shorten(name, _LEFT - 8, style.small), style, bold=True, colour=style.palette.text_2)
        if number:
            line = height - step * number
            axes.plot([0, width], [line, line], color=style.palette.divider, linewidth=0.5, zorder=0)
    for place, each in enumerate(data.steps):
        for to in each.to:
            _arrow(axes, boxes[place], boxes[to], style)
    for place, each in enumerate(data.steps):
        _box(axes, boxes[place], each, style)


def _boxes(data: EscalationPath, width: float, height: float, style: ChartStyle) -> list[Box]:
    """Left, top, width and height of each box; those of a floor share its width."""
    step = height / len(data.floors)
    high = min(step * 0.68, style.text * 1.5 * _LINES + 10)
    found: list[Box] = []
    for each in data.steps:
        beside = [other for other in data.steps if other.floor == each.floor]
        room = (width - _LEFT) / len(beside)
        wide = min(room - _GAP, _WIDEST)
        middle = _LEFT + room * (beside.index(each) + 0.5)
        found.append((middle - wide / 2, height - step * (each.floor + 0.5) - high / 2, wide, high))
    return found


def _box(axes: "Axes", box: Box, each: PathStep, style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    left, top, wide, high = box
    colours = style.palette
    fill = colours.selection if each.key else colours.surface
    made = Rectangle((left, top), wide, high, facecolor=fill, edgecolor=colours.accent, linewidth=0.9, zorder=3)
    axes.add_artist(made)
    tell(made, ", ".join((each.label, *each.notes)), each.key)
    fits = max(1, int((high - 4) / (style.small * 1.2)))
    named = wrap(each.label, (wide - 10) * _REGULAR, style.text)[:_NAME_LINES]
    if len(named) + len(each.notes) > fits:
        named = [each.label]
    lines = (*named, *each.notes)[:fits]
    for number, line in enumerate(lines):
        is_name = number < len(named)
        y = top + 3 + (high - 6) * (number + 0.5) / len(lines)
        size = style.text if is_name else style.small
        colour = colours.text if is_name else colours.text_2
        words(
            axes,
            left + wide / 2,
            y,
            shorten(line, wide - 10, size, bold=is_name),
            style,
            align="center",
            bold=is_name,
            size=size,
            colour=colour,
        )


def _arrow(axes: "Axes", start: Box, end: Box, style: ChartStyle) -> None:
    """Draw an arrow from the top of one box to the foot of another, or between their sides on one floor."""
    if abs(start[1] - end[1]) < 1:
        goes_right = end[0] > start[0]
        begin = (start[0] + start[2] * goes_right, start[1] + start[3] / 2)
        to = (end[0] + end[2] * (not goes_right), end[1] + end[3] / 2)
    else:
        is_up = end[1] < start[1]
        begin = (start[0] + start[2] / 2, start[1] + start[3] * (not is_up))
        to = (end[0] + end[2] / 2, end[1] + end[3] * is_up)
    axes.annotate(
        "",
        to,
        xytext=begin,
        arrowprops={"arrowstyle": "-|>", "color": style.palette.actual, "linewidth": 1.1, "shrinkA": 1, "shrinkB": 1},
        zorder=2,
    )
