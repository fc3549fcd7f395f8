"""Exposure to risks: score, cell of the heat map, distance to target, expected value.

Source: the qualitative probability × impact matrix and expected monetary value, as in *The Standard for Risk
Management in Portfolios, Programs, and Projects* (PMI, 2019) and *The Orange Book* (HM Government). Scores go
from 1 to 25. Only open threats belong here; closed risks and opportunities are left out by the caller.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.rules.bands import by_score
from pmo_desktop.domain.rules.ratio import exact

STEPS = range(1, 6)
# The middle of each fifth: how likely, in percent, a probability of 1 to 5 is taken to be.
LIKELIHOOD_PERCENT = {1: 10, 2: 30, 3: 50, 4: 70, 5: 90}


@dataclass(frozen=True, slots=True)
class RiskScores:
    """What rating a project needs of one open risk; a score is 1 to 25, or `None` where not given.

    `key` tells apart those of one name.
    """

    name: str
    current: int | None
    inherent: int | None
    has_owner: bool
    has_response: bool
    key: int = 0

    @property
    def counted(self) -> int | None:
        """The current score; before anyone gave one, the inherent score."""
        return self.inherent if self.current is None else self.current


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the 25 cells of the heat map, with the risks in it, in order of their names."""

    probability: int
    impact: int
    score: int
    rating: Rating
    names: tuple[str, ...]


def score(probability: int | None, impact: int | None) -> int | None:
    """Probability × impact, 1 to 25; `None` where one is missing or not from 1 to 5."""
    if probability is None or impact is None or probability not in STEPS or impact not in STEPS:
        return None
    return probability * impact


def above_target(current: int | None, target: int | None) -> int | None:
    """How many points the current score lies above its target; negative when below."""
    return None if current is None or target is None else current - target


def highest(risks: Iterable[RiskScores]) -> RiskScores | None:
    """The risk with the highest counted score, the first by name among equals; `None` where none is scored."""
    scored = [(-each.counted, each.name, each.key, each) for each in risks if each.counted is not None]
    return min(scored, key=lambda row: row[:3])[3] if scored else None


def unmanaged(risks: Iterable[RiskScores], red: int) -> RiskScores | None:
    """The worst risk that is red before any response (`red` or more) and has neither owner nor response.

    Whatever lower score such a risk claims today, nobody has done anything to earn it.
    """
    bare = [
        (-each.inherent, each.name, each.key, each)
        for each in risks
        if each.inherent is not None and each.inherent >= red and not each.has_owner and not each.has_response
    ]
    return min(bare, key=lambda row: row[:3])[3] if bare else None


def heat_map(risks: Iterable[tuple[str, int | None, int | None]], amber: int = 12, red: int = 20) -> tuple[Cell, ...]:
    """All 25 cells, from the highest probability down and the lowest impact up, for (name, probability, impact).

    A risk without both numbers is in no cell.
    """
    names: dict[tuple[int | None, int | None], list[str]] = {}
    for name, probability, impact in risks:
        names.setdefault((probability, impact), []).append(name)
    return tuple(
        Cell(row, column, row * column, by_score(row * column, amber, red), tuple(sorted(names.get((row, column), ()))))
        for row in reversed(STEPS)
        for column in STEPS
    )


def expected_value(likelihood_percent: float | None, money: int | None) -> int | None:
    """Likelihood (0 to 100 %) × money at stake, in minor units, halves to even."""
    if likelihood_percent is None or money is None:
        return None
    return round(exact(likelihood_percent) * money / Fraction(100))
