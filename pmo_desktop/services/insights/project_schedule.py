"""The schedule of one project: how its milestones moved from report to report, its baselines, and what waits for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.baseline import Baseline
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.schedule import MilestoneDates, days_late, slip_days
from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_change, show_date
from pmo_desktop.services.insights.milestones import date_of
from pmo_desktop.services.insights.shapes import MilestoneLine, MilestoneTrend
from pmo_desktop.services.insights.tab_said import Note, TabSaid
from pmo_desktop.services.wording import days
from pmo_desktop.text import say

_MOST_LINES = 5
_MOST_REPORTS = 12
_HELD = 2  # reports with the same date after which a milestone holds


@dataclass(frozen=True, slots=True)
class _Line:
    milestone: Milestone
    dates: tuple[date | None, ...]

    @property
    def slip(self) -> int:
        """Calendar days behind the baseline, 0 where not known."""
        return self.milestone.slip_days() or 0

    @property
    def known(self) -> list[date]:
        return [day for day in self.dates if day]

    @property
    def slips(self) -> int:
        """How often its date moved later from one report to the next."""
        return sum(later > earlier for earlier, later in zip(self.known, self.known[1:], strict=False))


@dataclass(frozen=True, slots=True)
class MilestoneDays:
    """The three days of a milestone, as far as they are known."""

    name: str
    baseline_on: date | None
    forecast_on: date | None
    actual_on: date | None

    @property
    def known(self) -> tuple[date, ...]:
        """Those that are known."""
        return tuple(day for day in (self.baseline_on, self.forecast_on, self.actual_on) if day)


def milestone_days(session: Session, key: int) -> tuple[Mapping[int, MilestoneDays], date | None]:
    """The days of every milestone of a project by key, and the data date."""
    period = periods.current_period(session)
    found = {
        each.key: MilestoneDays(each.name, each.baseline_on, each.forecast_on, each.actual_on)
        for each in session.scalars(select(Milestone).where(Milestone.project_key == key))
    }
    return found, period.cut_off_on if period else None


def project_schedule(session: Session, key: int) -> TabSaid:
    """What the schedule of a project says."""
    milestones = sorted(
        session.scalars(select(Milestone).where(Milestone.project_key == key)),
        key=lambda each: (date_of(each) or date.max, each.name),
    )
    reports = _reports(session, [each.key for each in milestones])
    lines = _lines(session, milestones, reports)
    ahead = [line for line in lines if line.milestone.actual_on is None] or lines
    chosen = sorted(ahead, key=lambda line: (-abs(line.slip), date_of(line.milestone) or date.max))[:_MOST_LINES]
    chosen.sort(key=lambda line: date_of(line.milestone) or date.max, reverse=True)
    has_trend = len(reports) > 1 and bool(chosen)
    trend = MilestoneTrend(
        tuple((each.name, each.cut_off_on) for each in reports), tuple(map(_drawn, chosen)), say("slip")
    )
    return TabSaid(
        headline=_headline(milestones, reports[-1].cut_off_on if reports else None),
        chart="milestone_trend",
        answer=trend if has_trend else MilestoneTrend(),
        title=_title(chosen, reports) if has_trend else say("No trend yet"),
        caption=say("Forecast date in each report"),
        notes=(*_baselines(session, key), *_waiting(session, key, milestones)),
    )


def _reports(session: Session, milestones: Sequence[int]) -> list[ReportingPeriod]:
    """The periods in which dates of these milestones were noted, and the newest, oldest first."""
    every = periods.periods(session)
    noted = set(
        session.scalars(
            select(MilestoneForecast.period_key).where(MilestoneForecast.milestone_key.in_(milestones)).distinct()
        )
    )
    return [each for each in every if each.key in noted or each is every[-1]][-_MOST_REPORTS:]


def _lines(session: Session, milestones: Sequence[Milestone], reports: Sequence[ReportingPeriod]) -> list[_Line]:
    noted: dict[int, dict[int, date | None]] = {}
    keys = [each.key for each in milestones]
    for each in session.scalars(select(MilestoneForecast).where(MilestoneForecast.milestone_key.in_(keys))):
        noted.setdefault(each.milestone_key, {})[each.period_key] = each.forecast_on
    lines: list[_Line] = []
    for milestone in milestones:
        own: Mapping[int, date | None] = {
            **noted.get(milestone.key, {}),
            **({reports[-1].key: date_of(milestone)} if reports else {}),
        }
        line = _Line(milestone, tuple(own.get(report.key) for report in reports))
        if line.known:
            lines.append(line)
    return lines


def _drawn(line: _Line) -> MilestoneLine:
    change = say("{days} d", days=show_change(line.milestone.slip_days()))
    return MilestoneLine(
        line.milestone.name, line.dates, show_date(line.known[-1]), change, f"milestone {line.milestone.key}"
    )


def _title(lines: Sequence[_Line], reports: Sequence[ReportingPeriod]) -> str:
    """The one that moved most says how: it held, or it moved."""
    line = max(lines, key=lambda each: (each.slips, each.slip))
    name = line.milestone.name
    if not line.slips:
        return say("No milestone slipped since {period}", period=reports[0].name)
    held = len(line.known) > _HELD and len(set(line.known[-_HELD - 1 :])) == 1
    times = say("one slip") if line.slips == 1 else say("{count} slips", count=line.slips)
    if held:
        return say("{name} holds after {slips}", name=name, slips=times)
    moved = slip_days(line.known[0], line.known[-1]) or 0
    return say("{name} moved by {days} in {slips}", name=name, days=days(moved), slips=times)


def _headline(milestones: Sequence[Milestone], cut_off_on: date | None) -> str:
    if not milestones:
        return say("No milestone yet")
    done = sum(each.actual_on is not None for each in milestones)
    late = sum((_late(each, cut_off_on) or 0) > 0 for each in milestones if each.actual_on is None)
    told = say("1 milestone") if len(milestones) == 1 else say("{count} milestones", count=len(milestones))
    parts = [told, say("{count} done", count=done) if done else "", say("{count} late", count=late) if late else ""]
    return ", ".join(filter(None, parts))


def _late(milestone: Milestone, cut_off_on: date | None) -> int | None:
    dates = MilestoneDates(
        milestone.name, milestone.baseline_on, milestone.forecast_on, milestone.actual_on, milestone.is_key
    )
    return days_late(dates, cut_off_on)


def _baselines(session: Session, key: int) -> Iterable[Note]:
    """The newest baseline: who approved it and why; and what the slip would be against the first one."""
    project = session.get_one(Project, key)
    query = select(Baseline).where(Baseline.project_key == key).order_by(Baseline.version.desc())
    found = list(session.scalars(query))
    if not found:
        return
    newest, first = found[0], found[-1]
    approved = " ".join(
        filter(
            None,
            (
                say("approved {day}", day=show_date(newest.approved_on)) if newest.approved_on else "",
                say("by {name}", name=newest.approver) if newest.approver else "",
            ),
        )
    )
    head = ", ".join(filter(None, (say("Baseline {version}", version=newest.version), approved)))
    yield Note(f"{head}: {newest.reason}" if newest.reason else f"{head}.", table="baseline", key=newest.key)
    slip = slip_days(first.finish_on, project.forecast_finish_on, project.actual_finish_on)
    if first is not newest and first.finish_on and slip is not None:
        yield Note(
            say(
                "Baseline {version} finished on {day}; against it the slip is {slip} d.",
                version=first.version,
                day=show_date(first.finish_on),
                slip=show_change(slip),
            ),
            table="baseline",
            key=first.key,
        )


def _waiting(session: Session, key: int, milestones: Sequence[Milestone]) -> Iterable[Note]:
    """Benefits that wait for a milestone which is late."""
    by_key = {each.key: each for each in milestones}
    for benefit in session.scalars(select(Benefit).where(Benefit.project_key == key).order_by(Benefit.key)):
        milestone = by_key.get(benefit.milestone_key or 0)
        late = milestone.slip_days() if milestone and milestone.actual_on is None else None
        if milestone and late and late > 0:
            text = say(
                "{milestone} enables benefit “{benefit}” and is {days} late.",
                milestone=milestone.name,
                benefit=f"{benefit.reference} {benefit.title}".strip(),
                days=days(late),
            )
            yield Note(text, say("Open benefit"), "benefit", benefit.key)
