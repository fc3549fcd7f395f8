from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import ProjectStatus
from pmo_desktop.services.insights.finance import Finance, MoneyRow, finance, leading

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book

M = 1_000_000_00  # a million in minor units


def asked(book: "Book") -> Finance:
    answer = book.ask(finance)
    assert isinstance(answer, Finance)
    return answer


def of_year(book: "Book", *pairs: tuple[str, int, int], **facts: object) -> Finance:
    book.open("January 2026", 2026, 1)
    for name, budget, forecast in pairs:
        book.project(name, in_year_budget=budget * M, in_year_forecast=forecast * M, **facts)
    return asked(book)


def named(answer: Finance, name: str) -> MoneyRow:
    return next(row for row in answer.rows if row.label == name)


def test_there_is_nothing_to_say_without_money(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", in_year_budget=5)
    assert book.ask(finance) is None


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        ([("Quay", 10, 14), ("Crane", 10, 11)], "This year ends £5.0m over budget; Quay carries 80% of the overspend"),
        (
            [("Quay", 10, 6), ("Crane", 10, 13)],
            "This year ends £1.0m under budget; Quay carries 100% of the underspend",
        ),
        (
            [("Quay", 10, 12), ("Crane", 10, 12), ("Gate", 10, 12)],
            "This year ends £6.0m over budget; 2 projects carry 67% of the overspend",
        ),
        ([("Quay", 10, 10)], "This year ends on budget"),
        ([("Quay", 10, 12), ("Crane", 10, 8)], "This year ends on budget"),
        ([(f"Project {n}", 10, 11) for n in range(12)], "This year ends £12.0m over budget"),
    ],
)
def test_the_title_tells_how_the_year_ends_and_who_carries_it(
    book: "Book", pairs: list[tuple[str, int, int]], title: str
) -> None:
    assert of_year(book, *pairs).title == title


def test_a_long_name_gives_way_to_a_count(book: "Book") -> None:
    answer = of_year(book, ("Quay " * 20, 10, 14), ("Crane", 10, 11))
    assert answer.title == "This year ends £5.0m over budget; 1 project carries 80% of the overspend"


def test_a_project_that_knows_one_side_only_is_in_no_sum_and_is_counted(book: "Book") -> None:
    of_year(book, ("Quay", 10, 14))
    book.project("Crane", in_year_budget=3 * M)
    answer = asked(book)
    assert (answer.total.year.planned, answer.total.year.expected, answer.total.year.count) == (10 * M, 14 * M, 1)
    assert answer.lacking == "1 of 2 projects gives no figures for this year and is left out of sums."


def test_the_whole_life_is_eac_against_bac_where_both_are_known(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", bac=100 * M, eac=110 * M, whole_life_cost=500 * M)
    book.project("Crane", bac=50 * M)
    book.project("Gate")
    answer = asked(book)
    assert answer.has_baseline
    assert answer.title == "The whole life ends £10.0m over baseline; Quay carries 100% of the overspend"
    assert answer.reason == "At completion: £110m, 10.0% over baseline."
    assert (answer.total.life.planned, answer.total.life.expected) == (100 * M, 110 * M)
    assert answer.lacking == "2 of 3 projects give no BAC and EAC and are left out of sums."


def test_on_baseline_is_said_without_a_percentage(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", bac=100 * M, eac=100 * M)
    assert asked(book).reason == "At completion: £100m, on baseline."


def test_whole_life_and_year_are_never_added(book: "Book") -> None:
    answer = of_year(book, ("Quay", 10, 14), bac=100 * M, eac=90 * M)
    row = named(answer, "Quay")
    assert (row.year.step, row.year.percent) == (4 * M, 40.0)
    assert (row.life.step, row.life.percent) == (-10 * M, -10.0)
    assert answer.reason == "At completion: £90.0m, 10.0% under baseline."


def test_without_a_baseline_the_cost_is_compared_with_the_period_before(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    quay = book.project("Quay", whole_life_cost=100 * M)
    book.open("February 2026", 2026, 2)
    book.change(quay, whole_life_cost=120 * M)
    book.project("Light", whole_life_cost=60 * M)
    answer = asked(book)
    assert not answer.has_baseline
    assert (answer.total.life.planned, answer.total.life.expected, answer.total.cost) == (100 * M, 120 * M, 180 * M)
    assert answer.total.since == 20 * M
    assert answer.title == "Whole-life cost is £180m; Quay carries 67% of it"
    assert answer.reason == "Whole-life cost: £180m."


def test_unders_and_overs_are_told_apart(book: "Book") -> None:
    answer = of_year(book, ("Quay", 10, 6), ("Crane", 10, 13), ("Gate", 10, 9))
    assert answer.reason == "This year 2 projects end £5.0m under budget, 1 ends £3.0m over."


def test_rows_come_by_size_of_their_difference(book: "Book") -> None:
    answer = of_year(book, ("Quay", 10, 11), ("Crane", 10, 5), ("Gate", 10, 13))
    assert [row.label for row in answer.rows] == ["Crane", "Gate", "Quay"]


def test_a_closed_project_still_counts(book: "Book") -> None:
    of_year(book, ("Quay", 10, 14))
    key = book.project("Gate", in_year_budget=2 * M, in_year_forecast=1 * M)
    book.change(key, status=ProjectStatus.CLOSED)
    assert asked(book).total.year.planned == 12 * M


def test_the_change_of_this_years_forecast_counts_where_the_budget_is_the_same(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    quay = book.project("Quay", in_year_budget=10 * M, in_year_forecast=10 * M)
    crane = book.project("Crane", in_year_budget=10 * M, in_year_forecast=10 * M)
    book.open("February 2026", 2026, 2)
    book.change(quay, in_year_forecast=12 * M)
    book.change(crane, in_year_budget=20 * M, in_year_forecast=25 * M)
    assert asked(book).year_since == 2 * M


def test_a_period_of_another_year_is_not_compared_within_the_year(book: "Book") -> None:
    book.open("January 2025", 2025, 1)
    quay = book.project("Quay", in_year_budget=10 * M, in_year_forecast=10 * M)
    book.open("January 2026", 2026, 1)
    book.change(quay, in_year_forecast=12 * M)
    assert asked(book).year_since is None


def test_groups_are_organisations_where_there_are_no_programmes(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", organisation="Port", in_year_budget=10 * M, in_year_forecast=14 * M, whole_life_cost=90 * M)
    book.project("Crane", organisation="Port", in_year_budget=10 * M, in_year_forecast=9 * M)
    book.project("Gate", in_year_budget=10 * M, in_year_forecast=12 * M, whole_life_cost=10 * M)
    answer = asked(book)
    assert answer.group_word == "Organisation"
    assert [(row.label, row.count, row.year.step) for row in answer.groups] == [
        ("Port", 2, 3 * M),
        ("No organisation", 1, 2 * M),
    ]
    assert answer.group_title == "Port ends £3.0m over budget and carries 90% of whole-life cost"


def test_the_farthest_and_the_dearest_group_are_named_apart(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", organisation="Port", whole_life_cost=90 * M)
    book.project("Gate", organisation="Town", in_year_budget=10 * M, in_year_forecast=8 * M, whole_life_cost=10 * M)
    assert asked(book).group_title == "Town ends £2.0m under budget; Port carries 90% of whole-life cost"


def test_groups_on_budget_are_told_by_their_cost(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", organisation="Port", whole_life_cost=90 * M)
    book.project("Gate", organisation="Town", whole_life_cost=10 * M)
    assert asked(book).group_title == "Port carries 90% of whole-life cost"


def test_projects_of_one_organisation_make_no_groups(book: "Book") -> None:
    answer = of_year(book, ("Quay", 10, 14), ("Crane", 10, 12), organisation="Port")
    assert (answer.groups, answer.group_word, answer.group_title) == ((), "", "")


def test_programmes_come_before_organisations(book: "Book") -> None:
    programme = book.add("programme", name="Harbour 2030")
    book.open("January 2026", 2026, 1)
    book.project("Quay", programme_key=programme, organisation="Port", whole_life_cost=90 * M)
    book.project("Gate", organisation="Town", whole_life_cost=10 * M)
    answer = asked(book)
    assert (answer.group_word, [row.label for row in answer.groups]) == ("Programme", ["Harbour 2030", "No programme"])


def test_the_heading_names_who_is_most_of_each_difference(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", in_year_budget=10 * M, in_year_forecast=14 * M, bac=10 * M, eac=11 * M)
    book.project("Gate", in_year_budget=10 * M, in_year_forecast=11 * M, bac=10 * M, eac=20 * M)
    assert asked(book).heading == "Quay is 80% of this year’s overspend, Gate 91% of the whole-life overspend"


def test_one_who_is_most_of_both_is_named_once(book: "Book") -> None:
    answer = of_year(book, ("Quay", 10, 14), bac=10 * M, eac=11 * M)
    assert answer.heading == "Quay is 100% of this year’s overspend and 100% of the whole-life overspend"


def test_nobody_is_named_for_a_small_share(book: "Book") -> None:
    answer = of_year(book, *((f"Project {n}", 10, 11) for n in range(12)))
    assert answer.heading == "By project, the largest differences first"


def test_contingency_is_held_apart(book: "Book") -> None:
    answer = of_year(book, ("Quay", 10, 14), contingency=3 * M)
    assert answer.contingency == 3 * M
    assert answer.total.year.expected == 14 * M


@given(st.lists(st.integers(-50, 50), max_size=12))
def test_the_leading_few_carry_half_and_one_fewer_would_not(amounts: list[int]) -> None:
    names, carried, whole = leading((str(place), amount) for place, amount in enumerate(amounts))
    assert whole == sum(amount for amount in amounts if amount > 0)
    assert 2 * carried >= whole
    if names:
        assert 2 * (carried - amounts[int(names[-1])]) < whole
