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
_EDGE = 0.05  # the share of the field around 0 and 100
_DIGITS = 2  # a name as short as this stands in its mark


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


def _place(field: tuple[float, float, float, float], across: float, up: float) -> tuple[float, float]:
    """Where a point of 0 to 100 on both axes lies; a margin keeps those at the ends whole."""
    x, y, wide, high = field
    return x + wide * (_EDGE + (1 - 2 * _EDGE) * across / 100), y + high * (1 - _EDGE - (1 - 2 * _EDGE) * up / 100)


def _parts(axes: "Axes", data: Quadrants, field: tuple[float, float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, high = field
    cut_x, cut_y = _place(field, data.across_at, data.up_at)
    colours = style.palette
    spans = ((x, cut_x), (cut_x, x + wide))
    bands = ((cut_y, y + high), (y, cut_y))
    for number, name in enumerate(data.names):
        (a, b), (top, low) = spans[number % 2], bands[number // 2]
        is_reached = bool(name) and name == data.reached
        ground = colours.selection if is_reached else colours.surface
        axes.add_artist(Rectangle((a, top), b - a, low - top, facecolor=ground, edgecolor=colours.edge, linewidth=0.6))
        label = shorten(name, b - a - 12, style.text)
        ink = colours.text if is_reached else colours.text_2
        line = top + style.text if number < 2 else low - style.text  # noqa: PLR2004  along the middle, clear of points
        words(axes, a + 7, line, label, style, bold=is_reached, colour=ink, size=style.text)


def _points(axes: "Axes", data: Quadrants, field: tuple[float, float, float, float], style: ChartStyle) -> None:
    colours = style.palette
    places = _apart([_place(field, point.across, point.up) for point in data.points], data, field, style)
    past = next((place for place, point in zip(places, data.points, strict=True) if point.is_past), None)
    low, high = field[1] + style.small, field[1] + field[3] - style.small
    levels = spread([place[1] for place in places], style.small * 1.3, low, high)
    for (px, py), level, point in zip(places, levels, data.points, strict=True):
        if past and not point.is_past:
            axes.plot([past[0], px], [past[1], py], color=colours.previous, linewidth=1, linestyle=(0, (3, 2)))
        is_number = len(point.label) <= _DIGITS
        face = colours.surface if point.is_past else colours.series[0]
        size = style.small * 1.9 if is_number else 7
        (mark,) = axes.plot([px], [py], marker="o", markersize=size, markerfacecolor=face, zorder=4)
        mark.set_markeredgecolor(colours.surface if is_number else colours.series[0])
        tell(mark, point.label, point.key)
        if is_number:
            axes.text(px, py + style.small * 0.33, point.label, ha="center", va="baseline", fontsize=style.small,
                      color=colours.on_accent, zorder=5)  # fmt: skip
        else:
            _name(axes, point, (px, py, level), field, style)


def _apart(
    places: list[tuple[float, float]], data: Quadrants, field: tuple[float, float, float, float], style: ChartStyle
) -> list[tuple[float, float]]:
    """Move marks that bear a number beside those they would hide, towards the middle of the field."""
    wide, middle = style.small * 1.9, field[0] + field[2] / 2
    found: list[tuple[float, float]] = []
    for (x, y), point in zip(places, data.points, strict=True):
        at = x
        while len(point.label) <= _DIGITS and any(
            abs(at - a) < wide * 0.8 and abs(y - b) < wide * 0.8 for a, b in found
        ):
            at += wide if x < middle else -wide
        found.append((at, y))
    return found


def _name(
    axes: "Axes",
    point: PlacedPoint,
    at: tuple[float, float, float],
    field: tuple[float, float, float, float],
    style: ChartStyle,
) -> None:
    """Write a point's name beside it; a thin line leads there where other names have pushed it away."""
    px, py, level = at
    is_right = px + 12 + text_width(point.label, style.small) > field[0] + field[2]
    side = -1 if is_right else 1
    room = (px - field[0] if is_right else field[0] + field[2] - px) - 14
    if abs(level - py) > style.small * 0.6:
        axes.plot([px, px + side * 9], [py, level], color=style.palette.edge, linewidth=0.6)
    label = shorten(point.label, room, style.small)
    words(axes, px + side * 11, level, label, style, align="right" if is_right else "left")
