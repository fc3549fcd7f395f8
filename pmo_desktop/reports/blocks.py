"""The blocks a page is made of. Each takes a region first, draws at its `y` and moves that below itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_desktop.charts.style import LIGHT, PAPER, Status
from pmo_desktop.reports.lettering import ink, text_width
from pmo_desktop.reports.region import GUTTER, Region
from pmo_desktop.reports.signs import status_sign
from pmo_desktop.reports.told import ToldBox
from pmo_desktop.reports.typesetting import Run, Words, draw_lines, lay, strong
from pmo_desktop.services.formats import show_number
from pmo_desktop.text import say

_PADDING = 9
_TILE_HEIGHT = 82
_GRID = 12
_ASIDE = 0.66  # the most of a heading's line that what stands beside it takes


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that decides: `label`, `figure` with its `unit`, its `context`, how it changed, and its trend.

    `step` above zero shows ▲ before `change` and below zero ▼; `since` follows in regular. `trend` is oldest first.
    """

    label: str
    figure: str
    unit: str = ""
    context: str = ""
    step: float = 0
    change: str = ""
    since: str = ""
    trend: Sequence[float | None] = ()


def heading(region: Region, words: Words, *, level: str = "section", aside: Words = (), rule: bool = False) -> None:
    """Write a heading; `level` is section (13 pt) or subhead (10.5 pt), `aside` stands at the right in small.

    With `rule`, a dark rule runs above it, as on a quad page.
    """
    size = PAPER[level]
    if rule:
        region.paper.line(region.x, region.y, region.right, 0.75, LIGHT.text)
        region.y += 6
    side = lay(aside, region.width * _ASIDE, PAPER["note"], colour=LIGHT.text_2, lines=1)
    said = lay(words, region.width - (side.width + GUTTER if side.width else 0), size, lines=1)
    draw_lines(region.paper, said, region.x, region.y)
    draw_lines(region.paper, side, region.right - side.width, region.y + size.leading - PAPER["note"].leading)
    region.y += size.leading + 3


def text(
    region: Region,
    words: Words,
    *,
    size: str = "body",
    lines: int = 0,
    align: str = "left",
    colour: str = "",
    changed: bool = False,
    carry: str = "",
) -> bool:
    """Write a text and return whether it was cut.

    Args:
        region: where.
        words: text, runs and signs.
        size: a name of the paper's sizes: figure, title, section, subhead, body, table or note.
        lines: the most lines; 0 allows what fits in the region's room (at least one).
        align: left, right or centre.
        colour: as #RRGGBB; empty for the text colour.
        changed: puts the accent bar of changed text at its left, in the margin of the region.
        carry: a name under which a text that was cut is kept whole in `paper.carried`, for the annex.
    """
    most = lines or max(1, int((region.room + 0.5) // PAPER[size].leading))
    laid = lay(words, region.width, PAPER[size], colour=colour, lines=most)
    draw_lines(region.paper, laid, region.x, region.y, region.width, align)
    if changed and laid.lines:
        mark_changed(region, laid.height)
    if laid.cut and carry:
        region.paper.carry(carry, plain(words))
    region.y += laid.height
    return laid.cut


def plain(words: Words) -> str:
    """Return the text of `words` without its manner."""
    if isinstance(words, str):
        return words
    if isinstance(words, Run):
        return words.text
    return "".join(plain(piece) for piece in words) if isinstance(words, Sequence) else ""


def mark_changed(region: Region, height: float) -> None:
    """Draw the accent bar of changed text along the next `height` points, left of the region."""
    canvas = region.paper.canvas
    canvas.setFillColor(ink(region.paper.palette.accent))
    canvas.rect(region.x - 7, region.paper.up(region.y + height), 2, height, stroke=0, fill=1)
    region.paper.tell(ToldBox(region.x - 7, region.y, 2, height, region.paper.palette.accent))


def rule(region: Region, *, above: float = 4, below: float = 4, heavy: bool = False) -> None:
    """Draw a rule across the region, light or heavy."""
    region.y += above
    thickness, colour = (0.75, LIGHT.text) if heavy else (0.4, LIGHT.divider)
    region.paper.line(region.x, region.y, region.right, thickness, colour)
    region.y += below


def panel(region: Region, height: float = 0, *, fill: str = LIGHT.header, padding: float = 11) -> Region:
    """Draw a tinted ground, `height` points high (0: all that is left), and return what lies inside its padding."""
    band = region.strip(height or region.room)
    region.paper.box(band, fill=fill, radius=4)
    return band.inset(padding, padding)


def ask(region: Region, height: float, *, padding: float = 9) -> Region:
    """Draw the tinted ground of what is asked of the board, and return what lies inside."""
    return panel(region, height, fill=LIGHT.selection, padding=padding)


def tiles(region: Region, shown: Sequence[Tile], *, gap: float = 14) -> None:
    """Draw figures in a row of tiles of one width, three or four to nine columns."""
    if not shown:
        return
    band = region.strip(_TILE_HEIGHT, gap)
    for place, tile in zip(band.columns(*[1] * len(shown), gutter=10), shown, strict=True):
        band.paper.box(place, edge=LIGHT.divider, fill=LIGHT.surface, radius=4)
        _tile(place.inset(10, 8), tile)


def _tile(place: Region, tile: Tile) -> None:
    text(place, strong(tile.label, LIGHT.text_2), size="table", lines=1)
    place.skip(2)
    known = [(i, value) for i, value in enumerate(tile.trend) if value is not None]
    trend = place.width * 0.3 if len(known) > 1 else 0
    figure = [Run(tile.figure), Run(f"\u2009{tile.unit}", bold=False, colour=LIGHT.text_2, size=10.5)]
    left = Region(place.paper, place.x, place.y, place.width - trend, place.bottom)
    text(left, figure, size=_figure_size(tile, left.width), lines=1)
    if trend:
        _trend(Region(place.paper, place.right - trend + 6, place.y, trend - 6, place.y + 20), known)
    place.y += 28
    text(place, tile.context, size="table", lines=1)
    place.skip(3)
    arrow = "▲ " if tile.step > 0 else "▼ " if tile.step < 0 else ""
    changed = [Run(arrow), strong(tile.change), Run(f" {tile.since}", colour=LIGHT.text_2)]
    text(place, changed, size="note", lines=1)


def _figure_size(tile: Tile, width: float) -> str:
    """Return the largest size in which figure and unit fit one line."""
    unit = text_width(f"\u2009{tile.unit}", 10.5)
    wide = text_width(tile.figure, 1, "semibold")
    return next((size for size in ("figure", "title") if wide * PAPER[size].size + unit <= width), "section")


def _trend(place: Region, known: Sequence[tuple[int, float]]) -> None:
    """Draw a line through the values that are known, two or more as (place, value), with a dot on the last."""
    with place.paper.part("Figure", say("Trend: {values}", values=", ".join(show_number(v, 1) for _, v in known))):
        _draw_trend(place, known)


def _draw_trend(place: Region, known: Sequence[tuple[int, float]]) -> None:
    low, high = min(v for _, v in known), max(v for _, v in known)
    spread, first, last = (high - low) or 1, known[0][0], known[-1][0]
    points = [
        (
            place.x + (i - first) / (last - first) * (place.width - 3),
            place.paper.up(place.bottom - (v - low) / spread * 16),
        )
        for i, v in known
    ]
    line = place.paper.canvas.beginPath()
    line.moveTo(*points[0])
    for point in points[1:]:
        line.lineTo(*point)
    canvas = place.paper.canvas
    canvas.setStrokeColor(ink(LIGHT.edge))
    canvas.setLineWidth(1)
    canvas.drawPath(line)
    canvas.setFillColor(ink(LIGHT.text))
    canvas.circle(*points[-1], 2, stroke=0, fill=1)


def facts(region: Region, pairs: Sequence[tuple[str, Words]], *, share: float = 0.43) -> None:
    """Write names and what they stand for in two columns with a rule under each line."""
    for name, value in pairs:
        left, right = region.x, region.x + region.width * share
        said = lay(value, region.width * (1 - share), PAPER["table"]._replace(bold=True), lines=2)
        label = lay(name, region.width * share - 4, PAPER["table"], colour=LIGHT.text_2, lines=2)
        draw_lines(region.paper, label, left, region.y + 2.5)
        draw_lines(region.paper, said, right, region.y + 2.5)
        region.y += max(said.height, label.height) + 5.5
        region.paper.line(region.x, region.y, region.right)


def figures(region: Region, shown: Sequence[tuple[str, str, str]]) -> None:
    """Write a row of small figures without frames: (label, figure, note under it)."""
    if not shown:
        return
    lowest = region.y
    for place, (label, figure, note) in zip(region.columns(*[1] * len(shown), gutter=6), shown, strict=True):
        text(place, label, size="note", colour=LIGHT.text_2, lines=1)
        text(place, figure, size="subhead", lines=1)
        text(place, note, size="note", colour=LIGHT.text_2, lines=1)
        lowest = max(lowest, place.y)
    region.y = lowest + 4


def quads(region: Region, *, upper: float = 0.5) -> tuple[Region, Region, Region, Region]:
    """Split what is left into four, read left to right and down; `upper` is the share of the upper two.

    Start each with `heading(quad, …, rule=True)`, so that the rules align.
    """
    top = region.strip((region.room - GUTTER / 2) * upper, gap=GUTTER / 2)
    bottom = region.strip(region.room)
    half = _GRID / 2
    return (*top.columns(half, half), *bottom.columns(half, half))  # type: ignore[return-value]


def steps(region: Region, path: Sequence[tuple[Status, str, str]]) -> None:
    """Draw a way back: a line with a status at each step, its date and what is done by then under it."""
    if not path:
        return
    middle, across = region.y + 9, region.width / len(path)
    region.paper.line(region.x + across / 2, middle, region.right - across / 2, 0.75, LIGHT.edge)
    for number, (shown, when, what) in enumerate(path):
        sign = status_sign(shown, 14)
        x = region.x + across * number
        sign.draw(region.paper, x + (across - sign.width) / 2, region.paper.up(middle))
        place = Region(region.paper, x + 2, middle + 9, across - 4, middle + 31)
        text(place, strong(when), size="table", align="centre", lines=1)
        text(place, what, size="table", align="centre", lines=1)
    region.y += 44
