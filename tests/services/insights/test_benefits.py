from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.benefit import Benefit, BenefitKind
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.insights.benefits import BenefitRow, Benefits, benefits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.services.insights.conftest import Book


def asked(book: "Book") -> Benefits:
    answer = book.ask(benefits)
    assert isinstance(answer, Benefits)
    return answer


@pytest.fixture
def month(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    return book


def of(book: "Book", *figures: tuple[float | None, float | None, float | None], **values: object) -> Benefits:
    """Benefits of one project, each as baseline, target and forecast."""
    project = book.project("Quay")
    for number, (baseline, target, forecast) in enumerate(figures):
        book.add("benefit", project_key=project, title=f"Benefit {number}", baseline=baseline, target=target,
                 forecast=forecast, **values)  # fmt: skip
    return asked(book)


def only(answer: Benefits) -> BenefitRow:
    (row,) = [row for group in answer.groups for row in group]
    return row


def test_there_is_nothing_to_say_without_a_benefit(month: "Book") -> None:
    month.project("Quay")
    assert month.ask(benefits) is None


def test_a_benefit_short_of_its_target_says_by_how_much_of_the_planned_change(month: "Book") -> None:
    row = only(of(month, (100, 200, 180)))
    assert (row.short, row.expected) == (20.0, 80.0)


def test_a_measure_that_is_to_fall_counts_like_one_that_is_to_rise(month: "Book") -> None:
    row = only(of(month, (1900, 600, 730), actual=1250))
    assert (row.short, row.realised) == (10.0, 50.0)


def test_a_dis_benefit_is_short_when_it_is_larger_than_accepted(month: "Book") -> None:
    answer = of(month, (0, 100, 110), kind=BenefitKind.DIS_BENEFIT)
    row = only(answer)
    assert answer.dis_benefits == (row,)
    assert (row.short, row.expected) == (10.0, 110.0)
    assert answer.title == "1 dis-benefit is watched"
    assert "1 dis-benefit exceeds what was accepted." in answer.reason


@pytest.mark.parametrize(
    ("figures", "title"),
    [
        ([(0, 10, 9), (0, 10, 10)], "1 of 2 benefits is forecast below target"),
        ([(0, 10, 9), (0, 10, 8), (0, 10, None)], "2 of 2 benefits are forecast below target"),
        ([(0, 10, 9)], "The one benefit with a forecast is below its target"),
        ([(0, 10, 12)], "Every benefit with a forecast reaches its target"),
        ([(0, 10, None)], "No benefit has both a target and a forecast yet"),
    ],
)
def test_the_title_counts_what_falls_short(
    month: "Book", figures: list[tuple[float, float, float | None]], title: str
) -> None:
    assert of(month, *figures).title == title


def waiting(book: "Book", **dates: date) -> Benefits:
    project = book.project("Quay")
    step = book.add("milestone", project_key=project, name="Opening", **dates)
    book.add("benefit", project_key=project, title="Ships", target=10, forecast=10, milestone_key=step)
    return asked(book)


def test_a_benefit_that_waits_for_a_late_milestone_is_at_risk(month: "Book") -> None:
    answer = waiting(month, baseline_on=date(2026, 5, 1), forecast_on=date(2026, 5, 15))
    row = only(answer)
    assert answer.at_risk == (row,)
    assert (row.milestone, row.late_days) == ("Opening", 14)
    assert answer.title == "Every benefit with a forecast reaches its target; 1 waits for a late milestone"


def test_a_milestone_overdue_at_the_data_date_is_late_whatever_its_forecast(month: "Book") -> None:
    answer = waiting(month, baseline_on=date(2026, 1, 1), forecast_on=date(2026, 1, 1))
    assert only(answer).late_days == 30


def test_a_milestone_that_was_reached_holds_nothing_up(month: "Book") -> None:
    answer = waiting(month, baseline_on=date(2026, 1, 1), actual_on=date(2026, 1, 20))
    assert (answer.at_risk, only(answer).late_days) == ((), None)


def test_a_milestone_in_time_puts_nothing_at_risk(month: "Book") -> None:
    assert waiting(month, baseline_on=date(2026, 5, 1), forecast_on=date(2026, 4, 1)).at_risk == ()


def test_groups_are_by_risk_then_shortfall(month: "Book") -> None:
    answer = of(month, (0, 10, 9), (0, 10, 5), (0, 10, 10), (0, 10, None), (0, None, 10))
    assert [row.title for row in answer.short] == ["Benefit 1", "Benefit 0"]
    assert [row.title for row in answer.on_target] == ["Benefit 2"]
    assert [row.title for row in answer.unknown] == ["Benefit 3", "Benefit 4"]


def test_whether_any_waits_for_a_milestone_is_told(month: "Book") -> None:
    assert not of(month, (0, 10, 9)).has_milestones
    assert waiting(month, baseline_on=date(2026, 5, 1)).has_milestones


def test_only_benefits_of_one_unit_are_added_up_and_as_changes(month: "Book") -> None:
    project = month.project("Quay")
    for title, unit, baseline, target, forecast, actual in (
        ("Rise", "k€ a year", 0, 100, 90, 40),
        ("Fall", "k€ a year", 500, 300, 320, None),
        ("Other", "ships", 0, 7, 7, None),
    ):
        month.add("benefit", project_key=project, title=title, unit=unit, baseline=baseline, target=target,
                  forecast=forecast, actual=actual)  # fmt: skip
    (unit_totals,) = asked(month).units
    sums = unit_totals.sums
    assert (unit_totals.unit, unit_totals.count) == ("k€ a year", 2)
    assert (sums.target, sums.forecast, sums.realised) == (300.0, 270.0, 40.0)


def test_a_forecast_that_changed_since_the_period_before_tells_what_it_was(month: "Book") -> None:
    of(month, (0, 10, 9), (0, 10, 8))
    freeze_period(month.workspace, "January 2026")
    month.open("February 2026", 2026, 2)

    def change(session: "Session") -> None:
        for benefit in session.query(Benefit).filter(Benefit.title == "Benefit 0"):
            benefit.forecast = 7
        for benefit in session.query(Benefit).filter(Benefit.title == "Benefit 1"):
            benefit.owner = "S. Owner"

    month.workspace.do("Change", change)
    answer = asked(month)
    assert {row.title: row.was for row in answer.short} == {"Benefit 0": 9.0, "Benefit 1": None}
    assert answer.has_changes
    assert answer.since == "January 2026"


def test_the_reason_names_the_farthest_off_and_counts_what_is_measured(month: "Book") -> None:
    of(month, (0, 10, 5), (0, 10, None))
    month.add("benefit", project_key=month.project("Gate"), title="Seen", target=10, forecast=10, actual=4)
    assert asked(month).reason == (
        "Farthest off: Benefit 0, 50.0% short. 1 of 3 are measured already. 1 has no forecast."
    )


def test_nothing_measured_yet_is_told(month: "Book") -> None:
    assert of(month, (0, 10, 10)).reason == "Nothing is measured yet."
