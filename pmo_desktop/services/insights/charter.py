"""A charter as one reads it: its sections with what they lack, its objectives, its reviews, and the version before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter, Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.office import Office, StrategicObjective
from pmo_desktop.services import charters, registers
from pmo_desktop.services.formats import NO_VALUE, show_date, show_number
from pmo_desktop.services.insights.responsibilities import matrix
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money
from pmo_desktop.text import say

FEWEST_OBJECTIVES, MOST_OBJECTIVES = 3, 5


@dataclass(frozen=True, slots=True)
class SectionSeen:
    """One section, numbered from 1; `gap` says what it lacks in a few words, `before` is its text a version ago."""

    section: Section
    number: int
    text: str
    gap: str
    is_empty: bool
    before: str


@dataclass(frozen=True, slots=True)
class ObjectiveSeen:
    """An objective of the office, and the strategic objective it serves, if any."""

    key: int
    title: str
    serves: str
    measure: str
    target: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A step a version took: the state it reached, by whom, when, and what was said."""

    state: CharterState
    by: str
    at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """One version among the others of the same office."""

    key: int
    version: int
    state: CharterState


@dataclass(frozen=True, slots=True)
class CharterSeen:
    """One version, whole; `duties` are its matrix in words.

    `versions` are all of the office, newest first; `before` is the one it follows, if any.
    """

    key: int
    office_key: int
    office: str
    version: int
    state: CharterState
    begun_on: date
    approved_on: date | None
    approved_by: str
    fte: float | None
    cost_per_year: int | None
    currency: str
    sections: tuple[SectionSeen, ...]
    objectives: tuple[ObjectiveSeen, ...]
    duties: tuple[str, ...]
    reviews: tuple[ReviewSeen, ...]
    versions: tuple[VersionSeen, ...]
    before: VersionSeen | None

    @property
    def is_open(self) -> bool:
        """Whether its text may still change."""
        return self.state in {CharterState.DRAFT, CharterState.IN_REVIEW}

    @property
    def complete(self) -> int:
        """How many sections lack nothing."""
        return sum(not each.gap for each in self.sections)


def offices(session: Session) -> list[tuple[int, str]]:
    """Key and name of every office, the first one made first."""
    return [(key, name) for key, name in session.execute(select(Office.key, Office.name).order_by(Office.key))]


@dataclass(frozen=True, slots=True)
class VersionOf:
    """A version of some office's charter; `words` such as “version 3, draft”."""

    key: int
    office_key: int
    office: str
    words: str


def versions_of_all(session: Session) -> list[VersionOf]:
    """Every version of every office's charter: office by office, newest first."""
    return [
        VersionOf(
            each.key,
            key,
            name,
            say("version {number}, {state}", number=each.version, state=each.state.label.lower()),
        )
        for key, name in offices(session)
        for each in charters.versions(session, key)
    ]


def newest_charter(session: Session, office_key: int) -> CharterSeen | None:
    """The newest version of an office's charter; none if it has none yet."""
    every = charters.versions(session, office_key)
    return charter(session, every[0].key) if every else None


def charter(session: Session, charter_key: int) -> CharterSeen:
    """One version of a charter."""
    kept = session.get_one(Charter, charter_key)
    every = charters.versions(session, kept.office_key)
    before = next((each for each in every if each.version < kept.version), None)
    texts_before = charters.texts(session, before.key) if before else {}
    gaps = _gaps(session, charter_key)
    return CharterSeen(
        key=kept.key,
        office_key=kept.office_key,
        office=session.get_one(Office, kept.office_key).name,
        version=kept.version,
        state=kept.state,
        begun_on=kept.begun_on,
        approved_on=kept.approved_on,
        approved_by=kept.approved_by,
        fte=kept.fte,
        cost_per_year=kept.cost_per_year,
        currency=settings_of(session).currency,
        sections=tuple(
            SectionSeen(section, number, text, gaps[section], not text.strip(), texts_before.get(section, ""))
            for number, (section, text) in enumerate(charters.texts(session, charter_key).items(), 1)
        ),
        objectives=_objectives(session, charter_key),
        duties=_duties(session, charter_key),
        reviews=tuple(
            ReviewSeen(each.state, each.by, each.at, each.comment) for each in charters.reviews(session, charter_key)
        ),
        versions=tuple(VersionSeen(each.key, each.version, each.state) for each in every),
        before=VersionSeen(before.key, before.version, before.state) if before else None,
    )


def _gaps(session: Session, charter_key: int) -> dict[Section, str]:
    """What each section lacks; roles are not complete while the matrix has findings."""
    found = charters.gaps(session, charter_key)
    wrong = len(matrix(session, charter_key).findings)
    if wrong and not found[Section.ROLES]:
        found[Section.ROLES] = say("1 finding") if wrong == 1 else say("{count} findings", count=wrong)
    return found


def _duties(session: Session, charter_key: int) -> tuple[str, ...]:
    """The matrix in words, a line for each activity: what two versions compare by."""
    found = matrix(session, charter_key)
    names = {party.key: party.name for party in found.parties}
    return tuple(
        say(
            "{activity}: {letters}",
            activity=each.title,
            letters=", ".join(f"{each.letters[key]} {name}" for key, name in names.items() if key in each.letters),
        )
        for each in found.activities
    )


def _objectives(session: Session, charter_key: int) -> tuple[ObjectiveSeen, ...]:
    titles = dict(registers.references(session, StrategicObjective.__tablename__))
    return tuple(
        ObjectiveSeen(
            each.key, each.title, titles.get(each.objective_key or 0, ""), each.measure, each.target, each.due_on
        )
        for each in charters.objectives(session, charter_key)
    )


# What can be told without reading -----------------------------------------------------------------------------------

CHECKS: dict[str, Callable[[CharterSeen], bool]] = {
    "three to five objectives": lambda seen: FEWEST_OBJECTIVES <= len(seen.objectives) <= MOST_OBJECTIVES,
    "each serves": lambda seen: bool(seen.objectives) and all(each.serves for each in seen.objectives),
    "each measured": lambda seen: (
        bool(seen.objectives) and all(each.measure and each.target for each in seen.objectives)
    ),
    "each dated": lambda seen: bool(seen.objectives) and all(each.due_on for each in seen.objectives),
    "fte": lambda seen: seen.fte is not None,
    "cost": lambda seen: seen.cost_per_year is not None,
    "reviewed": lambda seen: any(each.state is CharterState.IN_REVIEW for each in seen.reviews),
    "approved": lambda seen: seen.approved_on is not None,
}
"""Points of a check list that follow from what is kept, by the name the guidance calls them."""


# Versions beside each other ------------------------------------------------------------------------------------------


def as_text(seen: CharterSeen, section: Section) -> str:
    """All that a section says, its objectives or figures included, one to a line: what two versions compare by."""
    text = next(each.text for each in seen.sections if each.section is section)
    return "\n\n".join(filter(None, (text.strip(), *_more(seen, section))))


def _more(seen: CharterSeen, section: Section) -> list[str]:
    if section is Section.OBJECTIVES:
        return [_objective_line(each) for each in seen.objectives]
    if section is Section.ROLES:
        return [*seen.duties]
    if section is Section.RESOURCES and (seen.fte is not None or seen.cost_per_year is not None):
        cost = money(seen.cost_per_year, seen.currency)
        return [say("{fte} FTE, {cost} a year", fte=show_number(seen.fte), cost=cost)]
    return []


def _objective_line(each: ObjectiveSeen) -> str:
    parts = (each.title, each.serves, each.measure or say("no measure yet"), each.target, show_date(each.due_on))
    return " · ".join(part for part in parts if part and part != NO_VALUE)
