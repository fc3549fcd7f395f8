"""The weighted share of answers: what most assessments without levels are scored by.

Source: the product's rules. Answers score 0, 33, 67 and 100 percent, each by its weight. What does not apply, or is not
answered, counts neither above nor below the line; both are counted apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_desktop.domain.rules.maturity import SCORES, Answer, AnsweredStatement
from pmo_desktop.domain.rules.ratio import ratio


@dataclass(frozen=True, slots=True)
class Weighted:
    """A share of 0 to 100 percent, `None` where nothing counts, and how many statements stand behind it."""

    percent: float | None
    answered: int
    unanswered: int
    not_applicable: int


def weighted(statements: Iterable[AnsweredStatement]) -> Weighted:
    """The weighted share of all answers that count."""
    every = list(statements)
    counted = [(each, SCORES[each.answer]) for each in every if each.answer is not None and each.answer in SCORES]
    return Weighted(
        percent=ratio(sum(each.weight * score for each, score in counted), sum(each.weight for each, _ in counted)),
        answered=len(counted),
        unanswered=sum(each.answer is None for each in every),
        not_applicable=sum(each.answer is Answer.NOT_APPLICABLE for each in every),
    )


def strength(statement: AnsweredStatement) -> int:
    """What one statement adds above the line: weight × score, 0 upwards."""
    return statement.weight * SCORES.get(statement.answer, 0) if statement.answer is not None else 0
