"""A heat table: one cell for each row and column, the darker the higher, each with its figure."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.assessment_shapes import HeatRow, HeatTable
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW, _WIDEST = 19, 90  # points, for text of 8.5
_STEPS = (0.0, 0.14, 0.28, 0.42, 0.56, 0.7)
_DARK = 0.5  # from where a cell needs light text


def draw(axes: "Axes", data: HeatTable, style: ChartStyle) -> None:
    """Draw the cells; where respondents are far apart the cell is framed."""
    if not data.rows or not data.columns:
        nothing(axes, style, data.empty or say("There is nothing to compare yet."))
        return
    width, height = in_points(axes)
    head = style.small * 1.8
    row = min(_ROW * style.text / 8.5, max((height - head) / len(data.rows), style.text * 1.25))
    left = min(max(text_width(one.label, style.text) for one in data.rows) + 10, width * 0.42)
    across = min((width - left) / len(data.columns), _WIDEST * style.text / 8.5)
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (0, head, row), style)
    for place, name in enumerate(data.columns):
        label = shorten(name, across - 4, style.small)
        words(axes, left + across * (place + 0.5), head / 2, label, style, align="center", colour=style.palette.text_2)
    for line, one in enumerate(data.rows[:shown]):
        y = head + row * line
        words(axes, 0, y + row / 2, shorten(one.label, left - 8, style.text), style, size=style.text)
        for place in range(len(data.columns)):
            _cell(axes, data, one, (line, place), (left + across * place, y, across, row), style)


def _cell(
    axes: "Axes",
    data: HeatTable,
    one: HeatRow,
    at: tuple[int, int],
    place: tuple[float, float, float, float],
    style: ChartStyle,
) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, high = place
    value, is_apart = one.values[at[1]], at in data.apart
    depth = 0.0 if value is None else _STEPS[min(int(value / data.top * 5 + 0.5), 5)]
    colours = style.palette
    cell = Rectangle((x + 1, y + 1), wide - 2, high - 2, facecolor=colours.series[0], edgecolor="none")
    cell.set_alpha(depth)
    axes.add_artist(cell)
    tell(cell, f"{one.label}, {data.columns[at[1]]}: {one.shown[at[1]]}", one.key)
    edge, thick = (colours.text, 1.6) if is_apart else (colours.divider, 0.5)
    axes.add_artist(Rectangle((x + 1, y + 1), wide - 2, high - 2, facecolor="none", edgecolor=edge, linewidth=thick))
    ink = colours.on_accent if depth > _DARK else colours.text
    text = one.shown[at[1]]
    words(axes, x + wide / 2, y + high / 2, text, style, align="center", colour=ink, bold=is_apart, size=style.text)
