"""The meetings of all bodies as a calendar that other programs take over or subscribe to (RFC 5545)."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.governance import GovernanceBody, Meeting
from pmo_desktop.services.formats import show_date
from pmo_desktop.text import say

if TYPE_CHECKING:
    from icalendar import Calendar

_STAMP = datetime(2020, 1, 1, tzinfo=UTC)  # the same content has the same bytes
_TIME = re.compile(r"^\s*(\d{1,2})(?:[:.h](\d{2}))?\s*$")
_DAY_OF_HOURS, _HOUR_OF_MINUTES = 24, 60


def make_meetings(session: Session) -> bytes:
    """Every meeting at its time of day wherever one is, or for the whole day where none is known.

    Raises:
        PmoError: there is no meeting.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//PMO Desktop//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("Meetings of the governance bodies"))
    query = select(Meeting, GovernanceBody).join(GovernanceBody, Meeting.body_key == GovernanceBody.key)
    found = list(session.execute(query.order_by(Meeting.held_on, Meeting.key)))
    if not found:
        raise PmoError(say("No meeting is planned yet. Add one to a body first."))
    for meeting, body in found:
        _add(calendar, meeting, body)
    written: bytes = calendar.to_ical()
    return written


def _add(calendar: "Calendar", meeting: Meeting, body: GovernanceBody) -> None:
    from icalendar import Event

    event = Event()
    event.add("uid", f"meeting-{meeting.key}@pmo-desktop")
    event.add("dtstamp", _STAMP)
    event.add("summary", f"{body.name}: {meeting.subject}" if meeting.subject else body.name)
    starts = time_of(meeting.starts_at)
    if starts is None:
        event.add("dtstart", meeting.held_on)
        event.add("dtend", meeting.held_on + timedelta(days=1))
    else:
        begins = datetime.combine(meeting.held_on, starts)  # without a zone: the time on the wall
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=max(meeting.minutes, 1)))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("description", _told(body, meeting.papers_due_on))
    event.add("categories", [body.level.label])
    calendar.add_component(event)


def _told(body: GovernanceBody, papers_due_on: date | None) -> str:
    lines = (
        say("Chair: {name}", name=body.chair) if body.chair else "",
        say("Members: {names}", names=body.members) if body.members else "",
        say("Papers due: {day}", day=show_date(papers_due_on)) if papers_due_on else "",
    )
    return "\n".join(filter(None, lines))


def time_of(words: str) -> time | None:
    """A time of day as it is typed: “14:00”, “9.30”, “9h30” or “14”; none for anything else."""
    found = _TIME.match(words)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < _DAY_OF_HOURS and minute < _HOUR_OF_MINUTES else None
