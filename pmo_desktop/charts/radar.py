"""Maturity by domain: now against its target, with the assessment before in grey."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, tell, words, wrap
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import MaturityRadar
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABEL = 74  # points at each side for the names, for text of 7.5
_FEWEST = 3  # axes that make an area


def draw(axes: "Axes", data: MaturityRadar, style: ChartStyle) -> None:
    """Draw rings for the levels, and a line for each of now, target and previous; what is not assessed is left open."""
    if len(data.axes) < _FEWEST or not any(value is not None for value in (*data.now, *data.target)):
        nothing(axes, style, say("No domain is assessed yet."))
        return
    width, height = in_points(axes)
    scale = style.small / 7.5
    foot = 16 * scale
    radius = max(min(width / 2 - _LABEL * scale, (height - foot) / 2 - 22 * scale), 10)
    centre = (width / 2, (height - foot) / 2)
    web = _Web(centre, radius, len(data.axes), data.top)
    _rings(axes, web, style)
    for place, name in enumerate(data.axes):
        _name(axes, web, place, name, style)
    colours = style.palette
    _line(axes, web, data.previous, style, colour=colours.previous, manner="-", name=say("Previous"))
    _line(axes, web, data.target, style, colour=colours.text_2, manner="--", name=say("Target"))
    _line(axes, web, data.now, style, colour=colours.series[0], manner="-", name=say("Now"), marker="o")
    _key(axes, data, style, (width, height))


class _Web:
    """Where levels lie on the sheet."""

    def __init__(self, centre: tuple[float, float], radius: float, count: int, top: int) -> None:
        self.centre, self.radius, self.count, self.top = centre, radius, count, top

    def at(self, place: int, level: float) -> tuple[float, float]:
        angle = 2 * math.pi * place / self.count
        far = self.radius * level / self.top
        return self.centre[0] + far * math.sin(angle), self.centre[1] - far * math.cos(angle)


def _rings(axes: "Axes", web: _Web, style: ChartStyle) -> None:
    around = range(web.count + 1)
    for level in range(1, web.top + 1):
        corners = [web.at(place % web.count, level) for place in around]
        axes.plot(*zip(*corners, strict=True), color=style.palette.divider, linewidth=0.6)
    for place in range(web.count):
        axes.plot(*zip(web.centre, web.at(place, web.top), strict=True), color=style.palette.divider, linewidth=0.6)
    for level in range(1, web.top + 1):
        x, y = web.at(0, level)
        words(axes, x + 3, y + 4, str(level), style, colour=style.palette.text_3, size=style.small - 1)


def _name(axes: "Axes", web: _Web, place: int, name: str, style: ChartStyle) -> None:
    """Write a name outside of its corner, in two lines if it is long."""
    x, y = web.at(place, web.top * 1.06)
    side = math.sin(2 * math.pi * place / web.count)
    align = "left" if side > 0.1 else "right" if side < -0.1 else "center"  # noqa: PLR2004  nearly above or below
    room = _LABEL * style.small / 7.5
    if align == "center":
        room = min(room, max(2 * web.radius * math.sin(2 * math.pi / web.count) - 12, 30))
    lines = _two_lines(name, room - abs(x - web.at(place, web.top)[0]), style)
    step = style.small * 1.2
    up = math.cos(2 * math.pi * place / web.count)
    first = y - step * (len(lines) - 1) * (up + 1) / 2 - 3 * up
    for number, line in enumerate(lines):
        words(axes, x, first + number * step, line, style, align=align, colour=style.palette.text_2)


def _two_lines(name: str, room: float, style: ChartStyle) -> list[str]:
    lines = wrap(name, room, style.small)
    return lines if len(lines) <= 2 else [lines[0], shorten(" ".join(lines[1:]), room, style.small)]  # noqa: PLR2004


def _line(
    axes: "Axes",
    web: _Web,
    levels: Sequence[float | None],
    style: ChartStyle,
    *,
    colour: str,
    manner: str,
    name: str,
    marker: str = "",
) -> None:
    if not any(level is not None for level in levels):
        return
    gap = (math.nan, math.nan)
    corners = [gap if level is None else web.at(place, level) for place, level in enumerate(levels)]
    closed = [*corners, corners[0]]
    if marker and all(level is not None for level in levels):
        axes.fill(*zip(*closed, strict=True), facecolor=colour, edgecolor="none", alpha=0.1)
    axes.plot(
        *zip(*closed, strict=True),
        color=colour,
        linestyle=manner,
        linewidth=style.line if marker else 1.1,
        marker=marker,
        markersize=3.6,
    )
    for place, level in enumerate(levels):
        if level is not None and marker:
            dot = axes.plot(*zip(web.at(place, level), strict=True), marker="o", markersize=3.6, color=colour)[0]
            tell(dot, f"{name}: {style.number(level)}")


def _key(axes: "Axes", data: MaturityRadar, style: ChartStyle, size: tuple[float, float]) -> None:
    """Name the lines along the foot."""
    colours = style.palette
    lines = [(say("Now"), data.now, colours.series[0], "-"), (say("Target"), data.target, colours.text_2, "--")]
    lines.append((say("Previous"), data.previous, colours.previous, "-"))
    shown = [(name, colour, manner) for name, levels, colour, manner in lines if any(v is not None for v in levels)]
    x = (size[0] - sum(text_width(name, style.small) + 34 for name, _, _ in shown) + 14) / 2
    y = size[1] - style.small * 0.7
    for name, colour, manner in shown:
        axes.plot([x, x + 15], [y, y], color=colour, linestyle=manner, linewidth=style.line)
        words(axes, x + 20, y, name, style, colour=colours.text_2)
        x += text_width(name, style.small) + 34
