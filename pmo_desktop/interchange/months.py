"""Months, quarters and years as people head columns and name periods: "Apr 2026", "2026-04", "Q1 25/26", "FY26"."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from pmo_desktop.interchange.unread import Unread, is_nothing, why_unread
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

_LONGEST = 24  # characters
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|'?[0-9]{2})"
_ISO = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[-/. ]?(?:m|p)?(?P<month>0[1-9]|1[0-2])(?:[-/. ](?:0?1|[0-9]{2}))?(?: 00:00:00)?"
)
_TURNED = re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/. ](?P<year>(?:19|20)[0-9]{2})")
_NAMED = re.compile(rf"(?P<word>[^\W\d_]{{3,}})\.?[-/. ,]*(?:de |del )?{_YEAR}")
_NAMED_AFTER = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[-/. ,]*(?P<word>[^\W\d_]{3,})\.?")
_QUARTER = re.compile(
    r"(?:q|t|quarter |quartal )(?P<quarter>[1-4])[-/. _]*(?:fy|of)?[-/. _]*"
    r"(?P<year>(?:20)?[0-9]{2})(?:[-/_ ](?P<next>(?:20)?[0-9]{2}))?"
)
_QUARTER_AFTER = re.compile(
    r"(?:fy)?[-/. _]*(?P<year>(?:20)?[0-9]{2})(?:[-/_ ](?P<next>(?:20)?[0-9]{2}))?[-/. _]*(?:q|t)(?P<quarter>[1-4])"
)
_PERIOD = re.compile(
    r"(?:p|period |accounting period |m|month |ap)(?P<period>[0-9]{1,2})[-/. _]*(?:of )?(?P<fy>fy ?)?"
    r"(?P<year>20[0-9]{2}|[0-9]{2})(?:[-/_ ](?P<next>(?:20)?[0-9]{2}))?"
)
_SPAN = re.compile(
    r"(?P<fy>fy\s?)?(?P<year>(?:19|20)[0-9]{2}|(?<=fy)[0-9]{2}|(?<=fy )[0-9]{2})(?:[-/ ](?P<next>(?:20)?[0-9]{2}))?"
)
_FISCAL_MONTH = 4  # a year named by two begins in April, as UK public bodies count it
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Months:
    """Some months in a row: the first day of the first, and how many there are."""

    starts_on: date
    count: int


def read_months(cell: object) -> Months | None:
    """The month, quarter or year that a cell names; `None` if it names none."""
    if isinstance(cell, (date, datetime)):
        return Months(date(cell.year, cell.month, 1), 1)
    if not isinstance(cell, str) or not 2 < len(cell) <= _LONGEST:  # noqa: PLR2004  nothing shorter names a year
        return None
    plain = fold(cell).strip(" .:")
    return _month(plain) or _quarter(plain) or _year(plain) or _period(plain)


def read_month(cell: object) -> date | Unread | None:
    """The first day of the month, quarter or year that a cell names."""
    if cell is None or (isinstance(cell, str) and is_nothing(cell.strip())):
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    found = read_months(cell)
    return found.starts_on if found else why_unread(str(cell), say("a month"))


def _month(plain: str) -> Months | None:
    if match := _ISO.fullmatch(plain) or _TURNED.fullmatch(plain):
        return Months(date(int(match["year"]), int(match["month"]), 1), 1)
    match = _NAMED.fullmatch(plain) or _NAMED_AFTER.fullmatch(plain)
    number = lookup("months").get(match["word"]) if match else None
    return Months(date(_full(match["year"]), int(number), 1), 1) if match and number else None


def _quarter(plain: str) -> Months | None:
    match = _QUARTER.fullmatch(plain) or _QUARTER_AFTER.fullmatch(plain)
    if match is None:
        return None
    first = 3 * int(match["quarter"]) - 2 + (_FISCAL_MONTH - 1 if match["next"] or "fy" in plain else 0)
    year = _full(match["year"]) - (1 if "fy" in plain and not match["next"] else 0)
    return Months(date(year + (first > _MONTHS_IN_YEAR), (first - 1) % _MONTHS_IN_YEAR + 1, 1), 3)


def _period(plain: str) -> Months | None:
    """The month of an accounting period of a financial year: "P03 25/26" is June 2025."""
    match = _PERIOD.fullmatch(plain)
    if (
        match is None
        or not (match["fy"] or match["next"])
        or not 1 <= (number := int(match["period"])) <= _MONTHS_IN_YEAR
    ):
        return None
    year = _full(match["year"])
    if match["next"] and (year + 1) % 100 != int(match["next"][-2:]):
        return None
    months = _FISCAL_MONTH - 1 + number - 1
    return Months(date(year - (not match["next"]) + months // 12, months % 12 + 1, 1), 1)


def _year(plain: str) -> Months | None:
    match = _SPAN.fullmatch(plain)
    if match is None:
        return None
    year = _full(match["year"])
    if match["next"]:
        return Months(date(year, _FISCAL_MONTH, 1), 12) if (year + 1) % 100 == int(match["next"][-2:]) else None
    return Months(date(year - 1, _FISCAL_MONTH, 1), 12) if match["fy"] else Months(date(year, 1, 1), 12)


def _full(digits: str) -> int:
    year = int(digits.strip("'"))
    return year if year > 100 else 2000 + year  # noqa: PLR2004  two digits are of this century
