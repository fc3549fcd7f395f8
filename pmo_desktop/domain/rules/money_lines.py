"""Money by month and category: what the budget, the actual cost and the estimate at completion of a project come to.

Source: time-phased budgets as in the *Practice Standard for Earned Value Management* (PMI): BAC is the sum of what was
planned, AC of what was spent, EAC = AC + what is still expected. A month that has an actual in a category needs no
forecast in it any more, so that nothing is counted twice. Contingency is no line: it stays apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmo_desktop.domain.choices import MoneyCategory, MoneyKind


@dataclass(frozen=True, slots=True)
class Line:
    """An amount in minor units, for the month that begins on `month_on`."""

    kind: MoneyKind
    category: MoneyCategory
    month_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class MoneyTotals:
    """Sums in minor units; `None` where there is no line to add up."""

    bac: int | None
    ac: int | None
    eac: int | None


def totals(lines: Iterable[Line], *, is_finished: bool = False) -> MoneyTotals:
    """BAC, AC and EAC of one project.

    Without a forecast line EAC is not known, save for a project that is finished: that one costs what it has cost.
    """
    every = list(lines)
    spent = [line for line in every if line.kind is MoneyKind.ACTUAL]
    done = {(line.category, line.month_on) for line in spent}
    planned = [line for line in every if line.kind is MoneyKind.BASELINE]
    coming = [line for line in every if line.kind is MoneyKind.FORECAST]
    rest = [line for line in coming if (line.category, line.month_on) not in done]
    ac = _sum(spent)
    if coming:
        return MoneyTotals(_sum(planned), ac, (ac or 0) + (_sum(rest) or 0))
    return MoneyTotals(_sum(planned), ac, ac if is_finished else None)


def _sum(lines: Iterable[Line]) -> int | None:
    amounts = [line.amount for line in lines]
    return sum(amounts) if amounts else None
