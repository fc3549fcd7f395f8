"""Projects by rating in one bar now and a thinner one for last time, on one scale."""

from typing import TYPE_CHECKING

from pmo_desktop.charts.fonts import text_width
from pmo_desktop.charts.frame import clear_middle, in_points, nothing, segment, tell, words
from pmo_desktop.charts.style import ChartStyle, Status, status
from pmo_desktop.services.insights.shapes import RagBar, RagBars, RagSlice
from pmo_desktop.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NOW, _LAST = 18, 11  # heights of the bars in points, for text of 8.5
_MOST_ASIDE = 0.4  # of the room for a bar, for the figures that stand behind it
_SPACE = 3  # spaces between those
_PAD = 10  # points around a figure within its part
_ROUNDS = 4  # making room for figures narrows the bars, which may push out another figure


def draw(axes: "Axes", data: RagBars, style: ChartStyle) -> None:
    """Draw the bars from red to not rated, each part with its letter and figure, and its word where there is room."""
    bars = [bar for bar in (data.now, data.last) if bar is not None and _total(bar) > 0]
    if not bars:
        nothing(axes, style, say("No project is rated yet."))
        return
    width, height = in_points(axes)
    scale = style.text / 8.5
    left = max(text_width(bar.label, style.text, bold=True) for bar in bars) + 12
    per_point = _per_point(bars, width - left, style)
    tall = sum(_NOW if bar is data.now else _LAST for bar in bars) * scale + 10 * (len(bars) - 1)
    y = max((height - tall) / 2, 0)
    for bar in bars:
        high = (_NOW if bar is data.now else _LAST) * scale
        _bar(axes, bar, (left, y, high), per_point, style, now=bar is data.now, room=width)
        y += high + 10


def _total(bar: RagBar) -> float:
    return sum(part.value for part in bar.slices)


def _status(part: RagSlice, style: ChartStyle) -> Status:
    return status(part.rating, style.palette, complete=part.complete)


def _label(part: RagSlice, style: ChartStyle) -> str:
    return f"{_status(part, style).letters} {part.shown}"


def _per_point(bars: list[RagBar], room: float, style: ChartStyle) -> float:
    """How wide one of the unit is drawn, so that there is room for the bars and for the figures behind them."""
    largest, aside = max(_total(bar) for bar in bars), 0.0
    for _ in range(_ROUNDS):
        per_point = (room - aside) / largest
        behind = max(_behind(bar, per_point, style) - per_point * (largest - _total(bar)) for bar in bars)
        aside = min(max(behind, aside), _MOST_ASIDE * room)
    return (room - aside) / largest


def _behind(bar: RagBar, per_point: float, style: ChartStyle) -> float:
    """The width of the figures that do not fit into their parts of a bar."""
    parts = [
        part for part in bar.slices if part.value > 0 and not _fits(part, part.value * per_point, style.text, style)
    ]
    told = (" " * _SPACE).join(_label(part, style) for part in parts)
    return text_width(told, style.text, bold=True) + 8 if parts else 0.0


def _fits(part: RagSlice, wide: float, size: float, style: ChartStyle) -> bool:
    return text_width(_label(part, style), size, bold=True) + _PAD <= wide


def _bar(
    axes: "Axes",
    bar: RagBar,
    place: tuple[float, float, float],
    per_point: float,
    style: ChartStyle,
    *,
    now: bool,
    room: float,
) -> None:
    """Draw one bar up to `room` from the left edge; figures that have no room in it or behind it are only told."""
    left, y, high = place
    size = style.text if now else style.small
    middle = y + high / 2
    ink = style.palette.text if now else style.palette.text_2
    words(axes, 0, middle, bar.label, style, bold=now, colour=ink, size=style.text)
    x, aside = left, list[str]()
    for part in bar.slices:
        if part.value <= 0:
            continue
        shown, wide, label = _status(part, style), part.value * per_point, _label(part, style)
        tell(segment(axes, x + 0.7, y, max(wide - 1.4, 0.5), high, shown), f"{shown.word}: {part.shown}")
        if _fits(part, wide, size, style):
            spare = wide - _PAD - text_width(label, size, bold=True)
            at, word = (x + 6, clear_middle(y, high, shown)), now and spare > _word_width(shown, style)
            _inside(axes, at, label, shown, style, size=size, word=word)
        else:
            aside.append(label)
        x += wide
    told = _that_fit(aside, room - x - 6, size, bold=now)
    if told:
        words(axes, x + 6, middle, told, style, colour=style.palette.text_2, size=size, bold=now)


def _that_fit(labels: list[str], room: float, size: float, *, bold: bool) -> str:
    """As many labels in a row as have room, the first ones first, and an ellipsis for the others."""
    for count in range(len(labels), 0, -1):
        shown = labels[:count] if count == len(labels) else [*labels[:count], "…"]
        told = (" " * _SPACE).join(shown)
        if text_width(told, size, bold=bold) <= room:
            return told
    return ""


def _word_width(shown: Status, style: ChartStyle) -> float:
    return text_width(f"  {shown.word}", style.text)


def _inside(
    axes: "Axes", at: tuple[float, float], label: str, shown: Status, style: ChartStyle, *, size: float, word: bool
) -> None:
    words(axes, *at, label, style, bold=True, colour=shown.ink, size=size)
    if word:
        after = at[0] + text_width(label, size, bold=True) + 6
        words(axes, after, at[1], shown.word.lower(), style, colour=shown.ink, size=size)
