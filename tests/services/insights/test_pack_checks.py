from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import DecisionKind, Level, ProjectStatus, Rating, ReportState
from pmo_desktop.services.insights.pack_checks import Check, CheckKind, pack_checks

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def checked(book: "Book") -> dict[CheckKind, Check]:
    return {check.kind: check for check in book.ask(pack_checks)}


def test_with_nothing_amiss_every_check_says_so(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), Rating.GREEN)
    found = checked(book)
    assert [check.count for check in found.values()] == [0, 0, 0, 0, 0]
    assert found[CheckKind.REPORTS].words == "Every report is in"
    assert found[CheckKind.DECISIONS].words == "No decision is asked for"


def test_what_is_amiss_is_counted_and_named(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    missing, draft = book.project("Missing"), book.project("Draft")
    book.report(draft, Rating.GREEN, state=ReportState.DRAFT)
    book.report(red := book.project("Red"), Rating.RED, submitted_on=date(2025, 12, 1))
    book.override(red, Rating.RED)
    over = book.project("Over")
    book.change(over, status=ProjectStatus.CLOSED)
    found = checked(book)
    assert found[CheckKind.REPORTS].words == "2 reports missing"
    assert {key for key, _ in found[CheckKind.REPORTS].projects} == {missing, draft}
    assert found[CheckKind.STALE].words == "1 report is stale"
    assert found[CheckKind.OVERRIDES] == Check(CheckKind.OVERRIDES, "1 override without a reason", 1, ((red, "Red"),))
    assert found[CheckKind.PATHS].words == "1 red without a path to green"


def test_a_decision_without_a_recommended_option_is_amiss(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), Rating.GREEN)
    asked = [book.add("decision", title=f"Ask {n}", kind=DecisionKind.DECIDE, level=Level.BOARD) for n in range(2)]
    book.add("decision_option", decision_key=asked[0], title="Yes", is_recommended=True)
    check = checked(book)[CheckKind.DECISIONS]
    assert (check.count, check.words) == (1, "1 decision without a recommended option")
    book.add("decision_option", decision_key=asked[1], title="No", is_recommended=True)
    assert checked(book)[CheckKind.DECISIONS].words == "Every decision has an ask"
