"""Need check: whether an office is needed, and whether the ground is ready for it.

Source: the product's rules. Need and readiness are weighted shares; from 50 percent up each counts as there. Drivers
are the three signals that add most to the need.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmo_desktop.domain.rules.maturity import AnsweredStatement
from pmo_desktop.domain.rules.weighted import Weighted, strength, weighted

THERE_PERCENT = 50
_DRIVERS = 3


class Quadrant(StrEnum):
    """What need and readiness together advise."""

    NOT_NOW = "not now"
    PREPARE_FIRST = "prepare first"
    LIGHT = "light PMO"
    OFFICE = "PMO"


@dataclass(frozen=True, slots=True)
class NeedCheck:
    """Need and readiness, the quadrant they meet in (`None` where one is not known), and what stands behind them.

    `drivers` are the keys of at most three signals, the strongest first; `missing` those of readiness items that are
    not fully there, the one that counts most first.
    """

    need: Weighted
    readiness: Weighted
    quadrant: Quadrant | None
    drivers: tuple[str, ...]
    missing: tuple[str, ...]


def need_check(signals: Iterable[AnsweredStatement], readiness: Iterable[AnsweredStatement]) -> NeedCheck:
    """Weigh the signals of need and the items of readiness."""
    every, items = list(signals), list(readiness)
    need, ready = weighted(every), weighted(items)
    felt = sorted((each for each in every if strength(each)), key=lambda each: (-strength(each), each.key))
    short = {
        each.key: 100 * each.weight - strength(each) for each in items if each.answer is not None and each.answer >= 0
    }
    return NeedCheck(
        need=need,
        readiness=ready,
        quadrant=quadrant(need.percent, ready.percent),
        drivers=tuple(each.key for each in felt[:_DRIVERS]),
        missing=tuple(sorted((key for key, gap in short.items() if gap), key=lambda key: (-short[key], key))),
    )


def quadrant(need: float | None, readiness: float | None) -> Quadrant | None:
    """The quadrant of two shares of 0 to 100 percent; the border belongs to the higher one."""
    if need is None or readiness is None:
        return None
    if need >= THERE_PERCENT:
        return Quadrant.OFFICE if readiness >= THERE_PERCENT else Quadrant.PREPARE_FIRST
    return Quadrant.LIGHT if readiness >= THERE_PERCENT else Quadrant.NOT_NOW
