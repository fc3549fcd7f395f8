from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.prioritisation import Candidate, CutLine, cut_line, ranks, wanted_in, weighted_score

points = st.integers(0, 100)
scores = st.dictionaries(st.sampled_from("abcdefgh"), st.none() | points)


def candidate(key: str, score: int | None, cost: int | None, quarters: int) -> Candidate[str]:
    return Candidate(key, score, cost, quarters / 4)


candidates = st.lists(
    st.builds(
        candidate, key=st.sampled_from("abcdefgh"), score=st.none() | points, cost=st.none() | st.integers(0, 1_000),
        quarters=st.integers(0, 40),
    ),
    unique_by=lambda each: each.key,
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "weights", "expected"),
    [
        ({"value": 80, "risk": 40}, {"value": 3, "risk": 1}, 70.0),
        ({"value": 80, "risk": 40}, {"value": 1, "risk": 1}, 60.0),
        ({"value": 0.1, "risk": 0.2}, {"value": 0.1, "risk": 0.2}, 1 / 6),
        ({"value": 0, "risk": 0}, {"value": 1, "risk": 1}, 0.0),
        ({"value": 80, "risk": None}, {"value": 3, "risk": 1}, None),
        ({"value": 80}, {"value": 3, "risk": 1}, None),
        ({"value": 80}, {"value": 3, "risk": 0}, 80.0),
        ({"value": 80, "other": 1}, {"value": 3}, 80.0),
        ({"value": 80}, {}, None),
    ],
)
def test_a_score_is_the_weighted_mean_of_all_criteria_or_nothing(
    given: dict[str, float | None], weights: dict[str, float], expected: float | None
) -> None:
    assert weighted_score(given, weights) == expected


def test_equals_share_a_rank_and_the_next_one_is_left_out() -> None:
    assert ranks({"a": 9.0, "b": 7.0, "c": 7.0, "d": 5.0, "e": None}) == {"a": 1, "b": 2, "c": 2, "d": 4, "e": None}


FIELD = [
    Candidate("Rail", 90, 500, 4), Candidate("Port", 80, 300, 2), Candidate("Grid", 80, 200, 2),
    Candidate("Road", 70, 100, 1), Candidate("Idea", None, 10), Candidate("Unpriced", 95, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("budget", "capacity", "inside", "cost", "used", "by_budget", "by_capacity"),
    [
        (None, None, 4, 1_100, 9.0, False, False),
        (1_100, 9, 4, 1_100, 9.0, False, False),
        (1_000, None, 3, 1_000, 8.0, True, False),
        (999, None, 2, 700, 6.0, True, False),  # Port does not fit: Road below it stays out although it would
        (None, 7, 2, 700, 6.0, False, True),
        (800, 7.5, 2, 700, 6.0, True, True),
        (0, 0, 0, 0, 0.0, True, True),
    ],
)
def test_the_cut_line_is_drawn_at_the_first_that_does_not_fit(
    *,
    budget: int | None,
    capacity: float | None,
    inside: int,
    cost: int,
    used: float,
    by_budget: bool,
    by_capacity: bool,
) -> None:
    ranked = ("Rail", "Grid", "Port", "Road")  # Grid is the cheaper of two equals
    assert cut_line(FIELD, budget, capacity) == CutLine(
        ranked[:inside], ranked[inside:], ("Idea", "Unpriced"), cost, used, by_budget, by_capacity
    )


def test_the_order_of_candidates_never_moves_the_line() -> None:
    assert {cut_line(order, 800, 7).inside for order in permutations(FIELD[:4])} == {("Rail", "Grid")}


@given(candidates, st.integers(0, 3_000), st.integers(0, 40))
def test_what_is_inside_never_exceeds_the_limits_and_nobody_is_lost(
    given: list[Candidate[str]], budget: int, capacity: int
) -> None:
    found = cut_line(given, budget, capacity)
    chosen = [each for each in given if each.key in found.inside]
    assert found.cost == sum(each.cost or 0 for each in chosen) <= budget
    assert found.capacity == sum(sum(wanted_in(each).values()) for each in chosen) <= capacity
    assert sorted((*found.inside, *found.outside, *found.unranked)) == sorted(each.key for each in given)
    assert (found.by_budget or found.by_capacity) == bool(found.outside)


@given(candidates, st.integers(0, 3_000), st.integers(0, 1_000))
def test_more_budget_never_leaves_more_out(given: list[Candidate[str]], budget: int, more: int) -> None:
    assert set(cut_line(given, budget).inside) <= set(cut_line(given, budget + more).inside)


@given(scores)
def test_a_rank_is_one_more_than_those_ahead(given: dict[str, int | None]) -> None:
    found = ranks(given)
    for key, score in given.items():
        ahead = [other for other in given.values() if score is not None and other is not None and other > score]
        assert found[key] == (None if score is None else len(ahead) + 1)


@given(st.dictionaries(st.sampled_from("abc"), points, min_size=1), st.sampled_from("abc"), points)
def test_more_points_never_lower_a_score(given: dict[str, int], criterion: str, more: int) -> None:
    weights = dict.fromkeys(given, 1.5)
    raised = {name: value + more * (name == criterion) for name, value in given.items()}
    assert (weighted_score(raised, weights) or 0) >= (weighted_score(given, weights) or 0)
    assert min(given.values()) <= (weighted_score(given, weights) or 0) <= max(given.values())
