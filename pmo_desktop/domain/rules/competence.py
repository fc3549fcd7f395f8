"""Competence of a role: what its people reach on average against what is needed.

Source: the product's definition of knowledge, competence by role. Levels and needs go from 0 to 5. A gap below one
level is to be closed by practice (amber), a whole level or more needs training (red).
"""

from collections.abc import Iterable

from pmo_desktop.domain.choices import Rating

_WHOLE_LEVEL = 1


def mean(values: Iterable[int | None]) -> float | None:
    """The mean of what is known; none where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def gap_rating(level: float | None, needed: float | None) -> Rating | None:
    """How far a level is from what is needed; none where one is not known."""
    if level is None or needed is None:
        return None
    if level >= needed:
        return Rating.GREEN
    return Rating.RED if needed - level >= _WHOLE_LEVEL else Rating.AMBER
