"""Roles, people, capacity, demand and allocations, as they are known in each period."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.capacity import Allocation, Demand, Person, Role, RoleCapacity
from pmo_desktop.services.marevia import course
from pmo_desktop.services.marevia.organisation import Keys
from pmo_desktop.services.marevia.tables import at, begins, cut_offs, projects, tables, values

_FIRST, _LAST = date(2026, 6, 1), date(2027, 12, 1)
_PROMISED = (date(2026, 11, 1), date(2027, 2, 1))
_NOVEMBER = 5

Cell = tuple[int, int, date]


def update(session: Session, keys: Keys, period: int) -> None:
    """Bring capacity and demand to what is known in a period, number from 0; months that have passed stay."""
    if period == 0:
        _write_roles(session, keys)
    _set_capacity(session, keys, period)
    _set_demand(session, keys, period)
    if period == _NOVEMBER:
        _promise(session, keys)
    session.flush()


def _write_roles(session: Session, keys: Keys) -> None:
    for row in tables("resources")["role"]:
        keys["role", row["id"]] = key = new_key()
        session.add(Role(key=key, **values(Role, row, 0)))
    session.flush()
    for row in tables("resources")["person"]:
        keys["person", row["name"]] = key = new_key()
        session.add(Person(key=key, role_key=keys["role", row["role"]], **values(Person, row, 0)))
    session.flush()


def _months(first: date, last: date) -> Iterator[date]:
    """First days of the months from one day to another, both inclusive."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _known_from(period: int) -> date:
    return _FIRST if period == 0 else cut_offs()[period].replace(day=1)


def _set_capacity(session: Session, keys: Keys, period: int) -> None:
    known = {(each.role_key, each.month_on): each for each in session.scalars(select(RoleCapacity))}
    for row in tables("resources")["role"]:
        fte, role_key = float(at(row, "capacity", period)), keys["role", row["id"]]
        for month in _months(_known_from(period), _LAST):
            found = known.get((role_key, month))
            if found is None:
                session.add(RoleCapacity(role_key=role_key, month_on=month, fte=fte))
            elif found.fte != fte:
                found.fte = fte


def _set_demand(session: Session, keys: Keys, period: int) -> None:
    wanted = _demand(keys, period)
    known = {
        (each.project_key, each.role_key, each.month_on): each
        for each in session.scalars(select(Demand).where(Demand.month_on >= _known_from(period)))
    }
    for cell, demand in known.items():
        if cell not in wanted:
            session.delete(demand)
        elif demand.fte != wanted[cell]:
            demand.fte = wanted[cell]
    for cell, fte in wanted.items():
        if cell not in known:
            project_key, role_key, month = cell
            session.add(Demand(project_key=project_key, role_key=role_key, month_on=month, fte=fte))


def _demand(keys: Keys, period: int) -> dict[Cell, float]:
    """FTE by project, role and month, from the month of the period on."""
    found: dict[Cell, float] = {}
    table = tables("resources")["demand"]
    for row in projects():
        if row["reference"] not in table or begins(row) > period or course.is_held(row, period):
            continue
        last = min(course.finish(row, period), _LAST)
        for role, fte in table[row["reference"]].items():
            for month in _months(max(row["start"], _known_from(period)), last):
                found[keys["project", row["reference"]], keys["role", role], month] = float(fte)
    for peak in tables("resources")["peak"]:
        for month in _months(peak["first"], peak["last"]):
            cell = keys["project", peak["project"]], keys["role", peak["role"]], month
            found[cell] = found.get(cell, 0) + float(peak["fte"])
    return found


def _promise(session: Session, keys: Keys) -> None:
    for row in tables("resources")["person"]:
        for reference, share in row["shares"].items():
            for month in _months(*_PROMISED):
                session.add(
                    Allocation(
                        project_key=keys["project", reference],
                        person_key=keys["person", row["name"]],
                        month_on=month,
                        percent=float(share),
                    )
                )
