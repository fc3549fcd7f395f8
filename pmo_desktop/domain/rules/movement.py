"""Movement: what changed between two moments.

Source: the product's rules for *what changed*. Up is a better rating, down a worse one. Becoming rated, or no longer
being rated, is neither. Between two rating scales nothing is up or down: a rating that reads differently is only
marked as on another scale. Slip is calendar days, money minor units.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.schedule import slip_days

Key = TypeVar("Key", bound=Hashable)


class Direction(StrEnum):
    """What happened to a rating; a stable key, worded where it is shown."""

    SAME = "same"
    UP = "up"
    DOWN = "down"
    NEWLY_RATED = "newly rated"
    NO_LONGER_RATED = "no longer rated"
    OTHER_SCALE = "other scale"


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one thing at one moment."""

    rating: Rating | None
    finish_on: date | None
    money: int | None


@dataclass(frozen=True, slots=True)
class Move(Generic[Key]):
    """What happened to one thing that was there at both moments.

    Attributes:
        key: Which one.
        before: Its state then.
        after: Its state now.
        direction: What happened to its rating.
        slip_days: Calendar days its finish moved, negative when earlier; `None` where one finish is not known.
        money: Minor units more, negative when less; `None` where one amount is not known.
    """

    key: Key
    before: State
    after: State
    direction: Direction
    slip_days: int | None
    money: int | None


@dataclass(frozen=True, slots=True)
class Movement(Generic[Key]):
    """What changed: `moves` in the order of the later moment, `new` likewise, `closed` in the order of the earlier."""

    moves: tuple[Move[Key], ...]
    new: tuple[Key, ...]
    closed: tuple[Key, ...]

    def rated(self, direction: Direction) -> tuple[Move[Key], ...]:
        """Those whose rating went that way."""
        return tuple(move for move in self.moves if move.direction is direction)

    @property
    def up(self) -> tuple[Move[Key], ...]:
        """Those with a better rating."""
        return self.rated(Direction.UP)

    @property
    def down(self) -> tuple[Move[Key], ...]:
        """Those with a worse rating."""
        return self.rated(Direction.DOWN)

    @property
    def slipped(self) -> tuple[Move[Key], ...]:
        """Those that finish later than they did, the largest slip first."""
        late = [move for move in self.moves if move.slip_days and move.slip_days > 0]
        return tuple(sorted(late, key=lambda move: -(move.slip_days or 0)))

    @property
    def pulled_in(self) -> tuple[Move[Key], ...]:
        """Those that finish earlier than they did, the largest gain first."""
        early = [move for move in self.moves if move.slip_days and move.slip_days < 0]
        return tuple(sorted(early, key=lambda move: move.slip_days or 0))

    @property
    def money_moved(self) -> tuple[Move[Key], ...]:
        """Those whose money is another, the largest difference first."""
        moved = [move for move in self.moves if move.money]
        return tuple(sorted(moved, key=lambda move: -abs(move.money or 0)))

    @property
    def unchanged(self) -> tuple[Move[Key], ...]:
        """Those of which everything is as it was, unknowns included."""
        return tuple(move for move in self.moves if move.before == move.after)


def direction(before: Rating | None, after: Rating | None, *, scale_changed: bool = False) -> Direction:
    """What happened to a rating; `scale_changed` where the two moments rate on different scales."""
    if before is after:
        return Direction.SAME
    if before is None:
        return Direction.NEWLY_RATED
    if after is None:
        return Direction.NO_LONGER_RATED
    if scale_changed:
        return Direction.OTHER_SCALE
    return Direction.UP if after.severity < before.severity else Direction.DOWN


def compare(before: Mapping[Key, State], after: Mapping[Key, State], *, scale_changed: bool = False) -> Movement[Key]:
    """What changed from `before` to `after`; a key that is in one of them only is closed or new."""
    moves = tuple(
        _move(key, before[key], now, scale_changed=scale_changed) for key, now in after.items() if key in before
    )
    return Movement(
        moves,
        new=tuple(key for key in after if key not in before),
        closed=tuple(key for key in before if key not in after),
    )


def _move(key: Key, then: State, now: State, *, scale_changed: bool) -> Move[Key]:
    return Move(
        key,
        then,
        now,
        direction(then.rating, now.rating, scale_changed=scale_changed),
        slip_days(then.finish_on, now.finish_on),
        difference(now.money, then.money),
    )
