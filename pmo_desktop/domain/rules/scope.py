"""Scope: how much of it has changed, and how much waits for a decision.

Source: change control as in *The Standard for Project Management* (PMI): only approved changes move the baseline. Scope
that was taken out is change as much as scope that was added: the sizes of the changes add up, not their signed costs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmo_desktop.domain.rules.ratio import percent


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """One change request. `cost` is in minor units, negative where scope is taken out, `None` where not known."""

    name: str
    cost: int | None
    is_approved: bool = False
    is_open: bool = False
    decide_by: date | None = None
    key: int = 0


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """Change as percent points of BAC.

    Attributes:
        percent: The larger of two shares, approved change and open change past its decision date; `None` where no
            change was ever requested or BAC is not known.
        driver: The largest change behind that share, `None` where there is none.
        is_overdue: Whether that share is of changes past their decision date, not of approved ones.
        unpriced: The first (by name) change that counts but whose cost is not known: the share is at least `percent`.
    """

    percent: float | None
    driver: str | None
    is_overdue: bool
    unpriced: str | None


@dataclass(frozen=True, slots=True)
class ScopeMoney:
    """Change in minor units, before it is held against BAC; the rest as in `ScopeChange`, with the keys of the changes.

    `size` is `None` where no change was ever requested.
    """

    size: int | None
    driver: str | None
    is_overdue: bool
    unpriced: str | None
    driver_key: int = 0
    unpriced_key: int = 0


def is_past_decision(change: ChangeFacts, cut_off_on: date) -> bool:
    """Whether it is open although it was to be decided before the cut-off."""
    return change.is_open and change.decide_by is not None and change.decide_by < cut_off_on


def scope_change(changes: Iterable[ChangeFacts], bac: int | None, cut_off_on: date) -> ScopeChange:
    """How much of the scope has changed, or should have been decided by the cut-off; both against BAC.

    Requests that were refused, or still have time, change nothing: alone they give 0 %. No request at all gives `None`,
    for nobody knows whether changes are kept track of.
    """
    return against_bac(scope_money(changes, cut_off_on), bac)


def scope_money(changes: Iterable[ChangeFacts], cut_off_on: date) -> ScopeMoney:
    """How much has changed, or should have been decided by the cut-off; the larger of the two."""
    every = sorted(changes, key=lambda change: (change.name, change.key))
    approved = [change for change in every if change.is_approved]
    overdue = [change for change in every if is_past_decision(change, cut_off_on)]
    is_overdue = _size(overdue) > _size(approved)
    group = overdue if is_overdue else approved
    unpriced = next((change for change in every if change.cost is None and change in (*approved, *overdue)), None)
    driver = _largest(group)
    return ScopeMoney(
        _size(group) if every else None,
        driver.name if driver else None,
        is_overdue,
        unpriced.name if unpriced else None,
        driver.key if driver else 0,
        unpriced.key if unpriced else 0,
    )


def against_bac(found: ScopeMoney, bac: int | None) -> ScopeChange:
    """The same as percent points of BAC."""
    return ScopeChange(percent(found.size, bac), found.driver, found.is_overdue, found.unpriced)


def _size(changes: Iterable[ChangeFacts]) -> int:
    return sum(abs(change.cost) for change in changes if change.cost is not None)


def _largest(changes: Iterable[ChangeFacts]) -> ChangeFacts | None:
    sized = [(-abs(change.cost), change.name, change.key, change) for change in changes if change.cost]
    return min(sized, key=lambda row: row[:3])[3] if sized else None
