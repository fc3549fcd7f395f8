from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import ProjectStatus, Rating
from pmo_desktop.services.insights.changes import Changed, ChangeKind, changes

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def told(book: "Book") -> list[Changed]:
    return list(book.ask(lambda _session, standing: changes(standing)))


def test_a_first_period_has_nothing_to_compare(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), Rating.RED)
    assert told(book) == []


def test_ratings_come_first_with_before_and_after_and_by_how_much_the_finish_moved(two_months: "Book") -> None:
    first, second, *rest = told(two_months)
    assert (first.title, first.before, first.after) == ("Quay", Rating.AMBER, Rating.RED)
    assert first.note == "Finish +45 d"
    assert (second.title, second.before, second.after) == ("Crane", Rating.RED, Rating.AMBER)
    assert [(each.kind, each.title) for each in rest] == [(ChangeKind.NEW, "Light")]
    assert rest[0].note == "New, £10.0m whole-life cost"


def test_without_figures_the_reason_is_told(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay", bac=100_000_00, eac=100_000_00)
    dear = book.project("Dear", bac=100_000_00, eac=100_000_00)
    for each in (key, dear):
        book.report(each, Rating.GREEN)
    book.open("February 2026", 2026, 2)
    book.report(key, Rating.AMBER, summary="The crew is ill. It will pass.")
    book.change(dear, eac=107_000_00)
    book.report(dear, Rating.AMBER)
    assert {each.title: each.note for each in told(book)} == {"Quay": "The crew is ill.", "Dear": "EAC +£7.0k"}


def test_more_than_three_of_a_kind_share_a_line_that_opens_none(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    keys = [book.project(f"Old {number}") for number in range(4)]
    for key in keys:
        book.report(key, Rating.GREEN)
        book.change(key, status=ProjectStatus.CLOSED, actual_finish_on=date(2026, 2, 10))
    book.open("February 2026", 2026, 2)
    for number in range(4):
        book.project(f"New {number}")
    new, closed = told(book)
    assert (new.kind, new.key, new.title) == (ChangeKind.NEW, None, "4 projects new")
    assert new.note == "New 0, New 1, New 2 and 1 more"
    assert (closed.kind, closed.title) == (ChangeKind.CLOSED, "4 projects closed")


def test_one_that_closed_tells_how_and_when(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Old")
    book.report(key, Rating.GREEN)
    book.change(key, status=ProjectStatus.CANCELLED, actual_finish_on=date(2026, 2, 10))
    book.open("February 2026", 2026, 2)
    (closed,) = told(book)
    assert closed.note == "Cancelled on 10 Feb 2026"


def test_a_new_project_without_a_cost_is_only_new_and_one_without_a_report_is_gone(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quiet")
    book.report(key, Rating.GREEN)
    book.change(key, status=ProjectStatus.PROPOSED)
    book.open("February 2026", 2026, 2)
    book.project("Fresh")
    assert [(each.kind, each.note) for each in told(book)] == [
        (ChangeKind.NEW, "New"),
        (ChangeKind.GONE, "No longer reported"),
    ]


def test_dates_and_money_of_others_follow_the_largest_first(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    keys = [
        book.project(f"P{number}", whole_life_cost=10_000_000_00, forecast_finish_on=date(2026, 6, 1))
        for number in range(4)
    ]
    for key in keys:
        book.report(key, Rating.GREEN)
    book.open("February 2026", 2026, 2)
    for number, key in enumerate(keys):
        book.change(key, forecast_finish_on=date(2026, 6, 2 + number), whole_life_cost=(10 + number) * 1_000_000_00)
        book.report(key, Rating.GREEN)
    lines = told(book)
    assert [(each.kind, each.title) for each in lines] == [
        (ChangeKind.DATE, "P3"), (ChangeKind.DATE, "P2"), (ChangeKind.DATE, "P1"),
        (ChangeKind.MONEY, "P3"), (ChangeKind.MONEY, "P2"), (ChangeKind.MONEY, "P1"),
    ]  # fmt: skip
    assert lines[0].note == "Finish +4 d, now 5 Jun 2026"
    assert lines[3].note == "Whole-life cost +£3.0m, now £13.0m"
