from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import ForwardLook, ProjectStatus, Rating
from pmo_desktop.services.insights.paths import Held, Moves, moves

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def asked(book: "Book") -> Moves:
    answer = book.ask(moves)
    assert isinstance(answer, Moves)
    return answer


def january(book: "Book", *ratings: Rating | None, due: date | None = None) -> list[int]:
    """Projects of January, then February is open."""
    book.open("January 2026", 2026, 1)
    keys = [book.project(f"Project {number}") for number in range(len(ratings))]
    for key, rating in zip(keys, ratings, strict=True):
        book.report(key, rating, path_due_on=due)
    book.open("February 2026", 2026, 2)
    return keys


def test_a_path_tells_cause_next_step_owner_and_date(two_months: "Book") -> None:
    (path,) = asked(two_months).paths
    assert (path.entry.name, path.cause) == ("Quay", "The sea bed is rock.")
    assert (path.step, path.rest, path.owner, path.due_on) == (
        "Hire a cutter.",
        "Then dredge.",
        "D. Redger",
        date(2026, 7, 1),
    )


def test_a_path_without_an_owner_is_the_sponsor_s(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay", sponsor="S. Owner"), Rating.RED)
    assert asked(book).paths[0].owner == "S. Owner"


@pytest.mark.parametrize(
    ("before", "now", "held", "days"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), Held.HELD, 0),
        (date(2026, 6, 1), date(2026, 7, 1), Held.SLIPPED, 30),
        (date(2026, 6, 1), date(2026, 5, 2), Held.EARLIER, -30),
        (None, date(2026, 6, 1), Held.NEW, 0),
        (date(2026, 6, 1), None, Held.NONE, 0),
        (None, None, Held.NONE, 0),
    ],
)
def test_a_path_s_date_is_compared_with_the_one_promised_before(
    book: "Book", before: date | None, now: date | None, held: Held, days: int
) -> None:
    (key,) = january(book, Rating.RED, due=before)
    book.report(key, Rating.RED, path_due_on=now)
    (path,) = asked(book).paths
    assert (path.held, path.days) == (held, days)


def test_a_path_told_for_the_first_time_without_a_date_is_new(book: "Book") -> None:
    (key,) = january(book, Rating.RED)
    book.report(key, Rating.RED, path_to_green="Hire a cutter.")
    assert asked(book).paths[0].held is Held.NEW


def test_the_pmo_s_reason_is_the_cause_of_an_overridden_rating(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay")
    book.report(key, Rating.AMBER, overall_reason="All is well.")
    book.override(key, Rating.RED, "Missed the gate.")
    assert asked(book).paths[0].cause == "Missed the gate. Reported amber, shown red by the PMO."


def test_an_override_that_confirms_the_report_does_not_say_so(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay")
    book.report(key, Rating.RED)
    book.override(key, Rating.RED, "Missed the gate.")
    assert asked(book).paths[0].cause == "Missed the gate."


def test_without_a_reason_the_summary_tells_the_cause(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), Rating.RED, summary="It is due to the following factors:\n\nRock.")
    assert asked(book).paths[0].cause == "Rock."


def test_without_words_the_calculated_rating_tells_the_cause(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay", bac=100, eac=150), Rating.RED)
    assert "50" in asked(book).paths[0].cause


def test_the_worsening_amber_is_told_beside_the_red(book: "Book") -> None:
    one, two = january(book, Rating.AMBER, Rating.AMBER)
    book.report(one, Rating.AMBER, forward_look=ForwardLook.WORSENING)
    book.report(two, Rating.AMBER, forward_look=ForwardLook.STEADY)
    assert [path.entry.name for path in asked(book).paths] == ["Project 0"]


def test_the_red_list_adds_up(book: "Book") -> None:
    stays, leaves, joins, closes = january(book, Rating.RED, Rating.RED, Rating.AMBER, Rating.RED)
    book.report(stays, Rating.RED)
    book.report(leaves, Rating.AMBER)
    book.report(joins, Rating.RED)
    book.report(closes, Rating.RED)
    book.change(closes, status=ProjectStatus.CLOSED)
    assert asked(book).reason == (
        "Red list: 3 in January 2026, plus 1 that joined, minus 2 that left, makes 2 in February 2026."
    )


def test_becoming_rated_or_no_longer_rated_is_told_apart(book: "Book") -> None:
    one, two = january(book, None, Rating.GREEN)
    book.report(one, Rating.AMBER)
    book.report(two, None)
    answer = asked(book)
    assert answer.reason.endswith("Newly rated: 1. No longer rated: 1.")
    assert answer.title == "No rating changed since January 2026; none is off track"


R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ([A, G], [R, A], "2 projects got worse, none better; the red has no dated path to green"),
        ([G, G], [A, G], "1 project got worse, none better; none is off track"),
        ([A, A], [G, G], "2 projects got better, none worse; none is off track"),
        ([A, G], [G, G], "1 project got better, none worse; none is off track"),
        ([A, A], [G, R], "1 project got worse and 1 better; the red has no dated path to green"),
        ([G, G, A], [A, A, G], "2 projects got worse and 1 better; none is off track"),
        ([R, R], [R, R], "No rating changed since January 2026; no red has a dated path to green"),
    ],
)
def test_the_title_counts_what_changed(book: "Book", before: list[Rating], after: list[Rating], title: str) -> None:
    for key, rating in zip(january(book, *before), after, strict=True):
        book.report(key, rating)
    assert asked(book).title == title


@pytest.mark.parametrize(
    ("reds", "with_path", "said"),
    [
        (1, 1, "the red has an owner and a dated path"),
        (2, 2, "every red has an owner and a dated path"),
        (3, 1, "1 of 3 reds have a dated path"),
        (2, 0, "no red has a dated path to green"),
    ],
)
def test_the_title_counts_the_reds_with_a_path(book: "Book", reds: int, with_path: int, said: str) -> None:
    path = {"path_to_green": "Dredge.", "path_due_on": date(2026, 6, 1), "path_owner": "D. Redger"}
    for number, key in enumerate(january(book, *[R] * reds)):
        book.report(key, R, **(path if number < with_path else {"path_due_on": None}))
    assert asked(book).title.endswith(said)


@pytest.mark.parametrize(("count", "title"), [(1, "1 project is off track"), (2, "2 projects are off track")])
def test_in_the_first_period_only_the_red_are_told(book: "Book", count: int, title: str) -> None:
    book.open("January 2026", 2026, 1)
    for number in range(count):
        book.report(book.project(f"Project {number}"), R)
    answer = asked(book)
    assert answer.title.startswith(title)
    assert (answer.previous, answer.reason) == ("", "")


def test_without_anything_red_the_first_period_has_nothing_to_tell(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), G)
    assert book.ask(moves) is None


def test_periods_without_projects_have_nothing_to_tell(book: "Book") -> None:
    january(book)
    assert book.ask(moves) is None
