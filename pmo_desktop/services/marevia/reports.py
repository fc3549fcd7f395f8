"""The status reports of each period: ratings by the rules save where a project says otherwise, and words that agree."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, ForwardLook, Rating, ReportState
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules import rag
from pmo_desktop.services import periods, standing
from pmo_desktop.services.marevia import course, words
from pmo_desktop.services.marevia.organisation import Keys
from pmo_desktop.services.marevia.tables import Row, at, cut_offs, projects
from pmo_desktop.services.records import note_records, take_facts

_JUDGED = (Dimension.SCOPE, Dimension.QUALITY, Dimension.RESOURCES)  # no record to work them out from
_ALL_GREEN = "GGGGGG"
AFTER_WEEKEND = timedelta(days=3)


def take(session: Session, keys: Keys, number: int) -> None:
    """Take in every report of a period, number from 0."""
    period = periods.periods(session)[number]
    rules = standing.rules_now(session)
    every = session.scalars(select(Project.key)).all()
    take_facts(session.connection(), every, period)
    note_records(session.connection(), every, period, rules)
    session.expire_all()
    found = session.scalars(select(StatusReport).where(StatusReport.period_key == period.key))
    reports = {report.project_key: report for report in found}
    for row in projects():
        key = keys.get(("project", row["reference"]), 0)
        if key not in reports or row.get("missing") == number:
            continue
        report = reports[key]
        if row.get("carried") == number:
            periods.carry_forward(session, report)
            continue
        calculated = standing.explain(report, rules.of(key))
        _rate(report, row, number, {name: each.rating for name, each in calculated.items()})
        _tell(report, row, number)
        report.state = ReportState.SUBMITTED
        report.submitted_on = _handed_in(row, number)
        _show_pmo_view(session, report, row, number, period)


def _rate(report: StatusReport, row: Row, number: int, calculated: dict[Dimension, Rating | None]) -> None:
    if course.is_held(row, number):
        report.overall_reason = row["reason"]
        return
    said = row.get("says", {}).get(str(number), {})
    judged = {name: Rating(row.get(name.value, _ALL_GREEN)[number]) for name in _JUDGED}
    told = {Dimension(name): Rating(letter) for name, letter in said.items()}
    ratings = {**calculated, **judged, **told}
    for name, rating in ratings.items():
        setattr(report, name.value, rating)
    report.overall = rag.overall(ratings).rating


def _tell(report: StatusReport, row: Row, number: int) -> None:
    report.forward_look = ForwardLook(at(row, "look", number, ForwardLook.STEADY))
    report.summary = words.story(row, number)
    report.achieved = words.achieved(row, number)
    path = next((path for path in reversed(row.get("path", [])) if path["from"] <= number), None)
    if path and report.overall not in {None, Rating.GREEN}:
        report.path_to_green, report.path_owner, report.path_due_on = path["text"], path["owner"], path["due"]
    if not course.is_held(row, number):
        report.next_steps = words.next_steps(row, number)
        report.schedule_note = words.schedule_note(row, number)
        report.cost_note = words.cost_note(row, number)
        report.budget_note = words.budget_note(row, number)


def _handed_in(row: Row, number: int) -> date:
    """The day of the cut-off, a Friday, or the Monday after it."""
    if "handed_in" in row and course.as_of(row, number) < number:
        on: date = row["handed_in"]
        return on
    is_late = int(row["reference"][2:]) % 2
    return cut_offs()[number] + is_late * AFTER_WEEKEND


def _show_pmo_view(session: Session, report: StatusReport, row: Row, number: int, period: ReportingPeriod) -> None:
    view = row.get("view")
    if view and view["from"] <= number:
        session.flush()
        session.add(
            RatingOverride(
                report_key=report.key,
                rating=Rating(view["rating"]),
                reason=view["reason"],
                by=view["by"],
                made_on=period.cut_off_on + AFTER_WEEKEND,
            )
        )
