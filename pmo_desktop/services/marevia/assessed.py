"""The assessments around the founding of the office, and those that are due or under way at the last data date."""

from itertools import cycle

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import PlannedAssessment
from pmo_desktop.domain.choices import AssessmentSubject
from pmo_desktop.domain.project import Project
from pmo_desktop.services import assessments
from pmo_desktop.services.insights.rounds import round_of
from pmo_desktop.services.marevia.tables import Row, tables


def found(session: Session) -> None:
    """Write the need check and the recommendation of a type that led to the office."""
    for name, template in (("need", "need-check"), ("type", "pmo-type")):
        row = tables("assessed")[name]
        assessments.close(session, _answer(session, template, row), row["held_on"])


def look_ahead(session: Session) -> None:
    """Write the assessment of the services, the health check under way, and what is planned."""
    served = tables("assessed")["services"]
    assessments.close(session, _answer(session, "pmo-assessment", served, is_over=True), served["held_on"])
    row = tables("assessed")["health"]
    project = session.scalars(select(Project.key).where(Project.name == row["project"])).one()
    key = _answer(session, "health-check", row, project)
    for statement, words in row["comments"].items():
        assessments.comment(session, key, statement, words)
    for statement, title in row["evidence"].items():
        assessments.add_evidence(session, key, statement, title, seen_on=row["held_on"])
    for planned in tables("assessed")["planned"]:
        session.add(PlannedAssessment(subject=AssessmentSubject.ORGANISATION, **planned))
    session.flush()


def _answer(session: Session, template: str, row: Row, project: int | None = None, *, is_over: bool = False) -> int:
    """Begin an assessment and give its answers, one digit a statement; `is_over` begins again when they are over."""
    subject = AssessmentSubject.ORGANISATION
    begun = assessments.begin(
        session, template, row["title"], subject, row["held_on"], assessor=row["assessor"], project_key=project
    )
    digits = row["answers"].replace(" ", "")
    every = cycle(digits) if is_over else digits
    for each, digit in zip(round_of(session, begun.key).answers, every, strict=False):
        assessments.answer(session, begun.key, each.statement.key, int(digit))
    return begun.key
