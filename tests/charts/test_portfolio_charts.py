import math
from collections.abc import Callable
from datetime import date

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, Rectangle

from pmo_desktop.charts import balance_bubble, capacity_heat_map, coverage_matrix
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.portfolio_shapes import (
    BalanceBubbles,
    Bubble,
    CapacityHeatMap,
    CapacityRow,
    CoverageMatrix,
    CoverageRow,
    LoadCell,
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
