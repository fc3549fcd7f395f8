"""Competence by role: a role in each row, a competence in each column, the level in each cell, tinted by its gap."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words, wrap
from pmo_desktop.charts.style import ChartStyle, status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.shapes import CompetenceCell, CompetenceMap, CompetenceRow
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 22.0  # points, for text of 8.5
_HEAD = 3.6  # lines of small text


def draw(axes: "Axes", data: CompetenceMap, style: ChartStyle) -> None:
    """Draw cells with their level, so that they read without colour; a whole level short has an edge and is bold."""
    if not data.competences or not data.rows:
        nothing(axes, style, say("No competence is assessed yet."))
        return
    width, height = in_points(axes)
    head = style.small * _HEAD
    left = min(max(text_width(one.label, style.text) for one in data.rows) + 12, width * 0.3)
    right = max(text_width(one.note, style.small) for one in data.rows) + 10
    across = max(width - left - right, 1) / len(data.competences)
    row = min(max((height - head) / len(data.rows), _ROW * style.text / 8.5), 2 * _ROW * style.text / 8.5)
    for number, title in enumerate(data.competences):
        _head(axes, title, (left + across * (number + 0.5), head, across - 8), style)
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (0, head, row), style)
    for place, one in enumerate(data.rows[:shown]):
        _row(axes, one, data, (left, across, head + row * place, row), style)


def _head(axes: "Axes", title: str, place: tuple[float, float, float], style: ChartStyle) -> None:
    x, bottom, room = place
    lines = wrap(title, max(room, 8), style.small)[:3]
    for number, line in enumerate(reversed(lines)):
        y = bottom - style.small * (0.7 + 1.05 * number)
        words(axes, x, y, line, style, align="center", colour=style.palette.text_2)


def _row(
    axes: "Axes", one: CompetenceRow, data: CompetenceMap, place: tuple[float, float, float, float], style: ChartStyle
) -> None:
    left, across, top, row = place
    words(axes, 0, top + row / 2, shorten(one.label, left - 8, style.text), style, size=style.text)
    words(axes, axes.get_xlim()[1], top + row / 2, one.note, style, align="right", colour=style.palette.text_2)
    for number, (cell, title) in enumerate(zip(one.cells, data.competences, strict=True)):
        told = f"{one.label}, {title}: {cell.told}"
        _cell(axes, cell, (left + across * number, top, across, row), (told, one.key), style)


def _cell(
    axes: "Axes",
    cell: CompetenceCell,
    place: tuple[float, float, float, float],
    told: tuple[str, str],
    style: ChartStyle,
) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, high = place
    shown = status(cell.rating, style.palette)
    box = Rectangle((x + 1, y + 1), max(wide - 2, 0.1), max(high - 2, 0.1), facecolor=shown.tint, edgecolor="none")
    if cell.rating is Rating.RED:
        box.set(edgecolor=shown.edge, linewidth=0.9)
    axes.add_artist(box)
    tell(box, *told)
    bold = cell.rating is Rating.RED
    text = shorten(cell.shown, wide - 4, style.text, bold=bold)
    words(axes, x + wide / 2, y + high / 2, text, style, align="center", bold=bold, size=style.text)
