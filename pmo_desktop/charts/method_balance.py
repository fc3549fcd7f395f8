"""Projects between standard and deviation: done solid, waived hatched, deviating outlined and crossed, open pale."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle, Palette
from pmo_desktop.services.insights.shapes import MethodBalance, MethodBalanceRow
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW, HEAD = 17.0, 2.4  # points of a row, for text of 8.5; lines of small text above the first row


def height(rows: int, style: ChartStyle) -> float:
    """The height in points that shows `rows` rows and no more."""
    return style.small * HEAD + ROW * style.text / 8.5 * rows + 2


def draw(axes: "Axes", data: MethodBalance, style: ChartStyle) -> None:
    """Draw one bar for each project, all on one scale, with the count in each part that has room."""
    if not data.rows:
        nothing(axes, style, say("No project follows a lifecycle yet."))
        return
    wide, high = in_points(axes)
    head, row = style.small * HEAD, ROW * style.text / 8.5
    left = min(max(text_width(one.label, style.text) for one in data.rows) + 10, wide * 0.38)
    right = max(text_width(one.shown, style.text, bold=True) for one in data.rows) + 10
    most = max(1, *(one.done + one.waived + one.deviation + one.open for one in data.rows))
    unit = max(wide - left - right, 10) / most
    _legend(axes, style, head)
    shown = rows_that_fit(axes, len(data.rows), (high - head) / row, (0, head, row), style)
    for place, one in enumerate(data.rows[:shown]):
        y = head + row * (place + 0.5)
        words(axes, 0, y, shorten(one.label, left - 8, style.text), style, size=style.text)
        words(axes, wide, y, one.shown, style, align="right", bold=True, size=style.text)
        _bar(axes, one, (left, y, unit, row * 0.62), style)


def _manners(colours: Palette) -> tuple[tuple[str, str, str, str, str], ...]:
    """Face, edge, hatch, ink of the count, and the word of each part of a bar, in order."""
    return (
        (colours.actual, colours.actual, "", colours.surface, say("as the method asks")),
        (colours.surface, colours.actual, "//////", "", say("approved deviation")),
        (colours.statuses["R"].tint, colours.statuses["R"].edge, "", colours.text, say("deviation")),
        (colours.surface, colours.divider, "", colours.text_2, say("open")),
    )


def _legend(axes: "Axes", style: ChartStyle, head: float) -> None:
    from matplotlib.patches import Rectangle

    size, x = style.small, 0.5
    for face, edge, hatch, _ink, word in _manners(style.palette):
        if x + size * 1.6 + text_width(word, size) > axes.get_xlim()[1]:
            return
        axes.add_artist(
            Rectangle((x, head * 0.4 - size / 2), size * 1.2, size, facecolor=face, edgecolor=edge, hatch=hatch, lw=0.8)
        )
        words(axes, x + size * 1.6, head * 0.4, word, style, colour=style.palette.text_2)
        x += size * 3.2 + text_width(word, size)


def _bar(axes: "Axes", one: MethodBalanceRow, place: tuple[float, float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    x, y, unit, high = place
    counts = (one.done, one.waived, one.deviation, one.open)
    for count, (face, edge, hatch, ink, word) in zip(counts, _manners(style.palette), strict=True):
        if not count:
            continue
        wide = count * unit
        part = Rectangle((x, y - high / 2), wide, high, facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0.8)
        axes.add_artist(part)
        tell(part, f"{one.label}: {style.number(count)} {word}", one.key)
        if ink and text_width(str(count), style.small) < wide - 4:
            words(axes, x + wide / 2, y, str(count), style, align="center", colour=ink)
        x += wide
