"""Dates and cost of a step of a deployment plan, from its place in a template.

Source: the product's definition of a deployment plan. Weeks are calendar weeks from the start day; a step begins on a
working day (Monday to Friday) and ends on one. A year of one FTE is 52 weeks.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.rules.ratio import exact
from pmo_desktop.text import N_


class ActivityStatus(Choice):
    """How far a step has come."""

    PLANNED = "planned", N_("Planned")
    BEGUN = "begun", N_("Under way")
    DONE = "done", N_("Done")


_SATURDAY = 5
_WEEKS_PER_YEAR = 52


def span(start_on: date, week: int, weeks: int) -> tuple[date, date]:
    """First and last day of a step that begins in `week` (1 is that of the start day) and takes `weeks`, 1 or more.

    A weekend moves the first day on to Monday and the last one back to Friday.
    """
    first = start_on + timedelta(weeks=week - 1)
    last = start_on + timedelta(weeks=week - 1 + weeks, days=-1)
    return first + timedelta(days=_to_monday(first)), last - timedelta(days=max(0, last.weekday() - _SATURDAY + 1))


def _to_monday(day: date) -> int:
    return 7 - day.weekday() if day.weekday() >= _SATURDAY else 0


def activity_status(actual_start_on: date | None, actual_finish_on: date | None) -> ActivityStatus:
    """How far a step has come, from its actual dates."""
    if actual_finish_on is not None:
        return ActivityStatus.DONE
    return ActivityStatus.PLANNED if actual_start_on is None else ActivityStatus.BEGUN


def effort_cost(fte: float, weeks: int, cost_per_fte: int | None) -> int | None:
    """What `fte` people cost for some weeks, in minor units; none where the cost of one FTE and year is not known."""
    return None if cost_per_fte is None else round(cost_per_fte * fte * weeks / _WEEKS_PER_YEAR)


def is_late(baseline_on: date | None, forecast_on: date | None, actual_on: date | None, on: date) -> bool:
    """Whether a finish is behind its baseline: it came or will come later, or has not come though `on` is past it."""
    if baseline_on is None:
        return False
    known_on = actual_on or forecast_on
    return (known_on is not None and known_on > baseline_on) or (actual_on is None and on > baseline_on)


def average_fte(spans: Iterable[tuple[date, date, float]]) -> float | None:
    """People at work on an average day from the first to the last day of all spans (both inclusive), with their FTE."""
    every = list(spans)
    if not every:
        return None
    days = (max(last for _, last, _ in every) - min(first for first, _, _ in every)).days + 1
    worked = sum((exact(fte) * ((last - first).days + 1) for first, last, fte in every), Fraction(0))
    return float(worked / days)
