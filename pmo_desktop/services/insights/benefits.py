"""Benefits: what is planned, expected and measured, each in its own unit, and which of them wait for a late milestone.

Amounts of a benefit are told as they are measured; sums and bars tell the change from its baseline, so that a measure
that is to fall counts like one that is to rise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.benefit import Benefit, BenefitKind
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.benefits import (
    BenefitFigures,
    BenefitTotals,
    is_at_risk,
    realised_percent,
    shortfall_percent,
    totals,
)
from pmo_desktop.domain.rules.schedule import MilestoneDates, days_late
from pmo_desktop.services.formats import show_number, show_percent
from pmo_desktop.services.insights.before import changed_since
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.services.insights.message import that_fits
from pmo_desktop.text import say

_FAR_SHORT = 5.0  # percent below target that a reason names as the worst


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """One benefit. `short`, `expected` and `realised` are percent points of the planned change, none if not known.

    `was` is its forecast a period ago where that was another. `late_days` are those of the milestone it waits for.
    """

    key: int
    reference: str
    title: str
    project: str
    project_key: int
    is_dis: bool
    owner: str
    unit: str
    baseline: float | None
    target: float | None
    forecast: float | None
    actual: float | None
    was: float | None
    short: float | None
    realised: float | None
    due_on: date | None
    milestone: str
    late_days: int | None

    @property
    def expected(self) -> float | None:
        """Percent points of the planned change that are expected."""
        if self.short is None:
            return None
        return 100 + self.short if self.is_dis else 100 - self.short

    @property
    def is_late(self) -> bool:
        """Whether it waits for a milestone that is late."""
        return is_at_risk(self.late_days)


@dataclass(frozen=True, slots=True)
class UnitTotals:
    """Benefits that share a unit: how many, and the sums of their planned, expected and realised change in it."""

    unit: str
    count: int
    sums: BenefitTotals


@dataclass(frozen=True, slots=True)
class Benefits:
    """All benefits in groups, the worst first.

    At risk through a late milestone, other short ones, those that reach their target, those of which that is not known,
    and dis-benefits.
    """

    title: str
    reason: str
    since: str
    at_risk: tuple[BenefitRow, ...]
    short: tuple[BenefitRow, ...]
    on_target: tuple[BenefitRow, ...]
    unknown: tuple[BenefitRow, ...]
    dis_benefits: tuple[BenefitRow, ...]
    units: tuple[UnitTotals, ...]

    @property
    def has_changes(self) -> bool:
        """Whether any forecast was another a period ago."""
        return any(row.was is not None for some in self.groups for row in some)

    @property
    def has_milestones(self) -> bool:
        """Whether any benefit waits for a milestone."""
        return any(row.milestone for some in self.groups for row in some)

    @property
    def groups(self) -> tuple[tuple[BenefitRow, ...], ...]:
        """The five groups, in their order."""
        return (self.at_risk, self.short, self.on_target, self.unknown, self.dis_benefits)


def benefits(session: Session, standing: Standing) -> Benefits | None:
    """The benefits of every project, closed ones too; none if no benefit is planned."""
    rows = sorted(_rows(session, standing), key=_worst_first)
    if not rows:
        return None
    good = [row for row in rows if not row.is_dis]
    in_time = [row for row in good if not row.is_late]
    return Benefits(
        title=_title(good, rows),
        reason=" ".join(_reasons(good, rows)),
        since=standing.previous.name if standing.previous else "",
        at_risk=tuple(row for row in good if row.is_late),
        short=tuple(row for row in in_time if row.short is not None and row.short > 0),
        on_target=tuple(row for row in in_time if row.short is not None and row.short <= 0),
        unknown=tuple(row for row in in_time if row.short is None),
        dis_benefits=tuple(row for row in rows if row.is_dis),
        units=tuple(_units(good)),
    )


def _worst_first(row: BenefitRow) -> tuple[float, str, str]:
    return (-(row.short or 0), row.reference, row.title)


def _rows(session: Session, standing: Standing) -> Iterable[BenefitRow]:
    before = changed_since(session, standing, Benefit) or {}
    milestones = {each.key: each for each in session.scalars(select(Milestone))}
    found = select(Benefit, Project.name).join(Project, Benefit.project_key == Project.key)
    for benefit, project in session.execute(found):
        figures, waits = _figures(benefit), milestones.get(benefit.milestone_key or 0)
        was = (before.get(benefit.key) or {}).get("forecast")
        yield BenefitRow(
            key=benefit.key,
            reference=benefit.reference,
            title=benefit.title,
            project=project,
            project_key=benefit.project_key,
            is_dis=figures.is_disbenefit,
            owner=benefit.owner,
            unit=benefit.unit,
            baseline=benefit.baseline,
            target=benefit.target,
            forecast=benefit.forecast,
            actual=benefit.actual,
            was=float(str(was)) if was is not None and was != benefit.forecast else None,
            short=shortfall_percent(figures),
            realised=realised_percent(figures),
            due_on=benefit.due_on,
            milestone=waits.name if waits else "",
            late_days=_late(waits, standing.period.cut_off_on) if waits else None,
        )


def _figures(benefit: Benefit) -> BenefitFigures:
    is_dis = benefit.kind is BenefitKind.DIS_BENEFIT
    return BenefitFigures(benefit.title, benefit.target, benefit.forecast, benefit.baseline, benefit.actual, is_dis)


def _late(milestone: Milestone, cut_off_on: date) -> int | None:
    """Days that a milestone not reached yet is late; one that was reached holds nothing up."""
    if milestone.actual_on is not None:
        return None
    dates = MilestoneDates(milestone.name, milestone.baseline_on, milestone.forecast_on, None, milestone.is_key)
    return days_late(dates, cut_off_on)


# Sums ----------------------------------------------------------------------------------------------------------------


def _units(good: Sequence[BenefitRow]) -> Iterable[UnitTotals]:
    """The units that more than one benefit with a target is measured in, the most benefits first."""
    found: dict[str, list[BenefitFigures]] = {}
    for row in good:
        if row.unit and row.target is not None:
            found.setdefault(row.unit, []).append(_change(row))
    for unit, figures in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(figures) > 1:
            yield UnitTotals(unit, len(figures), totals(figures))


def _change(row: BenefitRow) -> BenefitFigures:
    """A benefit as the change it makes from its baseline, above zero where it goes the way it is meant to."""
    base, target = row.baseline or 0.0, row.target or 0.0
    way = 1 if target >= base else -1

    def moved(value: float | None) -> float | None:
        return None if value is None else way * (value - base)

    return BenefitFigures(row.title, moved(target), moved(row.forecast), 0.0, moved(row.actual))


# Words ---------------------------------------------------------------------------------------------------------------


def _title(good: Sequence[BenefitRow], rows: Sequence[BenefitRow]) -> str:
    known = [row for row in good if row.short is not None]
    short, late = sum((row.short or 0) > 0 for row in known), sum(row.is_late for row in good)
    if not good:
        return (
            say("1 dis-benefit is watched")
            if len(rows) == 1
            else say("{count} dis-benefits are watched", count=len(rows))
        )
    if not known:
        main = say("No benefit has both a target and a forecast yet")
    elif not short:
        main = say("Every benefit with a forecast reaches its target")
    else:
        main = _below(short, len(known))
    if not late:
        return main
    wait = say("1 waits for a late milestone") if late == 1 else say("{count} wait for late milestones", count=late)
    return that_fits(f"{main}; {wait}", main)


def _below(short: int, known: int) -> str:
    if known == 1:
        return say("The one benefit with a forecast is below its target")
    if short == 1:
        return say("1 of {all} benefits is forecast below target", all=show_number(known))
    return say("{count} of {all} benefits are forecast below target", count=show_number(short), all=show_number(known))


def _reasons(good: Sequence[BenefitRow], rows: Sequence[BenefitRow]) -> Iterable[str]:
    worst = max((row for row in good if row.short is not None), key=lambda row: row.short or 0, default=None)
    if worst and (worst.short or 0) > _FAR_SHORT:
        yield say("Farthest off: {title}, {percent} short.", title=worst.title, percent=show_percent(worst.short))
    measured = sum(row.actual is not None for row in good)
    yield (
        say("Nothing is measured yet.")
        if not measured
        else say("{count} of {all} are measured already.", count=show_number(measured), all=show_number(len(good)))
    )
    over = [row for row in rows if row.is_dis and (row.short or 0) > 0]
    if over:
        yield (
            say("1 dis-benefit exceeds what was accepted.")
            if len(over) == 1
            else say("{count} dis-benefits exceed what was accepted.", count=len(over))
        )
    unknown = sum(row.forecast is None for row in rows)
    if unknown:
        yield (
            say("1 has no forecast.") if unknown == 1 else say("{count} have no forecast.", count=show_number(unknown))
        )
