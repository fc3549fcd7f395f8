from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import DecisionOutcome, MoneyKind, ProjectStatus, Rating, RiskResponse, Severity
from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.services.insights.one_pager import MOST, OnePagers, one_pagers

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def asked(book: "Book", rule: OnePagerRule = OnePagerRule.REDS_AND_WORSENING) -> OnePagers:
    answer = book.ask(lambda session, standing: one_pagers(session, standing, rule))
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        (OnePagerRule.REDS, ["Quay"]),
        (OnePagerRule.REDS_AND_WORSENING, ["Quay", "Light"]),
        (OnePagerRule.ALL, ["Quay", "Crane", "Gate", "Light"]),
    ],
)
def test_reds_come_first_then_the_worsening_then_the_new(
    two_months: "Book", rule: OnePagerRule, names: list[str]
) -> None:
    assert [page.entry.name for page in asked(two_months, rule).pages] == names


def test_no_rule_and_nobody_off_track_give_no_page(two_months: "Book", book: "Book") -> None:
    assert two_months.ask(lambda session, standing: one_pagers(session, standing, OnePagerRule.NONE)) is None
    del book


def test_a_closed_project_has_no_page(two_months: "Book") -> None:
    key = asked(two_months).pages[0].entry.key
    two_months.change(key, status=ProjectStatus.CLOSED)
    assert [page.entry.name for page in asked(two_months).pages] == ["Light"]


def test_more_projects_than_a_board_reads_are_named_as_left(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    for number in range(MOST + 2):
        book.report(book.project(f"Project {number:02}"), Rating.RED)
    answer = asked(book)
    assert len(answer.pages) == MOST
    assert answer.left == ("Project 25", "Project 26")
    assert answer.previous == ""


def test_text_that_differs_from_the_period_before_is_marked(two_months: "Book") -> None:
    quay, light = asked(two_months).pages
    assert quay.changed == {"path_to_green"}
    assert light.changed == frozenset()


def test_the_last_milestone_reached_and_those_ahead_are_shown_with_their_slips(two_months: "Book") -> None:
    key = asked(two_months).pages[0].entry.key
    for number in range(10):
        two_months.add(
            "milestone", name=f"M{number}", project_key=key, baseline_on=date(2026, 1 + number, 1),
            forecast_on=date(2026, 1 + number, 6), actual_on=date(2026, 1 + number, 3) if number < 2 else None,
            kind="gate" if number == 3 else "delivery",
        )  # fmt: skip
    page = asked(two_months).pages[0]
    assert [each.name for each in page.milestones] == ["M1", "M2", "M3", "M4", "M5", "M6", "M7"]
    assert [each.slip_days for each in page.milestones[:2]] == [2, 5]
    assert [each.is_done for each in page.milestones[:2]] == [True, False]
    assert page.milestones[2].is_gate
    assert page.more_milestones == 2


def test_the_worst_risks_and_issues_are_shown_with_their_answer(two_months: "Book") -> None:
    key = asked(two_months).pages[0].entry.key
    for number in range(1, 6):
        two_months.add(
            "risk", title=f"Risk {number}", project_key=key, probability=number, impact=3,
            target_probability=1, target_impact=2, response=RiskResponse.REDUCE, response_text="Try",
        )  # fmt: skip
    two_months.add("risk", title="Over", project_key=key, probability=5, impact=5, state="closed")
    for severity in (Severity.LOW, Severity.CRITICAL, Severity.HIGH):
        two_months.add("issue", title=severity.label, project_key=key, severity=severity)
    threats = asked(two_months).pages[0].threats
    assert [(each.title, each.score, each.target) for each in threats[:3]] == [
        ("Risk 5", 15, 2), ("Risk 4", 12, 2), ("Risk 3", 9, 2),
    ]  # fmt: skip
    assert threats[0].response == "Reduce: Try"
    assert [each.title for each in threats[3:]] == ["Critical", "High"]


def test_the_decision_that_is_due_first_and_still_open_is_the_ask(two_months: "Book") -> None:
    key = asked(two_months).pages[0].entry.key
    assert asked(two_months).pages[0].ask is None
    two_months.add("decision", title="Later", project_key=key, decide_by_on=date(2026, 9, 1))
    two_months.add("decision", title="First", project_key=key, decide_by_on=date(2026, 5, 1), cost_of_delay="much")
    two_months.add(
        "decision", title="Done", project_key=key, decide_by_on=date(2026, 4, 1), outcome=DecisionOutcome.AGREED
    )
    two_months.add("decision", title="Note", project_key=key, decide_by_on=date(2026, 4, 1), kind="note")
    ask = asked(two_months).pages[0].ask
    assert ask is not None
    assert (ask.title, ask.cost_of_delay) == ("First", "much")


def test_money_by_month_adds_up_to_a_curve_in_which_forecast_follows_actual(two_months: "Book") -> None:
    key = asked(two_months).pages[0].entry.key
    assert asked(two_months).pages[0].curve is None
    for kind, month, amount in (
        (MoneyKind.BASELINE, 1, 100_00), (MoneyKind.BASELINE, 2, 200_00), (MoneyKind.ACTUAL, 1, 150_00),
        (MoneyKind.FORECAST, 2, 50_00), (MoneyKind.FORECAST, 3, 25_00),
    ):  # fmt: skip
        two_months.add("money_line", project_key=key, kind=kind, month_on=date(2026, month, 1), amount=amount)
    curve = asked(two_months).pages[0].curve
    assert curve is not None
    assert [value for _, value in curve.plan] == [100.0, 300.0]
    assert [value for _, value in curve.actual] == [150.0]
    assert [value for _, value in curve.forecast] == [150.0, 200.0, 225.0]


def test_benefits_are_shown_in_their_own_unit(two_months: "Book") -> None:
    key = asked(two_months).pages[0].entry.key
    two_months.add("benefit", title="Minutes saved", project_key=key, unit="min", target=10.0, forecast=8.0)
    (benefit,) = asked(two_months).pages[0].benefits
    assert (benefit.title, benefit.unit, benefit.target, benefit.forecast, benefit.actual) == (
        "Minutes saved", "min", 10.0, 8.0, None,
    )  # fmt: skip
