"""What a workspace holds, in numbers: the answer of `pmo-desktop info`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, Rating, ReportState
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.money import to_major
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.services.settings import settings_of

# One statement for every report, so that the command answers as quickly as it can; entries of projects know far more.
_REPORTS = (
    select(
        StatusReport.period_key,
        Figures.rating,
        StatusReport.whole_life_cost,
        StatusReport.in_year_budget,
        StatusReport.in_year_forecast,
        func.coalesce(
            StatusReport.actual_start_on, StatusReport.forecast_start_on, StatusReport.baseline_start_on
        ).label("start_on"),
        func.coalesce(
            StatusReport.actual_finish_on, StatusReport.forecast_finish_on, StatusReport.baseline_finish_on
        ).label("finish_on"),
        func.coalesce(func.nullif(StatusReport.organisation, ""), Project.organisation).label("organisation"),
    )
    .join(Project, Project.key == StatusReport.project_key)
    .outerjoin(Figures, Figures.report_key == StatusReport.key)
    .where(StatusReport.state != ReportState.MISSING, Project.kind == EntryKind.PROJECT)
)
_PERIODS = select(ReportingPeriod.key, ReportingPeriod.name).order_by(ReportingPeriod.ends_on, ReportingPeriod.key)


def info(session: Session) -> dict[str, Any]:
    """Counts of what is kept, and one object for each period from oldest to newest; money in major units."""
    currency = settings_of(session).currency
    counts = [session.scalar(select(func.count()).select_from(each)) for each in (Project, Programme, Portfolio)]
    periods = session.execute(_PERIODS).all()
    reported: dict[int, list[Any]] = {key: [] for key, _ in periods}
    for row in session.execute(_REPORTS):
        reported[row.period_key].append(row)
    return {
        "projects": counts[0],
        "programmes": counts[1],
        "portfolios": counts[2],
        "periods": [{"name": name, **_of_period(reported[key], currency)} for key, name in periods],
    }


def _of_period(reported: Sequence[Any], currency: str) -> dict[str, Any]:
    starts = [row.start_on for row in reported if row.start_on]
    finishes = [row.finish_on for row in reported if row.finish_on]
    return {
        "projects": len(reported),
        "ratings": {rating.word: sum(row.rating is rating for row in reported) for rating in Rating},
        "not_rated": sum(row.rating is None for row in reported),
        "whole_life_cost": _money([row.whole_life_cost for row in reported], currency),
        "in_year_budget": _money([row.in_year_budget for row in reported], currency),
        "in_year_forecast": _money([row.in_year_forecast for row in reported], currency),
        "earliest_start": min(starts).isoformat() if starts else None,
        "latest_finish": max(finishes).isoformat() if finishes else None,
        "departments": len({row.organisation for row in reported if row.organisation}),
    }


def _money(amounts: Sequence[int | None], currency: str) -> dict[str, Any]:
    known = [amount for amount in amounts if amount is not None]
    total = to_major(sum(known), currency)
    return {
        "count": len(known),
        "sum": int(total) if total == total.to_integral_value() else float(total),
        "currency": currency,
    }
