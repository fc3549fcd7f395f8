"""Points in four named fields: how much of one thing against how much of another."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, spread, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.assessment_shapes import PlacedPoint, Quadrants
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FOOT = 2.6  # lines of small text under the field
_SIDE = 1.8  # and at its left


def draw(axes: "Axes", data: Quadrants, style: ChartStyle) -> None:
    """Draw the field, its four parts with their names, and the points; the part that was reached is tinted."""
    if not data.points:
        nothing(axes, style, say("Not enough is answered to place a point."))
        return
    width, height = in_points(axes)
    left, foot = style.small * _SIDE, style.small * _FOOT
    field = (left, 2.0, width - left - 2, height - foot - 2)
    _parts(axes, data, field, style)
    x, y, wide, high = field
    quiet = style.palette.text_2
    words(axes, x + wide / 2, y + high + style.small * 1.5, data.across, style, align="center", colour=quiet)
    axes.text(
        style.small * 0.7, y + high / 2, data.up, rotation=90, ha="center", va="center", color=quiet,
        fontsize=style.small,
    )  # fmt: skip
    _points(axes, data, field, style)


def _parts(axes: "Axes", data: Quadrants, field: tuple[float, float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, high = field
    cut_x, cut_y = x + wide * data.across_at / 100, y + high * (1 - data.up_at / 100)
    colours = style.palette
    spans = ((x, cut_x), (cut_x, x + wide))
    bands = ((cut_y, y + high), (y, cut_y))
    for number, name in enumerate(data.names):
        (a, b), (top, low) = spans[number % 2], bands[number // 2]
        is_reached = bool(name) and name == data.reached
        ground = colours.selection if is_reached else colours.surface
        axes.add_patch(Rectangle((a, top), b - a, low - top, facecolor=ground, edgecolor=colours.edge, linewidth=0.6))
        label = shorten(name, b - a - 12, style.text)
        ink = colours.text if is_reached else colours.text_2
        words(axes, a + 7, top + style.text, label, style, bold=is_reached, colour=ink, size=style.text)


def _points(axes: "Axes", data: Quadrants, field: tuple[float, float, float, float], style: ChartStyle) -> None:
    x, y, wide, high = field

    def at(point: PlacedPoint) -> tuple[float, float]:
        return x + wide * point.across / 100, y + high * (1 - point.up / 100)

    colours = style.palette
    levels = spread([at(point)[1] for point in data.points], style.small * 1.25, y + style.text * 2, y + high - 4)
    past = next((at(point) for point in data.points if point.is_past), None)
    for point, level in zip(data.points, levels, strict=True):
        px, py = at(point)
        if past and not point.is_past:
            axes.plot([past[0], px], [past[1], py], color=colours.previous, linewidth=1, linestyle=(0, (3, 2)))
        face = colours.surface if point.is_past else colours.series[0]
        (mark,) = axes.plot(
            [px], [py], marker="o", markersize=7, markerfacecolor=face, markeredgecolor=colours.series[0]
        )
        tell(mark, point.label, point.key)
        is_right = px + 10 + text_width(point.label, style.small) > x + wide
        room = (px - x if is_right else x + wide - px) - 12
        label = shorten(point.label, room, style.small)
        words(axes, px + (-9 if is_right else 9), level, label, style, align="right" if is_right else "left")
