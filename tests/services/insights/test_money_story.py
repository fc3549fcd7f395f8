from typing import TYPE_CHECKING

import pytest

from pmo_desktop.services.insights.money_story import MoneyMessage, money_message

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book

M = 1_000_000_00


def asked(book: "Book", *projects: dict[str, int]) -> MoneyMessage | None:
    book.open("January 2026", 2026, 1)
    for number, values in enumerate(projects):
        book.project(f"Project {number}", **{name: value * M for name, value in values.items()})
    answer: MoneyMessage | None = book.ask(lambda _, standing: money_message(standing))
    return answer


def whole(bac: int, eac: int) -> dict[str, int]:
    return {"bac": bac, "eac": eac}


def year(budget: int, forecast: int) -> dict[str, int]:
    return {"in_year_budget": budget, "in_year_forecast": forecast}


@pytest.mark.parametrize(
    ("projects", "title", "short"),
    [
        (
            [whole(100, 110)],
            "Forecast at completion is £10.0m over baseline (+10.0%)",
            "Forecast at completion +10.0% on baseline.",
        ),
        (
            [whole(100, 95)],
            "Forecast at completion is £5.0m under baseline (−5.0%)",
            "Forecast at completion −5.0% on baseline.",
        ),
        ([whole(100, 100)], "Forecast at completion is on baseline", "Forecast at completion 0.0% on baseline."),
        ([year(50, 51)], "This year’s forecast is £1.0m over budget (+2.0%)", "This year’s forecast +2.0% on budget."),
        (
            [year(50, 40)],
            "This year’s forecast is £10.0m under budget (−20.0%)",
            "This year’s forecast −20.0% on budget.",
        ),
        ([year(50, 50)], "This year’s forecast is on budget", "This year’s forecast 0.0% on budget."),
    ],
)
def test_the_claim_is_over_under_or_on_plan(
    book: "Book", projects: list[dict[str, int]], title: str, short: str
) -> None:
    told = asked(book, *projects)
    assert told is not None
    assert (told.title, told.short) == (title, short)


def test_completion_leads_and_the_year_follows(book: "Book") -> None:
    told = asked(book, {**whole(100, 110), **year(50, 49)})
    assert told is not None
    assert told.title.startswith("Forecast at completion")
    assert told.body == (
        "100% of the overspend: Project 0 (+£10.0m).",
        "This year’s forecast is £1.0m under budget (−2.0%).",
    )
    assert told.short == "Forecast at completion +10.0% on baseline. This year’s forecast −2.0% on budget."


def test_the_fewest_projects_that_make_up_most_of_it_are_named(book: "Book") -> None:
    told = asked(book, whole(100, 105), whole(100, 140), whole(100, 135), whole(100, 120))
    assert told is not None
    assert told.body == ("75% of the overspend: Project 1 (+£40.0m) and Project 2 (+£35.0m).",)


def test_three_are_named_at_most(book: "Book") -> None:
    told = asked(book, *[whole(100, 90)] * 10)
    assert told is not None
    assert told.body == ("30% of the underspend: Project 0 (−£10.0m), Project 1 (−£10.0m) and Project 2 (−£10.0m).",)


def test_those_that_go_the_other_way_are_counted(book: "Book") -> None:
    told = asked(book, whole(100, 130), whole(100, 95), whole(100, 99))
    assert told is not None
    assert told.body[-1] == "The other way: 2 projects, −£6.0m together."


def test_only_projects_that_know_both_count(book: "Book") -> None:
    told = asked(book, whole(100, 110), {"bac": 900}, {"eac": 900})
    assert told is not None
    assert told.title == "Forecast at completion is £10.0m over baseline (+10.0%)"


def test_without_plans_there_is_no_claim(book: "Book") -> None:
    assert asked(book, {"eac": 100}, whole(0, 5)) is None
