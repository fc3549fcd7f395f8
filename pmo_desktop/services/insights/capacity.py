"""Demand against capacity by role and month: where people are missing, and who is promised twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Allocation, Demand, Person, Role
from pmo_desktop.domain.choices import Dimension, EntryKind, ProjectStatus, Scale
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules import bands
from pmo_desktop.domain.rules.capacity import (
    Load,
    OverAllocation,
    Shortage,
    months_ahead,
    over_allocated,
    shortage,
    utilisation_percent,
)
from pmo_desktop.services import periods
from pmo_desktop.services.formats import NO_VALUE, show_month, show_number, show_percent
from pmo_desktop.services.insights.portfolio_shapes import CapacityHeatMap, CapacityRow, LoadCell
from pmo_desktop.services.standing import rules_now
from pmo_desktop.services.supply import WANTED, supply
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class Capacity:
    """Roles against months: the chart, its message, what is missing in all, and people promised above 100 %.

    Attributes:
        chart: The heat map; roles with the largest gap first, those without any demand left out.
        title: The message.
        months: First days of the months, in order.
        shortage: What is missing over all of them.
        over: People promised more than there is of them.
    """

    chart: CapacityHeatMap
    title: str
    months: tuple[date, ...]
    shortage: Shortage
    over: tuple[OverAllocation, ...]

    @property
    def promised_twice(self) -> dict[tuple[int, str], list[OverAllocation]]:
        """The same by key and name of the person, those of most months first."""
        found: dict[tuple[int, str], list[OverAllocation]] = {}
        for each in self.over:
            found.setdefault((each.key, each.person), []).append(each)
        return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0][1])))


def capacity(session: Session, count: int = 12, project_key: int | None = None) -> Capacity:
    """Hold the demand of approved and running projects against capacity in the `count` months after the data date.

    Without a period the months begin with the first demand. With a project, only roles and people of it are told,
    and their load is still that of all projects together.
    """
    months = _months(session, count)
    roles = dict(session.execute(select(Role.key, Role.name).order_by(Role.name)).all())
    demand, there = _demand(session, months), supply(session.connection(), months)
    wanted = {role for role, _ in demand}
    if project_key is not None:
        own = select(Demand.role_key).where(Demand.project_key == project_key, Demand.month_on.in_(months))
        wanted = set(session.scalars(own))
    pipeline = _demand(session, months, (ProjectStatus.PROPOSED,))
    loads = {
        role: [
            Load(roles[role], month, demand.get((role, month), 0.0), there.get((role, month)), role) for month in months
        ]
        for role in roles
        if role in wanted
    }
    missing = {role: shortage(each) for role, each in loads.items()}
    order = sorted(loads, key=lambda role: (-missing[role].gap, roles[role]))
    limits = rules_now(session).common.of(Dimension.RESOURCES)
    chart = CapacityHeatMap(
        months,
        tuple(
            CapacityRow(
                roles[role],
                tuple(
                    _cell(load, pipeline.get((role, load.month), 0.0), (limits.amber, limits.red))
                    for load in loads[role]
                ),
                _gap(missing[role]),
                str(role),
            )
            for role in order
        ),
        say("FTE short"),
    )
    all_in_all = shortage(load for each in loads.values() for load in each)
    return Capacity(
        chart if order else CapacityHeatMap(),
        _title(all_in_all, loads),
        months,
        all_in_all,
        _over(session, months, project_key),
    )


def _months(session: Session, count: int) -> tuple[date, ...]:
    if period := periods.current_period(session):
        return months_ahead(period.cut_off_on, count)
    first = session.scalar(select(func.min(Demand.month_on)))
    return months_ahead(date.fromordinal(first.replace(day=1).toordinal() - 1), count) if first else ()


def _demand(
    session: Session, months: Sequence[date], statuses: Sequence[ProjectStatus] = WANTED
) -> dict[tuple[int, date], float]:
    """FTE wanted by role and month."""
    query = (
        select(Demand.role_key, Demand.month_on, func.sum(Demand.fte))
        .join(Project, Project.key == Demand.project_key)
        .where(Demand.month_on.in_(months), Project.kind == EntryKind.PROJECT, Project.status.in_(statuses))
        .group_by(Demand.role_key, Demand.month_on)
    )
    return {(role, month): fte for role, month, fte in session.execute(query)}


def _cell(load: Load, pipeline: float, limits: tuple[float, float]) -> LoadCell:
    proposed = say("; {fte} FTE more are proposed", fte=show_number(pipeline, 1)) if pipeline else ""
    wanted = show_number(load.demand, 1)
    if load.capacity is None:
        if not load.demand:
            return LoadCell(NO_VALUE, say("no demand") + proposed)
        return LoadCell(say("{fte} ?", fte=wanted), say("{fte} FTE wanted, capacity not known", fte=wanted) + proposed)
    told = say("{fte} FTE wanted of {there}", fte=wanted, there=show_number(load.capacity, 1))
    if not load.demand:
        return LoadCell("·", told + proposed)
    lacking = shortage([load])
    if lacking.gap:
        told = f"{told}, {say('{fte} short', fte=show_number(lacking.gap, 1))}"
    rating = bands.by_percent(lacking.percent or 0.0, *limits, Scale.THREE)
    used = utilisation_percent(load.demand, load.capacity)
    shown = show_percent(used, 0) if used is not None else say("none")
    return LoadCell(shown, told + proposed, rating)


def _gap(missing: Shortage) -> str:
    if missing.unknown and not missing.demand:
        return NO_VALUE
    return show_number(missing.gap, 1) if missing.gap else "0"


def _over(session: Session, months: Sequence[date], project_key: int | None) -> tuple[OverAllocation, ...]:
    """People promised too much, those of one project alone if it is named."""
    query = (
        select(Person.name, Person.key, Allocation.month_on, Allocation.percent)
        .join(Person, Person.key == Allocation.person_key)
        .join(Project, Project.key == Allocation.project_key)
        .where(Allocation.month_on.in_(months), Project.status.in_(WANTED))
    )
    if project_key is not None:
        own = select(Allocation.person_key).where(Allocation.project_key == project_key)
        query = query.where(Person.key.in_(own))
    return over_allocated((name, key, month, percent) for name, key, month, percent in session.execute(query))


def _title(missing: Shortage, loads: Mapping[int, Sequence[Load]]) -> str:
    if not loads:
        return say("No demand for people is recorded")
    if missing.worst_role is None:
        return say("Capacity is not known") if missing.percent is None else say("All demand has its capacity")
    first = next(
        load.month for load in loads[missing.worst_key] if load.capacity is not None and load.demand > load.capacity
    )
    return say(
        "{percent} of the demand has no capacity, most of it for {role}, from {month}",
        percent=show_percent(missing.percent, 0),
        role=missing.worst_role,
        month=show_month(first),
    )
