"""Effort by group of services: outlined as intended, solid as delivered, and the difference beside."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.numbers import show_percent
from pmo_desktop.services.insights.office_shapes import MixShare, ServiceMix
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 34  # points, for text of 8.5


def draw(axes: "Axes", data: ServiceMix, style: ChartStyle) -> None:
    """Draw two bars for each group on one scale of percent."""
    if not data.rows:
        nothing(axes, style, say("No service is listed yet."))
        return
    width, height = in_points(axes)
    row = _ROW * style.text / 8.5
    head = style.small * 2
    _legend(axes, style, head / 2)
    left = min(max(text_width(each.label, style.text) for each in data.rows) + 12, width * 0.4)
    right = max(text_width(each.shown, style.text, bold=True) for each in data.rows) + 10
    largest = max((value for each in data.rows for value in (each.intended, each.delivered) if value), default=1.0)
    scale = max(width - left - right - 34, 10) / max(largest, 1.0)
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (left, head, row), style)
    for number, each in enumerate(data.rows[:shown]):
        middle = head + row * (number + 0.5)
        words(axes, 0, middle, shorten(each.label, left - 8, style.text), style, size=style.text)
        words(axes, width, middle, each.shown, style, align="right", bold=True, size=style.text)
        _bars(axes, each, (left, middle, row * 0.3), scale, style)
    axes.plot([left, left], [head, head + row * shown], color=style.palette.edge, linewidth=0.8)


def _legend(axes: "Axes", style: ChartStyle, middle: float) -> None:
    from matplotlib.patches import Rectangle

    colours, x = style.palette, 0.0
    for name, fill in ((say("Intended"), colours.surface), (say("Delivered by live services"), colours.actual)):
        box = Rectangle((x, middle - 3.5), 14, 7, facecolor=fill, edgecolor=colours.actual, linewidth=0.9)
        axes.add_artist(box)
        words(axes, x + 19, middle, name, style, colour=colours.text_2)
        x += 19 + text_width(name, style.small) + 18


def _bars(axes: "Axes", each: MixShare, place: tuple[float, float, float], scale: float, style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    left, middle, high = place
    colours = style.palette
    bars = (
        (each.intended, middle - high - 0.5, colours.surface, say("intended")),
        (each.delivered, middle + 0.5, colours.actual, say("delivered")),
    )
    for value, top, fill, name in bars:
        if value is None:
            continue
        bar = Rectangle((left, top), value * scale, high, facecolor=fill, edgecolor=colours.actual, linewidth=0.9)
        axes.add_artist(bar)
        told = show_percent(value, 0)
        tell(bar, say("{group}: {value} {name}", group=each.label, value=told, name=name), each.key)
        at = left + value * scale + 4
        words(axes, at, top + high / 2, told, style, colour=colours.text_2)
