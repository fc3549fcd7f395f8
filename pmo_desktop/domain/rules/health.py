"""Health check: relevance × practice, how grave what is missing is, and how far the project can be trusted to deliver.

Source: the product's rules. Each question has a relevance for this project (0 none to 3 high), which is its weight, and
an answer. Severity follows from relevance × steps missing to fully, 0 to 9. What is not relevant or does not apply
counts nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmo_desktop.domain.choices import FindingSeverity
from pmo_desktop.domain.rules.maturity import Answer, AnsweredStatement
from pmo_desktop.domain.rules.weighted import Weighted, weighted

NOW_FROM, GATE_FROM = 6, 3
_HIGH_PERCENT, _LOW_PERCENT, _MANY = 80, 50, 3


class Confidence(StrEnum):
    """How far the project can be trusted to deliver what it promised."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Checked:
    """One question (relevance 0 to 3) with its answer, `None` where there is none yet."""

    key: str
    relevance: int
    answer: Answer | None


def shortfall(checked: Checked) -> int:
    """Relevance × steps missing to fully, 0 to 9; 0 where it does not count."""
    if checked.answer is None or checked.answer is Answer.NOT_APPLICABLE:
        return 0
    return checked.relevance * (Answer.FULLY - checked.answer)


def severity(checked: Checked) -> FindingSeverity | None:
    """How soon what is missing has to be dealt with; `None` where nothing is missing."""
    missing = shortfall(checked)
    if missing >= NOW_FROM:
        return FindingSeverity.NOW
    if missing >= GATE_FROM:
        return FindingSeverity.NEXT_GATE
    return FindingSeverity.GOOD_TO_DO if missing else None


def practice(questions: Iterable[Checked]) -> Weighted:
    """The share of what matters that is done, 0 to 100 percent."""
    return weighted(
        AnsweredStatement(each.key, 0, each.answer, weight=each.relevance) for each in questions if each.relevance
    )


def confidence(questions: Iterable[Checked]) -> Confidence | None:
    """High: 80 percent, all answered, nothing to do now. Low: below 50 percent, or three things to do now."""
    every = list(questions)
    found = practice(every)
    urgent = sum(severity(each) is FindingSeverity.NOW for each in every)
    if found.percent is None:
        return None
    if found.percent < _LOW_PERCENT or urgent >= _MANY:
        return Confidence.LOW
    is_high = found.percent >= _HIGH_PERCENT and not urgent and not found.unanswered
    return Confidence.HIGH if is_high else Confidence.MEDIUM
