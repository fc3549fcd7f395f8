"""Tables with a column for each month: turned so that every amount has a row of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.amounts import split_amount
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.dates import read_date, settle_order
from pmo_desktop.interchange.headers import candidates
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.months import Months, read_months
from pmo_desktop.interchange.words import column_letters
from pmo_desktop.text import say

_FEWEST = 3  # columns of months that make a table a spread one
SPAN = frozenset({"from_on", "to_on"})  # fields that give a time instead of months
_MOST_MONTHS = 240
_LOOKED_AT = 50  # rows
_MOSTLY = 0.8
_AMOUNTS = ("baseline", "actual", "forecast")
_SPREAD = {
    "money_line": "amount",
    "demand": "fte",
    "allocation": "percent",
}  # targets whose amounts may be spread over columns of months


def months_of(header: str) -> Months | None:
    """The month, quarter or year a header names; of a header of several lines, the line that names one."""
    parts = header.split(" / ")
    return next((found for part in (header, *parts) if (found := read_months(part))), None)


def is_spread(matches: Sequence[ColumnMatch], target: str) -> bool:
    """Whether a table has a column for each of several months, beside one for the project."""
    months = [match for match in matches if match.field is None and months_of(match.header)]
    return (
        target in _SPREAD
        and len(months) >= _FEWEST
        and len({months_of(match.header) for match in months})
        >= (2 if any(_line_in(m.header) for m in months) else _FEWEST)
        and any(match.field == "project_key" for match in matches)
    )


def holds_spread_figures(layout: Layout, matches: Sequence[ColumnMatch], target: str) -> bool:
    """Whether a table has a column for each of several months, and these hold figures."""
    if not is_spread(matches, target):
        return False
    columns = [match.index for match in matches if match.field is None and months_of(match.header)]
    filled = [cell for place in layout.body[:_LOOKED_AT] for column in columns if (cell := layout.rows[place][column])]
    figures = sum(isinstance(cell, (int, float)) or split_amount(text_of(cell)) is not None for cell in filled)
    return bool(filled) and figures >= _MOSTLY * len(filled)


def melted(
    layout: Layout, matches: tuple[ColumnMatch, ...], target: str
) -> tuple[Layout, tuple[ColumnMatch, ...], list[str]]:
    """The same table with a row for each amount, if its amounts stand side by side."""
    if is_spread(matches, target):
        spread = [(match.index, match.header) for match in matches if match.field is None and months_of(match.header)]
        return _by_month(layout, matches, spread, target)
    if target in _SPREAD and {match.field for match in matches} >= SPAN:
        return _by_span(layout, matches)
    lines = [match for match in matches if match.field in _AMOUNTS] if target == "money_line" else []
    if lines:
        return _by_line(layout, matches, lines)
    return layout, matches, []


def _by_month(
    layout: Layout, matches: tuple[ColumnMatch, ...], spread: Sequence[tuple[int, str]], target: str
) -> tuple[Layout, tuple[ColumnMatch, ...], list[str]]:
    width = len(layout.headers)
    rows, origins = list(layout.rows), dict[int, tuple[int, int]]()
    body: list[int] = []
    for place in layout.body:
        for index, header in spread:
            cells = layout.rows[place]
            months = months_of(header)
            if cells[index] in ("", None, 0, "-") or months is None:
                continue
            origins[len(rows)] = (place, index)
            body.append(len(rows))
            rows.append((*cells, months.starts_on, cells[index], _line_in(header)))
    taken = {index for index, _ in spread}
    lone = {"month_on", _SPREAD[target]}  # a total of all months, and the like
    kept = [
        replace(match, field=None, how="") if match.field in lone else match
        for match in matches
        if match.index not in taken
    ]
    has_kind = any(match.field == "kind" for match in kept)
    added = [
        ColumnMatch(width, column_letters(width), say("Month"), "month_on", None, "exact"),
        ColumnMatch(width + 1, column_letters(width + 1), _shared(spread), _SPREAD[target], None, "exact"),
    ]
    if not has_kind and any(_line_in(header) for _, header in spread):
        added.append(ColumnMatch(width + 2, column_letters(width + 2), say("Line"), "kind", None, "exact"))
    filled = replace(
        layout,
        headers=(*layout.headers, say("Month"), _shared(spread), say("Line")),
        rows=tuple((*cells, "", "", "") if len(cells) == width else cells for cells in rows),
        body=tuple(body),
        origins=origins,
    )
    note = say("Amounts stand in a column for each month: {count} columns.", count=len(spread))
    return filled, (*kept, *added), [note]


def _by_span(layout: Layout, matches: tuple[ColumnMatch, ...]) -> tuple[Layout, tuple[ColumnMatch, ...], list[str]]:
    """What is given from one day to another becomes a row for each month that these days touch."""
    first, last = (next(match.index for match in matches if match.field == name) for name in ("from_on", "to_on"))
    order = settle_order(layout.rows[place][index] for place in layout.body for index in (first, last))
    width = len(layout.headers)
    rows, origins = list(layout.rows), dict[int, tuple[int, int]]()
    body: list[int] = []
    for place in layout.body:
        cells = layout.rows[place]
        start, end = read_date(cells[first], order, ends=False), read_date(cells[last], order)
        months: list[object] = [*_months_between(start, end)] or [""]
        for month in months:
            origins[len(rows)] = (place, first)
            body.append(len(rows))
            rows.append((*cells, month))
    kept = (replace(match, field=None, how="") if match.field in {*SPAN, "month_on"} else match for match in matches)
    added = ColumnMatch(width, column_letters(width), say("Month"), "month_on", None, "exact")
    filled = replace(
        layout,
        headers=(*layout.headers, say("Month")),
        rows=tuple((*cells, "") if len(cells) == width else cells for cells in rows),
        body=tuple(body),
        origins=origins,
    )
    note = say(
        "What is given from one day to another is taken for every month it touches: {count} rows.", count=len(body)
    )
    return filled, (*kept, added), [note]


def _months_between(start: object, end: object) -> list[date]:
    """The first days of all months from one day to another; of one day alone its month."""
    if not isinstance(start, date):
        return []
    end = end if isinstance(end, date) and end >= start else start
    count = min((end.year - start.year) * 12 + end.month - start.month + 1, _MOST_MONTHS)
    numbers = range(start.year * 12 + start.month - 1, start.year * 12 + start.month - 1 + count)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _by_line(
    layout: Layout, matches: tuple[ColumnMatch, ...], lines: Sequence[ColumnMatch]
) -> tuple[Layout, tuple[ColumnMatch, ...], list[str]]:
    """Budget, actual and forecast side by side become lines of their own."""
    width = len(layout.headers)
    rows, origins = list(layout.rows), dict[int, tuple[int, int]]()
    body: list[int] = []
    for place in layout.body:
        for match in lines:
            cell = layout.rows[place][match.index]
            if cell not in ("", None):
                origins[len(rows)] = (place, match.index)
                body.append(len(rows))
                rows.append((*layout.rows[place], cell, match.field))
    kept = [match for match in matches if match not in lines and match.field not in {"amount", "kind"}]
    header = lines[0].header
    added = (
        ColumnMatch(width, column_letters(width), header, "amount", lines[0].unit, "exact"),
        ColumnMatch(width + 1, column_letters(width + 1), say("Line"), "kind", None, "exact"),
    )
    filled = replace(
        layout,
        headers=(*layout.headers, header, say("Line")),
        rows=tuple((*cells, "", "") if len(cells) == width else cells for cells in rows),
        body=tuple(body),
        origins=origins,
    )
    return filled, (*kept, *added), []


def _line_in(header: str) -> str:
    """Which line of money the header of a month belongs to, where it says so."""
    for part in header.split(" / "):
        words = "" if read_months(part) else part
        found = candidates(words, "money_line") if words else ()
        if found and found[0].field in _AMOUNTS:
            return found[0].field
    return ""


def _shared(spread: Sequence[tuple[int, str]]) -> str:
    """What the headers of all months have in common, which may name a unit; else the word for an amount."""
    parts = [set(header.split(" / ")) for _, header in spread]
    common = [part for part in parts[0].intersection(*parts[1:]) if not read_months(part)]
    return " / ".join(sorted(common)) or say("Amount")
