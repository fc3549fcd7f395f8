"""What the office does with a status report: take it as handed in, carry one forward, set its own view beside it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods
from pmo_desktop.text import say


def current_report(session: Session, project_key: int) -> StatusReport:
    """The report of a project in the newest period, which must be open; made if the project is to report.

    Raises:
        PmoError: the project is gone or not running, there is no period yet, or it is frozen.
    """
    project = session.get(Project, project_key)
    if project is None:
        raise PmoError(say("This project is gone; somebody removed it. Undo that first."))
    period = periods.current_period(session)
    if period is None:
        raise PmoError(say("There is no reporting period yet. Open one first, then rate the projects."))
    periods.must_be_open(period)
    report = periods.expect_report(session, project, period)
    if report is None:
        raise PmoError(say("“{name}” is not running, so it does not report.", name=project.name))
    session.flush()
    return report


def submit(session: Session, project_key: int) -> None:
    """Take a project's report in the newest period as handed in on its cut-off day.

    Raises:
        PmoError: as `current_report`.
    """
    report = current_report(session, project_key)
    periods.submit(report, session.get_one(ReportingPeriod, report.period_key).cut_off_on)


def carry_forward(session: Session, project_key: int) -> None:
    """Fill a project's report in the newest period from its last one.

    Raises:
        PmoError: as `current_report`, or there is no earlier report.
    """
    periods.carry_forward(session, current_report(session, project_key))


def override(
    session: Session,
    project_key: int,
    dimension: Dimension | None,
    rating: Rating,
    *,
    reason: str,
    by: str,
    on: date,
) -> None:
    """Put the office's own view beside a rating of the newest period; no dimension means overall.

    Raises:
        PmoError: as `current_report`, or there is no reason.
    """
    if not reason.strip():
        raise PmoError(say("A rating of the PMO's own needs a reason. Say in a sentence why it differs."))
    report = current_report(session, project_key)
    view = _view(session, report, dimension)
    if view is None:
        view = RatingOverride(report_key=report.key, dimension=dimension, made_on=on)
        session.add(view)
    view.rating, view.reason, view.by, view.made_on = rating, reason.strip(), by.strip(), on


def drop_override(session: Session, project_key: int, dimension: Dimension | None) -> None:
    """Take the office's own view back, so that the reported or calculated rating counts again.

    Raises:
        PmoError: as `current_report`.
    """
    view = _view(session, current_report(session, project_key), dimension)
    if view is not None:
        session.delete(view)


def _view(session: Session, report: StatusReport, dimension: Dimension | None) -> RatingOverride | None:
    own = RatingOverride.dimension.is_(None) if dimension is None else RatingOverride.dimension == dimension
    return session.scalars(select(RatingOverride).where(RatingOverride.report_key == report.key, own)).first()
