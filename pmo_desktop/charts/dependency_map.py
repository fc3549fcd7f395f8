"""Who gives what to whom: projects from top to bottom, an arc with an arrow for each dependency; late ones say so."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.portfolio_shapes import DependencyMap, Link
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 15.4  # points, for text of 8.5
_MOST_NAME = 0.5


def draw(axes: "Axes", data: DependencyMap, style: ChartStyle) -> None:
    """Draw arcs right of the names, those of neighbours near, those over many rows far out."""
    if not data.links:
        nothing(axes, style, say("No project waits for another."))
        return
    width, height = in_points(axes)
    count = len(data.projects)
    foot = style.small * 1.8
    least = _ROW * style.text / 8.5
    row = min(max((height - foot) / count, least), 2 * least)
    shown = rows_that_fit(axes, count, (height - foot) / row, (0, 0, row), style)
    names = max(text_width(name, style.text) for name in data.projects) + 14
    left = min(names, width * _MOST_NAME)
    for place, name in enumerate(data.projects[:shown]):
        y = row * (place + 0.5)
        words(axes, 0, y, shorten(name, left - 12, style.text), style, size=style.text)
        axes.plot([left], [y], "o", color=style.palette.actual, markersize=3.4)
    reach = width - left - style.small * 5
    lane: dict[tuple[int, int], int] = {}
    for each in data.links:
        if max(each.giver, each.receiver) < shown:
            span = (min(each.giver, each.receiver), max(each.giver, each.receiver))
            lane[span] = lane.get(span, -1) + 1
            out = reach * ((span[1] - span[0]) / max(count - 1, 1)) ** 0.7 + 6 + 5 * lane[span]
            _arc(axes, each, (left, row, min(out, reach + 10)), style)
    note = say("An arrow leads from who gives to who waits.")
    words(axes, 0, height - foot * 0.4, f"{note} {data.note}".strip(), style, colour=style.palette.text_3)


def _arc(axes: "Axes", link: Link, place: tuple[float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    left, row, out = place
    start, end = row * (link.giver + 0.5), row * (link.receiver + 0.5)
    is_late = (link.late_days or 0) > 0
    x = left + 4
    curve = Path([(x, start), (x + out * 1.3, start), (x + out * 1.3, end), (x, end)], [1, 4, 4, 4])
    colour = style.palette.statuses["R"].edge if is_late else style.palette.edge
    arrow = FancyArrowPatch(
        path=curve, arrowstyle="-|>", mutation_scale=style.small, color=colour, linewidth=1.6 if is_late else 0.9,
        fill=False, zorder=4 if is_late else 3,
    )  # fmt: skip
    axes.add_artist(arrow)
    tell(arrow, link.told, link.key)
    if is_late:
        text = say("+{days} d", days=link.late_days)
        words(axes, x + out + 3, (start + end) / 2, text, style, bold=True, colour=colour)
