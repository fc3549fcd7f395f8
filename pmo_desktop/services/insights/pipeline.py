"""The pipeline: how many projects and how much money stand at each stage, from proposed to benefits."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, ProjectStatus, Stage
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.prioritisation import cost_to_fund
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class PipelineStep:
    """One step, with its projects and what they cost in minor units; `unknown` have no cost."""

    label: str
    projects: int
    cost: int
    unknown: int


def pipeline(session: Session) -> tuple[PipelineStep, ...]:
    """Every step at which a project that is not over stands, in the order of a life; no stage comes last."""
    asked = select(Project.status, Project.stage, Project.eac, Project.bac, Project.whole_life_cost)
    steps: dict[Stage | ProjectStatus | None, list[int | None]] = {}
    for status, stage, eac, bac, whole in session.execute(asked.where(Project.kind == EntryKind.PROJECT)):
        if not status.is_over:
            step = status if status is ProjectStatus.PROPOSED else stage
            steps.setdefault(step, []).append(cost_to_fund(eac, bac, whole))
    order = (ProjectStatus.PROPOSED, *Stage, None)
    return tuple(_step(step.label if step else say("No stage given"), steps[step]) for step in order if step in steps)


def _step(label: str, costs: Iterable[int | None]) -> PipelineStep:
    every = list(costs)
    known = [cost for cost in every if cost is not None]
    return PipelineStep(label, len(every), sum(known), len(every) - len(known))
