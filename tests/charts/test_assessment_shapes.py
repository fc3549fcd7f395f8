from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from pmo_desktop.charts import heat_table, option_bars, quadrants, score_trend, share_bars
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.services.insights.assessment_shapes import (
    HeatRow,
    HeatTable,
    OptionBars,
    OptionPoints,
    PlacedPoint,
    Quadrants,
    ScorePoint,
    ScoreTrend,
    Share,
    ShareBars,
)

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]
Told = Callable[[Axes], list[str]]


def boxes(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_a_share_is_as_long_as_it_is_large_on_a_track_of_the_whole(drawn: Drawn, told: Told) -> None:
    axes = drawn(share_bars.draw, ShareBars((Share("Risk", 25, "25 %", "risk"), Share("Cost", None, "—")), 80))
    track, bar, empty = boxes(axes)
    assert bar.get_width() / track.get_width() == pytest.approx(0.25)
    assert empty.get_width() == pytest.approx(track.get_width())
    assert told(axes) == ["Risk: 25 %", "Risk: 25 %", "Cost: —"]


def test_points_lie_where_both_axes_say_and_the_part_reached_is_tinted(drawn: Drawn) -> None:
    data = Quadrants(
        (PlacedPoint("Then", 20, 20, is_past=True), PlacedPoint("Now", 80, 60)),
        "Readiness", "Need", ("Not now", "Light", "Prepare", "PMO"), "PMO",
    )  # fmt: skip
    axes = drawn(quadrants.draw, data)
    low_left, low_right, high_left, high_right = boxes(axes)
    assert high_right.get_facecolor() != low_left.get_facecolor() == low_right.get_facecolor()
    assert high_left.get_y() == high_right.get_y() < low_left.get_y()
    points = [tuple(np.asarray(line.get_xydata(), float)[0]) for line in axes.lines if line.get_gid()]
    left, width = low_left.get_x(), low_left.get_width() + low_right.get_width()
    assert [(x - left) / width for x, _ in points] == pytest.approx([0.05 + 0.9 * 0.2, 0.05 + 0.9 * 0.8])
    assert points[1][1] < points[0][1]


def test_the_best_option_of_each_axis_is_filled(drawn: Drawn, said: Said) -> None:
    best = OptionPoints("Hybrid", 4, "4.0", is_best=True)
    data = OptionBars(
        (
            ("Authority", "margin 2.0", (best, OptionPoints("Advisory", 2, "2.0"))),
            ("Scope", "", (OptionPoints("Corporate", 3, "3.0", is_best=True),)),
        )
    )  # fmt: skip
    axes = drawn(option_bars.draw, data)
    hybrid, advisory, corporate = boxes(axes)
    assert hybrid.get_width() == pytest.approx(2 * advisory.get_width())
    assert hybrid.get_facecolor() == corporate.get_facecolor() != advisory.get_facecolor()
    assert {"Authority", "margin 2.0", "4.0", "Scope"} <= set(said(axes))


def test_a_cell_is_the_darker_the_higher_and_framed_where_respondents_are_apart(drawn: Drawn, told: Told) -> None:
    data = HeatTable(("Anna", "Ben"), (HeatRow("Risk", (5, 1), ("5.0", "1.0")),), 5, frozenset({(0, 1)}))
    axes = drawn(heat_table.draw, data)
    anna, calm, ben, apart = boxes(axes)
    assert (anna.get_alpha() or 0) > (ben.get_alpha() or 0) > 0
    assert apart.get_linewidth() > calm.get_linewidth()
    assert told(axes) == ["Risk, Anna: 5.0", "Risk, Ben: 1.0"]


def test_one_assessment_is_no_trend_and_two_are(drawn: Drawn, said: Said) -> None:
    one = drawn(score_trend.draw, ScoreTrend((ScorePoint("2025", 1.5, 1.0),)))
    assert "second assessment" in " ".join(said(one))


def test_a_trend_names_its_lines_with_their_last_value(drawn: Drawn, said: Said) -> None:
    axes = drawn(score_trend.draw, ScoreTrend((ScorePoint("2025", 1.5, 1.0), ScorePoint("2026", 2.4, 1.2)), 3))
    assert {"Average 2.4", "Weakest 1.2", "Target", "2025", "2026"} <= set(said(axes))
    colours = {line.get_color() for line in axes.lines if line.get_gid()}
    assert colours == {LIGHT.series[0], LIGHT.series[1]}
