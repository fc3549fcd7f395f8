from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import ItemState, Level, Rating, RiskResponse, Severity
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.insights.raid import Raid, raid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.services.insights.conftest import Book


def asked(book: "Book") -> Raid:
    answer = book.ask(raid)
    assert isinstance(answer, Raid)
    return answer


@pytest.fixture
def month(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    return book


def risk(book: "Book", title: str, probability: int | None = 3, impact: int | None = 3, **values: object) -> int:
    key: int = book.add("risk", title=title, probability=probability, impact=impact,
                        **{"owner": "S. Owner", "response": RiskResponse.REDUCE, **values})  # fmt: skip
    return key


def february(book: "Book", key: int, **values: object) -> Raid:
    """What is asked in February, after one risk changed."""
    freeze_period(book.workspace, "January 2026")
    book.open("February 2026", 2026, 2)

    def change(session: "Session") -> None:
        for name, value in values.items():
            setattr(session.get_one(Risk, key), name, value)

    book.workspace.do("Change", change)
    return asked(book)


def test_there_is_nothing_to_say_without_risks_and_issues(month: "Book") -> None:
    risk(month, "Gone", state=ItemState.CLOSED)
    assert month.ask(raid) is None


def test_risks_come_by_score_then_impact(month: "Book") -> None:
    risk(month, "Low", 1, 2)
    risk(month, "Likely", 4, 3)
    risk(month, "Grave", 3, 4)
    risk(month, "Worst", 5, 5)
    risk(month, "Unknown", None, None)
    answer = asked(month)
    assert [row.title for row in answer.risks] == ["Worst", "Grave", "Likely", "Low", "Unknown"]
    assert [row.rating for row in answer.risks] == [Rating.RED, Rating.AMBER, Rating.AMBER, Rating.GREEN, None]
    assert [row.current for row in answer.risks] == [25, 12, 12, 2, None]


def test_the_map_holds_every_scored_risk_by_its_mark(month: "Book") -> None:
    risk(month, "Worst", 5, 5, reference="R-9")
    risk(month, "Nameless", 5, 5)
    risk(month, "Unknown", None, None)
    cells = {(cell.probability, cell.impact): cell.references for cell in asked(month).map.cells}
    assert cells[5, 5] == ("#1", "R-9")
    assert sum(map(len, cells.values())) == 2
    assert len(cells) == 25


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        ([(5, 5), (5, 4), (1, 1)], "2 of 3 open risks are red"),
        ([(5, 5), (1, 1)], "1 of 2 open risks is red"),
        ([(4, 4), (1, 1)], "No open risk is red; 1 of 2 open risks is amber"),
        ([(1, 1)], "No open risk is red or amber"),
    ],
)
def test_the_title_counts_the_worst(month: "Book", scores: list[tuple[int, int]], title: str) -> None:
    for number, (probability, impact) in enumerate(scores):
        risk(month, f"Risk {number}", probability, impact)
    assert asked(month).title == title


def test_how_a_score_moved_is_read_from_the_period_before(month: "Book") -> None:
    key = risk(month, "Rock", 4, 4)
    risk(month, "Mud", 2, 2)
    answer = february(month, key, probability=5)
    assert {row.title: row.step for row in answer.risks} == {"Rock": 4, "Mud": 0}
    assert answer.title == "1 of 2 open risks is red; 1 got worse since January 2026"
    assert answer.knows_moves


def test_two_that_grew_are_counted(month: "Book") -> None:
    key, other = risk(month, "Rock", 4, 4), risk(month, "Mud", 4, 4)
    february(month, key, probability=5)
    month.workspace.do("More", lambda session: setattr(session.get_one(Risk, other), "impact", 5))
    assert asked(month).title == "2 of 2 open risks are red; 2 got worse since January 2026"


def test_a_risk_that_is_new_or_open_again_has_no_step(month: "Book") -> None:
    key = risk(month, "Again", 4, 4, state=ItemState.CLOSED)
    february(month, key, state=ItemState.OPEN)
    risk(month, "New")
    rows = {row.title: (row.is_new, row.step) for row in asked(month).risks}
    assert rows["New"] == (True, None)
    assert rows["Again"][0]


def test_eased_new_and_closed_risks_are_told(month: "Book") -> None:
    key = risk(month, "Rock", 4, 4)
    gone = risk(month, "Gone", 1, 1)
    february(month, key, probability=1)
    month.workspace.do("Close", lambda session: setattr(session.get_one(Risk, gone), "state", ItemState.CLOSED))
    risk(month, "New", 1, 1)
    answer = asked(month)
    assert answer.closed == 1
    assert answer.reason == "Since January 2026: 1 new, 1 eased, 1 closed."


def test_what_did_not_happen_is_not_told(month: "Book") -> None:
    assert february(month, risk(month, "Rock", 4, 4), probability=1).reason == "Since January 2026: 1 eased."


def test_in_a_first_period_nothing_is_said_of_moves(month: "Book") -> None:
    risk(month, "Rock")
    answer = asked(month)
    assert (answer.knows_moves, answer.risks[0].step, answer.reason) == (False, None, "")


def test_a_red_risk_without_owner_or_response_is_told(month: "Book") -> None:
    risk(month, "Bare", 5, 5, owner="")
    risk(month, "Green and bare", 1, 1, owner="")
    risk(month, "In words", 5, 5, response=None, response_text="Wait.")
    answer = asked(month)
    assert [row.title for row in answer.risks if row.is_bare] == ["Bare", "Green and bare"]
    assert answer.reason == "1 red risk has no owner or no response."


def test_overdue_responses_come_by_their_date(month: "Book") -> None:
    risk(month, "Late", due_on=date(2026, 1, 30))
    risk(month, "Later", due_on=date(2025, 12, 1))
    risk(month, "Due today", due_on=date(2026, 1, 31))
    risk(month, "Undated")
    answer = asked(month)
    assert [row.title for row in answer.overdue] == ["Later", "Late"]
    assert answer.reason == "2 responses are overdue."


def test_what_is_escalated_is_found_by_level(month: "Book") -> None:
    risk(month, "High", level=Level.BOARD)
    risk(month, "Low")
    month.add("issue", title="Strike", level=Level.BOARD, severity=Severity.LOW)
    answer = asked(month)
    risks, issues = answer.escalated(Level.BOARD)
    assert ([row.title for row in risks], [row.title for row in issues]) == (["High"], ["Strike"])
    assert answer.escalated(Level.PROGRAMME) == ((), ())
    assert answer.reason == "1 stands before the board."


def test_issues_come_by_severity_then_date_and_closed_ones_are_left_out(month: "Book") -> None:
    for title, severity, due in (
        ("Fog", Severity.HIGH, date(2026, 5, 1)),
        ("Strike", Severity.HIGH, date(2026, 1, 5)),
        ("Flood", Severity.CRITICAL, None),
        ("Paint", Severity.MEDIUM, None),
    ):
        month.add("issue", title=title, severity=severity, due_on=due)
    month.add("issue", title="Gone", severity=Severity.CRITICAL, state=ItemState.CLOSED)
    answer = asked(month)
    assert [row.title for row in answer.severe_issues] == ["Flood", "Strike", "Fog"]
    assert answer.issue_title == "1 critical and 2 high issues are open; 1 is past its due date"
    assert answer.title == "No risk is open"


@pytest.mark.parametrize(
    ("severities", "title"),
    [
        ([Severity.HIGH], "1 high issue is open"),
        ([Severity.LOW], "No open issue is critical or high"),
        ([], "No issue is open"),
    ],
)
def test_the_issue_title_counts_the_severe(month: "Book", severities: list[Severity], title: str) -> None:
    risk(month, "Rock")
    for severity in severities:
        month.add("issue", title=severity.value, severity=severity)
    assert asked(month).issue_title == title


def test_overdue_issues_are_counted(month: "Book") -> None:
    for title in ("Fog", "Strike"):
        month.add("issue", title=title, severity=Severity.HIGH, due_on=date(2026, 1, 5))
    assert asked(month).issue_title == "2 high issues are open; 2 are past their due date"


def test_an_issue_of_a_project_carries_its_name(month: "Book") -> None:
    month.add("issue", title="Fog", project_key=month.project("Quay"))
    month.add("issue", title="Strike")
    assert {row.title: row.project for row in asked(month).issues} == {"Fog": "Quay", "Strike": ""}
