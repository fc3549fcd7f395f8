"""Benefits: the target as an outline, what is forecast hatched in it, what is realised solid."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, rows_that_fit, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import Benefit, BenefitBars
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 42  # points, for text of 8.5


def draw(axes: "Axes", data: BenefitBars, style: ChartStyle) -> None:
    """Draw one block for each benefit: its name, its bar on its own scale with the figures, and a note."""
    if not data.rows:
        nothing(axes, style, say("No benefit is planned yet."))
        return
    width, height = in_points(axes)
    row = _ROW * style.text / 8.5
    right = max(text_width(one.shown, style.text, bold=True) for one in data.rows) + 8
    shown = rows_that_fit(axes, len(data.rows), height / row, (0, 0, row), style)
    for place, one in enumerate(data.rows[:shown]):
        y = row * place
        words(axes, 0, y + row * 0.14, shorten(one.label, width, style.text), style, size=style.text)
        _bars(axes, one, (y + row * 0.44, width - right, row * 0.25), style)
        words(axes, width, y + row * 0.44, one.shown, style, align="right", bold=True, size=style.text)
        note = shorten(one.note, width, style.small)
        words(axes, 0, y + row * 0.73, note, style, colour=style.palette.text_2)


def _bars(axes: "Axes", one: Benefit, place: tuple[float, float, float], style: ChartStyle) -> None:
    from matplotlib.patches import Rectangle

    y, width, high = place
    colours = style.palette
    highest = max([abs(value) for value in (one.target, one.forecast, one.actual) if value is not None], default=0)
    scale = width / highest if highest else 0
    frame = Rectangle((0, y - high / 2), abs(one.target or 0) * scale, high, facecolor="none", edgecolor=colours.edge)
    frame.set_linewidth(0.9)
    hatched = Rectangle((0, y - high * 0.32), abs(one.forecast or 0) * scale, high * 0.64, facecolor="none")
    hatched.set(edgecolor=colours.actual, hatch="//////", linewidth=0.6)
    solid = Rectangle((0, y - high * 0.32), abs(one.actual or 0) * scale, high * 0.64, facecolor=colours.actual)
    for bar in (frame, hatched, solid):
        if bar.get_width():
            axes.add_artist(bar)
            tell(bar, f"{one.label}: {one.shown}", one.key)
