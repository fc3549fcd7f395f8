"""Milestones that are still to come, as a calendar other programs subscribe to or take over."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange.out.sheets import plain
from pmo_desktop.interchange.out.whole import whole_file
from pmo_desktop.services import periods
from pmo_desktop.text import say

_STAMP = datetime(2020, 1, 1, tzinfo=UTC)  # the same content has the same bytes


def write_calendar(session: Session, path: Path) -> None:
    """Write every milestone that has a date, as a whole day: actual, else forecast, else baseline.

    Raises:
        PmoError: the file cannot be written.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//PMO Desktop//Milestones//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("Milestones"))
    query = select(Milestone, Project.name, Project.reference).join(Project, Milestone.project_key == Project.key)
    newest = periods.current_period(session)
    stamp = datetime(*newest.cut_off_on.timetuple()[:3], tzinfo=UTC) if newest else _STAMP
    for milestone, project, reference in session.execute(query.order_by(Milestone.key)):
        day = milestone.actual_on or milestone.forecast_on or milestone.baseline_on
        if day is None:
            continue
        event = Event()
        event.add("uid", f"milestone-{milestone.key}@pmo-desktop")
        event.add("dtstamp", stamp)
        event.add("summary", plain(f"{project}: {milestone.name}"))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("description", plain(_told(milestone, reference)))
        event.add("categories", [milestone.kind.label])
        event.add("transp", "TRANSPARENT")
        event.add("status", "CONFIRMED" if milestone.actual_on else "TENTATIVE")
        calendar.add_component(event)
    with whole_file(path) as part:
        part.write_bytes(calendar.to_ical())


def _told(milestone: Milestone, reference: str) -> str:
    dates: list[tuple[str, date | None]] = [
        (say("Baseline"), milestone.baseline_on),
        (say("Forecast"), milestone.forecast_on),
        (say("Actual"), milestone.actual_on),
    ]
    lines = [f"{word}: {day.isoformat()}" for word, day in dates if day]
    return "\n".join(filter(None, [reference, *lines]))
