from collections.abc import Callable
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon, Rectangle

from pmo_desktop.charts import document_cover, gate_path, report_strip
from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights.project_shapes import (
    CoverCell,
    CoverRow,
    DocumentCover,
    GatePath,
    GateStop,
    ReportStrip,
    StripColumn,
)

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]
Told = Callable[[Axes], list[str]]

PLANNED, EXPECTED, TODAY = date(2026, 6, 1), date(2026, 8, 1), date(2026, 7, 1)


def diamonds(axes: Axes) -> list[Polygon]:
    """The diamonds of the line of time, which have four corners; signs of a verdict have more or fewer."""
    return [each for each in axes.patches if type(each) is Polygon and len(each.get_xy()) == 5 and each.zorder == 3]


def middle(diamond: Polygon) -> float:
    return float(np.mean(diamond.get_xy()[:4, 0]))


def test_a_late_gate_stands_right_of_where_it_was_planned_and_the_data_date_between(drawn: Drawn) -> None:
    axes = drawn(gate_path.draw, GatePath((GateStop("Gate 3", "late", None, PLANNED, EXPECTED),), TODAY))
    planned, expected = diamonds(axes)
    assert to_hex(planned.get_facecolor()).upper() == LIGHT.surface
    assert to_hex(expected.get_facecolor()).upper() == LIGHT.accent
    (today,) = (line for line in axes.lines if line.get_color() == LIGHT.accent)
    assert middle(planned) < float(np.asarray(today.get_xdata())[0]) < middle(expected)


def test_a_gate_that_was_held_is_solid_and_carries_its_verdict(drawn: Drawn, said: Said) -> None:
    stop = GateStop("Gate 2", "Hold", Rating.RED, PLANNED, None, PLANNED, key="gate 7")
    axes = drawn(gate_path.draw, GatePath((stop,)))
    assert [to_hex(each.get_facecolor()).upper() for each in diamonds(axes)] == [LIGHT.surface, LIGHT.actual]
    assert {"Gate 2", "Hold", "R"} <= set(said(axes))
    assert [mark.get_gid() for mark in axes.patches if mark.get_gid()] == ["gate 7\nGate 2: Hold"]


def test_a_gate_without_a_day_is_told_and_has_no_mark_on_the_line(drawn: Drawn, told: Told) -> None:
    axes = drawn(gate_path.draw, GatePath((GateStop("Gate 5", "no date yet"),)))
    assert not diamonds(axes)
    assert told(axes) == ["Gate 5: no date yet"]


def test_gates_without_room_are_counted(drawn: Drawn, said: Said) -> None:
    texts = said(drawn(gate_path.draw, GatePath((GateStop("Gate", "x", None, PLANNED),) * 40)))
    assert f"… and {40 - texts.count('Gate')} more" in texts


def test_each_report_has_its_column_and_tells_every_rating(drawn: Drawn, said: Said, told: Told) -> None:
    first = StripColumn("Jan", "in", Rating.GREEN, (Rating.GREEN, Rating.AMBER), ("came", "whole", "cost"))
    second = StripColumn("Feb", "+3", Rating.AMBER, (None, Rating.RED), ("late", "none", "red"), is_new_scale=True)
    axes = drawn(report_strip.draw, ReportStrip(("Overall", "Cost"), (first, second)))
    assert told(axes) == ["came", "whole", "cost", "late", "none", "red"]
    assert {"Jan", "Feb", "in", "+3", "Overall", "Cost", "G", "A", "R"} <= set(said(axes))
    tints = [to_hex(each.get_facecolor()).upper() for each in axes.patches if isinstance(each, Rectangle)
             and np.asarray(each.get_facecolor())[-1]]  # fmt: skip
    assert tints == [LIGHT.statuses["G"].tint, LIGHT.statuses["A"].tint]
    assert sum(line.get_linestyle() == "--" for line in axes.lines) == 1  # another scale from February on


def test_what_is_there_is_solid_what_is_missing_is_tinted_and_the_legend_names_only_what_is_drawn(
    drawn: Drawn, said: Said, told: Told
) -> None:
    cells = (CoverCell("done", "Plan: done", "document 3"), CoverCell("missing", "Case: missing"))
    axes = drawn(document_cover.draw, DocumentCover((CoverRow("Define", cells, "1 of 2", strong=True),)))
    squares = [each for each in axes.patches if isinstance(each, Rectangle) and each.get_gid()]
    assert [to_hex(each.get_facecolor()).upper() for each in squares] == [LIGHT.actual, LIGHT.statuses["R"].tint]
    assert told(axes) == ["Plan: done", "Case: missing"]
    texts = set(said(axes))
    assert {"Define", "1 of 2", "done", "missing"} <= texts
    assert not {"waived", "to come"} & texts
