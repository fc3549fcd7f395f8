"""The documents of one project: what its lifecycle asks for phase by phase against what is there, or their age."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.document import Document
from pmo_desktop.domain.method import MethodItemKind
from pmo_desktop.domain.rules.compliance import ItemState
from pmo_desktop.services import periods
from pmo_desktop.services.formats import NO_VALUE, show_date
from pmo_desktop.services.insights.method import ItemSeen, project_items
from pmo_desktop.services.insights.project_shapes import CoverCell, CoverRow, CoverState, DocumentCover
from pmo_desktop.services.insights.tab_said import Note, TabSaid
from pmo_desktop.text import N_, say

_STATES: dict[ItemState, CoverState] = {
    ItemState.DONE: "done",
    ItemState.WAIVED: "waived",
    ItemState.DEVIATION: "missing",
    ItemState.OPEN: "open",
    ItemState.LATER: "later",
}
_WORDS: dict[CoverState, str] = {
    "done": N_("done"),
    "there": N_("there, not ticked off in the method"),
    "waived": N_("waived"),
    "missing": N_("missing, its phase is over"),
    "open": N_("due in this phase"),
    "later": N_("to come"),
}
_AGES = ((31, N_("up to a month")), (92, N_("up to three months")), (366, N_("up to a year")))
_MOST_NOTES = 6


def project_documents(session: Session, key: int) -> TabSaid:
    """What the documents of a project say."""
    found = list(session.scalars(select(Document).where(Document.project_key == key).order_by(Document.added_on)))
    period = periods.current_period(session)
    days = [each.added_on for each in found if each.added_on]
    today = period.cut_off_on if period else max(days, default=None)
    items = project_items(session, key, today or date.max)
    asked = [each for each in items if each.kind is MethodItemKind.DOCUMENT]
    states: dict[int, CoverState] = {each.key: _state(each, found) for each in asked}
    rows = tuple(_by_phase(asked, states, found)) if asked else tuple(_by_age(found, today))
    return TabSaid(
        headline=say("1 document") if len(found) == 1 else say("{count} documents", count=len(found)),
        chart="document_cover",
        answer=DocumentCover(rows),
        title=_title(asked, states, found),
        caption=say("What the lifecycle asks for, phase by phase") if asked else say("By age") if rows else "",
        notes=tuple(_notes(asked, states)),
    )


def _state(item: ItemSeen, found: Iterable[Document]) -> CoverState:
    state = _STATES[item.state]
    return "there" if state in {"missing", "open", "later"} and _like(item, found) else state


def _like(item: ItemSeen, found: Iterable[Document]) -> Document | None:
    """The newest document whose title holds what is asked for."""
    return next((each for each in reversed(list(found)) if item.title.casefold() in each.title.casefold()), None)


def _by_phase(
    asked: Sequence[ItemSeen], states: dict[int, CoverState], found: Sequence[Document]
) -> Iterable[CoverRow]:
    for phase in dict.fromkeys(each.phase for each in asked):
        own = [each for each in asked if each.phase == phase]
        there = sum(states[each.key] in {"done", "there"} for each in own)
        yield CoverRow(
            phase,
            tuple(_cell(each, states[each.key], found) for each in own),
            say("{there} of {all}", there=there, all=len(own)),
            strong=any(states[each.key] == "missing" for each in own),
        )


def _cell(item: ItemSeen, state: CoverState, found: Sequence[Document]) -> CoverCell:
    like = _like(item, found)
    note = f" ({item.note})" if item.note and state != "missing" else ""
    return CoverCell(state, f"{item.title}: {say(_WORDS[state])}{note}", f"document {like.key}" if like else "")


def _by_age(found: Sequence[Document], today: date | None) -> Iterable[CoverRow]:
    """A row for each age that some document has, the youngest first."""
    rows: dict[str, list[Document]] = {say(words): [] for _, words in _AGES}
    rows |= {say("older"): [], say("no date"): []}
    for each in reversed(found):
        rows[_age(each.added_on, today)].append(each)
    for label, some in rows.items():
        if some:
            cells = tuple(CoverCell("done", _told(each), f"document {each.key}") for each in some)
            yield CoverRow(label, cells, str(len(some)))


def _age(added_on: date | None, today: date | None) -> str:
    if added_on is None or today is None:
        return say("no date")
    return next((say(words) for most, words in _AGES if (today - added_on).days <= most), say("older"))


def _told(each: Document) -> str:
    parts = (each.title, each.version, show_date(each.added_on) if each.added_on else "")
    return ", ".join(filter(None, parts)) or NO_VALUE


def _title(asked: Sequence[ItemSeen], states: dict[int, CoverState], found: Sequence[Document]) -> str:
    missing = sum(states[each.key] == "missing" for each in asked)
    unticked = sum(states[each.key] == "there" for each in asked)
    if missing:
        return say("1 document is missing") if missing == 1 else say("{count} documents are missing", count=missing)
    if unticked:
        return say("{count} are there, but not ticked off in the method", count=unticked)
    due = sum(states[each.key] == "open" for each in asked)
    if due:
        return say("1 document is due in this phase") if due == 1 else say("{count} are due in this phase", count=due)
    if asked:
        return say("Every document that is due is there")
    newest = max((each.added_on for each in found if each.added_on), default=None)
    if newest is not None:
        return say("The newest is of {day}", day=show_date(newest))
    return say("No document has a date") if found else say("No document yet")


def _notes(asked: Sequence[ItemSeen], states: dict[int, CoverState]) -> Iterable[Note]:
    missing = [each for each in asked if states[each.key] == "missing"]
    for each in missing[:_MOST_NOTES]:
        yield Note(say("{title} is missing: {phase} is over.", title=each.title, phase=each.phase))
    if len(missing) > _MOST_NOTES:
        yield Note(say("{count} more are missing.", count=len(missing) - _MOST_NOTES))
