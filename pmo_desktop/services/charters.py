"""The charter of an office: its versions, their way from draft to approval, and how two of them differ."""

import difflib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter, CharterObjective, CharterReview, CharterSection, Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

_NEXT = {
    CharterState.DRAFT: {CharterState.IN_REVIEW},
    CharterState.IN_REVIEW: {CharterState.DRAFT, CharterState.APPROVED},
    CharterState.APPROVED: set[CharterState](),
    CharterState.SUPERSEDED: set[CharterState](),
}


def versions(session: Session, office_key: int) -> list[Charter]:
    """Every version of an office's charter, newest first."""
    return list(
        session.scalars(select(Charter).where(Charter.office_key == office_key).order_by(Charter.version.desc()))
    )


def begin(session: Session, office_key: int, on: date) -> Charter:
    """Begin a new version with the text and objectives of the newest one; thirteen empty sections for the first.

    Raises:
        PmoError: the newest version is not approved yet.
    """
    newest = next(iter(versions(session, office_key)), None)
    if newest and newest.state in {CharterState.DRAFT, CharterState.IN_REVIEW}:
        raise PmoError(
            say(
                "Version {version} is still being written. Approve it before you begin another.", version=newest.version
            )
        )
    charter = Charter(office_key=office_key, version=newest.version + 1 if newest else 1, begun_on=on)
    if newest:
        charter.fte, charter.cost_per_year = newest.fte, newest.cost_per_year
    session.add(charter)
    session.flush()
    before = texts(session, newest.key) if newest else {}
    session.add_all(
        CharterSection(charter_key=charter.key, section=section, text=before.get(section, "")) for section in Section
    )
    for objective in objectives(session, newest.key) if newest else []:
        session.add(
            CharterObjective(
                charter_key=charter.key,
                title=objective.title,
                objective_key=objective.objective_key,
                measure=objective.measure,
                target=objective.target,
                due_on=objective.due_on,
            )
        )
    return charter


def texts(session: Session, charter_key: int) -> dict[Section, str]:
    """The text of each section of a version, in reading order."""
    found = {
        each.section: each.text
        for each in session.scalars(select(CharterSection).where(CharterSection.charter_key == charter_key))
    }
    return {section: found.get(section, "") for section in Section}


def objectives(session: Session, charter_key: int) -> list[CharterObjective]:
    """The objectives of a version, in the order they were written."""
    return list(
        session.scalars(
            select(CharterObjective).where(CharterObjective.charter_key == charter_key).order_by(CharterObjective.key)
        )
    )


def write(session: Session, charter_key: int, section: Section, text: str) -> None:
    """Set the text of one section.

    Raises:
        PmoError: the version is approved or superseded, so it is read-only.
    """
    charter = must_be_open(session, charter_key)
    found = session.scalars(
        select(CharterSection).where(CharterSection.charter_key == charter.key, CharterSection.section == section)
    ).one_or_none()
    if found is None:
        session.add(CharterSection(charter_key=charter.key, section=section, text=text))
    else:
        found.text = text.replace("\0", "")


def must_be_open(session: Session, charter_key: int) -> Charter:
    """The version, if it may still change.

    Raises:
        PmoError: it is approved or superseded.
    """
    charter = session.get_one(Charter, charter_key)
    if charter.state in {CharterState.APPROVED, CharterState.SUPERSEDED}:
        raise PmoError(
            say(
                "Version {version} is approved, so it is read-only. Begin a new version to change it.",
                version=charter.version,
            )
        )
    return charter


def advance(session: Session, charter_key: int, state: CharterState, by: str, at: datetime, comment: str = "") -> None:
    """Move a version on: draft → in review → approved, or from review back to draft; each step is logged.

    Approving supersedes the version that was approved before.

    Raises:
        PmoError: the step is not possible, or nobody is named who approves.
    """
    charter = session.get_one(Charter, charter_key)
    if state not in _NEXT[charter.state]:
        raise PmoError(
            say("A charter that is “{now}” cannot become “{then}”.", now=charter.state.label, then=state.label)
        )
    if state is CharterState.APPROVED:
        if not by.strip():
            raise PmoError(say("Say who approves the charter; the name stands in the document."))
        for older in versions(session, charter.office_key):
            if older.state is CharterState.APPROVED:
                older.state = CharterState.SUPERSEDED
        charter.approved_on, charter.approved_by = at.date(), by
    charter.state = state
    session.add(CharterReview(charter_key=charter.key, state=state, by=by, at=at, comment=comment))


def reviews(session: Session, charter_key: int) -> list[CharterReview]:
    """Every step a version took, newest first."""
    found = select(CharterReview).where(CharterReview.charter_key == charter_key)
    return list(session.scalars(found.order_by(CharterReview.at.desc(), CharterReview.key.desc())))


def gaps(session: Session, charter_key: int) -> dict[Section, str]:
    """What each section still lacks, in a few words; empty words for a complete one."""
    written = texts(session, charter_key)
    found = {section: "" if text.strip() else say("empty") for section, text in written.items()}
    unmeasured = sum(not each.measure for each in objectives(session, charter_key))
    if unmeasured:
        found[Section.OBJECTIVES] = say("{count} without a measure", count=unmeasured)
    elif objectives(session, charter_key):
        found[Section.OBJECTIVES] = ""
    charter = session.get_one(Charter, charter_key)
    if charter.cost_per_year is None and written[Section.RESOURCES].strip():
        found[Section.RESOURCES] = say("cost per year missing")
    if charter.state is CharterState.APPROVED:
        found[Section.APPROVALS] = ""
    elif not written[Section.APPROVALS].strip():
        found[Section.APPROVALS] = say("after review")
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is the same in both texts, was removed, or was added."""

    kind: Literal["same", "removed", "added"]
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """How `after` differs from `before`, word by word; the pieces without "removed" give `after` exactly."""
    old, new = _words(before), _words(after)
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece("removed", "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece("added", "".join(new[new_from:new_to])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
