"""The first page of the window: the state of the whole, what needs attention, what is due, what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.money import to_major
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods
from pmo_desktop.services.formats import money_unit, show_money, show_number, show_short_date
from pmo_desktop.services.freezing import as_it_stood
from pmo_desktop.services.insights.attention import Attention, attention
from pmo_desktop.services.insights.changes import Changed, changes
from pmo_desktop.services.insights.dashboard import Dashboard, dashboard
from pmo_desktop.services.insights.decisions import decisions
from pmo_desktop.services.insights.due import MilestonesDue, milestones_due
from pmo_desktop.services.insights.entries import Standing, standing
from pmo_desktop.services.insights.kpis import Kpi, every_kpi
from pmo_desktop.services.insights.shapes import RagBar, RagBars, RagSlice
from pmo_desktop.services.insights.summary import summary
from pmo_desktop.services.insights.totals import Slice
from pmo_desktop.services.wording import unit_for
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import say

_TILES = 6
_HUNDRED = 100
_FIRST = ("red", "whole life", "in year", "decisions", "milestones", "reports", "moved", "projects")


@dataclass(frozen=True, slots=True)
class Home:
    """All of the first page; `money_title` names the unit of the second pair of bars, which may be empty."""

    title: str
    standing: Standing
    kpis: tuple[Kpi, ...]
    dashboard: Dashboard
    by_count: RagBars
    by_money: RagBars
    money_title: str
    attention: tuple[Attention, ...]
    due: MilestonesDue
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a workspace holds that has nothing to show yet."""

    has_period: bool
    projects: int


def home_of(workspace: Workspace, period: str) -> Home | None:
    """The first page of the period called `period`, from the copy kept of it if it is frozen; none without reports.

    Raises:
        PmoError: there is no such period, or its copy is damaged.
    """
    stood = as_it_stood(workspace, period)
    try:
        with stood.reading() as session:
            return home(session, standing(session, periods.period_named(session, period)))
    finally:
        stood.close()


def home(session: Session, standing: Standing) -> Home | None:
    """The first page of a period; none if no project reports in it."""
    told, every = summary(session, standing), dashboard(standing)
    if told is None or every is None:
        return None
    by_money, title = _by_money(every)
    return Home(
        title=told.title,
        standing=standing,
        kpis=_tiles(session, standing, every),
        dashboard=every,
        by_count=_bars(every, lambda each: each.count, lambda each: show_number(each.count)),
        by_money=by_money,
        money_title=title,
        attention=attention(session, standing),
        due=milestones_due(session, standing),
        changes=changes(standing),
    )


def beginning(session: Session) -> Beginning:
    """How far a workspace has come before its first page has anything to say."""
    count = session.scalar(select(func.count()).select_from(Project)) or 0
    return Beginning(periods.current_period(session) is not None, count)


# The tiles -----------------------------------------------------------------------------------------------------------


def _tiles(session: Session, standing: Standing, every: Dashboard) -> tuple[Kpi, ...]:
    """The six figures to show, in the order of the most telling."""
    known = {each.key: each for each in every_kpi(session, standing, every.totals)}
    asked = _decisions(session, standing)
    if asked is not None:
        known[asked.key] = asked
    return tuple(known[key] for key in _FIRST if key in known)[:_TILES]


def _decisions(session: Session, standing: Standing) -> Kpi | None:
    """The decisions that wait for the board, and the first date by which one is needed."""
    asked = decisions(session, standing)
    if asked is None:
        return None
    days = [each.decide_by_on for each in asked.to_decide if each.decide_by_on]
    first = say("the first by {date}", date=show_short_date(min(days))) if days else ""
    return Kpi(say("Decisions due"), show_number(len(asked.to_decide)), "", first, 0, "", "", (), "decisions")


# The bars ------------------------------------------------------------------------------------------------------------


def _by_money(every: Dashboard) -> tuple[RagBars, str]:
    largest = max((each.money for each in (*every.totals.now, *every.totals.before)), default=0)
    if not largest:
        return RagBars(), ""
    unit = unit_for(largest, every.currency)
    digits = 0 if to_major(largest, every.currency) >= _HUNDRED * unit else 1
    bars = _bars(every, lambda each: each.money, lambda each: show_money(each.money, every.currency, unit, digits))
    return bars, say("By whole-life cost, {unit}", unit=money_unit(every.currency, unit))


def _bars(every: Dashboard, value: Callable[[Slice], int], shown: Callable[[Slice], str]) -> RagBars:
    """The bars of the pack's dashboard, as a chart draws them."""

    def bar(name: str, slices: Sequence[Slice]) -> RagBar:
        return RagBar(
            name, tuple(RagSlice(each.rating, value(each), shown(each), complete=each.is_complete) for each in slices)
        )

    if not (every.earlier and every.totals.before):
        return RagBars(bar(every.period, every.totals.now))
    now, before = _short(every.period, every.earlier[-1])
    return RagBars(bar(now, every.totals.now), bar(before, every.totals.before))


def _short(now: str, before: str) -> tuple[str, str]:
    """Two names without the word both end in, such as the year."""
    first, second = now.rpartition(" "), before.rpartition(" ")
    return (first[0], second[0]) if first[2] == second[2] and first[0] and second[0] else (now, before)
