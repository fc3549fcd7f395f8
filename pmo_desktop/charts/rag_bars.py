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


def draw(axes: "Axes", data: RagBars, style: ChartStyle) -> None:
    """Draw the bars from red to not rated, each part with its letter and figure, and its word where there is room."""
    bars = [bar for bar in (data.now, data.last) if bar is not None and _total(bar) > 0]
    if not bars:
        nothing(axes, style, say("No project is rated yet."))
        return
    width, height = in_points(axes)
    scale = style.text / 8.5
    left = max(text_width(bar.label, style.text, bold=True) for bar in bars) + 12
    aside = max(_aside_width(bar, style) for bar in bars)
    per_point = (width - left - aside) / max(_total(bar) for bar in bars)
    tall = sum(_NOW if bar is data.now else _LAST for bar in bars) * scale + 10 * (len(bars) - 1)
    y = max((height - tall) / 2, 0)
    for bar in bars:
        high = (_NOW if bar is data.now else _LAST) * scale
        _bar(axes, bar, (left, y, high), per_point, style, now=bar is data.now)
        y += high + 10


def _total(bar: RagBar) -> float:
    return sum(part.value for part in bar.slices)


def _status(part: RagSlice, style: ChartStyle) -> Status:
    return status(part.rating, style.palette, complete=part.complete)


def _label(part: RagSlice, style: ChartStyle) -> str:
    return f"{_status(part, style).letters} {part.shown}"


def _aside_width(bar: RagBar, style: ChartStyle) -> float:
    """Return room for the labels that may not fit into their parts: those of less than a twelfth of the bar."""
    slim = [part for part in bar.slices if 0 < part.value < _total(bar) / 12]
    return sum(text_width(_label(part, style), style.text, bold=True) + 10 for part in slim) + 4


def _bar(
    axes: "Axes",
    bar: RagBar,
    place: tuple[float, float, float],
    per_point: float,
    style: ChartStyle,
    *,
    now: bool,
) -> None:
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
        room = wide - 10 - text_width(label, size, bold=True)
        if room >= 0:
            at, word = (x + 6, clear_middle(y, high, shown)), now and room > _word_width(shown, style)
            _inside(axes, at, label, shown, style, size=size, word=word)
        else:
            aside.append(label)
        x += wide
    if aside:
        words(axes, x + 6, middle, "   ".join(aside), style, colour=style.palette.text_2, size=size, bold=now)


def _word_width(shown: Status, style: ChartStyle) -> float:
    return text_width(f"  {shown.word}", style.text)


def _inside(
    axes: "Axes", at: tuple[float, float], label: str, shown: Status, style: ChartStyle, *, size: float, word: bool
) -> None:
    words(axes, *at, label, style, bold=True, colour=shown.ink, size=size)
    if word:
        after = at[0] + text_width(label, size, bold=True) + 6
        words(axes, after, at[1], shown.word.lower(), style, colour=shown.ink, size=size)
