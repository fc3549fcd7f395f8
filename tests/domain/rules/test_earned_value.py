import math
from dataclasses import astuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmo_desktop.domain.choices import EacMethod
from pmo_desktop.domain.rules import earned_value as ev_rules

money = st.integers(-(10**14), 10**14)
spent = st.integers(1, 10**12)
maybe_money = st.none() | money

# Source of the first row: the four-sided fence widely used to teach earned value (budget 1,000 a side, end of the third
# of four days). It prints EAC 4,479 because it divides by CPI rounded to .893; unrounded it is 4,480.
# Second row: a textbook exercise (six months, BAC 200,000). The others: by hand.
PUBLISHED = [
    # bac, pv, ev, ac -> cv, sv, cpi, spi, tcpi, eac at cpi, eac at plan
    (4_000, 3_000, 2_500, 2_800, -300, -500, 0.893, 0.833, 1.250, 4_480, 4_300),
    (200_000, 120_000, 100_000, 90_000, 10_000, -20_000, 1.111, 0.833, 0.909, 180_000, 190_000),
    (1_000_000, 400_000, 450_000, 500_000, -50_000, 50_000, 0.900, 1.125, 1.100, 1_111_111, 1_050_000),
    (10_000, 10_000, 10_000, 10_000, 0, 0, 1.000, 1.000, None, 10_000, 10_000),  # finished to the penny: nothing left
]


@pytest.mark.parametrize(("bac", "pv", "ev", "ac", "cv", "sv", "cpi", "spi", "tcpi", "at_cpi", "at_plan"), PUBLISHED)
def test_published_examples_come_out(  # noqa: PLR0913  one row of a table
    *, bac: int, pv: int, ev: int, ac: int, cv: int, sv: int, cpi: float, spi: float, tcpi: float | None,
    at_cpi: int, at_plan: int,
) -> None:  # fmt: skip
    found = ev_rules.earned_value(bac=bac, pv=pv, ev=ev, ac=ac, eac=ev_rules.eac_at_cpi(bac, ev, ac))
    assert (found.cost_variance, found.schedule_variance) == (cv, sv)
    assert found.cpi == pytest.approx(cpi, abs=0.0005)
    assert found.spi == pytest.approx(spi, abs=0.0005)
    assert found.tcpi == (None if tcpi is None else pytest.approx(tcpi, abs=0.0005))
    assert (found.eac, ev_rules.eac_at_plan(bac, ev, ac)) == (at_cpi, at_plan)
    assert (found.etc, found.vac) == (at_cpi - ac, bac - at_cpi)


@pytest.mark.parametrize(
    ("method", "expected"), [(EacMethod.BOTTOM_UP, 4_700), (EacMethod.CPI, 4_480), (EacMethod.REMAINING, 4_300)]
)
def test_the_method_named_decides_the_eac(method: EacMethod, expected: int) -> None:
    assert ev_rules.eac_by(method, bac=4_000, ev=2_500, ac=2_800, bottom_up=4_700) == expected


def test_a_bottom_up_estimate_nobody_made_is_not_invented() -> None:
    assert ev_rules.eac_by(EacMethod.BOTTOM_UP, bac=4_000, ev=2_500, ac=2_800) is None


@pytest.mark.parametrize(("bac", "ev", "ac", "expected"), [(5, 2, 1, 2), (7, 2, 1, 4), (3, 2, 1, 2), (1, 3, 1, 0)])
def test_half_a_penny_goes_to_the_even_one(bac: int, ev: int, ac: int, expected: int) -> None:
    assert ev_rules.eac_at_cpi(bac, ev, ac) == expected


def test_without_any_input_nothing_is_available() -> None:
    found = ev_rules.earned_value(bac=None, pv=None, ev=None, ac=None, eac=None)
    assert set(astuple(found)) == {None}


@pytest.mark.parametrize("missing", ["bac", "pv", "ev", "ac", "eac"])
def test_a_missing_input_leaves_out_what_needs_it_and_nothing_else(missing: str) -> None:
    needs = {
        "cost_variance": {"ev", "ac"}, "schedule_variance": {"ev", "pv"}, "cpi": {"ev", "ac"}, "spi": {"ev", "pv"},
        "tcpi": {"bac", "ev", "ac"}, "eac": {"eac"}, "etc": {"eac", "ac"}, "vac": {"bac", "eac"},
    }  # fmt: skip
    inputs: dict[str, int | None] = {"bac": 4_000, "pv": 3_000, "ev": 2_500, "ac": 2_800, "eac": 4_480}
    found = ev_rules.earned_value(**{**inputs, missing: None})
    assert {name for name in needs if getattr(found, name) is None} == {
        name for name, inputs in needs.items() if missing in inputs
    }


@pytest.mark.parametrize(("bac", "ev", "ac"), [(None, 2, 1), (5, None, 1), (5, 2, None)])
def test_an_estimate_needs_all_three(bac: int | None, ev: int | None, ac: int | None) -> None:
    assert ev_rules.eac_at_cpi(bac, ev, ac) is None
    assert ev_rules.eac_at_plan(bac, ev, ac) is None


def test_before_anything_is_spent_planned_or_earned_there_is_no_index() -> None:
    assert ev_rules.cpi(0, 0) is None
    assert ev_rules.spi(0, 0) is None
    assert ev_rules.eac_at_cpi(1_000, 0, 50) is None
    assert ev_rules.eac_at_cpi(1_000, 50, 0) is None


def test_an_index_of_zero_is_a_true_zero() -> None:
    assert ev_rules.cpi(0, 500) == 0.0
    assert ev_rules.spi(0, 500) == 0.0


@pytest.mark.parametrize("ac", [1_000, 1_001])
def test_a_spent_budget_has_no_efficiency_left_to_ask_for(ac: int) -> None:
    assert ev_rules.tcpi(1_000, 800, ac) is None


@given(spent, spent, spent)
def test_eac_by_cpi_keeps_the_efficiency_of_the_past(bac: int, ev: int, ac: int) -> None:
    eac = ev_rules.eac_at_cpi(bac, ev, ac)
    assert eac is not None
    assert abs(eac * ev - bac * ac) * 2 <= ev


@given(maybe_money, maybe_money, maybe_money, maybe_money, maybe_money)
def test_no_input_ever_gives_an_infinite_or_undefined_figure(
    bac: int | None, pv: int | None, ev: int | None, ac: int | None, eac: int | None
) -> None:
    found = ev_rules.earned_value(bac=bac, pv=pv, ev=ev, ac=ac, eac=eac)
    assert all(math.isfinite(value) for value in astuple(found) if value is not None)


@given(spent, spent, spent, spent)
def test_more_cost_never_looks_better(bac: int, ev: int, ac: int, more: int) -> None:
    before, after = ev_rules.eac_at_cpi(bac, ev, ac), ev_rules.eac_at_cpi(bac, ev, ac + more)
    assert before is not None
    assert after is not None
    assert after >= before
    assert (ev_rules.cpi(ev, ac + more) or 0) <= (ev_rules.cpi(ev, ac) or 0)


@given(spent, spent, spent, money)
def test_what_was_spent_and_what_is_to_come_make_the_whole(bac: int, ev: int, ac: int, eac: int) -> None:
    assume(ac <= bac)
    assert (ev_rules.estimate_to_complete(eac, ac) or 0) + ac == eac
    assert ev_rules.eac_at_plan(bac, ev, ac) == bac - (ev_rules.cost_variance(ev, ac) or 0)
