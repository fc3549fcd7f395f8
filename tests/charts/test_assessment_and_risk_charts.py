import math
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from pmo_desktop.charts import gap_bars, radar, risk_heat_map
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.services.insights.shapes import Gap, GapBars, HeatCell, MaturityRadar, RiskHeatMap

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]
Told = Callable[[Axes], list[str]]

AXES = ("Strategy", "Governance", "Method", "Stakeholders and communication and more")


def bars(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_a_level_lies_as_far_out_as_it_is_high(drawn: Drawn) -> None:
    axes = drawn(radar.draw, MaturityRadar(AXES, now=(5, 2.5, 1, 0)))
    dots = [tuple(np.asarray(line.get_xydata(), float)[0]) for line in axes.lines if line.get_gid()]
    centre = dots[3]
    far = [math.dist(dot, centre) for dot in dots]
    assert far[1] / far[0] == pytest.approx(0.5)
    assert far[2] / far[0] == pytest.approx(0.2)


def test_a_domain_that_is_not_assessed_leaves_a_gap_and_no_dot(drawn: Drawn, told: Told) -> None:
    axes = drawn(radar.draw, MaturityRadar(AXES, now=(3, None, 2, 1), target=(4, 4, 4, 4), previous=(2, 2, 2, 2)))
    assert told(axes) == ["Now: 3", "Now: 2", "Now: 1"]
    assert not axes.patches


def test_lines_are_named_and_so_are_all_domains(drawn: Drawn, said: Said) -> None:
    texts = said(drawn(radar.draw, MaturityRadar(AXES, now=(3, 3, 2, 1), target=(4, 4, 4, 4))))
    assert {"Strategy", "Governance", "Method", "Now", "Target"} <= set(texts)
    assert "Previous" not in texts


def test_the_way_to_the_target_is_hatched(drawn: Drawn, said: Said) -> None:
    axes = drawn(gap_bars.draw, GapBars((Gap("Risk", 2, 4, "−2.0"), Gap("Method", 4, 3, "+1.0"))))
    way, now, above = bars(axes)
    assert way.get_hatch()
    assert way.get_width() == pytest.approx(now.get_width())
    assert above.get_width() == pytest.approx(2 * now.get_width())
    assert {"Risk", "−2.0", "5"} <= set(said(axes))


def test_an_unknown_level_has_no_bar(drawn: Drawn) -> None:
    assert not bars(drawn(gap_bars.draw, GapBars((Gap("Risk", None, None, "—"),))))


def test_cells_are_tinted_by_their_score_and_carry_it(drawn: Drawn, said: Said) -> None:
    axes = drawn(risk_heat_map.draw, RiskHeatMap((HeatCell(1, 1, ("R-1",)),)))
    tints = [to_hex(cell.get_facecolor()).upper() for cell in bars(axes)]
    assert len(tints) == 25
    assert [tints.count(LIGHT.statuses[key].tint) for key in ("G", "A", "R")] == [17, 5, 3]
    assert {"25", "R-1", "Probability", "Impact"} <= set(said(axes))


def test_probability_rises_upwards_and_impact_to_the_right(drawn: Drawn) -> None:
    axes = drawn(risk_heat_map.draw, RiskHeatMap((HeatCell(5, 1, ("likely",)), HeatCell(1, 5, ("grave",)))))
    at = {text.get_text(): text.xy for text in axes.texts if isinstance(text, Annotation)}
    assert at["likely"][0] < at["grave"][0]
    assert at["likely"][1] < at["grave"][1]


def test_references_without_room_are_counted(drawn: Drawn, said: Said) -> None:
    many = tuple(f"R-{number}" for number in range(40))
    lines = [text for text in said(drawn(risk_heat_map.draw, RiskHeatMap((HeatCell(3, 3, many),)))) if "R-" in text]
    shown = sum(text.count("R-") for text in lines)
    assert lines[-1].endswith(f"+{40 - shown}")
