from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import DecisionKind, DecisionOutcome, Level
from pmo_desktop.services.insights.decisions import Decisions, decisions

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def asked(book: "Book") -> Decisions:
    answer = book.ask(decisions)
    assert isinstance(answer, Decisions)
    return answer


@pytest.fixture
def board(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    book.open("February 2026", 2026, 2)
    return book


def test_decisions_stand_in_the_order_of_their_dates_undated_last(board: "Book") -> None:
    board.add("decision", title="Later", decide_by_on=date(2026, 4, 1))
    board.add("decision", title="Some day")
    board.add("decision", title="First", decide_by_on=date(2026, 3, 5))
    assert [each.title for each in asked(board).to_decide] == ["First", "Later", "Some day"]


def test_the_recommended_option_stands_first(board: "Book") -> None:
    key = board.add("decision", title="Fund it")
    board.add("decision_option", decision_key=key, title="Wait")
    board.add("decision_option", decision_key=key, title="Pay", cost=100, is_recommended=True)
    options = asked(board).to_decide[0].options
    assert [(each.title, each.cost, each.is_recommended) for each in options] == [
        ("Pay", 100, True),
        ("Wait", None, False),
    ]


def test_a_decision_names_its_project(board: "Book") -> None:
    key = board.project("Quay")
    board.add("decision", title="Fund it", project_key=key)
    ask = asked(board).to_decide[0]
    assert (ask.project, ask.project_key) == ("Quay", key)


def test_matters_to_discuss_and_to_note_stand_apart(board: "Book") -> None:
    board.add("decision", title="Talk", kind=DecisionKind.DISCUSS)
    board.add("decision", title="Know", kind=DecisionKind.NOTE)
    answer = asked(board)
    assert [len(each) for each in (answer.to_decide, answer.to_discuss, answer.to_note)] == [0, 1, 1]


def test_only_what_reached_the_board_is_shown(board: "Book") -> None:
    board.add("decision", title="Ours", level=Level.PROJECT)
    assert board.ask(decisions) is None


def test_outcomes_are_those_since_the_cut_off_before(board: "Book") -> None:
    for title, on in (("Old", date(2026, 1, 31)), ("New", date(2026, 2, 1)), ("Coming", date(2026, 3, 1))):
        board.add("decision", title=title, outcome=DecisionOutcome.AGREED, decided_on=on)
    answer = asked(board)
    assert [each.title for each in answer.outcomes] == ["New"]
    assert [each.title for each in answer.to_decide] == ["Coming"]
    assert answer.since == "January 2026"


def test_in_the_first_period_outcomes_count_from_its_first_day(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.add("decision", title="Before", outcome=DecisionOutcome.AGREED, decided_on=date(2025, 12, 31))
    assert book.ask(decisions) is None
    book.add("decision", title="Within", outcome=DecisionOutcome.REFUSED, decided_on=date(2026, 1, 2))
    assert [each.title for each in asked(book).outcomes] == ["Within"]


def test_what_was_asked_and_answered_so_far_is_counted(board: "Book") -> None:
    board.add("decision", title="A")
    board.add("decision", title="B", outcome=DecisionOutcome.AGREED, decided_on=date(2026, 1, 5))
    board.add("decision", title="C", outcome=DecisionOutcome.DEFERRED, decided_on=date(2026, 2, 5))
    answer = asked(board)
    assert answer.asked == 3
    assert answer.answered == {DecisionOutcome.AGREED: 1, DecisionOutcome.DEFERRED: 1, DecisionOutcome.REFUSED: 0}


@pytest.mark.parametrize(
    ("asks", "title"),
    [
        ([("Fund it", date(2026, 3, 5))], "1 decision needed; “Fund it” cannot wait past 5 Mar 2026"),
        ([("Fund it", date(2026, 2, 5))], "1 decision needed; “Fund it” was due by 5 Feb 2026"),
        ([("Fund it", None)], "1 decision needed"),
        (
            [("Fund it", date(2026, 3, 5)), ("Stop it", None)],
            "2 decisions needed; “Fund it” cannot wait past 5 Mar 2026",
        ),
        ([("Fund " * 20, date(2026, 3, 5))], "1 decision needed; the first by 5 Mar 2026"),
        ([("Fund " * 20, date(2026, 2, 5))], "1 decision needed; the first was due by 5 Feb 2026"),
    ],
)
def test_the_title_names_the_most_urgent_and_its_date(
    board: "Book", asks: list[tuple[str, date | None]], title: str
) -> None:
    for ask, by in asks:
        board.add("decision", title=ask, decide_by_on=by)
    assert asked(board).title == title


@pytest.mark.parametrize(
    ("kinds", "outcomes", "title"),
    [
        ([DecisionKind.DISCUSS], 0, "Nothing to decide today; 1 matter to discuss"),
        ([DecisionKind.DISCUSS, DecisionKind.DISCUSS], 0, "Nothing to decide today; 2 matters to discuss"),
        ([], 1, "Nothing to decide today; 1 decision taken since the last time"),
        ([DecisionKind.NOTE], 0, "Nothing to decide or to discuss today"),
    ],
)
def test_the_title_says_when_there_is_nothing_to_decide(
    board: "Book", kinds: list[DecisionKind], outcomes: int, title: str
) -> None:
    for kind in kinds:
        board.add("decision", title="Item", kind=kind)
    for _ in range(outcomes):
        board.add("decision", title="Done", outcome=DecisionOutcome.AGREED, decided_on=date(2026, 2, 2))
    answer = asked(board)
    assert answer.title == title
    assert answer.reason == ""


def test_the_reason_counts_what_is_late_and_what_lacks_a_recommendation(board: "Book") -> None:
    key = board.add("decision", title="Fund it", decide_by_on=date(2026, 2, 1))
    board.add("decision_option", decision_key=key, title="Pay", is_recommended=True)
    board.add("decision", title="Stop it")
    assert asked(board).reason == (
        "The recommended option stands first, in bold. No recommendation yet for 1 decision. Past its date: 1 decision."
    )
