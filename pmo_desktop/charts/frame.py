"""What charts have in common: axes with margins, words beside marks, status signs, and nothing to show."""

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import shorten, text_width
from pmo_desktop.charts.style import ChartStyle, Status
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

POINTS_PER_INCH = 72
_TICKS = 6
_BY_MONTH = 30  # a longer span is ticked by years
_BAND = 0.22  # the share of a bar that shows the second colour of a shade between


def size_of(axes: "Axes") -> tuple[float, float]:
    """Return width and height of the axes in points."""
    figure, box = axes.get_figure(root=True), axes.get_position()
    if figure is None:
        return 0, 0
    width, height = figure.get_size_inches()
    return box.width * width * POINTS_PER_INCH, box.height * height * POINTS_PER_INCH


def in_points(axes: "Axes") -> tuple[float, float]:
    """Make the axes a sheet measured in points from its upper left corner, and return its width and height."""
    width, height = size_of(axes)
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return width, height


def plot_area(axes: "Axes", style: ChartStyle, *, left: float, right: float, top: float, bottom: float) -> None:
    """Give the axes margins in points and the house manner: a base line, level grid lines, small labels."""
    width, height = size_of(axes)
    across, up = max(width - left - right, 1) / width, max(height - top - bottom, 1) / height
    axes.set_position((left / width, bottom / height, across, up))
    axes.set_facecolor("none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(style.palette.edge)
    axes.grid(axis="y", color=style.palette.divider, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=5, labelsize=style.small, labelcolor=style.palette.text_2)


def words(  # noqa: PLR0913  where, what and how
    axes: "Axes",
    x: float,
    y: float,
    text: str,
    style: ChartStyle,
    *,
    align: str = "left",
    bold: bool = False,
    colour: str = "",
    size: float = 0,
) -> None:
    """Write `text` with its capitals centred on (x, y), in the units of the axes."""
    beside(axes, (x, y), text, (0, 0), style, align=align, bold=bold, colour=colour, size=size)


def beside(  # noqa: PLR0913  where, what and how
    axes: "Axes",
    at: tuple[float, float],
    text: str,
    offset: tuple[float, float],
    style: ChartStyle,
    *,
    align: str = "left",
    bold: bool = False,
    colour: str = "",
    size: float = 0,
) -> None:
    """Write `text` with its capitals centred `offset` points (right, up) from a place of the axes."""
    high = size or style.small
    axes.annotate(
        text,
        at,
        xytext=(offset[0], offset[1] - 0.33 * high),
        textcoords="offset points",
        ha=align,
        va="baseline",
        fontsize=high,
        fontweight="semibold" if bold else "normal",
        color=colour or style.palette.text,
        annotation_clip=False,
    )


def leader(axes: "Axes", at: tuple[float, float], offset: tuple[float, float], style: ChartStyle) -> None:
    """Draw a thin line from a place of the axes to `offset` points (right, up) from it, where its label stands."""
    axes.annotate(
        "",
        at,
        xytext=(offset[0] - 2, offset[1]),
        textcoords="offset points",
        arrowprops={"arrowstyle": "-", "color": style.palette.edge, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 2},
        annotation_clip=False,
    )


def nothing(axes: "Axes", style: ChartStyle, sentence: str) -> None:
    """Say calmly why there is no chart, in as many lines as it takes."""
    width, height = in_points(axes)
    lines = wrap(sentence, width - 8, style.text)
    step = style.text * 1.4
    for number, line in enumerate(lines):
        y = height / 2 + (number - (len(lines) - 1) / 2) * step
        words(axes, width / 2, y, line, style, align="center", colour=style.palette.text_3, size=style.text)


def wrap(text: str, room: float, size: float) -> list[str]:
    """Break `text` into lines of at most `room` points; a word that is wider is shortened."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [shorten(line, room, size) for line in lines]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart to at least `gap`, keeping their order, within `low` to `high` where they fit."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    edge = low
    for i in order:
        placed[i] = max(wanted[i], edge)
        edge = placed[i] + gap
    edge = high
    for i in reversed(order):
        placed[i] = min(placed[i], edge)
        edge = placed[i] - gap
    return placed


def sign(axes: "Axes", x: float, y: float, shown: Status, size: float) -> None:
    """Draw a status around (x, y) on a sheet measured in points."""
    from matplotlib.patches import Polygon

    for part in shown.parts:
        corners = [(x + across * size, y - up * size) for across, up in part.points]
        axes.add_artist(Polygon(corners, facecolor=part.fill, edgecolor=part.edge, linewidth=0.7, zorder=4))
        across, up = part.letter_at
        high = size * part.letter_size
        axes.text(
            x + across * size,
            y - up * size + 0.33 * high,
            part.letter,
            ha="center",
            va="baseline",
            fontsize=high,
            fontweight="semibold",
            color=part.ink,
            zorder=5,
        )


def clear_middle(y: float, height: float, shown: Status) -> float:
    """Return the middle of the part of a bar that no second colour covers, where its label stands."""
    return y + height * (1 - _BAND * (len(shown.parts) > 1)) / 2


def segment(axes: "Axes", x: float, y: float, width: float, height: float, shown: Status) -> "Artist":
    """Draw a bar in a status' colour on a sheet in points; the shades between carry a band of their second colour."""
    from matplotlib.patches import Rectangle

    bar = Rectangle((x, y), width, height, facecolor=shown.fill, edgecolor=shown.edge, linewidth=0.7)
    axes.add_artist(bar)
    for part in shown.parts[1:]:
        band = height * _BAND
        axes.add_artist(
            Rectangle((x, y + height - band), width, band, facecolor=part.fill, edgecolor=part.edge, lw=0.5)
        )
    return bar


def rows_that_fit(axes: "Axes", count: int, room: float, place: tuple[float, float, float], style: ChartStyle) -> int:
    """Return how many of `count` rows to draw in the `room` for rows; those left out are counted in the last place.

    `place` is where a row's words begin, where the first row begins, and the height of a row, in points.
    """
    fits = max(int(room + 0.01), 1)
    if count <= fits:
        return count
    x, top, row = place
    left_out = say("… and {number} more", number=count - fits + 1)
    words(axes, x, top + row * (fits - 0.5), left_out, style, colour=style.palette.text_2)
    return fits - 1


def tell(mark: "Artist", text: str, key: str = "") -> None:
    """Give a mark the words that show under the mouse, and the key of the record that a click opens."""
    mark.set_gid(f"{key}\n{text}")


def number_ticks(low: float, high: float, style: ChartStyle) -> tuple[list[float], list[str]]:
    """Return about five round places between `low` and `high`, and their labels."""
    span = (high - low) or 1
    power = 10 ** math.floor(math.log10(span / 4))
    step = next(step * power for step in (1, 2, 2.5, 5, 10) if span / (step * power) <= _TICKS)
    places = [round(i * step, 9) for i in range(math.ceil(low / step), math.floor(high / step + 1e-9) + 1)]
    return places, [style.number(place) for place in places]


def date_ticks(start: date, end: date, style: ChartStyle, room: float) -> tuple[list[int], list[str]]:
    """Return places (as ordinals) and labels of months from `start` to `end`, as many as `room` points hold."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    most = max(2, int(room / (style.small * 4.2)))
    steps = (1, 2, 3, 6) if months <= _BY_MONTH else ()
    step = next((step for step in (*steps, 12, 24, 60, 120) if months / step <= most), 240)
    first = start.year * 12 + start.month - 1
    first += -first % step if step > 1 else 0
    days = [date(month // 12, month % 12 + 1, 1) for month in range(first, end.year * 12 + end.month, step)]
    days = [day for day in days if start <= day <= end] or [start]
    yearly = step % 12 == 0
    return [day.toordinal() for day in days], [str(day.year) if yearly else style.month(day) for day in days]
