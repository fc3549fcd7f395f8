from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.capacity import (
    Load,
    OverAllocation,
    Shortage,
    fair_share,
    months_ahead,
    over_allocated,
    shortage,
    utilisation_percent,
)

JULY, AUGUST = date(2024, 7, 1), date(2024, 8, 1)
fte = st.integers(0, 400).map(lambda quarters: quarters / 4)
loads = st.builds(
    Load, role=st.sampled_from(["architect", "tester", "analyst"]), month=st.sampled_from([JULY, AUGUST]), demand=fte,
    capacity=st.none() | fte,
)  # fmt: skip


@pytest.mark.parametrize(
    ("cut_off", "first", "last"),
    [
        (date(2024, 6, 30), date(2024, 7, 1), date(2024, 9, 1)),
        (date(2024, 7, 1), date(2024, 8, 1), date(2024, 10, 1)),
        (date(2024, 10, 15), date(2024, 11, 1), date(2025, 1, 1)),
        (date(2024, 11, 30), date(2024, 12, 1), date(2025, 2, 1)),
        (date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 1)),
    ],
)
def test_the_next_three_months_begin_after_the_month_of_the_cut_off(cut_off: date, first: date, last: date) -> None:
    months = months_ahead(cut_off)
    assert (len(months), months[0], months[-1]) == (3, first, last)


def test_a_surplus_never_covers_a_gap_elsewhere() -> None:
    found = shortage(
        [
            Load("architect", JULY, 3.0, 2.0),
            Load("architect", AUGUST, 1.0, 2.0),
            Load("tester", JULY, 4.0, 9.0),
            Load("analyst", JULY, 2.0, 1.5),
        ]
    )
    assert found == Shortage(percent=15.0, gap=1.5, demand=10.0, worst_role="architect", unknown=())


def test_a_role_whose_capacity_nobody_knows_is_named_and_not_counted() -> None:
    found = shortage([Load("tester", JULY, 4.0, None), Load("analyst", JULY, 2.0, 2.0), Load("buyer", JULY, 0.0, None)])
    assert found == Shortage(percent=0.0, gap=0.0, demand=2.0, worst_role=None, unknown=("tester",))


def test_no_capacity_is_not_the_same_as_unknown_capacity() -> None:
    assert shortage([Load("tester", JULY, 4.0, 0.0)]).percent == 100.0
    assert shortage([Load("tester", JULY, 4.0, None)]).percent is None
    assert shortage([]) == Shortage(None, 0.0, 0.0, None, ())


def test_loads_of_one_role_and_month_add_up() -> None:
    found = shortage([Load("tester", JULY, 0.1, 0.1), Load("tester", JULY, 0.2, None), Load("tester", JULY, 0.7, 0.8)])
    assert (found.demand, found.gap, found.percent) == (1.0, 0.1, 10.0)


@pytest.mark.parametrize(
    ("demand", "capacity", "expected"),
    [(4.5, 4.0, 112.5), (0.0, 4.0, 0.0), (0.3, 0.1, 300.0), (1.0, 0.0, None), (None, 1.0, None), (1.0, None, None)],
)
def test_utilisation_is_demand_of_capacity(
    demand: float | None, capacity: float | None, expected: float | None
) -> None:
    assert utilisation_percent(demand, capacity) == expected


def test_people_promised_above_the_limit_come_by_month_and_the_worst_first() -> None:
    found = over_allocated(
        [
            ("Ana", 1, AUGUST, 60), ("Ana", 1, AUGUST, 60), ("Bo", 2, JULY, 50), ("Bo", 2, JULY, 50),
            ("Cy", 3, JULY, 110), ("Di", 4, JULY, 130), ("Ed", 5, JULY, 110), ("Ana", 1, JULY, 60),
        ]
    )  # fmt: skip
    assert found == (
        OverAllocation("Di", JULY, 130.0, 4),
        OverAllocation("Cy", JULY, 110.0, 3),
        OverAllocation("Ed", JULY, 110.0, 5),
        OverAllocation("Ana", AUGUST, 120.0, 1),
    )
    assert over_allocated([("Bo", 2, JULY, 81)], limit_percent=80) == (OverAllocation("Bo", JULY, 81.0, 2),)


def test_two_people_of_one_name_are_not_promised_together() -> None:
    assert over_allocated([("Ana", 1, JULY, 60), ("Ana", 2, JULY, 60)]) == ()


@given(st.lists(loads, max_size=8), loads, fte)
def test_more_demand_never_closes_a_gap(given: list[Load], load: Load, more: float) -> None:
    raised = Load(load.role, load.month, load.demand + more, load.capacity)
    assert shortage([*given, raised]).gap >= shortage([*given, load]).gap


@given(st.lists(loads, max_size=8))
def test_a_gap_is_between_nothing_and_the_whole_demand(given: list[Load]) -> None:
    found = shortage(given)
    assert 0 <= found.gap <= found.demand
    assert (found.worst_role is None) == (found.gap == 0)
    assert (found.percent is None) == (found.demand == 0)


@given(st.lists(loads, max_size=8).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_loads_never_matters(given: tuple[list[Load], list[Load]]) -> None:
    assert shortage(given[0]) == shortage(given[1])


# Worked by hand: of 6 FTE, one who wants 3 of 12 in all gets 1.5; where 6 are enough, everybody has what was asked for.
@pytest.mark.parametrize(
    ("demand", "all_demand", "capacity", "expected"),
    [
        (3.0, 12.0, 6.0, 1.5),
        (3.0, 6.0, 6.0, 3.0),
        (3.0, 3.0, 6.0, 3.0),
        (0.1, 0.3, 0.2, pytest.approx(0.2 / 3)),
        (3.0, 12.0, 0.0, 0.0),
        (3.0, 12.0, None, None),
        (0.0, 0.0, 0.0, 0.0),
    ],
)
def test_who_wants_the_same_people_shares_them(
    demand: float, all_demand: float, capacity: float | None, expected: float | None
) -> None:
    assert fair_share(demand, all_demand, capacity) == expected
