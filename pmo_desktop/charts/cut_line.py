"""The cut line: projects in order of rank, as wide as they cost and as high as their score, up to where money ends."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, number_ticks, tell, words, wrap
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.portfolio_shapes import Stair, Stairs
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(axes: "Axes", data: Stairs, style: ChartStyle) -> None:
    """Draw what is above the line solid, what is below in outline; a dot marks what the best set holds."""
    from matplotlib.patches import Circle, Rectangle

    if not data.stairs:
        nothing(axes, style, say("No project has a score and a cost yet."))
        return
    width, height = in_points(axes)
    colours, small = style.palette, style.small
    left, top, bottom, right = small * 2.6, small * 2.2, height - small * 4.5, width - 4
    total = max(sum(each.cost for each in data.stairs), data.budget or 0) or 1
    scale = max(data.top, *[each.score for each in data.stairs])
    for place, figure in zip(*number_ticks(0, scale, style), strict=True):
        y = bottom - (bottom - top) * place / scale
        axes.plot([left, right], [y, y], color=colours.divider, linewidth=0.5, zorder=0)
        words(axes, left - 5, y, figure, style, align="right", colour=colours.text_2)
    x = left
    for each in data.stairs:
        wide, high = (right - left) * each.cost / total, (bottom - top) * each.score / scale
        bar = Rectangle((x + 0.4, bottom - high), max(wide - 0.8, 0.4), high, edgecolor=colours.actual, linewidth=0.8)
        bar.set_facecolor(colours.actual if each.is_inside else colours.surface)
        axes.add_artist(bar)
        tell(bar, each.told, each.key)
        if each.chosen:
            dot = Circle((x + wide / 2, bottom + small * 0.8), small * 0.3, facecolor=colours.accent, linewidth=0)
            axes.add_artist(dot)
        _name(axes, each, (x, bottom - high, wide, high), style)
        x += wide
    axes.plot([left, right], [bottom, bottom], color=colours.edge, linewidth=0.6, zorder=3)
    if data.budget is not None:
        _limit(axes, left + (right - left) * data.budget / total, (top, bottom), data.budget_label, style)
    _legend(axes, data, (left, height - small * 2.1, right), style)


def _name(axes: "Axes", one: Stair, place: tuple[float, float, float, float], style: ChartStyle) -> None:
    """Write a name upright into its bar, where it has room."""
    x, y, wide, high = place
    if wide < style.small * 1.4 or high < style.small * 3:
        return
    ink = style.palette.surface if one.is_inside else style.palette.text
    text = shorten(one.label, high - 6, style.small)
    axes.text(x + wide / 2, y + high / 2, text, rotation=90, ha="center", va="center", color=ink, fontsize=style.small)


def _limit(axes: "Axes", x: float, span: tuple[float, float], label: str, style: ChartStyle) -> None:
    top, bottom = span
    accent = style.palette.accent
    axes.plot([x, x], [top - style.small, bottom], color=accent, linewidth=1.4, zorder=4)
    wide = text_width(label, style.small, bold=True)
    align = "right" if x - wide - 4 > 0 else "left"
    words(axes, x + (-4 if align == "right" else 4), top - style.small * 1.2, label, style, align=align, bold=True,
          colour=accent)  # fmt: skip


def _legend(axes: "Axes", data: Stairs, place: tuple[float, float, float], style: ChartStyle) -> None:
    left, y, right = place
    parts = [say("width is cost, height is score"), say("solid: above the cut line")]
    if any(each.chosen is not None for each in data.stairs):
        parts.append(say("dot: in the best set"))
    if data.note:
        parts.append(data.note)
    for number, line in enumerate(wrap(" · ".join(parts), right - left, style.small)[:2]):
        words(axes, left, y + number * style.small * 1.3, line, style, colour=style.palette.text_3)
