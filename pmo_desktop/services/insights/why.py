"""Why a rating is what it is: its rule, the numbers, the thresholds, and the record that drove it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Demand
from pmo_desktop.domain.choices import Dimension, OverallRule, Rating, Scale
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.rules import rag
from pmo_desktop.domain.rules.explained import Explained, Thresholds
from pmo_desktop.domain.settings import ThresholdOverride
from pmo_desktop.services import periods
from pmo_desktop.services.formats import NO_VALUE, show_date, show_number, show_percent
from pmo_desktop.services.registry import BY_TABLE
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.standing import explain, rules_by_period
from pmo_desktop.services.wording import days, money
from pmo_desktop.text import N_, say


@dataclass(frozen=True, slots=True)
class Driver:
    """The record that drove a rating; a `table` and a `key` to open it by."""

    table: str
    key: int
    title: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the three sides of a rating."""

    title: str
    rating: Rating | None
    note: str


@dataclass(frozen=True, slots=True)
class Why:
    """One rating explained.

    Attributes:
        title: What it is a rating of.
        shown: The rating that counts.
        rule: What it is worked out from, in words.
        sentence: What was measured, and which threshold it met.
        numbers: What went into it, as label and value.
        limits: The thresholds that apply, whose they are and why, as label and value.
        driver: The record that drove it; none where none did, or it is gone.
        sides: Calculated, reported and PMO view.
        scale: How many points it is given on.
        age_days: Days from the report to the cut-off; none without a report.
        is_stale: Whether the report is older than the workspace allows.
    """

    title: str
    shown: Rating | None
    rule: str
    sentence: str
    numbers: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str], ...]
    driver: Driver | None
    sides: tuple[Side, ...]
    scale: Scale
    age_days: int | None
    is_stale: bool


def why(session: Session, period: ReportingPeriod, project_key: int, dimension: Dimension | None) -> Why | None:
    """Why a dimension of a project, or with none the whole, is rated as it is; none without a report in the period."""
    report = periods.report_of(session, project_key, period.key)
    if report is None:
        return None
    figures = session.scalars(select(Figures).where(Figures.report_key == report.key)).first() or Figures()
    rules = rules_by_period(session, (period,))[period.key]
    limits = rules.of(project_key)
    every = explain(report, limits)
    ratings = {name: each.rating for name, each in every.items()}
    overall = rag.overall(ratings, rules.weights, rules.scale)
    about = dimension or _worst(every)
    found = every.get(about) if about else None
    told = overall if dimension is None and (rules.weights is not None or found is None) else found
    return Why(
        title=dimension.label if dimension else say("Overall"),
        shown=_shown(session, report, figures, dimension, found),
        rule=_rule(about, dimension, is_weighted=rules.weights is not None),
        sentence=told.sentence if told else say("Not rated: there is nothing to work it out from."),
        numbers=tuple(_numbers(session, report, figures, about)),
        limits=tuple(_limits(session, project_key, limits, about)),
        driver=_driver(session, report, about, found),
        sides=tuple(_sides(session, report, dimension, figures.calculated if dimension is None else _of(found))),
        scale=rules.scale,
        age_days=figures.age_days,
        is_stale=bool(figures.is_stale),
    )


def _of(found: Explained | None) -> Rating | None:
    return found.rating if found else None


def _worst(every: dict[Dimension, Explained]) -> Dimension | None:
    rated = {name: each.rating.severity for name, each in every.items() if each.rating}
    return max(rated, key=lambda name: rated[name]) if rated else None


def _shown(
    session: Session, report: StatusReport, figures: Figures, dimension: Dimension | None, found: Explained | None
) -> Rating | None:
    if dimension is None:
        return figures.rating
    view = _view(session, report, dimension)
    return rag.effective(_of(found), getattr(report, dimension.value), view.rating if view else None).rating


_RULES = {
    Dimension.SCHEDULE: N_("Slip of the finish as a share of the baseline duration, or a key milestone that is late."),
    Dimension.COST: N_("(EAC − BAC) ÷ BAC."),
    Dimension.SCOPE: N_("Approved change ÷ BAC, or open change past its decision date; the larger counts."),
    Dimension.QUALITY: N_("The worst open audit finding, or the verdict of the last gate; the worse counts."),
    Dimension.RISK: N_(
        "The highest current score of an open risk; red also for a red risk without owner and response."
    ),
    Dimension.BENEFITS: N_("The largest shortfall of a benefit's forecast against its target."),
    Dimension.RESOURCES: N_("Demand without capacity in the three months after the cut-off."),
}


def _rule(about: Dimension | None, dimension: Dimension | None, *, is_weighted: bool) -> str:
    rule = say(_RULES[about]) if about else ""
    if dimension is not None:
        return rule
    if is_weighted:
        return say("The weighted mean of the dimensions.")
    head = OverallRule.WORST.label
    return f"{head}: {about.label}. {rule}" if about else head


def _numbers(
    session: Session, report: StatusReport, figures: Figures, about: Dimension | None
) -> Iterator[tuple[str, str]]:
    currency = settings_of(session).currency
    if about is Dimension.SCHEDULE:
        yield say("Baseline"), f"{show_date(report.baseline_start_on)} – {show_date(report.baseline_finish_on)}"
        yield say("Forecast finish"), show_date(report.actual_finish_on or report.forecast_finish_on)
        yield say("Slip"), NO_VALUE if figures.slip_days is None else days(abs(figures.slip_days))
        yield say("Share of the duration"), _percent(figures.slip_percent)
        if report.late_milestone:
            yield say("Latest key milestone"), f"{report.late_milestone}, {days(report.late_milestone_days or 0)}"
    elif about is Dimension.COST:
        yield say("BAC"), money(report.bac, currency)
        yield say("EAC"), money(report.eac, currency)
        yield (
            say("Variance"),
            f"{money(figures.cost_variance, currency, signed=True)}, {_percent(figures.cost_percent)}",
        )
    elif about is Dimension.SCOPE:
        yield say("Change that counts"), money(report.scope_money, currency)
        yield say("BAC"), money(report.bac, currency)
    elif about is Dimension.RISK:
        yield say("Open risks"), show_number(report.open_risks)
        yield say("Highest score"), NO_VALUE if report.top_risk_score is None else show_number(report.top_risk_score)
    elif about is Dimension.BENEFITS:
        yield say("Largest shortfall"), _percent(report.benefit_shortfall)
    elif about is Dimension.QUALITY:
        yield say("Findings"), show_number(report.findings)
        yield say("Last gate"), report.last_gate or NO_VALUE
    elif about is Dimension.RESOURCES:
        yield say("Without capacity"), _percent(report.capacity_gap_percent)
        yield say("Role most short"), report.short_role or NO_VALUE


def _percent(value: float | None) -> str:
    return NO_VALUE if value is None else show_percent(value, 1)


def _limits(
    session: Session, project_key: int, limits: Thresholds, about: Dimension | None
) -> Iterator[tuple[str, str]]:
    own = session.scalars(select(ThresholdOverride).where(ThresholdOverride.project_key == project_key)).first()
    if about is Dimension.RISK:
        yield say("Amber from"), show_number(limits.risk_amber)
        yield say("Red from"), show_number(limits.risk_red)
    elif about is not None and about is not Dimension.QUALITY:
        yield say("Amber from"), show_percent(limits.of(about).amber, 1)
        yield say("Red above"), show_percent(limits.of(about).red, 1)
    if about is Dimension.SCHEDULE:
        yield say("Key milestone, red above"), days(limits.key_milestone_days)
    if own is not None:
        yield say("The project's own"), own.reason
    elif about is not None:
        yield say("Whose"), say("those of the workspace")


def _sides(
    session: Session, report: StatusReport, dimension: Dimension | None, calculated: Rating | None
) -> Iterator[Side]:
    reported = report.overall if dimension is None else getattr(report, dimension.value)
    view = _view(session, report, dimension)
    yield Side(say("Calculated"), calculated, "")
    yield Side(say("Reported"), reported, show_date(report.submitted_on) if report.submitted_on else report.state.label)
    note = " · ".join(filter(None, (view.reason, view.by, show_date(view.made_on)))) if view else ""
    yield Side(say("PMO view"), view.rating if view else None, note)


def _view(session: Session, report: StatusReport, dimension: Dimension | None) -> RatingOverride | None:
    about = RatingOverride.dimension.is_(None) if dimension is None else RatingOverride.dimension == dimension
    return session.scalars(select(RatingOverride).where(RatingOverride.report_key == report.key, about)).first()


# The record behind it -----------------------------------------------------------------------------------------------


_DRIVERS = {
    "key milestone": ("milestone", "late_milestone_key"),
    "risk score": ("risk", "top_risk_key"),
    "red risk unmanaged": ("risk", "bare_risk_key"),
    "benefit shortfall": ("benefit", "worst_benefit_key"),
    "change approved": ("change_request", "scope_driver_key"),
    "change overdue": ("change_request", "scope_driver_key"),
    "change without cost": ("change_request", "scope_unpriced_key"),
    "open finding": ("finding", "worst_finding_key"),
    "gate verdict": ("gate", "last_gate_key"),
}
"""Where the report keeps the key of the record that a rule found, by the rule."""


def _driver(session: Session, report: StatusReport, about: Dimension | None, found: Explained | None) -> Driver | None:
    """The record that the rule found, by its key; none where it is gone."""
    project_key = report.project_key
    if about is Dimension.SCHEDULE and found is not None and found.driver is None:
        return Driver("project", project_key, say("Dates of the project"))
    if about is Dimension.COST:
        return Driver("project", project_key, say("Money of the project"))
    if found is None or not found.driver:
        return None
    if about is Dimension.RESOURCES:
        return _demand(session, report, found.driver)
    table, column = _DRIVERS[found.rule]
    key: int | None = getattr(report, column)
    is_there = key is not None and session.get(BY_TABLE[table], key) is not None
    return Driver(table, key, found.driver) if key is not None and is_there else None


def _demand(session: Session, report: StatusReport, role: str) -> Driver | None:
    """The first demand of the project for the role that is most short."""
    mine = (Demand.project_key == report.project_key, Demand.role_key == report.short_role_key)
    key = session.scalars(select(Demand.key).where(*mine).order_by(Demand.month_on)).first()
    return None if key is None else Driver("demand", key, role)
