"""Money by period: plan outlined, actual solid, forecast hatched, and the last forecast as a grey line."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import nothing, number_ticks, plot_area, size_of, tell, words
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import CostPeriod, CostProfile
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PLAN, _SPENT, _LAST = 0.39, 0.23, 0.44  # half widths of bars, in periods
_LABEL = 12  # the least points of a period that names itself


def draw(axes: "Axes", data: CostProfile, style: ChartStyle) -> None:
    """Draw one group of bars for each period; what is not known has no bar."""
    values = [value for period in data.periods for value in _values(period)]
    if not values:
        nothing(axes, style, say("No money is recorded by period."))
        return
    low, high = min(0.0, *values), max(0.0, *values) * 1.14 or 1
    places, figures = number_ticks(low, high, style)
    left = max(text_width(figure, style.small) for figure in figures) + 8
    plot_area(axes, style, left=left, right=2, top=style.small * 1.6, bottom=style.small * 2)
    axes.set_xlim(-0.5, len(data.periods) - 0.5)
    axes.set_ylim(low, high)
    axes.set_yticks(places, figures)
    _names(axes, data, style)
    for place, period in enumerate(data.periods):
        _bars(axes, place, period, style)
    if 0 < data.elapsed < len(data.periods):
        axes.axvline(data.elapsed - 0.5, color=style.palette.accent, linewidth=1, zorder=4)


def _values(period: CostPeriod) -> list[float]:
    found = (period.plan, period.actual, period.forecast, period.last_forecast)
    return [value for value in found if value is not None]


def _names(axes: "Axes", data: CostProfile, style: ChartStyle) -> None:
    """Name as many periods as have room; the last one that is over is strong."""
    room = size_of(axes)[0] / len(data.periods)
    widest = max(text_width(period.label, style.small, bold=True) for period in data.periods) + 4
    step = max(1, -(-int(min(widest, 60)) // max(int(room), 1)))
    shown = range(0, len(data.periods), step)
    width = room * step - 2
    axes.set_xticks(list(shown), [shorten(data.periods[i].label, max(width, _LABEL), style.small) for i in shown])
    for place, label in zip(shown, axes.get_xticklabels(), strict=True):
        if place == data.elapsed - 1:
            label.set(fontweight="semibold", color=style.palette.text)


def _bars(axes: "Axes", place: int, period: CostPeriod, style: ChartStyle) -> None:
    colours = style.palette
    told = f"{period.label}: " + ", ".join(style.number(value) for value in _values(period))
    if period.plan is not None:
        plan = axes.bar(place, period.plan, 2 * _PLAN, facecolor=colours.surface, edgecolor=colours.edge, linewidth=0.8)
        tell(plan[0], told)
    if period.actual is not None:
        spent = axes.bar(place, period.actual, 2 * _SPENT, facecolor=colours.actual, edgecolor="none", zorder=2)
        tell(spent[0], told)
    elif period.forecast is not None:
        ahead = axes.bar(place, period.forecast, 2 * _SPENT, facecolor=colours.surface, edgecolor=colours.actual)
        ahead[0].set(hatch="//////", linewidth=0.8, zorder=2)
        tell(ahead[0], told)
    if period.last_forecast is not None:
        ends = [place - _LAST, place + _LAST]
        axes.plot(
            ends, [period.last_forecast] * 2, color=colours.previous, linewidth=2.4, zorder=3, solid_capstyle="butt"
        )
    if period.note and text_width(period.note, style.small, bold=True) < size_of(axes)[0] / 6:
        top = max(_values(period), default=0.0)
        low, high = axes.get_ylim()
        lift = (high - low) / max(size_of(axes)[1], 1) * style.small * 0.85
        words(axes, place, top + lift, period.note, style, align="center", bold=period.actual is None)
