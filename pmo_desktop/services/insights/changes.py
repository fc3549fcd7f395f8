"""What changed since the period before, one line each: ratings first, then who came and went, dates, money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.formats import show_change, show_date
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.movement import Movement, money_moved, movement
from pmo_desktop.services.insights.paths import cause_of
from pmo_desktop.services.wording import first_sentence, money, names, projects
from pmo_desktop.text import say

_TOLD_APART = 3  # projects of one kind that have a line each


class ChangeKind(StrEnum):
    """What happened; a stable key, drawn where it is shown."""

    RATING = "rating"
    NEW = "new"
    CLOSED = "closed"
    GONE = "gone"
    DATE = "date"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Changed:
    """One change. `key` is the project's, none for several at once; `before` and `after` are told for ratings only."""

    kind: ChangeKind
    key: int | None
    title: str
    note: str
    before: Rating | None = None
    after: Rating | None = None


def changes(standing: Standing) -> tuple[Changed, ...]:
    """Every change since the period before; nothing if there is none."""
    if standing.previous is None:
        return ()
    moved = movement(standing)
    rated = (*moved.worse, *moved.better, *moved.newly_rated, *moved.no_longer_rated)
    told = {entry.key for entry in rated}
    return (
        *(_rating(standing, entry) for entry in rated if not entry.is_over),
        *_group(ChangeKind.NEW, moved.new, standing),
        *_group(ChangeKind.CLOSED, moved.closed, standing),
        *_group(ChangeKind.GONE, moved.gone, standing),
        *_dates(moved, told),
        *_money(standing, moved, told),
    )


def _rating(standing: Standing, entry: Entry) -> Changed:
    note = ", ".join(_facts(standing, entry)) or first_sentence(cause_of(entry))[0]
    capital = note[:1].upper() + note[1:]
    return Changed(ChangeKind.RATING, entry.key, entry.name, capital, entry.overall.before, entry.rating)


def _facts(standing: Standing, entry: Entry) -> Iterable[str]:
    """By how much its cost and its finish moved since."""
    if entry.eac is not None and entry.eac_before is not None and entry.eac != entry.eac_before:
        yield say("EAC {change}", change=money(entry.eac - entry.eac_before, standing.currency, signed=True))
    if entry.slip_since_days:
        yield say("finish {days} d", days=show_change(entry.slip_since_days))


_TITLES = {
    ChangeKind.NEW: lambda count: say("{projects} new", projects=count),
    ChangeKind.CLOSED: lambda count: say("{projects} closed", projects=count),
    ChangeKind.GONE: lambda count: say("{projects} no longer reported", projects=count),
}


def _group(kind: ChangeKind, entries: Sequence[Entry], standing: Standing) -> Iterable[Changed]:
    if len(entries) > _TOLD_APART:
        title = _TITLES[kind](projects(len(entries)))
        yield Changed(kind, None, title, names([entry.name for entry in entries], _TOLD_APART))
        return
    for entry in entries:
        yield Changed(kind, entry.key, entry.name, _came_or_went(kind, entry, standing), None, entry.rating)


def _came_or_went(kind: ChangeKind, entry: Entry, standing: Standing) -> str:
    if kind is ChangeKind.NEW:
        cost = money(entry.whole_life_cost, standing.currency) if entry.whole_life_cost else ""
        return say("New, {cost} whole-life cost", cost=cost) if cost else say("New")
    if kind is ChangeKind.CLOSED:
        return say("{status} on {date}", status=entry.status.label, date=show_date(entry.finish_on))
    return say("No longer reported")


def _dates(moved: Movement, told: set[int]) -> Iterable[Changed]:
    for entry in [each for each in moved.slipped if each.key not in told][:_TOLD_APART]:
        note = say(
            "Finish {days} d, now {date}", days=show_change(entry.slip_since_days), date=show_date(entry.finish_on)
        )
        yield Changed(ChangeKind.DATE, entry.key, entry.name, note)


def _money(standing: Standing, moved: Movement, told: set[int]) -> Iterable[Changed]:
    for entry in [each for each in moved.money if each.key not in told and not each.is_over][:_TOLD_APART]:
        change = money(money_moved(entry), standing.currency, signed=True)
        cost = money(entry.whole_life_cost, standing.currency)
        yield Changed(
            ChangeKind.MONEY,
            entry.key,
            entry.name,
            say("Whole-life cost {change}, now {cost}", change=change, cost=cost),
        )
