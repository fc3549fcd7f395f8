"""Slip and lateness, in calendar days.

Source: the usual definition of schedule variance in time, as in the *Practice Standard for Scheduling* (PMI): forecast
or actual date less baseline date. Days are calendar days, the finish excluded, so that slip and duration are counted
alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmo_desktop.domain.rules.ratio import percent


@dataclass(frozen=True, slots=True)
class MilestoneDates:
    """The dates of one milestone; a date that is not known is `None`. `key` tells apart those of one name."""

    name: str
    baseline_on: date | None
    forecast_on: date | None = None
    actual_on: date | None = None
    is_key: bool = False
    key: int = 0


@dataclass(frozen=True, slots=True)
class LateMilestone:
    """A milestone behind its baseline by `days` (1 or more)."""

    name: str
    days: int
    is_key: bool
    is_done: bool
    key: int = 0


def slip_days(baseline_on: date | None, forecast_on: date | None, actual_on: date | None = None) -> int | None:
    """Calendar days behind baseline, negative when early; what happened counts before what is forecast."""
    known_on = actual_on or forecast_on
    if baseline_on is None or known_on is None:
        return None
    return (known_on - baseline_on).days


def duration_days(start_on: date | None, finish_on: date | None) -> int | None:
    """Calendar days from start to finish (exclusive); negative when the dates contradict each other."""
    if start_on is None or finish_on is None:
        return None
    return (finish_on - start_on).days


def slip_percent(slip: int | None, duration: int | None) -> float | None:
    """Slip as percent points of the baseline duration; `None` where that is not above 0 days."""
    return percent(slip, duration)


def days_late(milestone: MilestoneDates, cut_off_on: date | None = None) -> int | None:
    """Calendar days behind baseline as known at the cut-off, negative when early.

    A milestone not reached is late by at least the days from its baseline to the cut-off, whatever its forecast says.
    """
    slip = slip_days(milestone.baseline_on, milestone.forecast_on, milestone.actual_on)
    if milestone.actual_on or milestone.baseline_on is None or cut_off_on is None:
        return slip
    overdue = (cut_off_on - milestone.baseline_on).days
    return slip if overdue <= 0 else max(overdue, slip or 0)


def late_milestones(milestones: Iterable[MilestoneDates], cut_off_on: date | None = None) -> tuple[LateMilestone, ...]:
    """Those behind their baseline, the latest first, then by name."""
    counted = ((milestone, days_late(milestone, cut_off_on)) for milestone in milestones)
    late = [
        LateMilestone(milestone.name, days, milestone.is_key, milestone.actual_on is not None, milestone.key)
        for milestone, days in counted
        if days is not None and days > 0
    ]
    return tuple(sorted(late, key=lambda each: (-each.days, each.name, not each.is_key, each.is_done, each.key)))
