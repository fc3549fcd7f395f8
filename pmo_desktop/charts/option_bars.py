"""Points of options, axis by axis: the best is filled and named in bold, the rest are outlined."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import in_points, nothing, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.assessment_shapes import OptionBars, OptionPoints
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 16  # points, for text of 8.5


def draw(axes: "Axes", data: OptionBars, style: ChartStyle) -> None:
    """Draw a heading and a row for each option of every axis, all on one scale of points."""
    every = [option for _, _, options in data.axes for option in options]
    if not any(option.points for option in every):
        nothing(axes, style, say("Nothing is answered that gives points."))
        return
    width, height = in_points(axes)
    lines = len(every) + 1.3 * len(data.axes)
    row = min(_ROW * style.text / 8.5, height / lines)
    left = min(max(text_width(option.label, style.text, bold=True) for option in every) + 18, width * 0.5)
    right = max(text_width(option.shown, style.text, bold=True) for option in every) + 8
    scale = max(width - left - right, 10) / max(option.points for option in every)
    y = 0.0
    for title, note, options in data.axes:
        words(axes, 0, y + row * 0.7, title, style, bold=True, size=style.text)
        words(axes, width, y + row * 0.7, note, style, align="right", colour=style.palette.text_2)
        axes.plot([0, width], [y + row * 1.25] * 2, color=style.palette.divider, linewidth=0.5)
        y += row * 1.3
        for option in options:
            _row(axes, option, (left, y + row / 2, scale, width), style, high=row * 0.5)
            y += row


def _row(
    axes: "Axes", option: OptionPoints, place: tuple[float, float, float, float], style: ChartStyle, *, high: float
) -> None:
    from matplotlib.patches import Rectangle

    left, y, scale, width = place
    colours = style.palette
    label = shorten(option.label, left - 16, style.text)
    words(axes, 8, y, label, style, bold=option.is_best, size=style.text)
    bar = Rectangle((left, y - high / 2), option.points * scale, high, linewidth=0.8)
    bar.set(facecolor=colours.series[0] if option.is_best else colours.surface, edgecolor=colours.series[0])
    axes.add_artist(bar)
    tell(bar, f"{option.label}: {option.shown}", option.key)
    words(axes, width, y, option.shown, style, align="right", bold=option.is_best, size=style.text)
