"""Who wants the roles that are short: the projects behind the largest gaps."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Demand
from pmo_desktop.domain.project import Project

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Wanting:
    """A project that wants a role, in FTE months; `share` is its part of all demand for it, 0 to 1."""

    key: int
    name: str
    fte_months: float
    share: float


def wanting(session: Session, roles: Collection[int], months: Sequence[date]) -> dict[int, tuple[Wanting, ...]]:
    """The projects that want each of some roles the most in some months, the largest first, three at most."""
    asked = (
        select(Demand.role_key, Project.key, Project.name, func.sum(Demand.fte))
        .join(Project, Project.key == Demand.project_key)
        .where(Demand.role_key.in_(roles), Demand.month_on.in_(months))
        .group_by(Demand.role_key, Project.key)
        .order_by(func.sum(Demand.fte).desc(), Project.name)
    )
    found: dict[int, list[tuple[int, str, float]]] = {}
    for role, key, name, fte in session.execute(asked):
        found.setdefault(role, []).append((key, name, fte))
    return {
        role: tuple(Wanting(key, name, fte, fte / total) for key, name, fte in every[:_NAMED])
        for role, every in found.items()
        if (total := sum(fte for _, _, fte in every))
    }
