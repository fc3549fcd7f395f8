"""Days that are named by a month, a quarter or a week alone: "Mar-26", "end of June 2026", "Q3 25/26", "KW 12/2026"."""

import re
from datetime import date, timedelta

from pmo_desktop.interchange.months import Months, read_months

_ABOUT = re.compile(
    r"(?:by|before|due|on|from|until|till|approx(?:imately)?\.?|circa|ca\.?|c\.|est\.?|estimated|expected|target|around"
    r"|about|w/c|w/e|wc|we|w\.c\.|w\.e\.|week (?:commencing|ending|of|beginning)|semaine du|avant le|le|am|bis|vor|ab"
    r"|hasta|antes de|el|entro il|il|~)\s*:?\s+(?=\S)|~\s*"
)
_PART = re.compile(
    r"(?P<early>early|beginning of|beginning|start of|start|debut|anfang|inicio de|principios de|inizio)?"
    r"(?P<mid>mid|middle of|mi|mitte|mediados de|meta)?"
    r"(?P<late>late|end of|end|by end of|fin|fin de|ende|finales de|fine|year end|eoy)?"
    r"[- ]+(?:of |de |du |d'|von |des )?(?P<rest>.+)"
)
_HALF = re.compile(r"(?:(?:h|s)(?P<half>[12])|(?P<before>[12])h)[-/. ]*(?P<year>(?:20)?[0-9]{2})")
_WEEK = re.compile(
    r"(?:kw|week|wk|w|semaine|sem|semana)\.? ?(?P<week>[0-9]{1,2})[-/., ]+(?P<year>20[0-9]{2})"
    r"|(?P<iso>20[0-9]{2})-?w(?P<number>[0-9]{2})"
)
_YEAR = re.compile(r"20[0-9]{2}")
_YEAR_OF_MONTHS, _MIDDLE, _LAST_WEEK, _FRIDAY = 12, 15, 53, 5


def bare_of(plain: str) -> str:
    """A folded text without what people set before a day, such as "w/c" or "by"; the text itself if there is none."""
    return _ABOUT.sub("", plain, count=1) if _ABOUT.match(plain) else plain


def read_vague(plain: str, *, ends: bool) -> date | None:
    """The day a folded text stands for: the last one of the time it names if that `ends` something, else the first."""
    plain = bare_of(plain)
    if week := _week(plain, ends=ends):
        return week
    if (months := _months(plain)) and months.count < _YEAR_OF_MONTHS:
        return _last(months) if ends else months.starts_on
    return _part(plain)


def _part(plain: str) -> date | None:
    """The first, the middle or the last day of a month, a quarter or a year, as a text names it."""
    part = _PART.fullmatch(plain)
    if part is None or not (part["early"] or part["mid"] or part["late"]):
        return None
    rest = part["rest"]
    months = _months(rest) or (Months(date(int(rest), 1, 1), _YEAR_OF_MONTHS) if _YEAR.fullmatch(rest) else None)
    if months is None:
        return None
    if part["early"]:
        return months.starts_on
    if part["late"]:
        return _last(months)
    if months.count == 1:
        return months.starts_on.replace(day=_MIDDLE)
    return _last(Months(months.starts_on, months.count // 2))


def _months(plain: str) -> Months | None:
    if match := _HALF.fullmatch(plain):
        year = int(match["year"]) % 100 + 2000
        return Months(date(year, 1 if (match["half"] or match["before"]) == "1" else 7, 1), 6)
    return read_months(plain) if not _YEAR.fullmatch(plain) else None


def _week(plain: str, *, ends: bool) -> date | None:
    match = _WEEK.fullmatch(plain)
    if match is None or not 1 <= (week := int(match["week"] or match["number"])) <= _LAST_WEEK:
        return None
    try:
        return date.fromisocalendar(int(match["year"] or match["iso"]), week, _FRIDAY if ends else 1)
    except ValueError:
        return None


def _last(months: Months) -> date:
    """The last day of some months."""
    year, month = divmod(months.starts_on.year * 12 + months.starts_on.month - 1 + months.count, 12)
    return date(year, month + 1, 1) - timedelta(days=1)
