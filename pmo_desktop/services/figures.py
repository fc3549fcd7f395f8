"""Derived figures: renewed for the projects a change touched, in its own transaction; anyone may rebuild them all."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, Table, exists, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from pmo_desktop.domain.assessment import Finding
from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.choices import Dimension, PeriodState, Rating
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules import earned_value, rag
from pmo_desktop.domain.rules.capacity import months_ahead
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.domain.rules.schedule import duration_days, slip_days, slip_percent
from pmo_desktop.services import periods
from pmo_desktop.services.drafts import add_rows, change_rows
from pmo_desktop.services.following import flag_benefits, settle_money, take_measurements
from pmo_desktop.services.key_sets import among, listed, lots
from pmo_desktop.services.records import note_records, take_facts
from pmo_desktop.services.standing import Reported, Rules, explain, rules_by_period
from pmo_desktop.services.supply import wanting
from pmo_desktop.storage.journal import images_touched, owners_touched
from pmo_desktop.storage.journal import touched as journal_touched

_FOR_ALL = {"settings", "threshold_override", "reporting_period"}
_SUPPLY = {"demand", "role", "role_capacity", "person"}
_NOTED = (
    _FOR_ALL
    | _SUPPLY
    | {"status_report", "risk", "issue", "milestone", "benefit", "change_request", "gate", "finding", "action"}
)
_FOLLOWED = _NOTED | {"project", "rating_override", "money_line", "benefit_measure"}

_TABLE = cast("Table", Figures.__table__)
_NAMES = tuple(column.name for column in _TABLE.columns if column.name not in {"key", "report_key"})
_CALCULATED = tuple((dimension, f"calculated_{dimension}") for dimension in Dimension)
_OVERRIDES = RatingOverride.report_key == StatusReport.key
# Every report of some projects, oldest first, beside the PMO's views of it and the figures kept of it.
_REPORTS = (
    select(
        *(cast("Table", StatusReport.__table__).c[name] for name in Reported._fields),
        ReportingPeriod.cut_off_on,
        exists().where(_OVERRIDES),
        select(RatingOverride.rating).where(_OVERRIDES, RatingOverride.dimension.is_(None)).scalar_subquery(),
        Figures.key,
        *(type_coerce(_TABLE.c[name], NullType()) for name in _NAMES),  # compared as they are kept
    )
    .select_from(StatusReport)
    .join(ReportingPeriod, ReportingPeriod.key == StatusReport.period_key)
    .outerjoin(Figures, Figures.report_key == StatusReport.key)
    .where(among(StatusReport.project_key))
    .order_by(StatusReport.project_key, ReportingPeriod.ends_on, ReportingPeriod.key)
)


def renew(session: Session, touched: dict[str, set[int]]) -> None:
    """Renew the figures of every project that the open transaction touched, by itself or by a record of it."""
    if not touched.keys() & _FOLLOWED:
        return
    if "benefit_measure" in touched:
        measured = images_touched(session.connection(), "benefit_measure")
        take_measurements(
            session.connection(), {int(str(row["benefit_key"])) for pair in measured for row in pair if row}
        )
        touched = journal_touched(session.connection())
    has_news = bool(touched.keys() & _NOTED)
    every = periods.periods(session)
    if touched.keys() & _FOR_ALL:
        keys = set(session.scalars(select(Project.key)))
    else:
        keys = touched.get("project", set()) | owners_touched(session.connection())
        keys |= _of_overrides(session, touched.get("rating_override", set()))
        keys |= _of_findings(session, touched.get("action", set()))
        sharing = _who_wants_the_same(session.connection(), touched, every)
        keys |= sharing
        has_news = has_news or bool(sharing)
    _renew_projects(session, keys, every, has_news=has_news)


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
    return {*session.scalars(told), *session.scalars(now.where(among(RatingOverride.key, keys)))}


def _of_findings(session: Session, actions: Collection[int]) -> set[int]:
    """The projects whose audit findings are dealt with by these actions, which may belong to another project."""
    if not actions:
        return set()
    found = session.scalars(select(Finding.project_key).where(among(Finding.action_key, actions)))
    return {key for key in found if key is not None}


def _who_wants_the_same(connection: Connection, touched: Collection[str], every: Sequence[ReportingPeriod]) -> set[int]:
    """Every project that wants people, if what one wants or what there is became another: they share what there is."""
    if not every or not (_SUPPLY | {"project"}) & set(touched):
        return set()
    if not _SUPPLY & set(touched):
        changed = images_touched(connection, "project")
        if all(before.get(name) == after.get(name) for before, after in changed for name in ("status", "kind")):
            return set()
    return wanting(connection, months_ahead(every[-1].cut_off_on))


def rebuild(session: Session) -> None:
    """Work out every figure anew."""
    _renew_projects(session, set(session.scalars(select(Project.key))), periods.periods(session), has_news=True)


def _renew_projects(
    session: Session, keys: Collection[int], every: Sequence[ReportingPeriod], *, has_news: bool
) -> None:
    """Renew the figures of these projects, in every period they report in.

    Without news of their records, the open period's reports only repeat what has become of the projects themselves.
    """
    session.flush()
    connection = session.connection()
    rules = rules_by_period(session, every)
    newest = every[-1] if every else None
    live = newest if newest and newest.state is PeriodState.OPEN else None
    for some in lots(keys):
        settle_money(connection, some)
        if has_news:
            flag_benefits(connection, some, newest.cut_off_on if newest else None)
        if live:
            take_facts(connection, some, live)
            if has_news:
                note_records(connection, some, live, rules[live.key])
        _renew(connection, some, rules)
    session.expire_all()


def _renew(connection: Connection, keys: list[int], rules: dict[int, Rules]) -> None:
    """Work out the figures of every report of these projects, and keep what is different."""
    added: list[dict[str, Any]] = []
    changed: list[tuple[int, dict[str, Any]]] = []
    size = len(Reported._fields)
    before: Reported | None = None
    rating_before: Rating | None = None
    for row in connection.execute(_REPORTS, {"keys": listed(keys)}).all():
        report = Reported._make(row[:size])
        cut_off_on, has_override, view, kept, *figures = row[size:]
        if before is None or before.project_key != report.project_key:
            before, rating_before = None, None
        values = _values(report, before, rules[report.period_key], cut_off_on, view)
        values |= {"previous_rating": rating_before, "has_override": has_override}
        if kept is None:
            added.append({"key": new_key(), "report_key": report.key, **values})
        elif new := {name: values[name] for name, old in zip(_NAMES, figures, strict=True) if old != values[name]}:
            changed.append((kept, new))
        before, rating_before = report, values["rating"]
    add_rows(connection, Figures, added)
    change_rows(connection, Figures, changed)


def _values(
    report: Reported, before: Reported | None, rules: Rules, cut_off_on: date, view: Rating | None
) -> dict[str, Any]:
    """What follows from a report, the one before it, and the PMO's view of the whole."""
    ratings = {dimension: each.rating for dimension, each in explain(report, rules.of(report.project_key)).items()}
    calculated = rag.overall(ratings, rules.weights, rules.scale).rating
    slip = slip_days(report.baseline_finish_on, report.forecast_finish_on, report.actual_finish_on)
    variance = difference(report.eac, report.bac)
    return {
        "rating": rag.effective(calculated, report.overall, view, is_withheld=bool(report.overall_reason)).rating,
        "calculated": calculated,
        "differs": rag.disagree(calculated, report.overall),
        **{name: ratings.get(dimension) for dimension, name in _CALCULATED},
        "slip_days": slip,
        "slip_percent": slip_percent(slip, duration_days(report.baseline_start_on, report.baseline_finish_on)),
        "slip_since_days": slip_days(_finish(before), _finish(report)) if before else None,
        "cost_variance": variance,
        "cost_percent": percent(variance, report.bac),
        "cpi": earned_value.cpi(report.ev, report.ac),
        "spi": earned_value.spi(report.ev, report.pv),
        "age_days": rag.age_days(report.submitted_on, cut_off_on),
        "is_stale": rag.is_stale(report.submitted_on, cut_off_on, rules.stale_days),
    }


def _finish(report: Reported) -> date | None:
    return report.actual_finish_on or report.forecast_finish_on or report.baseline_finish_on
