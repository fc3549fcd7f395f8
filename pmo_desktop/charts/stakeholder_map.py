"""Stakeholders by influence and interest, each with how far its support is from where it is needed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.office_shapes import StakeholderMap, Standing
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEFT, _FOOT, _TOP = 26, 26, 4  # points
_STEPS = 5


def draw(axes: "Axes", data: StakeholderMap, style: ChartStyle) -> None:
    """Draw a field of five by five; those who stand in one cell are listed in it."""
    if not data.rows:
        nothing(axes, style, say("No stakeholder has influence and interest yet."))
        return
    width, height = in_points(axes)
    wide, high = (width - _LEFT) / _STEPS, (height - _FOOT - _TOP) / _STEPS
    _field(axes, (width, height), (wide, high), style)
    for influence in range(1, _STEPS + 1):
        for interest in range(1, _STEPS + 1):
            here = [each for each in data.rows if (each.influence, each.interest) == (influence, interest)]
            top = _TOP + (_STEPS - influence) * high
            _cell(axes, here, (_LEFT + (interest - 1) * wide, top, wide, high), style)


def _field(axes: "Axes", size: tuple[float, float], cell: tuple[float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    (width, height), (wide, high), colours = size, cell, style.palette
    close = Rectangle((_LEFT + 3 * wide, _TOP), 2 * wide, 2 * high, facecolor=colours.selection, linewidth=0, zorder=0)
    axes.add_artist(close)
    for step in range(_STEPS + 1):
        x, y = _LEFT + step * wide, _TOP + step * high
        axes.plot([x, x], [_TOP, _TOP + _STEPS * high], color=colours.divider, linewidth=0.6, zorder=1)
        axes.plot([_LEFT, width], [y, y], color=colours.divider, linewidth=0.6, zorder=1)
    for step in range(1, _STEPS + 1):
        across, up = _LEFT + (step - 0.5) * wide, _TOP + (_STEPS - step + 0.5) * high
        words(axes, across, height - _FOOT + 8, str(step), style, align="center", colour=colours.text_2)
        words(axes, _LEFT - 6, up, str(step), style, align="right", colour=colours.text_2)
    words(axes, width, height - 5, say("Interest →"), style, align="right", bold=True, colour=colours.text_2)
    axes.text(
        4,
        _TOP + _STEPS * high / 2,
        say("Influence →"),
        rotation=90,
        ha="center",
        va="center",
        fontsize=style.small,
        fontweight="semibold",
        color=colours.text_2,
    )
    corner = say("work closely with")
    words(axes, width - 5, _TOP + style.small, corner, style, align="right", colour=colours.accent)


def _cell(axes: "Axes", here: Sequence[Standing], place: tuple[float, float, float, float], style: ChartStyle) -> None:
    if not here:
        return
    left, top, wide, high = place
    line = style.text * 1.4
    named = [_lines(each.label, wide - 20, style.text) for each in here]
    if sum(map(len, named)) * line > high - 6:
        named = [[shorten(each.label, wide - 20, style.text)] for each in here]
    fits = max(1, int((high - 4) / line))
    shown = len(here) if sum(map(len, named)) <= fits else max(0, fits - 1)
    y = top + (high - line * (min(sum(map(len, named)), fits) - 1)) / 2
    for each, lines in zip(here[:shown], named, strict=False):
        gap = each.today is not None and each.needed is not None and each.needed > each.today
        _dot(axes, each, (left + 9, y), style, is_open=gap)
        for words_of_line in lines:
            words(axes, left + 16, y, words_of_line, style, size=style.text, bold=gap)
            y += line
    if shown < len(here):
        more = say("and {count} more", count=len(here) - shown)
        words(axes, left + 16, y, more, style, colour=style.palette.text_2)


def _lines(name: str, room: float, size: float) -> list[str]:
    """A name in one line, or in two where it is long; measured in bold, since some names are."""
    first, *rest = name.split()
    while rest and text_width(f"{first} {rest[0]}", size, bold=True) <= room:
        first += " " + rest.pop(0)
    return [shorten(line, room, size, bold=True) for line in (first, " ".join(rest)) if line]


def _dot(axes: "Axes", each: Standing, place: tuple[float, float], style: ChartStyle, *, is_open: bool) -> None:
    from matplotlib.patches import Circle

    dot = Circle(place, 3.2, facecolor=style.palette.surface if is_open else style.palette.actual)
    dot.set(edgecolor=style.palette.actual, linewidth=1.1, zorder=3)
    axes.add_artist(dot)
    tell(dot, f"{each.label}: {each.shown}" if each.shown else each.label, each.key)
