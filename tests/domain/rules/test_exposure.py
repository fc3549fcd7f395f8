from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.exposure import (
    LIKELIHOOD_PERCENT,
    RiskScores,
    above_target,
    expected_value,
    heat_map,
    highest,
    score,
    unmanaged,
)

steps = st.integers(1, 5)
maybe_steps = st.none() | steps
maybe_scores = st.none() | st.integers(1, 25)
risks = st.builds(
    RiskScores, name=st.sampled_from("abcdef"), current=maybe_scores, inherent=maybe_scores,
    has_owner=st.booleans(), has_response=st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("probability", "impact", "expected"),
    [
        (1, 1, 1),
        (3, 4, 12),
        (4, 3, 12),
        (4, 5, 20),
        (5, 5, 25),
        (None, 3, None),
        (3, None, None),
        (0, 3, None),
        (3, 6, None),
    ],
)
def test_a_score_is_probability_times_impact(probability: int | None, impact: int | None, expected: int | None) -> None:
    assert score(probability, impact) == expected


@pytest.mark.parametrize(
    ("current", "target", "expected"), [(16, 6, 10), (4, 6, -2), (None, 6, None), (16, None, None)]
)
def test_distance_to_target_is_current_less_target(
    current: int | None, target: int | None, expected: int | None
) -> None:
    assert above_target(current, target) == expected


def test_the_highest_risk_counts_its_inherent_score_until_it_has_a_current_one() -> None:
    rescored = RiskScores("R1", 6, 25, has_owner=True, has_response=True)
    fresh = RiskScores("R2", None, 15, has_owner=True, has_response=False)
    unscored = RiskScores("R3", None, None, has_owner=False, has_response=False)
    assert highest([unscored, rescored, fresh]) is fresh
    assert highest([unscored]) is None
    assert highest([]) is None


def test_equal_risks_are_told_apart_by_name() -> None:
    one, other = (RiskScores(name, 12, None, has_owner=True, has_response=True) for name in ("R1", "R2"))
    assert highest([other, one]) is one


@pytest.mark.parametrize(
    ("inherent", "owner", "response", "found"),
    [(20, False, False, True), (25, True, False, False), (25, False, True, False), (19, False, False, False),
     (None, False, False, False)],
)  # fmt: skip
def test_a_red_risk_is_unmanaged_without_owner_and_response(
    *, inherent: int | None, owner: bool, response: bool, found: bool
) -> None:
    risk = RiskScores("R1", 4, inherent, has_owner=owner, has_response=response)
    assert unmanaged([risk], 20) is (risk if found else None)


def test_the_heat_map_has_its_corners_where_readers_expect_them() -> None:
    cells = heat_map([("R2", 5, 5), ("R1", 5, 5), ("R3", 1, 4), ("R4", None, 4), ("R5", 9, 9)])
    assert [(cell.probability, cell.impact) for cell in (cells[0], cells[4], cells[20], cells[24])] == [
        (5, 1), (5, 5), (1, 1), (1, 5),
    ]  # fmt: skip
    assert cells[4].names == ("R1", "R2")
    assert cells[23].names == ("R3",)
    assert sum(len(cell.names) for cell in cells) == 3


def test_the_heat_map_has_three_red_cells_and_five_amber_ones() -> None:
    assert Counter(cell.rating.value for cell in heat_map([])) == {"G": 17, "A": 5, "R": 3}


@pytest.mark.parametrize(
    ("percent", "money", "expected"),
    [
        (10, 1_000_00, 100_00),
        (12.5, 80_000, 10_000),
        (50, 5, 2),
        (50, 7, 4),
        (0, 999, 0),
        (None, 5, None),
        (50, None, None),
    ],
)
def test_expected_value_is_likelihood_times_money(
    percent: float | None, money: int | None, expected: int | None
) -> None:
    assert expected_value(percent, money) == expected


def test_each_probability_stands_for_the_middle_of_its_fifth() -> None:
    assert list(LIKELIHOOD_PERCENT.items()) == [(step, 20 * step - 10) for step in range(1, 6)]


@given(steps, steps, steps)
def test_more_probability_or_impact_never_lowers_the_score(low: int, high: int, other: int) -> None:
    low, high = sorted((low, high))
    assert 1 <= (score(low, other) or 0) <= (score(high, other) or 0) <= 25
    assert score(other, low) == score(low, other)


@given(st.lists(st.tuples(st.text(max_size=3), maybe_steps, maybe_steps), max_size=20))
def test_every_scored_risk_is_in_exactly_one_cell_of_its_score(
    rows: list[tuple[str, int | None, int | None]],
) -> None:
    found = Counter((name, cell.score) for cell in heat_map(rows) for name in cell.names)
    assert found == Counter((name, points) for name, p, i in rows if (points := score(p, i)) is not None)


@given(st.lists(risks, max_size=6).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_risks_never_matters(given: tuple[list[RiskScores], list[RiskScores]]) -> None:
    for found in (highest(given[0]), highest(given[1])):
        assert (found and (found.name, found.counted)) == min(
            ((each.name, each.counted) for each in given[0] if each.counted is not None),
            key=lambda row: (-row[1], row[0]),
            default=None,
        )
    one, other = unmanaged(given[0], 20), unmanaged(given[1], 20)
    assert (one and (one.name, one.inherent)) == (other and (other.name, other.inherent))
