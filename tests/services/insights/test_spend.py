from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import MoneyKind
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.services import periods
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.insights.spend import Spend, spend

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.services.insights.conftest import Book

M = 1_000_000_00
PLAN, SPENT, AHEAD = MoneyKind.BASELINE, MoneyKind.ACTUAL, MoneyKind.FORECAST


def asked(book: "Book") -> Spend:
    answer = book.ask(spend)
    assert isinstance(answer, Spend)
    return answer


def lines(book: "Book", project: int, kind: MoneyKind, months: dict[date, float]) -> None:
    def write(session: "Session") -> None:
        for month, amount in months.items():
            session.add(MoneyLine(project_key=project, kind=kind, month_on=month, amount=round(amount * M)))

    book.workspace.do("Lines", write)


def months(year: int, first: int, last: int, amount: float) -> dict[date, float]:
    return {date(year, month, 1): amount for month in range(first, last + 1)}


@pytest.fixture
def year(book: "Book") -> "Book":
    """A calendar year at 10 a month, 11 a month spent to August, and 12 a month expected from then on."""
    book.open("August 2026", 2026, 8)
    key = book.project("Quay", in_year_budget=120 * M, in_year_forecast=136 * M)
    lines(book, key, PLAN, months(2025, 1, 12, 5) | months(2026, 1, 12, 10) | months(2027, 1, 12, 3))
    lines(book, key, SPENT, months(2026, 1, 8, 11))
    lines(book, key, AHEAD, months(2026, 9, 12, 12) | months(2027, 1, 12, 3))
    return book


def test_there_is_nothing_to_say_without_lines(book: "Book") -> None:
    book.open("August 2026", 2026, 8)
    book.project("Quay")
    assert book.ask(spend) is None


def test_one_month_makes_no_curve(book: "Book") -> None:
    book.open("August 2026", 2026, 8)
    lines(book, book.project("Quay"), PLAN, months(2026, 8, 8, 5))
    assert book.ask(spend) is None


def test_the_curve_covers_the_twelve_months_whose_plan_is_this_years_budget(year: "Book") -> None:
    answer = asked(year)
    assert answer.span == "Jan 2026 to Dec 2026"
    assert answer.unit == "£m"
    curve = answer.curve
    assert curve.plan[0] == (date(2026, 1, 31), 10.0)
    assert curve.plan[-1] == (date(2026, 12, 31), 120.0)
    assert curve.actual[-1] == (date(2026, 8, 31), 88.0)
    assert curve.forecast[0] == curve.actual[-1]
    assert curve.forecast[-1] == (date(2026, 12, 31), 136.0)
    assert (curve.plan_label, curve.actual_label, curve.forecast_label) == (
        "Budget 120.0",
        "Actual 88.0",
        "Forecast 136.0",
    )


def test_a_year_that_starts_in_april_is_found_by_its_budget(book: "Book") -> None:
    book.open("August 2026", 2026, 8)
    key = book.project("Quay", in_year_budget=102 * M)
    lines(book, key, PLAN, months(2026, 1, 12, 10) | months(2027, 1, 12, 4))
    assert asked(book).span == "Apr 2026 to Mar 2027"


def test_without_a_year_that_fits_the_curve_covers_everything(book: "Book") -> None:
    book.open("August 2026", 2026, 8)
    key = book.project("Quay", in_year_budget=7 * M)
    lines(book, key, PLAN, months(2025, 1, 12, 10) | months(2027, 1, 12, 4))
    assert asked(book).span == "Jan 2025 to Dec 2027"


def test_the_title_tells_how_far_spending_is_from_plan(year: "Book") -> None:
    assert asked(year).curve_title == "Cumulative spend: £8.0m ahead of plan at the data date"


@pytest.mark.parametrize(
    ("spent", "title"),
    [(9, "Cumulative spend: £8.0m behind plan at the data date"), (10, "Cumulative spend: on plan at the data date")],
)
def test_spending_less_than_planned_or_as_planned(book: "Book", spent: float, title: str) -> None:
    book.open("August 2026", 2026, 8)
    key = book.project("Quay", in_year_budget=120 * M)
    lines(book, key, PLAN, months(2026, 1, 12, 10))
    lines(book, key, SPENT, months(2026, 1, 8, spent))
    assert asked(book).curve_title == title


def test_the_plan_of_a_month_that_is_not_over_counts_by_its_days(book: "Book") -> None:
    first, cut_off = date(2026, 8, 1), date(2026, 8, 10)
    book.workspace.do("Open", lambda session: periods.open_period(session, "August 2026", first, cut_off, cut_off))
    key = book.project("Quay", in_year_budget=124 * M)
    lines(book, key, PLAN, months(2026, 7, 8, 62))
    lines(book, key, SPENT, {date(2026, 7, 1): 62, date(2026, 8, 1): 25})
    answer = asked(book)
    assert answer.curve_title == "Cumulative spend: £5.0m ahead of plan at the data date"
    assert answer.curve.actual[-1] == (date(2026, 8, 10), 87.0)
    assert answer.curve.data_date == date(2026, 8, 10)


def test_a_data_date_near_the_end_of_its_month_is_drawn_there(book: "Book") -> None:
    first, cut_off = date(2026, 8, 1), date(2026, 8, 28)
    book.workspace.do("Open", lambda session: periods.open_period(session, "August 2026", first, cut_off, cut_off))
    lines(book, book.project("Quay"), SPENT, months(2026, 7, 8, 62))
    assert asked(book).curve.actual[-1] == (date(2026, 8, 31), 124.0)


def test_the_profile_shows_eight_months_back_and_four_ahead(year: "Book") -> None:
    answer = asked(year)
    assert answer.months == "Jan 2026 to Dec 2026"
    assert answer.profile.elapsed == 8
    first, last = answer.profile.periods[0], answer.profile.periods[-1]
    assert (first.label, first.plan, first.actual, first.forecast, first.note) == ("Jan", 10.0, 11.0, None, "+1.0")
    assert (last.label, last.plan, last.actual, last.forecast, last.note) == ("Dec", 10.0, None, 12.0, "")


def test_the_profile_title_compares_three_months_with_three(year: "Book") -> None:
    assert asked(year).profile_title == "Spend by month: the next three months run 9% above the last three"


def test_a_steady_run_is_told_as_such(book: "Book") -> None:
    book.open("August 2026", 2026, 8)
    lines(book, book.project("Quay"), SPENT, months(2026, 1, 8, 11))
    lines(book, book.project("Crane"), AHEAD, months(2026, 9, 12, 11))
    assert asked(book).profile_title == "Spend by month: the next three months run as the last three"


def test_too_few_months_are_not_compared(book: "Book") -> None:
    book.open("August 2026", 2026, 8)
    lines(book, book.project("Quay"), SPENT, months(2026, 7, 8, 11))
    assert asked(book).profile_title == "Spend by month"
    assert asked(book).curve_title == "Cumulative spend"


def test_a_month_holds_what_is_spent_and_what_is_still_expected_in_it(year: "Book") -> None:
    lines(year, year.project("Crane"), AHEAD, {date(2026, 8, 1): 2})
    answer = asked(year)
    august = answer.profile.periods[7]
    assert (august.label, august.actual) == ("Aug", 13.0)
    assert answer.is_month_open


def test_the_last_forecast_is_read_back_as_it_stood(year: "Book") -> None:
    freeze_period(year.workspace, "August 2026")
    year.open("September 2026", 2026, 9)

    def change(session: "Session") -> None:
        for line in session.query(MoneyLine).filter(MoneyLine.kind == AHEAD, MoneyLine.month_on >= date(2026, 11, 1)):
            line.amount += M
        for line in session.query(MoneyLine).filter(MoneyLine.kind == AHEAD, MoneyLine.month_on == date(2026, 9, 1)):
            line.kind = SPENT

    year.workspace.do("Change", change)
    answer = asked(year)
    assert answer.has_last
    december = answer.profile.periods[-2]
    assert (december.label, december.forecast, december.last_forecast, december.note) == ("Dec", 13.0, 12.0, "+1.0")
    assert answer.curve.last_forecast[0] == (date(2026, 8, 31), 88.0)
    assert answer.curve.last_forecast[-1] == (date(2026, 12, 31), 136.0)
    assert answer.curve.last_label == "August 2026 136.0"


def test_lines_that_stayed_as_they_were_give_no_last_forecast(year: "Book") -> None:
    freeze_period(year.workspace, "August 2026")
    year.open("September 2026", 2026, 9)
    assert not asked(year).has_last


def test_projects_that_do_not_report_are_left_out(year: "Book") -> None:
    operation = year.project("Cleaning", kind="operation")
    lines(year, operation, PLAN, months(2026, 1, 12, 500))
    assert asked(year).curve.plan_label == "Budget 120.0"
