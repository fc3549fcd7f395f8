"""Capacity: demand of roles and people against what there is.

Source: resource levelling as every planning text has it (demand by role and month against capacity); the product's rule
that a surplus in one role or month never covers a gap in another. Demand and capacity are FTE, months their first day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pmo_desktop.domain.rules.ratio import exact, percent

_MONTHS_A_YEAR = 12
_Role = tuple[str, int]
"""Name and key."""


@dataclass(frozen=True, slots=True)
class Load:
    """Demand for one role in one month, in FTE; `capacity` is `None` where nobody said what there is.

    `key` tells apart roles of one name.
    """

    role: str
    month: date
    demand: float
    capacity: float | None
    key: int = 0


@dataclass(frozen=True, slots=True)
class Shortage:
    """Demand without capacity, in FTE months.

    Attributes:
        percent: Gap as percent points of the demand; `None` where no demand met a known capacity.
        gap: FTE months that nobody is there for.
        demand: FTE months of demand whose capacity is known.
        worst_role: The role with the largest gap, `None` where there is no gap; `worst_key` is its key.
        unknown: Roles with demand in a month whose capacity is not known; they count in no other figure.
    """

    percent: float | None
    gap: float
    demand: float
    worst_role: str | None
    unknown: tuple[str, ...]
    worst_key: int = 0


@dataclass(frozen=True, slots=True)
class OverAllocation:
    """A person promised for more than there is of them: percent points of a month's working time.

    `key` tells apart people of one name.
    """

    person: str
    month: date
    percent: float
    key: int = 0


def fair_share(demand: float, all_demand: float, capacity: float | None) -> float | None:
    """What one of several who want the same people has of them, in FTE; `None` where nobody said what there is.

    Where there are enough, it has what it wants; else its part of the capacity is its part of all demand.
    """
    if capacity is None:
        return None
    if all_demand <= capacity or all_demand <= 0:
        return demand
    return float(exact(capacity) * exact(demand) / exact(all_demand))


def months_ahead(cut_off_on: date, count: int = 3) -> tuple[date, ...]:
    """First days of the `count` calendar months after the one of the cut-off."""
    start = cut_off_on.year * _MONTHS_A_YEAR + cut_off_on.month
    return tuple(date(month // _MONTHS_A_YEAR, month % _MONTHS_A_YEAR + 1, 1) for month in range(start, start + count))


def shortage(loads: Iterable[Load]) -> Shortage:
    """What is missing for the demand given, role by role and month by month."""
    demand, gaps, unknown = Fraction(0), dict[_Role, Fraction](), set[str]()
    for (role, _), (wanted, there) in _by_role_and_month(loads).items():
        if there is None:
            unknown.add(role[0])
            continue
        demand += wanted
        gaps[role] = gaps.get(role, Fraction(0)) + max(Fraction(0), wanted - there)
    gap = sum(gaps.values(), Fraction(0))
    worst = min(gaps, key=lambda role: (-gaps[role], role)) if gap else None
    name, key = worst or (None, 0)
    return Shortage(percent(gap, demand), float(gap), float(demand), name, tuple(sorted(unknown)), key)


def _by_role_and_month(loads: Iterable[Load]) -> dict[tuple[_Role, date], tuple[Fraction, Fraction | None]]:
    """Sums of demand (above 0) and known capacity; several loads of one role and month add up."""
    cells: dict[tuple[_Role, date], tuple[Fraction, Fraction | None]] = {}
    for load in loads:
        role = load.role, load.key
        wanted, there = cells.get((role, load.month), (Fraction(0), None))
        if load.capacity is not None:
            there = (there or Fraction(0)) + exact(load.capacity)
        cells[role, load.month] = (wanted + exact(load.demand), there)
    return {cell: sums for cell, sums in cells.items() if sums[0] > 0}


def utilisation_percent(demand: float | None, capacity: float | None) -> float | None:
    """Demand as percent points of capacity; `None` where one is not known or there is no capacity."""
    if demand is None or capacity is None:
        return None
    return percent(exact(demand), exact(capacity))


def over_allocated(
    allocations: Iterable[tuple[str, int, date, float]], limit_percent: float = 100
) -> tuple[OverAllocation, ...]:
    """People promised above the limit, from (name, key, month, percent), by month, the worst first, then by name."""
    promised: dict[tuple[str, int, date], Fraction] = {}
    for person, key, month, share in allocations:
        promised[person, key, month] = promised.get((person, key, month), Fraction(0)) + exact(share)
    over = [
        OverAllocation(person, month, float(total), key)
        for (person, key, month), total in promised.items()
        if total > exact(limit_percent)
    ]
    return tuple(sorted(over, key=lambda each: (each.month, -each.percent, each.person, each.key)))
