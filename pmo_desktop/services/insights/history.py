"""The figures of the last periods, oldest first: what the small trend lines show."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, Rating
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What the projects of one period came to. Sums in minor units; none where no project knows the value."""

    name: str
    red: int
    whole_life_cost: int | None = None
    eac: int | None = None
    in_year_forecast: int | None = None


def history(session: Session, until: int, most: int = 6) -> tuple[PeriodFigures, ...]:
    """The figures of up to `most` periods that end with the one whose key is `until`, oldest first."""
    every = session.execute(
        select(ReportingPeriod.key, ReportingPeriod.name).order_by(ReportingPeriod.ends_on, ReportingPeriod.key)
    ).all()
    at = [key for key, _ in every].index(until)
    return tuple(_of_period(session, key, name) for key, name in every[max(0, at + 1 - most) : at + 1])


def _of_period(session: Session, key: int, name: str) -> PeriodFigures:
    rows = session.execute(
        select(Figures.rating, StatusReport.whole_life_cost, StatusReport.eac, StatusReport.in_year_forecast)
        .select_from(StatusReport)
        .join(Project, StatusReport.project_key == Project.key)
        .outerjoin(Figures, Figures.report_key == StatusReport.key)
        .where(StatusReport.period_key == key, Project.kind == EntryKind.PROJECT)
    ).all()
    return PeriodFigures(
        name,
        sum(row.rating is Rating.RED for row in rows),
        _sum([row.whole_life_cost for row in rows]),
        _sum([row.eac for row in rows]),
        _sum([row.in_year_forecast for row in rows]),
    )


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
