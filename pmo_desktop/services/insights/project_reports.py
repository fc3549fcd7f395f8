"""What was reported of one project, period by period, and which records belong to it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ForwardLook, Rating, ReportState
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.services.registry import REGISTERS, title_of
from pmo_desktop.services.wording import first_sentence
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """One report: its key, its period, its state, the rating that counts, and its gist, which is its first sentence."""

    key: int
    period: str
    state: ReportState
    submitted_on: date | None
    rating: Rating | None
    forward_look: ForwardLook | None
    gist: str


_MOST_RECORDS = 300


def project_records(session: Session, key: int) -> dict[tuple[str, int], str]:
    """What the records of a project that have a name are called, by table and key; the newest three hundred."""
    found: list[tuple[int, str, str]] = []
    for register in REGISTERS:
        owner = getattr(register.entity, "project_key", None)
        if owner is None or not (hasattr(register.entity, "name") or hasattr(register.entity, "title")):
            continue
        title = title_of(register.entity)
        rows = session.execute(select(register.entity.key, title).where(owner == key))
        found += [(row, register.name, f"{say(register.one).capitalize()} “{name}”") for row, name in rows]
    newest = sorted(found, reverse=True)[:_MOST_RECORDS]
    return {(table, row): name for row, table, name in newest}


def project_reports(session: Session, key: int) -> tuple[ReportSeen, ...]:
    """Every report of a project, the newest first."""
    query = (
        select(StatusReport, ReportingPeriod.name, Figures.rating)
        .join(ReportingPeriod, ReportingPeriod.key == StatusReport.period_key)
        .outerjoin(Figures, Figures.report_key == StatusReport.key)
        .where(StatusReport.project_key == key)
        .order_by(ReportingPeriod.ends_on.desc())
    )
    return tuple(
        ReportSeen(
            report.key, name, report.state, report.submitted_on, rating, report.forward_look,
            first_sentence(report.summary or report.overall_reason)[0],
        )
        for report, name, rating in session.execute(query)
    )  # fmt: skip
