import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.rules.roll_up import GROUPS, Change, Group, changes, roll_up

Entry = tuple[Rating | None, int | None, str]
entries = st.lists(
    st.tuples(st.none() | st.sampled_from(Rating), st.none() | st.integers(0, 10**12), st.text("abc", max_size=3)),
    max_size=12,
)
JUNE: list[Entry] = [
    (Rating.RED, 300, "Rail"),
    (Rating.RED, 500, "Port"),
    (Rating.AMBER, None, "Grid"),
    (Rating.GREEN, 150, "Road"),
    (None, 50, "Secret"),
]


def test_counts_money_and_shares_come_by_rating() -> None:
    found = roll_up(JUNE)
    assert (found.count, found.money, found.without_money) == (5, 1_000, 1)
    assert found.group(Rating.RED) == Group(Rating.RED, 2, 800, 40.0, 80.0, 0, ("Port", "Rail"))
    assert found.group(Rating.AMBER) == Group(Rating.AMBER, 1, 0, 20.0, 0.0, 1, ("Grid",))
    assert found.group(Rating.AMBER_RED) == Group(Rating.AMBER_RED, 0, 0, 0.0, 0.0, 0, ())
    assert found.group(None) == Group(None, 1, 50, 20.0, 5.0, 0, ("Secret",))


def test_the_worst_is_driven_by_those_who_have_it_the_largest_first() -> None:
    found = roll_up(JUNE)
    assert (found.worst, found.drivers) == (Rating.RED, ("Port", "Rail"))


@pytest.mark.parametrize(
    ("ratings", "worst", "drivers"),
    [([], None, ()), ([None, None], None, ()), ([Rating.GREEN, None], Rating.GREEN, ()),
     ([Rating.GREEN, Rating.AMBER_GREEN], Rating.AMBER_GREEN, ("1",))],
)  # fmt: skip
def test_not_rated_is_never_the_worst_and_green_is_driven_by_nobody(
    ratings: list[Rating | None], worst: Rating | None, drivers: tuple[str, ...]
) -> None:
    found = roll_up((rating, 1, str(place)) for place, rating in enumerate(ratings))
    assert (found.worst, found.drivers) == (worst, drivers)


def test_nothing_has_no_shares() -> None:
    group = roll_up([]).group(None)
    assert (group.count_percent, group.money_percent) == (None, None)
    assert roll_up([(Rating.RED, None, "Rail")]).group(Rating.RED).money_percent is None


def test_a_change_is_now_less_then() -> None:
    july: list[Entry] = [(Rating.RED, 500, "Port"), (Rating.AMBER, 350, "Rail"), (Rating.AMBER, 80, "Grid")]
    found = {change.rating: change for change in changes(roll_up(JUNE), roll_up(july))}
    assert found[Rating.RED] == Change(Rating.RED, -1, -300)
    assert found[Rating.AMBER] == Change(Rating.AMBER, 1, 430)
    assert found[Rating.GREEN] == Change(Rating.GREEN, -1, -150)
    assert found[None] == Change(None, -1, -50)
    assert found[Rating.AMBER_RED] == Change(Rating.AMBER_RED, 0, 0)


@given(entries)
def test_totals_are_the_sums_of_the_groups_and_of_the_entries(given: list[Entry]) -> None:
    found = roll_up(given)
    assert [group.rating for group in found.groups] == list(GROUPS)
    assert found.count == len(given) == sum(group.count for group in found.groups)
    assert found.money == sum(money or 0 for _, money, _ in given) == sum(group.money for group in found.groups)
    assert found.without_money == sum(money is None for _, money, _ in given)
    assert sorted(name for group in found.groups for name in group.names) == sorted(name for _, _, name in given)


@given(entries.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_entries_never_matters(given: tuple[list[Entry], list[Entry]]) -> None:
    assert roll_up(given[0]) == roll_up(given[1])


@given(entries, entries)
def test_two_roll_ups_add_up_to_the_roll_up_of_both(one: list[Entry], other: list[Entry]) -> None:
    both = changes(roll_up(one), roll_up([*one, *other]))
    assert both == changes(roll_up([]), roll_up(other))


@given(entries, st.sampled_from(Rating))
def test_one_more_entry_never_improves_the_worst(given: list[Entry], rating: Rating) -> None:
    before, after = roll_up(given).worst, roll_up([*given, (rating, 1, "new")]).worst
    assert after is not None
    assert before is None or before.severity <= after.severity
