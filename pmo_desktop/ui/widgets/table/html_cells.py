"""Blocks of cells as the HTML that office suites put on the clipboard: read from theirs, and written for them.

LibreOffice tells number and format of a cell in `sdval` and `sdnum`, Excel in `x:num` or in the `mso-number-format` of
its class.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from typing_extensions import override

_BREAKS = {"br", "p", "div", "li"}
_MOST_DECIMALS = 12
_FIRST_DAY = date(1899, 12, 30)  # day 0 of the suites' calendar
_LAST_DAY = 2_958_465  # the last day of the year 9999
_MS_FORMAT = re.compile(r"\.([\w-]+)\s*\{[^}]*?mso-number-format:\s*(\"[^\"]*\"|[^;}]*)")
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
    "<!--StartFragment--><table>"
)
_FOOT = "</table><!--EndFragment--></body></html>"
_AS_TEXT = ' sdnum="1033;0;@" style="mso-number-format:\'\\@\'"'


class Pasted(NamedTuple):
    """A cell as another program shows it, and what stands behind it where that is known: a number or a day, exactly."""

    text: str
    exact: str = ""


Grid = list[list[Pasted]]


def read(html: str) -> Grid | None:
    """The cells of the first table in `html`, rows padded to the same length; none if it holds no table.

    Merged cells give their text once and are empty beyond.
    """
    reader = _Reader({name: written.strip('"') for name, written in _MS_FORMAT.findall(html)})
    reader.feed(html)
    reader.close()
    if not reader.grid:
        return None
    width = max(len(line) for line in reader.grid)
    return [line + [Pasted("")] * (width - len(line)) for line in reader.grid]


def write(lines: Iterable[Sequence[tuple[str, str]]]) -> str:
    """A table of cells: text that stays text, and beside it, for a figure, its number with a point."""
    rows = ("<tr>" + "".join(_cell(text, number) for text, number in line) + "</tr>" for line in lines)
    return _HEAD + "".join(rows) + _FOOT


def _cell(text: str, number: str) -> str:
    if number:
        return f'<td x:num="{number}" sdval="{number}" sdnum="1033;">{escape(text)}</td>'
    words = escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<td{_AS_TEXT}>{words}</td>"


class _Reader(HTMLParser):
    """Collects the cells of the first table; a table inside a cell is text of that cell."""

    def __init__(self, formats: dict[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self._formats = formats
        self.grid: Grid = []
        self._depth = 0
        self._is_done = False
        self._text: list[str] | None = None
        self._spans: dict[int, int] = {}
        self._cell: dict[str, str] = {}

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._depth == 1 and not self._is_done and tag == "tr":
            self._end_cell()
            self.grid.append([])
            self._skip_merged()
        elif self._depth == 1 and not self._is_done and tag in {"td", "th"}:
            self._end_cell()
            if not self.grid:
                self.grid.append([])
            self._cell = {name: value or "" for name, value in attrs}
            self._text = []
        elif tag in _BREAKS and self._text:
            self._text.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        if tag == "table":
            self._depth -= 1
            self._is_done = self._is_done or (self._depth == 0 and bool(self.grid))

    @override
    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = _tidy("".join(self._text)), None
        line, wide, high = self.grid[-1], _span(self._cell, "colspan"), _span(self._cell, "rowspan")
        for place in range(len(line), len(line) + wide):
            if high > 1:
                self._spans[place] = high - 1
        line.extend([Pasted(text, self._exact(text)), *[Pasted("")] * (wide - 1)])
        self._skip_merged()

    def _exact(self, text: str) -> str:
        kept = self._cell.get("sdval") or self._cell.get("x:num") or ""
        written = self._cell.get("sdnum", "").split(";", 2)[-1] or self._formats.get(self._cell.get("class", ""), "")
        if _is_day(written):
            return _day(kept) if kept else _ordered_day(text, written)
        return _whole(text, kept)

    def _skip_merged(self) -> None:
        """Leave the places empty that a cell further up reaches down to."""
        line = self.grid[-1]
        while self._spans.get(len(line), 0) > 0:
            self._spans[len(line)] -= 1
            line.append(Pasted(""))


def _span(cell: dict[str, str], name: str) -> int:
    number = cell.get(name, "1")
    return max(1, min(1_000, int(number))) if number.isascii() and number.isdigit() else 1


def _tidy(text: str) -> str:
    lines = (line.replace("\xa0", " ").strip() for line in text.split("\n"))
    return "\n".join(lines).strip("\n")


def _bare(written: str) -> str:
    """The format of a number without words in quotes, what is in brackets, and backslashes."""
    return re.sub(r'"[^"]*"|\[[^]]*\]|\\', "", written).upper()


def _is_day(written: str) -> bool:
    """Whether a format shows a day: a month with a year, in the letters of English, German or French."""
    bare = _bare(written)
    return "M" in bare and bool(re.search(r"[YJA]", bare)) and not re.search(r"[#0?%]|GENERAL", bare)


def _day(kept: str) -> str:
    """The day a suite keeps as a number, as “2027-08-16”; nothing where it is none."""
    try:
        number = int(Decimal(kept))
    except (InvalidOperation, ValueError, OverflowError):
        return ""
    return (_FIRST_DAY + timedelta(days=number)).isoformat() if 0 < number <= _LAST_DAY else ""


def _ordered_day(shown: str, written: str) -> str:
    """A day shown in figures, by the order its format has them in; nothing where that does not say."""
    order = "".join(dict.fromkeys(letter for letter in _bare(written) if letter in "DMY"))
    figures = re.fullmatch(r"(\d{1,4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,4})", shown)
    if figures is None or len(order) < len("DMY"):
        return ""
    found = dict(zip(order, map(int, figures.groups()), strict=False))
    year = found["Y"] + (2000 if found["Y"] < 100 else 0)  # noqa: PLR2004  two digits mean this century
    try:
        return date(year, found["M"], found["D"]).isoformat()
    except ValueError:
        return ""


def _whole(shown: str, kept: str) -> str:
    """The number the suite kept for a cell, if what it shows is that number rounded; else nothing.

    A percentage is kept as its hundredth part. An amount in thousands is kept as another number than is shown.
    """
    digits = re.sub(r"\D", "", shown)
    try:
        number = Decimal(kept) * (100 if "%" in shown else 1)
        rounded = {re.sub(r"\D", "", str(_rounded(number, places))) for places in range(_MOST_DECIMALS)}
    except InvalidOperation:
        return ""
    return _exact(number) if digits in rounded else ""


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _exact(number: Decimal) -> str:
    """Written so that no locale takes the point for a sign between thousands."""
    written = f"{number:f}"
    return written + "0" if re.search(r"\.\d{3}$", written) else written
