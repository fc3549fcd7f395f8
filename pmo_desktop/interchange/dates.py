"""Dates as people type them. The order of day and month is settled once per column, from all its values."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from pmo_desktop.interchange.unread import Unread, is_nothing, why_unread
from pmo_desktop.interchange.vague import bare_of, read_vague
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

Order = Literal["day first", "month first", "both", "unknown"]

# Spreadsheets count days from here (and believe in 29 February 1900, which lies before every serial read here).
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(18_264, 109_576)  # 1950 to 2199
_LONGEST = 60  # characters of a date with all its words
_PIVOT = 70  # two-digit years: 00 to 69 are 20.., 70 to 99 are 19..
_MONTHS_IN_YEAR = 12
_CLOCK = r"[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[ap]\.? ?m\.?)?"
_TIME = rf"(?:[t ,]+{_CLOCK}\s*(?:z|utc|gmt|[-+][0-9]{{2}}:?[0-9]{{2}})?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})\.?" + _TIME)
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{4}|[0-9]{2})\.?" + _TIME)
_NAMED = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|er|º|°)?[-/., ]*(?:of |de |d')?([^\W\d_]{3,})"
    r"[-/., ]*(?:de |del )?'?([0-9]{4}|[0-9]{2})" + _TIME
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})[-/. ]*([0-9]{1,2})(?:st|nd|rd|th)?(?:[-/. ]|, ?)+([0-9]{4})" + _TIME)
_WEEKDAY = re.compile(r"[^\W\d_]{2,10}[.,]* +(?=[0-9]|[^\W\d_]+ [0-9])")


def settle_order(cells: Iterable[object]) -> Order:
    """Which of day and month comes first in a column of texts such as 13/02/2024; the day where points part them."""
    day = month = seen = False
    for cell in (cell for cell in cells if isinstance(cell, str)):
        if match := _numeric(cell):
            seen = seen or match.string[match.end(1)] != "."
            day = day or int(match[1]) > _MONTHS_IN_YEAR
            month = month or int(match[2]) > _MONTHS_IN_YEAR
    if day and month:
        return "both"
    if day or month:
        return "day first" if day else "month first"
    return "unknown" if seen else "day first"


def shows_day_first(cell: object) -> bool:
    """Whether a cell is a text such as 13/02/2024, whose day cannot be a month."""
    match = _numeric(cell)
    return match is not None and int(match[1]) > _MONTHS_IN_YEAR


def _numeric(cell: object) -> re.Match[str] | None:
    """A text such as 13/02/2024, or "w/c 13/02/2024", taken apart."""
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    plain = _plain(cell)
    return _NUMERIC.fullmatch(plain if plain[:1].isdigit() else bare_of(plain))


def read_date(cell: object, order: Order = "day first", *, ends: bool = True) -> date | Unread | None:
    """The day that `cell` names, whatever time it names beside; `None` for an empty cell.

    Of a month, a quarter or a week it is the last day if something `ends` then, else the first.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None or isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return None if is_nothing(text := cell.strip()) else _read_text(text, order, ends=ends)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and int(_SERIALS.start) <= cell < _SERIALS.stop:
        return _DAY_ZERO + timedelta(days=int(cell))
    return Unread(say("not {expected}", expected=say("a date")))


def _plain(text: str) -> str:
    return fold(text.strip())


def is_vague(cell: object) -> bool:
    """Whether a cell that can be read names a month, a quarter or the like alone."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and _exact(_plain(cell), "day first") is None


def _read_text(text: str, order: Order, *, ends: bool) -> date | Unread:
    plain = _plain(text) if len(text) <= _LONGEST else ""
    return _exact(plain, order) or read_vague(plain, ends=ends) or why_unread(text, say("a date"))


def _exact(plain: str, order: Order) -> date | Unread | None:
    answer = _in_figures(plain, order) or _in_words(plain)
    if answer is None and (bare := bare_of(plain)) != plain:
        answer = _in_figures(bare, order) or _in_words(bare)
    if answer is None and plain[:1].isalpha() and (bare := _WEEKDAY.sub("", plain, count=1)) != plain:
        answer = _in_figures(bare, order) or _in_words(bare)
    return answer


def _in_figures(plain: str, order: Order) -> date | Unread | None:
    if match := _YEAR_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(plain):
        return _in_order(int(match[1]), int(match[2]), _full_year(match[3]), order)
    if plain.isdecimal() and len(plain) in {5, 6} and int(plain) in _SERIALS:
        return _DAY_ZERO + timedelta(days=int(plain))
    return None


def _in_words(plain: str) -> date | Unread | None:
    if match := _NAMED.fullmatch(plain):
        return _named(match[2], match[1], match[3])
    if match := _MONTH_FIRST.fullmatch(plain):
        return _named(match[1], match[2], match[3])
    return None


def _in_order(first: int, second: int, year: int, order: Order) -> date | Unread:
    if first > _MONTHS_IN_YEAR or second > _MONTHS_IN_YEAR:  # only one order is left
        return _day(year, second, first) if first > second else _day(year, first, second)
    if order == "both" and first != second:
        return Unread(say("day and month could be either way round"))
    return _day(year, first, second) if order == "month first" else _day(year, second, first)


def _named(month: str, day: str, year: str) -> date | Unread | None:
    number = lookup("months").get(month)
    return _day(_full_year(year), int(number), int(day)) if number else None


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < _PIVOT else 1900)  # noqa: PLR2004


def _day(year: int, month: int, day: int) -> date | Unread:
    try:
        return date(year, month, day)
    except ValueError:
        return Unread(say("no such day"))
