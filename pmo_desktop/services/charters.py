"""The charter of an office: its versions, and their way from draft to approval."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter, CharterObjective, CharterReview, CharterSection, Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import registers, responsibilities
from pmo_desktop.services.charter_state import must_be_open
from pmo_desktop.services.registry import Register
from pmo_desktop.text import N_, say

OBJECTIVES = Register(
    CharterObjective, N_("Objectives"), N_("objective"), ("title", "objective_key", "measure", "target", "due_on")
)

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
    """Begin a new version as the newest one stands, its matrix included; thirteen empty sections for the first.

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
    if newest:
        responsibilities.copy(session, newest.key, charter.key)
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
        found.text = text


def write_figures(session: Session, charter_key: int, values: Mapping[str, Any]) -> None:
    """Set `fte` or `cost_per_year` (minor units), or both.

    Raises:
        PmoError: the version is read-only, or a figure is below zero.
    """
    charter = must_be_open(session, charter_key)
    for name, value in values.items():
        if value is not None and value < 0:
            raise PmoError(say("People and money of the office cannot be below zero."))
        setattr(charter, {"fte": "fte", "cost_per_year": "cost_per_year"}[name], value)


def write_objectives(
    session: Session,
    charter_key: int,
    cells: Iterable[tuple[int, str, Any]] = (),
    added: Iterable[Mapping[str, Any]] = (),
) -> list[int]:
    """Set cells of objectives, (key, column, value) each, and add objectives; gives the keys of the added ones.

    Raises:
        PmoError: the version is read-only, an objective has no title, or a value cannot be.
    """
    must_be_open(session, charter_key)
    registers.edit_many(session, OBJECTIVES, cells)
    return [registers.add(session, OBJECTIVES, {**row, "charter_key": charter_key}) for row in added]


def remove_objectives(session: Session, charter_key: int, keys: Collection[int]) -> None:
    """Take objectives out of a version.

    Raises:
        PmoError: the version is read-only.
    """
    must_be_open(session, charter_key)
    registers.remove(session, OBJECTIVES, keys)


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
    if found[Section.OBJECTIVES] == "" or objectives(session, charter_key):
        found[Section.OBJECTIVES] = _objectives_gap(objectives(session, charter_key))
    charter = session.get_one(Charter, charter_key)
    if charter.cost_per_year is None and written[Section.RESOURCES].strip():
        found[Section.RESOURCES] = say("cost per year missing")
    if charter.state is CharterState.APPROVED:
        found[Section.APPROVALS] = ""
    elif not written[Section.APPROVALS].strip():
        found[Section.APPROVALS] = say("after review")
    return found


def _objectives_gap(every: list[CharterObjective]) -> str:
    unmeasured = sum(not each.measure for each in every)
    alone = sum(each.objective_key is None for each in every)
    if not every:
        return say("none listed")
    if unmeasured:
        return say("{count} without a measure", count=unmeasured)
    return say("{count} without a strategic objective", count=alone) if alone else ""
