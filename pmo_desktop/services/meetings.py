"""Planning the meetings of a body in one go."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.governance import Meeting
from pmo_desktop.domain.rules.meeting_days import Rhythm, meeting_days
from pmo_desktop.text import say

_MOST = 200


def plan(
    session: Session,
    body_key: int,
    first_on: date,
    rhythm: Rhythm,
    until_on: date,
    papers_days: int | None = None,
    more: Mapping[str, Any] | None = None,
) -> int:
    """Add a meeting on each day of the rhythm on which the body does not meet yet; gives how many were added.

    `papers_days` are calendar days before a meeting by which its papers are due; `more` sets other columns alike.

    Raises:
        PmoError: the last day lies before the first, or there would be more than 200 meetings.
    """
    if until_on < first_on:
        raise PmoError(say("The last day lies before the first. Turn them round."), "until_on")
    days = meeting_days(first_on, rhythm, until_on)
    if len(days) > _MOST:
        raise PmoError(say("That would be {count} meetings. Plan 200 at most in one go.", count=len(days)), "rhythm")
    known = set(session.scalars(select(Meeting.held_on).where(Meeting.body_key == body_key)))
    new = [day for day in days if day not in known]
    for day in new:
        due = day - timedelta(days=papers_days) if papers_days is not None else None
        session.add(Meeting(body_key=body_key, held_on=day, papers_due_on=due, **(more or {})))
    session.flush()
    return len(new)
