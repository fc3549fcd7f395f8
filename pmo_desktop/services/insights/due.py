"""Milestones that fall due in the days after the cut-off."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.rules.schedule import slip_days
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.services.settings import settings_of

AHEAD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Due:
    """One milestone: `in_days` from the cut-off, `slip_days` against its baseline (later is positive)."""

    key: int
    project_key: int
    name: str
    project: str
    reference: str
    kind: MilestoneKind
    due_on: date
    in_days: int
    slip_days: int | None


@dataclass(frozen=True, slots=True)
class MilestonesDue:
    """The milestones of running projects due within 30 days, the nearest first.

    `overdue` counts those that should have been reached by the cut-off, `waiting` every one not reached yet. A slip of
    more than `too_late_days` turns a project red if the milestone is a key one.
    """

    soon: tuple[Due, ...]
    overdue: int
    waiting: int
    too_late_days: int


def milestones_due(session: Session, standing: Standing) -> MilestonesDue:
    """What falls due in the 30 days after the cut-off."""
    cut_off_on = standing.period.cut_off_on
    running = {entry.key: entry for entry in standing.entries if not entry.is_over}
    found: list[Due] = []
    for each in session.scalars(select(Milestone)):
        due_on = each.forecast_on or each.baseline_on
        is_reached = each.actual_on is not None and each.actual_on <= cut_off_on
        if is_reached or due_on is None or each.project_key not in running:
            continue
        project = running[each.project_key]
        slip = slip_days(each.baseline_on, each.forecast_on, None)
        in_days = (due_on - cut_off_on).days
        found.append(
            Due(each.key, project.key, each.name, project.name, project.reference, each.kind, due_on, in_days, slip)
        )
    limit = settings_of(session).key_milestone_days
    last = cut_off_on + timedelta(days=AHEAD_DAYS)
    soon = sorted(
        (each for each in found if cut_off_on < each.due_on <= last), key=lambda each: (each.due_on, each.name)
    )
    return MilestonesDue(tuple(soon), sum(each.due_on <= cut_off_on for each in found), len(found), limit)
