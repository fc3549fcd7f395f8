from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.insights.milestones import KeyMilestones, key_milestones

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book

MAY = date(2026, 5, 1)


def asked(book: "Book") -> KeyMilestones:
    answer = book.ask(key_milestones)
    assert isinstance(answer, KeyMilestones)
    return answer


def move(book: "Book", key: int, **values: object) -> None:
    def change(session: object) -> None:
        milestone = session.get_one(Milestone, key)  # type: ignore[attr-defined]
        for name, value in values.items():
            setattr(milestone, name, value)

    book.workspace.do("Move", change)


def two_periods(book: "Book", *after: date) -> list[int]:
    """Key milestones due on 1 May in January, which is frozen, and as told in February."""
    book.open("January 2026", 2026, 1)
    project = book.project("Quay", reference="P-1")
    keys = [
        book.add("milestone", project_key=project, name=f"Step {n}", is_key=True, baseline_on=MAY, forecast_on=MAY)
        for n in range(len(after))
    ]
    freeze_period(book.workspace, "January 2026")
    book.open("February 2026", 2026, 2)
    for key, day in zip(keys, after, strict=True):
        move(book, key, forecast_on=day)
    return keys


def test_a_trend_holds_the_date_of_each_report_and_its_change(book: "Book") -> None:
    two_periods(book, date(2026, 5, 15))
    trend = asked(book).trend
    assert trend.reports == (("January 2026", date(2026, 1, 31)), ("February 2026", date(2026, 2, 28)))
    line = trend.lines[0]
    assert line.label == "P-1 Step 0"
    assert line.dates == (MAY, date(2026, 5, 15))
    assert (line.shown, line.change) == ("15 May 2026", "+14 d")


def test_later_and_earlier_ones_are_counted(book: "Book") -> None:
    two_periods(book, date(2026, 5, 15), date(2026, 4, 15), MAY)
    answer = asked(book)
    assert (answer.later, answer.earlier, answer.known) == (1, 1, 3)
    assert answer.named == (("P-1", "Quay"),)


def test_the_five_that_moved_most_are_drawn(book: "Book") -> None:
    two_periods(book, *(date(2026, 5, day) for day in (1, 2, 10, 4, 5, 6, 7)))
    lines = asked(book).trend.lines
    assert [line.label for line in lines] == ["P-1 Step 2", "P-1 Step 6", "P-1 Step 5", "P-1 Step 4", "P-1 Step 3"]


def test_one_that_was_reached_before_the_last_report_is_left_out(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    project = book.project("Quay")
    book.add("milestone", project_key=project, name="Done", is_key=True, baseline_on=MAY, actual_on=date(2026, 1, 5))
    book.add("milestone", project_key=project, name="Ahead", is_key=True, baseline_on=MAY)
    freeze_period(book.workspace, "January 2026")
    book.open("February 2026", 2026, 2)
    lines = asked(book).trend.lines
    assert [line.label for line in lines] == ["Quay Ahead"]


def test_a_milestone_that_is_not_key_has_no_trend(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.add("milestone", project_key=book.project("Quay"), name="Small", baseline_on=MAY)
    freeze_period(book.workspace, "January 2026")
    book.open("February 2026", 2026, 2)
    assert asked(book).trend.lines == ()


def test_one_report_makes_no_trend(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.add("milestone", project_key=book.project("Quay"), name="Ahead", is_key=True, baseline_on=MAY)
    answer = asked(book)
    assert (answer.trend.lines, answer.known) == ((), 0)


def test_a_frozen_period_keeps_the_dates_it_was_frozen_with(book: "Book") -> None:
    key = two_periods(book, date(2026, 5, 15))[0]
    freeze_period(book.workspace, "February 2026")
    move(book, key, forecast_on=date(2026, 9, 1))
    assert asked(book).trend.lines[0].dates == (MAY, date(2026, 5, 15))
