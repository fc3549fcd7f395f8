"""Variances on one zero line, each with its sign."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import VarianceBars
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 16  # points, for text of 8.5


def draw(axes: "Axes", data: VarianceBars, style: ChartStyle) -> None:
    """Draw one row for each variance; one that is not known has no bar and a dash."""
    known = [row.value for row in data.rows if row.value is not None]
    if not known:
        nothing(axes, style, say("There is no variance to show."))
        return
    width, height = in_points(axes)
    row, head = _ROW * style.text / 8.5, style.small * 1.6
    left = min(max(text_width(one.label, style.text) for one in data.rows) + 10, width * 0.4)
    figure = max(text_width(one.shown, style.text, bold=True) for one in data.rows) + 6
    low, high = min(0.0, *known), max(data.least, *known)
    ends = (figure if low < 0 else 4) + figure
    scale = max(width - left - ends, 10) / ((high - low) or 1)
    zero = left + (figure if low < 0 else 4) - low * scale
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (left, head, row), style)
    axes.plot([zero, zero], [head * 0.2, head + row * shown], color=style.palette.text_2, linewidth=0.7, zorder=3)
    words(axes, zero - 5, head / 2, data.below, style, align="right", colour=style.palette.text_2)
    words(axes, zero + 5, head / 2, data.above, style, colour=style.palette.text_2)
    for place, one in enumerate(data.rows[:shown]):
        y = head + row * (place + 0.5)
        words(axes, 0, y, shorten(one.label, left - 8, style.text), style, size=style.text)
        _bar(axes, (zero, y, row * 0.5), (one.value or 0) * scale, style, f"{one.label}: {one.shown}", one.key)
        end, align = zero + (one.value or 0) * scale, "right" if (one.value or 0) < 0 else "left"
        words(axes, end + (-4 if align == "right" else 4), y, one.shown, style, align=align, bold=True, size=style.text)


def _bar(axes: "Axes", place: tuple[float, float, float], long: float, style: ChartStyle, told: str, key: str) -> None:
    from matplotlib.patches import Rectangle

    zero, y, high = place
    bar = Rectangle((min(zero, zero + long), y - high / 2), abs(long), high)
    bar.set(facecolor=style.palette.actual, edgecolor="none")
    axes.add_artist(bar)
    tell(bar, told, key)
