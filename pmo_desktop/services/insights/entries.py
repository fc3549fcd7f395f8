"""Where every project stands in a period, and stood before: the answer that most other answers are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import (
    Dimension,
    EntryKind,
    ForwardLook,
    PeriodState,
    ProjectStatus,
    Rating,
    ReportState,
    Scale,
    Stage,
)
from pmo_desktop.domain.facts import finish_of, start_of
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import RatingOverride, ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.rules.movement import Direction, direction
from pmo_desktop.domain.rules.rag import overall
from pmo_desktop.services import periods
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.standing import explain, rules_by_period

_STEP = {Direction.DOWN: 1, Direction.UP: -1}
EARLIER_PERIODS = 3  # with today's that makes the four that a strip shows


@dataclass(frozen=True, slots=True)
class Override:
    """The PMO's own view of a rating."""

    rating: Rating | None
    reason: str
    by: str
    made_on: date


@dataclass(frozen=True, slots=True)
class View:
    """One rating from its three sides, with the reason of the calculated one.

    `shown` is the PMO's view, else the reported rating, else the calculated one; `earlier` is what was shown in up to
    three periods before, oldest first.
    """

    shown: Rating | None
    reported: Rating | None
    calculated: Rating | None
    why: str
    driver: str
    override: Override | None
    earlier: tuple[Rating | None, ...]

    @property
    def before(self) -> Rating | None:
        """What was shown in the period before; none if not rated then."""
        return self.earlier[-1] if self.earlier else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One project in one period. Money in minor units, slips in calendar days, later and dearer is positive."""

    key: int
    report_key: int
    reference: str
    name: str
    description: str
    organisation: str
    category: str
    programme: str
    portfolio: str
    sponsor: str
    manager: str
    stage: Stage | None
    status: ProjectStatus
    state: ReportState
    submitted_on: date | None
    age_days: int | None
    is_stale: bool
    is_new: bool
    overall: View
    dimensions: Mapping[Dimension, View]
    forward_look: ForwardLook | None
    overall_reason: str
    summary: str
    achieved: str
    next_steps: str
    path_to_green: str
    path_owner: str
    path_due_on: date | None
    schedule_note: str
    cost_note: str
    budget_note: str
    start_on: date | None
    finish_on: date | None
    baseline_start_on: date | None
    baseline_finish_on: date | None
    finish_before_on: date | None
    slip_days: int | None
    slip_since_days: int | None
    whole_life_cost: int | None
    whole_life_before: int | None
    in_year_budget: int | None
    in_year_forecast: int | None
    bac: int | None
    eac: int | None
    eac_before: int | None
    ac: int | None
    pv: int | None
    ev: int | None
    contingency: int | None
    cost_variance: int | None
    cost_percent: float | None
    cpi: float | None
    spi: float | None
    top_risk: str
    top_risk_score: int | None
    open_risks: int
    open_issues: int
    next_milestone: str
    next_milestone_on: date | None

    @property
    def rating(self) -> Rating | None:
        """The overall rating that counts."""
        return self.overall.shown

    @property
    def is_over(self) -> bool:
        """Whether the project is closed or cancelled."""
        return self.status.is_over

    @property
    def direction(self) -> int:
        """1 if the rating got worse since the period before, −1 if better, 0 if neither or not comparable."""
        return _STEP.get(direction(self.overall.before, self.overall.shown), 0)


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period as answers speak of it."""

    key: int
    name: str
    starts_on: date
    ends_on: date
    cut_off_on: date
    is_frozen: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Every project that has a report in a period, worst first; and those that had one before and have none now."""

    organisation: str
    office: str
    currency: str
    scale: Scale
    period: PeriodName
    previous: PeriodName | None
    earlier: tuple[PeriodName, ...]
    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    total_before: int


def standing(session: Session, period: ReportingPeriod) -> Standing:
    """Where every project stands in `period`; operations are left out."""
    settings = settings_of(session)
    every = periods.periods(session)
    at = [each.key for each in every].index(period.key)
    earlier = every[max(0, at - EARLIER_PERIODS) : at]
    loaded = _Loaded(session, period, earlier)
    now = [loaded.entry(report) for report in loaded.reports[period.key].values()]
    before = loaded.reports[earlier[-1].key] if earlier else {}
    gone = [loaded.entry(report) for key, report in before.items() if key not in loaded.reports[period.key]]
    return Standing(
        organisation=settings.organisation,
        office=_office_name(session),
        currency=settings.currency,
        scale=settings.scale,
        period=_named(period),
        previous=_named(earlier[-1]) if earlier else None,
        earlier=tuple(_named(each) for each in earlier),
        entries=tuple(sorted(now, key=worst_first)),
        gone=tuple(sorted(gone, key=attrgetter("name"))),
        total_before=len(before),
    )


def entry_of(session: Session, period: ReportingPeriod, project_key: int) -> Entry | None:
    """Where one project stands in `period`; none if it has no report in it, or is an operation."""
    every = periods.periods(session)
    at = [each.key for each in every].index(period.key)
    loaded = _Loaded(session, period, every[max(0, at - EARLIER_PERIODS) : at], project_key)
    report = loaded.reports[period.key].get(project_key)
    return loaded.entry(report) if report else None


def worst_first(entry: Entry) -> tuple[bool, int, int, str]:
    """The order of every list of projects: running before over, then worst rating, then dearest, then by name."""
    severity = entry.rating.severity if entry.rating else -1
    return (entry.is_over, -severity, -(entry.whole_life_cost or 0), entry.name.casefold())


def _office_name(session: Session) -> str:
    from pmo_desktop.domain.office import Office

    return session.scalars(select(Office.name).order_by(Office.key).limit(1)).first() or ""


def _named(period: ReportingPeriod) -> PeriodName:
    return PeriodName(
        period.key,
        period.name,
        period.starts_on,
        period.ends_on,
        period.cut_off_on,
        period.state is PeriodState.FROZEN,
    )


_DIMENSION_COLUMNS = {dimension: dimension.value for dimension in Dimension}


class _Loaded:
    """Everything that entries are made from, read in a handful of statements."""

    def __init__(
        self, session: Session, period: ReportingPeriod, earlier: list[ReportingPeriod], only: int | None = None
    ) -> None:
        def of(column: Any) -> ColumnElement[bool]:  # noqa: ANN401  an attribute of a mapped class
            return true() if only is None else column == only

        self.period = period
        self.earlier = earlier
        wanted = [each.key for each in (*earlier, period)]
        self.rules = rules_by_period(session, (*earlier, period))
        self.projects = {
            project.key: project
            for project in session.scalars(select(Project).where(Project.kind == EntryKind.PROJECT, of(Project.key)))
        }
        self.programmes = {each.key: each for each in session.scalars(select(Programme))}
        self.portfolios = {each.key: each.name for each in session.scalars(select(Portfolio))}
        self.reports: dict[int, dict[int, StatusReport]] = {key: {} for key in wanted}
        in_period = (StatusReport.period_key.in_(wanted), of(StatusReport.project_key))
        for report in session.scalars(select(StatusReport).where(*in_period)):
            if report.project_key in self.projects:
                self.reports[report.period_key][report.project_key] = report
        self.figures = {
            each.report_key: each
            for each in session.scalars(
                select(Figures).join(StatusReport, Figures.report_key == StatusReport.key).where(*in_period)
            )
        }
        self.overrides: dict[int, dict[Dimension | None, RatingOverride]] = {}
        told = select(RatingOverride).join(StatusReport, RatingOverride.report_key == StatusReport.key)
        for override in session.scalars(told.where(*in_period)):
            self.overrides.setdefault(override.report_key, {})[override.dimension] = override
        self.next_milestones = _next_milestones(session, of(Milestone.project_key))

    def entry(self, report: StatusReport) -> Entry:
        """The entry of the project that made `report`."""
        project = self.projects[report.project_key]
        figures = self.figures.get(report.key) or Figures()
        before = self._before(report)
        programme = self.programmes.get(project.programme_key or 0)
        portfolio = (programme.portfolio_key if programme else None) or project.portfolio_key or 0
        milestone = self.next_milestones.get(project.key)
        return Entry(
            key=project.key,
            report_key=report.key,
            reference=project.reference,
            name=project.name,
            description=project.description,
            organisation=report.organisation or project.organisation,
            category=project.category,
            programme=programme.name if programme else "",
            portfolio=self.portfolios.get(portfolio, ""),
            sponsor=project.sponsor,
            manager=project.project_manager,
            stage=report.stage,
            status=project.status,
            state=report.state,
            submitted_on=report.submitted_on,
            age_days=figures.age_days,
            is_stale=bool(figures.is_stale),
            is_new=bool(self.earlier) and before is None,
            overall=self._overall(report),
            dimensions=self._dimensions(report),
            forward_look=report.forward_look,
            overall_reason=report.overall_reason,
            summary=report.summary,
            achieved=report.achieved,
            next_steps=report.next_steps,
            path_to_green=report.path_to_green,
            path_owner=report.path_owner,
            path_due_on=report.path_due_on,
            schedule_note=report.schedule_note,
            cost_note=report.cost_note,
            budget_note=report.budget_note,
            start_on=start_of(report),
            finish_on=finish_of(report),
            baseline_start_on=report.baseline_start_on,
            baseline_finish_on=report.baseline_finish_on,
            finish_before_on=finish_of(before) if before else None,
            slip_days=figures.slip_days,
            slip_since_days=figures.slip_since_days,
            whole_life_cost=report.whole_life_cost,
            whole_life_before=before.whole_life_cost if before else None,
            in_year_budget=report.in_year_budget,
            in_year_forecast=report.in_year_forecast,
            bac=report.bac,
            eac=report.eac,
            eac_before=before.eac if before else None,
            ac=report.ac,
            pv=report.pv,
            ev=report.ev,
            contingency=report.contingency,
            cost_variance=figures.cost_variance,
            cost_percent=figures.cost_percent,
            cpi=figures.cpi,
            spi=figures.spi,
            top_risk=report.top_risk,
            top_risk_score=report.top_risk_score,
            open_risks=report.open_risks,
            open_issues=report.open_issues,
            next_milestone=milestone.name if milestone else "",
            next_milestone_on=(milestone.forecast_on or milestone.baseline_on) if milestone else None,
        )

    def _before(self, report: StatusReport) -> StatusReport | None:
        if report.period_key != self.period.key or not self.earlier:
            return None
        return self.reports[self.earlier[-1].key].get(report.project_key)

    def _strip(self, report: StatusReport) -> list[StatusReport | None]:
        if report.period_key != self.period.key:
            return []
        return [self.reports[period.key].get(report.project_key) for period in self.earlier]

    def _overall(self, report: StatusReport) -> View:
        figures = self.figures.get(report.key) or Figures()
        rules = self.rules[report.period_key]
        explained = explain(report, rules.of(report.project_key))
        worst = max(explained.values(), key=lambda each: each.rating.severity if each.rating else -1, default=None)
        if rules.weights is not None:
            ratings = {dimension: each.rating for dimension, each in explained.items()}
            worst = overall(ratings, rules.weights, rules.scale)
        earlier = (self.figures.get(each.key) if each else None for each in self._strip(report))
        return View(
            figures.rating,
            report.overall,
            figures.calculated,
            worst.sentence if worst else "",
            (worst.driver or "") if worst else "",
            self._override(report, None),
            tuple(each.rating if each else None for each in earlier),
        )

    def _dimensions(self, report: StatusReport) -> dict[Dimension, View]:
        explained = explain(report, self.rules[report.period_key].of(report.project_key))
        strip = self._strip(report)
        found: dict[Dimension, View] = {}
        for dimension in Dimension:
            why = explained.get(dimension)
            override = self._override(report, dimension)
            reported: Rating | None = getattr(report, _DIMENSION_COLUMNS[dimension])
            calculated = why.rating if why else None
            found[dimension] = View(
                (override.rating if override else None) or reported or calculated,
                reported,
                calculated,
                why.sentence if why else "",
                (why.driver or "") if why else "",
                override,
                tuple(self._shown(each, dimension) if each else None for each in strip),
            )
        return found

    def _shown(self, report: StatusReport, dimension: Dimension) -> Rating | None:
        override = self._override(report, dimension)
        reported: Rating | None = getattr(report, _DIMENSION_COLUMNS[dimension])
        figures = self.figures.get(report.key)
        calculated: Rating | None = getattr(figures, f"calculated_{dimension.value}", None)
        return (override.rating if override else None) or reported or calculated

    def _override(self, report: StatusReport, dimension: Dimension | None) -> Override | None:
        found = self.overrides.get(report.key, {}).get(dimension)
        return Override(found.rating, found.reason, found.by, found.made_on) if found else None


def _next_milestones(session: Session, condition: ColumnElement[bool]) -> dict[int, Milestone]:
    """The first milestone of each project that is not reached yet; one that is overdue comes first."""
    found: dict[int, Milestone] = {}
    waiting = select(Milestone).where(Milestone.actual_on.is_(None), condition)
    for milestone in session.scalars(waiting):
        due = milestone.forecast_on or milestone.baseline_on
        known = found.get(milestone.project_key)
        known_due = (known.forecast_on or known.baseline_on) if known else None
        if due is not None and (known_due is None or due < known_due):
            found[milestone.project_key] = milestone
    return found
