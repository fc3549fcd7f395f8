"""Stacked bars of what stands at each rating: now, and smaller below it on the same scale, the period before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmo_desktop.charts.style import LIGHT, PAPER, Status, status
from pmo_desktop.domain.choices import Rating, Scale
from pmo_desktop.reports.lettering import draw_text, text_width
from pmo_desktop.reports.native import described
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.scale import rating_word
from pmo_desktop.reports.told import ToldChart
from pmo_desktop.reports.typesetting import fit_text
from pmo_desktop.services.insights.shapes import RagBar, RagBars, RagSlice
from pmo_desktop.services.insights.totals import Slice
from pmo_desktop.text import say

_GAP = 1.2
_PAD = 7
_MOST_LABEL = 104
_BAND = 0.2  # of the height, for the colour a shade leans to


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its height in points, and what it is made of."""

    label: str
    height: float
    slices: Sequence[Slice]


@dataclass(frozen=True, slots=True)
class _Segment:
    status: Status
    figure: str
    word: str
    amount: float
    rating: Rating | None
    complete: bool

    @property
    def short(self) -> str:
        if self.status.key == status(None).key:
            return say("not rated {figure}", figure=self.figure)  # a dash before a figure would read as a minus
        return f"{self.status.letters} {self.figure}"


def now_and_last(period: str, now: Sequence[Slice], previous: str, before: Sequence[Slice]) -> list[Bar]:
    """The two bars of a page: 18 points high now, 11 for the period before, which is left out without one."""
    return [Bar(period, 18, now), *([Bar(previous, 11, before)] if previous and before else [])]


def rating_bars(
    region: Region,
    bars: Sequence[Bar],
    amount: Callable[[Slice], int],
    show: Callable[[int], str],
    scale: Scale,
) -> None:
    """Draw bars of one scale and move the region below them.

    A segment too narrow for its figure has it at the end of the bar.
    """
    label_width = _label_width(bars)
    drawn = [[_segment(each, amount, show, scale) for each in bar.slices if amount(each) > 0] for bar in bars]
    unit = _unit(
        [(segments, bar.height) for bar, segments in zip(bars, drawn, strict=True)], region.width - label_width
    )
    high = sum(bar.height + 5 for bar in bars)
    answer = _answer(bars, drawn)
    region.paper.tell(ToldChart(region.x, region.y, region.width, high, answer))
    with region.paper.part("Figure", described(answer)):
        _draw(region, bars, drawn, label_width, unit)


def _draw(
    region: Region, bars: Sequence[Bar], drawn: Sequence[Sequence[_Segment]], label_width: float, unit: float
) -> None:
    for place, (bar, segments) in enumerate(zip(bars, drawn, strict=True)):
        size = PAPER["table"].size if place == 0 else PAPER["note"].size
        face, colour = ("semibold", LIGHT.text) if place == 0 else ("regular", LIGHT.text_2)
        label = fit_text(bar.label, label_width - 6, size, face)
        middle = region.paper.up(region.y + bar.height / 2)
        draw_text(region.paper.canvas, region.x, middle - size * 0.33, label, size, face, colour)
        _bar(region, region.x + label_width, bar.height, segments, unit)
        region.y += bar.height + 5


def _answer(bars: Sequence[Bar], drawn: Sequence[Sequence[_Segment]]) -> RagBars:
    """What the bars show, as other charts of ratings have it."""
    told = [
        RagBar(bar.label, tuple(RagSlice(each.rating, each.amount, each.figure, each.complete) for each in segments))
        for bar, segments in zip(bars, drawn, strict=True)
    ]
    return RagBars(*told[:2])


def _label_width(bars: Sequence[Bar]) -> float:
    widest = max((text_width(bar.label, PAPER["table"].size, "semibold") for bar in bars), default=0.0)
    return min(widest, _MOST_LABEL) + 10


def _segment(each: Slice, amount: Callable[[Slice], int], show: Callable[[int], str], scale: Scale) -> _Segment:
    shown = status(each.rating, complete=each.is_complete)
    word = rating_word(each.rating, scale, complete=each.is_complete).lower()
    return _Segment(shown, show(amount(each)), word, amount(each), each.rating, each.is_complete)


def _size(height: float) -> float:
    return 8.5 if height > 14 else 7.0  # noqa: PLR2004  the bar of now, or the smaller one of before


def _fits(segment: _Segment, unit: float, height: float) -> bool:
    return segment.amount * unit - _GAP >= text_width(segment.short, _size(height), "semibold") + 2 * _PAD - 4


def _unit(bars: Sequence[tuple[Sequence[_Segment], float]], room: float) -> float:
    """Points for one of what is shown, so that the longest bar and the figures behind it fit `room`."""
    longest = max((sum(each.amount for each in segments) for segments, _ in bars), default=0.0) or 1.0
    behind, unit = -1.0, room / longest
    while (needed := max((_behind(segments, unit, height) for segments, height in bars), default=0.0)) > behind:
        behind, unit = needed, max(room - needed, 1.0) / longest
    return unit


def _behind(segments: Sequence[_Segment], unit: float, height: float) -> float:
    """The width of the figures that have to stand behind the bar."""
    small = [each for each in segments if not _fits(each, unit, height)]
    return sum(text_width(each.short, _size(height), "semibold") + 8 for each in small)


def _bar(region: Region, x: float, height: float, segments: Sequence[_Segment], unit: float) -> None:
    canvas, size = region.paper.canvas, _size(height)
    low = region.paper.up(region.y + height)
    base = low + height / 2 - size * 0.33
    behind: list[_Segment] = []
    for each in segments:
        wide = max(each.amount * unit - _GAP, 1.0)
        canvas.setLineWidth(0.7)
        canvas.setFillColor(each.status.fill)
        canvas.setStrokeColor(each.status.edge)
        canvas.rect(x, low, wide, height, stroke=1, fill=1)
        _shade(region, each.status, (x, low, wide, height))
        if _fits(each, unit, height):
            _label(region, each, x + _PAD, base, size, wide - 2 * _PAD)
        else:
            behind.append(each)
        x += wide + _GAP
    x += 4
    for each in behind:
        colour = LIGHT.text if each.status.key == "R" else LIGHT.text_2
        draw_text(canvas, x, base, each.short, size, "semibold", colour)
        x += text_width(each.short, size, "semibold") + 8


def _shade(region: Region, shown: Status, box: tuple[float, float, float, float]) -> None:
    """Mark a shade between two ratings by a band in the colour it leans to, along its foot."""
    if len(shown.parts) == 1:
        return
    x, low, wide, height = box
    region.paper.canvas.setFillColor(shown.parts[-1].fill)
    region.paper.canvas.rect(x, low, wide, height * _BAND, stroke=0, fill=1)


def _label(region: Region, segment: _Segment, x: float, base: float, size: float, room: float) -> None:
    """Write letter and figure into a segment, and its word behind them if `room` points take it."""
    canvas, short = region.paper.canvas, text_width(segment.short, size, "semibold")
    draw_text(canvas, x, base, segment.short, size, "semibold", segment.status.ink)
    if short + 5 + text_width(segment.word, size) <= room:
        draw_text(canvas, x + short + 5, base, segment.word, size, "regular", segment.status.ink)
