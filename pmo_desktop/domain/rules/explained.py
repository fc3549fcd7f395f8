"""A rating that says why: the thresholds it is measured against, and the words for it.

Source: the product's table of RAG rules, whose thresholds are settings.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pmo_desktop.domain.choices import Dimension, Rating, Scale
from pmo_desktop.domain.rules import bands
from pmo_desktop.numbers import show_percent
from pmo_desktop.text import say

Words = Callable[[], str]  # says something in the user's language when it is asked


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where amber and red start, and on how many points ratings are given.

    Attributes:
        amber: Percent points from which on it is amber.
        red: Percent points above which it is red.
        key_milestone_days: Calendar days above which a late key milestone is red.
        risk_amber: Risk score (1 to 25) from which on it is amber.
        risk_red: Risk score from which on it is red.
        scale: Three points, or five with the two shades of amber.
        own: Where amber and red start, in percent points, for the dimensions that differ.
    """

    amber: float = 5.0
    red: float = 10.0
    key_milestone_days: int = 30
    risk_amber: int = 12
    risk_red: int = 20
    scale: Scale = Scale.THREE
    own: tuple[tuple[Dimension, float, float], ...] = ()

    def of(self, dimension: Dimension) -> "Thresholds":
        """The same, `amber` and `red` being those of one dimension."""
        for name, amber, red in self.own:
            if name is dimension and (amber != self.amber or red != self.red):
                return _with(self, amber, red)
        return self


@lru_cache(1_000)
def _with(limits: Thresholds, amber: float, red: float) -> Thresholds:
    """Asked for every dimension of thousands of projects, which share a few thresholds."""
    return replace(limits, amber=amber, red=red)


@dataclass(frozen=True, slots=True)
class Explained:
    """A rating and why it is what it is.

    Attributes:
        rating: The rating, `None` for not rated.
        rule: Which rule gave it: a stable key such as "slip" or "key milestone", "" for not rated.
        value: What was measured: percent points, days, a score; `None` where nothing could be.
        limit: The threshold behind the rating: red's for red, else amber's.
        driver: The name of the record that drove it.
        words: Says all of that; asked only where somebody reads it, for thousands of ratings are only counted.
    """

    rating: Rating | None
    rule: str
    value: float | None
    limit: float | None
    driver: str | None
    words: Words = field(compare=False)

    @property
    def sentence(self) -> str:
        """All of that in the user's language."""
        return self.words()


def not_rated(words: Words) -> Explained:
    """No rating, and why there is none."""
    return Explained(None, "", None, None, None, words)


def by_percent(rule: str, value: float, driver: str | None, fact: Words, limits: Thresholds) -> Explained:
    """The rating of a percentage: `fact` says what was measured, then comes which threshold it met."""
    rating = bands.by_percent(value, limits.amber, limits.red, limits.scale)
    is_red = rating is Rating.RED

    def words() -> str:
        amber, red = show_percent(limits.amber, None), show_percent(limits.red, None)
        if is_red:
            return f"{fact()} {say('Red starts above {red}.', red=red)}"
        return f"{fact()} {say('Amber starts at {amber}, red above {red}.', amber=amber, red=red)}"

    return Explained(rating, rule, value, limits.red if is_red else limits.amber, driver, words)


def by_score(rule: str, value: int, driver: str, fact: Words, limits: Thresholds) -> Explained:
    """The rating of a risk score, 1 to 25, likewise."""
    amber, red = limits.risk_amber, limits.risk_red
    rating = bands.by_score(value, amber, red, limits.scale)
    is_red = rating is Rating.RED

    def words() -> str:
        if is_red:
            return f"{fact()} {say('Red starts at {red}.', red=red)}"
        return f"{fact()} {say('Amber starts at {amber}, red at {red}.', amber=amber, red=red)}"

    return Explained(rating, rule, value, red if is_red else amber, driver, words)


def days(count: int) -> str:
    """A count of days in words."""
    return say("1 day") if count == 1 else say("{count} days", count=count)
