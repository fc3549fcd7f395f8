"""Spend by month: what was planned, is spent and is expected, added up and month by month."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import MoneyKind
from pmo_desktop.domain.money import to_major
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.rules.earned_value import difference
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.services.formats import (
    best_scale,
    money_unit,
    show_change,
    show_month,
    show_month_name,
    show_number,
    show_percent,
)
from pmo_desktop.services.insights.before import changed_since
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.services.insights.shapes import CostPeriod, CostProfile, Curve, SCurve
from pmo_desktop.services.key_sets import among
from pmo_desktop.services.wording import money
from pmo_desktop.text import say

_BACK, _AHEAD = 8, 4  # months of the profile: those up to the data date, and those after it
_QUARTER = 3
_NEAR = 10  # days
_SAME = 0.01  # how near the baseline of twelve months must come to this year's budget to be its year
_FEW = 1_000  # units of money up to which tenths are shown

Months = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Spend:
    """Money by month. `span` says which time the curve covers, `months` which the profile; `unit` is that of both.

    `is_month_open` tells that the month of the data date holds what is still expected in it.
    """

    curve: SCurve
    curve_title: str
    span: str
    profile: CostProfile
    profile_title: str
    months: str
    unit: str
    has_last: bool
    is_month_open: bool


@dataclass(frozen=True, slots=True)
class _Lines:
    """Minor units by month: planned, spent, and expected from then on; a month may be partly spent, partly expected."""

    plan: Months
    actual: Months
    forecast: Months

    def expected(self, month: date) -> int | None:
        """What a month is to come to: what is spent in it and what is still to be spent."""
        found = [months[month] for months in (self.actual, self.forecast) if month in months]
        return sum(found) if found else None

    @property
    def every(self) -> list[date]:
        """All months that say anything, oldest first."""
        return sorted({*self.plan, *self.actual, *self.forecast})


@dataclass(frozen=True, slots=True)
class _Teller:
    currency: str
    scale: int
    digits: int

    def number(self, minor: int) -> float:
        return float(to_major(minor, self.currency)) / self.scale

    def step(self, minor: int) -> str:
        return show_change(round(self.number(minor), self.digits) or 0, self.digits)


def spend(session: Session, standing: Standing) -> Spend | None:
    """Spend by month of the projects that report; none if nothing is recorded by month, or only one month."""
    lines = _lines(_now(session, standing))
    if len(lines.every) <= 1:
        return None
    before = _before(session, standing)
    teller = _teller(standing, lines)
    year = _year(standing, lines)
    first, last = year or (lines.every[0], lines.every[-1])
    months = _around(standing.period.cut_off_on, lines.every)
    return Spend(
        curve=_curve(standing, lines, before, teller, (first, last)),
        curve_title=_curve_title(standing, lines, (first, last)),
        span=_named(first, last),
        profile=_profile(standing, lines, before, teller, months),
        profile_title=_profile_title(standing, lines, months),
        months=_named(months[0], months[-1]),
        unit=money_unit(standing.currency, teller.scale),
        has_last=before is not None,
        is_month_open=standing.period.cut_off_on.replace(day=1) in lines.forecast,
    )


# What is recorded ----------------------------------------------------------------------------------------------------

_Sums = dict[tuple[MoneyKind, date], int]


def _now(session: Session, standing: Standing) -> _Sums:
    """Minor units by kind and month."""
    found: _Sums = defaultdict(int)
    sums = (
        select(MoneyLine.kind, MoneyLine.month_on, func.sum(MoneyLine.amount))
        .where(among(MoneyLine.project_key, [entry.key for entry in standing.entries]))
        .group_by(MoneyLine.kind, MoneyLine.month_on)
    )
    for kind, month, amount in session.execute(sums):
        found[kind, month.replace(day=1)] += amount
    return found


def _before(session: Session, standing: Standing) -> _Lines | None:
    """The lines as they stood in the period before; none if that is not known or they were the same."""
    changed = changed_since(session, standing, MoneyLine)
    if not changed:
        return None
    projects, sums = {entry.key for entry in standing.entries}, _now(session, standing)
    columns = (MoneyLine.project_key, MoneyLine.kind, MoneyLine.month_on, MoneyLine.amount)
    for project, kind, month, amount in session.execute(select(*columns).where(among(MoneyLine.key, changed))):
        if project in projects:
            sums[kind, month.replace(day=1)] -= amount
    for values in changed.values():
        if values is not None and values["project_key"] in projects:
            month = date.fromisoformat(str(values["month_on"])).replace(day=1)
            sums[MoneyKind(str(values["kind"])), month] += int(str(values["amount"]))
    return _lines({place: amount for place, amount in sums.items() if amount})


def _lines(sums: _Sums) -> _Lines:
    found: dict[MoneyKind, dict[date, int]] = {kind: {} for kind in MoneyKind}
    for (kind, month), amount in sums.items():
        found[kind][month] = amount
    return _Lines(*(found[kind] for kind in (MoneyKind.BASELINE, MoneyKind.ACTUAL, MoneyKind.FORECAST)))


def _teller(standing: Standing, lines: _Lines) -> _Teller:
    months = [each for months in (lines.plan, lines.actual, lines.forecast) for each in months.values()]
    largest = max(abs(each) for each in months)
    scale = best_scale([12 * largest], standing.currency)
    return _Teller(standing.currency, scale, int(to_major(largest, standing.currency) / scale < _FEW))


# Time ----------------------------------------------------------------------------------------------------------------


def _year(standing: Standing, lines: _Lines) -> tuple[date, date] | None:
    """The twelve months around the data date whose baseline is this year's budget; none if there are no such months."""
    budget = sum(entry.in_year_budget or 0 for entry in standing.entries)
    now = standing.period.cut_off_on
    if budget <= 0:
        return None
    starts = [_shift(now.replace(day=1), -back) for back in range(12)]
    off = {start: abs(sum(_within(lines.plan, start, _shift(start, 11))) - budget) for start in starts}
    nearest = min(starts, key=lambda start: (off[start], start.month != 1, start))
    return (nearest, _shift(nearest, 11)) if off[nearest] <= _SAME * budget else None


def _shift(month: date, by: int) -> date:
    count = month.year * 12 + month.month - 1 + by
    return date(count // 12, count % 12 + 1, 1)


def _within(months: Months, first: date, last: date) -> Iterable[int]:
    return (amount for month, amount in months.items() if first <= month <= last)


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _around(now: date, every: list[date]) -> list[date]:
    """Twelve months at most around the data date, of those from the first to the last that say anything."""
    last = min(_shift(now.replace(day=1), _AHEAD), every[-1])
    first = max(_shift(last, 1 - _BACK - _AHEAD), every[0])
    count = max((last.year - first.year) * 12 + last.month - first.month + 1, 1)
    return [_shift(first, step) for step in range(count)]


def _named(first: date, last: date) -> str:
    return say("{first} to {last}", first=show_month(first), last=show_month(last))


# The curve -----------------------------------------------------------------------------------------------------------


def _curve(
    standing: Standing, lines: _Lines, before: _Lines | None, teller: _Teller, span: tuple[date, date]
) -> SCurve:
    now = _drawn(standing.period.cut_off_on)
    plan = _added(lines.plan, span, teller)
    actual = _added(lines.actual, span, teller, now)
    forecast = _ahead(lines, span, teller, now)
    last: Curve = ()
    if before and standing.previous:
        last = _ahead(before, span, teller, _drawn(standing.previous.cut_off_on))
    return SCurve(
        plan=plan,
        actual=actual,
        forecast=forecast,
        last_forecast=last,
        plan_label=_label(say("Budget"), plan, teller),
        actual_label=_label(say("Actual"), actual, teller),
        forecast_label=_label(say("Forecast"), forecast, teller),
        last_label=_label(standing.previous.name if standing.previous else "", last, teller),
        data_date=now,
    )


def _drawn(day: date) -> date:
    """Where a data date is drawn: at the end of its month when that is only days away, so that the two do not crowd."""
    return _end(day) if (_end(day) - day).days <= _NEAR else day


def _added(months: Months, span: tuple[date, date], teller: _Teller, until: date = date.max) -> Curve:
    """Added up at the end of each month, the last one at `until` if that comes first."""
    points, total = list[tuple[date, float]](), 0
    for month in _inside(months, span):
        total += months[month]
        points.append((min(_end(month), until), teller.number(total)))
    return tuple(points)


def _ahead(lines: _Lines, span: tuple[date, date], teller: _Teller, now: date) -> Curve:
    """What is expected, added to what is spent, from the data date on."""
    first, last = span
    total = sum(_within(lines.actual, first, last))
    points = {now: teller.number(total)} if first <= now <= _end(last) and lines.actual else {}
    for month in _inside(lines.forecast, span):
        total += lines.forecast[month]
        if _end(month) > now:
            points[_end(month)] = teller.number(total)
    return tuple(points.items()) if len(points) > 1 else ()


def _inside(months: Months, span: tuple[date, date]) -> list[date]:
    return sorted(month for month in months if span[0] <= month <= span[1])


def _label(word: str, curve: Curve, teller: _Teller) -> str:
    if not curve:
        return ""
    return f"{word} {show_number(curve[-1][1], teller.digits)}"


def _curve_title(standing: Standing, lines: _Lines, span: tuple[date, date]) -> str:
    """How far spending is from plan at the data date; the plan of a month that is not over counts by its days."""
    first, last = span
    now = standing.period.cut_off_on
    if not lines.actual or not lines.plan:
        return say("Cumulative spend")
    planned = 0
    for month, amount in lines.plan.items():
        if first <= month <= min(last, now):
            days = (min(now, _end(month)) - month).days + 1
            planned += round(amount * days / ((_end(month) - month).days + 1))
    step = sum(_within(lines.actual, first, min(last, now))) - planned
    if not step:
        return say("Cumulative spend: on plan at the data date")
    way = say("ahead of plan") if step > 0 else say("behind plan")
    return say("Cumulative spend: {money} {way} at the data date", money=money(abs(step), standing.currency), way=way)


# The profile ---------------------------------------------------------------------------------------------------------


def _profile(
    standing: Standing, lines: _Lines, before: _Lines | None, teller: _Teller, months: list[date]
) -> CostProfile:
    now = standing.period.cut_off_on
    drawn = [_period(month, now, lines, before, teller) for month in months]
    return CostProfile(tuple(drawn), sum(month <= now for month in months))


def _period(month: date, now: date, lines: _Lines, before: _Lines | None, teller: _Teller) -> CostPeriod:
    is_over = month <= now
    expected, planned = lines.expected(month), lines.plan.get(month)
    last = before.expected(month) if before and not is_over else None
    step = difference(expected, planned if is_over else last)
    note = "" if step is None else teller.step(step)
    return CostPeriod(
        show_month_name(month),
        None if planned is None else teller.number(planned),
        None if expected is None or not is_over else teller.number(expected),
        None if expected is None or is_over else teller.number(expected),
        None if last is None else teller.number(last),
        note,
    )


def _profile_title(standing: Standing, lines: _Lines, months: list[date]) -> str:
    """How the next months compare with the last ones, where three of each are shown."""
    now = standing.period.cut_off_on
    over, ahead = [m for m in months if m <= now][-_QUARTER:], [m for m in months if m > now][:_QUARTER]
    spent, coming = (sum(lines.expected(month) or 0 for month in some) for some in (over, ahead))
    step = percent(coming - spent, spent) if len(over) == len(ahead) == _QUARTER else None
    if step is None:
        return say("Spend by month")
    if not round(step):
        return say("Spend by month: the next three months run as the last three")
    way = say("above") if step > 0 else say("below")
    part = show_percent(abs(step), 0)
    return say("Spend by month: the next three months run {percent} {way} the last three", percent=part, way=way)
