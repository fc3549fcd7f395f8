"""Which project serves which strategic objective: orphan projects, and objectives that nobody serves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, ProjectStatus
from pmo_desktop.domain.office import ObjectiveLink, StrategicObjective
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.prioritisation import cost_to_fund
from pmo_desktop.services.formats import best_scale, money_unit, show_money, show_number
from pmo_desktop.services.insights.competitors import in_portfolio
from pmo_desktop.services.insights.portfolio_shapes import CoverageMatrix, CoverageRow
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money, names, projects
from pmo_desktop.text import say

_MOST = 60  # rows worth drawing
_OVER = tuple(status for status in ProjectStatus if status.is_over)


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective: how many projects serve it, and what they cost together, in minor units.

    A project that serves several counts in full for each.
    """

    key: int
    title: str
    weight: int
    projects: int
    cost: int


@dataclass(frozen=True, slots=True)
class Served:
    """One project and the keys of the objectives it serves; minor units."""

    key: int
    label: str
    cost: int | None
    objectives: frozenset[int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Objectives in order of weight, projects with orphans first, then by cost; the chart of them, and its message."""

    objectives: tuple[Objective, ...]
    served: tuple[Served, ...]
    chart: CoverageMatrix
    title: str
    currency: str

    @property
    def orphans(self) -> tuple[Served, ...]:
        """Projects that serve no objective; without any objective there is none to serve."""
        return tuple(each for each in self.served if not each.objectives) if self.objectives else ()

    @property
    def unserved(self) -> tuple[Objective, ...]:
        """Objectives that no project serves."""
        return tuple(each for each in self.objectives if not each.projects)


def coverage(session: Session, portfolio_key: int | None = None) -> Coverage:
    """Hold every project that is not over, or those of one portfolio, against all strategic objectives."""
    links: dict[int, set[int]] = {}
    for project, objective in session.execute(select(ObjectiveLink.project_key, ObjectiveLink.objective_key)):
        links.setdefault(project, set()).add(objective)
    query = (
        select(Project.key, Project.reference, Project.name, Project.eac, Project.bac, Project.whole_life_cost)
        .where(Project.kind == EntryKind.PROJECT, Project.status.not_in(_OVER))
        .order_by(Project.reference, Project.name, Project.key)
    )
    if portfolio_key is not None:
        query = query.where(in_portfolio(portfolio_key))
    found = [
        Served(key, f"{reference} {name}".strip(), cost_to_fund(eac, bac, whole), frozenset(links.get(key, ())))
        for key, reference, name, eac, bac, whole in session.execute(query)
    ]
    served = tuple(sorted(found, key=lambda each: (bool(each.objectives), -(each.cost or 0))))
    objectives = tuple(
        Objective(
            key,
            title,
            weight,
            sum(key in each.objectives for each in served),
            sum(each.cost or 0 for each in served if key in each.objectives),
        )
        for key, title, weight in session.execute(
            select(StrategicObjective.key, StrategicObjective.title, StrategicObjective.weight).order_by(
                StrategicObjective.weight.desc(), StrategicObjective.title
            )
        )
    )
    currency = settings_of(session).currency
    return Coverage(
        objectives, served, _chart(objectives, served, currency), _title(objectives, served, currency), currency
    )


def _chart(objectives: Sequence[Objective], served: Sequence[Served], currency: str) -> CoverageMatrix:
    if not objectives or not served:
        return CoverageMatrix()
    scale = best_scale([each.cost for each in served if each.cost], currency)
    return CoverageMatrix(
        objectives=tuple(each.title for each in objectives),
        served=tuple(each.projects for each in objectives),
        rows=tuple(
            CoverageRow(
                each.label,
                tuple(objective.key in each.objectives for objective in objectives),
                show_money(each.cost, currency, scale),
                strong=not each.objectives,
                key=str(each.key),
            )
            for each in served[:_MOST]
        ),
        left_out=max(len(served) - _MOST, 0),
        cost_heading=say("Cost {unit}", unit=money_unit(currency, scale)),
    )


def _title(objectives: Sequence[Objective], served: Sequence[Served], currency: str) -> str:
    if not objectives:
        return say("No strategic objective is recorded")
    orphans = [each for each in served if not each.objectives]
    idle = [each.title for each in objectives if not each.projects]
    told = []
    if orphans:
        cost = sum(each.cost or 0 for each in orphans)
        who = say("1 project serves") if len(orphans) == 1 else say("{projects} serve", projects=projects(len(orphans)))
        for_money = f" ({money(cost, currency)})" if cost else ""
        told.append(say("{who} no objective{money}", who=who, money=for_money))
    if idle:
        told.append(
            say("nobody serves “{objective}”", objective=idle[0])
            if len(idle) == 1
            else say("nobody serves {count} objectives", count=show_number(len(idle)))
        )
    if told:
        text = "; ".join(told)
        return text[0].upper() + text[1:]
    most = max(objectives, key=lambda each: each.projects)
    if not most.projects:
        return say("No project is recorded")
    return say("Every objective is served, {objective} by most", objective=names([f"“{most.title}”"]))
