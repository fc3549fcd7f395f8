"""The way back of every project off track or getting worse: cause, path to green, owner, date, and if it held."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import DecisionKind, Rating, Scale
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.movement import Movement, movement
from pmo_desktop.services.wording import first_sentence, gist
from pmo_desktop.text import say


class Held(StrEnum):
    """What became of the date a project promised in the period before; a stable key, worded where it is shown."""

    HELD = "held"
    SLIPPED = "slipped"
    EARLIER = "earlier"
    NEW = "new"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Path:
    """One project's way back. `step` is the first sentence of its path, `days` how far its date moved since before.

    `ask` is the decision it waits for, with the day it is due.
    """

    entry: Entry
    cause: str
    step: str
    rest: str
    owner: str
    due_on: date | None
    held: Held
    days: int
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """What changed since the period before, and the way back of those a board has to hear about, worst first."""

    title: str
    reason: str
    currency: str
    scale: Scale
    period: str
    previous: str
    moved: Movement
    paths: tuple[Path, ...]


def moves(session: Session, standing: Standing) -> Moves | None:
    """What changed, and every way back; none if there is neither a period before nor anything off track."""
    moved = movement(standing)
    if standing.previous is None and not moved.watched:
        return None
    if not (standing.entries or standing.gone):
        return None
    promised = _promised(session, standing, moved.watched)
    asks = _asks(session, moved.watched)
    paths = tuple(
        replace(_path(entry, promised.get(entry.key)), ask=asks.get(entry.key, "")) for entry in moved.watched
    )
    return Moves(
        title=_title(standing, moved, paths),
        reason=" ".join(part for part in (_red_list(standing), _unrated(moved)) if part),
        currency=standing.currency,
        scale=standing.scale,
        period=standing.period.name,
        previous=standing.previous.name if standing.previous else "",
        moved=moved,
        paths=paths,
    )


def _promised(session: Session, standing: Standing, entries: Collection[Entry]) -> dict[int, date | None]:
    """The date of each project's path in the period before."""
    if standing.previous is None:
        return {}
    rows = session.execute(
        select(StatusReport.project_key, StatusReport.path_due_on).where(
            StatusReport.period_key == standing.previous.key,
            StatusReport.project_key.in_([entry.key for entry in entries]),
        )
    )
    return {row.project_key: row.path_due_on for row in rows}


def _asks(session: Session, entries: Collection[Entry]) -> dict[int, str]:
    """The decision each project waits for, the first that is due, in a few words."""
    waiting = select(Decision).where(
        Decision.project_key.in_([entry.key for entry in entries]),
        Decision.outcome.is_(None),
        Decision.kind == DecisionKind.DECIDE,
    )
    found: dict[int, str] = {}
    for each in session.scalars(waiting.order_by(Decision.decide_by_on.is_(None), Decision.decide_by_on, Decision.key)):
        named = f"{each.reference} {each.title}".strip()
        due = say("{ask}, by {date}", ask=named, date=show_date(each.decide_by_on)) if each.decide_by_on else named
        found.setdefault(each.project_key or 0, due)
    return found


def _path(entry: Entry, promised: date | None) -> Path:
    step, rest = first_sentence(entry.path_to_green)
    return Path(
        entry,
        cause_of(entry),
        step,
        rest,
        entry.path_owner or entry.sponsor,
        entry.path_due_on,
        _held(entry, promised),
        (entry.path_due_on - promised).days if entry.path_due_on and promised else 0,
    )


def _held(entry: Entry, promised: date | None) -> Held:
    if entry.path_due_on is None:
        return Held.NEW if entry.path_to_green and promised is None else Held.NONE
    if promised is None:
        return Held.NEW
    if entry.path_due_on == promised:
        return Held.HELD
    return Held.SLIPPED if entry.path_due_on > promised else Held.EARLIER


def cause_of(entry: Entry) -> str:
    """Why a project is rated as it is, in its own words or the PMO's, or else what the calculated rating says."""
    override = entry.overall.override
    if override and override.reason:
        return f"{override.reason} {_shown_by_the_pmo(entry)}".strip()
    words = (entry.overall_reason, entry.summary, entry.schedule_note, entry.cost_note, entry.overall.why)
    return gist(next((each for each in words if each.strip()), ""))


def _shown_by_the_pmo(entry: Entry) -> str:
    reported, shown = entry.overall.reported, entry.overall.shown
    if reported is None or shown is None or reported is shown:
        return ""
    return say(
        "Reported {reported}, shown {shown} by the PMO.", reported=reported.label.lower(), shown=shown.label.lower()
    )


# The message ---------------------------------------------------------------------------------------------------------


def _title(standing: Standing, moved: Movement, paths: Iterable[Path]) -> str:
    reds = [path for path in paths if path.entry.rating is Rating.RED]
    return say("{changes}; {paths}", changes=_changes(standing, moved), paths=_reds(reds))


def _changes(standing: Standing, moved: Movement) -> str:
    worse, better = len(moved.worse), len(moved.better)
    if standing.previous is None:
        count = sum(entry.rating is Rating.RED for entry in moved.watched)
        return say("1 project is off track") if count == 1 else say("{count} projects are off track", count=count)
    if not worse and not better:
        return say("No rating changed since {period}", period=standing.previous.name)
    if not better:
        return (
            say("1 project got worse, none better")
            if worse == 1
            else say("{n} projects got worse, none better", n=worse)
        )
    if not worse:
        return (
            say("1 project got better, none worse")
            if better == 1
            else say("{n} projects got better, none worse", n=better)
        )
    first = say("1 project got worse") if worse == 1 else say("{n} projects got worse", n=worse)
    return say("{worse} and {better} better", worse=first, better=better)


def _reds(reds: Collection[Path]) -> str:
    """How many of the reds have an owner and a date."""
    whole = sum(bool(path.owner and path.step and path.due_on) for path in reds)
    if not reds:
        return say("none is off track")
    if len(reds) == 1:
        return say("the red has an owner and a dated path") if whole else say("the red has no dated path to green")
    if whole == len(reds):
        return say("every red has an owner and a dated path")
    if not whole:
        return say("no red has a dated path to green")
    return say("{count} of {reds} reds have a dated path", count=whole, reds=len(reds))


def _red_list(standing: Standing) -> str:
    """How the red list of the period before becomes today's, as a sum that adds up."""
    if standing.previous is None:
        return ""
    now = [entry for entry in standing.entries if entry.rating is Rating.RED and not entry.is_over]
    stayed = sum(entry.overall.before is Rating.RED for entry in now)
    before = sum(entry.overall.before is Rating.RED for entry in standing.entries) + sum(
        entry.rating is Rating.RED for entry in standing.gone
    )
    return say(
        "Red list: {before} in {previous}, plus {joined} that joined, minus {left} that left, makes {now} in {period}.",
        before=before,
        previous=standing.previous.name,
        joined=len(now) - stayed,
        left=before - stayed,
        now=len(now),
        period=standing.period.name,
    )


def _unrated(moved: Movement) -> str:
    """How many are newly rated, and how many no longer: neither is worse or better."""
    said = {
        say("Newly rated: {count}."): len(moved.newly_rated),
        say("No longer rated: {count}."): len(moved.no_longer_rated),
    }
    return " ".join(template.format(count=count) for template, count in said.items() if count)
