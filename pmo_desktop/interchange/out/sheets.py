"""Sheets of a workbook in the house style: typed cells, frozen header, filters, ratings tinted. Text is only text."""

import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pmo_desktop.domain.choices import Choice, Rating
from pmo_desktop.domain.money import minor_digits, to_major
from pmo_desktop.interchange.out.whole import whole_file
from pmo_desktop.text import say

_LONGEST_CELL = 32_767  # characters a cell can hold
_LONGEST_NAME = 31  # characters of a sheet's name
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FIGURES = frozenset({"money", "percent", "number", "integer", "year"})  # stand right, and their titles too
_MOST_ROWS = 1_048_576
_LARGEST_EXACT = 10**15  # whole numbers beyond it lose digits in a spreadsheet
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001  a workbook of the same content has the same bytes; it has no zones
# The tints of the five ratings behind their letters; the letters are what tells.
RATING_FILLS = {
    Rating.GREEN: "#CDE8DD",
    Rating.AMBER_GREEN: "#E3EBC8",
    Rating.AMBER: "#FBE5B0",
    Rating.AMBER_RED: "#F6CDB4",
    Rating.RED: "#F2BFC1",
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its title, what it holds (a kind of declared field), its width in characters."""

    title: str
    kind: str = "text"
    width: int = 14


class Book:
    """A workbook that is being written; its cells are never formulas and its texts never links."""

    def __init__(self, book: Any, currency: str) -> None:  # noqa: ANN401  XlsxWriter ships no types
        self._book = book
        self._names: set[str] = set()
        money = "#,##0" + ("." + "0" * minor_digits(currency) if minor_digits(currency) else "")
        self.currency = currency
        top = {"valign": "top"}
        header = {"bold": True, "bottom": 2, "bg_color": "#F0F2F5", "text_wrap": True, **top}
        self._formats: Mapping[str, Any] = {
            "header": book.add_format(header),
            "header right": book.add_format({"align": "right", **header}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left", **top}),
            "money": book.add_format({"num_format": f"{money};[Red]-{money}", **top}),
            "percent": book.add_format({"num_format": "0.0", **top}),
            "number": book.add_format({"num_format": "#,##0.###", **top}),
            "integer": book.add_format({"num_format": "#,##0", **top}),
            "year": book.add_format({"num_format": "0", **top}),
            "long text": book.add_format({"text_wrap": True, **top}),
            "rating": book.add_format({"align": "center", **top}),
            "text": book.add_format(top),
        }

    def format(self, **values: object) -> Any:  # noqa: ANN401
        """A format of one's own."""
        return self._book.add_format(values)

    def sheet(self, name: str) -> Any:  # noqa: ANN401
        """An empty sheet of that name, or of one like it where it is taken or cannot be."""
        return self._book.add_worksheet(self._free_name(name))

    def table_sheet(self, name: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]]) -> Any:  # noqa: ANN401
        """A sheet with one table: a frozen header, a filter on every column, values of their own type."""
        page = self.sheet(name)
        for index, column in enumerate(columns):
            page.set_column(index, index, min(max(column.width, 8), 60))
            look = "header right" if column.kind in _FIGURES else "header"
            page.write_string(0, index, plain(column.title), self._formats[look])
        last = 0
        for last, row in enumerate(rows, 1):
            if last >= _MOST_ROWS:
                break
            for index, value in enumerate(row):
                self.write(page, last, index, value, columns[index].kind)
        page.freeze_panes(1, 1)
        if columns:
            page.autofilter(0, 0, last, len(columns) - 1)
        for index, column in enumerate(columns):
            if column.kind == "rating" and last:
                self.colour_ratings(page, 1, index, last, index)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        return page

    def plain_sheet(self, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """A sheet of bare cells under titles."""
        self.table_sheet(name, [SheetColumn(title, "bare", 18) for title in titles], rows)

    def write(self, page: Any, row: int, column: int, value: object, kind: str) -> None:  # noqa: ANN401
        """Write one cell as what it is; texts as texts, whatever they look like."""
        form = self._formats.get(kind, self._formats["text"])
        if isinstance(value, Rating):
            form = self._formats["rating"]
        elif isinstance(value, date):
            form = self._formats["moment" if isinstance(value, datetime) else "date"]
        self.write_as(page, row, column, value, kind, form)

    def write_as(self, page: Any, row: int, column: int, value: object, kind: str, form: Any) -> None:  # noqa: ANN401
        """Write one cell as what it is, in a format of one's own."""
        if value is None or value == "":
            page.write_blank(row, column, None, form)
        elif isinstance(value, datetime):
            page.write_datetime(row, column, value.replace(tzinfo=None), form)
        elif isinstance(value, date) and value.year >= 1900:  # noqa: PLR2004  no spreadsheet counts days before
            page.write_datetime(row, column, value, form)
        elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST_EXACT:
            number = float(to_major(int(value), self.currency)) if kind == "money" else value
            page.write_number(row, column, number, form)
        else:
            page.write_string(row, column, plain(word_of(value)), form)

    def colour_ratings(self, page: Any, top: int, left: int, bottom: int, right: int) -> None:  # noqa: ANN401
        """Tint the cells of a range by the rating they hold, also once somebody changes it."""
        for rating, fill in RATING_FILLS.items():
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{rating.value}"',
                "format": self.format(bg_color=fill, bold=rating in {Rating.RED, Rating.AMBER_RED}),
            }
            page.conditional_format(top, left, bottom, right, rule)

    def _free_name(self, name: str) -> str:
        bare = _NOT_IN_NAMES.sub(" ", plain(name)).strip().strip("'")[:_LONGEST_NAME] or say("Sheet")
        found, number = bare, 1
        while found.casefold() in self._names or found.casefold() == "history":
            number += 1
            found = f"{bare[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        self._names.add(found.casefold())
        return found


def word_of(value: object) -> str:
    """What a value that is no number and no date shows."""
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    if isinstance(value, Rating):
        return value.value
    return value.label if isinstance(value, Choice) else str(value)


def plain(text: str) -> str:
    """`text` as a cell can hold it: without control characters and no longer than it may be."""
    kept = "".join(sign for sign in text if sign >= " " or sign in "\n\t").replace("\ufffe", "").replace("\uffff", "")
    return kept[:_LONGEST_CELL]


@contextmanager
def open_book(path: Path, currency: str = "GBP") -> Generator[Book]:
    """A workbook to write; it is at `path` when the block ends.

    Raises:
        PmoError: the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    safe = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with whole_file(path) as part:
        book = xlsxwriter.Workbook(str(part), safe)
        book.set_properties({"title": path.stem[:120], "created": _CREATED, "author": "", "comments": ""})
        yield Book(book, currency)
        try:
            if not book.worksheets():
                book.add_worksheet()
            book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from None
