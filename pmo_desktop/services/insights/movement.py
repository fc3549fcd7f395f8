"""What changed between a period and the one before."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_desktop.domain.choices import ForwardLook, Rating
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.services.insights.entries import Entry, Standing


@dataclass(frozen=True, slots=True)
class Movement:
    """Projects by what happened to them since the period before, each list worst first.

    `gone` had a report then, has none now and is not known to be over; `closed` ended since. `slipped` moved its
    finish by a day or more, largest first; `money` changed its whole-life cost, largest change first.
    """

    worse: tuple[Entry, ...]
    better: tuple[Entry, ...]
    new: tuple[Entry, ...]
    closed: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    newly_rated: tuple[Entry, ...]
    no_longer_rated: tuple[Entry, ...]
    slipped: tuple[Entry, ...]
    recovered: tuple[Entry, ...]
    money: tuple[Entry, ...]
    watched: tuple[Entry, ...]


def movement(standing: Standing) -> Movement:
    """What changed since the period before; everything is empty but `watched` if there is none.

    `watched` are the red and the worsening: what a board has to hear about.
    """
    entries = standing.entries
    running = [entry for entry in entries if not entry.is_over]
    known = [entry for entry in entries if standing.previous and not entry.is_new]
    return Movement(
        worse=tuple(entry for entry in running if entry.direction > 0),
        better=tuple(entry for entry in running if entry.direction < 0),
        new=tuple(entry for entry in running if entry.is_new),
        closed=tuple(entry for entry in known if entry.is_over) + _closed_since(standing),
        gone=tuple(entry for entry in standing.gone if not entry.is_over),
        newly_rated=tuple(entry for entry in known if entry.overall.before is None and entry.rating is not None),
        no_longer_rated=tuple(entry for entry in known if entry.overall.before is not None and entry.rating is None),
        slipped=_by_slip(entry for entry in running if (entry.slip_since_days or 0) > 0),
        recovered=_by_slip(entry for entry in running if (entry.slip_since_days or 0) < 0),
        money=tuple(
            sorted(
                (entry for entry in known if money_moved(entry)),
                key=lambda entry: (-abs(money_moved(entry) or 0), entry.name),
            )
        ),
        watched=tuple(entry for entry in running if is_watched(entry)),
    )


def _closed_since(standing: Standing) -> tuple[Entry, ...]:
    """Projects without a report now that finished after the cut-off of the period before."""
    if standing.previous is None:
        return ()
    cut_off_on = standing.previous.cut_off_on
    return tuple(
        entry
        for entry in standing.gone
        if entry.is_over and entry.finish_on is not None and entry.finish_on > cut_off_on
    )


def _by_slip(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (-abs(entry.slip_since_days or 0), entry.name)))


def money_moved(entry: Entry) -> int | None:
    """By how much the whole-life cost changed since the period before, in minor units; none if not known in both."""
    return difference(entry.whole_life_cost, entry.whole_life_before)


def is_watched(entry: Entry) -> bool:
    """Red, or amber and getting worse."""
    amber = {Rating.AMBER, Rating.AMBER_RED}
    worsening = entry.direction > 0 or entry.forward_look is ForwardLook.WORSENING
    return entry.rating is Rating.RED or (entry.rating in amber and worsening)
