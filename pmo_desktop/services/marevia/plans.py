"""Gates with their criteria and verdicts, baselines, and recoveries, as they stand in each period."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.baseline import Baseline, BaselineMilestone
from pmo_desktop.domain.choices import Extent, MilestoneKind
from pmo_desktop.domain.gate import Gate, GateCriterion
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services.marevia.organisation import Keys, references
from pmo_desktop.services.marevia.tables import THOUSAND_EURO, Row, begins, projects, tables, values

_NUMBERED = 6  # letters of “Gate 3”, by which its criteria are told


def update(session: Session, keys: Keys, period: int) -> None:
    """Bring gates, baselines and recoveries to where they stand in a period, number from 0."""
    for row in projects():
        if begins(row) == period:
            _plan_gates(session, keys, row)
            if "bac" in row:
                _approve(session, keys, row)
    session.flush()
    _hold_gates(session)
    _review(session, keys, period)
    _recover(session, keys, period)
    session.flush()


def _plan_gates(session: Session, keys: Keys, row: Row) -> None:
    """A gate for each milestone of that kind, with the usual criteria of its number."""
    for name, kind, baseline_on, *_ in row["milestones"]:
        if kind != MilestoneKind.GATE:
            continue
        place = f"{row['reference']} {name}"
        keys["gate", place] = key = new_key()
        milestone_key = keys["milestone", place]
        session.add(
            Gate(
                key=key,
                project_key=keys["project", row["reference"]],
                name=name,
                milestone_key=milestone_key,
                planned_on=baseline_on,
                chair=row["sponsor"],
            )
        )
        for title in tables("gates")["criteria"].get(name[:_NUMBERED], ()):
            session.add(GateCriterion(gate_key=key, title=title))


def _hold_gates(session: Session) -> None:
    """A gate whose milestone is reached has been held."""
    told = {(row["project"], row["gate"]): row["text"] for row in tables("gates")["verdict"]}
    reached = (
        select(Gate, Milestone.actual_on, Project.reference)
        .join(Milestone, Gate.milestone_key == Milestone.key)
        .join(Project, Gate.project_key == Project.key)
        .where(Milestone.actual_on.is_not(None), Gate.held_on.is_(None))
    )
    for gate, actual_on, reference in session.execute(reached).all():
        gate.held_on, gate.verdict = actual_on, Verdict.PROCEED
        gate.verdict_text = told.get((reference, gate.name), "")
        for criterion in session.scalars(select(GateCriterion).where(GateCriterion.gate_key == gate.key)):
            criterion.is_met = Extent.YES


def _review(session: Session, keys: Keys, period: int) -> None:
    for row in tables("gates")["review"]:
        if begins(row) != period:
            continue
        key = keys["gate", f"{row['project']} {row['name']}"] = new_key()
        session.add(Gate(key=key, **values(Gate, row, period), **references(row, keys)))
        for criterion in row["criteria"]:
            session.add(GateCriterion(gate_key=key, **values(GateCriterion, criterion, 0)))


def _approve(session: Session, keys: Keys, row: Row) -> None:
    """Every baseline of a project, the newest being the one in its table."""
    project_key = keys["project", row["reference"]]
    for version, told in enumerate(_versions(row), 1):
        key = new_key()
        session.add(
            Baseline(
                key=key,
                project_key=project_key,
                version=version,
                approver=row["sponsor"],
                start_on=row["start"],
                price_base="2026 prices",
                **told,
            )
        )
        session.flush()
        earlier = (row["finish"] - told["finish_on"]).days
        for name, _, planned_on, weight, *_ in row["milestones"]:
            moved = date.fromordinal(planned_on.toordinal() - round(earlier * weight))
            milestone_key = keys["milestone", f"{row['reference']} {name}"]
            session.add(BaselineMilestone(baseline_key=key, milestone_key=milestone_key, planned_on=moved))


def _versions(row: Row) -> Iterator[Row]:
    first = next((each for each in tables("baselines")["earlier"] if each["project"] == row["reference"]), None)
    contingency = row.get("contingency")
    if isinstance(contingency, list):
        contingency = contingency[0]
    money = {"contingency": None if contingency is None else contingency * THOUSAND_EURO}
    newest = {"finish_on": row["finish"], "bac": row["bac"] * THOUSAND_EURO}
    if first is None:
        yield {**newest, **money, "approved_on": row["start"], "reason": "Approved with the business case."}
        return
    then = {name: first[name] for name in ("approved_on", "finish_on", "reason")}
    yield {**then, **money, "bac": first["bac"] * THOUSAND_EURO}
    yield {**newest, **money, "approved_on": first["later_on"], "reason": first["later"]}


def _recover(session: Session, keys: Keys, period: int) -> None:
    for row in tables("recoveries")["recovery"]:
        name = "recovery", row["reference"]
        if begins(row) > period:
            continue
        found = {**values(Recovery, row, period), **references(row, keys)}
        if name not in keys:
            keys[name] = new_key()
            session.add(Recovery(key=keys[name], **found))
            continue
        recovery = session.get_one(Recovery, keys[name])
        for attribute, value in found.items():
            setattr(recovery, attribute, value)
