from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import MilestoneKind, ProjectStatus
from pmo_desktop.services.insights.schedule import Schedule, schedule

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book

DUE = date(2026, 12, 1)


def asked(book: "Book") -> Schedule:
    answer = book.ask(schedule)
    assert isinstance(answer, Schedule)
    return answer


def slipped(book: "Book", *finishes: tuple[str, date], **facts: object) -> Schedule:
    """Projects due on 1 December 2026 in January, and as told in February."""
    book.open("January 2026", 2026, 1)
    keys = [book.project(name, forecast_finish_on=DUE, **facts) for name, _ in finishes]
    book.open("February 2026", 2026, 2)
    for key, (_, finish) in zip(keys, finishes, strict=True):
        book.change(key, forecast_finish_on=finish)
    return asked(book)


def test_there_is_nothing_to_say_without_a_finish(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", forecast_start_on=date(2026, 1, 1))
    assert book.ask(schedule) is None


def test_there_is_nothing_to_say_without_a_project(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    assert book.ask(schedule) is None


def test_the_title_counts_finishes_that_moved_later_and_names_the_one_that_moved_most(book: "Book") -> None:
    answer = slipped(book, ("Quay", date(2026, 12, 15)), ("Crane", date(2027, 1, 15)), ("Gate", DUE))
    assert answer.title == "2 of 3 finishes moved later since January 2026; Crane most, by 45 days"
    assert [entry.name for entry in answer.late] == ["Crane", "Quay"]


def test_the_title_names_the_only_finish_that_moved_later(book: "Book") -> None:
    answer = slipped(book, ("Quay", date(2026, 12, 2)), ("Gate", DUE))
    assert answer.title == "1 of 2 finishes moved later since January 2026: Quay, by 1 day"


def test_the_title_of_many_moves_tells_their_median(book: "Book") -> None:
    moves = [(f"Project {days}", date(2026, 12, 1 + days)) for days in (1, 2, 20, 24)]
    assert slipped(book, *moves).title == "4 of 4 finishes moved later since January 2026, by a median of 11 days"


def test_names_too_long_for_the_title_give_way_to_the_median(book: "Book") -> None:
    answer = slipped(book, ("Quay " * 20, date(2026, 12, 15)), ("Gate", DUE))
    assert answer.title == "1 of 2 finishes moved later since January 2026, by a median of 14 days"


def test_a_project_that_is_new_is_not_compared(book: "Book") -> None:
    slipped(book, ("Quay", date(2026, 12, 15)))
    book.project("Light", forecast_finish_on=DUE)
    assert asked(book).title == "1 of 1 compared finishes moved later since January 2026: Quay, by 14 days"


def test_a_finish_that_moved_earlier_is_told_as_time_recovered(book: "Book") -> None:
    answer = slipped(book, ("Quay", date(2026, 11, 1)), ("Gate", DUE))
    assert answer.title == "No finish moved later since January 2026; 1 moved earlier"
    assert "Recovered time: Quay 30 days." in answer.reason
    assert [entry.name for entry in answer.early] == ["Quay"]


def test_many_finishes_that_moved_earlier_are_told_by_their_median(book: "Book") -> None:
    answer = slipped(book, *((f"Project {day}", date(2026, 11, day)) for day in (1, 2, 3, 4)))
    assert "4 moved earlier, by a median of 28 days." in answer.reason


def test_nothing_moved_is_told_too(book: "Book") -> None:
    assert slipped(book, ("Quay", DUE)).title == "No finish moved since January 2026"


def test_without_a_baseline_slips_are_against_the_period_before(book: "Book") -> None:
    answer = slipped(book, ("Quay", date(2026, 12, 31)))
    assert not answer.has_baseline
    assert answer.since == "January 2026"
    assert "No baseline is recorded." in answer.reason
    row = answer.roadmap.rows[0]
    assert (row.baseline_finish, row.forecast_finish, row.shown) == (DUE, date(2026, 12, 31), "+30")
    assert answer.roadmap.slip_heading == "Moved, days"


def test_in_a_first_period_the_title_compares_with_the_baseline(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    for name, finish in (("Quay", date(2026, 12, 31)), ("Crane", date(2027, 6, 1)), ("Gate", DUE)):
        book.project(name, baseline_finish_on=DUE, forecast_finish_on=finish)
    answer = asked(book)
    assert answer.title == "2 of 3 projects finish later than baseline, by a median of 106 days"
    assert answer.reason == "1 project is over 90 days behind baseline."
    assert [entry.name for entry in answer.late] == ["Crane", "Quay"]
    assert answer.roadmap.slip_heading == "Slip, days"


@pytest.mark.parametrize(
    ("late", "title"),
    [(DUE, "No project finishes later than its baseline"),
     (date(2026, 12, 2), "Quay finishes 1 day later than its baseline")],
)  # fmt: skip
def test_one_project_against_its_baseline(book: "Book", late: date, title: str) -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", baseline_finish_on=DUE, forecast_finish_on=late)
    assert asked(book).title == title


@pytest.mark.parametrize(
    ("finishes", "title"),
    [((date(2026, 6, 1), date(2028, 1, 1)), "1 of 2 projects finishes within a year"),
     ((date(2026, 6, 1), date(2026, 7, 1)), "2 of 2 projects finish within a year"),
     ((date(2028, 6, 1),), "No project finishes within a year")],
)  # fmt: skip
def test_without_anything_to_compare_with_the_title_looks_a_year_ahead(
    book: "Book", finishes: tuple[date, ...], title: str
) -> None:
    book.open("January 2026", 2026, 1)
    for number, finish in enumerate(finishes):
        book.project(f"Project {number}", forecast_finish_on=finish)
    answer = asked(book)
    assert answer.title == title
    assert answer.roadmap.slip_heading == ""
    assert answer.roadmap.rows[0].shown == "—"


def test_finishes_in_the_past_and_missing_ones_are_counted(book: "Book") -> None:
    book.open("March 2026", 2026, 3)
    book.project("Quay", forecast_finish_on=date(2026, 1, 1))
    book.project("Crane", forecast_finish_on=date(2026, 2, 1))
    book.project("Gate")
    assert asked(book).reason == "2 finishes lie before the data date. 1 project gives no finish."


def test_a_project_that_is_over_is_not_on_the_roadmap(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", forecast_finish_on=DUE)
    gone = book.project("Gate", forecast_finish_on=DUE)
    book.change(gone, status=ProjectStatus.CLOSED)
    assert [row.label for row in asked(book).roadmap.rows] == ["Quay"]


def test_the_roadmap_of_many_projects_shows_the_dearest_and_says_so(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    for number in range(30):
        book.project(f"Project {number:02}", forecast_finish_on=DUE, whole_life_cost=number * 100)
    answer = asked(book)
    assert answer.shown_of == "the 24 dearest of 30 projects with dates"
    assert {row.label for row in answer.roadmap.rows} == {f"Project {number:02}" for number in range(6, 30)}
    assert len(answer.roadmap_keys) == 24


def test_without_money_the_roadmap_shows_the_largest_moves(book: "Book") -> None:
    moves = [(f"Project {day:02}", date(2026, 12, day)) for day in range(1, 21)]
    answer = slipped(book, *moves)
    assert answer.shown_of == "the 10 of 20 projects whose finish moved most"
    assert {row.label for row in answer.roadmap.rows} == {f"Project {day:02}" for day in range(11, 21)}


def test_a_short_roadmap_says_nothing_of_a_choice(book: "Book") -> None:
    assert slipped(book, ("Quay", DUE)).shown_of == ""


def test_the_roadmap_looks_ahead_to_the_year_in_which_most_are_finished(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    for number, year in enumerate((2026, 2027, 2027, 2028, 2028, 2028, 2029, 2029, 2031, 2070)):
        book.project(f"Project {number}", forecast_finish_on=date(year, 6, 1))
    roadmap = asked(book).roadmap
    assert (roadmap.starts_on, roadmap.ends_on) == (date(2025, 8, 1), date(2032, 1, 1))
    assert roadmap.data_date == date(2026, 1, 31)


def test_gates_stand_on_the_roadmap_with_their_number_and_key_milestones_without(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay", forecast_finish_on=DUE)
    book.add(
        "milestone", project_key=key, name="Gate 3 Full case", kind=MilestoneKind.GATE, forecast_on=date(2026, 5, 1)
    )
    book.add("milestone", project_key=key, name="Gate", kind=MilestoneKind.GATE, baseline_on=date(2026, 6, 1))
    book.add("milestone", project_key=key, name="First ship", is_key=True, actual_on=date(2026, 1, 5))
    book.add("milestone", project_key=key, name="Plain", forecast_on=date(2026, 4, 1))
    marks = asked(book).roadmap.rows[0].marks
    assert [(mark.on, mark.gate) for mark in marks] == [
        (date(2026, 1, 5), ""),
        (date(2026, 5, 1), "3"),
        (date(2026, 6, 1), "G"),
    ]
