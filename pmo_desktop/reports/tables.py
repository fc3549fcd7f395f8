"""Tables on paper: headers that repeat, rows that never split, and as many pages as it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pmo_desktop.charts.style import LIGHT, PAPER, TextSize
from pmo_desktop.reports.lettering import ink, text_width
from pmo_desktop.reports.region import Region
from pmo_desktop.reports.told import ToldCell, ToldRow, ToldTable
from pmo_desktop.reports.typesetting import Laid, Run, Words, alt_text, draw_lines, is_bold, lay, quiet, status_in
from pmo_desktop.text import say

_HEADER_GAP = 3
_SMALLEST = 6.5


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, with its unit; its width in points, or 0 for a `share` of what the others leave.

    `align` is left, right (numbers) or centre; `lines` the most lines of a cell before it is cut with "…"; columns
    side by side with the same `over` share a heading above theirs.
    """

    title: Words
    width: float = 0
    align: str = "left"
    lines: int = 1
    share: float = 1
    over: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row. `total` sets it off as a sum, `tint` grounds it, `link` leads to the page of that key."""

    cells: Sequence[Words]
    total: bool = False
    bold: bool = False
    tint: str = ""
    link: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row over the full width that names the rows under it; it repeats, marked, when they run on to a new page.

    `note` starts `indent` points from the left, so that the notes of all groups line up.
    """

    words: Words
    note: Words = ""
    indent: float = 82


@dataclass(slots=True)
class _Table:
    region: Region
    columns: Sequence[Column]
    size: TextSize
    height: float
    gap: float
    header: bool
    widths: list[float] = field(default_factory=list[float])
    group: Group | None = None
    told: ToldTable | None = None


def table(  # noqa: D417
    region: Region,
    columns: Sequence[Column],
    rows: Iterable[Row | Group | Sequence[Words]],
    *,
    size: str = "table",
    row_height: float = 15.6,
    gap: float = 8,
    header: bool = True,
    empty: str = "",
) -> None:
    """Draw a table and move the region below it; what does not fit goes on at the top of new pages.

    Args:
        columns: from left to right.
        rows: plain sequences of cells, `Row` or `Group`; a cell is text, runs and signs.
        size: a name of the paper's sizes.
        row_height: the least height of a row in points: 15.6 for dense tables, 20 for calm ones.
        gap: between columns.
        header: whether to write the titles.
        empty: the sentence to write when there is no row.
    """
    sheet = _Table(region, columns, PAPER[size], row_height, gap, header)
    sheet.widths = _widths(columns, region.width, gap)
    rows = list(rows)
    if rows or header:
        _tell(sheet)
    with region.paper.within(), region.paper.group("Table"):
        _draw(sheet, rows)
    if not rows and empty:
        draw_lines(region.paper, lay(empty, region.width, sheet.size, colour=LIGHT.text_2), region.x, region.y + 4)
        region.y += row_height + 4


def _tell(sheet: _Table, *, continues: bool = False) -> None:
    """Tell the table as a whole, to which rows are added as they are drawn."""
    aligns = [column.align for column in sheet.columns]
    sheet.told = ToldTable(sheet.region.x, sheet.region.y, sheet.widths, aligns, continues)
    sheet.region.paper.tell(sheet.told)


def _note(
    sheet: _Table, cells: Iterable[Words], laid: Iterable[Laid], height: float, kind: str, *, bold: bool = False
) -> None:
    if sheet.told is not None:
        told = tuple(
            ToldCell(alt_text(cell), bold or is_bold(cell), status_in(cell), lines.text if lines.lines else "")
            for cell, lines in zip(cells, laid, strict=True)
        )
        sheet.told.rows.append(ToldRow(told, height, kind))


def _draw(sheet: _Table, rows: Sequence[Row | Group | Sequence[Words]]) -> None:
    _header(sheet)
    for place, row in enumerate(rows):
        if isinstance(row, Group):
            _group(sheet, row, rows[place + 1] if place + 1 < len(rows) else None)
        else:
            _row(sheet, row if isinstance(row, Row) else Row(row))


def _widths(columns: Sequence[Column], width: float, gap: float) -> list[float]:
    spare = width - gap * (len(columns) - 1) - sum(column.width for column in columns)
    shares = sum(column.share for column in columns if not column.width)
    return [column.width or max(spare * column.share / shares, 1.0) for column in columns]


def _starts(sheet: _Table) -> list[float]:
    x, starts = sheet.region.x, list[float]()
    for width in sheet.widths:
        starts.append(x)
        x += width + sheet.gap
    return starts


def _header(sheet: _Table) -> None:
    if not sheet.header:
        return
    region, bold = sheet.region, sheet.size._replace(bold=True)
    if any(column.over for column in sheet.columns):
        _over(sheet)
    titles = [_title(column.title, width, bold) for column, width in zip(sheet.columns, sheet.widths, strict=True)]
    high = max((title.height for title in titles), default=0.0)
    with region.paper.group("TR"):
        for column, title, x, width in zip(sheet.columns, titles, _starts(sheet), sheet.widths, strict=True):
            with region.paper.part("TH"):
                draw_lines(region.paper, title, x, region.y + high - title.height, width, column.align)
    region.y += high + _HEADER_GAP
    _note(sheet, [column.title for column in sheet.columns], titles, high + _HEADER_GAP, "head", bold=True)
    region.paper.line(region.x, region.y, region.right, 0.75, region.paper.palette.accent)


def _title(title: Words, width: float, size: TextSize) -> Laid:
    """Lay a title in two lines at most, set smaller when a word of it is wider than its column."""
    words = isinstance(title, str) and title.split()
    widest = max((text_width(word, size.size, "semibold") for word in words), default=0.0) if words else 0.0
    if widest > width:
        size = TextSize(max(_SMALLEST, size.size * width / widest), size.leading, bold=True)
    return lay(title, width, size, colour=LIGHT.text_2, lines=2)


def _over(sheet: _Table) -> None:
    """Write the headings that columns share, each on a rule across them."""
    region, starts = sheet.region, _starts(sheet)
    for over, group in groupby(range(len(starts)), lambda i: sheet.columns[i].over):
        places = list(group)
        left, right = starts[places[0]], starts[places[-1]] + sheet.widths[places[-1]]
        if over:
            said = lay(over, region.width, sheet.size._replace(bold=True), lines=1)
            if said.width > right - left and sheet.columns[places[0]].align == "right":
                left = right - said.width
            draw_lines(region.paper, said, left, region.y)
            region.paper.line(left, region.y + said.height + 1, right, 0.75, LIGHT.text)
    region.y += sheet.size.leading + 3


def _room(sheet: _Table, height: float) -> None:
    """Go on to a new page, with header and group, when `height` points do not fit on this one."""
    region = sheet.region
    if region.y + height <= region.bottom + 0.5:
        return
    region.next_page()
    with region.paper.aloud():
        _tell(sheet, continues=True)
    _header(sheet)
    if sheet.group:
        _draw_group(sheet, sheet.group, say("continued"))


def _row(sheet: _Table, row: Row) -> None:
    laid = _laid(sheet, row)
    height = _height(sheet, laid)
    _room(sheet, height)
    region = sheet.region
    band = Region(region.paper, region.x, region.y, region.width, region.y + height)
    if row.tint or row.total:
        beside = 0 if row.total else 6
        region.paper.box(band.inset(-beside, 0), fill=row.tint or LIGHT.header, radius=beside / 2)
    single = all(len(cell.lines) <= 1 for cell in laid)
    with region.paper.group("TR"):
        for column, cell, x, width in zip(sheet.columns, laid, _starts(sheet), sheet.widths, strict=True):
            y = region.y + ((height - cell.height) / 2 if single else (sheet.height - sheet.size.leading) / 2)
            with region.paper.part("TD"):
                draw_lines(region.paper, cell, x, y, width, column.align)
    if row.changed:
        _mark(band)
    if row.link:
        region.paper.link(row.link, band.x, region.paper.up(band.bottom), band.right, region.paper.up(band.y))
    if row.total:
        region.paper.line(region.x, region.y, region.right, 0.75, LIGHT.text)
    region.y += height
    region.paper.line(region.x, region.y, region.right)
    _note(sheet, row.cells, laid, height, "total" if row.total else "row", bold=row.bold or row.total)


def _mark(band: Region) -> None:
    canvas = band.paper.canvas
    canvas.setFillColor(ink(band.paper.palette.accent))
    canvas.rect(band.x - 7, band.paper.up(band.bottom) + 2, 2, band.room - 4, stroke=0, fill=1)


def _laid(sheet: _Table, row: Row) -> list[Laid]:
    size = sheet.size._replace(bold=row.bold or row.total)
    cells = zip(row.cells, sheet.columns, sheet.widths, strict=True)
    return [lay(cell, width, size, lines=column.lines) for cell, column, width in cells]


def _height(sheet: _Table, laid: Sequence[Laid]) -> float:
    tallest = max((cell.height for cell in laid), default=0.0)
    return max(sheet.height, tallest + sheet.height - sheet.size.leading)


def _group(sheet: _Table, group: Group, first: Row | Group | Sequence[Words] | None) -> None:
    """Draw a group's row, together with the first of its rows: never alone at the foot of a page."""
    sheet.group = None
    follows = 0.0
    if first is not None and not isinstance(first, Group):
        follows = _height(sheet, _laid(sheet, first if isinstance(first, Row) else Row(first)))
    _room(sheet, sheet.height + follows)
    sheet.group = group
    _draw_group(sheet, group)


def _draw_group(sheet: _Table, group: Group, again: str = "") -> None:
    region = sheet.region
    band = Region(region.paper, region.x, region.y, region.width, region.y + sheet.height)
    region.paper.box(band, fill=LIGHT.header, radius=0)
    said = lay(group.words, region.width - 4, sheet.size, lines=1)
    y, after = region.y + (sheet.height - said.height) / 2, max(group.indent, said.width + 14)
    note = lay(quiet(again) if again else group.note, max(region.width - after, 1), sheet.size, lines=1)
    with region.paper.group("TR"), region.paper.part("TH"):
        draw_lines(region.paper, said, region.x + 2, y)
        draw_lines(region.paper, note, region.x + after, y)
    region.y += sheet.height
    region.paper.line(region.x, region.y, region.right)
    words = f"{alt_text(group.words)}   {again or alt_text(group.note)}"
    _note(sheet, [[Run(words, bold=True)]], [Laid((), sheet.size, cut=False)], sheet.height, "group")
