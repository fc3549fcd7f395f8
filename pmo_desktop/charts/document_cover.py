"""The cover of documents: a square for each, in a row for each phase or age, with what the squares mean below."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.project_shapes import CoverRow, CoverState, DocumentCover
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

_ROW, _SIDE = 22.0, 12.0  # points, for text of 8.5
_MOST_NAME = 0.42
_LEGEND: tuple[tuple[CoverState, str], ...] = (
    ("done", N_("done")),
    ("there", N_("there, not ticked off")),
    ("waived", N_("waived")),
    ("missing", N_("missing")),
    ("open", N_("due now")),
    ("later", N_("to come")),
)


def draw(axes: "Axes", data: DocumentCover, style: ChartStyle) -> None:
    """Draw what is there solid, what is missing in the tint of red with a stroke, what is to come in a thin outline."""
    if not data.rows:
        nothing(axes, style, say("No document yet, and no lifecycle that asks for one."))
        return
    width, height = in_points(axes)
    size = style.text / 8.5
    used = {cell.state for row in data.rows for cell in row.cells}
    legend: list[tuple[CoverState, str]] = [(state, say(word)) for state, word in _LEGEND if state in used]
    foot = style.small * (2 * -(-len(legend) // 2) + 1) if len(used) > 1 else 0.0
    row = min((height - foot) / len(data.rows), _ROW * size)
    names = max(text_width(each.label, style.text, bold=each.strong) for each in data.rows) + 10
    left = min(names, width * _MOST_NAME)
    right = max(text_width(each.shown, style.text, bold=True) for each in data.rows) + 8
    most = max(len(each.cells) for each in data.rows)
    step = min((width - left - right) / most, (_SIDE + 4) * size)
    shown = rows_that_fit(axes, len(data.rows), (height - foot) / row, (0, 0, row), style)
    for place, each in enumerate(data.rows[:shown]):
        _row(axes, each, (left, row * (place + 0.5), step, min(_SIDE * size, step - 1.5, row - 4)), style)
    if foot:
        _legend(axes, legend, row * shown + style.small, style)


def _row(axes: "Axes", one: CoverRow, place: tuple[float, float, float, float], style: ChartStyle) -> None:
    left, y, step, side = place
    words(axes, 0, y, shorten(one.label, left - 8, style.text, bold=one.strong), style, bold=one.strong,
          size=style.text)  # fmt: skip
    words(axes, axes.get_xlim()[1], y, one.shown, style, align="right", bold=True, size=style.text)
    for number, cell in enumerate(one.cells):
        box = _square(axes, (left + step * number, y - side / 2, side), cell.state, style)
        tell(box, cell.told, cell.key)


def _square(axes: "Axes", place: tuple[float, float, float], state: CoverState, style: ChartStyle) -> "Rectangle":
    x, y, side = place
    colours, red, amber = style.palette, style.palette.statuses["R"], style.palette.statuses["A"]
    fill, edge, thick = {
        "done": (colours.actual, colours.actual, 0.8),
        "there": (colours.surface, colours.actual, 0.8),
        "waived": (colours.header, colours.edge, 0.8),
        "missing": (red.tint, red.edge, 1.2),
        "open": (amber.tint, amber.edge, 1.2),
        "later": (colours.surface, colours.divider, 0.8),
    }[state]
    from matplotlib.patches import Rectangle

    box = Rectangle((x, y), side, side, facecolor=fill, edgecolor=edge, linewidth=thick)
    if state == "there":
        box.set_hatch("//////")
    axes.add_artist(box)
    middle, inner = (x + side / 2, y + side / 2), side * 0.28
    if state == "waived":
        axes.plot([middle[0] - inner, middle[0] + inner], [middle[1]] * 2, color=colours.text_2, linewidth=1)
    elif state == "missing":
        for rise in (-inner, inner):
            axes.plot([middle[0] - inner, middle[0] + inner], [middle[1] - rise, middle[1] + rise], color=red.edge,
                      linewidth=1.2)  # fmt: skip
    return box


def _legend(axes: "Axes", legend: "Sequence[tuple[CoverState, str]]", top: float, style: ChartStyle) -> None:
    half, side = axes.get_xlim()[1] / 2, style.small * 0.95
    for number, (state, word) in enumerate(legend):
        line, place = divmod(number, 2)
        x, y = half * place, top + style.small * 2 * (line + 0.5)
        _square(axes, (x, y - side / 2, side), state, style)
        words(axes, x + side + 5, y, shorten(word, half - side - 8, style.small), style, colour=style.palette.text_2)
