"""Risks by probability and impact, each cell with the references of its risks."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import text_width
from pmo_desktop.charts.frame import in_points, nothing, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.shapes import HeatCell, RiskHeatMap
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STEPS = 5


def draw(axes: "Axes", data: RiskHeatMap, style: ChartStyle) -> None:
    """Draw five by five cells, tinted by their score and numbered with it, so that they read without colour too."""
    if not any(cell.references for cell in data.cells):
        nothing(axes, style, say("No risk is open."))
        return
    width, height = in_points(axes)
    left, foot = style.small * 2.8, style.small * 2.8
    across, down = (width - left) / _STEPS, (height - foot) / _STEPS
    held = {(cell.probability, cell.impact): cell for cell in data.cells}
    for probability in range(1, _STEPS + 1):
        for impact in range(1, _STEPS + 1):
            place = (left + across * (impact - 1), down * (_STEPS - probability), across, down)
            found = held.get((probability, impact), HeatCell(probability, impact, ()))
            _cell(axes, data, found, place, style)
    quiet = style.palette.text_2
    for step in range(1, _STEPS + 1):
        words(axes, left - 6, down * (_STEPS - step + 0.5), str(step), style, align="right", colour=quiet)
        x = left + across * (step - 0.5)
        words(axes, x, height - foot + style.small * 0.9, str(step), style, align="center", colour=quiet)
    words(
        axes, left + (width - left) / 2, height - style.small * 0.6, say("Impact"), style, align="center", colour=quiet
    )
    axes.text(
        style.small * 0.8,
        (height - foot) / 2,
        say("Probability"),
        rotation=90,
        ha="center",
        va="center",
        color=quiet,
        fontsize=style.small,
    )


def _cell(
    axes: "Axes",
    data: RiskHeatMap,
    held: HeatCell,
    place: tuple[float, float, float, float],
    style: ChartStyle,
) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, high = place
    score, references = held.probability * held.impact, held.references
    rating = Rating.RED if score >= data.red_from else Rating.AMBER if score >= data.amber_from else Rating.GREEN
    colours = style.palette
    ground = colours.statuses[rating.value].tint
    cell = Rectangle((x + 0.75, y + 0.75), wide - 1.5, high - 1.5, facecolor=ground, edgecolor="none")
    axes.add_artist(cell)
    words(axes, x + wide - 4, y + style.small * 0.75, str(score), style, align="right", colour=colours.text_2)
    if not references:
        return
    tell(cell, ", ".join(references), held.key)
    for number, line in enumerate(
        _lines(references, wide - 8, int((high - style.small * 1.4) / (style.text * 1.15)), style)
    ):
        top = y + style.small * 1.4 + style.text * (0.55 + 1.15 * number)
        words(axes, x + 4, top, line, style, bold=True, size=style.text)


def _lines(references: tuple[str, ...], room: float, most: int, style: ChartStyle) -> list[str]:
    """Set references in lines; those without room are counted at the end, as "+3"."""
    lines = [""]
    for place, reference in enumerate(references):
        longer = f"{lines[-1]}   {reference}".strip()
        left = len(references) - place
        last = len(lines) >= most
        if last and text_width(f"{longer}   +{left}", style.text, bold=True) > room and (left > 1 or lines[-1]):
            lines[-1] = f"{lines[-1]}   +{left}".strip()
            return lines
        if lines[-1] and text_width(longer, style.text, bold=True) > room:
            lines.append(reference)
        else:
            lines[-1] = longer
    return lines
