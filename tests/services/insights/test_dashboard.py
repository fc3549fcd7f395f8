from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, ProjectStatus, Rating, Scale
from pmo_desktop.services.insights.dashboard import Dashboard, dashboard
from pmo_desktop.services.settings import settings_of

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def asked(book: "Book") -> Dashboard:
    answer = book.ask(lambda _, standing: dashboard(standing))
    assert isinstance(answer, Dashboard)
    return answer


def rated(book: "Book", *ratings: Rating | None, cost: int | None = 10_000_000_00) -> Dashboard:
    book.open("January 2026", 2026, 1)
    for number, rating in enumerate(ratings):
        book.report(book.project(f"Project {number}", whole_life_cost=cost), rating)
    return asked(book)


def test_projects_are_grouped_by_rating_worst_first_with_not_rated_last(two_months: "Book") -> None:
    groups = asked(two_months).groups
    assert [[entry.name for entry in group.entries] for group in groups] == [["Quay"], ["Crane"], ["Gate"], ["Light"]]
    assert [group.rating for group in groups] == [Rating.RED, Rating.AMBER, Rating.GREEN, None]


def test_groups_carry_their_whole_life_cost(two_months: "Book") -> None:
    assert [group.money for group in asked(two_months).groups] == [
        55_000_000_00,
        30_000_000_00,
        20_000_000_00,
        10_000_000_00,
    ]


def test_the_title_tells_the_red_of_the_rated_and_their_share_of_money(two_months: "Book") -> None:
    assert asked(two_months).title == "1 of 3 rated projects is off track; it carries 48% of whole-life cost"


def test_the_reason_compares_with_the_period_before(two_months: "Book") -> None:
    assert asked(two_months).reason == "Off track now: 1 project, £55.0m; in January 2026: 1 project, £30.0m."


def test_the_reason_names_the_dimensions_that_are_red(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    for name in ("Quay", "Crane"):
        book.report(
            book.project(name), Rating.RED, schedule=Rating.RED, cost=Rating.RED if name == "Quay" else Rating.AMBER
        )
    assert asked(book).reason == "Red dimensions among them: schedule in 2, cost in 1."


@pytest.mark.parametrize(
    ("ratings", "title"),
    [
        ([Rating.RED], "The one rated project is off track"),
        (
            [Rating.RED, Rating.RED, Rating.GREEN],
            "2 of 3 rated projects are off track; they carry 67% of whole-life cost",
        ),
        ([Rating.AMBER, Rating.GREEN], "No rated project is off track; 1 of 2 is at risk"),
        ([Rating.AMBER, Rating.AMBER], "No rated project is off track; 2 of 2 are at risk"),
        ([Rating.GREEN], "The one rated project is on track"),
        ([Rating.GREEN, Rating.GREEN, None], "All 2 rated projects are on track"),
        ([None, None], "No project is rated yet"),
    ],
)
def test_the_title_counts_in_singular_and_plural(book: "Book", ratings: list[Rating | None], title: str) -> None:
    assert rated(book, *ratings).title == title


def test_the_title_leaves_money_out_where_nobody_knows_it(book: "Book") -> None:
    assert rated(book, Rating.RED, Rating.GREEN, cost=None).title == "1 of 2 rated projects is off track"


def test_on_five_points_the_words_are_the_scale_s_own(book: "Book") -> None:
    def on_five_points(session: Session) -> None:
        settings_of(session).scale = Scale.FIVE

    book.workspace.do("Five points", on_five_points)
    assert rated(book, Rating.AMBER_RED, Rating.GREEN).title == "No rated project is off track; 1 of 2 is Amber/Red"


def test_projects_that_are_over_stand_apart_and_count_for_no_rating(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay")
    book.report(key, Rating.RED)
    book.change(key, status=ProjectStatus.CLOSED)
    answer = asked(book)
    assert [(group.rating, group.is_complete) for group in answer.groups] == [(None, True)]
    assert answer.title == "Every project is complete"


def test_only_dimensions_that_somebody_rated_are_told(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), Rating.GREEN, quality=Rating.AMBER, benefits=Rating.GREEN)
    assert asked(book).dimensions == (Dimension.QUALITY, Dimension.BENEFITS)


def test_not_rated_projects_come_with_their_reason(two_months: "Book") -> None:
    assert [(entry.name, entry.overall_reason) for entry in asked(two_months).not_rated] == [
        ("Light", "Exempt under Section 43.")
    ]


def test_a_period_without_projects_has_no_dashboard(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    assert book.ask(lambda _, standing: dashboard(standing)) is None
