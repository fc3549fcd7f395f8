from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.services import periods, reports
from pmo_desktop.services.insights.chase import Chase, chase, letter

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def asked(book: "Book", today: date) -> Chase:
    with book.workspace.reading() as session:
        period = periods.current_period(session)
        assert period is not None
        return chase(session, period, today)


@pytest.fixture
def month(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    keys = [
        book.project(name, reference=reference, project_manager=manager, sponsor="S. Owner")
        for name, reference, manager in (("Quay", "P-1", "B. Ann"), ("Crane", "P-2", "A. Bo"), ("Gate", "P-3", ""))
    ]
    for key in keys:
        book.report(key, Rating.GREEN)
    book.open("February 2026", 2026, 2)
    book.workspace.do("Carry", lambda s: reports.carry_forward(s, keys[0]))
    book.report(keys[1], Rating.AMBER)
    book.project("Light", project_manager="A. Bo")
    return book


def test_who_owes_a_report_is_told_with_days_late(month: "Book") -> None:
    found = asked(month, date(2026, 3, 5))
    assert (found.due_on, found.expected) == (date(2026, 2, 28), 4)
    assert [(each.project, each.who, each.state.value, each.days_late) for each in found.owed] == [
        ("Light", "A. Bo", "missing", 5),
        ("Gate", "S. Owner", "missing", 5),
        ("Quay", "B. Ann", "carried forward", 5),
    ]
    assert dict(found.counts) == {
        ReportState.MISSING: 2, ReportState.DRAFT: 0, ReportState.SUBMITTED: 1, ReportState.CARRIED_FORWARD: 1,
    }  # fmt: skip


def test_nobody_is_late_before_reports_are_due_and_a_day_of_its_own_counts(month: "Book") -> None:
    assert {each.days_late for each in asked(month, date(2026, 2, 28)).owed} == {0}

    def due(session: object) -> None:
        period = periods.period_named(session, "February 2026")  # type: ignore[arg-type]
        period.due_on = date(2026, 2, 20)

    month.workspace.do("Due", due)
    assert {each.days_late for each in asked(month, date(2026, 2, 28)).owed} == {8}


def test_the_letter_names_each_person_once_with_their_projects(month: "Book") -> None:
    assert letter(asked(month, date(2026, 3, 5))) == (
        "The status reports for February 2026 were due on 28 Feb 2026, 5 days ago. These are still open:\n"
        "\nA. Bo\n- Light: missing\n"
        "\nB. Ann\n- P-1 Quay: carried forward from 31 Jan 2026\n"
        "\nS. Owner\n- P-3 Gate: missing\n"
    )
    assert letter(asked(month, date(2026, 2, 1))).startswith("The status reports for February 2026 are due on")


def test_once_all_reports_are_in_there_is_nothing_to_ask_for(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), Rating.GREEN)
    found = asked(book, date(2026, 3, 5))
    assert found.owed == ()
    assert letter(found) == ""
