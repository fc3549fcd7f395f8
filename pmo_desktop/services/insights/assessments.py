"""The list of assessments: what each is about, how far it has come, and the level it found."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import AssessmentSubject
from pmo_desktop.services import assessments
from pmo_desktop.services.insights.maturity import maturity


@dataclass(frozen=True, slots=True)
class AssessmentSeen:
    """One assessment; level (0 to 5) and average (0.0 to 5.0) are none while it is open, so answers are not steered."""

    key: int
    title: str
    subject: AssessmentSubject
    held_on: date
    assessor: str
    is_open: bool
    short_form: bool
    answered: int
    asked: int
    level: int | None
    average: float | None


def listed(session: Session) -> tuple[AssessmentSeen, ...]:
    """Every assessment, the newest first."""
    return tuple(_seen(session, each.key) for each in assessments.assessments(session))


def _seen(session: Session, key: int) -> AssessmentSeen:
    result = maturity(session, key)
    return AssessmentSeen(
        key=key,
        title=result.title,
        subject=result.subject,
        held_on=result.held_on,
        assessor=result.assessor,
        is_open=result.is_open,
        short_form=result.short_form,
        answered=result.answered,
        asked=result.asked,
        level=None if result.is_open else result.summary.level,
        average=None if result.is_open else result.summary.average,
    )
