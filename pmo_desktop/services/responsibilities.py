"""The responsibility matrix of a charter version: its parties, activities and letters, and what is left as it is."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.responsibility import Activity, LeftAsIs, Party, Responsible
from pmo_desktop.domain.rules.responsibility import Fault, Responsibility
from pmo_desktop.services import registers
from pmo_desktop.services.charter_state import must_be_open
from pmo_desktop.services.registry import Register
from pmo_desktop.text import N_, say

PARTIES = Register(Party, N_("Parties"), N_("party"), ("name", "is_pmo"))
ACTIVITIES = Register(Activity, N_("Activities"), N_("activity"), ("group", "title"))

_ORDER = "ARCI"


def parties(session: Session, charter_key: int) -> list[Party]:
    """The columns of the matrix, from left to right."""
    found = select(Party).where(Party.charter_key == charter_key).order_by(Party.position, Party.key)
    return list(session.scalars(found))


def activities(session: Session, charter_key: int) -> list[Activity]:
    """The rows of the matrix, from top to bottom; those of one group stand together."""
    found = select(Activity).where(Activity.charter_key == charter_key).order_by(Activity.position, Activity.key)
    every = list(session.scalars(found))
    groups = list(dict.fromkeys(each.group for each in every))
    return sorted(every, key=lambda each: groups.index(each.group))


def letters(session: Session, charter_key: int) -> dict[tuple[int, int], str]:
    """The letters of every cell that has some, by activity and party."""
    found = select(Responsible).join(Activity, Activity.key == Responsible.activity_key)
    return {
        (each.activity_key, each.party_key): each.letters
        for each in session.scalars(found.where(Activity.charter_key == charter_key))
    }


def left_as_is(session: Session, charter_key: int) -> list[LeftAsIs]:
    """The faults somebody decided to live with, in the order they were left."""
    return list(session.scalars(select(LeftAsIs).where(LeftAsIs.charter_key == charter_key).order_by(LeftAsIs.key)))


# Cells ---------------------------------------------------------------------------------------------------------------


def set_letters(session: Session, charter_key: int, cells: Mapping[tuple[int, int], str]) -> None:
    """Set cells, by activity and party; no letters empty a cell.

    Raises:
        PmoError: the version is read-only, or something else than R, A, C and I stands in a cell.
    """
    must_be_open(session, charter_key)
    for (activity_key, party_key), wanted in cells.items():
        put = _ordered(wanted)
        found = session.scalars(
            select(Responsible).where(Responsible.activity_key == activity_key, Responsible.party_key == party_key)
        ).one_or_none()
        if found is None:
            if put:
                session.add(Responsible(activity_key=activity_key, party_key=party_key, letters=put))
        elif put:
            found.letters = put
        else:
            session.delete(found)
    session.flush()


def _ordered(wanted: str) -> str:
    given = {letter for letter in wanted.upper() if not letter.isspace()}
    if given - set(Responsibility):
        raise PmoError(say("A cell holds R, A, C or I: does it, answers for it, is asked, is told. Type one of them."))
    return "".join(letter for letter in _ORDER if letter in given)


# Rows and columns ----------------------------------------------------------------------------------------------------


def add_activity(session: Session, charter_key: int, title: str, group: str = "") -> int:
    """Add an activity at the end of its group, and give its key.

    Raises:
        PmoError: the version is read-only, or the activity has no title.
    """
    must_be_open(session, charter_key)
    place = len(activities(session, charter_key))
    values = {"charter_key": charter_key, "title": title.strip(), "group": group.strip(), "position": place}
    return registers.add(session, ACTIVITIES, values)


def edit_activity(session: Session, charter_key: int, key: int, *, title: str, group: str) -> None:
    """Rename an activity, or put it into another group.

    Raises:
        PmoError: the version is read-only, or the activity would have no title.
    """
    must_be_open(session, charter_key)
    cells = [(key, "title", title.strip()), (key, "group", group.strip())]
    registers.edit_many(session, ACTIVITIES, cells)


def rename_group(session: Session, charter_key: int, group: str, name: str) -> None:
    """Call a group of activities by another name.

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    for activity in activities(session, charter_key):
        if activity.group == group:
            activity.group = name.strip()


def move_activity(session: Session, charter_key: int, key: int, step: int) -> None:
    """Move an activity up (−1) or down (1) within its group.

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    every = activities(session, charter_key)
    place = next(number for number, each in enumerate(every) if each.key == key)
    other = place + step
    if 0 <= other < len(every) and every[other].group == every[place].group:
        every[place], every[other] = every[other], every[place]
    _number(every)


def remove_activities(session: Session, charter_key: int, keys: Collection[int]) -> None:
    """Take activities out of the matrix, with their letters.

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    session.execute(delete(LeftAsIs).where(LeftAsIs.activity_key.in_(keys)))
    registers.remove(session, ACTIVITIES, keys)


def join_activities(session: Session, charter_key: int, kept: int, other: int) -> None:
    """Make one activity of two that are the same; what only the other says is taken over.

    Raises:
        PmoError: the version is read-only.
    """
    every = letters(session, charter_key)
    mine = {party for activity, party in every if activity == kept}
    taken = {(kept, party): put for (activity, party), put in every.items() if activity == other and party not in mine}
    set_letters(session, charter_key, taken)
    remove_activities(session, charter_key, [other])


def add_party(session: Session, charter_key: int, name: str, *, is_pmo: bool = False) -> int:
    """Add a party as the last column, and give its key.

    Raises:
        PmoError: the version is read-only, or the party has no name.
    """
    must_be_open(session, charter_key)
    place = len(parties(session, charter_key))
    values = {"charter_key": charter_key, "name": name.strip(), "position": place, "is_pmo": is_pmo}
    return registers.add(session, PARTIES, values)


def rename_party(session: Session, charter_key: int, key: int, name: str) -> None:
    """Call a party by another name.

    Raises:
        PmoError: the version is read-only, or the name is empty.
    """
    must_be_open(session, charter_key)
    registers.edit(session, PARTIES, key, "name", name.strip())


def move_party(session: Session, charter_key: int, key: int, step: int) -> None:
    """Move a party left (−1) or right (1).

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    every = parties(session, charter_key)
    place = next(number for number, each in enumerate(every) if each.key == key)
    if 0 <= place + step < len(every):
        every.insert(place + step, every.pop(place))
    _number(every)


def remove_party(session: Session, charter_key: int, key: int) -> None:
    """Take a party out of the matrix, with its letters.

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    session.execute(delete(LeftAsIs).where(LeftAsIs.party_key == key))
    registers.remove(session, PARTIES, [key])


def _number(every: Iterable[Activity | Party]) -> None:
    for place, each in enumerate(every):
        each.position = place


# What is left as it is -----------------------------------------------------------------------------------------------


def leave(session: Session, charter_key: int, fault: Fault, about: tuple[int | None, int | None], reason: str) -> None:
    """Leave a fault of an activity, or of a party, as it is; `about` is their keys.

    Raises:
        PmoError: the version is read-only, or no reason is given.
    """
    must_be_open(session, charter_key)
    if not reason.strip():
        raise PmoError(say("Say why it is left as it is; the reason stands in the charter."), "reason")
    activity_key, party_key = about
    session.add(
        LeftAsIs(
            charter_key=charter_key, fault=fault, activity_key=activity_key, party_key=party_key, reason=reason.strip()
        )
    )
    session.flush()


def take_up(session: Session, charter_key: int, key: int) -> None:
    """Take a fault up again that was left as it is.

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    session.delete(session.get_one(LeftAsIs, key))


# From version to version ---------------------------------------------------------------------------------------------


def copy(session: Session, before: int, after: int) -> None:
    """Give a new version the matrix of the one before, what was left as it is included."""
    columns = {each.key: _again(session, each, after) for each in parties(session, before)}
    rows = {each.key: _again(session, each, after) for each in activities(session, before)}
    session.flush()
    for (activity, party), put in letters(session, before).items():
        session.add(Responsible(activity_key=rows[activity].key, party_key=columns[party].key, letters=put))
    for each in left_as_is(session, before):
        activity_key = rows[each.activity_key].key if each.activity_key else None
        party_key = columns[each.party_key].key if each.party_key else None
        session.add(
            LeftAsIs(
                charter_key=after,
                fault=each.fault,
                activity_key=activity_key,
                party_key=party_key,
                reason=each.reason,
            )
        )


def _again(session: Session, one: Party | Activity, charter_key: int) -> Party | Activity:
    made: Party | Activity
    if isinstance(one, Party):
        made = Party(charter_key=charter_key, name=one.name, position=one.position, is_pmo=one.is_pmo)
    else:
        made = Activity(charter_key=charter_key, group=one.group, title=one.title, position=one.position)
    session.add(made)
    return made
