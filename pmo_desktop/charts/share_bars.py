"""Shares of a whole: a bar for each on a track of 100 percent, with a tick for what it was before."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.numbers import show_percent
from pmo_desktop.services.insights.assessment_shapes import Share, ShareBars
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 17  # points, for text of 8.5
_WIDEST = 1.5  # times that, where there is room


def draw(axes: "Axes", data: ShareBars, style: ChartStyle) -> None:
    """Draw one row for each share; one that is not known has an empty track and a dash."""
    if not data.rows:
        nothing(axes, style, say("Nothing is assessed yet."))
        return
    width, height = in_points(axes)
    head, least = style.small * 1.6, _ROW * style.text / 8.5
    row = min(max(least, (height - head) / len(data.rows)), least * _WIDEST)
    left = min(max(text_width(one.label, style.text, bold=True) for one in data.rows) + 10, width * 0.48)
    right = max(text_width(one.shown, style.text, bold=True) for one in data.rows) + 8
    long = max(width - left - right, 10)
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (left, head, row), style)
    for place, one in enumerate(data.rows[:shown]):
        y = head + row * (place + 0.5)
        label = shorten(one.label, left - 8, style.text)
        words(axes, 0, y, label, style, bold=one.is_strong, size=style.text)
        _bar(axes, one, (left, y, long, least * 0.5), style)
        words(axes, width, y, one.shown, style, align="right", bold=True, size=style.text)
    if data.from_percent is not None:
        x, colour = left + long * data.from_percent / 100, style.palette.text_2
        axes.plot([x, x], [head * 0.9, head + row * shown], color=colour, linewidth=0.8, linestyle=(0, (3, 2)))
        words(axes, x, head * 0.4, show_percent(data.from_percent, None), style, align="center", colour=colour)


def _bar(axes: "Axes", one: Share, place: tuple[float, float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    x, y, long, high = place
    colours = style.palette
    track = Rectangle((x, y - high / 2), long, high, facecolor=colours.header, edgecolor=colours.divider, linewidth=0.5)
    axes.add_artist(track)
    tell(track, f"{one.label}: {one.shown}", one.key)
    if one.percent is not None:
        bar = Rectangle((x, y - high / 2), long * one.percent / 100, high, facecolor=colours.actual, edgecolor="none")
        axes.add_artist(bar)
        tell(bar, f"{one.label}: {one.shown}", one.key)
    if one.before is not None:
        at = x + long * one.before / 100
        axes.plot([at, at], [y - high * 0.85, y + high * 0.85], color=colours.series[1], linewidth=1.6, zorder=4)
