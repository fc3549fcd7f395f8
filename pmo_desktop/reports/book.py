"""A pack as a workbook: a sheet for each section, its texts and tables from top to bottom, figures as figures."""

import math
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.reports.native import NativeChart, NativeGrid, native
from pmo_desktop.reports.told import ToldCell, ToldChart, ToldPage, ToldRow, ToldTable, ToldText
from pmo_desktop.services.formats import NO_VALUE, read_date, read_number
from pmo_desktop.text import say

_LONGEST_NAME, _WIDEST, _CHART_ROWS = 31, 60, 16
_HEADING = 10.0  # points from which a text is a heading


def make_book(pages: Sequence[ToldPage], title: str, author: str) -> bytes:
    """Make a .xlsx of what pages tell; the same pages give the same bytes."""
    import xlsxwriter

    into = BytesIO()
    book: Any = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": author, "created": datetime(2000, 1, 1)})  # noqa: DTZ001  always the same
    looks = _Looks(book)
    names = set[str]()
    for section, found in groupby(pages, key=lambda page: page.section):
        _Sheet(book, looks, _name(list(found_pages := list(found)), section, names)).write(found_pages)
    if not pages:
        book.add_worksheet(say("Empty"))
    book.close()
    return into.getvalue()


def _name(pages: Sequence[ToldPage], section: str, names: set[str]) -> str:
    """The name of a sheet: that of its section, never twice."""
    label = pages[0].label.split("  ", 1)[-1].split("  ·  ")[0] or section
    bare = "".join(sign for sign in label.capitalize() if sign not in "[]:*?/\\'")[:_LONGEST_NAME] or "Sheet"
    name, number = bare, 2
    while name.casefold() in names:
        name, number = f"{bare[: _LONGEST_NAME - 3]} {number}", number + 1
    names.add(name.casefold())
    return name


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **properties: object) -> Any:  # noqa: ANN401
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Calibri", "font_size": 10, **properties})
        return self._made[key]


class _Sheet:
    """One section: what its pages tell, from top to bottom."""

    def __init__(self, book: Any, looks: _Looks, name: str) -> None:  # noqa: ANN401
        self.book = book
        self.looks = looks
        self.name = name
        self.sheet = book.add_worksheet(name)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.widths: dict[int, int] = {}
        self.row = 0

    def write(self, pages: Sequence[ToldPage]) -> None:
        """Write every page, a table that runs over several of them in one piece."""
        for page in pages:
            if not (page.blocks and isinstance(page.blocks[0], ToldTable) and page.blocks[0].continues):
                self.row += 1 if self.row else 0
                self.line(page.title, bold=True, font_size=14)
                if page.reason:
                    self.line(page.reason, font_color=LIGHT.text_2)
                self.row += 1
            self._blocks(page)
        if pages:
            self.row += 1
            self.line(pages[0].foot, font_color=LIGHT.text_2, font_size=8)
        for place, wide in self.widths.items():
            self.sheet.set_column(place, place, min(max(wide + 2, 9), _WIDEST))

    def _blocks(self, page: ToldPage) -> None:
        for block in page.blocks:
            if isinstance(block, ToldText) and block.text.strip():
                size = max(run.size for line in block.lines for run in line)
                bold = all(run.bold for line in block.lines for run in line)
                self.line(block.text, bold=bold or size >= _HEADING)
            elif isinstance(block, ToldTable):
                self.table(block)
            elif isinstance(block, ToldChart):
                self.chart(block)

    def line(self, text: str, **look: object) -> None:
        """Write one line of text."""
        self.sheet.write_string(self.row, 0, text, self.looks(**look))
        self.row += 1

    def table(self, block: ToldTable) -> None:
        """Write a table; the head of one that goes on from the page before is left out."""
        for row in block.rows:
            if block.continues and row.kind == "head":
                continue
            for place, cell in enumerate(row.cells):
                self._cell(place, cell, row, block.aligns[place])
            self.row += 1
        self.row += 1

    def _cell(self, place: int, cell: ToldCell, row: ToldRow, align: str) -> None:
        look: dict[str, object] = {
            "bottom": 4,
            "bottom_color": LIGHT.divider,
            "align": "center" if align == "centre" else align,
        }
        if row.kind in {"head", "total"} or cell.bold:
            look["bold"] = True
        if row.kind in {"group", "total"}:
            look["bg_color"] = LIGHT.header
        if cell.status:
            look["bg_color"] = LIGHT.statuses[cell.status].tint
        if place or row.kind != "group":
            self.widths[place] = max(self.widths.get(place, 0), len(cell.text))
        self._value(place, cell.text, look, is_text=row.kind in {"head", "group"})

    def _value(self, place: int, text: str, look: dict[str, object], *, is_text: bool) -> None:
        value, pattern = (None, "") if is_text else figure_of(text)
        if isinstance(value, float):
            self.sheet.write_number(self.row, place, value, self.looks(**look, num_format=pattern))
        elif isinstance(value, datetime):
            self.sheet.write_datetime(self.row, place, value, self.looks(**look, num_format=pattern))
        elif text:
            self.sheet.write_string(self.row, place, text, self.looks(**look))
        else:
            self.sheet.write_blank(self.row, place, None, self.looks(**look))

    def chart(self, block: ToldChart) -> None:
        """Write the figures of a chart, and the chart beside them."""
        made = native(block.data)
        if isinstance(made, NativeGrid):
            for at, row in enumerate(made.rows):
                for place, text in enumerate(row):
                    tint = made.tints.get((at, place), "")
                    cell = ToldCell(text, bold=not at, status=tint)
                    self._cell(
                        place, cell, ToldRow((), 0, "head" if not at else "row"), "left" if not place else "centre"
                    )
                self.row += 1
            self.row += 1
        elif made is not None:
            self._chart(made)

    def _chart(self, made: NativeChart) -> None:
        top = self.row
        bubbles = made.kind == "bubbles"
        heads = ["", say("Risk"), say("Value"), say("Cost")] if bubbles else ["", *(each.name for each in made.series)]
        for place, head in enumerate(heads):
            self.sheet.write_string(top, place, head, self.looks(bold=True, font_color=LIGHT.text_2))
        rows = (
            [(each.name, each.values) for each in made.series]
            if bubbles
            else [(name, [each.values[at] for each in made.series]) for at, name in enumerate(made.categories)]
        )
        for at, (name, values) in enumerate(rows, 1):
            self.sheet.write_string(top + at, 0, name, self.looks())
            for place, value in enumerate(values, 1):
                if value is not None:
                    self.sheet.write_number(top + at, place, value, self.looks(num_format="#,##0.##"))
        self._draw(made, top, len(rows), len(heads))
        self.row = top + max(len(rows), _CHART_ROWS) + 2

    def _draw(self, made: NativeChart, top: int, rows: int, wide: int) -> None:
        kinds = {"bars": "bar", "columns": "column", "lines": "line", "radar": "radar", "bubbles": "scatter"}
        kind: dict[str, str] = {"type": kinds[made.kind]}
        if made.stacked:
            kind["subtype"] = "stacked"
        chart = self.book.add_chart(kind)
        for place, each in enumerate(made.series, 1):
            chart.add_series(self._series(made, each.colour, top, rows, place, hidden=each.hidden))
        chart.set_legend({"none": True} if made.kind == "bubbles" or len(made.series) == 1 else {"position": "bottom"})
        chart.set_size({"width": 560, "height": 20 * _CHART_ROWS})
        self.sheet.insert_chart(top, wide + 1, chart)

    def _series(
        self, made: NativeChart, colour: str, top: int, rows: int, place: int, *, hidden: bool
    ) -> dict[str, object]:
        if made.kind == "bubbles":
            at = top + place
            return {
                "name": [self.name, at, 0], "categories": [self.name, at, 1, at, 1],
                "values": [self.name, at, 2, at, 2],
                "marker": {"type": "circle", "size": _marker(made, place - 1), "fill": {"color": colour}},
            }  # fmt: skip
        series: dict[str, object] = {
            "name": [self.name, top, place],
            "categories": [self.name, top + 1, 0, top + rows, 0],
            "values": [self.name, top + 1, place, top + rows, place],
        }
        drawn = {"none": True} if hidden else {"color": colour}
        series["line" if made.kind in {"lines", "radar"} else "fill"] = drawn
        return series


def _marker(made: NativeChart, place: int) -> int:
    """The size of a bubble's marker, 5 to 24 points, its area as its third value; a workbook has no bubbles here."""
    largest = max(each.values[2] or 0.0 for each in made.series) or 1.0
    return round(5 + 19 * math.sqrt((made.series[place].values[2] or 0.0) / largest))


def figure_of(text: str) -> tuple[float | datetime | None, str]:
    """The figure or the day that a cell shows, and the format that shows it so again; none for any other text."""
    bare = text.strip()
    if not bare or bare == NO_VALUE or not any(sign.isdigit() for sign in bare):
        return None, ""
    if bare[0] in "▲▼":
        bare = bare[1:].strip()
    percent = bare.endswith("%")
    try:
        number = read_number(bare)
    except PmoError:
        return _day_of(bare)
    digits = max(0, -int(number.as_tuple().exponent))
    plain = "#,##0" + ("." + "0" * digits if digits else "")
    if percent:
        plain += '"%"'
    return float(number), f"+{plain};−{plain};{plain}" if bare.startswith("+") else f"{plain};−{plain}"


def _day_of(text: str) -> tuple[datetime | None, str]:
    try:
        day = read_date(text)
    except PmoError:
        return None, ""
    return datetime(day.year, day.month, day.day), "d mmm yyyy"  # noqa: DTZ001  a day has no zone
