"""What the roadmap of the register needs beyond its rows: the milestones of projects, and the time they span."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.services import registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS

_DATES = (
    "baseline_start_on", "forecast_start_on", "actual_start_on", "baseline_finish_on", "forecast_finish_on",
    "actual_finish_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone of a project with its three dates."""

    key: int
    name: str
    kind: MilestoneKind
    is_key: bool
    baseline_on: date | None
    forecast_on: date | None
    actual_on: date | None


def marks(session: Session, keys: Sequence[int]) -> dict[int, tuple[Mark, ...]]:
    """The milestones of each of some projects, by date."""
    found: dict[int, list[Mark]] = {key: [] for key in keys}
    query = select(
        Milestone.project_key,
        Milestone.key,
        Milestone.name,
        Milestone.kind,
        Milestone.is_key,
        Milestone.baseline_on,
        Milestone.forecast_on,
        Milestone.actual_on,
    ).where(Milestone.project_key.in_(keys))
    for row in session.execute(query).all():
        values: list[Any] = list(row[1:])
        found[row[0]].append(Mark(*values))
    return {
        key: tuple(sorted(each, key=lambda mark: (when(mark) or date.max, mark.key))) for key, each in found.items()
    }


def when(mark: Mark) -> date | None:
    """When a milestone was, will be, or was to be."""
    return mark.actual_on or mark.forecast_on or mark.baseline_on


def span(session: Session, filters: Iterable[Filter], search: str) -> tuple[date, date] | None:
    """The first and the last day of the projects that pass; none where no date is known."""
    bounds = registers.bounds(session, PROJECTS, _DATES, filters=filters, search=search)
    known = [day for pair in bounds for day in pair if isinstance(day, date)]
    return (min(known), max(known)) if known else None
