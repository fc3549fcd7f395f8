from collections.abc import Callable
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from pmo_desktop.charts import benefit_bars, cost_profile, s_curve, variance_bars
from pmo_desktop.services.insights.shapes import (
    Benefit,
    BenefitBars,
    CostPeriod,
    CostProfile,
    SCurve,
    Variance,
    VarianceBars,
)

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]

MONTHS = [date(2020, month, 30) for month in range(4, 13)]
PLAN = tuple((day, 100.0 * n) for n, day in enumerate(MONTHS, 1))


def bars(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_each_curve_runs_through_its_points_and_the_forecast_is_dashed(drawn: Drawn) -> None:
    axes = drawn(s_curve.draw, SCurve(plan=PLAN, actual=PLAN[:5], forecast=PLAN[4:], data_date=MONTHS[4]))
    outline, _, forecast, actual = [line for line in axes.lines if line.get_gid()]
    assert np.asarray(outline.get_ydata()).tolist() == [value for _, value in PLAN]
    assert forecast.is_dashed()
    assert not actual.is_dashed()
    assert np.asarray(actual.get_xdata())[-1] == MONTHS[4].toordinal()


def test_curves_are_named_where_they_end_and_the_data_date_is_marked(drawn: Drawn, said: Said) -> None:
    named = {"plan_label": "Budget 900", "actual_label": "Actual 500", "forecast_label": "Forecast 880"}
    data = SCurve(PLAN, PLAN[:5], PLAN[4:], PLAN[3:], **named, last_label="P08 890", data_date=MONTHS[4])
    assert {*named.values(), "P08 890", "data date"} <= set(said(drawn(s_curve.draw, data)))


def test_names_of_curves_that_end_together_stand_apart(drawn: Drawn) -> None:
    axes = drawn(s_curve.draw, SCurve(PLAN, (), PLAN, PLAN, "Plan", "", "Forecast", "Last"))
    named = [text for text in axes.texts if isinstance(text, Annotation) and text.get_text()]
    heights = sorted(text.xyann[1] for text in named)
    assert min(high - low for low, high in pairwise(heights)) > 8.5


def test_without_a_forecast_the_actual_is_named_at_its_end(drawn: Drawn, said: Said) -> None:
    assert "Actual 900" in said(drawn(s_curve.draw, SCurve(actual=PLAN, actual_label="Actual 900")))


def test_money_that_falls_below_zero_has_room(drawn: Drawn) -> None:
    axes = drawn(s_curve.draw, SCurve(plan=((MONTHS[0], -50.0), (MONTHS[1], 20.0))))
    assert axes.get_ylim()[0] <= -50


def profile(*periods: CostPeriod, elapsed: int = 1) -> CostProfile:
    return CostProfile(periods, elapsed)


def test_plan_is_outlined_actual_solid_and_forecast_hatched(drawn: Drawn) -> None:
    axes = drawn(cost_profile.draw, profile(CostPeriod("Apr", 30, 28), CostPeriod("May", 40, None, 45, 44)))
    plan, actual, _, forecast = bars(axes)
    assert [bar.get_height() for bar in bars(axes)] == [30, 28, 40, 45]
    assert [bool(bar.get_hatch()) for bar in (plan, actual, forecast)] == [False, False, True]
    assert plan.get_width() > actual.get_width()


def test_a_period_is_named_with_its_variance_and_the_data_date_stands_after_the_last_actual(
    drawn: Drawn, said: Said
) -> None:
    axes = drawn(cost_profile.draw, profile(CostPeriod("Apr", 30, 28, note="−2"), CostPeriod("May", 40)))
    assert {"Apr", "May", "−2"} <= set(said(axes))
    assert [float(x) for line in axes.lines for x in np.asarray(line.get_xdata())] == [0.5, 0.5]


def test_missing_money_has_no_bar(drawn: Drawn) -> None:
    assert len(bars(drawn(cost_profile.draw, profile(CostPeriod("Apr"), CostPeriod("May", 40))))) == 1


def test_variances_share_their_zero_line(drawn: Drawn, said: Said) -> None:
    rows = (Variance("Hub", -200, "−200"), Variance("Crossrail", 100, "+100"), Variance("River", None, "—"))
    axes = drawn(variance_bars.draw, VarianceBars(rows, "under", "over"))
    under, over, unknown = bars(axes)
    assert under.get_x() + under.get_width() == pytest.approx(over.get_x())
    assert under.get_width() == pytest.approx(2 * over.get_width())
    assert unknown.get_width() == 0
    assert {"−200", "+100", "—", "under", "over"} <= set(said(axes))


def test_a_benefit_shows_its_forecast_against_its_target(drawn: Drawn, said: Said) -> None:
    axes = drawn(benefit_bars.draw, BenefitBars((Benefit("Saved", 40, 30, 10, "30 of 40", "late laboratory"),)))
    target, forecast, actual = bars(axes)
    assert forecast.get_width() / target.get_width() == pytest.approx(0.75)
    assert actual.get_width() / target.get_width() == pytest.approx(0.25)
    assert forecast.get_hatch()
    assert {"Saved", "30 of 40", "late laboratory"} <= set(said(axes))


def test_a_benefit_without_figures_has_a_name_and_no_bar(drawn: Drawn, said: Said) -> None:
    axes = drawn(benefit_bars.draw, BenefitBars((Benefit("Saved", None, None, shown="—"),)))
    assert not bars(axes)
    assert "—" in said(axes)
