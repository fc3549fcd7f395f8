"""Ratings over the periods: one column for each, from red at the foot to not rated at the top."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten
from pmo_desktop.charts.frame import clear_middle, in_points, nothing, segment, tell, words
from pmo_desktop.charts.style import ChartStyle, status
from pmo_desktop.services.insights.shapes import RagBar, RagTrend
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(axes: "Axes", data: RagTrend, style: ChartStyle) -> None:
    """Draw the columns; a dashed line stands where the scale changed, and nothing is converted across it."""
    highest = max((_total(bar) for bar in data.bars), default=0)
    if not highest:
        nothing(axes, style, say("No period has ratings yet."))
        return
    width, height = in_points(axes)
    foot = height - style.small * 1.8
    step = width / len(data.bars)
    per_point = (foot - (style.small * 1.8 if data.new_scale else 2)) / highest
    for place, bar in enumerate(data.bars):
        latest = place == len(data.bars) - 1
        x = step * place
        _column(axes, bar, (x + step * 0.14, foot, step * 0.72), per_point, style)
        label = shorten(bar.label, step - 4, style.small, bold=latest)
        ink = style.palette.text if latest else style.palette.text_2
        words(axes, x + step / 2, foot + style.small, label, style, align="center", bold=latest, colour=ink)
    for place in data.new_scale:
        axes.plot([step * place] * 2, [0, foot], color=style.palette.text_2, linewidth=0.8, linestyle=(0, (3, 2)))
        words(axes, step * place + 3, 4, say("new scale"), style, colour=style.palette.text_2)


def _total(bar: RagBar) -> float:
    return sum(part.value for part in bar.slices)


def _column(axes: "Axes", bar: RagBar, place: tuple[float, float, float], per_point: float, style: ChartStyle) -> None:
    x, y, wide = place
    for part in bar.slices:
        high = part.value * per_point
        y -= high
        if high <= 0:
            continue
        shown = status(part.rating, style.palette, complete=part.complete)
        column = segment(axes, x, y + 0.5, wide, max(high - 1, 0.5), shown)
        tell(column, f"{bar.label}: {shown.word} {part.shown}")
        middle = clear_middle(y, high, shown)
        if 2 * (middle - y) >= style.small + 1:
            label = f"{shown.letters} {part.shown}"
            words(axes, x + wide / 2, middle, label, style, align="center", bold=True, colour=shown.ink)
