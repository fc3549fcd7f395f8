"""Which type of office suits: points on each axis, the margin, and the answers that would turn it.

Source: the product's rules. A statement gives its points to the options it speaks for in the share it holds (0, 33, 67,
100 percent), and its other points to the rest in the share it does not. What does not apply or is not answered gives
none. Points are kept in hundredths, so that order never matters. A tie goes to the option that stands first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

STEPS = (0, 33, 67, 100)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A statement or a figure with the points it may give; `share` is 0 to 100 percent, `None` where it gives none."""

    key: str
    share: int | None
    yes: tuple[tuple[str, int], ...]
    no: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """How one axis comes out.

    Attributes:
        axis: Its key.
        points: The points of each option, in the order of the options.
        recommended: The option with the most points; `None` where nothing gave any.
        runner_up: The next one.
        margin: Points between the two.
    """

    axis: str
    points: tuple[tuple[str, float], ...]
    recommended: str | None
    runner_up: str | None
    margin: float


@dataclass(frozen=True, slots=True)
class Turn:
    """The smallest change of one answer that turns an axis: from which share to which, and which option overtakes."""

    axis: str
    key: str
    share: int
    to: int
    overtakes: str
    instead_of: str


def given(weighing: Weighing, option: str) -> int:
    """The points a statement gives to an option, in hundredths."""
    if weighing.share is None:
        return 0
    full, rest = dict(weighing.yes).get(option, 0), dict(weighing.no).get(option, 0)
    return full * weighing.share + rest * (100 - weighing.share)


def choose(axis: str, options: Sequence[str], weighings: Iterable[Weighing]) -> Choice:
    """Add up the points of each option, and rank them."""
    every = list(weighings)
    points = [(option, sum(given(each, option) for each in every)) for option in options]
    ranked = sorted(points, key=lambda each: -each[1])
    is_known = bool(ranked) and ranked[0][1] > 0
    second = ranked[1] if is_known and len(ranked) > 1 else None
    return Choice(
        axis=axis,
        points=tuple((option, found / 100) for option, found in points),
        recommended=ranked[0][0] if is_known else None,
        runner_up=second[0] if second else None,
        margin=(ranked[0][1] - second[1]) / 100 if second else 0.0,
    )


def turns(axis: str, options: Sequence[str], weighings: Iterable[Weighing]) -> tuple[Turn, ...]:
    """For each answer that alone can turn the axis, its smallest such change; the smallest of all first."""
    every = list(weighings)
    now = choose(axis, options, every).recommended
    if now is None:
        return ()
    found: list[Turn] = []
    for place, each in enumerate(every):
        if each.share is None:
            continue
        share = each.share
        for step in sorted(STEPS, key=lambda step: (abs(step - share), step)):
            changed = [*every[:place], replace(each, share=step), *every[place + 1 :]]
            other = choose(axis, options, changed).recommended
            if other not in {now, None}:
                found.append(Turn(axis, each.key, share, step, str(other), now))
                break
    return tuple(sorted(found, key=lambda turn: (abs(turn.to - turn.share), turn.key)))


def is_neutral(authority: str | None, share_in_units: int | None) -> bool:
    """Whether the office keeps apart from delivery: not centralised, and most project managers stay in their units."""
    return authority != "centralised" and (share_in_units is None or share_in_units > STEPS[1])
