"""What an office costs against what is better with it: success, slip, overspend and savings, measured and estimated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import CharterState, EntryKind, OfficeScope, ProjectStatus
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.value import (
    Outcome,
    mean_slip,
    overspend_percent,
    spared,
    succeeded,
    success_rate,
    times_cost,
)
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.domain.value import Saving, ValueFigure, ValueMeasure
from pmo_desktop.services.formats import show_change, show_number, show_percent
from pmo_desktop.services.insights.central import central_savings
from pmo_desktop.services.insights.shapes import ValueBars, ValueRow
from pmo_desktop.services.offices import covers
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import money
from pmo_desktop.services.wording import projects as counted
from pmo_desktop.text import say

_MEASURES = tuple(ValueMeasure)


@dataclass(frozen=True, slots=True)
class Cost:
    """What an office costs a year, in minor units, with its people; and what its live services account for of that."""

    per_year: int | None
    fte: float | None
    source: str
    services: int | None
    services_fte: float | None


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a measure, before the office or with it: where it comes from, and whether somebody measured it."""

    value: float
    year: int
    is_measured: bool
    source: str


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One measure before the office and with it; `is_better` is none where they cannot be compared, or are equal."""

    measure: ValueMeasure
    before: Side | None
    after: Side | None
    is_better: bool | None

    @property
    def name(self) -> str:
        """The measure without its unit."""
        return self.measure.label.partition(",")[0].removesuffix(" %")

    @property
    def sources(self) -> str:
        """Where both values come from, in words; nothing where nobody said."""
        told = []
        if self.before and self.before.source:
            told.append(say("before: {year}, {source}", year=self.before.year, source=self.before.source))
        if self.after and self.after.source:
            told.append(say("now: {year}, {source}", year=self.after.year, source=self.after.source))
        return "; ".join(told)

    def shown(self, side: Side | None) -> str:
        """The value with its unit."""
        return show_measure(self.measure, side.value if side else None)

    @property
    def change(self) -> str:
        """The difference with its sign, in days or percentage points."""
        if self.before is None or self.after is None:
            return show_change(None)
        step = self.after.value - self.before.value
        if self.measure is ValueMeasure.SLIP:
            return say("{step} d", step=show_change(step, 0))
        return say("{step} pp", step=show_change(step, 1 if self.measure is ValueMeasure.OVERSPEND else 0))


@dataclass(frozen=True, slots=True)
class SavingSeen:
    """One saving a year, in minor units, and where it comes from."""

    title: str
    kind: str
    amount: int
    is_measured: bool
    source: str
    table: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class PmoValue:
    """The value of one office on a day. Money in minor units of `currency`, a year."""

    office_key: int
    office: str
    title: str
    reason: str
    year: int
    cost: Cost
    measures: tuple[BeforeAfter, ...]
    savings: tuple[SavingSeen, ...]
    measured: int
    estimated: int
    times_measured: float | None
    times_all: float | None
    closed: int
    judged: int
    chart: ValueBars
    currency: str

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a cost nor anything to hold against it."""
        return (
            self.cost.per_year is None
            and not self.savings
            and all(each.before is None and each.after is None for each in self.measures)
        )


def show_measure(measure: ValueMeasure, value: float | None) -> str:
    """A value of a measure with its unit."""
    if measure is ValueMeasure.SLIP and value is not None:
        return say("{count} days", count=show_number(round(value), 0))
    return show_percent(value, 1 if measure is ValueMeasure.OVERSPEND else 0)


def pmo_value(session: Session, office_key: int, on: date) -> PmoValue:
    """Hold what an office costs against what is better with it, on a day.

    Projects that were closed before the office began count as before it; the newest year that has projects counts.
    """
    office = session.get_one(Office, office_key)
    settings = settings_of(session)
    before, after = _closed(session, office, on)
    figures = list(
        session.scalars(select(ValueFigure).where(ValueFigure.office_key == office_key).order_by(ValueFigure.year))
    )
    measures = tuple(_before_after(measure, figures, before, after, settings.red_percent) for measure in _MEASURES)
    cost = _cost(session, office_key)
    savings = _savings(session, office_key, on, measures, after)
    measured = sum(each.amount for each in savings if each.is_measured)
    estimated = sum(each.amount for each in savings if not each.is_measured)
    judged = sum(succeeded(each, settings.red_percent) is not None for each in after)
    return PmoValue(
        office_key=office_key,
        office=office.name,
        title=_title(cost, measured, estimated, settings.currency),
        reason=_reason(measures, len(after)),
        year=on.year,
        cost=cost,
        measures=measures,
        savings=savings,
        measured=measured,
        estimated=estimated,
        times_measured=times_cost(measured, cost.per_year),
        times_all=times_cost(measured + estimated, cost.per_year),
        closed=len(after),
        judged=judged,
        chart=_chart(cost, savings, settings.currency),
        currency=settings.currency,
    )


def _closed(session: Session, office: Office, on: date) -> tuple[list[Outcome], list[Outcome]]:
    """How the projects in its scope that were closed by a day ended: before the office began, and with it."""
    closed = (
        Project.kind == EntryKind.PROJECT, Project.status == ProjectStatus.CLOSED, Project.actual_finish_on <= on,
    )  # fmt: skip
    query = select(
        Project.baseline_start_on, Project.baseline_finish_on, Project.actual_finish_on, Project.bac,
        Project.ac, Project.eac,
    ).where(*closed)  # fmt: skip
    if office.scope is not OfficeScope.CORPORATE:
        ours = [each.key for each in session.scalars(select(Project).where(*closed)) if covers(office, each)]
        query = query.where(Project.key.in_(ours))
    sides: tuple[list[Outcome], list[Outcome]] = ([], [])
    for start, finish, ended, bac, ac, eac in session.execute(query.order_by(Project.actual_finish_on, Project.key)):
        outcome = Outcome(start, finish, ended, bac, eac if ac is None else ac)
        with_us = office.begun_on is None or ended is None or ended >= office.begun_on
        sides[with_us].append(outcome)
    return sides


def _worked_out(measure: ValueMeasure, outcomes: Sequence[Outcome], red_percent: float) -> Side | None:
    """What the register itself says of a measure."""
    value = {
        ValueMeasure.SUCCESS_RATE: lambda: success_rate(outcomes, red_percent),
        ValueMeasure.SLIP: lambda: mean_slip(outcomes),
        ValueMeasure.OVERSPEND: lambda: overspend_percent(outcomes),
    }[measure]()
    if value is None:
        return None
    year = max(each.actual_finish_on.year for each in outcomes if each.actual_finish_on)
    return Side(value, year, True, say("register: {projects} closed", projects=counted(len(outcomes))))  # noqa: FBT003  measured


def _before_after(
    measure: ValueMeasure,
    figures: Sequence[ValueFigure],
    before: Sequence[Outcome],
    after: Sequence[Outcome],
    red_percent: float,
) -> BeforeAfter:
    """What was noted, or else what the register says; with the office the register comes first."""
    noted_before, noted_after = (
        next((_noted(each) for each in reversed(figures) if each.measure is measure and each.is_before is side), None)
        for side in (True, False)
    )
    first = noted_before or _worked_out(measure, before, red_percent)
    then = _worked_out(measure, after, red_percent) or noted_after
    return BeforeAfter(measure, first, then, _is_better(measure, first, then))


def _noted(figure: ValueFigure) -> Side:
    return Side(figure.value, figure.year, figure.is_measured, figure.source)


def _is_better(measure: ValueMeasure, before: Side | None, after: Side | None) -> bool | None:
    if before is None or after is None or before.value == after.value:
        return None
    return (after.value > before.value) is (measure is ValueMeasure.SUCCESS_RATE)


def _cost(session: Session, office_key: int) -> Cost:
    """The cost of the approved charter, or else of the newest one, or else of the live services."""
    charters = list(
        session.scalars(select(Charter).where(Charter.office_key == office_key).order_by(Charter.version.desc()))
    )
    ranked = sorted(charters, key=lambda each: each.state is not CharterState.APPROVED)
    charter = next((each for each in ranked if each.cost_per_year is not None), None)
    live = list(
        session.scalars(select(Service).where(Service.office_key == office_key, Service.state == ServiceState.LIVE))
    )
    services = _sum(each.cost_per_year for each in live)
    fte = sum(each.fte or 0 for each in live) or None
    if charter is not None:
        source = say("charter version {version}", version=charter.version)
        return Cost(charter.cost_per_year, charter.fte, source, services, fte)
    source = say("{count} live services", count=len(live)) if services is not None else ""
    return Cost(services, fte, source, services, fte)


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _savings(
    session: Session, office_key: int, on: date, measures: Sequence[BeforeAfter], after: Sequence[Outcome]
) -> tuple[SavingSeen, ...]:
    """Savings noted for the year, those of the central registers, and what a smaller overspend spares."""
    noted = select(Saving).where(Saving.office_key == office_key, Saving.year == on.year).order_by(Saving.key)
    services = {each.key: each.title for each in session.scalars(select(Service))}
    found = [
        SavingSeen(
            each.title,
            services.get(each.service_key or 0, say("Services")),
            each.amount,
            each.is_measured,
            each.source,
            "saving",
            each.key,
        )
        for each in session.scalars(noted)
    ]
    if _is_first(session, office_key):
        found += [
            SavingSeen(
                each.title, say("Central registers"), each.amount, each.is_measured, each.kind, each.table, each.key
            )
            for each in central_savings(session)
        ]
    found += _spared(
        measures, [each for each in after if each.actual_finish_on and each.actual_finish_on.year == on.year]
    )
    return tuple(sorted(found, key=lambda each: (not each.is_measured, -each.amount)))


def _is_first(session: Session, office_key: int) -> bool:
    """Whether an office is the one that keeps the central registers: the first that no other oversees."""
    free = select(Office.key).where(Office.overseen_by_key.is_(None)).order_by(Office.key)
    return session.scalars(free).first() == office_key


def _spared(measures: Sequence[BeforeAfter], closed: Sequence[Outcome]) -> list[SavingSeen]:
    """What a smaller overspend than before spares on the budgets of projects closed in a year; always an estimate."""
    overspend = next(each for each in measures if each.measure is ValueMeasure.OVERSPEND)
    if overspend.before is None or overspend.after is None:
        return []
    amount = spared(overspend.before.value, overspend.after.value, _sum(each.bac for each in closed))
    if not amount:
        return []
    source = say(
        "{before} before, {after} now, on what was closed this year",
        before=overspend.shown(overspend.before),
        after=overspend.shown(overspend.after),
    )
    return [SavingSeen(say("Less overspend than before"), say("Delivery"), amount, is_measured=False, source=source)]


def _title(cost: Cost, measured: int, estimated: int, currency: str) -> str:
    if cost.per_year is None:
        return say("What the office costs is not known yet")
    told = {
        "cost": money(cost.per_year, currency),
        "saved": money(measured, currency),
        "more": money(estimated, currency),
    }
    if measured and estimated:
        return say("The office costs {cost} a year and saves {saved} measured, {more} more by estimate", **told)
    if measured:
        return say("The office costs {cost} a year and saves {saved}, all of it measured", **told)
    if estimated:
        return say("The office costs {cost} a year and saves {more} by estimate; nothing is measured", **told)
    return say("The office costs {cost} a year; no saving is noted yet", **told)


def _reason(measures: Sequence[BeforeAfter], closed: int) -> str:
    words = {
        ValueMeasure.SUCCESS_RATE: say("success rate"), ValueMeasure.SLIP: say("slip"),
        ValueMeasure.OVERSPEND: say("overspend"),
    }  # fmt: skip
    told = [
        say("{measure} {before} before, {after} now", measure=words[each.measure],
            before=each.shown(each.before), after=each.shown(each.after))
        for each in measures
        if each.before and each.after
    ]  # fmt: skip
    if not told:
        return say("{projects} closed with the office; nothing is noted from before it.", projects=counted(closed))
    text = "; ".join(told)
    basis = say("{projects} closed with the office", projects=counted(closed)) if closed else ""
    return f"{text[0].upper()}{text[1:]} ({basis})." if basis else f"{text[0].upper()}{text[1:]}."


def _chart(cost: Cost, savings: Sequence[SavingSeen], currency: str) -> ValueBars:
    """Cost, then savings by where they come from, in minor units."""
    if cost.per_year is None and not savings:
        return ValueBars()
    rows = [ValueRow(say("Cost of the office"), cost.per_year or 0, 0, money(cost.per_year, currency), is_cost=True)]
    if cost.services is not None and cost.services != cost.per_year:
        shown = money(cost.services, currency)
        rows.append(ValueRow(say("of it, live services"), cost.services, 0, shown, is_cost=True, indent=True))
    if savings:
        whole = sum(each.amount for each in savings)
        rows.append(_saved(say("Saves in all"), savings, money(whole, currency)))
    for kind in dict.fromkeys(each.kind for each in savings):
        part = [each for each in savings if each.kind == kind]
        rows.append(_saved(kind, part, money(sum(each.amount for each in part), currency), indent=True))
    return ValueBars(tuple(rows))


def _saved(label: str, savings: Sequence[SavingSeen], shown: str, *, indent: bool = False) -> ValueRow:
    measured = sum(each.amount for each in savings if each.is_measured)
    return ValueRow(label, measured, sum(each.amount for each in savings) - measured, shown, indent=indent)
