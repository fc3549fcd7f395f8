"""How many there are of what the rail and the heads of pages name."""

from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import EntryKind, ItemState, ReportState
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services import periods


def count(session: Session, entity: type[Base], *conditions: Any) -> int:  # noqa: ANN401  SQL expressions
    """How many rows of `entity` meet the conditions."""
    return session.scalar(select(func.count()).select_from(entity).where(*conditions)) or 0


def counts(session: Session, *entities: type[Base]) -> list[int]:
    """How many rows there are of each of these."""
    return list(session.execute(select(*(select(func.count(each.key)).scalar_subquery() for each in entities))).one())


def open_decisions(session: Session) -> int:
    """Decisions nobody has made yet."""
    return count(session, Decision, Decision.outcome.is_(None))


def open_items(session: Session) -> int:
    """Open risks, issues and actions together."""
    return sum(count(session, entity, entity.state == ItemState.OPEN) for entity in (Risk, Issue, Action))


def reports_in(session: Session) -> tuple[int, int]:
    """Reports that are in for the newest period, and how many projects have one to make; both 0 without a period.

    One carried forward is still to come.
    """
    period = periods.current_period(session)
    if period is None:
        return 0, 0
    is_in = func.sum(case((StatusReport.state == ReportState.SUBMITTED, 1), else_=0))
    due = (
        select(is_in, func.count())
        .select_from(StatusReport)
        .join(Project, StatusReport.project_key == Project.key)
        .where(StatusReport.period_key == period.key, Project.kind == EntryKind.PROJECT)
    )
    done, expected = session.execute(due).one()
    return done or 0, expected
