"""Money added up by month: the curve of one project, as its one-pager and its page show it."""

from collections.abc import Iterable, Sequence
from datetime import date

from pmo_desktop.domain.choices import MoneyKind
from pmo_desktop.domain.money import to_major
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.services.formats import best_scale, money_unit, show_number
from pmo_desktop.services.insights.shapes import Curve, SCurve
from pmo_desktop.text import say


def curve_of(lines: Sequence[MoneyLine], currency: str, data_date: date | None) -> tuple[SCurve | None, str]:
    """The curve (none from one month alone) and its unit: plan, actual to date, and actual with what is to come."""
    scale = best_scale([abs(line.amount) * 12 for line in lines], currency)
    plan, actual, coming = (
        _by_month(lines, kind) for kind in (MoneyKind.BASELINE, MoneyKind.ACTUAL, MoneyKind.FORECAST)
    )
    unit = money_unit(currency, scale)
    if len({*plan, *actual, *coming}) < 2:  # noqa: PLR2004  one point makes no curve
        return None, unit
    spent = _added(actual, currency, scale)
    ahead = _added(coming, currency, scale, start=spent[-1] if spent else None)
    planned = _added(plan, currency, scale)
    curve = SCurve(
        plan=planned,
        actual=spent,
        forecast=ahead,
        plan_label=_label(say("plan"), planned),
        actual_label=say("actual") if spent else "",
        forecast_label=_label(say("forecast"), ahead),
        data_date=data_date,
    )
    return curve, unit


def _added(months: dict[date, int], currency: str, scale: int, start: tuple[date, float] | None = None) -> Curve:
    total = 0
    points = [start] if start else []
    base = start[1] if start else 0.0
    for month in sorted(months):
        total += months[month]
        points.append((month, base + float(to_major(total, currency)) / scale))
    return tuple(points)


def _label(word: str, curve: Curve) -> str:
    return f"{word} {show_number(round(curve[-1][1], 1))}" if curve else ""


def _by_month(lines: Iterable[MoneyLine], kind: MoneyKind) -> dict[date, int]:
    months: dict[date, int] = {}
    for line in lines:
        if line.kind is kind:
            month = line.month_on.replace(day=1)
            months[month] = months.get(month, 0) + line.amount
    return months
