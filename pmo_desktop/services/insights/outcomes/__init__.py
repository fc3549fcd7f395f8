"""What an assessment found, told alike for all kinds: headline, figures, pictures and lists, with their working."""

from typing import TYPE_CHECKING

from pmo_desktop.domain.templates import reader
from pmo_desktop.services.insights.outcomes import evaluation, health, maturity, need, office_type, services
from pmo_desktop.services.insights.outcomes.outcome import Outcome
from pmo_desktop.services.insights.rounds import Round, round_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

OUTCOMES: "dict[str, Callable[[Session, Round, str], Outcome]]" = {
    reader.NEED: need.outcome,
    reader.MATURITY: maturity.outcome,
    reader.SERVICES: services.outcome,
    reader.TYPE: office_type.outcome,
    reader.HEALTH: health.outcome,
    reader.EVALUATION: evaluation.outcome,
}


def outcome_of(session: "Session", assessment_key: int, language: str = "en") -> Outcome:
    """What an assessment found."""
    found = round_of(session, assessment_key, language)
    return OUTCOMES[found.template.kind](session, found, language)
