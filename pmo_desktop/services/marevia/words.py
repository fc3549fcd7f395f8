"""Dates, money and shares in the words of a status report."""

from datetime import date

from pmo_desktop.services.marevia import course
from pmo_desktop.services.marevia.tables import Row

_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_MILLION = 1000  # tables give thousands


def day(on: date) -> str:
    """A date as “4 March 2027”."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def euros(thousands: int) -> str:
    """An amount in thousand euros as “2.8 M€” or “850 k€”."""
    return f"{thousands / _MILLION:.1f} M€" if abs(thousands) >= _MILLION else f"{thousands} k€"


def share(part: int, whole: int) -> str:
    """A part of a whole as “6.4 %”."""
    return f"{100 * part / whole:.1f} %"


def days(count: int) -> str:
    """A count of days as “14 days”."""
    return "1 day" if count == 1 else f"{count} days"


def story(row: Row, period: int) -> str:
    """The summary of a project in one period, with its figures filled in."""
    over = course.eac(row, period) - row["bac"]
    text: str = row["story"][period]
    return text.format(
        slip=days(course.slip(row, period)),
        finish=day(course.finish(row, period)),
        eac=euros(course.eac(row, period)),
        over=share(over, row["bac"]),
        under=share(-over, row["bac"]),
    )
