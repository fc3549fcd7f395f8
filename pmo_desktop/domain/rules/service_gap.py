"""The services of an office: what is needed, what is given, how well it runs, and the gap.

Source: the product's rules. What customers get of a service is how well it runs (0 to 5) in the share in which it is
delivered. A service counts as much as it is needed: maturity is how well needed services run, not how many there are.
A service whose need does not apply, or is not answered, counts nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmo_desktop.domain.rules.maturity import SCORES, Answer
from pmo_desktop.domain.rules.ratio import exact, ratio

TARGET = 3.0
_MUCH = SCORES[Answer.LARGELY]
_UNVALUED = 2


class Verdict(StrEnum):
    """What to do about a service."""

    MISSING = "missing"
    WEAK = "weak"
    SURPLUS = "surplus"
    UNVALUED = "unvalued"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Marks:
    """One service: needed and delivered as an answer, well 0 to 5, valued 1 to 5; `None` where not answered."""

    key: str
    needed: Answer | None
    delivered: Answer | None
    well: int | None
    valued: int | None


@dataclass(frozen=True, slots=True)
class ServiceScore:
    """One service judged.

    Attributes:
        key: Its key.
        need: 0 to 100 percent; `None` where it does not count.
        level: What customers get, 0.0 to 5.0; `None` where it is not known.
        gap: Levels missing to the target, in the share of the need; `None` where not known.
        verdict: What to do about it; `None` where it is not known.
    """

    key: str
    need: int | None
    level: float | None
    gap: float | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Services:
    """All services: the mean level of those needed, each by its need, and the lowest of those needed much."""

    maturity: float | None
    weakest: tuple[str, ...]
    counted: int


def service_score(marks: Marks, target: float = TARGET) -> ServiceScore:
    """Judge one service against a target level of 0 to 5."""
    need = SCORES.get(marks.needed) if marks.needed is not None else None
    delivered = SCORES.get(marks.delivered) if marks.delivered is not None else None
    level = _level(delivered, marks.well)
    gap = None if need is None or level is None else max(0.0, target - level) * need / 100
    return ServiceScore(marks.key, need, level, gap, _verdict(need, delivered, level, marks.valued, target))


def _level(delivered: int | None, well: int | None) -> float | None:
    if delivered == 0:
        return 0.0
    return None if delivered is None or well is None else well * delivered / 100


def _verdict(
    need: int | None, delivered: int | None, level: float | None, valued: int | None, target: float
) -> Verdict | None:
    if need is None or delivered is None or level is None:
        return None
    if need < _MUCH:
        return Verdict.SURPLUS if delivered >= _MUCH else Verdict.GOOD
    if delivered < _MUCH:
        return Verdict.MISSING
    if level < target:
        return Verdict.WEAK
    return Verdict.UNVALUED if valued is not None and valued <= _UNVALUED else Verdict.GOOD


def services(scores: Iterable[ServiceScore]) -> Services:
    """All services together."""
    known = [(each.key, each.need, each.level) for each in scores if each.need and each.level is not None]
    much = [(key, level) for key, need, level in known if need >= _MUCH]
    lowest = min((level for _, level in much), default=None)
    return Services(
        maturity=ratio(
            sum((need * exact(level) for _, need, level in known), start=exact(0)), sum(need for _, need, _ in known)
        ),
        weakest=tuple(key for key, level in much if level == lowest),
        counted=len(known),
    )
