from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import AssessmentSubject, ItemState
from pmo_desktop.services import assessments
from pmo_desktop.services.insights.governance import governance
from pmo_desktop.services.insights.maturity import maturity

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def assess(book: "Book", title: str, held_on: date, level: int) -> None:
    """Close an assessment in which every statement up to `level` holds fully and no other does."""

    def command(session: Session) -> None:
        begun = assessments.begin(session, "pm-maturity", title, AssessmentSubject.PROJECTS, held_on)
        result = maturity(session, begun.key)
        for domain in result.domains:
            for each in domain.answers:
                value = 3 if each.statement.level <= level else 0
                assessments.answer(session, begun.key, each.statement.key, value)
        assessments.close(session, begun.key, held_on)

    book.workspace.do("Assess", command)


def test_nothing_assessed_and_nothing_overdue_is_nothing_to_say(two_months: "Book") -> None:
    assert two_months.ask(governance) is None


def test_overdue_actions_alone_are_told(two_months: "Book") -> None:
    two_months.add("action", title="Late", due_on=date(2026, 2, 1))
    two_months.add("action", title="Unchecked", state=ItemState.CLOSED)
    answer = two_months.ask(governance)
    assert answer is not None
    assert answer.title == "1 action is overdue"
    assert (len(answer.overdue), answer.open_actions, answer.unchecked) == (1, 1, 1)
    assert answer.radar.axes == ()


def test_the_newest_closed_assessment_by_the_data_date_is_shown_beside_the_one_before(two_months: "Book") -> None:
    assess(two_months, "Review 2025", date(2025, 2, 1), level=1)
    assess(two_months, "Review 2026", date(2026, 2, 1), level=2)
    assess(two_months, "Too late", date(2026, 9, 1), level=5)
    answer = two_months.ask(governance)
    assert answer is not None
    assert answer.title == "Project management is at level 2"
    assert "+1.0 on average since Review 2025" in answer.reason
    assert answer.radar.now == (2.0,) * 12
    assert answer.radar.previous == (1.0,) * 12
    assert answer.radar.target == (3.0,) * 12
    assert [gap.shown for gap in answer.gaps.rows] == ["−1.0"] * 12
