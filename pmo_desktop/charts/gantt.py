"""Steps on a calendar: the baseline as a thin bar above, what has passed solid, what is to come open, slip hatched."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.frame import date_ticks, in_points, nothing, rows_that_fit, sign, tell, words
from pmo_desktop.charts.style import ChartStyle, status
from pmo_desktop.services.insights.shapes import Gantt, GanttRow
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW, HEAD = 15.4, 2.0  # points of a row, for text of 8.5; lines of small text above the first row
_BAR, _BASELINE = 6.2, 2.4


def height(rows: int, style: ChartStyle) -> float:
    """The height in points that shows `rows` rows and no more."""
    return style.small * HEAD + ROW * style.text / 8.5 * rows + 2


def draw(axes: "Axes", data: Gantt, style: ChartStyle) -> None:
    """Draw one row for each step under the heads of their phases; one without dates has no bar."""
    if not data.rows or data.starts_on is None or data.ends_on is None:
        nothing(axes, style, say("No activity has dates."))
        return
    wide, high = in_points(axes)
    size = style.text / 8.5
    head, row = style.small * HEAD, ROW * size
    name = max(text_width(one.label, style.text, bold=one.is_head) for one in data.rows)
    left = min(name + 30 * size, wide * 0.4)
    slip = max(
        text_width(data.slip_heading, style.small, bold=True), *[text_width(one.shown, style.text) for one in data.rows]
    )
    scale = _Scale(data, left, wide - slip - 12 * size)
    shown = rows_that_fit(axes, len(data.rows), (high - head) / row, (0, head, row), style)
    _calendar(axes, data, scale, style, bottom=head + row * shown)
    words(axes, wide, head / 2, data.slip_heading, style, align="right", bold=True, colour=style.palette.text_2)
    for place, one in enumerate(data.rows[:shown]):
        y = head + row * (place + 0.5)
        axes.plot([0, wide], [y + row / 2] * 2, color=style.palette.divider, linewidth=0.4, zorder=0)
        if one.is_head:
            words(axes, 0, y, shorten(one.label, left, style.text, bold=True), style, bold=True, size=style.text)
            continue
        sign(axes, 7 * size, y, status(one.rating, style.palette, complete=one.complete), 8 * size)
        words(axes, 17 * size, y, shorten(one.label, left - 22 * size, style.text), style, size=style.text)
        words(axes, wide, y, one.shown, style, align="right", bold=True, size=style.text)
        _bars(axes, one, scale, y, style)


class _Scale:
    """Days on the sheet, from `left` to `right`."""

    def __init__(self, data: Gantt, left: float, right: float) -> None:
        self.left, self.right = left, max(right, left + 1)
        self.start = (data.starts_on or date.min).toordinal()
        self.days = max((data.ends_on or date.max).toordinal() - self.start, 1)
        self.now = data.data_date

    def at(self, day: date) -> float:
        share = (day.toordinal() - self.start) / self.days
        return self.left + min(max(share, 0), 1) * (self.right - self.left)


def _calendar(axes: "Axes", data: Gantt, scale: _Scale, style: ChartStyle, *, bottom: float) -> None:
    head, colours = style.small * HEAD, style.palette
    if data.starts_on and data.ends_on:
        room = scale.right - scale.left
        for day, label in zip(*date_ticks(data.starts_on, data.ends_on, style, room), strict=True):
            x = scale.at(date.fromordinal(day))
            axes.plot([x, x], [head * 0.15, bottom], color=colours.divider, linewidth=0.6, zorder=0)
            if x + text_width(label, style.small, bold=True) < scale.right:
                words(axes, x + 3, head / 2, label, style, bold=True, colour=colours.text_2)
    axes.plot([0, axes.get_xlim()[1]], [head, head], color=colours.accent, linewidth=0.75)
    if data.data_date and data.starts_on and data.ends_on and data.starts_on <= data.data_date < data.ends_on:
        x = scale.at(data.data_date)
        line = axes.plot([x, x], [head * 0.6, bottom], color=colours.accent, linewidth=1, zorder=2)[0]
        tell(line, say("data date"))


def _bars(axes: "Axes", one: GanttRow, scale: _Scale, y: float, style: ChartStyle) -> None:
    size = style.text / 8.5
    colours = style.palette
    if one.baseline:
        first, last = one.baseline
        top = y - (_BAR / 2 + _BASELINE - 0.4) * size
        _piece(
            axes, (scale.at(first), _after(scale, last)), (top, _BASELINE * size), colours.previous, colours.previous
        )
    if one.start is None or one.finish is None or one.finish < one.start:
        return
    begin, end = scale.at(one.start), _after(scale, one.finish)
    planned = min(max(_after(scale, one.baseline[1]), begin), end) if one.baseline else end
    now = min(max(scale.at(scale.now), begin), end) if scale.now and (one.complete or one.rating) else begin
    done = end if one.complete else now
    place = (y - (_BAR / 2 - 1.4) * size, _BAR * size)
    told = f"{one.label}: {style.month(one.start)} – {style.month(one.finish)}"
    for since, until, manner in (
        (begin, done, "full"),
        (done, max(planned, done), "open"),
        (max(planned, done), end, "late"),
    ):
        if until > since:
            face = colours.actual if manner == "full" else colours.surface
            hatch = "//////" if manner == "late" else ""
            _piece(axes, (since, until), place, face, colours.actual, hatch, (told, one.key))


def _after(scale: _Scale, day: date) -> float:
    """Where a day ends."""
    return scale.at(day + timedelta(days=1))


def _piece(
    axes: "Axes",
    across: tuple[float, float],
    down: tuple[float, float],
    face: str,
    edge: str,
    hatch: str = "",
    told: tuple[str, str] = ("", ""),
) -> None:
    from matplotlib.patches import Rectangle

    piece = Rectangle((across[0], down[0]), max(across[1] - across[0], 0.8), down[1], facecolor=face, edgecolor=edge)
    piece.set_linewidth(0.8)
    if hatch:
        piece.set_hatch(hatch)
    axes.add_artist(piece)
    if told[0]:
        tell(piece, *told)
