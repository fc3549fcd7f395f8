"""Raising a record from project to programme, portfolio or board, and back; every step stays."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.change_request import ChangeRequest
from pmo_desktop.domain.choices import Level
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.escalation import Escalation
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.text import say

Raised: TypeAlias = Risk | Assumption | Issue | Dependency | Decision | ChangeRequest | Action
RAISED: tuple[type[Raised], ...] = (Risk, Assumption, Issue, Dependency, Decision, ChangeRequest, Action)
_BY_TABLE: dict[str, type[Raised]] = {entity.__tablename__: entity for entity in RAISED}


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a record between two levels."""

    from_level: Level
    to_level: Level
    raised_on: date
    by: str
    reason: str

    @property
    def is_up(self) -> bool:
        """Whether it went up, towards the board."""
        order = list(Level)
        return order.index(self.to_level) > order.index(self.from_level)


def escalate(session: Session, table: str, key: int, level: Level, *, reason: str, by: str = "", on: date) -> None:
    """Take a record to another level, up or down.

    Raises:
        PmoError: the record is gone or stands there already, there is no reason, or its project has no programme or
            portfolio that it could go to.
    """
    entity: Any = _BY_TABLE[table]
    record: Raised | None = session.get(entity, key)
    if record is None:
        raise PmoError(say("This row is gone; somebody removed it. Undo that first."))
    if record.level is level:
        raise PmoError(say("“{title}” is at this level already. Choose another one.", title=record.title), "level")
    if not reason.strip():
        raise PmoError(say("Say in a sentence why “{title}” goes to another level.", title=record.title), "reason")
    _must_have(session, record, level)
    move(session, record, level, reason=reason, by=by, on=on)


def move(session: Session, record: Raised, level: Level, *, reason: str = "", by: str = "", on: date) -> None:
    """Set the level of a record, and keep the step."""
    session.add(
        Escalation(
            project_key=record.project_key,
            record_table=record.__tablename__,
            record_key=record.key,
            from_level=record.level,
            to_level=level,
            raised_on=on,
            by=by.strip(),
            reason=reason.strip(),
        )
    )
    record.level = level


def _must_have(session: Session, record: Raised, level: Level) -> None:
    """Refuse a programme that the project does not belong to; a record without a project may go anywhere."""
    project = session.get(Project, record.project_key or 0)
    if project is not None and level is Level.PROGRAMME and project.programme_key is None:
        raise PmoError(
            say("“{name}” belongs to no programme. Choose the portfolio or the board.", name=project.name), "level"
        )


def steps(session: Session, table: str, key: int) -> tuple[Step, ...]:
    """How a record came to its level, oldest first."""
    found = session.scalars(
        select(Escalation)
        .where(Escalation.record_table == table, Escalation.record_key == key)
        .order_by(Escalation.raised_on, Escalation.key)
    )
    return tuple(Step(each.from_level, each.to_level, each.raised_on, each.by, each.reason) for each in found)
