"""The course of one project through the six periods: dates and money that follow from its table and agree.

Source: cost and progress of a project follow an S-curve, slow at both ends; here the smoothstep 3x² − 2x³ of elapsed
time, raised to a power above 1 where most of the money goes late.
When the forecast moves, what is left is spread anew over the time that is left. Money is in thousand euros.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pmo_desktop.services.marevia.tables import Row, at, cut_offs, projects

_UNEVEN = (1.0, 1.06, 0.95, 1.03, 0.97)  # months are never spent exactly as forecast
_SATURDAY, _SUNDAY = 5, 6
_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Course:
    """Where a project stands in one period. Money in thousand euros; `None` where no forecast is kept.

    Attributes:
        baseline: Planned amount of each month, by its first day.
        actual: Amount spent in each month up to the data date.
        forecast: Amount still to come in each month after it.
    """

    forecast_finish_on: date | None
    eac: int | None
    ac: int
    ev: int
    pv: int
    in_year_budget: int
    in_year_forecast: int
    baseline: dict[date, int]
    actual: dict[date, int]
    forecast: dict[date, int]


def as_of(row: Row, period: int) -> int:
    """The period whose facts a row shows: an earlier one where nobody reported since, or the project stands still."""
    number: int = min(period, row.get("last", period), row.get("until", period))
    while number > 0 and at(row, "slip", number, 0) is None:
        number -= 1
    return number


def is_held(row: Row, period: int) -> bool:
    """Whether no forecast is kept in a period."""
    return at(row, "slip", period, 0) is None


def slip(row: Row, period: int) -> int:
    """Days the finish lies behind its baseline, as last forecast."""
    days: int = at(row, "slip", as_of(row, period), 0)
    return days


def finish(row: Row, period: int) -> date:
    """The finish as last forecast."""
    on: date = row["finish"] + timedelta(days=slip(row, period))
    return on


def eac(row: Row, period: int) -> int:
    """The estimate at completion as last made."""
    amount: int = row["bac"] + at(row, "over", as_of(row, period), 0)
    return amount


def course(row: Row, period: int) -> Course:
    """Where a project with a baseline stands in a period."""
    return _course(row["reference"], period)


@cache
def _course(reference: str, period: int) -> Course:
    row = next(row for row in projects() if row["reference"] == reference)
    shown = as_of(row, period)
    held = is_held(row, period)
    baseline = _months(row, row["finish"], row["start"].replace(day=1), 0, row["bac"])
    actual = _actual(row, shown)
    spent = sum(actual.values())
    last = _month(shown)
    rest = {} if held else _months(row, finish(row, period), _after(last), spent, eac(row, period))
    return Course(
        forecast_finish_on=None if held else finish(row, period),
        eac=None if held else eac(row, period),
        ac=spent,
        ev=_earned(row, shown),
        pv=sum(amount for month, amount in baseline.items() if month <= last),
        in_year_budget=_in_year(baseline),
        in_year_forecast=_in_year(actual) + _in_year(rest),
        baseline=baseline,
        actual=actual,
        forecast=rest,
    )


def milestone_dates(row: Row, baseline_on: date, weight: float, period: int) -> tuple[date | None, date | None]:
    """Forecast and actual date of a milestone that suffers `weight` (0 to 1) of the project's slip.

    It is reached in the first period whose data date comes after its forecast.
    """
    forecast_on = baseline_on
    for number in range(as_of(row, period) + 1):
        forecast_on = _working_day(baseline_on + timedelta(days=round(weight * slip(row, number))))
        if forecast_on <= cut_offs()[number]:
            return forecast_on, forecast_on
    return (None if is_held(row, period) else forecast_on), None


def _working_day(on: date) -> date:
    return on + timedelta(days={_SATURDAY: -1, _SUNDAY: 1}.get(on.weekday(), 0))


def _month(period: int) -> date:
    return cut_offs()[period].replace(day=1)


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _share(row: Row, finish_on: date, until: date) -> float:
    """The part of a project that is done before a day (exclusive), 0 to 1."""
    x = min(1.0, max(0.0, (until - row["start"]).days / (finish_on - row["start"]).days))
    share: float = (x * x * (3 - 2 * x)) ** row.get("bend", 1)
    return share


def _months(row: Row, finish_on: date, first: date, before: int, total: int) -> dict[date, int]:
    """Amounts by month from month `first` to the finish, such that `before` and they add up to `total`."""
    done = _share(row, finish_on, first)
    found: dict[date, int] = {}
    month, reached = first, before
    while month < finish_on:
        share = (_share(row, finish_on, _after(month)) - done) / (1 - done)
        now = before + round((total - before) * share)
        found[month], reached = now - reached, now
        month = _after(month)
    if reached != total:  # the finish has passed
        found[first] = total - reached
    return {month: amount for month, amount in found.items() if amount}


def _so_far(row: Row, finish_on: date, total: int) -> dict[date, int]:
    """Amounts by month up to the first period, on the curve of the whole."""
    months = _months(row, finish_on, row["start"].replace(day=1), 0, total)
    return {month: amount for month, amount in months.items() if month <= _month(0)}


def _steps(row: Row, period: int) -> Iterator[tuple[int, float]]:
    """For each period after the first: which it is, and the part of what was left that is done in it."""
    for number in range(1, period + 1):
        done = _share(row, finish(row, number), _month(number))
        now = _share(row, finish(row, number), _after(_month(number)))
        yield number, 1.0 if now >= 1 else (now - done) / (1 - done)


def _actual(row: Row, period: int) -> dict[date, int]:
    found = _so_far(row, finish(row, 0), eac(row, 0))
    spent = sum(found.values())
    for number, part in _steps(row, period):
        uneven = 1.0 if part >= 1 else _UNEVEN[(int(row["reference"][2:]) + number) % len(_UNEVEN)]
        found[_month(number)] = round((eac(row, number) - spent) * part * uneven)
        spent += found[_month(number)]
    return {month: amount for month, amount in found.items() if amount}


def _earned(row: Row, period: int) -> int:
    earned = sum(_so_far(row, finish(row, 0), row["bac"]).values())
    for _, part in _steps(row, period):
        earned += round((row["bac"] - earned) * part)
    return earned


def _in_year(months: dict[date, int]) -> int:
    return sum(amount for month, amount in months.items() if month.year == _YEAR)
