"""Roll-up: counts and money by rating, the worst, and who drives it.

Source: the product's rule for programmes and portfolios. Works on any (rating, money, name): projects, programmes,
milestones. Money is whole minor units; what is not known adds nothing to a sum and is counted apart. Not rated is a
group of its own, after red, and never the worst.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.rules.ratio import percent

GROUPS: tuple[Rating | None, ...] = (*Rating, None)


@dataclass(frozen=True, slots=True)
class Group:
    """What has one rating.

    Attributes:
        rating: The rating, `None` for not rated.
        count: How many have it.
        money: The sum of what is known, in minor units.
        count_percent: Percent points of all; `None` where there is nothing at all.
        money_percent: Percent points of all known money; `None` where that is not above 0.
        without_money: How many of them have no known money.
        names: Their names, the most money first, then by name.
    """

    rating: Rating | None
    count: int
    money: int
    count_percent: float | None
    money_percent: float | None
    without_money: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """Every group from green to red, then not rated, empty ones too; and their totals."""

    groups: tuple[Group, ...]
    count: int
    money: int
    without_money: int
    worst: Rating | None
    drivers: tuple[str, ...]

    def group(self, rating: Rating | None) -> Group:
        """The group of that rating, `None` for not rated."""
        return self.groups[GROUPS.index(rating)]


@dataclass(frozen=True, slots=True)
class Change:
    """How much more (or, negative, less) has one rating now, in number and in minor units."""

    rating: Rating | None
    count: int
    money: int


def roll_up(entries: Iterable[tuple[Rating | None, int | None, str]]) -> RollUp:
    """Roll up (rating, money, name). The drivers are those of the worst rating; green is driven by nobody."""
    every = list(entries)
    money = sum(amount or 0 for _, amount, _ in every)
    groups = tuple(
        _group(rating, [(amount, name) for has, amount, name in every if has is rating], len(every), money)
        for rating in GROUPS
    )
    worst = max((rating for rating, _, _ in every if rating), key=lambda rating: rating.severity, default=None)
    drivers = () if worst in {None, Rating.GREEN} else groups[GROUPS.index(worst)].names
    return RollUp(groups, len(every), money, sum(group.without_money for group in groups), worst, drivers)


def _group(rating: Rating | None, members: list[tuple[int | None, str]], count: int, money: int) -> Group:
    own = sum(amount or 0 for amount, _ in members)
    ordered = sorted(members, key=lambda member: (-(member[0] or 0), member[1]))
    return Group(
        rating=rating,
        count=len(members),
        money=own,
        count_percent=percent(len(members), count),
        money_percent=percent(own, money),
        without_money=sum(amount is None for amount, _ in members),
        names=tuple(name for _, name in ordered),
    )


def changes(before: RollUp, after: RollUp) -> tuple[Change, ...]:
    """What `after` has more than `before`, group by group in the same order."""
    return tuple(
        Change(now.rating, now.count - then.count, now.money - then.money)
        for then, now in zip(before.groups, after.groups, strict=True)
    )
