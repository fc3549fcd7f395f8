"""Where we are, where we are going, what we need: the few messages a board has to take away, worked out from data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ForwardLook, Rating, Scale
from pmo_desktop.services.formats import show_change, show_date, show_number
from pmo_desktop.services.insights.dashboard import headline
from pmo_desktop.services.insights.decisions import Decisions, counted, decisions
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.kpis import Kpi, kpis
from pmo_desktop.services.insights.message import that_fits
from pmo_desktop.services.insights.money_story import money_message
from pmo_desktop.services.insights.movement import Movement, movement
from pmo_desktop.services.insights.paths import Path, moves
from pmo_desktop.services.insights.totals import Totals, totals
from pmo_desktop.services.wording import money, names, projects, share
from pmo_desktop.text import say

_NAMED = 3
_UNLIKE = 0.2  # the part of all projects that is new or gone from which on sums are no longer like for like
_TITLE = 72  # letters that a message's title has room for


class Question(StrEnum):
    """What a message answers; a stable key, worded where it is shown."""

    WHERE = "where"
    GOING = "going"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its claim, the rating it is about, and the sections that tell more.

    `body` are the sentences it rests on, the most telling first; a page shows as many as it has room for.
    """

    question: Question
    title: str
    body: tuple[str, ...]
    pages: tuple[str, ...]
    rating: Rating | None = None
    asks: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The first page: a title, the figures that decide, three to five messages, and the worst projects by name."""

    title: str
    reason: str
    currency: str
    scale: Scale
    period: str
    previous: str
    kpis: tuple[Kpi, ...]
    totals: Totals
    messages: tuple[Message, ...]
    worst: tuple[Entry, ...]
    worse: tuple[Entry, ...]
    not_rated: tuple[Entry, ...]
    coming: tuple[Entry, ...]


def summary(session: Session, standing: Standing) -> Summary | None:
    """The summary of a period; none if no project reports in it."""
    if not standing.entries:
        return None
    counts, moved = totals(standing), movement(standing)
    asked = decisions(session, standing)
    answer = moves(session, standing)
    paths = answer.paths if answer else ()
    cash, worst = money_message(standing), _worst(standing.entries)
    messages = [
        _red_message(standing, counts),
        Message(Question.WHERE, cash.title, cash.body, ("finance",)) if cash else None,
        _outlook(standing, moved),
        _slips(standing, moved),
        _need(asked, paths, standing),
    ]
    return Summary(
        title=_title(standing, counts, moved, asked),
        reason=_unlike(standing, moved) or (cash.short if cash else ""),
        currency=standing.currency,
        scale=standing.scale,
        period=standing.period.name,
        previous=standing.previous.name if standing.previous else "",
        kpis=kpis(session, standing, counts),
        totals=counts,
        messages=tuple(each for each in messages if each),
        worst=worst,
        worse=tuple(entry for entry in moved.worse if entry not in worst),
        not_rated=tuple(entry for entry in standing.entries if entry.rating is None and not entry.is_over),
        coming=_coming(standing),
    )


def _worst(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The running projects of the worst rating there is, unless that is green."""
    running = [entry for entry in entries if not entry.is_over and entry.rating]
    top = max((entry.rating for entry in running if entry.rating), key=lambda each: each.severity, default=None)
    return () if top is Rating.GREEN else tuple(entry for entry in running if entry.rating is top)


def _coming(standing: Standing) -> tuple[Entry, ...]:
    """Projects with a next milestone after the cut-off, the nearest first."""
    known = [
        entry
        for entry in standing.entries
        if not entry.is_over and entry.next_milestone_on and entry.next_milestone_on >= standing.period.cut_off_on
    ]
    return tuple(sorted(known, key=lambda entry: (entry.next_milestone_on, entry.name)))


def _unlike(standing: Standing, moved: Movement) -> str:
    """A warning where so many projects came and went that the sums of two periods tell little of each other."""
    new, gone = len(moved.new), len(standing.gone)
    if standing.previous is None or (new + gone) < _UNLIKE * len(standing.entries):
        return ""
    return say(
        "New since {period}: {new} of {all}; no longer reported: {gone}. The sums are not like for like.",
        all=projects(len(standing.entries)),
        new=new,
        period=standing.previous.name,
        gone=gone,
    )


# The title -----------------------------------------------------------------------------------------------------------


def _title(standing: Standing, counts: Totals, moved: Movement, asked: Decisions | None) -> str:
    """The worst of it, and what is asked or else what changed."""
    first = _hold(standing, counts)
    asks = len(asked.to_decide) if asked else 0
    if asks:
        then = say("1 decision is needed") if asks == 1 else say("{decisions} are needed", decisions=counted(asks))
    elif standing.previous and (moved.worse or moved.better):
        then = say("{worse} got worse, {better} better", worse=len(moved.worse), better=len(moved.better))
    else:
        return first
    return that_fits(say("{first}; {then}", first=first, then=then), first)


def _hold(standing: Standing, counts: Totals) -> str:
    if not counts.red or not counts.red_money:
        return headline(standing, counts)
    part = share(counts.red_money, counts.whole_life_cost.total)
    if counts.red == 1:
        return say("1 project off track holds {part} of our money", part=part)
    return say("{count} projects off track hold {part} of our money", count=counts.red, part=part)


# Where we are --------------------------------------------------------------------------------------------------------


def _red_message(standing: Standing, counts: Totals) -> Message | None:
    """How the red list changed, and who joined, left or stayed."""
    if not counts.rated:
        return Message(Question.WHERE, headline(standing, counts), (_unrated(standing),), ("dashboard",))
    reds = [entry for entry in standing.entries if entry.rating is Rating.RED and not entry.is_over]
    body = _who(standing, reds) if standing.previous else _told([_list_of(say("Off track: {names}."), reds)])
    rating = Rating.RED if reds else None
    return Message(Question.WHERE, _red_title(standing, counts), body, ("dashboard", "movement"), rating)


def _unrated(standing: Standing) -> str:
    return say(
        "{projects} in the register; none has a report with ratings yet.", projects=projects(len(standing.entries))
    )


def _red_title(standing: Standing, counts: Totals) -> str:
    now, before = counts.red, counts.red_before
    if not now and not before:
        return say("No project is off track")
    carried = money(counts.red_money, standing.currency)
    if before is None:
        told = say("1 project is off track") if now == 1 else say("{count} projects are off track", count=now)
        return say("{told}, with {money} of whole-life cost", told=told, money=carried) if counts.red_money else told
    if not now:
        return say("The red list is empty, from {before} before", before=before)
    words = say("grew from {before} to {now}") if now > before else say("shrank from {before} to {now}")
    told = (say("stays at {now}") if now == before else words).format(before=before, now=now)
    if not counts.red_money:
        return say("The red list {told}", told=told)
    return say("The red list {told}, and carries {money}", told=told, money=carried)


def _who(standing: Standing, reds: Sequence[Entry]) -> tuple[str, ...]:
    joined = [entry for entry in reds if entry.overall.before is not Rating.RED]
    stayed = [entry for entry in reds if entry.overall.before is Rating.RED]
    left = [
        entry
        for entry in standing.entries
        if entry.overall.before is Rating.RED and (entry.rating is not Rating.RED or entry.is_over)
    ]
    left += [entry for entry in standing.gone if entry.rating is Rating.RED]
    return _told(
        [
            _list_of(say("Joined: {names}."), joined),
            _list_of(say("Left: {names}."), left),
            _list_of(say("Still red: {names}."), stayed),
        ]
    )


def _told(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in sentences if each)


def _list_of(template: str, entries: Sequence[Entry]) -> str:
    return template.format(names=names([entry.name for entry in entries], _NAMED)) if entries else ""


# Where we are going --------------------------------------------------------------------------------------------------


def _outlook(standing: Standing, moved: Movement) -> Message | None:
    """Who expects to get worse, and who better."""
    running = [entry for entry in standing.entries if not entry.is_over]
    worse = [entry for entry in running if entry.forward_look is ForwardLook.WORSENING]
    better = [entry for entry in running if entry.forward_look is ForwardLook.IMPROVING]
    if not any(entry.forward_look for entry in running):
        return None
    next_reds = [entry for entry in worse if entry in moved.watched and entry.rating is not Rating.RED]
    improving = show_number(len(better)) if better else say("none")
    first = say("{projects} getting worse, {better} improving", projects=projects(len(worse)), better=improving)
    title = first if worse else say("No project expects to get worse, {better} to improve", better=improving)
    said = [
        _list_of(say("At risk and leaning red: {names}."), next_reds),
        _list_of(say("Improving: {names}."), better),
    ]
    rating = max((entry.rating for entry in next_reds if entry.rating), key=lambda each: each.severity, default=None)
    return Message(Question.GOING, title, _told(said), ("movement",), rating)


def _slips(standing: Standing, moved: Movement) -> Message | None:
    """How many projects finish later than they said last time; without a last time, than their baseline."""
    running = [entry for entry in standing.entries if not entry.is_over]
    if standing.previous:
        compared = [entry for entry in running if entry.slip_since_days is not None]
        late, early = moved.slipped, moved.recovered
        than = say("than in {period}", period=standing.previous.name)
        steps = {entry.key: entry.slip_since_days or 0 for entry in compared}
    else:
        compared = [entry for entry in running if entry.slip_days is not None]
        steps = {entry.key: entry.slip_days or 0 for entry in compared}
        late = tuple(sorted((each for each in compared if steps[each.key] > 0), key=lambda each: -steps[each.key]))
        early = tuple(each for each in compared if steps[each.key] < 0)
        than = say("than in the baseline")
    if not compared:
        return None
    if not late:
        return Message(Question.GOING, say("No project finishes later {than}", than=than), (), ("schedule",))
    verb = say("finishes") if len(late) == 1 else say("finish")
    title = say("{late} of {all} projects {verb} later {than}", late=len(late), all=len(compared), verb=verb, than=than)
    told = [f"{entry.name} ({show_change(steps[entry.key])} d)" for entry in late[:_NAMED]]
    body = [say("The most: {names}.", names=names(told))]
    if early:
        body.append(say("1 finishes earlier.") if len(early) == 1 else say("{count} finish earlier.", count=len(early)))
    return Message(Question.GOING, title, tuple(body), ("schedule", "movement"))


# What we need --------------------------------------------------------------------------------------------------------


def _need(asked: Decisions | None, paths: Sequence[Path], standing: Standing) -> Message:
    """The decisions; without any, the paths to green that are missing."""
    if asked and asked.to_decide:
        return _decisions_needed(asked)
    reds = [path for path in paths if path.entry.rating is Rating.RED]
    open_ended = [path.entry for path in reds if not (path.step and path.due_on)]
    if open_ended:
        count = len(open_ended)
        title = (
            say("1 red needs a dated path to green")
            if count == 1
            else say("{count} reds need a dated path to green", count=count)
        )
        body = say("Ask the sponsors of {names} for it.", names=names([entry.name for entry in open_ended], _NAMED))
        return Message(Question.NEED, title, (body,), ("movement",), Rating.RED)
    title = say("Nothing: no decision is due in {period}", period=standing.period.name)
    body = say("Every red has a dated path to green.") if reds else ""
    return Message(Question.NEED, title, _told([body]), ("decisions",))


def _decisions_needed(asked: Decisions) -> Message:
    asks = asked.to_decide
    dated = [each.decide_by_on for each in asks if each.decide_by_on]
    first = say(", the first by {date}", date=show_date(min(dated))) if dated else ""
    title = named = names([each.title for each in asks], len(asks))
    if len(named) > _TITLE:
        title = counted(len(asks)) + first
    costs = [f"{each.reference or each.title}: {each.cost_of_delay}" for each in asks if each.cost_of_delay]
    body = [
        "; ".join(each.title for each in asks[:_NAMED]) + "." if title != named else "",
        say("Cost of delay: {costs}.", costs="; ".join(costs[:_NAMED])) if costs else "",
    ]
    return Message(Question.NEED, title, _told(body), ("decisions",), asks=len(asks))
