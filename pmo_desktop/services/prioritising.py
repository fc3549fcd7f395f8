"""Giving points to projects, and saying which objectives they serve."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import ObjectiveLink
from pmo_desktop.domain.prioritisation import CriterionScore
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.balance import TOP_POINTS
from pmo_desktop.text import say


def give_points(session: Session, project_key: int, criterion_key: int, points: float | None) -> None:
    """Give a project its points on a criterion, or take them away.

    Raises:
        PmoError: they are not from 0 to 5.
    """
    if points is not None and not 0 <= points <= TOP_POINTS:
        raise PmoError(
            say("Points go from 0 to {top}, so {points} cannot be.", top=TOP_POINTS, points=show_number(points))
        )
    own = (CriterionScore.project_key == project_key, CriterionScore.criterion_key == criterion_key)
    found = session.scalars(select(CriterionScore).where(*own)).one_or_none()
    if found is not None:
        found.points = points
    elif points is not None:
        session.add(CriterionScore(project_key=project_key, criterion_key=criterion_key, points=points))


def serve(session: Session, project_key: int, objective_key: int, *, serves: bool) -> None:
    """Say that a project serves an objective, or that it does not."""
    own = (ObjectiveLink.project_key == project_key, ObjectiveLink.objective_key == objective_key)
    is_there = session.scalars(select(ObjectiveLink.key).where(*own)).first() is not None
    if serves and not is_there:
        session.add(ObjectiveLink(project_key=project_key, objective_key=objective_key))
    elif not serves:
        session.execute(delete(ObjectiveLink).where(*own))
