"""What projects want of roles and what there is of them, month by month, read for many projects at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from pmo_desktop.domain.capacity import Demand, Person, Role, RoleCapacity
from pmo_desktop.domain.choices import EntryKind, ProjectStatus
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.capacity import Load, fair_share
from pmo_desktop.services.key_sets import among, listed

WANTED = tuple(status for status in ProjectStatus if not status.is_over and status is not ProjectStatus.PROPOSED)
Cells = Mapping[tuple[int, date], float]

_MONTHS: BindParameter[Any] = bindparam("months", expanding=True)
RUNNING = (Project.kind == EntryKind.PROJECT, Project.status.in_(WANTED))
_ALL_DEMAND = (
    select(Demand.role_key, Demand.month_on, func.sum(Demand.fte))
    .join(Project, Project.key == Demand.project_key)
    .where(Demand.month_on.in_(_MONTHS), *RUNNING)
    .group_by(Demand.role_key, Demand.month_on)
)
_DEMAND = (
    select(Demand.project_key, Demand.role_key, Role.name, Demand.month_on, Demand.fte)
    .join(Role, Role.key == Demand.role_key)
    .where(Demand.month_on.in_(_MONTHS), among(Demand.project_key))
)
_PEOPLE = select(Person.role_key, Person.fte, Person.available_from_on, Person.available_to_on)
_SAID = select(RoleCapacity.role_key, RoleCapacity.month_on, RoleCapacity.fte).where(RoleCapacity.month_on.in_(_MONTHS))


def loads_of(connection: Connection, keys: Collection[int], months: Sequence[date]) -> Mapping[int, list[Load]]:
    """What some projects want in these months, each beside its share of what there is for all of them."""
    wanted = connection.execute(_DEMAND, {"keys": listed(keys), "months": months}).all()
    if not wanted:
        return {}
    everybody = {(role, month): fte for role, month, fte in connection.execute(_ALL_DEMAND, {"months": months})}
    there = supply(connection, months)
    loads: dict[int, list[Load]] = {}
    for project, role, name, month, fte in wanted:
        share = fair_share(fte, everybody.get((role, month), fte), there.get((role, month)))
        loads.setdefault(project, []).append(Load(name, month, fte, share, role))
    return loads


def supply(connection: Connection, months: Sequence[date]) -> Cells:
    """FTE there are by role and month: what was said for the month, else the people of that role who are there then."""
    found: dict[tuple[int, date], float] = {}
    for role, fte, from_on, to_on in connection.execute(_PEOPLE):
        if role is None:
            continue
        for month in months:
            is_there = (from_on is None or from_on <= month) and (to_on is None or to_on >= month)
            found[role, month] = found.get((role, month), 0.0) + (fte if is_there else 0.0)
    said: dict[tuple[int, date], float] = {
        (role, month): fte for role, month, fte in connection.execute(_SAID, {"months": months})
    }
    return {**found, **said}


def wanting(connection: Connection, months: Sequence[date]) -> set[int]:
    """The projects that want anybody in these months: a change of capacity, or of one's demand, concerns them all."""
    query = select(Demand.project_key).where(Demand.month_on.in_(_MONTHS)).distinct()
    return set(connection.execute(query, {"months": months}).scalars())
