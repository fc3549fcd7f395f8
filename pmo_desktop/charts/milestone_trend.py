"""Milestone trend: the date forecast in each report; flat holds, rising slips, touching the diagonal is done."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import beside, date_ticks, leader, nothing, plot_area, size_of, spread, tell
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.services.insights.shapes import MilestoneLine, MilestoneTrend
from pmo_desktop.text import say

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes

_MARKERS = ("o", "s", "X", "^", "D")
_MOST = len(_MARKERS)
_LEAST_REPORTS = 2


def draw(axes: "Axes", data: MilestoneTrend, style: ChartStyle) -> None:
    """Draw at most five lines, each with its marker and its name, date and change beside its end."""
    lines = [line for line in data.lines if any(line.dates)][:_MOST]
    if not lines or len(data.reports) < _LEAST_REPORTS:
        nothing(axes, style, say("Two reports with milestones are needed for a trend."))
        return
    days = [day for line in lines for day in line.dates if day]
    first, last = min(days), max(days)
    margin = max((last - first).days // 12, 10)
    width = size_of(axes)[0]
    columns = _columns(lines, data, style, width * 0.5)
    left = text_width(style.month(last), style.small) + 10
    plot_area(axes, style, left=left, right=sum(columns) + 16, top=style.small * 2.8, bottom=style.small * 2)
    axes.set_xlim(0, len(data.reports) - 1)
    axes.set_ylim(first.toordinal() - margin, last.toordinal() + margin)
    axes.set_yticks(*date_ticks(first, last, style, size_of(axes)[1] * 1.4))
    _names(axes, data, style)
    _report_dates(axes, [day for _, day in data.reports], style)
    for place, line in enumerate(lines):
        _line(axes, line, place, style)
    _ends(axes, lines, data, columns, style)


def _columns(lines: list[MilestoneLine], data: MilestoneTrend, style: ChartStyle, most: float) -> list[float]:
    """Return the widths of name, date and change at the right, in points; the name gives way."""
    shown = max(text_width(line.shown, style.text) for line in lines) + 12
    heading = text_width(data.change_heading, style.small)
    change = max(heading, *[text_width(line.change, style.text, bold=True) for line in lines]) + 12
    name = max(text_width(line.label, style.text, bold=True) for line in lines) + 6
    return [min(name, max(most - shown - change, 30)), shown, change]


def _names(axes: "Axes", data: MilestoneTrend, style: ChartStyle) -> None:
    room = size_of(axes)[0] / max(len(data.reports) - 1, 1)
    widest = max(text_width(name, style.small) for name, _ in data.reports) + 4
    step = max(1, -(-int(min(widest, 70)) // max(int(room), 1)))
    last = len(data.reports) - 1
    places = sorted(range(last, -1, -step))
    axes.set_xticks(places, [shorten(data.reports[i][0], 70, style.small) for i in places])
    axes.get_xticklabels()[-1].set(fontweight="semibold", color=style.palette.text)


def _report_dates(axes: "Axes", days: "list[date]", style: ChartStyle) -> None:
    """Draw the line on which a forecast date is the date of its report: what reaches it is done."""
    ordinals = [day.toordinal() for day in days]
    quiet = style.palette.text_2
    axes.plot(range(len(days)), ordinals, color=quiet, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    low, high = axes.get_ylim()
    inside = [(x, y) for x, y in enumerate(ordinals) if low < y < high]
    word = say("report date")
    step = size_of(axes)[0] / max(len(days) - 1, 1)
    roomy = [(x, y) for x, y in inside if (len(days) - 1 - x) * step > text_width(word, style.small) + 8]
    if roomy:
        beside(axes, roomy[len(roomy) // 2], word, (4, -style.small), style, colour=quiet)


def _line(axes: "Axes", line: MilestoneLine, place: int, style: ChartStyle) -> None:
    known = [(x, day.toordinal()) for x, day in enumerate(line.dates) if day]
    colour = style.palette.series[place]
    drawn = axes.plot(
        *zip(*known, strict=True),
        color=colour,
        marker=_MARKERS[place],
        markersize=4.4,
        markeredgewidth=0,
        linewidth=style.line,
        label=f"_{line.label}",
        zorder=3,
        clip_on=False,
    )[0]
    tell(drawn, f"{line.label}: {line.shown} {line.change}", line.key)


def _ends(
    axes: "Axes", lines: list[MilestoneLine], data: MilestoneTrend, columns: list[float], style: ChartStyle
) -> None:
    low, high = axes.get_ylim()
    per_point = (high - low) / max(size_of(axes)[1], 1)
    ends = [[day for day in line.dates if day][-1].toordinal() for line in lines]
    places = spread(ends, style.text * 1.42 * per_point, low, high)
    far = axes.get_xlim()[1]
    for line, end, place in zip(lines, ends, places, strict=True):
        last = max(x for x, day in enumerate(line.dates) if day)
        away, up = (far - last) * size_of(axes)[0] / far, (place - end) / per_point
        leader(axes, (last, end), (away + 13, up), style)
        name = shorten(line.label, columns[0] - 4, style.text, bold=True)
        beside(axes, (last, end), name, (away + 14, up), style, bold=True, size=style.text)
        for text, right in ((line.shown, sum(columns[:2])), (line.change, sum(columns))):
            beside(axes, (last, end), text, (away + 14 + right, up), style, align="right", size=style.text)
    top = (14 + sum(columns), (max(places) - high) / per_point + style.text * 1.6)
    beside(axes, (far, high), data.change_heading, top, style, align="right", colour=style.palette.text_2)
