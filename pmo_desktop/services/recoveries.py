"""Recovery: a project that is being brought back says so in its status, until it is."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ProjectStatus
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.text import say


def running(session: Session, project_key: int) -> Recovery | None:
    """The recovery of a project that is not ended yet."""
    return session.scalars(
        select(Recovery).where(Recovery.project_key == project_key, Recovery.ended_on.is_(None)).order_by(Recovery.key)
    ).first()


def begin(
    session: Session,
    project_key: int,
    *,
    trigger: str,
    owner: str,
    exit_criteria: str,
    on: date,
    review_on: date | None = None,
) -> Recovery:
    """Begin to bring a project back.

    Raises:
        PmoError: the project is gone, over, or in recovery already; or trigger, owner or exit criteria are missing.
    """
    project = session.get(Project, project_key)
    if project is None:
        raise PmoError(say("This project is gone; somebody removed it. Undo that first."))
    if project.status.is_over:
        raise PmoError(say("“{name}” is over, so there is nothing to bring back.", name=project.name))
    if running(session, project_key) is not None:
        raise PmoError(say("“{name}” is in recovery already. End that recovery first.", name=project.name))
    if not (trigger.strip() and owner.strip() and exit_criteria.strip()):
        raise PmoError(say("A recovery needs its trigger, an owner and exit criteria. Fill all three in."))
    recovery = Recovery(
        project_key=project_key,
        title=trigger.strip(),
        owner=owner.strip(),
        exit_criteria=exit_criteria.strip(),
        begun_on=on,
        review_on=review_on,
    )
    session.add(recovery)
    project.status = ProjectStatus.IN_RECOVERY
    session.flush()
    return recovery


def end(session: Session, key: int, outcome: str, *, on: date) -> None:
    """End a recovery; the project is active again unless somebody gave it another status meanwhile.

    Raises:
        PmoError: the recovery is gone or ended already, or its outcome is not told.
    """
    recovery = session.get(Recovery, key)
    if recovery is None:
        raise PmoError(say("This row is gone; somebody removed it. Undo that first."))
    if recovery.ended_on is not None:
        raise PmoError(say("This recovery is ended already."))
    if not outcome.strip():
        raise PmoError(say("Say in a sentence how the recovery ended, held against its exit criteria."), "outcome")
    recovery.ended_on, recovery.outcome = on, outcome.strip()
    project = session.get_one(Project, recovery.project_key)
    if project.status is ProjectStatus.IN_RECOVERY:
        project.status = ProjectStatus.ACTIVE
