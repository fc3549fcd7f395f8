import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.benefits import (
    BenefitFigures,
    BenefitTotals,
    is_at_risk,
    realised_percent,
    shortfall_percent,
    totals,
    worst_shortfall,
)

amounts = st.integers(-(10**9), 10**9)
maybe_amounts = st.none() | amounts
figures = st.builds(
    BenefitFigures, name=st.sampled_from("abcdef"), target=maybe_amounts, forecast=maybe_amounts,
    baseline=maybe_amounts, actual=maybe_amounts, is_disbenefit=st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("baseline", "target", "forecast", "shortfall"),
    [
        (None, 200, 180, 10.0),  # money: a tenth is missing
        (None, 200, 230, -15.0),
        (None, 0.1, 0.09, 10.0),  # no binary dust
        (60, 80, 75, 25.0),  # satisfaction from 60 to 80, forecast 75: five of twenty points
        (30, 10, 14, 20.0),  # days to answer, from 30 down to 10, forecast 14
        (30, 10, 8, -10.0),
        (30, 10, 35, 125.0),  # worse than before
        (None, -50, -40, 20.0),
        (None, 0, 5, None),  # nothing was planned to change
        (10, 10, 5, None),
        (None, None, 5, None),
        (None, 5, None, None),
    ],
)
def test_shortfall_is_the_part_of_the_planned_change_that_is_not_expected(
    baseline: float | None, target: float | None, forecast: float | None, shortfall: float | None
) -> None:
    assert shortfall_percent(BenefitFigures("B1", target, forecast, baseline)) == shortfall


def test_a_disbenefit_falls_short_by_exceeding_its_target() -> None:
    assert shortfall_percent(BenefitFigures("D1", 100, 120, is_disbenefit=True)) == 20.0
    assert shortfall_percent(BenefitFigures("D1", 100, 90, is_disbenefit=True)) == -10.0
    assert shortfall_percent(BenefitFigures("D1", 100, 100, is_disbenefit=True)) == 0.0
    assert shortfall_percent(BenefitFigures("D1", 100, None, is_disbenefit=True)) is None


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "realised"),
    [(None, 200, 50, 25.0), (30, 10, 25, 25.0), (60, 80, 60, 0.0), (None, 200, 250, 125.0), (None, 200, None, None),
     (None, None, 5, None), (5, 5, 5, None)],
)  # fmt: skip
def test_realised_is_the_part_of_the_planned_change_that_is_measured(
    baseline: float | None, target: float | None, actual: float | None, realised: float | None
) -> None:
    assert realised_percent(BenefitFigures("B1", target, None, baseline, actual)) == realised


def test_the_benefit_that_falls_short_most_is_found_by_its_share_not_its_size() -> None:
    large, small = BenefitFigures("Fares", 1_000_000, 960_000), BenefitFigures("Trust", 10, 9)
    assert worst_shortfall([large, small, BenefitFigures("Unknown", None, 3)]) == (small, 10.0)
    assert worst_shortfall([BenefitFigures("Unknown", None, 3)]) is None


@pytest.mark.parametrize(("late", "at_risk"), [(None, False), (-3, False), (0, False), (1, True)])
def test_a_late_enabling_milestone_puts_its_benefit_at_risk(*, late: int | None, at_risk: bool) -> None:
    assert is_at_risk(late) is at_risk


def test_totals_keep_disbenefits_apart_and_count_what_is_not_known() -> None:
    found = totals(
        [
            BenefitFigures("Fares", 900, 800, actual=300),
            BenefitFigures("Energy", 100, 150),
            BenefitFigures("Noise", 40, 60, actual=10, is_disbenefit=True),
            BenefitFigures("Safety", 70, None),
        ]
    )
    assert found == BenefitTotals(target=1070.0, forecast=950.0, realised=300.0, disbenefits=60.0, not_known=1)
    assert found.net_forecast == 890.0


@given(amounts, amounts, amounts, amounts)
def test_a_smaller_forecast_of_a_growing_measure_never_falls_less_short(
    baseline: int, target: int, one: int, other: int
) -> None:
    assume(target > baseline)
    less, more = sorted((one, other))
    worse, better = (shortfall_percent(BenefitFigures("B", target, value, baseline)) for value in (less, more))
    assert worse is not None
    assert better is not None
    assert worse >= better


@given(st.lists(figures, max_size=6).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_benefits_never_matters(given: tuple[list[BenefitFigures], list[BenefitFigures]]) -> None:
    one, other = worst_shortfall(given[0]), worst_shortfall(given[1])
    assert (one and (one[0].name, one[1])) == (other and (other[0].name, other[1]))
    assert totals(given[0]) == totals(given[1])


@given(st.lists(figures, max_size=6))
def test_totals_are_sums(given: list[BenefitFigures]) -> None:
    found = totals(given)
    assert found.forecast + found.disbenefits == sum(each.forecast or 0 for each in given)
    assert found.net_forecast == found.forecast - found.disbenefits
