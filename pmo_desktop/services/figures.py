"""Derived figures: renewed for the projects a change touched, in its own transaction; anyone may rebuild them all."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, PeriodState, Rating
from pmo_desktop.domain.facts import finish_of
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules import earned_value, rag
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.explained import Thresholds
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.domain.rules.schedule import duration_days, slip_days, slip_percent
from pmo_desktop.services import periods
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.standing import chunks, explain, note_records, thresholds
from pmo_desktop.storage.journal import owners_touched

_FOR_ALL = {"settings", "threshold_override", "reporting_period"}


def renew(session: Session, touched: dict[str, set[int]]) -> None:
    """Renew the figures of every project that the open transaction touched, by itself or by a record of it."""
    if not touched:
        return
    if _FOR_ALL & touched.keys():
        keys = set(session.scalars(select(Project.key)))
    else:
        keys = touched.get("project", set()) | owners_touched(session.connection())
        keys |= _of_overrides(session, touched.get("rating_override", set()))
    renew_projects(session, keys)


def _of_overrides(session: Session, keys: Collection[int]) -> set[int]:
    """The projects of overrides; one that was removed is found by its report, whose figures still tell of it."""
    if not keys:
        return set()
    told = (
        select(StatusReport.project_key)
        .join(Figures, Figures.report_key == StatusReport.key)
        .where(Figures.has_override)
    )
    now = select(StatusReport.project_key).join(RatingOverride, RatingOverride.report_key == StatusReport.key)
    return {*session.scalars(told), *session.scalars(now.where(RatingOverride.key.in_(keys)))}


def rebuild(session: Session) -> None:
    """Work out every figure anew."""
    renew_projects(session, set(session.scalars(select(Project.key))))


def renew_projects(session: Session, keys: Collection[int]) -> None:
    """Renew the figures of these projects, in every period they report in."""
    limits = thresholds(session, settings_of(session))
    every = {period.key: period for period in periods.periods(session)}
    newest = periods.current_period(session)
    for some in chunks(keys):
        reports = list(session.scalars(select(StatusReport).where(StatusReport.project_key.in_(some))))
        if newest and newest.state is PeriodState.OPEN:
            live = {report.project_key: report for report in reports if report.period_key == newest.key}
            note_records(session, live, newest, limits[None])
        _renew(session, reports, every, limits)


def _renew(
    session: Session,
    reports: Iterable[StatusReport],
    every: dict[int, ReportingPeriod],
    limits: dict[int | None, Thresholds],
) -> None:
    """Work out the figures of reports that hold every period of their projects, oldest first."""
    order = {key: number for number, key in enumerate(every)}
    in_order = sorted(reports, key=lambda report: (report.project_key, order[report.period_key]))
    keys = [report.key for report in in_order]
    kept = {each.report_key: each for each in session.scalars(select(Figures).where(Figures.report_key.in_(keys)))}
    views = _overall_views(session, keys)
    before: StatusReport | None = None
    rating_before: Rating | None = None
    for report in in_order:
        if before is None or before.project_key != report.project_key:
            before, rating_before = None, None
        limit = limits.get(report.project_key, limits[None])
        values = _values(report, before, rating_before, every[report.period_key], views, limit)
        figures = kept.get(report.key)
        if figures is None:
            session.add(Figures(report_key=report.key, **values))
        else:
            for name, value in values.items():
                if getattr(figures, name) != value:
                    setattr(figures, name, value)
        before, rating_before = report, values["rating"]


def _overall_views(session: Session, keys: list[int]) -> dict[int, tuple[bool, Rating | None]]:
    """Whether the PMO gave any view on a report, and its view of the overall rating."""
    found: dict[int, tuple[bool, Rating | None]] = {}
    for override in session.scalars(select(RatingOverride).where(RatingOverride.report_key.in_(keys))):
        overall = override.rating if override.dimension is None else found.get(override.report_key, (True, None))[1]
        found[override.report_key] = (True, overall)
    return found


def _values(
    report: StatusReport,
    before: StatusReport | None,
    rating_before: Rating | None,
    period: ReportingPeriod,
    views: dict[int, tuple[bool, Rating | None]],
    limits: Thresholds,
) -> dict[str, Any]:
    ratings = {dimension: each.rating for dimension, each in explain(report, limits).items()}
    calculated = rag.overall(ratings).rating
    has_override, view = views.get(report.key, (False, None))
    slip = slip_days(report.baseline_finish_on, report.forecast_finish_on, report.actual_finish_on)
    variance = difference(report.eac, report.bac)
    return {
        "rating": view or report.overall or calculated,
        "previous_rating": rating_before,
        "calculated": calculated,
        "calculated_schedule": ratings.get(Dimension.SCHEDULE),
        "calculated_cost": ratings.get(Dimension.COST),
        "calculated_risk": ratings.get(Dimension.RISK),
        "calculated_benefits": ratings.get(Dimension.BENEFITS),
        "slip_days": slip,
        "slip_percent": slip_percent(slip, duration_days(report.baseline_start_on, report.baseline_finish_on)),
        "slip_since_days": slip_days(finish_of(before), finish_of(report)) if before else None,
        "cost_variance": variance,
        "cost_percent": percent(variance, report.bac),
        "cpi": earned_value.cpi(report.ev, report.ac),
        "spi": earned_value.spi(report.ev, report.pv),
        "is_stale": report.submitted_on is not None and report.submitted_on < period.starts_on,
        "has_override": has_override,
    }
