"""Derived figures: renewed for the projects a change touched, in its own transaction; anyone may rebuild them all."""

from collections.abc import Collection
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, exists, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, PeriodState, Rating
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules import earned_value, rag
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.explained import Thresholds
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.domain.rules.schedule import duration_days, slip_days, slip_percent
from pmo_desktop.services import periods
from pmo_desktop.services.records import chunks, note_records, take_facts
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.standing import Reported, explain, thresholds
from pmo_desktop.storage.journal import owners_touched

_FOR_ALL = {"settings", "threshold_override", "reporting_period"}
_NOTED = _FOR_ALL | {"status_report", "risk", "issue", "milestone", "benefit"}
_FOLLOWED = _NOTED | {"project", "rating_override"}

_TABLE = cast("Table", Figures.__table__)
_NAMES = tuple(column.name for column in _TABLE.columns if column.name not in {"key", "report_key"})
_UPDATE = (
    _TABLE.update().where(_TABLE.c.report_key == bindparam("of")).values({name: bindparam(name) for name in _NAMES})
)
_OVERRIDES = RatingOverride.report_key == StatusReport.key
# Every report of some projects, oldest first, beside the PMO's views of it and the figures kept of it.
_REPORTS = (
    select(
        *(cast("Table", StatusReport.__table__).c[name] for name in Reported._fields),
        ReportingPeriod.starts_on,
        exists().where(_OVERRIDES),
        select(RatingOverride.rating).where(_OVERRIDES, RatingOverride.dimension.is_(None)).scalar_subquery(),
        Figures.key,
        *(_TABLE.c[name] for name in _NAMES),
    )
    .select_from(StatusReport)
    .join(ReportingPeriod, ReportingPeriod.key == StatusReport.period_key)
    .outerjoin(Figures, Figures.report_key == StatusReport.key)
    .where(StatusReport.project_key.in_(bindparam("keys", expanding=True)))
    .order_by(StatusReport.project_key, ReportingPeriod.ends_on, ReportingPeriod.key)
)


def renew(session: Session, touched: dict[str, set[int]]) -> None:
    """Renew the figures of every project that the open transaction touched, by itself or by a record of it."""
    if not touched.keys() & _FOLLOWED:
        return
    if touched.keys() & _FOR_ALL:
        keys = set(session.scalars(select(Project.key)))
    else:
        keys = touched.get("project", set()) | owners_touched(session.connection())
        keys |= _of_overrides(session, touched.get("rating_override", set()))
    _renew_projects(session, keys, has_news=bool(touched.keys() & _NOTED))


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
    _renew_projects(session, set(session.scalars(select(Project.key))), has_news=True)


def _renew_projects(session: Session, keys: Collection[int], *, has_news: bool) -> None:
    """Renew the figures of these projects, in every period they report in.

    Without news of their records, the open period's reports only repeat what has become of the projects themselves.
    """
    session.flush()
    connection = session.connection()
    limits = thresholds(session, settings_of(session))
    newest = periods.current_period(session)
    live = newest if newest and newest.state is PeriodState.OPEN else None
    for some in chunks(keys):
        if live:
            take_facts(connection, some, live)
            if has_news:
                note_records(connection, some, live, limits[None])
        _renew(connection, some, limits)
    session.expire_all()


def _renew(connection: Connection, keys: list[int], limits: dict[int | None, Thresholds]) -> None:
    """Work out the figures of every report of these projects, and keep what is different."""
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    size = len(Reported._fields)
    before: Reported | None = None
    rating_before: Rating | None = None
    for row in connection.execute(_REPORTS, {"keys": keys}).all():
        report = Reported._make(row[:size])
        starts_on, has_override, view, kept, *figures = row[size:]
        if before is None or before.project_key != report.project_key:
            before, rating_before = None, None
        values = _values(report, before, limits.get(report.project_key, limits[None]), starts_on, view)
        values |= {"previous_rating": rating_before, "has_override": has_override}
        if kept is None:
            added.append({"report_key": report.key, **values})
        elif dict(zip(_NAMES, figures, strict=True)) != values:
            changed.append({"of": report.key, **values})
        before, rating_before = report, values["rating"]
    if added:
        connection.execute(_TABLE.insert(), added)
    if changed:
        connection.execute(_UPDATE, changed)


def _values(
    report: Reported, before: Reported | None, limits: Thresholds, starts_on: date, view: Rating | None
) -> dict[str, Any]:
    """What follows from a report, the one before it, and the PMO's view of the whole."""
    ratings = {dimension: each.rating for dimension, each in explain(report, limits).items()}
    calculated = rag.overall(ratings).rating
    slip = slip_days(report.baseline_finish_on, report.forecast_finish_on, report.actual_finish_on)
    variance = difference(report.eac, report.bac)
    return {
        "rating": view or report.overall or calculated,
        "calculated": calculated,
        "calculated_schedule": ratings.get(Dimension.SCHEDULE),
        "calculated_cost": ratings.get(Dimension.COST),
        "calculated_risk": ratings.get(Dimension.RISK),
        "calculated_benefits": ratings.get(Dimension.BENEFITS),
        "slip_days": slip,
        "slip_percent": slip_percent(slip, duration_days(report.baseline_start_on, report.baseline_finish_on)),
        "slip_since_days": slip_days(_finish(before), _finish(report)) if before else None,
        "cost_variance": variance,
        "cost_percent": percent(variance, report.bac),
        "cpi": earned_value.cpi(report.ev, report.ac),
        "spi": earned_value.spi(report.ev, report.pv),
        "is_stale": report.submitted_on is not None and report.submitted_on < starts_on,
    }


def _finish(report: Reported) -> date | None:
    return report.actual_finish_on or report.forecast_finish_on or report.baseline_finish_on
