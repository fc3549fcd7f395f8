"""The register in each period: projects with their facts, milestones and cost profiles."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.choices import MilestoneKind, MoneyCategory, MoneyKind, MoneySource, ProjectStatus
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.office import ObjectiveLink
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.settings import ThresholdOverride
from pmo_desktop.services import periods
from pmo_desktop.services.marevia import course
from pmo_desktop.services.marevia.course import Course
from pmo_desktop.services.marevia.organisation import Keys, references
from pmo_desktop.services.marevia.tables import THOUSAND_EURO, Row, at, begins, cut_offs, projects, values

_PRICE_BASE = "2026 prices"


def add(session: Session, keys: Keys, period: int) -> None:
    """Add the projects that first appear in a period, as they stand in it."""
    new = [row for row in projects() if begins(row) == period]
    for row in new:
        keys["project", row["reference"]] = new_key()
        session.add(
            Project(key=keys["project", row["reference"]], price_base=_PRICE_BASE, **_values(row, keys, period))
        )
    session.flush()
    for row in new:
        key = keys["project", row["reference"]]
        for objective in row["serves"]:
            session.add(ObjectiveLink(project_key=key, objective_key=keys["strategic_objective", objective]))
        if "limits" in row:
            session.add(ThresholdOverride(project_key=key, **row["limits"]))
        for name, kind, baseline_on, _, *marks in row["milestones"]:
            keys["milestone", f"{row['reference']} {name}"] = milestone_key = new_key()
            session.add(
                Milestone(
                    key=milestone_key,
                    project_key=key,
                    name=name,
                    kind=MilestoneKind(kind),
                    is_key=bool(marks),
                    baseline_on=baseline_on,
                )
            )
    session.flush()
    _insert(session, [line for row in new if "bac" in row for line in _baseline(row, keys)])


def update(session: Session, keys: Keys, period: int) -> None:
    """Bring every project to where it stands in a period."""
    known = {project.key: project for project in session.scalars(select(Project))}
    for row in projects():
        if begins(row) > period:
            continue
        project = known[keys["project", row["reference"]]]
        for name, value in _values(row, keys, period).items():
            if getattr(project, name) != value:
                setattr(project, name, value)
    _update_milestones(session, keys, period)
    _update_money(session, keys, period)


def _update_money(session: Session, keys: Keys, period: int) -> None:
    """Forecast anew, and add what was spent since the last period."""
    session.execute(delete(MoneyLine).where(MoneyLine.kind == MoneyKind.FORECAST))
    spent = select(MoneyLine.project_key, MoneyLine.month_on).where(MoneyLine.kind == MoneyKind.ACTUAL)
    known = {(project_key, month_on) for project_key, month_on in session.execute(spent)}
    _insert(
        session,
        [
            line
            for row in projects()
            if begins(row) <= period and "bac" in row
            for line in _course(row, keys, period)
            if line["kind"] is MoneyKind.FORECAST or (line["project_key"], line["month_on"]) not in known
        ],
    )


def _values(row: Row, keys: Keys, period: int) -> Row:
    found = {**values(Project, row, period), **references(row, keys)}
    found.setdefault("managed_by_pmo", False)
    found.update(values(Project, row.get("facts", {}), period))
    if "bac" in row:
        found["money_source"] = MoneySource.LINES
        found.update(_facts(row, course.course(row, period), period))
    return found


def _facts(row: Row, now: Course, period: int) -> Row:
    closed = at(row, "status", period) == ProjectStatus.CLOSED
    money = {
        "whole_life_cost": row["running"] + (now.eac or row["bac"]),
        "in_year_budget": now.in_year_budget,
        "in_year_forecast": now.in_year_forecast,
        "eac": now.eac,
        "ac": now.ac,
        "pv": now.pv,
        "ev": now.ev,
    }
    return {
        "baseline_start_on": row["start"],
        "baseline_finish_on": row["finish"],
        "forecast_start_on": row["start"],
        "actual_start_on": row["start"] if row["start"] <= cut_offs()[period] else None,
        "forecast_finish_on": now.forecast_finish_on,
        "actual_finish_on": now.forecast_finish_on if closed else None,
        **{name: None if amount is None else amount * THOUSAND_EURO for name, amount in money.items()},
    }


def _update_milestones(session: Session, keys: Keys, period: int) -> None:
    known = {milestone.key: milestone for milestone in session.scalars(select(Milestone))}
    for row in projects():
        if begins(row) > period:
            continue
        for name, _, baseline_on, weight, *_ in row["milestones"]:
            milestone = known[keys["milestone", f"{row['reference']} {name}"]]
            dates = course.milestone_dates(row, baseline_on, weight, period)
            milestone.forecast_on, milestone.actual_on = dates


def note_milestones(session: Session, number: int) -> None:
    """Keep the date of every milestone as it stands in a period, number from 0, for the trend."""
    period = periods.periods(session)[number]
    session.flush()
    rows = [
        {
            "key": new_key(),
            "milestone_key": milestone.key,
            "period_key": period.key,
            "forecast_on": milestone.actual_on or milestone.forecast_on or milestone.baseline_on,
        }
        for milestone in session.scalars(select(Milestone).order_by(Milestone.key))
    ]
    session.execute(insert(MilestoneForecast), rows)


def _baseline(row: Row, keys: Keys) -> Iterator[dict[str, Any]]:
    return _lines(row, keys, MoneyKind.BASELINE, course.course(row, begins(row)).baseline)


def _course(row: Row, keys: Keys, period: int) -> Iterator[dict[str, Any]]:
    now = course.course(row, period)
    yield from _lines(row, keys, MoneyKind.ACTUAL, now.actual)
    yield from _lines(row, keys, MoneyKind.FORECAST, now.forecast)


def _lines(row: Row, keys: Keys, kind: MoneyKind, months: dict[Any, int]) -> Iterator[dict[str, Any]]:
    """The amounts of some months, split into capital and running expense by the project's share of opex."""
    for month, amount in months.items():
        opex = round(amount * row.get("opex", 0) / 100)
        for category, part in ((MoneyCategory.CAPEX, amount - opex), (MoneyCategory.OPEX, opex)):
            if part:
                yield {
                    "key": new_key(),
                    "project_key": keys["project", row["reference"]],
                    "kind": kind,
                    "category": category,
                    "month_on": month,
                    "amount": part * THOUSAND_EURO,
                }


def _insert(session: Session, lines: list[dict[str, Any]]) -> None:
    if lines:
        session.execute(insert(MoneyLine), lines)
