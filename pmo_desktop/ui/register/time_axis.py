"""Days on a line: where a day stands, which day a place is, and where to put the ticks. Knows nothing of Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pmo_desktop.services import formats

_LEAST_DAYS, _MOST_DAYS = 28, 366 * 60
_ROOM = 46
"""Pixels a tick needs for its words."""
_STEPS = (1, 3, 6, 12, 24, 60, 120)
"""Months between ticks."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """`days` days from `first`, over `width` pixels."""

    first: date
    days: float
    width: int

    def at(self, day: date) -> float:
        """Where a day begins, in pixels from the left."""
        return (day - self.first).days * self.width / self.days

    def day(self, x: float) -> date:
        """The day nearest to a place."""
        return self.first + timedelta(days=round(x * self.days / max(1, self.width)))

    def zoomed(self, factor: float, x: float) -> "TimeAxis":
        """Show `factor` times as many days, and keep the day at `x` in its place."""
        days = max(_LEAST_DAYS, min(_MOST_DAYS, self.days * factor))
        kept = x * self.days / max(1, self.width)
        return replace(self, first=_within(self.first, kept - kept * days / self.days), days=days)

    def panned(self, share: float) -> "TimeAxis":
        """Move on by a share of what is shown; a negative one goes back."""
        return replace(self, first=_within(self.first, self.days * share))

    def ticks(self) -> Iterator[tuple[date, str, bool]]:
        """First days of months, quarters or years, the words for each, and whether a year begins there."""
        months = self.days / 30.4
        step = next((step for step in _STEPS if self.width / (months / step) >= _ROOM), _STEPS[-1])
        number = self.first.year * 12 + self.first.month - 1
        number -= number % step
        last = self.first + timedelta(days=self.days)
        while (day := date(number // 12, number % 12 + 1, 1)) <= last:
            if day >= self.first:
                begins = day.month == 1
                yield day, str(day.year) if begins else formats.show_month_name(day), begins
            number += step


def _within(day: date, days: float) -> date:
    """A day moved by days, no further than any plan reaches."""
    moved = day.toordinal() + round(days)
    return date.fromordinal(max(date(1900, 1, 1).toordinal(), min(date(2200, 1, 1).toordinal(), moved)))
