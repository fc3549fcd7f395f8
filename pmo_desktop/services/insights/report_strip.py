"""The reports of one project on a strip: when each came, and how it rated every dimension."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, PeriodState, Rating, ReportState
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.rules.rag import effective
from pmo_desktop.services.formats import show_change, show_date, show_month_name
from pmo_desktop.services.insights.project_shapes import ReportStrip, StripColumn
from pmo_desktop.services.insights.tab_said import TabSaid
from pmo_desktop.services.standing import Rules, rules_by_period
from pmo_desktop.services.wording import days
from pmo_desktop.text import say

_MOST = 8  # as many as the strip has room for
Row = tuple[StatusReport, ReportingPeriod, Figures | None]


def report_strip(session: Session, key: int) -> TabSaid:
    """What the last reports of a project say together."""
    rows = _rows(session, key)
    views = _views(session, [report.key for report, _, _ in rows])
    rules = rules_by_period(session, [period for _, period, _ in rows])
    columns = tuple(_column(each, views, rules, rows[place - 1] if place else None) for place, each in enumerate(rows))
    names = (say("Overall"), *(dimension.label for dimension in Dimension))
    return TabSaid(
        headline="",
        chart="report_strip",
        answer=ReportStrip(names, columns) if columns else ReportStrip(),
        title=_title(rows),
        caption=say("The rating that counts; a number is how many days after the due date the report came"),
    )


def _rows(session: Session, key: int) -> list[Row]:
    query = (
        select(StatusReport, ReportingPeriod, Figures)
        .join(ReportingPeriod, ReportingPeriod.key == StatusReport.period_key)
        .outerjoin(Figures, Figures.report_key == StatusReport.key)
        .where(StatusReport.project_key == key)
        .order_by(ReportingPeriod.ends_on.desc(), ReportingPeriod.key.desc())
        .limit(_MOST)
    )
    found: list[Row] = [(report, period, figures) for report, period, figures in session.execute(query)]
    return found[::-1]


def _views(session: Session, reports: Sequence[int]) -> Mapping[tuple[int, Dimension | None], Rating | None]:
    found = session.scalars(select(RatingOverride).where(RatingOverride.report_key.in_(reports)))
    return {(each.report_key, each.dimension): each.rating for each in found}


def _column(
    row: Row,
    views: Mapping[tuple[int, Dimension | None], Rating | None],
    rules: Mapping[int, Rules],
    before: Row | None,
) -> StripColumn:
    report, period, figures = row
    ratings = [figures.rating if figures else None]
    for dimension in Dimension:
        calculated = getattr(figures, f"calculated_{dimension}") if figures else None
        reported: Rating | None = getattr(report, dimension.value)
        ratings.append(effective(calculated, reported, views.get((report.key, dimension))).rating)
    came, tone, told = _came(report, period)
    names = (say("Overall"), *(dimension.label for dimension in Dimension))
    words = [f"{name}: {rating.label.lower() if rating else say('not rated')}"
             for name, rating in zip(names, ratings, strict=True)]  # fmt: skip
    return StripColumn(
        show_month_name(period.cut_off_on),
        came,
        tone,
        tuple(ratings),
        tuple(f"{period.name}: {each}" for each in (told, *words)),
        f"status_report {report.key}",
        is_new_scale=before is not None and rules[period.key].scale is not rules[before[1].key].scale,
    )


def _came(report: StatusReport, period: ReportingPeriod) -> tuple[str, Rating | None, str]:
    """How a report came: in short, how grave that is, and in words."""
    late = _days_late(report, period)
    if report.state is ReportState.SUBMITTED:
        on = show_date(report.submitted_on) if report.submitted_on else ""
        if late > 0:
            return show_change(late), Rating.AMBER, say("submitted {day}, {late} late", day=on, late=days(late))
        return say("in"), Rating.GREEN, say("submitted {day}", day=on) if on else report.state.label.lower()
    word = report.state.label.lower()
    if period.state is PeriodState.OPEN and report.state is not ReportState.CARRIED_FORWARD:
        return say("due"), None, word
    short = {ReportState.CARRIED_FORWARD: say("c/f"), ReportState.DRAFT: say("draft")}.get(report.state, say("none"))
    return short, Rating.AMBER if report.state is ReportState.CARRIED_FORWARD else Rating.RED, word


def _days_late(report: StatusReport, period: ReportingPeriod) -> int:
    due_on = period.due_on or period.cut_off_on
    return (report.submitted_on - due_on).days if report.submitted_on else 0


def _title(rows: Sequence[Row]) -> str:
    if not rows:
        return say("No report yet")
    taken = [(report, period) for report, period, _ in rows if report.state is ReportState.SUBMITTED]
    late = sum(_days_late(report, period) > 0 for report, period in taken)
    owed = sum(period.state is PeriodState.FROZEN for report, period, _ in rows
               if report.state is not ReportState.SUBMITTED)  # fmt: skip
    if owed:
        return say("{count} of the last {all} reports were not written", count=owed, all=len(rows))
    if late:
        return say("{count} of the last {all} reports came late", count=late, all=len(rows))
    if not taken:
        return say("The first report is still to come")
    return _streak(rows)


def _streak(rows: Sequence[Row]) -> str:
    """How long the rating has been what it is."""
    ratings = [figures.rating if figures else None for _, _, figures in rows]
    last = ratings[-1]
    held = next((count for count, each in enumerate(reversed(ratings)) if each is not last), len(ratings))
    if last is None:
        return say("Every report came on time")
    if held == 1 and len(ratings) > 1:
        was = ratings[-2]
        return say("{now}, before {was}", now=last.label, was=was.label.lower() if was else say("not rated"))
    return (
        say("{rating} in each of the last {count} reports", rating=last.label, count=held) if held > 1 else last.label
    )
