"""The figures that decide, each with its context, its change since the period before, and its trend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, Rating
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services.formats import show_change, show_number, show_percent
from pmo_desktop.services.insights.entries import PeriodName, Standing
from pmo_desktop.services.insights.history import PeriodFigures, history
from pmo_desktop.services.insights.totals import Totals
from pmo_desktop.services.wording import money, money_parts, share
from pmo_desktop.text import say

_SHOWN = 4
_SHORT = 10  # letters of a period's name that a tile has room for


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure as it is told: `step` above zero rose since the period before; `trend` is oldest first.

    `key` names the figure in code.
    """

    label: str
    figure: str
    unit: str
    context: str
    step: float
    change: str
    since: str
    trend: tuple[float | None, ...]
    key: str


def kpis(session: Session, standing: Standing, counts: Totals) -> tuple[Kpi, ...]:
    """The first four figures that the data can tell."""
    return every_kpi(session, standing, counts)[:_SHOWN]


def every_kpi(session: Session, standing: Standing, counts: Totals) -> tuple[Kpi, ...]:
    """All the figures that the data can tell, the most telling first."""
    past = history(session, standing.period.key)
    told = (
        _red(standing, counts, past),
        _whole_life(standing, past),
        _in_year(standing, past),
        _milestones(session, standing),
        _moved(standing),
        _reports(counts),
        _projects(standing, counts),
    )
    return tuple(each for each in told if each)


def _red(standing: Standing, counts: Totals, past: Sequence[PeriodFigures]) -> Kpi | None:
    if not counts.rated:
        return None
    context = say(
        "{money}, {share} of whole-life cost",
        money=money(counts.red_money, standing.currency),
        share=share(counts.red_money, counts.whole_life_cost.total),
    )
    was = counts.red_before
    return Kpi(
        label=say("Projects off track"),
        figure=show_number(counts.red),
        unit=say("of {rated} rated", rated=show_number(counts.rated)),
        context=context if counts.red_money else "",
        step=0 if was is None else counts.red - was,
        change="" if was is None else _step(counts.red - was),
        since=_since(standing, show_number(was)) if was is not None else "",
        trend=(*(each.red for each in past[:-1]), counts.red),
        key="red",
    )


def _step(step: int) -> str:
    return show_change(step) if step else say("unchanged")


def _since(standing: Standing, was: str = "") -> str:
    if standing.previous is None:
        return ""
    name = standing.previous.name
    period = say("since {period}", period=name) if len(name) <= _SHORT else say("since last period")
    return say("{period} (was {was})", period=period, was=was) if was else period


def _whole_life(standing: Standing, past: Sequence[PeriodFigures]) -> Kpi | None:
    both = [(each.eac, each.bac) for each in standing.entries if each.eac is not None and each.bac is not None]
    if both and sum(bac for _, bac in both):
        eac, bac = sum(eac for eac, _ in both), sum(bac for _, bac in both)
        context = say(
            "{percent} on baseline {money}", percent=_percent(eac - bac, bac), money=money(bac, standing.currency)
        )
        return _amount(standing, "whole life", say("Forecast at completion"), eac, context, [each.eac for each in past])
    known = [entry.whole_life_cost for entry in standing.entries if entry.whole_life_cost is not None]
    if not known:
        return None
    context = say("{known} of {all} projects give one", known=len(known), all=len(standing.entries))
    trend = [each.whole_life_cost for each in past]
    return _amount(standing, "whole life", say("Whole-life cost"), sum(known), context, trend)


def _percent(part: int, whole: int) -> str:
    found = percent(part, whole)
    said = show_percent(found)
    return f"+{said}" if found and found > 0 else said


def _in_year(standing: Standing, past: Sequence[PeriodFigures]) -> Kpi | None:
    both = [
        (each.in_year_forecast, each.in_year_budget)
        for each in standing.entries
        if each.in_year_forecast is not None and each.in_year_budget is not None
    ]
    forecast, budget = sum(forecast for forecast, _ in both), sum(budget for _, budget in both)
    if not budget:
        return None
    context = say(
        "{percent} on budget {money}",
        percent=_percent(forecast - budget, budget),
        money=money(budget, standing.currency),
    )
    trend = [each.in_year_forecast for each in past]
    return _amount(standing, "in year", say("In-year forecast"), forecast, context, trend)


def _amount(standing: Standing, key: str, label: str, now: int, context: str, trend: Sequence[int | None]) -> Kpi:
    figure, unit = money_parts(now, standing.currency)
    before = trend[-2] if standing.previous and len(trend) > 1 else None
    step = 0 if before is None else (trend[-1] or 0) - before
    change = money(step, standing.currency, signed=True) if step else say("unchanged")
    return Kpi(
        label, figure, unit, context, step, "" if before is None else change,
        "" if before is None else _since(standing), tuple(trend), key,
    )  # fmt: skip


def _milestones(session: Session, standing: Standing) -> Kpi | None:
    """Milestones that the baseline puts in the period, and how many of them are met at the cut-off."""
    met, due = _met(session, standing.period)
    if not due:
        return None
    missed = [key for key in due if key not in met]
    reds = {entry.key for entry in standing.entries if entry.rating is Rating.RED}
    on_red = sum(due[key] in reds for key in missed)
    context = say("{missed} missed", missed=len(missed)) if missed else say("none missed")
    if on_red:
        context = say("{missed} missed: {count} on red projects", missed=len(missed), count=on_red)
    before = _met(session, standing.previous) if standing.previous else (set[int](), dict[int, int]())
    step = len(met) - len(before[0]) if before[1] else 0
    return Kpi(
        label=say("Milestones met"),
        figure=show_number(len(met)),
        unit=say("of {due}", due=show_number(len(due))),
        context=context,
        step=step,
        change=_step(step) if before[1] else "",
        since=_since(standing, say("{met} of {due}", met=len(before[0]), due=len(before[1]))) if before[1] else "",
        trend=tuple(len(_met(session, each)[0]) for each in (*standing.earlier, standing.period)),
        key="milestones",
    )


def _met(session: Session, period: PeriodName) -> tuple[set[int], dict[int, int]]:
    """Keys of the milestones met among those due in a period, and the project of each that was due."""
    rows = session.execute(
        select(Milestone.key, Milestone.project_key, Milestone.actual_on)
        .join(Project, Milestone.project_key == Project.key)
        .where(Milestone.baseline_on.between(period.starts_on, period.ends_on), Project.kind == EntryKind.PROJECT)
    ).all()
    met = {row.key for row in rows if _is_met(row.actual_on, period.cut_off_on)}
    return met, {row.key: row.project_key for row in rows}


def _is_met(actual_on: date | None, cut_off_on: date) -> bool:
    return actual_on is not None and actual_on <= cut_off_on


def _moved(standing: Standing) -> Kpi | None:
    compared = [
        each.slip_since_days for each in standing.entries if each.slip_since_days is not None and not each.is_over
    ]
    if not compared:
        return None
    early = sum(step < 0 for step in compared)
    return Kpi(
        label=say("Finishes later"),
        figure=show_number(sum(step > 0 for step in compared)),
        unit=say("of {all} compared", all=show_number(len(compared))),
        context=say("{count} finish earlier", count=early) if early != 1 else say("1 finishes earlier"),
        step=0,
        change="",
        since=_since(standing),
        trend=(),
        key="moved",
    )


def _reports(counts: Totals) -> Kpi | None:
    if not counts.reports_expected:
        return None
    owed = counts.reports_expected - counts.reports_in
    return Kpi(
        label=say("Reports in"),
        figure=show_number(counts.reports_in),
        unit=say("of {all}", all=show_number(counts.reports_expected)),
        context=say("{count} still to come", count=owed) if owed > 0 else say("none still to come"),
        step=0,
        change="",
        since="",
        trend=(),
        key="reports",
    )


def _projects(standing: Standing, counts: Totals) -> Kpi:
    over = len(standing.entries) - counts.running
    return Kpi(
        label=say("Projects running"),
        figure=show_number(counts.running),
        unit="",
        context=say("{count} complete", count=over) if over else "",
        step=0,
        change="",
        since=_since(standing, show_number(standing.total_before)),
        trend=(),
        key="projects",
    )
