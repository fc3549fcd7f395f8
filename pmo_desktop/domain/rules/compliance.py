"""Whether projects do what the method asks: done, waived, deviating, still open or to come.

Source: the product's definition of method. A waiver counts from the day it was approved to its expiry (inclusive) and
needs somebody who approved it; one that has expired is a deviation again, even in the phase of today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmo_desktop.domain.choices import Choice
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.text import N_


class ItemState(Choice):
    """How a project stands to one item."""

    DONE = "done", N_("Done")
    WAIVED = "waived", N_("Waived")
    DEVIATION = "deviation", N_("Deviation")
    OPEN = "open", N_("Open")
    LATER = "later", N_("To come")


@dataclass(frozen=True, slots=True)
class WaiverFacts:
    """Who approved a waiver, from which day, and its last day; none is from the start, and for good."""

    approver: str
    approved_on: date | None
    expires_on: date | None


def holds(waiver: WaiverFacts, on: date) -> bool:
    """Whether a waiver counts on a day."""
    begun = waiver.approved_on is None or waiver.approved_on <= on
    return bool(waiver.approver.strip()) and begun and not has_expired(waiver, on)


def has_expired(waiver: WaiverFacts, on: date) -> bool:
    """Whether the last day of a waiver is over."""
    return waiver.expires_on is not None and waiver.expires_on < on


def item_state(*, done: bool, waivers: Iterable[WaiverFacts], place: int, on: date) -> ItemState:
    """How a project stands to an item of a phase that is past (`place` −1), today's (0) or to come (1)."""
    every = list(waivers)
    if done:
        return ItemState.DONE
    if any(holds(waiver, on) for waiver in every):
        return ItemState.WAIVED
    if place < 0 or (place == 0 and any(has_expired(waiver, on) for waiver in every)):
        return ItemState.DEVIATION
    return ItemState.OPEN if place == 0 else ItemState.LATER


@dataclass(frozen=True, slots=True)
class Balance:
    """How many items are in each state; what is to come is not counted."""

    done: int
    waived: int
    deviation: int
    open: int

    @property
    def due(self) -> int:
        """Items that should be settled by now."""
        return self.done + self.waived + self.deviation

    @property
    def standard_percent(self) -> float | None:
        """How much of what is due was done as the method asks, in percent points; none where nothing is due."""
        return percent(self.done, self.due)

    @property
    def agreed_percent(self) -> float | None:
        """How much of what is due was done or may be left out with approval."""
        return percent(self.done + self.waived, self.due)


def balance(states: Iterable[ItemState]) -> Balance:
    """Count states."""
    every = list(states)
    return Balance(
        *(every.count(each) for each in (ItemState.DONE, ItemState.WAIVED, ItemState.DEVIATION, ItemState.OPEN))
    )


def together(balances: Iterable[Balance]) -> Balance:
    """The balance of several projects as one."""
    every = list(balances)
    return Balance(
        sum(each.done for each in every),
        sum(each.waived for each in every),
        sum(each.deviation for each in every),
        sum(each.open for each in every),
    )
