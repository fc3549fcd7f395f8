"""The days on which a body meets in a steady rhythm.

Source: the usage of calendars: a monthly day is told by its place in the month, such as the second Thursday, and the
fifth one stands for the last.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from pmo_desktop.domain.choices import Choice
from pmo_desktop.text import N_

_WEEK, _MONTHS_OF_A_YEAR, _FIFTH = 7, 12, 5


class Rhythm(Choice):
    """How often a body meets."""

    WEEKLY = "weekly", N_("Every week")
    FORTNIGHTLY = "fortnightly", N_("Every second week")
    MONTHLY = "monthly", N_("Every month")
    QUARTERLY = "quarterly", N_("Every quarter")


def meeting_days(first: date, rhythm: Rhythm, until: date) -> tuple[date, ...]:
    """The days from `first` to `until`, both inclusive; of a month, the day with the place and weekday of the first."""
    days: list[date] = []
    for day in _all(first, rhythm):
        if day > until:
            return tuple(days)
        days.append(day)
    return tuple(days)


def _all(first: date, rhythm: Rhythm) -> Iterator[date]:
    number = 0
    place = (first.day - 1) // _WEEK + 1
    while True:
        if rhythm in {Rhythm.WEEKLY, Rhythm.FORTNIGHTLY}:
            yield first + timedelta(weeks=number * (2 if rhythm is Rhythm.FORTNIGHTLY else 1))
        else:
            month = first.year * _MONTHS_OF_A_YEAR + first.month - 1 + number * (3 if rhythm is Rhythm.QUARTERLY else 1)
            yield _in_month(month // _MONTHS_OF_A_YEAR, month % _MONTHS_OF_A_YEAR + 1, first.weekday(), place)
        number += 1


def _in_month(year: int, month: int, weekday: int, place: int) -> date:
    """The day of a month that is the `place`-th of its weekday; the last one for the fifth."""
    start = date(year, month, 1)
    day = start + timedelta(days=(weekday - start.weekday()) % _WEEK + (place - 1) * _WEEK)
    return day if day.month == month or place < _FIFTH else day - timedelta(days=_WEEK)
