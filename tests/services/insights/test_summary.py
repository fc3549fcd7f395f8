from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import ForwardLook, ProjectStatus, Rating
from pmo_desktop.services.insights.summary import Message, Question, Summary, summary

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book

M = 1_000_000_00


def asked(book: "Book") -> Summary:
    answer = book.ask(summary)
    assert isinstance(answer, Summary)
    return answer


def message(book: "Book", question: Question, number: int = 0) -> Message:
    return [each for each in asked(book).messages if each.question is question][number]


def need(book: "Book") -> Message:
    return message(book, Question.NEED)


def two_periods(book: "Book", before: list[Rating | None], after: list[Rating | None], cost: int = 0) -> None:
    book.open("January 2026", 2026, 1)
    keys = [book.project(f"Project {number}", whole_life_cost=cost or None) for number in range(len(before))]
    for key, rating in zip(keys, before, strict=True):
        book.report(key, rating)
    book.open("February 2026", 2026, 2)
    for key, rating in zip(keys, after, strict=True):
        book.report(key, rating)


R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN


def test_there_are_three_to_five_messages_under_three_questions(two_months: "Book") -> None:
    messages = asked(two_months).messages
    assert 3 <= len(messages) <= 5
    assert {each.question for each in messages} == set(Question)


def test_the_title_tells_the_red_s_share_and_what_changed(two_months: "Book") -> None:
    assert asked(two_months).title == "1 project off track holds 48% of our money; 1 got worse, 1 better"


def test_the_title_tells_how_many_decisions_are_needed(two_months: "Book") -> None:
    two_months.add("decision", title="Fund it")
    assert asked(two_months).title == "1 project off track holds 48% of our money; 1 decision is needed"
    two_months.add("decision", title="Stop it")
    assert asked(two_months).title.endswith("; 2 decisions are needed")


def test_the_title_counts_more_than_one_red(book: "Book") -> None:
    two_periods(book, [R, R], [R, R], cost=M)
    assert asked(book).title == "2 projects off track hold 100% of our money"


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ([A, A, R], [R, R, R], "The red list grew from 1 to 3, and carries £3.0m"),
        ([R, R], [R, G], "The red list shrank from 2 to 1, and carries £1.0m"),
        ([R, G], [R, G], "The red list stays at 1, and carries £1.0m"),
        ([R, G], [G, G], "The red list is empty, from 1 before"),
        ([G], [G], "No project is off track"),
    ],
)
def test_where_we_are_begins_with_the_red_list(
    book: "Book", before: list[Rating | None], after: list[Rating | None], title: str
) -> None:
    two_periods(book, before, after, cost=M)
    assert message(book, Question.WHERE).title == title


def test_who_joined_left_and_stays_red_is_named(book: "Book") -> None:
    two_periods(book, [A, R, R, G], [R, R, A, G])
    told = message(book, Question.WHERE)
    assert told.title == "The red list stays at 2"
    assert told.body == ("Joined: Project 0.", "Left: Project 2.", "Still red: Project 1.")
    assert told.pages == ("dashboard", "movement")


def test_a_red_that_closed_has_left(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    quay, crane = book.project("Quay"), book.project("Crane")
    book.report(quay, R)
    book.report(crane, G)
    book.open("February 2026", 2026, 2)
    book.report(quay, R)
    book.report(crane, G)
    book.change(quay, status=ProjectStatus.CLOSED)
    told = message(book, Question.WHERE)
    assert (told.title, told.body) == ("The red list is empty, from 1 before", ("Left: Quay.",))


@pytest.mark.parametrize(
    ("ratings", "title"),
    [([R], "1 project is off track"), ([R, R], "2 projects are off track"), ([G], "No project is off track")],
)
def test_in_the_first_period_the_reds_are_counted(book: "Book", ratings: list[Rating], title: str) -> None:
    book.open("January 2026", 2026, 1)
    for number, rating in enumerate(ratings):
        book.report(book.project(f"Project {number}"), rating)
    assert message(book, Question.WHERE).title == title


def test_a_register_without_ratings_says_so(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay")
    told = message(book, Question.WHERE)
    assert told.title == "No project is rated yet"
    assert told.body == ("1 project in the register; none has a report with ratings yet.",)


def test_money_is_the_second_message(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay", bac=100 * M, eac=110 * M), G)
    told = message(book, Question.WHERE, 1)
    assert told.title == "Forecast at completion is £10.0m over baseline (+10.0%)"
    assert told.pages == ("finance",)
    assert asked(book).reason == "Forecast at completion +10.0% on baseline."


def test_where_so_many_come_and_go_the_sums_are_called_unlike(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    for number in range(4):
        book.report(book.project(f"Project {number}"), G)
    book.open("February 2026", 2026, 2)
    book.project("New")
    assert asked(book).reason == (
        "New since January 2026: 1 of 5 projects; no longer reported: 0. The sums are not like for like."
    )


def test_where_we_are_going_tells_who_leans_red_and_who_improves(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    looks = (
        ("Quay", A, ForwardLook.WORSENING),
        ("Crane", G, ForwardLook.WORSENING),
        ("Gate", A, ForwardLook.IMPROVING),
    )
    for name, rating, look in looks:
        book.report(book.project(name), rating, forward_look=look)
    told = message(book, Question.GOING)
    assert told.title == "2 projects getting worse, 1 improving"
    assert told.body == ("At risk and leaning red: Quay.", "Improving: Gate.")
    assert told.rating is A


@pytest.mark.parametrize(
    ("look", "title"),
    [
        (ForwardLook.IMPROVING, "No project expects to get worse, 1 to improve"),
        (ForwardLook.STEADY, "No project expects to get worse, none to improve"),
    ],
)
def test_an_outlook_without_worsening_says_so(book: "Book", look: ForwardLook, title: str) -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), G, forward_look=look)
    assert message(book, Question.GOING).title == title


def test_finishes_that_moved_are_counted_and_the_largest_named(two_months: "Book") -> None:
    told = message(two_months, Question.GOING)
    assert told.title == "1 of 3 projects finishes later than in January 2026"
    assert told.body == ("The most: Quay (+45 d).",)


def test_in_the_first_period_finishes_are_compared_with_the_baseline(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    plan = {"baseline_start_on": date(2025, 1, 1), "baseline_finish_on": date(2026, 6, 1)}
    for name, finish in (("Quay", date(2026, 6, 11)), ("Crane", date(2026, 8, 1)), ("Gate", date(2026, 5, 1))):
        book.project(name, **plan, forecast_finish_on=finish)
    told = message(book, Question.GOING)
    assert told.title == "2 of 3 projects finish later than in the baseline"
    assert told.body == ("The most: Crane (+61 d) and Quay (+10 d).", "1 finishes earlier.")


def test_finishes_that_hold_are_said_so(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", forecast_finish_on=date(2026, 6, 11))
    book.open("February 2026", 2026, 2)
    assert message(book, Question.GOING).title == "No project finishes later than in January 2026"


def test_what_we_need_names_the_decisions_and_what_waiting_costs(two_months: "Book") -> None:
    two_months.add("decision", title="Fund it", reference="D-1", cost_of_delay="£1m a week")
    two_months.add("decision", title="Stop it")
    told = need(two_months)
    assert (told.title, told.asks, told.pages) == ("Fund it and Stop it", 2, ("decisions",))
    assert told.body == ("Cost of delay: D-1: £1m a week.",)


def test_decisions_with_long_titles_are_counted_and_then_named(two_months: "Book") -> None:
    for title in ("Fund the cutter for the whole of the year", "Stop the crane before its foundation is laid"):
        two_months.add("decision", title=title, decide_by_on=date(2026, 3, 5))
    told = need(two_months)
    assert told.title == "2 decisions, the first by 5 Mar 2026"
    assert told.body[0].startswith("Fund the cutter for the whole of the year; Stop the crane")


@pytest.mark.parametrize(
    ("reds", "title"), [(1, "1 red needs a dated path to green"), (2, "2 reds need a dated path to green")]
)
def test_without_decisions_the_reds_without_a_path_are_what_we_need(book: "Book", reds: int, title: str) -> None:
    book.open("January 2026", 2026, 1)
    for number in range(reds):
        book.report(book.project(f"Project {number}"), R)
    assert need(book).title == title


def test_with_nothing_to_ask_for_the_page_says_so(two_months: "Book") -> None:
    told = need(two_months)
    assert told.title == "Nothing: no decision is due in February 2026"
    assert told.body == ("Every red has a dated path to green.",)


def test_the_worst_rating_is_named_unless_all_is_green(book: "Book") -> None:
    two_periods(book, [A, A, G], [A, G, G])
    assert [entry.name for entry in asked(book).worst] == ["Project 0"]


def test_all_green_names_nobody(book: "Book") -> None:
    two_periods(book, [G], [G])
    assert asked(book).worst == ()


def test_who_got_worse_is_named_apart_from_the_worst(book: "Book") -> None:
    two_periods(book, [G, A], [A, R])
    assert [entry.name for entry in asked(book).worse] == ["Project 0"]


def test_the_next_milestones_come_nearest_first_and_none_that_has_passed(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    for name, on in (("Quay", date(2026, 3, 1)), ("Crane", date(2026, 2, 1)), ("Gate", date(2026, 1, 1))):
        book.add("milestone", project_key=book.project(name), name="Done", forecast_on=on)
    assert [entry.name for entry in asked(book).coming] == ["Crane", "Quay"]


def test_a_period_without_projects_has_no_summary(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    assert book.ask(summary) is None
