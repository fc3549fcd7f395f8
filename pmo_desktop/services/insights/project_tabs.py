"""What the other tabs of a project's page say: money, RAID, benefits, resources."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.benefit import Benefit, BenefitKind
from pmo_desktop.domain.capacity import Demand
from pmo_desktop.domain.choices import ItemState, Severity
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.benefits import BenefitFigures, shortfall_percent
from pmo_desktop.domain.rules.earned_value import difference, earned_value, estimate_to_complete, variance_at_completion
from pmo_desktop.domain.rules.exposure import heat_map
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services import periods
from pmo_desktop.services.formats import (
    NO_VALUE,
    show_date,
    show_month,
    show_number,
    show_percent,
)
from pmo_desktop.services.insights.capacity import Capacity, capacity
from pmo_desktop.services.insights.curves import curve_of
from pmo_desktop.services.insights.shapes import Benefit as BenefitBar
from pmo_desktop.services.insights.shapes import BenefitBars, HeatCell, RiskHeatMap, SCurve
from pmo_desktop.services.insights.tab_said import Figure, Note, TabSaid
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import days, money
from pmo_desktop.text import say

if TYPE_CHECKING:
    from datetime import date

_MONTHS = 6  # as many as the picture beside the records has room for


# Money ---------------------------------------------------------------------------------------------------------------


def project_money(session: Session, key: int) -> TabSaid:
    """What the money of a project says: its curve and every figure that the rules can work out."""
    project, currency = session.get_one(Project, key), settings_of(session).currency
    lines = list(session.scalars(select(MoneyLine).where(MoneyLine.project_key == key)))
    period = periods.current_period(session)
    curve, unit = curve_of(lines, currency, period.cut_off_on if period else None)
    return TabSaid(
        headline=say("1 amount by month") if len(lines) == 1 else say("{count} amounts by month", count=len(lines)),
        chart="s_curve",
        answer=curve or SCurve(),
        title=_money_title(project, currency),
        caption=say("Added up, {unit}", unit=unit) if curve else "",
        figures=tuple(_figures(project, currency)),
    )


def _money_title(project: Project, currency: str) -> str:
    variance = variance_at_completion(project.bac, project.eac)
    if project.bac is None or project.eac is None or variance is None:
        return say("BAC or EAC is not known")
    share = percent(-variance, project.bac)
    if not variance:
        return say("EAC is as budgeted, {amount}", amount=money(project.eac, currency))
    by = show_percent(abs(share), 1) if share is not None else money(abs(variance), currency)
    word = say("EAC {amount} is {by} above BAC") if variance < 0 else say("EAC {amount} is {by} below BAC")
    return word.format(amount=money(project.eac, currency), by=by)


def _figures(project: Project, currency: str) -> Iterable[Figure]:
    def amount(minor: int | None) -> str:
        return money(minor, currency)

    def index(value: float | None) -> str:
        return NO_VALUE if value is None else show_number(value, 2)

    earned = earned_value(bac=project.bac, pv=project.pv, ev=project.ev, ac=project.ac, eac=project.eac)
    yield Figure(say("BAC"), amount(project.bac), say("Budget at completion: the approved cost of the project."))
    yield Figure(say("EAC, {method}", method=project.eac_method.label.lower()), amount(project.eac))
    yield Figure(say("AC"), amount(project.ac), say("Actual cost to date."))
    yield Figure(say("ETC"), amount(estimate_to_complete(project.eac, project.ac)), say("EAC − AC"))
    yield Figure(say("VAC"), amount(variance_at_completion(project.bac, project.eac)), say("BAC − EAC"))
    yield Figure(say("Contingency"), amount(project.contingency))
    yield Figure(say("CV"), amount(earned.cost_variance), say("EV − AC"))
    yield Figure(say("SV"), amount(earned.schedule_variance), say("EV − PV"))
    yield Figure(say("CPI"), index(earned.cpi), say("EV ÷ AC"))
    yield Figure(say("SPI"), index(earned.spi), say("EV ÷ PV"))
    yield Figure(say("TCPI"), index(earned.tcpi), say("(BAC − EV) ÷ (BAC − AC)"))
    yield Figure(say("Price base"), project.price_base or NO_VALUE)
    yield Figure(say("Whole-life cost"), amount(project.whole_life_cost))
    yield Figure(say("In-year budget"), amount(project.in_year_budget))
    yield Figure(say("In-year forecast"), amount(project.in_year_forecast))


# RAID ----------------------------------------------------------------------------------------------------------------


def project_raid(session: Session, key: int) -> TabSaid:
    """What the open risks of a project say."""
    settings = settings_of(session)
    risks = list(session.scalars(select(Risk).where(Risk.project_key == key, Risk.state == ItemState.OPEN)))
    marks = [(each.reference or each.title, each.probability, each.impact) for each in risks]
    cells = heat_map(marks, settings.risk_amber, settings.risk_red)
    shown = any(cell.names for cell in cells)
    issues = list(session.scalars(select(Issue).where(Issue.project_key == key, Issue.state == ItemState.OPEN)))
    return TabSaid(
        headline=_raid_headline(risks, issues),
        chart="risk_heat_map",
        answer=RiskHeatMap(
            tuple(
                HeatCell(cell.probability, cell.impact, cell.names, _worst_in(risks, cell.probability, cell.impact))
                for cell in cells
            )
            if shown
            else (),
            settings.risk_amber,
            settings.risk_red,
        ),
        title=_risk_title(risks, settings.risk_red),
        caption=say("Open risks, current probability and impact"),
        figures=tuple(_exposure(risks, session.get_one(Project, key), settings.currency)),
        notes=tuple(_unheld(risks)),
    )


def _exposure(risks: Sequence[Risk], project: Project, currency: str) -> Iterable[Figure]:
    """How far the open risks are from their targets, and what they are expected to cost against contingency."""
    points = [step for each in risks if (step := each.points_to_go()) is not None]
    if points:
        above = [step for step in points if step > 0]
        yield Figure(say("Above target"), say("{count} of {all}", count=len(above), all=len(points)),
                     say("Open risks whose current score is above the score to reach."))  # fmt: skip
        yield Figure(say("Points to go"), show_number(sum(above)), say("Current − target score of those, together."))
    costs = [cost for each in risks if (cost := each.expected_cost()) is not None]
    if costs:
        expected = sum(costs)
        yield Figure(say("Expected cost"), money(expected, currency),
                     say("Likelihood × money at stake of {count} open risks.", count=len(costs)))  # fmt: skip
        yield Figure(say("Contingency"), money(project.contingency, currency))
        left = difference(project.contingency, expected)
        yield Figure(say("Left over"), money(left, currency, signed=True), say("Contingency − expected cost"))


def _worst_in(risks: Sequence[Risk], probability: int, impact: int) -> str:
    """The risk that a cell of the map opens: the first of those in it."""
    found = (each.key for each in risks if (each.probability, each.impact) == (probability, impact))
    return next((f"risk {key}" for key in found), "")


def _raid_headline(risks: Sequence[Risk], issues: Sequence[Issue]) -> str:
    grave = sum(each.severity in {Severity.CRITICAL, Severity.HIGH} for each in issues)
    told = [
        say("1 open risk") if len(risks) == 1 else say("{count} open risks", count=len(risks)),
        say("1 open issue") if len(issues) == 1 else say("{count} open issues", count=len(issues)),
        say("{count} of them critical or high", count=grave) if grave else "",
    ]
    return ", ".join(filter(None, told))


def _risk_title(risks: Sequence[Risk], red: int) -> str:
    scored = [(score, each) for each in risks if (score := each.current_score()) is not None]
    if not scored:
        return say("No risk is open") if not risks else say("No open risk is scored")
    reds = sum(score >= red for score, _ in scored)
    score, worst = max(scored, key=lambda pair: pair[0])
    if reds:
        return say("1 risk is red") if reds == 1 else say("{count} risks are red", count=reds)
    return say("The highest risk scores {score}: {name}", score=score, name=worst.reference or worst.title)


def _unheld(risks: Sequence[Risk]) -> Iterable[Note]:
    """Risks that nobody owns or that have no response."""
    for each in risks:
        lacking = [
            word
            for word, missing in (
                (say("no owner"), not each.owner),
                (say("no response"), each.response is None and not each.response_text),
            )
            if missing
        ]
        if lacking:
            text = say(
                "{risk} has {lacking}.", risk=f"{each.reference} {each.title}".strip(), lacking=", ".join(lacking)
            )
            yield Note(text, say("Open risk"), "risk", each.key)


# Benefits ------------------------------------------------------------------------------------------------------------


def project_benefits(session: Session, key: int) -> TabSaid:
    """What the benefits of a project say: the change each is to bring, from its baseline."""
    found = list(
        session.scalars(select(Benefit).where(Benefit.project_key == key).order_by(Benefit.reference, Benefit.key))
    )
    late = {
        each.key: each
        for each in session.scalars(
            select(Milestone).where(Milestone.project_key == key, Milestone.actual_on.is_(None))
        )
        if (each.slip_days() or 0) > 0
    }
    shorts = {each.key: shortfall_percent(_benefit_figures(each)) for each in found}
    return TabSaid(
        headline=say("1 benefit") if len(found) == 1 else say("{count} benefits", count=len(found)),
        chart="benefit_bars",
        answer=BenefitBars(tuple(_bar(each, shorts[each.key], late.get(each.milestone_key or 0)) for each in found)),
        title=_benefit_title(found, shorts),
        caption=say("Target in outline, forecast hatched, actual solid"),
    )


def _benefit_figures(each: Benefit) -> BenefitFigures:
    is_dis = each.kind is BenefitKind.DIS_BENEFIT
    return BenefitFigures(each.title, each.target, each.forecast, each.baseline, each.actual, is_dis)


def _bar(each: Benefit, short: float | None, waits: Milestone | None) -> BenefitBar:
    base = each.baseline or 0

    def moved(value: float | None) -> float | None:
        return None if value is None else value - base

    of = say("{forecast} of {target}", forecast=show_number(each.forecast), target=show_number(each.target))
    note = [
        say("{percent} short", percent=show_percent(short)) if short and short > 0 else "",
        say("waits for {milestone}, {days} late", milestone=waits.name, days=days(waits.slip_days() or 0))
        if waits
        else "",
        say("due {day}", day=show_date(each.due_on)) if each.due_on else "",
    ]
    return BenefitBar(
        f"{each.reference} {each.title}".strip(),
        moved(each.target),
        moved(each.forecast),
        moved(each.actual),
        f"{of} {each.unit}".strip(),
        ", ".join(filter(None, note)),
        f"benefit {each.key}",
    )


def _benefit_title(found: Sequence[Benefit], shorts: dict[int, float | None]) -> str:
    known = [
        short for each in found if each.kind is not BenefitKind.DIS_BENEFIT and (short := shorts[each.key]) is not None
    ]
    if not found:
        return say("No benefit is planned yet")
    if not known:
        return say("No benefit has both a target and a forecast yet")
    short = sum(each > 0 for each in known)
    if not short:
        return say("Every benefit with a forecast reaches its target")
    if len(known) == 1:
        return say("The one benefit with a forecast is below its target")
    if short == 1:
        return say("1 of {all} is forecast below target", all=len(known))
    return say("{count} of {all} are forecast below target", count=short, all=len(known))


# Resources -----------------------------------------------------------------------------------------------------------


def project_resources(session: Session, key: int) -> TabSaid:
    """What a project wants of people, against what all projects want of the same roles."""
    found = capacity(session, _MONTHS, key)
    query = select(Demand.month_on, func.sum(Demand.fte)).where(Demand.project_key == key).group_by(Demand.month_on)
    rows = [(month, fte) for month, fte in session.execute(query)]
    busiest: tuple[date, float] | None = max(rows, key=lambda row: (row[1], -row[0].toordinal()), default=None)
    headline = say("No demand yet")
    if busiest:
        headline = say("{fte} FTE at most, in {month}", fte=show_number(busiest[1], 1), month=show_month(busiest[0]))
    return TabSaid(
        headline=headline,
        chart="capacity_heat_map",
        answer=found.chart,
        title=found.title,
        caption=say("Roles this project wants: demand of all projects against capacity"),
        notes=tuple(_promised_twice(found)),
    )


def _promised_twice(found: Capacity) -> Iterable[Note]:
    """A line for each person of the project of whom too much is promised."""
    for (key, person), months in list(found.promised_twice.items())[:5]:
        most = max(months, key=lambda each: each.percent)
        words = say("{person} is promised {percent} in {month}.", person=person,
                    percent=show_percent(most.percent, 0), month=show_month(most.month))  # fmt: skip
        more = say("In {count} months it is too much.", count=show_number(len(months))) if len(months) > 1 else ""
        yield Note(f"{words} {more}".strip(), say("Open person"), "person", key)
