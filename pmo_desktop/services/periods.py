"""Reporting periods: opening, reporting, freezing, and which one comes before which."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, PeriodEventKind, PeriodState, ProjectStatus, ReportState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import FACTS, copy_facts
from pmo_desktop.domain.milestone import Milestone, MilestoneForecast
from pmo_desktop.domain.period import PeriodCopy, PeriodEvent, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services.drafts import new_row, write
from pmo_desktop.services.standing import rules_now, written
from pmo_desktop.services.supply import RUNNING
from pmo_desktop.text import say

# Month names as people write them in the five languages the importer reads, by their first letters.
_MONTHS = (
    ("jan", "janv", "ene", "gen"), ("feb", "fév", "fev"), ("mar", "mär", "mrz"), ("apr", "avr", "abr"),
    ("may", "mai", "mag"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aoû", "aou", "ago"),
    ("sep", "set"), ("oct", "okt", "ott"), ("nov",), ("dec", "déc", "dez", "dic"),
)  # fmt: skip
_NEWEST_FIRST = select(ReportingPeriod).order_by(ReportingPeriod.ends_on.desc(), ReportingPeriod.key.desc())
NEWEST_KEY = (
    select(ReportingPeriod.key)
    .order_by(ReportingPeriod.ends_on.desc(), ReportingPeriod.key.desc())
    .limit(1)
    .scalar_subquery()
)
"""The key of the newest period, inside a statement; nothing before the first is opened."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FISCAL = re.compile(r"\bFY\s*(\d\d)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bq([1-4])\b", re.IGNORECASE)
_ISO_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a period, both inclusive."""

    starts_on: date
    ends_on: date


def span_named(name: str) -> Span | None:
    """The days a period's name speaks of: a year, a quarter or a month; none if it names no year.

    “2021” is the calendar year, “2020-21” or “2020/21” the year that begins in 2020 and is taken from 1 April, as UK
    public bodies count it.
    """
    if iso := _ISO_MONTH.search(name):
        year, month = int(iso[1]), int(iso[2])
        return _months(year, month, 1)
    name = _FISCAL.sub(r"20\1", name)
    found = _YEAR.search(name)
    if not found:
        return None
    year = int(found[0])
    if re.search(rf"{year}\s*[-/]\s*(?:{year + 1}|{(year + 1) % 100:02d})(?!\d)", name):
        return Span(date(year, 4, 1), date(year + 1, 3, 31))
    if quarter := _QUARTER.search(name):
        return _months(year, 3 * int(quarter[1]) - 2, 3)
    named = _month_in(name)
    return _months(year, named, 1) if named else _months(year, 1, 12)


def _months(year: int, first: int, count: int) -> Span:
    last = first + count - 1
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _month_in(name: str) -> int | None:
    words = re.findall(r"[^\W\d_]+", name.lower())
    return next((number for number, starts in enumerate(_MONTHS, 1) for word in words if word.startswith(starts)), None)


def periods(session: Session) -> list[ReportingPeriod]:
    """Every reporting period, oldest first."""
    return list(session.scalars(_NEWEST_FIRST))[::-1]


def current_period(session: Session) -> ReportingPeriod | None:
    """The newest period; none before the first is opened."""
    return session.scalars(_NEWEST_FIRST.limit(1)).first()


def period_named(session: Session, name: str) -> ReportingPeriod:
    """The period called `name`, whatever its case.

    Raises:
        PmoError: there is none of that name.
    """
    found = periods(session)
    for period in found:
        if period.name.casefold() == name.strip().casefold():
            return period
    names = ", ".join(period.name for period in found) or say("none yet")
    raise PmoError(say("There is no period “{name}”. The periods are: {names}.", name=name, names=names))


def previous_period(session: Session, period: ReportingPeriod) -> ReportingPeriod | None:
    """The period before `period`; none if it is the first."""
    found = periods(session)
    at = [each.key for each in found].index(period.key)
    return found[at - 1] if at else None


def open_period(session: Session, name: str, starts_on: date, ends_on: date, cut_off_on: date) -> ReportingPeriod:
    """Open a period and a missing report in it for every project that is running.

    Raises:
        PmoError: the name is empty or taken, or the dates contradict each other.
    """
    name = name.strip()
    if not name:
        raise PmoError(say("The period has no name. Give it one, for example “November 2026”."), "name")
    if any(period.name.casefold() == name.casefold() for period in periods(session)):
        raise PmoError(say("There is a period “{name}” already. Choose another name.", name=name), "name")
    if ends_on < starts_on:
        raise PmoError(
            say("The period “{name}” ends before it starts. Correct one of the two dates.", name=name), "ends_on"
        )
    period = ReportingPeriod(name=name, starts_on=starts_on, ends_on=ends_on, cut_off_on=cut_off_on)
    session.add(period)
    session.flush()
    if current_period(session) is period:
        _expect_reports(session, period)
    return period


def _expect_reports(session: Session, period: ReportingPeriod) -> None:
    """Add the missing report of every running project to a period that has none yet, at once."""
    facts = select(Project.key, *(getattr(Project, name) for name in FACTS)).where(*RUNNING).order_by(Project.key)
    whose = {"period_key": period.key, "state": ReportState.MISSING}
    reports = [
        new_row(StatusReport, project_key=key, **whose, **dict(zip(FACTS, known, strict=True)))
        for key, *known in session.execute(facts).all()
    ]
    write(session.connection(), StatusReport, reports)


def is_running(project: Project) -> bool:
    """Whether a project is expected to report."""
    return (
        project.kind is EntryKind.PROJECT
        and not project.status.is_over
        and project.status is not ProjectStatus.PROPOSED
    )


def expect_report(session: Session, project: Project, period: ReportingPeriod) -> StatusReport | None:
    """The report of a running project in a period, made as missing if there is none yet; none if it is not running."""
    return report_of(session, project.key, period.key) or expect_first_report(session, project, period)


def expect_first_report(session: Session, project: Project, period: ReportingPeriod) -> StatusReport | None:
    """The missing report of a project that has none in a period; none if it is not running."""
    if not is_running(project):
        return None
    report = StatusReport(project_key=project.key, period_key=period.key, state=ReportState.MISSING)
    copy_facts(project, report)
    session.add(report)
    return report


def report_of(session: Session, project_key: int, period_key: int) -> StatusReport | None:
    """The status report of a project in a period."""
    return session.scalars(
        select(StatusReport).where(StatusReport.project_key == project_key, StatusReport.period_key == period_key)
    ).one_or_none()


_WORDS = (
    "overall", "schedule", "cost", "scope", "quality", "risk", "benefits", "resources", "overall_reason", "summary",
    "path_to_green", "path_owner", "path_due_on", "forward_look",
)  # fmt: skip


def submit(report: StatusReport, on: date) -> None:
    """Take a report as handed in on a day."""
    report.state = ReportState.SUBMITTED
    report.submitted_on = on


def carry_forward(session: Session, report: StatusReport) -> None:
    """Fill a missing report with the words and ratings of the project's last one, and say so in its state.

    Raises:
        PmoError: the project has no earlier report.
    """
    period = session.get_one(ReportingPeriod, report.period_key)
    earlier = session.scalars(
        select(StatusReport)
        .join(ReportingPeriod, StatusReport.period_key == ReportingPeriod.key)
        .where(
            StatusReport.project_key == report.project_key,
            ReportingPeriod.ends_on < period.ends_on,
            StatusReport.state != ReportState.MISSING,
        )
        .order_by(ReportingPeriod.ends_on.desc())
        .limit(1)
    ).first()
    if earlier is None:
        raise PmoError(say("There is no earlier report to carry forward. Ask the project for its first one."))
    for name in _WORDS:
        setattr(report, name, getattr(earlier, name))
    report.submitted_on = earlier.submitted_on
    report.state = ReportState.CARRIED_FORWARD


def freeze(
    session: Session,
    period: ReportingPeriod,
    copy: bytes = b"",
    sha256: str = "",
    *,
    by: str = "",
    on: date | None = None,
) -> None:
    """Make a period read-only and keep `copy`, the compressed workspace as it stands, under its SHA-256.

    Its ratings go on being explained by the rules of today, whatever becomes of the settings.

    Raises:
        PmoError: it is frozen already.
    """
    if period.state is PeriodState.FROZEN:
        raise PmoError(say("The period “{name}” is frozen already.", name=period.name))
    _note_forecasts(session, period)
    if copy and session.scalars(select(PeriodCopy).where(PeriodCopy.sha256 == sha256)).first() is None:
        session.add(PeriodCopy(sha256=sha256, content=copy))
    period.rules = written(rules_now(session))
    period.state = PeriodState.FROZEN
    period.copy_sha256 = sha256
    _log(session, period, PeriodEventKind.FROZEN, by, on=on)


def _note_forecasts(session: Session, period: ReportingPeriod) -> None:
    """Keep the date of every milestone as it stands in a period, for the trend."""
    kept = {
        each.milestone_key: each
        for each in session.scalars(select(MilestoneForecast).where(MilestoneForecast.period_key == period.key))
    }
    for milestone in session.scalars(select(Milestone)):
        forecast = kept.get(milestone.key)
        if forecast is None:
            forecast = MilestoneForecast(milestone_key=milestone.key, period_key=period.key)
            session.add(forecast)
        forecast.forecast_on = milestone.actual_on or milestone.forecast_on or milestone.baseline_on


def _log(
    session: Session, period: ReportingPeriod, kind: PeriodEventKind, by: str, *, reason: str = "", on: date | None
) -> None:
    happened_on = on or datetime.now().astimezone().date()
    session.add(
        PeriodEvent(period_key=period.key, kind=kind, happened_on=happened_on, by=by.strip(), reason=reason.strip())
    )


def reopen(session: Session, period: ReportingPeriod, reason: str, *, by: str = "", on: date | None = None) -> None:
    """Let a frozen period change again; its pack is a draft again, and the reason is kept.

    Raises:
        PmoError: it is not frozen, or there is no reason.
    """
    if period.state is not PeriodState.FROZEN:
        raise PmoError(say("The period “{name}” is not frozen, so there is nothing to open again.", name=period.name))
    if not reason.strip():
        raise PmoError(say("A frozen period is opened again for a reason. Say in a sentence why."), "reason")
    period.state = PeriodState.OPEN
    period.copy_sha256 = period.rules = ""
    _log(session, period, PeriodEventKind.REOPENED, by, reason=reason, on=on)


def must_be_open(period: ReportingPeriod) -> None:
    """Refuse to change what a frozen period keeps.

    Raises:
        PmoError: the period is frozen.
    """
    if period.state is PeriodState.FROZEN:
        raise PmoError(
            say("The period “{name}” is frozen, so its reports cannot change. Reopen it first.", name=period.name)
        )
