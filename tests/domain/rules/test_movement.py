from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.rules.movement import Direction, State, compare, direction

JUNE_30 = date(2024, 6, 30)
states = st.builds(
    State, rating=st.none() | st.sampled_from(Rating),
    finish_on=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), money=st.none() | st.integers(-(10**9), 10**9),
)  # fmt: skip
moments = st.dictionaries(st.sampled_from("abcdefgh"), states)


def state(rating: Rating | None = Rating.AMBER, days: int = 0, money: int | None = 100) -> State:
    return State(rating, JUNE_30 + timedelta(days), money)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Rating.RED, Rating.AMBER, "up"),
        (Rating.GREEN, Rating.AMBER_GREEN, "down"),
        (Rating.AMBER_RED, Rating.RED, "down"),
        (Rating.AMBER, Rating.AMBER, "same"),
        (None, None, "same"),
        (None, Rating.RED, "newly rated"),
        (None, Rating.GREEN, "newly rated"),
        (Rating.GREEN, None, "no longer rated"),
    ],
)
def test_better_is_up_worse_is_down_and_rated_or_not_is_neither(
    before: Rating | None, after: Rating | None, expected: str
) -> None:
    assert direction(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Rating.AMBER_RED, Rating.AMBER, "other scale"),
        (Rating.GREEN, Rating.RED, "other scale"),
        (Rating.RED, Rating.RED, "same"),
        (None, Rating.RED, "newly rated"),
        (Rating.RED, None, "no longer rated"),
    ],
)
def test_between_two_scales_nothing_is_up_or_down(before: Rating | None, after: Rating | None, expected: str) -> None:
    assert direction(before, after, scale_changed=True) == expected


def test_every_kind_of_movement_is_found_at_once() -> None:
    before = {
        "better": state(Rating.RED),
        "worse": state(Rating.GREEN),
        "late": state(days=10),
        "later": state(days=0),
        "earlier": state(days=20),
        "dearer": state(money=100),
        "cheaper": state(money=900),
        "as it was": state(None, money=None),
        "closed": state(),
    }
    after = {
        "new": state(),
        "better": state(Rating.AMBER),
        "worse": state(Rating.RED),
        "late": state(days=15),
        "later": state(days=61),
        "earlier": state(days=13),
        "dearer": state(money=130),
        "cheaper": state(money=500),
        "as it was": state(None, money=None),
    }
    found = compare(before, after)
    assert (found.new, found.closed) == (("new",), ("closed",))
    assert [move.key for move in found.up] == ["better"]
    assert [move.key for move in found.down] == ["worse"]
    assert [(move.key, move.slip_days) for move in found.slipped] == [("later", 61), ("late", 5)]
    assert [(move.key, move.slip_days) for move in found.pulled_in] == [("earlier", -7)]
    assert [(move.key, move.money) for move in found.money_moved] == [("cheaper", -400), ("dearer", 30)]
    assert [move.key for move in found.unchanged] == ["as it was"]


def test_one_thing_may_move_in_several_ways() -> None:
    found = compare({7: state(Rating.GREEN)}, {7: state(Rating.RED, 30, 150)})
    assert found.down == found.slipped == found.money_moved == found.moves


def test_a_date_or_an_amount_that_appears_is_a_change_but_no_slip_and_no_money_moved() -> None:
    known = state(days=0, money=100)
    found = compare({"p": State(known.rating, None, None)}, {"p": known})
    assert (found.moves[0].slip_days, found.moves[0].money) == (None, None)
    assert found.slipped == found.pulled_in == found.money_moved == found.unchanged == ()


def test_a_rating_on_another_scale_is_marked() -> None:
    found = compare({"p": state(Rating.AMBER_RED)}, {"p": state(Rating.AMBER)}, scale_changed=True)
    assert [move.key for move in found.rated(Direction.OTHER_SCALE)] == ["p"]
    assert found.up == found.down == ()


@given(moments, moments)
def test_forth_and_back_swaps_every_direction(before: dict[str, State], after: dict[str, State]) -> None:
    forth, back = compare(before, after), compare(after, before)
    assert {move.key for move in forth.up} == {move.key for move in back.down}
    assert {move.key for move in forth.slipped} == {move.key for move in back.pulled_in}
    assert {move.key: move.money for move in forth.money_moved} == {
        move.key: -(move.money or 0) for move in back.money_moved
    }
    assert set(forth.new) == set(back.closed)
    assert {move.key for move in forth.unchanged} == {move.key for move in back.unchanged}


@given(moments, moments)
def test_every_key_is_new_closed_or_compared(before: dict[str, State], after: dict[str, State]) -> None:
    found = compare(before, after)
    compared = [move.key for move in found.moves]
    assert sorted([*found.new, *found.closed, *compared]) == sorted(before.keys() | after.keys())


@given(moments)
def test_nothing_moves_between_a_moment_and_itself(given: dict[str, State]) -> None:
    found = compare(given, given)
    assert found.unchanged == found.moves
    assert found.up == found.down == found.slipped == found.pulled_in == found.money_moved == ()
    assert found.new == found.closed == ()


@given(moments, moments)
def test_the_order_of_keys_never_changes_what_is_found(before: dict[str, State], after: dict[str, State]) -> None:
    one = compare(before, after)
    other = compare(dict(reversed(before.items())), dict(reversed(after.items())))
    assert set(one.moves) == set(other.moves)
    assert (set(one.new), set(one.closed)) == (set(other.new), set(other.closed))
