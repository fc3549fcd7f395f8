"""What is kept once for all projects: staff, suppliers, customers and equipment, who uses it and what it saves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Allocation, Person
from pmo_desktop.domain.central import CentralItem, CentralKind, CentralUse
from pmo_desktop.services.insights.shapes import ValueBars, ValueRow
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money
from pmo_desktop.text import N_, say

STAFF = "staff"
_TITLES = {
    STAFF: N_("Staff"),
    CentralKind.SUPPLIER: N_("Suppliers"),
    CentralKind.CUSTOMER: N_("Customers"),
    CentralKind.EQUIPMENT: N_("Equipment"),
}


@dataclass(frozen=True, slots=True)
class CentralSaving:
    """What one person or item of a central register saves a year, in minor units."""

    title: str
    kind: str
    amount: int
    is_measured: bool
    table: str
    key: int


@dataclass(frozen=True, slots=True)
class CentralPart:
    """One central register: how many entries, how many projects use them, cost and saving a year in minor units."""

    kind: str
    title: str
    entries: int
    projects: int
    cost: int
    measured: int
    estimated: int


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract that ends within half a year, or has ended."""

    key: int
    name: str
    ends_on: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class CentralSeen:
    """All central registers together, on a day."""

    title: str
    parts: tuple[CentralPart, ...]
    cost: int
    measured: int
    estimated: int
    projects: int
    endings: tuple[Ending, ...]
    unused: tuple[str, ...]
    chart: ValueBars
    currency: str


_SOON_DAYS = 183


def central_savings(session: Session) -> tuple[CentralSaving, ...]:
    """Every saving of the central registers."""
    people = session.scalars(select(Person).where(Person.is_central, Person.saving_per_year > 0).order_by(Person.name))
    items = session.scalars(select(CentralItem).where(CentralItem.saving_per_year > 0).order_by(CentralItem.name))
    return (
        *(
            CentralSaving(
                each.name, say("Staff"), each.saving_per_year or 0, each.saving_is_measured, "person", each.key
            )
            for each in people
        ),
        *(
            CentralSaving(
                each.name, each.kind.label, each.saving_per_year or 0, each.saving_is_measured, "central_item", each.key
            )
            for each in items
        ),
    )


def central(session: Session, on: date) -> CentralSeen | None:
    """What is kept centrally and what it saves; none if nothing is."""
    people = list(session.scalars(select(Person).where(Person.is_central)))
    items = list(session.scalars(select(CentralItem).order_by(CentralItem.name)))
    if not people and not items:
        return None
    uses = _uses(session, on)
    staff = _staff_projects(session)
    parts = (
        _part(STAFF, people, set(staff)),
        *(_part(kind, [each for each in items if each.kind is kind], _of(uses, items, kind)) for kind in CentralKind),
    )
    currency = settings_of(session).currency
    measured, estimated = sum(each.measured for each in parts), sum(each.estimated for each in parts)
    projects = set(staff) | {project for found in uses.values() for project in found}
    return CentralSeen(
        title=_title(len(people) + len(items), len(projects), measured, estimated, currency),
        parts=parts,
        cost=sum(each.cost for each in parts),
        measured=measured,
        estimated=estimated,
        projects=len(projects),
        endings=_endings(items, on),
        unused=tuple(each.name for each in items if not uses.get(each.key)),
        chart=ValueBars(
            tuple(
                ValueRow(
                    each.title, each.measured, each.estimated, money(each.measured + each.estimated or None, currency)
                )
                for each in parts
            )
        ),
        currency=currency,
    )


def _uses(session: Session, on: date) -> dict[int, set[int]]:
    """The projects that use each item on a day."""
    now = (
        or_(CentralUse.from_on.is_(None), CentralUse.from_on <= on),
        or_(CentralUse.to_on.is_(None), CentralUse.to_on >= on),
    )
    found: dict[int, set[int]] = {}
    for item, project in session.execute(select(CentralUse.item_key, CentralUse.project_key).where(*now)):
        found.setdefault(item, set()).add(project)
    return found


def _staff_projects(session: Session) -> list[int]:
    query = select(Allocation.project_key).distinct().join(Person, Person.key == Allocation.person_key)
    return list(session.scalars(query.where(Person.is_central)))


def _of(uses: dict[int, set[int]], items: Iterable[CentralItem], kind: CentralKind) -> set[int]:
    return {project for each in items if each.kind is kind for project in uses.get(each.key, ())}


def _part(kind: str, entries: "list[Person] | list[CentralItem]", projects: set[int]) -> CentralPart:
    measured = sum(each.saving_per_year or 0 for each in entries if each.saving_is_measured)
    return CentralPart(
        kind=kind,
        title=say(_TITLES[kind]),
        entries=len(entries),
        projects=len(projects),
        cost=sum(each.cost_per_year or 0 for each in entries),
        measured=measured,
        estimated=sum(each.saving_per_year or 0 for each in entries) - measured,
    )


def _endings(items: Iterable[CentralItem], on: date) -> tuple[Ending, ...]:
    found = [
        Ending(each.key, each.name, each.ends_on, each.ends_on < on)
        for each in items
        if each.ends_on is not None and (each.ends_on - on).days <= _SOON_DAYS
    ]
    return tuple(sorted(found, key=lambda each: (each.ends_on, each.name)))


def _title(entries: int, projects: int, measured: int, estimated: int, currency: str) -> str:
    told = say("{entries} entries serve {projects} projects", entries=entries, projects=projects)
    if not measured and not estimated:
        return say("{told}; no saving is noted yet", told=told)
    amount = money(measured + estimated, currency)
    if not estimated:
        return say("{told} and save {amount} a year, all of it measured", told=told, amount=amount)
    return say(
        "{told} and save {amount} a year, {measured} of it measured",
        told=told, amount=amount, measured=money(measured, currency) if measured else say("none"),
    )  # fmt: skip
