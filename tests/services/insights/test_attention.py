from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Dimension, ForwardLook, ProjectStatus, Rating, ReportState
from pmo_desktop.services.insights.attention import Attention, Concern, attention

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def listed(book: "Book") -> list[Attention]:
    return list(book.ask(attention))


@pytest.fixture
def month(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    return book


def test_reds_come_first_then_worsening_then_unexplained_then_stale_then_missing(month: "Book") -> None:
    month.project("Missing")
    month.report(month.project("Stale"), Rating.GREEN, submitted_on=date(2025, 12, 1))
    month.report(unexplained := month.project("Changed"), Rating.GREEN)
    month.override(unexplained, Rating.AMBER)
    month.report(month.project("Sliding"), Rating.AMBER, forward_look=ForwardLook.WORSENING)
    month.report(month.project("Red"), Rating.RED)
    month.report(month.project("Fine"), Rating.GREEN)
    assert [(each.name, each.concern) for each in listed(month)] == [
        ("Red", Concern.RED),
        ("Sliding", Concern.WORSENING),
        ("Changed", Concern.OVERRIDE),
        ("Stale", Concern.STALE),
        ("Missing", Concern.MISSING),
    ]


def test_a_closed_project_needs_no_attention(month: "Book") -> None:
    key = month.project("Over")
    month.report(key, Rating.RED)
    month.change(key, status=ProjectStatus.CLOSED)
    assert listed(month) == []


def test_a_calculated_red_is_told_with_its_figures_and_its_threshold(month: "Book") -> None:
    key = month.project(
        "Late", baseline_start_on=date(2025, 1, 1), baseline_finish_on=date(2025, 12, 31),
        forecast_finish_on=date(2026, 3, 13), reference="P-1", project_manager="M. Nager",
    )  # fmt: skip
    month.report(key, None)
    (row,) = listed(month)
    assert (row.key, row.rating, row.whose) == (key, Rating.RED, "P-1 · M. Nager")
    assert row.why == ("72 days late, 19.8% of plan", "Schedule: red starts above 10%")


def test_a_calculated_cost_is_told_in_its_own_sentence(month: "Book") -> None:
    month.report(month.project("Dear", bac=100_00, eac=130_00), None)
    (row,) = listed(month)
    assert row.why == ("EAC is 30% above BAC", "Cost: red starts above 10%")


def test_where_no_rule_fires_the_reported_reason_is_told(month: "Book") -> None:
    month.report(
        month.project("Told"), Rating.RED, overall_reason="The supplier left. Another is sought.", scope=Rating.RED
    )
    (row,) = listed(month)
    assert row.why == ("The supplier left", "As reported; scope")


def test_a_red_without_any_reason_says_so(month: "Book") -> None:
    month.report(month.project("Mute"), Rating.RED)
    (row,) = listed(month)
    assert row.why == ("No reason reported", "As reported")


def test_the_view_of_the_pmo_is_told_with_its_reason(month: "Book") -> None:
    key = month.project("Doubted")
    month.report(key, Rating.GREEN)
    month.override(key, Rating.RED, "The tests never ran")
    (row,) = listed(month)
    assert row.why == ("The tests never ran Reported green, shown red by the PMO", "As the PMO sees it")


def test_an_override_without_a_reason_says_what_was_changed_and_by_whom(month: "Book") -> None:
    key = month.project("Changed")
    month.report(key, Rating.GREEN, cost=Rating.GREEN)
    month.override(key, Rating.AMBER, " ", Dimension.COST)
    (row,) = listed(month)
    assert row.why[0] == "Reported green, shown amber"
    assert row.why[1].startswith("Cost")
    assert row.path == ("Say why it was changed", "Changed by I. Marchetti")
    assert row.age == ("—", "override")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"path_to_green": "Hire a cutter. Then dredge.", "path_owner": "D. Redger", "path_due_on": date(2026, 7, 1)},
         ("Hire a cutter", "D. Redger, by 1 Jul 2026")),
        ({"path_to_green": "Hire a cutter."}, ("Hire a cutter", "No date")),
        ({"path_to_green": "Wait.", "path_owner": "D. Redger"}, ("Wait", "D. Redger, no date")),
        ({"path_to_green": "Wait.", "path_due_on": date(2026, 7, 1)}, ("Wait", "By 1 Jul 2026")),
        ({}, ("No path to green reported", "")),
    ],
)  # fmt: skip
def test_the_way_back_is_its_first_step_with_owner_and_date(
    month: "Book", said: dict[str, object], expected: tuple[str, str]
) -> None:
    month.report(month.project("Red"), Rating.RED, **said)
    assert listed(month)[0].path == expected


def test_who_is_to_be_asked_is_named(month: "Book") -> None:
    month.report(month.project("Red", sponsor="S. Ponsor"), Rating.RED)
    month.project("Missing", project_manager="M. Nager")
    red, missing = listed(month)
    assert red.path[1] == "Ask S. Ponsor"
    assert missing.path == ("Ask for a report", "M. Nager")
    assert missing.why[0] == "No report yet"


def test_a_stale_report_tells_its_age_in_days(month: "Book") -> None:
    month.report(month.project("Old"), Rating.GREEN, submitted_on=date(2025, 12, 27))
    (row,) = listed(month)
    assert row.why[0] == "Report 35 days old"
    assert row.age == ("35 d", "stale")


def test_a_red_is_as_old_as_the_first_cut_off_of_its_unbroken_row(two_months: "Book") -> None:
    red = next(each for each in listed(two_months) if each.name == "Quay")
    assert red.age == ("new", "was amber")
    two_months.open("March 2026", 2026, 3)
    two_months.report(red.key, Rating.RED)
    again = next(each for each in listed(two_months) if each.name == "Quay")
    assert again.age == ("31 d", "2 periods")


def test_a_break_makes_a_red_new_again(two_months: "Book") -> None:
    crane = next(each.key for each in two_months.ask(lambda _s, standing: standing.entries) if each.name == "Crane")
    two_months.open("March 2026", 2026, 3)
    two_months.report(crane, Rating.RED)
    row = next(each for each in listed(two_months) if each.key == crane)
    assert row.age == ("new", "was amber")


def test_in_a_first_period_a_red_is_a_first_report(month: "Book") -> None:
    month.report(month.project("Red"), Rating.RED)
    assert listed(month)[0].age[1] == "first report"


def test_what_got_worse_tells_what_it_was(month: "Book") -> None:
    key = month.project("Sliding")
    month.report(key, Rating.GREEN)
    month.open("February 2026", 2026, 2)
    month.report(key, Rating.AMBER)
    assert listed(month)[0].age == ("worse", "was green")


def test_a_draft_that_worsens_is_told_as_expected(month: "Book") -> None:
    month.report(month.project("Soon"), Rating.GREEN, forward_look=ForwardLook.WORSENING, state=ReportState.DRAFT)
    assert listed(month)[0].age[1] == "worsening"
