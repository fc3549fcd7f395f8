"""The month that a title above the headers gives for a whole table: "As at 31 March 2025"."""

import re
from datetime import date

from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.dates import read_date
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.months import read_months

_AS_AT = re.compile(
    r"\b(?:as at|as of|position at|status date|data date|report(?:ing)? (?:date|period|month)|stand|stichtag|"
    r"situation au|a fecha de|aggiornato al)\b\s*:?\s+(.+)",
    re.IGNORECASE,
)
_WORDS = (3, 2, 1)  # of a date


def period_above(layout: Layout) -> str:
    """The month, such as "2025-03"; empty where no title names one, or could name two."""
    for cells in layout.rows[: layout.header]:
        if match := _AS_AT.search(" ".join(filter(None, map(text_of, cells)))):
            words = match[1].split()
            if found := next(filter(None, (_month(" ".join(words[:count]).rstrip(".,;)")) for count in _WORDS)), ""):
                return found
    return ""


def _month(text: str) -> str:
    """The month of a date or a month; empty where day and month could change places."""
    if (months := read_months(text)) and months.count == 1:
        return f"{months.starts_on:%Y-%m}"
    days = (read_date(text, "day first"), read_date(text, "month first"))
    found = {f"{day:%Y-%m}" for day in days if isinstance(day, date)}
    return found.pop() if len(found) == 1 else ""
