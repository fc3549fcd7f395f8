"""What a project or a benefit keeps that follows from other records: money from lines, EAC by a method, lateness.

Written for many projects at once, like `records`; only what has become different is written.
"""

from collections.abc import Collection
from datetime import date
from typing import cast

from sqlalchemy import Connection, Table, bindparam, or_, select

from pmo_desktop.domain.benefit import Benefit, BenefitMeasure
from pmo_desktop.domain.choices import EacMethod, MoneySource
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.earned_value import eac_by
from pmo_desktop.domain.rules.money_lines import Line, totals
from pmo_desktop.domain.rules.schedule import MilestoneDates, days_late
from pmo_desktop.services.key_sets import among, listed

_PROJECT, _BENEFIT = (cast("Table", entity.__table__) for entity in (Project, Benefit))
_WORKED_OUT = select(
    Project.key, Project.money_source, Project.eac_method, Project.bac, Project.ac, Project.eac, Project.ev,
    Project.actual_finish_on,
).where(
    among(Project.key), or_(Project.money_source == MoneySource.LINES, Project.eac_method != EacMethod.BOTTOM_UP)
)  # fmt: skip
_LINES = select(MoneyLine.project_key, MoneyLine.kind, MoneyLine.category, MoneyLine.month_on, MoneyLine.amount).where(
    among(MoneyLine.project_key)
)
_SET_MONEY = (
    _PROJECT.update()
    .where(_PROJECT.c.key == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in ("bac", "ac", "eac")})
)
_ENABLED = (
    select(
        Benefit.key,
        Benefit.milestone_late_days,
        Milestone.baseline_on,
        Milestone.forecast_on,
        Milestone.actual_on,
    )
    .outerjoin(Milestone, Milestone.key == Benefit.milestone_key)
    .where(or_(among(Benefit.project_key), among(Milestone.project_key)))
    .where(or_(Benefit.milestone_key.is_not(None), Benefit.milestone_late_days.is_not(None)))
)
_SET_LATE = (
    _BENEFIT.update().where(_BENEFIT.c.key == bindparam("of")).values(milestone_late_days=bindparam("late_days"))
)
_MEASURED = (
    select(BenefitMeasure.benefit_key, BenefitMeasure.value)
    .where(among(BenefitMeasure.benefit_key))
    .order_by(BenefitMeasure.measured_on, BenefitMeasure.key)
)
_SET_ACTUAL = (
    _BENEFIT.update()
    .where(_BENEFIT.c.key == bindparam("of"), _BENEFIT.c.actual.is_distinct_from(bindparam("measured")))
    .values(actual=bindparam("measured"))
)


def settle_money(connection: Connection, keys: Collection[int]) -> None:
    """Work out the money of those projects that do not type it: from their lines, or by a method."""
    found = connection.execute(_WORKED_OUT, {"keys": listed(keys)}).all()
    of_lines = [row.key for row in found if row.money_source is MoneySource.LINES]
    lines: dict[int, list[Line]] = {}
    if of_lines:
        for key, kind, category, month_on, amount in connection.execute(_LINES, {"keys": listed(of_lines)}):
            lines.setdefault(key, []).append(Line(kind, category, month_on, amount))
    changed: list[dict[str, object]] = []
    for row in found:
        bac, ac, bottom_up = row.bac, row.ac, row.eac
        if row.key in lines:
            sums = totals(lines[row.key], is_finished=row.actual_finish_on is not None)
            bac, ac, bottom_up = sums.bac, sums.ac, sums.eac
        eac = eac_by(row.eac_method, bac=bac, ev=row.ev, ac=ac, bottom_up=bottom_up)
        if (bac, ac, eac) != (row.bac, row.ac, row.eac):
            changed.append({"of": row.key, "new_bac": bac, "new_ac": ac, "new_eac": eac})
    if changed:
        connection.execute(_SET_MONEY, changed)


def flag_benefits(connection: Connection, keys: Collection[int], cut_off_on: date | None) -> None:
    """Tell the benefits of some projects, or enabled by their milestones, how late what enables them is."""
    changed: list[dict[str, object]] = []
    for row in connection.execute(_ENABLED, {"keys": listed(keys)}):
        late = days_late(MilestoneDates("", row.baseline_on, row.forecast_on, row.actual_on), cut_off_on)
        if late != row.milestone_late_days:
            changed.append({"of": row.key, "late_days": late})
    if changed:
        connection.execute(_SET_LATE, changed)


def take_measurements(connection: Connection, benefits: Collection[int]) -> None:
    """Let the newest measurement of each of these benefits be its actual; without any, what was typed stays."""
    newest = {key: value for key, value in connection.execute(_MEASURED, {"keys": listed(benefits)})}  # noqa: C416  rows
    if newest:
        connection.execute(_SET_ACTUAL, [{"of": key, "measured": value} for key, value in newest.items()])
