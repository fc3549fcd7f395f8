"""A new baseline: what was approved is kept version by version, and everything is measured against the newest."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.baseline import Baseline, BaselineMilestone
from pmo_desktop.domain.choices import MoneySource
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import Facts
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a new baseline of a project would be: its forecast, its estimate, and what a change adds to them."""

    start_on: date | None
    finish_on: date | None
    bac: int | None
    contingency: int | None


def proposal(project: Facts) -> Proposal:
    """The forecast where there is one, else the baseline of today."""
    return Proposal(
        project.actual_start_on or project.forecast_start_on or project.baseline_start_on,
        project.forecast_finish_on or project.baseline_finish_on,
        project.bac if project.eac is None else project.eac,
        project.contingency,
    )


def set_baseline(
    session: Session, project_key: int, wanted: Proposal, *, approver: str, reason: str, on: date
) -> Baseline:
    """Make a new version, and measure the project and its milestones against it from now on.

    A baseline that was never kept as a version is kept first, so that the first one is never lost. Milestones take
    their actual or forecast date.

    Raises:
        PmoError: the project is gone, nobody approved it, there is no reason, the dates contradict each other, or the
            budget is not the sum of its amounts by month.
    """
    project = session.get(Project, project_key)
    if project is None:
        raise PmoError(say("This project is gone; somebody removed it. Undo that first."))
    _must_be_sound(project, wanted, approver, reason)
    versions = _versions(session, project_key)
    if not versions and (project.baseline_finish_on or project.bac is not None):
        first = Proposal(project.baseline_start_on, project.baseline_finish_on, project.bac, project.contingency)
        versions.append(_keep(session, project, 1, first, approver="", reason=say("As it stood before."), on=None))
    milestones = session.scalars(select(Milestone).where(Milestone.project_key == project_key)).all()
    for milestone in milestones:
        milestone.baseline_on = milestone.actual_on or milestone.forecast_on or milestone.baseline_on
    project.baseline_start_on, project.baseline_finish_on = wanted.start_on, wanted.finish_on
    project.bac, project.contingency = wanted.bac, wanted.contingency
    version = max((each.version for each in versions), default=0) + 1
    return _keep(session, project, version, wanted, approver=approver.strip(), reason=reason.strip(), on=on)


def _must_be_sound(project: Project, wanted: Proposal, approver: str, reason: str) -> None:
    if not approver.strip() or not reason.strip():
        raise PmoError(say("A baseline needs the name of who approved it, and a reason. Fill both in."))
    if wanted.start_on and wanted.finish_on and wanted.finish_on < wanted.start_on:
        raise PmoError(say("The baseline finishes before it starts. Correct one of the two dates."), "finish_on")
    if project.money_source is MoneySource.LINES and wanted.bac != project.bac:
        raise PmoError(
            say(
                "The BAC of “{name}” is the sum of its amounts by month. Change the baseline amounts first, or let its "
                "money be typed.",
                name=project.name,
            ),
            "bac",
        )


def _versions(session: Session, project_key: int) -> list[Baseline]:
    return list(session.scalars(select(Baseline).where(Baseline.project_key == project_key).order_by(Baseline.version)))


def _keep(
    session: Session, project: Project, version: int, kept: Proposal, *, approver: str, reason: str, on: date | None
) -> Baseline:
    baseline = Baseline(
        project_key=project.key,
        version=version,
        approved_on=on,
        approver=approver,
        reason=reason,
        start_on=kept.start_on,
        finish_on=kept.finish_on,
        bac=kept.bac,
        contingency=kept.contingency,
        price_base=project.price_base,
    )
    session.add(baseline)
    session.flush()
    for milestone in session.scalars(select(Milestone).where(Milestone.project_key == project.key)):
        session.add(
            BaselineMilestone(baseline_key=baseline.key, milestone_key=milestone.key, planned_on=milestone.baseline_on)
        )
    session.flush()
    return baseline
