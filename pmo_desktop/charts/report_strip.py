"""The report strip: a report in each column, when it came, and the sign of each of its ratings below."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, sign, tell, words
from pmo_desktop.charts.style import ChartStyle, status
from pmo_desktop.services.insights.project_shapes import ReportStrip, StripColumn
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW, _SIGN, _WIDE = 20.0, 11.0, 46.0  # points, for text of 8.5
_MOST_NAME = 0.4


def draw(axes: "Axes", data: ReportStrip, style: ChartStyle) -> None:
    """Draw the overall rating above a line and the dimensions below it; a dashed line marks another scale."""
    if not data.columns:
        nothing(axes, style, say("This project has made no report yet."))
        return
    width, height = in_points(axes)
    size = style.text / 8.5
    names = (say("Report"), *data.rows)
    left = min(max(text_width(name, style.text) for name in names) + 10, width * _MOST_NAME)
    across = min((width - left) / len(data.columns), _WIDE * size)
    head = style.small * 1.8
    row = min((height - head) / len(names), _ROW * size)
    for line, name in enumerate(names):
        y = head + row * (line + 0.5)
        words(axes, 0, y, shorten(name, left - 8, style.text), style, bold=line == 1, size=style.text)
        axes.plot([0, left + across * len(data.columns)], [y + row / 2] * 2, color=style.palette.divider,
                  linewidth=0.9 if line < 2 else 0.4, zorder=0)  # fmt: skip  # noqa: PLR2004  above is the whole
    for place, each in enumerate(data.columns):
        _column(axes, each, (left + across * place, across, head, row), style)


def _column(axes: "Axes", one: StripColumn, place: tuple[float, float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    x, wide, head, row = place
    colours, middle = style.palette, x + wide / 2
    label = shorten(one.label, wide - 2, style.small)
    words(axes, middle, head / 2, label, style, align="center", colour=colours.text_2)
    for line, told in enumerate(one.told):
        box = Rectangle((x + 1, head + row * line + 1), wide - 2, row - 2, facecolor="none", edgecolor="none")
        if line == 0 and one.tone:
            box.set_facecolor(colours.statuses[one.tone.value].tint)
        axes.add_artist(box)
        tell(box, told, one.key)
    came = shorten(one.came, wide - 4, style.small)
    words(axes, middle, head + row / 2, came, style, align="center")
    shape = min(_SIGN * style.text / 8.5, row * 0.78, wide * 0.5)
    for line, rating in enumerate(one.ratings, 1):
        sign(axes, middle, head + row * (line + 0.5), status(rating, colours), shape)
    if one.is_new_scale:
        bottom = head + row * len(one.told)
        axes.plot([x, x], [head, bottom], color=colours.text_2, linewidth=1, linestyle=(0, (3, 2)), zorder=3)
