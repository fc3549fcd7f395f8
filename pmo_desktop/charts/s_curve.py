"""The S-curve: money added up over time, planned, spent and forecast."""

from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import text_width
from pmo_desktop.charts.frame import beside, leader, nothing, number_ticks, plot_area, size_of, spread
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import Curve, SCurve
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(axes: "Axes", data: SCurve, style: ChartStyle) -> None:
    """Draw plan as an outline, actual solid, forecast dashed and the last one grey, each named where it ends."""
    curves = (data.plan, data.last_forecast, data.actual, data.forecast)
    points = [point for curve in curves for point in curve]
    if len(points) < 2:  # noqa: PLR2004  a line needs two ends
        nothing(axes, style, say("No money is recorded by period."))
        return
    width = size_of(axes)[0]
    labels = (data.plan_label, data.last_label, data.forecast_label)
    right = max(text_width(label, style.text, bold=True) for label in labels) + 22
    first, last = min(day for day, _ in points), max(day for day, _ in points)
    high = max(0.0, *[value for _, value in points]) * 1.08 or 1
    low = min(0.0, *[value for _, value in points])
    places, figures = number_ticks(low, high, style)
    left = max(text_width(figure, style.small) for figure in figures) + 8
    plot_area(axes, style, left=left, right=min(right, width * 0.4), top=style.small * 1.8, bottom=style.small * 2)
    axes.set_xlim(first.toordinal(), max(last.toordinal(), first.toordinal() + 1))
    axes.set_ylim(low, high)
    axes.set_yticks(places, figures)
    axes.set_xticks(*_dates({day for day, _ in points}, style, size_of(axes)[0]))
    if data.data_date and first <= data.data_date <= last:
        data_date(axes, data.data_date.toordinal(), style)
    _lines(axes, data, style)
    _ends(axes, data, style)


def _dates(days: set[date], style: ChartStyle, room: float) -> tuple[list[int], list[str]]:
    """Return places and names of the dates that have figures, as many as have room, the last among them."""
    known = sorted(days)
    most = max(int(room / (style.small * 4.2)), 2)
    shown = known[:: -max(-(-len(known) // most), 1)][::-1] if len(known) > most else known
    return [day.toordinal() for day in shown], [style.month(day) for day in shown]


def data_date(axes: "Axes", x: float, style: ChartStyle) -> None:
    """Draw the line up to which figures are actual, and name it at the top."""
    accent = style.palette.accent
    axes.axvline(x, color=accent, linewidth=1, zorder=1)
    top = (x, axes.get_ylim()[1])
    beside(axes, top, say("data date"), (-4, style.small * 0.7), style, align="right", bold=True, colour=accent)


def _lines(axes: "Axes", data: SCurve, style: ChartStyle) -> None:
    colours, wide = style.palette, style.line
    _line(axes, data.plan, colours.edge, wide + 1.6, style)
    _line(axes, data.plan, colours.surface, wide + 0.2, style)
    _line(axes, data.last_forecast, colours.previous, wide, style)
    _line(axes, data.forecast, colours.actual, wide + 0.5, style, manner=(0, (2.2, 1.4)))
    _line(axes, data.actual, colours.actual, wide + 1, style)
    if data.actual:
        day, value = data.actual[-1]
        axes.plot(
            [day.toordinal()], [value], "o", color=colours.actual, mec=colours.surface, markersize=7, clip_on=False
        )


def _line(axes: "Axes", curve: Curve, colour: str, width: float, style: ChartStyle, *, manner: object = "-") -> None:
    if curve:
        days, values = [day.toordinal() for day, _ in curve], [value for _, value in curve]
        line = axes.plot(days, values, color=colour, linewidth=width, solid_capstyle="butt", zorder=3)[0]
        line.set_clip_on(False)
        line.set_linestyle(manner)  # type: ignore[arg-type]
        line.set_gid("\n" + ", ".join(f"{style.month(day)} {style.number(value)}" for day, value in curve[-1:]))


def _ends(axes: "Axes", data: SCurve, style: ChartStyle) -> None:
    """Name each line beside its end, moved apart where ends meet, and the actual beside its dot."""
    named = [(data.plan, data.plan_label), (data.last_forecast, data.last_label), (data.forecast, data.forecast_label)]
    shown = [(curve, label) for curve, label in named if curve and label]
    if not data.forecast:
        shown += [(data.actual, data.actual_label)] if data.actual and data.actual_label else []
    elif data.actual and data.actual_label:
        day, value = data.actual[-1]
        beside(axes, (day.toordinal(), value), data.actual_label, (7, -style.text * 1.3), style, bold=True)
    low, high = axes.get_ylim()
    per_point = (high - low) / max(size_of(axes)[1], 1)
    places = spread([curve[-1][1] for curve, _ in shown], style.text * 1.35 * per_point, low, high + 10 * per_point)
    for (curve, label), place in zip(shown, places, strict=True):
        day, value = curve[-1]
        bold = curve in (data.forecast, data.actual)
        colour = style.palette.text if bold else style.palette.text_2
        at, offset = (day.toordinal(), value), (12, (place - value) / per_point)
        leader(axes, at, offset, style)
        beside(axes, at, label, offset, style, bold=bold, colour=colour)
