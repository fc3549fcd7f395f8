"""Demand against capacity: a role in each row, a month in each column, the load in percent in each cell."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.portfolio_shapes import CapacityHeatMap, CapacityRow, LoadCell
from pmo_desktop.text import say

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes

_ROW = 20.0  # points, for text of 8.5
_MOST_NAME = 0.38
_JANUARY = 1


def draw(axes: "Axes", data: CapacityHeatMap, style: ChartStyle) -> None:
    """Draw cells tinted by what is missing, with their load in percent, so that they read without colour too."""
    if not data.months or not data.rows:
        nothing(axes, style, say("No demand for people is recorded in these months."))
        return
    width, height = in_points(axes)
    names = max(text_width(each.label, style.text) for each in data.rows) + 10
    left = min(names, width * _MOST_NAME)
    right = max(text_width(data.gap_heading, style.small), *[text_width(each.shown, style.text) for each in data.rows])
    across = max(width - left - right - 12, 1) / len(data.months)
    head = style.small * 3.2
    row = min(max((height - head) / len(data.rows), _ROW * style.text / 8.5), 1.7 * _ROW * style.text / 8.5)
    _head(axes, data, (left, across, head), style)
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (0, head, row), style)
    for place, each in enumerate(data.rows[:shown]):
        _row(axes, each, data, (left, across, head + row * place, row), style)


def _head(axes: "Axes", data: CapacityHeatMap, place: tuple[float, float, float], style: ChartStyle) -> None:
    left, across, head = place
    colours, small = style.palette, style.small
    for number, month in enumerate(data.months):
        name, year = _named(month, style)
        x = left + across * (number + 0.5)
        words(axes, x, head - small * 0.8, shorten(name, across, small), style, align="center", colour=colours.text_2)
        is_first = number == 0 and text_width(year, small, bold=True) < across * (13 - month.month)
        if is_first or month.month == _JANUARY:
            words(axes, x, head - small * 2.1, year, style, align="center", bold=True, colour=colours.text_2)
    edge = axes.get_xlim()[1]
    words(axes, edge, head - small * 0.8, data.gap_heading, style, align="right", colour=colours.text_2)


def _named(month: "date", style: ChartStyle) -> tuple[str, str]:
    """The month without its year, and the year."""
    name = style.month(month)
    bare = name.replace(str(month.year), "").replace(f"{month.year % 100:02d}", "").strip(" .’'")
    return bare or name, str(month.year)


def _row(
    axes: "Axes",
    one: CapacityRow,
    data: CapacityHeatMap,
    place: tuple[float, float, float, float],
    style: ChartStyle,
) -> None:
    left, across, top, row = place
    y = top + row / 2
    words(axes, 0, y, shorten(one.label, left - 6, style.text), style, size=style.text)
    lacks = any(cell.rating not in {None, Rating.GREEN} for cell in one.cells)
    words(axes, axes.get_xlim()[1], y, one.shown, style, align="right", bold=lacks, size=style.text)
    for number, (cell, month) in enumerate(zip(one.cells, data.months, strict=True)):
        told = f"{one.label}, {style.month(month)}: {cell.told}"
        _cell(axes, cell, (left + across * number, top, across, row), (told, one.key), style)


def _cell(
    axes: "Axes",
    cell: LoadCell,
    place: tuple[float, float, float, float],
    told: tuple[str, str],
    style: ChartStyle,
) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, high = place
    colours = style.palette
    box = Rectangle((x + 0.75, y + 0.75), max(wide - 1.5, 0.1), max(high - 1.5, 0.1), edgecolor="none")
    box.set_facecolor(colours.statuses[cell.rating.value].tint if cell.rating else colours.header)
    if cell.rating is Rating.RED:
        box.set(edgecolor=colours.statuses["R"].edge, linewidth=0.8)
    axes.add_artist(box)
    tell(box, *told)
    strong = cell.rating not in {None, Rating.GREEN}
    shown = (
        cell.shown
        if text_width(cell.shown, style.small, bold=strong) < wide - 2
        else cell.shown.rstrip(" \u00a0\u202f%")
    )
    size = style.text if text_width(shown, style.text, bold=strong) < wide - 3 else style.small
    text = shorten(shown, wide - 2, size, bold=strong)
    ink = colours.text if cell.rating else colours.text_3
    words(axes, x + wide / 2, y + high / 2, text, style, align="center", bold=strong, colour=ink, size=size)
