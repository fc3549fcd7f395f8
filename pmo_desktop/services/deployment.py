"""The deployment plan of an office: begun from a template, and given a new baseline."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import OfficeStage
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.rules.deployment import effort_cost, span
from pmo_desktop.domain.templates.deployment import DeploymentTemplate, deployment_templates, suited
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """What to ask before a plan is begun: the office, the template that suits it, and what one FTE costs a year."""

    office_key: int
    office: str
    template: DeploymentTemplate
    cost_per_fte: int | None


def activities(session: Session, office_key: int) -> list[DeploymentActivity]:
    """The activities of an office in the order of its phases, then as they begin; those without a date come last."""
    phases = {phase: number for number, phase in enumerate(OfficeStage)}

    def place(each: DeploymentActivity) -> tuple[int, date, date, int]:
        start = each.baseline_start_on or each.forecast_start_on or date.max
        return phases[each.phase], start, each.baseline_finish_on or date.max, each.key

    found = session.scalars(select(DeploymentActivity).where(DeploymentActivity.office_key == office_key))
    return sorted(found, key=place)


def choice(session: Session, office_key: int, language: str = "en") -> PlanChoice:
    """What a plan for an office would best start from; the cost of one FTE follows from the newest charter."""
    office = session.get_one(Office, office_key)
    newest = session.scalars(
        select(Charter).where(Charter.office_key == office_key).order_by(Charter.version.desc())
    ).first()
    cost = round(newest.cost_per_year / newest.fte) if newest and newest.cost_per_year and newest.fte else None
    return PlanChoice(office_key, office.name, suited(office.kind, office.scope, language), cost)


def begin(
    session: Session,
    office_key: int,
    template: str,
    start_on: date,
    *,
    cost_per_fte: int | None = None,
    language: str = "en",
) -> int:
    """Add the steps of a template, with dates from `start_on` and cost from `cost_per_fte` (a year, minor units).

    Gives how many there are.

    Raises:
        PmoError: the office has a plan already.
    """
    office = session.get_one(Office, office_key)
    if activities(session, office_key):
        raise PmoError(
            say(
                "“{office}” has a deployment plan already. Remove its activities first, or add to them.",
                office=office.name,
            )
        )
    plan = next(each for each in deployment_templates(language) if each.key == template)
    steps = plan.steps_for(office.authority)
    for step in steps:
        first, last = span(start_on, step.week, step.weeks)
        session.add(
            DeploymentActivity(
                office_key=office_key,
                phase=step.phase,
                title=step.title,
                owner=step.owner,
                output=step.output,
                baseline_start_on=first,
                baseline_finish_on=last,
                forecast_start_on=first,
                forecast_finish_on=last,
                fte=step.fte,
                cost=effort_cost(step.fte, step.weeks, cost_per_fte),
            )
        )
    return len(steps)


def rebase(session: Session, office_key: int) -> int:
    """Make the dates forecast now the baseline of every activity that is not done; gives how many changed."""
    changed = 0
    for each in activities(session, office_key):
        now = each.forecast_start_on or each.baseline_start_on, each.forecast_finish_on or each.baseline_finish_on
        if each.actual_finish_on is None and now != (each.baseline_start_on, each.baseline_finish_on):
            each.baseline_start_on, each.baseline_finish_on = now
            changed += 1
    return changed
