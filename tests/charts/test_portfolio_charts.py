import math
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, Rectangle

from pmo_desktop.charts import balance_bubble, capacity_heat_map, coverage_matrix, cut_line, dependency_map
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.portfolio_shapes import (
    BalanceBubbles,
    Bubble,
    CapacityHeatMap,
    CapacityRow,
    CoverageMatrix,
    CoverageRow,
    DependencyMap,
    Link,
    LoadCell,
    Stair,
    Stairs,
)

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]


def bubble(label: str, value: float, risk: float, cost: int | None, rating: Rating | None = None) -> Bubble:
    return Bubble(label, value, risk, cost, rating, f"{label} told", label)


def circles(axes: Axes) -> dict[str, Circle]:
    return {(each.get_gid() or "").split("\n")[0]: each for each in axes.patches if isinstance(each, Circle)}


def test_value_rises_upwards_risk_to_the_right_and_cost_is_the_area(drawn: Drawn) -> None:
    axes = drawn(balance_bubble.draw, BalanceBubbles((bubble("low", 1, 4, 100), bubble("high", 4, 20, 400))))
    low, high = (circles(axes)[name] for name in ("low", "high"))
    assert low.center[0] < high.center[0]
    assert low.center[1] > high.center[1]  # measured from the upper edge
    assert math.isclose(high.radius / low.radius, 2)


def test_a_bubble_of_unknown_cost_is_the_smallest_and_dashed(drawn: Drawn) -> None:
    found = circles(drawn(balance_bubble.draw, BalanceBubbles((bubble("a", 3, 4, 100), bubble("b", 2, 9, None)))))
    assert found["b"].radius < found["a"].radius
    assert found["b"].get_linestyle() != found["a"].get_linestyle()


def test_names_of_bubbles_never_lie_on_each_other(drawn: Drawn) -> None:
    crowd = tuple(bubble(f"P-{number:03}", 3 + number / 100, 10, 100) for number in range(30))
    axes = drawn(balance_bubble.draw, BalanceBubbles(crowd))
    names = [text for text in axes.texts if text.get_text().startswith("P-")]
    boxes = [text.get_window_extent() for text in names]
    assert 0 < len(names) < 30
    assert len(circles(axes)) == 30
    assert not any(one.shrunk(0.9, 0.6).overlaps(other.shrunk(0.9, 0.6))
                   for place, one in enumerate(boxes) for other in boxes[:place])  # fmt: skip


COVERED = CoverageMatrix(
    ("Growth", "Climate"),
    (2, 0),
    (
        CoverageRow("Orphan", (False, False), "1", strong=True, key="1"),
        CoverageRow("Rail", (True, False), "9", key="2"),
    ),
    left_out=1,
)


def test_orphans_and_objectives_nobody_serves_say_so(drawn: Drawn, said: Said) -> None:
    axes = drawn(coverage_matrix.draw, COVERED)
    assert {"serves no objective", "nobody", "2", "… and 1 more projects"} <= set(said(axes))
    assert list(circles(axes)) == ["2"]


def test_rows_without_room_are_counted_with_those_left_out(drawn: Drawn, said: Said) -> None:
    rows = tuple(CoverageRow(f"Project {number}", (True,), "1") for number in range(60))
    texts = said(drawn(coverage_matrix.draw, CoverageMatrix(("Growth",), (100,), rows, left_out=40)))
    shown = sum(text.startswith("Project ") for text in texts)
    assert f"… and {100 - shown} more projects" in texts


def test_a_cell_is_tinted_by_what_is_missing_and_carries_its_load(drawn: Drawn, said: Said) -> None:
    cells = (LoadCell("80%", "a", Rating.GREEN), LoadCell("130%", "b", Rating.RED), LoadCell("—", "c"))
    months = (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1))
    axes = drawn(capacity_heat_map.draw, CapacityHeatMap(months, (CapacityRow("Analyst", cells, "1.5", "7"),), "Short"))
    fills = [to_hex(each.get_facecolor()).upper() for each in axes.patches if isinstance(each, Rectangle)]
    assert fills == [LIGHT.statuses["G"].tint, LIGHT.statuses["R"].tint, LIGHT.header]
    assert {"Dec", "Jan", "Feb", "2026", "2027", "130%", "1.5", "Analyst"} <= set(said(axes))


@pytest.mark.parametrize("count", [1, 30])
def test_roles_without_room_are_counted(drawn: Drawn, said: Said, count: int) -> None:
    rows = tuple(CapacityRow(f"Role {number}", (LoadCell("1%", "x"),), "0") for number in range(count))
    texts = said(drawn(capacity_heat_map.draw, CapacityHeatMap((date(2027, 1, 1),), rows)))
    shown = sum(text.startswith("Role ") for text in texts)
    assert shown == count or f"… and {count - shown} more" in texts


def stair(label: str, score: float, cost: int, *, is_inside: bool, chosen: bool | None = None) -> Stair:
    return Stair(label, score, cost, is_inside, chosen, f"{label} told", label)


def test_a_stair_is_as_wide_as_it_costs_and_solid_above_the_line(drawn: Drawn, said: Said) -> None:
    stairs = (stair("a", 4, 100, is_inside=True, chosen=True), stair("b", 2, 300, is_inside=False, chosen=False))
    axes = drawn(cut_line.draw, Stairs(stairs, 200, budget_label="budget 200"))
    first, second = (each for each in axes.patches if isinstance(each, Rectangle))
    assert math.isclose(second.get_width() + 0.8, 3 * (first.get_width() + 0.8))
    assert math.isclose(first.get_height(), 2 * second.get_height())
    assert to_hex(first.get_facecolor()).upper() == LIGHT.actual
    assert to_hex(second.get_facecolor()).upper() == LIGHT.surface
    assert len([each for each in axes.patches if isinstance(each, Circle)]) == 1
    assert "budget 200" in said(axes)


def test_the_budget_stands_where_the_money_ends(drawn: Drawn) -> None:
    stairs = (stair("a", 4, 100, is_inside=True), stair("b", 4, 100, is_inside=False))
    axes = drawn(cut_line.draw, Stairs(stairs, 100))
    bars = [each for each in axes.patches if isinstance(each, Rectangle)]
    (limit,) = (line for line in axes.lines if to_hex(line.get_color()).upper() == LIGHT.accent)
    assert abs(np.asarray(limit.get_xdata(), float)[0] - (bars[1].get_x() - 0.4)) < 0.01


def test_a_late_dependency_says_by_how_much_and_a_timely_one_does_not(drawn: Drawn, said: Said) -> None:
    links = (Link(0, 1, 12, "late", "dependency 1"), Link(1, 2, -3, "early", "dependency 2"))
    axes = drawn(dependency_map.draw, DependencyMap(("Quay", "Crane", "Gate"), links))
    texts = said(axes)
    assert "+12 d" in texts
    assert not any("-3" in text or "−3" in text for text in texts)
    assert [each.get_gid() for each in axes.patches] == ["dependency 1\nlate", "dependency 2\nearly"]
