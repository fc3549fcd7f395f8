"""The roadmap: elapsed time solid, the way to the baseline finish in outline, slip hatched, gates as diamonds."""

from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import date_ticks, in_points, nothing, rows_that_fit, sign, tell, words
from pmo_desktop.charts.style import ChartStyle, status
from pmo_desktop.services.insights.shapes import Roadmap, RoadmapMark, RoadmapRow
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

_ROW, _BAR, _GATE = 15.4, 8, 11  # points, for text of 8.5
_PAST = 22  # points kept left of the data date when the roadmap starts before it


class _Scale:
    """Dates on the sheet, from `left` to `right`; what lies outside is held at the edge."""

    def __init__(self, data: Roadmap, left: float, right: float) -> None:
        self.left, self.right = left, right
        self.start = (data.starts_on or date.min).toordinal()
        self.days = max((data.ends_on or date.max).toordinal() - self.start, 1)

    def at(self, day: date) -> float:
        return min(max(self.left + (day.toordinal() - self.start) / self.days * self.width, self.left), self.right)

    @property
    def width(self) -> float:
        return self.right - self.left

    def beyond(self, day: date) -> bool:
        return day.toordinal() > self.start + self.days


def draw(axes: "Axes", data: Roadmap, style: ChartStyle) -> None:
    """Draw one row for each project; one without dates says so, one that ends later points on to its year."""
    if not data.rows or data.starts_on is None or data.ends_on is None:
        nothing(axes, style, say("No project has dates."))
        return
    width, height = in_points(axes)
    size = style.text / 8.5
    head, row = style.small * 2, _ROW * size
    name = max(text_width(one.label, style.text, bold=one.strong) for one in data.rows)
    left = min(name + 30 * size, width * 0.3)
    right = max(text_width(data.slip_heading, style.small), *[text_width(one.shown, style.text) for one in data.rows])
    scale = _Scale(data, left, width - right - 34 * size)
    shown = rows_that_fit(axes, len(data.rows), (height - head) / row, (0, head, row), style)
    _calendar(axes, data, scale, style, bottom=head + row * shown)
    words(axes, width, head / 2, data.slip_heading, style, align="right", bold=True, colour=style.palette.text_2)
    for place, one in enumerate(data.rows[:shown]):
        y = head + row * (place + 0.5)
        sign(axes, 7 * size, y, status(one.rating, style.palette, complete=one.complete), 8.6 * size)
        label = shorten(one.label, left - 26 * size, style.text, bold=one.strong)
        words(axes, 17 * size, y, label, style, bold=one.strong, size=style.text)
        words(axes, width, y, one.shown, style, align="right", bold=one.strong, size=style.text)
        line = y + row / 2
        axes.plot([0, width], [line, line], color=style.palette.divider, linewidth=0.4, zorder=0)
        _bar(axes, one, data, scale, y, style)


def _calendar(axes: "Axes", data: Roadmap, scale: _Scale, style: ChartStyle, *, bottom: float) -> None:
    """Draw the years or months along the top, and the data date down all rows."""
    head = style.small * 2
    colours = style.palette
    if data.starts_on and data.ends_on:
        for day, label in zip(*date_ticks(data.starts_on, data.ends_on, style, scale.width), strict=True):
            x = scale.at(date.fromordinal(day))
            axes.plot([x, x], [head * 0.15, bottom], color=colours.divider, linewidth=0.6, zorder=0)
            if x < scale.right - 8:
                words(axes, x + 3, head / 2, label, style, bold=True, colour=colours.text_2)
    axes.plot([0, axes.get_xlim()[1]], [head, head], color=colours.accent, linewidth=0.75)
    if data.data_date:
        x = scale.at(data.data_date)
        axes.plot([x, x], [head * 0.15, bottom + 2], color=colours.accent, linewidth=1, zorder=2)
        words(axes, x - 3, head / 2, say("data date"), style, align="right", bold=True, colour=colours.accent)


def _bar(axes: "Axes", one: RoadmapRow, data: Roadmap, scale: _Scale, y: float, style: ChartStyle) -> None:
    finish = one.forecast_finish or one.baseline_finish
    if finish is None:
        quiet = style.palette.text_3
        words(axes, scale.left + _PAST + 6, y, say("no dates reported"), style, colour=quiet)
        return
    start = one.start or data.starts_on or finish
    planned = min(one.baseline_finish or finish, finish)
    now = min(data.data_date or start, finish)
    ends = f"{one.label}: {style.month(start)} – {style.month(finish)}"
    for since, until, manner in (
        (start, now, "full"),
        (max(start, now), planned, "open"),
        (planned, finish, "hatched"),
    ):
        begin = max(since, now) if manner == "hatched" else since
        if until > begin:
            tell(_piece(axes, scale.at(begin), scale.at(until), y, manner, style), ends, one.key)
    if scale.beyond(finish):
        x, half = scale.right, _BAR * style.text / 17
        axes.fill([x, x + half * 1.4, x], [y - half, y, y + half], color=style.palette.edge, linewidth=0)
        words(axes, x + half * 1.4 + 4, y, str(finish.year), style, colour=style.palette.text_2)
    for mark in one.marks:
        _mark(axes, mark, scale, y, style)


def _piece(axes: "Axes", x: float, to: float, y: float, manner: str, style: ChartStyle) -> "Rectangle":
    from matplotlib.patches import Rectangle

    high = _BAR * style.text / 8.5
    colours = style.palette
    piece = Rectangle((x, y - high / 2), max(to - x, 0.6), high, linewidth=0.8, edgecolor=colours.actual)
    piece.set_facecolor(colours.actual if manner == "full" else colours.surface)
    if manner == "hatched":
        piece.set_hatch("//////")
    axes.add_artist(piece)
    return piece


def _mark(axes: "Axes", mark: RoadmapMark, scale: _Scale, y: float, style: ChartStyle) -> None:
    """Draw a gate as a filled diamond with its number, a milestone as an open one."""
    x = scale.at(mark.on)
    if scale.beyond(mark.on) or mark.on.toordinal() < scale.start:
        return
    half = _GATE * style.text / 17
    colours = style.palette
    face = colours.text if mark.gate else colours.surface
    corners = ([x - half, x, x + half, x], [y, y - half, y, y + half])
    diamond = axes.fill(*corners, facecolor=face, edgecolor=colours.text, linewidth=0.9, zorder=3)[0]
    tell(diamond, f"{say('Gate')} {mark.gate}, {style.month(mark.on)}" if mark.gate else style.month(mark.on))
    if mark.gate:
        words(axes, x, y, mark.gate, style, align="center", bold=True, colour=colours.surface, size=half)
