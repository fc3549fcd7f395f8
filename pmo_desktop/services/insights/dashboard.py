"""How the whole stands: every project grouped by rating, with the message that follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_desktop.domain.choices import Dimension, Rating, Scale
from pmo_desktop.numbers import show_number
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.totals import Totals, totals
from pmo_desktop.services.wording import money, projects, share
from pmo_desktop.text import say

_DRIVERS = 2  # dimensions that the reason names


@dataclass(frozen=True, slots=True)
class RatingGroup:
    """The projects of one rating, dearest first; `money` is their whole-life cost in minor units."""

    rating: Rating | None
    is_complete: bool
    entries: tuple[Entry, ...]
    money: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Every project by rating, worst first. `dimensions` are those that anybody rated, now or before.

    `not_rated` are the projects without a rating whose reason is known.
    """

    title: str
    reason: str
    currency: str
    scale: Scale
    period: str
    earlier: tuple[str, ...]
    totals: Totals
    groups: tuple[RatingGroup, ...]
    dimensions: tuple[Dimension, ...]
    not_rated: tuple[Entry, ...]


def dashboard(standing: Standing) -> Dashboard | None:
    """The dashboard of a period; none if no project reports in it."""
    if not standing.entries:
        return None
    counted = totals(standing)
    return Dashboard(
        title=headline(standing, counted),
        reason=_reason(standing, counted),
        currency=standing.currency,
        scale=standing.scale,
        period=standing.period.name,
        earlier=tuple(each.name for each in standing.earlier),
        totals=counted,
        groups=tuple(_groups(standing.entries, counted)),
        dimensions=tuple(each for each in Dimension if any(_is_rated(entry, each) for entry in standing.entries)),
        not_rated=tuple(
            entry for entry in standing.entries if entry.rating is None and not entry.is_over and entry.overall_reason
        ),
    )


def _groups(entries: Iterable[Entry], counted: Totals) -> Iterable[RatingGroup]:
    every = list(entries)
    for each in counted.now:
        members = [
            entry
            for entry in every
            if entry.is_over == each.is_complete and (entry.is_over or entry.rating is each.rating)
        ]
        yield RatingGroup(each.rating, each.is_complete, tuple(members), each.money)


def _is_rated(entry: Entry, dimension: Dimension) -> bool:
    view = entry.dimensions[dimension]
    return view.shown is not None or any(view.earlier)


def headline(standing: Standing, counted: Totals) -> str:
    """The message of the whole: how many rated projects are off track, and how much money they carry."""
    if not counted.rated:
        return say("No project is rated yet") if counted.running else say("Every project is complete")
    if counted.red:
        return _red_headline(counted)
    worst = max((each for each in counted.now if each.rating), key=lambda each: each.rating.severity)  # type: ignore[union-attr]
    if worst.rating is Rating.GREEN:
        one = counted.rated == 1
        return (
            say("The one rated project is on track")
            if one
            else say("All {count} rated projects are on track", count=show_number(counted.rated, 0))
        )
    word = say("at risk") if standing.scale is Scale.THREE else (worst.rating.label if worst.rating else "")
    told = say("{count} of {rated} is {word}") if worst.count == 1 else say("{count} of {rated} are {word}")
    return say(
        "No rated project is off track; {most}",
        most=told.format(count=show_number(worst.count, 0), rated=show_number(counted.rated, 0), word=word),
    )


def _red_headline(counted: Totals) -> str:
    part = share(counted.red_money, counted.whole_life_cost.total)
    if counted.rated == 1:
        return say("The one rated project is off track")
    if not counted.red_money:
        off = say("is off track") if counted.red == 1 else say("are off track")
        return say(
            "{red} of {rated} rated projects {off}",
            red=show_number(counted.red, 0),
            rated=show_number(counted.rated, 0),
            off=off,
        )
    if counted.red == 1:
        return say(
            "1 of {rated} rated projects is off track; it carries {part} of whole-life cost",
            rated=show_number(counted.rated, 0),
            part=part,
        )
    return say(
        "{red} of {rated} rated projects are off track; they carry {part} of whole-life cost",
        red=show_number(counted.red, 0),
        rated=show_number(counted.rated, 0),
        part=part,
    )


def _reason(standing: Standing, counted: Totals) -> str:
    parts = [_since(standing, counted), _drivers(standing.entries)]
    return " ".join(part for part in parts if part)


def _since(standing: Standing, counted: Totals) -> str:
    """Off track now and in the period before, by count and by money."""
    if standing.previous is None or counted.red_before is None or not (counted.red or counted.red_before):
        return ""
    was = next((each.money for each in counted.before if each.rating is Rating.RED), 0)
    return say(
        "Off track now: {now}, {money}; in {period}: {before}, {money_before}.",
        now=projects(counted.red),
        money=money(counted.red_money, standing.currency),
        period=standing.previous.name,
        before=projects(counted.red_before),
        money_before=money(was, standing.currency),
    )


def _drivers(entries: Iterable[Entry]) -> str:
    """Which dimensions are red in the projects that are off track."""
    reds = [entry for entry in entries if entry.rating is Rating.RED and not entry.is_over]
    counts = {each: sum(entry.dimensions[each].shown is Rating.RED for entry in reds) for each in Dimension}
    top = sorted((each for each in Dimension if counts[each]), key=lambda each: -counts[each])[:_DRIVERS]
    if not top:
        return ""
    told = ", ".join(say("{dimension} in {count}", dimension=each.label.lower(), count=counts[each]) for each in top)
    return say("Red dimensions among them: {list}.", list=told)
