"""Milestones: which stand on a roadmap, and how the dates forecast for key ones moved from report to report."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.domain.rules.schedule import slip_days
from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_change, show_date
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.insights.shapes import MilestoneLine, MilestoneTrend, RoadmapMark
from pmo_desktop.text import say

_MOST_REPORTS = 12
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class KeyMilestones:
    """How key milestones moved: the chart of those that moved most, and how many of all that are `known` in both.

    `named` are the projects behind the lines, as (reference, name), for labels that tell the reference only.
    """

    trend: MilestoneTrend
    later: int
    earlier: int
    known: int
    named: tuple[tuple[str, str], ...]


def date_of(milestone: Milestone) -> date | None:
    """When it was or will be reached: actual, else forecast, else baseline."""
    return milestone.actual_on or milestone.forecast_on or milestone.baseline_on


def marks(session: Session, projects: Collection[int]) -> dict[int, tuple[RoadmapMark, ...]]:
    """The gates and key milestones of some projects, by project."""
    found: dict[int, list[RoadmapMark]] = {}
    for milestone in session.scalars(select(Milestone).where(Milestone.project_key.in_(projects))):
        on, is_gate = date_of(milestone), milestone.kind is MilestoneKind.GATE
        if on and (is_gate or milestone.is_key):
            gate = _number(milestone.name) if is_gate else ""
            found.setdefault(milestone.project_key, []).append(RoadmapMark(on, gate))
    return {key: tuple(sorted(some, key=lambda mark: (mark.on, mark.gate))) for key, some in found.items()}


def _number(name: str) -> str:
    """The number of a gate, from a name such as “Gate 3 Full case”; its letter if it has none."""
    number = re.search(r"\d", name)
    return number[0] if number else say("G")


def key_milestones(session: Session, standing: Standing) -> KeyMilestones:
    """How the key milestones of running projects moved, those that were reached before the last report left out."""
    entries = {entry.key: entry for entry in standing.entries if not entry.is_over}
    reports = _reports(session, standing)
    dates = _dates(session, standing, reports)
    lines = [
        _Line(milestone, entries[milestone.project_key], tuple(dates[milestone.key].get(one.key) for one in reports))
        for milestone in session.scalars(select(Milestone).where(Milestone.is_key))
        if milestone.project_key in entries and not _is_past(milestone, standing)
    ]
    known = [line for line in lines if line.change is not None]
    chosen = sorted(known, key=_most_moved)[:_MOST_LINES]
    trend = MilestoneTrend(
        tuple((one.name, one.cut_off_on) for one in reports),
        tuple(_drawn(line) for line in chosen),
        say("moved"),
    )
    return KeyMilestones(
        trend=trend if chosen else MilestoneTrend(),
        later=sum((line.change or 0) > 0 for line in known),
        earlier=sum((line.change or 0) < 0 for line in known),
        known=len(known),
        named=tuple(sorted({(one.entry.reference, one.entry.name) for one in chosen if one.entry.reference})),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    milestone: Milestone
    entry: Entry
    dates: tuple[date | None, ...]

    @property
    def change(self) -> int | None:
        """Calendar days later than in the report before."""
        return slip_days(self.dates[-2], self.dates[-1]) if len(self.dates) > 1 else None


def _is_past(milestone: Milestone, standing: Standing) -> bool:
    """Whether it was reached already when the period before was reported."""
    before = standing.previous.cut_off_on if standing.previous else None
    return milestone.actual_on is not None and before is not None and milestone.actual_on <= before


def _most_moved(line: _Line) -> tuple[int, int, date, str]:
    milestone = line.milestone
    late = slip_days(milestone.baseline_on, milestone.forecast_on, milestone.actual_on) or 0
    return (-abs(line.change or 0), -late, line.dates[-1] or date.max, milestone.name)


def _drawn(line: _Line) -> MilestoneLine:
    where = line.entry.reference or line.entry.name
    change = say("{days} d", days=show_change(line.change))
    return MilestoneLine(
        f"{where} {line.milestone.name}", line.dates, show_date(line.dates[-1]), change, str(line.entry.key)
    )


def _reports(session: Session, standing: Standing) -> list[ReportingPeriod]:
    """The periods of the trend, oldest first: this one, and those before in which dates were noted."""
    noted = set(session.scalars(select(MilestoneForecast.period_key).distinct()))
    every = periods.periods(session)
    at = [each.key for each in every].index(standing.period.key)
    return [each for each in every[: at + 1] if each.key in noted or each.key == standing.period.key][-_MOST_REPORTS:]


def _dates(
    session: Session, standing: Standing, reports: Iterable[ReportingPeriod]
) -> Mapping[int, Mapping[int, date | None]]:
    """The date of every key milestone in each report, by milestone and period."""
    found: dict[int, dict[int, date | None]] = {
        milestone.key: {standing.period.key: date_of(milestone)}
        for milestone in session.scalars(select(Milestone).where(Milestone.is_key))
    }
    wanted = {report.key for report in reports if report.key != standing.period.key or standing.period.is_frozen}
    for noted in session.scalars(select(MilestoneForecast).where(MilestoneForecast.period_key.in_(wanted))):
        if noted.milestone_key in found:
            found[noted.milestone_key][noted.period_key] = noted.forecast_on
    return found
