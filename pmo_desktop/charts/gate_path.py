"""The gate path: each gate with its verdict and its state in words, and its days on one line of time."""

from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten
from pmo_desktop.charts.frame import date_ticks, in_points, nothing, rows_that_fit, sign, tell, words
from pmo_desktop.charts.style import ChartStyle, status
from pmo_desktop.services.insights.project_shapes import GatePath, GateStop
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW, _SIGN, _HALF = 28.0, 9.5, 4.6  # points, for text of 8.5
_NAMES = 0.6  # the share of the width that names take
_MARGIN_DAYS = 20

Scale = tuple[float, float, int, int]
"""Where the line of time begins and ends, in points and as days."""


def draw(axes: "Axes", data: GatePath, style: ChartStyle) -> None:
    """Draw one row for each gate: planned in outline, expected in the accent, held solid; slip is the line between."""
    from matplotlib.patches import Rectangle

    if not data.stops:
        nothing(axes, style, say("No gate is planned yet."))
        return
    width, height = in_points(axes)
    size = style.text / 8.5
    head, row = style.small * 2, min(_ROW * size, max((height - style.small * 2) / len(data.stops), style.text * 2.3))
    left = width * _NAMES
    scale = _scale(data, left + 8 * size, width - 8 * size)
    shown = rows_that_fit(axes, len(data.stops), (height - head) / row, (0, head, row), style)
    if scale is not None:
        _calendar(axes, data, scale, head + row * shown, style)
    for place, each in enumerate(data.stops[:shown]):
        y, line = head + row * (place + 0.5), head + row * (place + 1)
        whole = Rectangle((0, line - row), width, row, facecolor="none", edgecolor="none")
        axes.add_artist(whole)
        tell(whole, f"{each.label}: {each.note}", each.key)
        _names(axes, each, (y, left), style)
        axes.plot([0, width], [line, line], color=style.palette.divider, linewidth=0.4, zorder=0)
        if scale is not None:
            _days(axes, each, scale, y, style)


def _scale(data: GatePath, left: float, right: float) -> Scale | None:
    known = [day.toordinal() for each in data.stops for day in each.days]
    if not known:
        return None
    return left, right, min(known) - _MARGIN_DAYS, max(known) + _MARGIN_DAYS


def _at(day: date, scale: Scale) -> float:
    left, right, first, last = scale
    return left + (right - left) * (day.toordinal() - first) / max(last - first, 1)


def _calendar(axes: "Axes", data: GatePath, scale: Scale, bottom: float, style: ChartStyle) -> None:
    left, right, first, last = scale
    colours, head = style.palette, style.small * 2
    ticks = zip(*date_ticks(date.fromordinal(first), date.fromordinal(last), style, (right - left) * 0.7), strict=True)
    for day, label in ticks:
        x = _at(date.fromordinal(day), scale)
        axes.plot([x, x], [head * 0.8, bottom], color=colours.divider, linewidth=0.5, zorder=0)
        words(axes, x, head * 0.4, label, style, align="center", colour=colours.text_2)
    if data.data_date and first <= data.data_date.toordinal() <= last:
        x = _at(data.data_date, scale)
        line = axes.plot([x, x], [head * 0.8, bottom], color=colours.accent, linewidth=1, zorder=1)[0]
        tell(line, say("data date"))


def _names(axes: "Axes", one: GateStop, place: tuple[float, float], style: ChartStyle) -> None:
    y, left = place
    size, colours = style.text / 8.5, style.palette
    if one.held_on:
        sign(axes, 7 * size, y, status(one.rating, colours), _SIGN * size)
    start = 18 * size
    name = shorten(one.label, left - start - 4, style.text, bold=True)
    words(axes, start, y - style.text * 0.62, name, style, bold=True, size=style.text)
    note = shorten(one.note, left - start - 4, style.small)
    words(axes, start, y + style.small * 0.72, note, style, colour=colours.text if one.strong else colours.text_2)


def _days(axes: "Axes", one: GateStop, scale: Scale, y: float, style: ChartStyle) -> None:
    colours = style.palette
    now = one.held_on or one.expected_on
    if one.planned_on and now and one.planned_on != now:
        span = [_at(one.planned_on, scale), _at(now, scale)]
        axes.plot(span, [y, y], color=colours.text_2, linewidth=1.4, zorder=2)
    if one.planned_on:
        _diamond(axes, (_at(one.planned_on, scale), y), (colours.surface, colours.text_2), style)
    if one.held_on:
        _diamond(axes, (_at(one.held_on, scale), y), (colours.actual, colours.actual), style)
    elif one.expected_on:
        _diamond(axes, (_at(one.expected_on, scale), y), (colours.accent, colours.accent), style)


def _diamond(axes: "Axes", at: tuple[float, float], ink: tuple[str, str], style: ChartStyle) -> None:
    (x, y), half = at, _HALF * style.text / 8.5
    corners = ([x - half, x, x + half, x], [y, y - half, y, y + half])
    axes.fill(*corners, facecolor=ink[0], edgecolor=ink[1], linewidth=0.9, zorder=3)
