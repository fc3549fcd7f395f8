"""Cost against savings: cost in dark, what is measured in the first colour, what is estimated hatched."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import ValueBars, ValueRow
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW, HEAD = 22.0, 2.4  # points of a row, for text of 8.5; lines of small text above the first row
_INDENT = 10


def draw(axes: "Axes", data: ValueBars, style: ChartStyle) -> None:
    """Draw one bar for each row on one scale; a row of nothing has no bar, and its figure says so."""
    if not data.rows:
        nothing(axes, style, say("Neither cost nor savings are known yet."))
        return
    wide, high = in_points(axes)
    head, row = style.small * HEAD, min(ROW * style.text / 8.5, max((high - style.small * HEAD) / len(data.rows), 1))
    left = min(max(text_width(one.label, style.text, bold=True) for one in data.rows) + 24, wide * 0.42)
    right = max(text_width(one.shown, style.text, bold=True) for one in data.rows) + 12
    most = max(1, *(one.measured + one.estimated for one in data.rows))
    unit = max(wide - left - right, 10) / most
    _legend(axes, data, style, head)
    shown = rows_that_fit(axes, len(data.rows), (high - head) / row, (0, head, row), style)
    for place, one in enumerate(data.rows[:shown]):
        y = head + row * (place + 0.5)
        inset, bold = (_INDENT, False) if one.indent else (0, True)
        name = shorten(one.label, left - inset - 8, style.text, bold=bold)
        words(axes, inset, y, name, style, bold=bold, size=style.text)
        words(axes, wide, y, one.shown, style, align="right", bold=bold, size=style.text)
        _bar(axes, one, (left, y, unit, row * (0.42 if one.indent else 0.58)), style)


def _legend(axes: "Axes", data: ValueBars, style: ChartStyle, head: float) -> None:
    from matplotlib.patches import Rectangle

    colours, size, x = style.palette, style.small, 0.5
    entries = [(colours.series[0], "", say("measured")), (colours.surface, "//////", say("estimated"))]
    if any(one.is_cost for one in data.rows):
        entries.insert(0, (colours.actual, "", say("cost")))
    for face, hatch, word in entries:
        edge = face if not hatch else colours.series[0]
        box = Rectangle(
            (x, head * 0.4 - size / 2), size * 1.2, size, facecolor=face, edgecolor=edge, hatch=hatch, lw=0.8
        )
        axes.add_artist(box)
        words(axes, x + size * 1.6, head * 0.4, word, style, colour=colours.text_2)
        x += size * 3.2 + text_width(word, size)


def _bar(axes: "Axes", one: ValueRow, place: tuple[float, float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    x, y, unit, high = place
    colours = style.palette
    ink = colours.actual if one.is_cost else colours.series[0]
    for amount, face, hatch in ((one.measured, ink, ""), (one.estimated, colours.surface, "//////")):
        if amount:
            part = Rectangle((x, y - high / 2), amount * unit, high, facecolor=face, edgecolor=ink, hatch=hatch, lw=0.8)
            axes.add_artist(part)
            tell(part, f"{one.label}: {one.shown}")
            x += amount * unit
