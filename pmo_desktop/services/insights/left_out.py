"""What limits a choice of projects, and why one of them is not in the best set."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Demand
from pmo_desktop.domain.choices import EntryKind
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.best_set import BestSet, Dropped
from pmo_desktop.domain.rules.prioritisation import CutLine
from pmo_desktop.services.formats import show_month, show_number
from pmo_desktop.services.insights.competitors import Competitor
from pmo_desktop.services.supply import WANTED, supply
from pmo_desktop.services.wording import money, names
from pmo_desktop.text import say

Cell = date | tuple[int, date]
"""A month, or a role in a month."""


def capacity_of(
    session: Session, every: Sequence[Competitor], fte: float | None, *, within_roles: bool
) -> Mapping[Cell, float] | None:
    """FTE there are in each month, and of each role in each month; none without any limit.

    Of a role there is what those running projects leave that are not among `every`.
    """
    months = sorted({month for each in every for month in each.by_month})
    found: dict[Cell, float] = {} if fte is None else dict.fromkeys(months, fte)
    if within_roles:
        taken = _taken_elsewhere(session, every, months)
        there = supply(session.connection(), months)
        found |= {cell: max(0.0, count - taken.get(cell, 0.0)) for cell, count in there.items()}
    return found if fte is not None or within_roles else None


def _taken_elsewhere(
    session: Session, every: Sequence[Competitor], months: Sequence[date]
) -> Mapping[tuple[int, date], float]:
    """FTE by role and month that approved and running projects want which do not compete here."""
    query = (
        select(Demand.role_key, Demand.month_on, func.sum(Demand.fte))
        .join(Project, Project.key == Demand.project_key)
        .where(Demand.month_on.in_(months), Project.kind == EntryKind.PROJECT, Project.status.in_(WANTED))
        .group_by(Demand.role_key, Demand.month_on)
    )
    running = {each.key for each in every if each.status in WANTED}
    own: dict[tuple[int, date], float] = {}
    for each in every:
        if each.key in running:
            for cell, fte in each.by_role.items():
                own[cell] = own.get(cell, 0.0) + fte
    return {(role, month): fte - own.get((role, month), 0.0) for role, month, fte in session.execute(query)}


@dataclass(frozen=True, slots=True)
class Told:
    """What words need: short names of projects by key, the currency, and names of roles by key."""

    projects: Mapping[int, str]
    currency: str
    roles: Mapping[int, str]

    def cell(self, cell: Hashable) -> str:
        """Where people are missing: “Mar 2027”, “Diver, Mar 2027”; empty where nothing is told."""
        if isinstance(cell, date):
            return show_month(cell)
        if isinstance(cell, tuple):
            role, month = cell
            return f"{self.roles.get(role, '')}, {show_month(month)}"
        return ""


def why_dropped(best: BestSet[int], line: CutLine[int], told: Told) -> Iterable[tuple[int, str]]:
    """Why each project is not in the best set; those that the cut line took come first."""
    inside = set(line.inside)
    for each in sorted(best.dropped, key=lambda one: one.key not in inside):
        yield each.key, _reason(each, told)


def _reason(one: Dropped[int], told: Told) -> str:
    if one.over_budget:
        return say("costs {money} more than the whole budget", money=money(one.over_budget, told.currency))
    if one.over_capacity:
        words = say("{fte} FTE too many", fte=show_number(one.over_capacity, 1))
        where = told.cell(one.over_in)
        return f"{words}: {where}" if where else words
    if one.loss is None:
        return say("no better set with it was found")
    if not one.instead:
        return say("would bring nothing more")
    who = names([told.projects[key] for key in one.instead])
    if not one.loss:
        return say("as good as {who}, but not better or cheaper", who=who)
    words = say("would cost {loss} points: {who} would have to go") if one.is_proven else say(
        "would cost {loss} points at most: {who} would have to go")  # fmt: skip
    return words.format(loss=show_number(one.loss, 2), who=who)
