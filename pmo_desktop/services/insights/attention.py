"""What needs attention: red first, then getting worse, then unexplained overrides, then stale and missing reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, ForwardLook, Rating, ReportState
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.rules.schedule import duration_days, slip_percent
from pmo_desktop.services.formats import NO_VALUE, show_date, show_number, show_percent
from pmo_desktop.services.insights.entries import Entry, Standing, View
from pmo_desktop.services.insights.paths import cause_of
from pmo_desktop.services.wording import days, first_sentence
from pmo_desktop.text import say


class Concern(IntEnum):
    """Why a project is on the list, in the order of the list."""

    RED = 0
    WORSENING = 1
    OVERRIDE = 2
    STALE = 3
    MISSING = 4


@dataclass(frozen=True, slots=True)
class Attention:
    """One project that needs attention. Every pair is what is said first and what is said smaller below it.

    `why` is what its rating comes from and the threshold behind it, or else what was reported; `path` is the way back
    with its owner and date; `age` is for how long.
    """

    key: int
    concern: Concern
    rating: Rating | None
    name: str
    whose: str
    why: tuple[str, str]
    path: tuple[str, str]
    age: tuple[str, str]


def attention(session: Session, standing: Standing) -> tuple[Attention, ...]:
    """Every running project that needs attention, worst first."""
    found = [(concern, entry) for entry in standing.entries if (concern := _concern(entry)) is not None]
    reds = [entry.key for concern, entry in found if concern is Concern.RED]
    ages = _red_for(session, standing, reds)
    rows = [_row(standing, concern, entry, ages.get(entry.key, (0, 1))) for concern, entry in found]
    return tuple(sorted(rows, key=lambda row: row.concern))


def _concern(entry: Entry) -> Concern | None:
    if entry.is_over:
        return None
    if entry.rating is Rating.RED:
        return Concern.RED
    if entry.direction > 0 or entry.forward_look is ForwardLook.WORSENING:
        return Concern.WORSENING
    if _unexplained(entry):
        return Concern.OVERRIDE
    if entry.state is ReportState.MISSING:
        return Concern.MISSING
    return Concern.STALE if entry.is_stale else None


def _unexplained(entry: Entry) -> tuple[Dimension | None, View] | None:
    """The first rating that the PMO changed without a reason; none in its name means the overall one."""
    views: Iterable[tuple[Dimension | None, View]] = ((None, entry.overall), *entry.dimensions.items())
    return next(
        ((name, view) for name, view in views if view.override is not None and not view.override.reason.strip()), None
    )


def _row(standing: Standing, concern: Concern, entry: Entry, age: tuple[int, int]) -> Attention:
    return Attention(
        entry.key,
        concern,
        entry.rating,
        entry.name,
        " · ".join(part for part in (entry.reference, entry.manager or entry.sponsor or entry.organisation) if part),
        _why(standing, concern, entry),
        _path(concern, entry),
        _age(standing, concern, entry, age),
    )


# Why it is rated so --------------------------------------------------------------------------------------------------


def _why(standing: Standing, concern: Concern, entry: Entry) -> tuple[str, str]:
    changed = _unexplained(entry) if concern is Concern.OVERRIDE else None
    if changed is not None:
        return _changed(*changed)
    if concern is Concern.STALE and entry.submitted_on is not None:
        old = (standing.period.cut_off_on - entry.submitted_on).days
        said = say("Submitted on {date}, before the period began", date=show_date(entry.submitted_on))
        return say("Report {days} old", days=days(old)), said
    if concern is Concern.MISSING:
        return say("No report yet"), say("Rated from the register's dates and money, or not at all")
    return why_rated(entry)


def why_rated(entry: Entry) -> tuple[str, str]:
    """What gives a project its rating: the rule that says so and its threshold, or else what was reported."""
    for dimension, view in entry.dimensions.items():
        if view.calculated is not None and view.calculated is entry.rating and view.shown is view.calculated:
            fact, threshold = first_sentence(view.why)
            return _slip_in_short(entry, dimension, view) or _bare(fact), _of(dimension, threshold)
    cause, _rest = first_sentence(cause_of(entry))
    return _bare(cause) or say("No reason reported"), _reported(entry)


def _slip_in_short(entry: Entry, dimension: Dimension, view: View) -> str:
    if dimension is not Dimension.SCHEDULE or view.driver or not entry.slip_days or entry.slip_days < 0:
        return ""
    part = slip_percent(entry.slip_days, duration_days(entry.baseline_start_on, entry.baseline_finish_on))
    return say("{days} late, {percent} of plan", days=days(entry.slip_days), percent=show_percent(part))


def _bare(sentence: str) -> str:
    return sentence.removesuffix(".")


def _of(dimension: Dimension, threshold: str) -> str:
    """“Schedule: red starts above 10%”."""
    first, _rest = first_sentence(threshold)
    said = _bare(first)
    lowered = said[:1].lower() + said[1:] if said[1:2].islower() else said
    return say("{dimension}: {threshold}", dimension=dimension.label, threshold=lowered) if said else dimension.label


def _reported(entry: Entry) -> str:
    """Who says so, and which dimensions are rated alike."""
    override = entry.overall.override
    alike = [each.label.lower() for each, view in entry.dimensions.items() if view.shown is entry.rating]
    said = say("As the PMO sees it") if override else say("As reported")
    if entry.overall.reported is None and not override:
        return ", ".join(alike).capitalize()
    return f"{said}; {', '.join(alike)}" if alike and entry.rating else said


def _changed(dimension: Dimension | None, view: View) -> tuple[str, str]:
    said = say(
        "Reported {reported}, shown {shown}",
        reported=view.reported.label.lower() if view.reported else say("not rated"),
        shown=view.shown.label.lower() if view.shown else say("not rated"),
    )
    fact, _threshold = first_sentence(view.why)
    return said, " · ".join(part for part in (dimension.label if dimension else say("Overall"), _bare(fact)) if part)


# The way back --------------------------------------------------------------------------------------------------------


def _path(concern: Concern, entry: Entry) -> tuple[str, str]:
    whom = entry.path_owner or entry.manager or entry.sponsor or entry.organisation
    ask = say("Ask {name}", name=whom) if whom else ""
    if concern is Concern.OVERRIDE:
        changed = _unexplained(entry)
        by = changed[1].override.by if changed and changed[1].override else ""
        return say("Say why it was changed"), say("Changed by {name}", name=by) if by else ""
    if concern in {Concern.STALE, Concern.MISSING}:
        return say("Ask for a report"), entry.manager or entry.sponsor or entry.organisation
    step, _rest = first_sentence(entry.path_to_green)
    if not step:
        return say("No path to green reported"), ask
    if entry.path_due_on is None:
        return _bare(step), say("{name}, no date", name=whom) if whom else say("No date")
    due = show_date(entry.path_due_on)
    return _bare(step), say("{name}, by {date}", name=whom, date=due) if whom else say("By {date}", date=due)


# For how long --------------------------------------------------------------------------------------------------------


def _age(standing: Standing, concern: Concern, entry: Entry, age: tuple[int, int]) -> tuple[str, str]:
    red_days, count = age
    was = entry.overall.before
    told = say("was {rating}", rating=was.label.lower()) if was else ""
    if concern is Concern.RED:
        if count > 1:
            return say("{days} d", days=show_number(red_days)), say("{count} periods", count=count)
        return (say("new"), told) if standing.previous and not entry.is_new else (NO_VALUE, say("first report"))
    if concern is Concern.WORSENING:
        return (say("worse"), told) if entry.direction > 0 else (NO_VALUE, say("worsening"))
    if concern is Concern.OVERRIDE:
        return NO_VALUE, say("override")
    if concern is Concern.STALE and entry.submitted_on is not None:
        return say("{days} d", days=(standing.period.cut_off_on - entry.submitted_on).days), say("stale")
    return NO_VALUE, say("stale") if concern is Concern.STALE else say("missing")


def _red_for(session: Session, standing: Standing, keys: list[int]) -> Mapping[int, tuple[int, int]]:
    """Calendar days from the first cut-off at which each project was red without a break, and in how many periods."""
    every = select(ReportingPeriod.key, ReportingPeriod.cut_off_on, ReportingPeriod.ends_on)
    past = every.where(ReportingPeriod.ends_on <= standing.period.ends_on).order_by(ReportingPeriod.ends_on.desc())
    cut_offs = [(row.key, row.cut_off_on) for row in session.execute(past)]
    was_red = {
        (row.project_key, row.period_key)
        for row in session.execute(
            select(StatusReport.project_key, StatusReport.period_key)
            .join(Figures, Figures.report_key == StatusReport.key)
            .where(Figures.rating == Rating.RED)
        )
    }
    found: dict[int, tuple[int, int]] = {}
    for key in keys:
        count, first = 0, standing.period.cut_off_on
        for period_key, cut_off_on in cut_offs:
            if (key, period_key) not in was_red:
                break
            count, first = count + 1, cut_off_on
        found[key] = ((standing.period.cut_off_on - first).days, count)
    return found
