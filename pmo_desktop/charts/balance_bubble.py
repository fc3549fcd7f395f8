"""The balance of a portfolio: value upwards, risk to the right, cost as the area of a bubble, rating as its sign."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, number_ticks, sign, tell, words
from pmo_desktop.charts.style import ChartStyle, status
from pmo_desktop.services.insights.portfolio_shapes import BalanceBubbles, Bubble
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_Box = tuple[float, float, float, float]
_TOP_RISK = 25
_LABEL = 0.22  # the share of the width that a name may take
_LEAST = 4.0  # points, the radius of the smallest bubble


@dataclass(frozen=True, slots=True)
class _Field:
    """The ground for bubbles, in points of the sheet."""

    left: float
    top: float
    right: float
    bottom: float
    scale: float

    def at(self, risk: float, value: float) -> tuple[float, float]:
        across = self.left + (self.right - self.left) * min(max(risk, 0), _TOP_RISK) / _TOP_RISK
        return across, self.bottom - (self.bottom - self.top) * min(max(value, 0), self.scale) / self.scale


def draw(axes: "Axes", data: BalanceBubbles, style: ChartStyle) -> None:
    """Draw the larger bubbles behind the smaller ones; a name that would lie on another one is left to the mouse."""
    if not data.bubbles:
        nothing(axes, style, say("No project has both a score and a rated risk."))
        return
    width, height = in_points(axes)
    scale = max(data.top, *[each.value for each in data.bubbles])
    field = _Field(style.small * 3.4, style.small, width - style.small, height - style.small * 4.6, scale)
    _ground(axes, data, field, style)
    most = max([each.cost or 0 for each in data.bubbles]) or 1
    largest = max(min(width, height) * 0.085, _LEAST)
    placed: list[tuple[Bubble, float, float, float]] = []
    for each in sorted(data.bubbles, key=lambda one: -(one.cost or 0)):
        radius = max(math.sqrt((each.cost or 0) / most) * largest, _LEAST)
        placed.append((each, *field.at(each.risk, each.value), radius))
        _bubble(axes, *placed[-1], style)
    taken = [_around(x, y, min(radius, style.small)) for _, x, y, radius in placed]
    for each, x, y, radius in placed:
        _name(axes, each, (x, y, radius), field, taken, style)


def _ground(axes: "Axes", data: BalanceBubbles, field: _Field, style: ChartStyle) -> None:
    colours, small = style.palette, style.small
    for place, figure in zip(*number_ticks(0, field.scale, style), strict=True):
        x, y = field.at(0, place)
        axes.plot([x, field.right], [y, y], color=colours.divider, linewidth=0.5, zorder=0)
        words(axes, x - 6, y, figure, style, align="right", colour=colours.text_2)
    for risk in (0, 5, 10, 15, 20, 25):
        words(axes, field.at(risk, 0)[0], field.bottom + small, str(risk), style, align="center", colour=colours.text_2)
    x, _ = field.at(data.risk_amber, 0)
    _, y = field.at(0, field.scale / 2)
    dashed = (0, (4, 3))
    axes.plot([x, x], [field.top, field.bottom], color=colours.edge, linewidth=0.8, linestyle=dashed, zorder=0)
    axes.plot([field.left, field.right], [y, y], color=colours.edge, linewidth=0.8, linestyle=dashed, zorder=0)
    axes.plot([field.left, field.right], [field.bottom] * 2, color=colours.edge, linewidth=0.6, zorder=0)
    _corners(axes, field, style)
    words(axes, (field.left + field.right) / 2, field.bottom + small * 2.3, say("Highest open risk, 1 to 25"), style,
          align="center", colour=colours.text_2)  # fmt: skip
    axes.text(small * 0.8, (field.top + field.bottom) / 2, say("Value, weighted score"), rotation=90, ha="center",
              va="center", color=colours.text_2, fontsize=small)  # fmt: skip
    note = shorten(data.note, field.right - field.left, small)
    words(axes, field.right, field.bottom + small * 3.7, note, style, align="right", colour=colours.text_3)


def _corners(axes: "Axes", field: _Field, style: ChartStyle) -> None:
    """Name the four corners, where they have room."""
    inner = style.small
    room = (field.right - field.left) / 2 - 12
    for text, x, y, align in (
        (say("high value, low risk"), field.left + 6, field.top + inner, "left"),
        (say("high value, high risk"), field.right - 6, field.top + inner, "right"),
        (say("low value, low risk"), field.left + 6, field.bottom - inner, "left"),
        (say("low value, high risk"), field.right - 6, field.bottom - inner, "right"),
    ):
        if text_width(text, style.small) < room:
            words(axes, x, y, text, style, align=align, colour=style.palette.text_3)


def _bubble(axes: "Axes", one: Bubble, x: float, y: float, radius: float, style: ChartStyle) -> None:
    from matplotlib.patches import Circle

    colours = style.palette
    ring = Circle((x, y), radius, facecolor=colours.selection, edgecolor=colours.accent, linewidth=0.9, alpha=0.85)
    ring.set_zorder(3)
    if one.cost is None:
        ring.set(facecolor=colours.surface, linestyle=(0, (2, 2)))
    axes.add_artist(ring)
    tell(ring, one.told, one.key)
    size = min(radius * 1.3, style.text * 1.3)
    if one.rating and size > style.small * 0.8:
        sign(axes, x, y, status(one.rating, colours), size)


def _around(x: float, y: float, reach: float) -> _Box:
    return (x - reach, y - reach, x + reach, y + reach)


def _name(
    axes: "Axes",
    one: Bubble,
    place: tuple[float, float, float],
    field: _Field,
    taken: list[_Box],
    style: ChartStyle,
) -> None:
    """Write a name right of its bubble, else left, below or above: the first place that is free; else nowhere."""
    x, y, radius = place
    text = shorten(one.label, (field.right - field.left) * _LABEL, style.small)
    wide, high = text_width(text, style.small), style.small * 1.2
    away = radius + 3
    for left, middle in (
        (x + away, y),
        (x - away - wide, y),
        (x - wide / 2, y + away + high / 2),
        (x - wide / 2, y - away - high / 2),
    ):
        box = (left, middle - high / 2, left + wide, middle + high / 2)
        inside = field.left <= box[0] and box[2] <= field.right and box[3] <= field.bottom
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            words(axes, left, middle, text, style)
            return


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
