from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.services.insights.kpis import Kpi, kpis
from pmo_desktop.services.insights.totals import totals

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book

M = 1_000_000_00


def asked(book: "Book") -> dict[str, Kpi]:
    answer: tuple[Kpi, ...] = book.ask(lambda session, standing: kpis(session, standing, totals(standing)))
    return {each.label: each for each in answer}


def told(kpi: Kpi) -> tuple[str, str, str, str, str]:
    return (kpi.figure, kpi.unit, kpi.context, kpi.change, kpi.since)


def test_reds_are_told_with_their_money_and_their_change(two_months: "Book") -> None:
    red = asked(two_months)["Projects off track"]
    assert told(red) == ("1", "of 3 rated", "£55.0m, 48% of whole-life cost", "unchanged", "since last period (was 1)")
    assert red.trend == (1, 1)


def test_a_change_has_its_sign_and_a_short_period_its_name(book: "Book") -> None:
    book.open("P1 2026", 2026, 1)
    key = book.project("Quay")
    book.report(key, Rating.GREEN)
    book.open("P2 2026", 2026, 2)
    book.report(key, Rating.RED)
    red = asked(book)["Projects off track"]
    assert told(red) == ("1", "of 1 rated", "", "+1", "since P1 2026 (was 0)")
    assert red.step == 1


def test_whole_life_is_the_forecast_against_its_baseline(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay", bac=100 * M, eac=100 * M)
    book.project("Crane", eac=900 * M)
    book.open("February 2026", 2026, 2)
    book.change(key, eac=105 * M)
    whole = asked(book)["Forecast at completion"]
    assert told(whole) == ("£105", "m", "+5.0% on baseline £100m", "+£5.0m", "since last period")
    assert whole.trend == (1_000 * M, 1_005 * M)


def test_without_forecasts_whole_life_is_the_known_cost(two_months: "Book") -> None:
    whole = asked(two_months)["Whole-life cost"]
    assert told(whole) == ("£115", "m", "4 of 4 projects give one", "+£15.0m", "since last period")


def test_the_year_is_the_forecast_against_its_budget(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", in_year_budget=50 * M, in_year_forecast=48 * M)
    year = asked(book)["In-year forecast"]
    assert told(year) == ("£48.0", "m", "−4.0% on budget £50.0m", "", "")


def test_milestones_that_the_baseline_puts_in_the_period_are_met_or_missed(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    quay, crane = book.project("Quay"), book.project("Crane")
    january, february = date(2026, 1, 10), date(2026, 2, 10)
    book.add("milestone", project_key=crane, name="Before", baseline_on=january, actual_on=january)
    book.open("February 2026", 2026, 2)
    book.report(quay, Rating.RED)
    book.add("milestone", project_key=crane, name="Met", baseline_on=february, actual_on=february)
    book.add("milestone", project_key=crane, name="Met, too", baseline_on=february, actual_on=date(2026, 2, 28))
    book.add("milestone", project_key=quay, name="Met too late", baseline_on=february, actual_on=date(2026, 3, 1))
    book.add("milestone", project_key=quay, name="Waiting", baseline_on=february)
    book.add("milestone", project_key=quay, name="Later", baseline_on=date(2026, 3, 1))
    met = asked(book)["Milestones met"]
    assert told(met) == ("2", "of 4", "2 missed: 2 on red projects", "+1", "since last period (was 1 of 1)")
    assert met.trend == (1, 2)


def test_all_milestones_met_is_said_so(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    on = date(2026, 1, 10)
    book.add("milestone", project_key=book.project("Quay"), name="Gate 1", baseline_on=on, actual_on=on)
    assert told(asked(book)["Milestones met"]) == ("1", "of 1", "none missed", "", "")


@pytest.mark.parametrize(("earlier", "context"), [(0, "0 finish earlier"), (1, "1 finishes earlier")])
def test_without_milestones_finishes_that_moved_are_counted(book: "Book", earlier: int, context: str) -> None:
    book.open("January 2026", 2026, 1)
    keys = [book.project(f"Project {number}", forecast_finish_on=date(2026, 9, 1)) for number in range(4)]
    book.open("February 2026", 2026, 2)
    book.change(keys[0], forecast_finish_on=date(2026, 10, 1))
    if earlier:
        book.change(keys[1], forecast_finish_on=date(2026, 8, 1))
    assert told(asked(book)["Finishes later"]) == ("1", "of 4 compared", context, "", "since last period")


def test_with_little_data_reports_and_projects_are_counted(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"))
    book.report(book.project("Crane"), state=ReportState.MISSING)
    book.report(book.project("Mole"), state=ReportState.CARRIED_FORWARD)
    told_ = asked(book)
    assert list(told_) == ["Reports in", "Projects running"]
    assert told(told_["Reports in"]) == ("1", "of 3", "2 still to come", "", "")
    assert told(told_["Projects running"]) == ("3", "", "", "", "")


def test_four_figures_are_told_at_most(two_months: "Book") -> None:
    assert len(asked(two_months)) == 4
