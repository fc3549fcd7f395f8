from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import MoneyCategory, MoneyKind
from pmo_desktop.domain.rules.money_lines import Line, MoneyTotals, totals

CAPEX, OPEX = MoneyCategory.CAPEX, MoneyCategory.OPEX
JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


def planned(month_on: date, amount: int, category: MoneyCategory = CAPEX) -> Line:
    return Line(MoneyKind.BASELINE, category, month_on, amount)


def spent(month_on: date, amount: int, category: MoneyCategory = CAPEX) -> Line:
    return Line(MoneyKind.ACTUAL, category, month_on, amount)


def coming(month_on: date, amount: int, category: MoneyCategory = CAPEX) -> Line:
    return Line(MoneyKind.FORECAST, category, month_on, amount)


# Worked by hand: a budget of 100 + 150 + 50, of which January was spent and the rest is forecast.
@pytest.mark.parametrize(
    ("lines", "is_finished", "expected"),
    [
        ([], False, MoneyTotals(None, None, None)),
        ([planned(JANUARY, 100), planned(FEBRUARY, 150), planned(MARCH, 50)], False, MoneyTotals(300, None, None)),
        ([spent(JANUARY, 120), coming(FEBRUARY, 160), coming(MARCH, 50)], False, MoneyTotals(None, 120, 330)),
        ([coming(FEBRUARY, 160)], False, MoneyTotals(None, None, 160)),
        ([spent(JANUARY, 120), coming(JANUARY, 110), coming(FEBRUARY, 160)], False, MoneyTotals(None, 120, 280)),
        ([spent(JANUARY, 120), coming(JANUARY, 30, OPEX)], False, MoneyTotals(None, 120, 150)),
        ([spent(JANUARY, 120), spent(FEBRUARY, -20)], False, MoneyTotals(None, 100, None)),
        ([spent(JANUARY, 120), spent(FEBRUARY, -20)], True, MoneyTotals(None, 100, 100)),
    ],
)
def test_lines_add_up_and_a_month_that_was_spent_needs_no_forecast(
    lines: list[Line], *, is_finished: bool, expected: MoneyTotals
) -> None:
    assert totals(lines, is_finished=is_finished) == expected


lines = st.builds(
    Line, st.sampled_from(MoneyKind), st.sampled_from(MoneyCategory), st.sampled_from([JANUARY, FEBRUARY, MARCH]),
    st.integers(0, 10**12),
)  # fmt: skip


@given(st.lists(lines))
def test_eac_is_never_below_what_is_spent_and_never_above_all_lines(every: list[Line]) -> None:
    found = totals(every)
    assert found.eac is None or (found.ac or 0) <= found.eac <= sum(line.amount for line in every)
    spent_so_far = sum(line.amount for line in every if line.kind is MoneyKind.ACTUAL)
    assert spent_so_far == (found.ac or 0)
