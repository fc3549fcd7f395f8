"""The status reports of each period: ratings by the rules save where a project says otherwise, and words that agree."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, ForwardLook, Rating, ReportState
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.rules import rag
from pmo_desktop.services import periods, standing
from pmo_desktop.services.marevia import course, words
from pmo_desktop.services.marevia.organisation import Keys
from pmo_desktop.services.marevia.tables import Row, at, begins, cut_offs, projects
from pmo_desktop.services.settings import settings_of

_JUDGED = (Dimension.SCOPE, Dimension.QUALITY, Dimension.RESOURCES)  # no record to work them out from
_ALL_GREEN = "GGGGGG"
_LONG_AGO = timedelta(days=28)
_NEXT_MILESTONES = 2
_WORTH_A_NOTE = 0.05  # of the year's budget


def take(session: Session, keys: Keys, number: int) -> None:
    """Take in every report of a period, number from 0."""
    period = periods.periods(session)[number]
    found = session.scalars(select(StatusReport).where(StatusReport.period_key == period.key))
    reports = {report.project_key: report for report in found}
    limits = standing.thresholds(session, settings_of(session))
    standing.note_records(session, reports, period, limits[None])
    for row in projects():
        key = keys.get(("project", row["reference"]), 0)
        if key not in reports or row.get("missing") == number:
            continue
        report = reports[key]
        if row.get("carried") == number:
            periods.carry_forward(session, report)
            continue
        calculated = standing.explain(report, limits.get(key, limits[None]))
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
    report.achieved = _achieved(row, number)
    report.next_steps = _next(row, number)
    path = next((path for path in reversed(row.get("path", [])) if path["from"] <= number), None)
    if path and report.overall not in {None, Rating.GREEN}:
        report.path_to_green, report.path_owner, report.path_due_on = path["text"], path["owner"], path["due"]
    if course.is_held(row, number):
        return
    before = max(number - 1, begins(row))
    report.schedule_note = _schedule_note(row, number, before)
    report.cost_note = _cost_note(row, number, before)
    report.budget_note = _budget_note(row, number)


def _achieved(row: Row, number: int) -> str:
    since = cut_offs()[number - 1] if number else cut_offs()[0] - _LONG_AGO
    reached = [
        f"{name} on {words.day(actual_on)}."
        for name, _, baseline_on, weight, *_ in row["milestones"]
        if (actual_on := course.milestone_dates(row, baseline_on, weight, number)[1]) and actual_on > since
    ]
    if reached or number == begins(row):
        return " ".join(reached)
    before, now = (words.share(course.course(row, each).ev, row["bac"]) for each in (number - 1, number))
    return "" if before == now else f"Work done rose from {before} to {now} of the budget."


def _next(row: Row, number: int) -> str:
    if course.is_held(row, number):
        return ""
    coming = [
        f"{name}, {words.day(dates[0])}."
        for name, _, baseline_on, weight, *_ in row["milestones"]
        if (dates := course.milestone_dates(row, baseline_on, weight, number))[0] and not dates[1]
    ]
    return " ".join(coming[:_NEXT_MILESTONES])


def _schedule_note(row: Row, number: int, before: int) -> str:
    slip, moved = course.slip(row, number), course.slip(row, number) - course.slip(row, before)
    if moved:
        way = "later" if moved > 0 else "earlier"
        return f"Forecast finish {words.days(abs(moved))} {way} than last month: {words.day(course.finish(row, number))}."
    if slip > 0:
        return f"Forecast finish unchanged, {words.days(slip)} after the baseline."
    return ""


def _cost_note(row: Row, number: int, before: int) -> str:
    now, moved = course.eac(row, number), course.eac(row, number) - course.eac(row, before)
    if not moved:
        return ""
    way = "rose" if moved > 0 else "fell"
    side = "above" if now >= row["bac"] else "below"
    gap = words.share(abs(now - row["bac"]), row["bac"])
    return f"EAC {way} by {words.euros(abs(moved))} to {words.euros(now)}, {gap} {side} budget."


def _budget_note(row: Row, number: int) -> str:
    now = course.course(row, number)
    gap = now.in_year_forecast - now.in_year_budget
    if abs(gap) < _WORTH_A_NOTE * now.in_year_budget:
        return ""
    side = "above" if gap > 0 else "below"
    forecast, budget = words.euros(now.in_year_forecast), words.euros(now.in_year_budget)
    return f"Forecast for 2026 is {forecast}, {words.euros(abs(gap))} {side} the budget of {budget}."


def _handed_in(row: Row, number: int) -> date:
    """The day of the cut-off, a Friday, or the Monday after it."""
    if "handed_in" in row and course.as_of(row, number) < number:
        on: date = row["handed_in"]
        return on
    return cut_offs()[number] + timedelta(days=3 * (int(row["reference"][2:]) % 2))


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
                made_on=period.cut_off_on + timedelta(days=3),
            )
        )
