"""What a workspace holds, in numbers: the answer of `pmo-desktop info`."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.domain.money import to_major
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.services import periods
from pmo_desktop.services.insights.entries import Entry, standing
from pmo_desktop.services.insights.totals import Sum, sum_of
from pmo_desktop.services.settings import settings_of


def info(session: Session) -> dict[str, Any]:
    """Counts of what is kept, and one object for each period from oldest to newest; money in major units."""
    currency = settings_of(session).currency
    return {
        "projects": session.scalar(select(func.count()).select_from(Project)),
        "programmes": session.scalar(select(func.count()).select_from(Programme)),
        "portfolios": session.scalar(select(func.count()).select_from(Portfolio)),
        "periods": [
            {"name": period.name, **_of_period(standing(session, period).entries, currency)}
            for period in periods.periods(session)
        ],
    }


def _of_period(entries: tuple[Entry, ...], currency: str) -> dict[str, Any]:
    reported = [entry for entry in entries if entry.state is not ReportState.MISSING]
    starts = [entry.start_on for entry in reported if entry.start_on]
    finishes = [entry.finish_on for entry in reported if entry.finish_on]
    return {
        "projects": len(reported),
        "ratings": {rating.word: sum(entry.rating is rating for entry in reported) for rating in Rating},
        "not_rated": sum(entry.rating is None for entry in reported),
        "whole_life_cost": _money(sum_of(reported, lambda entry: entry.whole_life_cost), currency),
        "in_year_budget": _money(sum_of(reported, lambda entry: entry.in_year_budget), currency),
        "in_year_forecast": _money(sum_of(reported, lambda entry: entry.in_year_forecast), currency),
        "earliest_start": min(starts).isoformat() if starts else None,
        "latest_finish": max(finishes).isoformat() if finishes else None,
        "departments": len({entry.organisation for entry in reported if entry.organisation}),
    }


def _money(total: Sum, currency: str) -> dict[str, Any]:
    amount = to_major(total.total, currency)
    return {
        "count": total.count,
        "sum": int(amount) if amount == amount.to_integral_value() else float(amount),
        "currency": currency,
    }
