"""Levels now and their targets: a solid bar, and a hatched one for the way still to go."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import Gap, GapBars
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 16  # points, for text of 8.5


def draw(axes: "Axes", data: GapBars, style: ChartStyle) -> None:
    """Draw one row for each gap; a level that is not known has no bar and a dash."""
    if not data.rows:
        nothing(axes, style, say("Nothing is assessed yet."))
        return
    width, height = in_points(axes)
    row = _ROW * style.text / 8.5
    head = style.small * 1.6
    left = min(max(text_width(gap.label, style.text) for gap in data.rows) + 10, width * 0.45)
    right = max(text_width(gap.shown, style.text, bold=True) for gap in data.rows) + 8
    per_level = max(width - left - right, 10) / data.top
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (left, head, row), style)
    for level in range(data.top + 1):
        x = left + level * per_level
        axes.plot([x, x], [head, head + row * shown], color=style.palette.divider, linewidth=0.5, zorder=0)
        words(axes, x, head / 2, str(level), style, align="center", colour=style.palette.text_2)
    for place, gap in enumerate(data.rows[:shown]):
        _row(axes, gap, (left, head + row * (place + 0.5), per_level), style, row=row)
        words(axes, 0, head + row * (place + 0.5), shorten(gap.label, left - 8, style.text), style, size=style.text)
        words(axes, width, head + row * (place + 0.5), gap.shown, style, align="right", bold=True, size=style.text)


def _row(axes: "Axes", gap: Gap, place: tuple[float, float, float], style: ChartStyle, *, row: float) -> None:
    from matplotlib.patches import Rectangle

    x, y, per_level = place
    high = row * 0.5
    colours = style.palette
    now, target = gap.now or 0, gap.target or 0
    if gap.target is not None and target > now:
        way = Rectangle((x + now * per_level, y - high / 2), (target - now) * per_level, high)
        way.set(facecolor=colours.surface, edgecolor=colours.edge, hatch="//////", linewidth=0.7)
        axes.add_artist(way)
    if gap.now is not None:
        bar = Rectangle((x, y - high / 2), now * per_level, high, facecolor=colours.actual, edgecolor="none")
        axes.add_artist(bar)
        tell(bar, f"{gap.label}: {style.number(now)}", gap.key)
    if gap.target is not None:
        at = x + target * per_level
        axes.plot([at, at], [y - high * 0.8, y + high * 0.8], color=colours.text, linewidth=1.4)
