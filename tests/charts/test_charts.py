import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest
from matplotlib.axes import Axes

from pmo_desktop.charts.catalogue import CHARTS, Chart
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services.insights import assessment_shapes, office_shapes, portfolio_shapes, project_shapes, shapes

Drawn = Callable[..., Axes]
Said = Callable[[Axes], list[str]]

NASTY = "$\\frac{$ _R&D <b> 中文 مشروع =1+1 " + "long " * 30
DAY = date(2021, 3, 31)
LATER = date(2022, 3, 31)
SLICE = shapes.RagSlice(Rating.AMBER_RED, 3, NASTY)
FULL: dict[str, object] = {
    "rag_bars": shapes.RagBars(shapes.RagBar(NASTY, (SLICE,)), shapes.RagBar("_last", (SLICE,))),
    "rag_trend": shapes.RagTrend((shapes.RagBar(NASTY, (SLICE,)), shapes.RagBar("_b", (SLICE,))), (1,)),
    "roadmap": shapes.Roadmap(
        DAY,
        LATER,
        DAY,
        (shapes.RoadmapRow(NASTY, None, DAY, DAY, LATER, NASTY, marks=(shapes.RoadmapMark(LATER),)),),
        NASTY,
    ),
    "gantt": shapes.Gantt(
        DAY, LATER, DAY, (shapes.GanttRow(NASTY, is_head=True), shapes.GanttRow("$", (DAY, DAY), DAY, LATER)), NASTY
    ),
    "method_balance": shapes.MethodBalance((shapes.MethodBalanceRow(NASTY, 3, 1, 0, 2, "$"),)),
    "competence_map": shapes.CompetenceMap(
        (NASTY, "$"), (shapes.CompetenceRow(NASTY, (shapes.CompetenceCell("$", NASTY, Rating.RED),) * 2, "$"),)
    ),
    "value_bars": shapes.ValueBars(
        (shapes.ValueRow(NASTY, 3, 2, "$"), shapes.ValueRow("_b", 0, 0, NASTY, indent=True))
    ),
    "gate_path": project_shapes.GatePath(
        (
            project_shapes.GateStop(NASTY, NASTY, Rating.RED, DAY, None, LATER, strong=True),
            project_shapes.GateStop("$", "_b", None, DAY, LATER),
            project_shapes.GateStop("_b", "$"),
        ),
        DAY,
    ),
    "report_strip": project_shapes.ReportStrip(
        (NASTY, "$"),
        (
            project_shapes.StripColumn(NASTY, "$", None, (None, Rating.RED), (NASTY, "$", "_b")),
            project_shapes.StripColumn("$", NASTY, Rating.AMBER, (Rating.GREEN, None), ("$",) * 3, is_new_scale=True),
        ),
    ),
    "document_cover": project_shapes.DocumentCover(
        (
            project_shapes.CoverRow(
                NASTY,
                tuple(
                    project_shapes.CoverCell(state, NASTY)
                    for state in ("done", "there", "waived", "missing", "open", "later")
                ),
                "$",
                strong=True,
            ),
        )
    ),
    "milestone_trend": shapes.MilestoneTrend(
        ((NASTY, DAY), ("_b", LATER)), (shapes.MilestoneLine(NASTY, (None, LATER), "$", "$"),), NASTY
    ),
    "s_curve": shapes.SCurve(((DAY, 1), (LATER, 2)), plan_label=NASTY),
    "cost_profile": shapes.CostProfile((shapes.CostPeriod(NASTY, 1, 2, note=NASTY),)),
    "variance_bars": shapes.VarianceBars((shapes.Variance(NASTY, -1, "$"), shapes.Variance("_b", None, "—")), "$", "$"),
    "benefit_bars": shapes.BenefitBars((shapes.Benefit(NASTY, 0, None, None, NASTY, NASTY),)),
    "risk_heat_map": shapes.RiskHeatMap((shapes.HeatCell(5, 5, (NASTY, "_b", "$")),)),
    "capacity_heat_map": portfolio_shapes.CapacityHeatMap(
        (DAY, LATER),
        (portfolio_shapes.CapacityRow(NASTY, (portfolio_shapes.LoadCell("$", NASTY, Rating.RED),) * 2, NASTY),),
        NASTY,
    ),
    "balance_bubble": portfolio_shapes.BalanceBubbles(
        (portfolio_shapes.Bubble(NASTY, 3, 9, 1, Rating.RED, NASTY),), note=NASTY
    ),
    "cut_line": portfolio_shapes.Stairs(
        (portfolio_shapes.Stair(NASTY, 3, 10, is_inside=True, chosen=True, told=NASTY),), 20, budget_label=NASTY
    ),
    "dependency_map": portfolio_shapes.DependencyMap(
        (NASTY, "_b"), (portfolio_shapes.Link(0, 1, 12, NASTY),), note=NASTY
    ),
    "coverage_matrix": portfolio_shapes.CoverageMatrix(
        (NASTY, "_b"), (1, 0), (portfolio_shapes.CoverageRow(NASTY, (True, False), "$"),), 3, "$"
    ),
    "escalation_path": office_shapes.EscalationPath(
        (
            office_shapes.PathStep(NASTY, 1, (NASTY, "_b", "$"), (), "1"),
            office_shapes.PathStep("_b", 0, (NASTY,), (0, 2)),
            office_shapes.PathStep("$", 0, (), (0, 1)),
        ),
        (NASTY, "$"),
    ),
    "service_mix": office_shapes.ServiceMix(
        (office_shapes.MixShare(NASTY, 40, 10, NASTY), office_shapes.MixShare("_b", None, 0, "$"))
    ),
    "stakeholder_map": office_shapes.StakeholderMap(
        tuple(office_shapes.Standing(name, 5, 5, 1, 3, NASTY) for name in (NASTY, *"abcdefgh"))
    ),
    "radar": shapes.MaturityRadar((NASTY, "_b", "$", "d"), (1, None, 2, 3), (4, 4, 4, 4)),
    "gap_bars": shapes.GapBars((shapes.Gap(NASTY, None, 3, "—"), shapes.Gap("_b", 4, None, "$"))),
    "quadrants": assessment_shapes.Quadrants(
        (assessment_shapes.PlacedPoint(NASTY, 90, 90), assessment_shapes.PlacedPoint("$", 0, 0, is_past=True)),
        NASTY,
        NASTY,
        (NASTY, "_b", "$", "d"),
        "$",
    ),
    "option_bars": assessment_shapes.OptionBars(
        ((NASTY, "$", (assessment_shapes.OptionPoints(NASTY, 3.5, "$", is_best=True),)),)
    ),
    "share_bars": assessment_shapes.ShareBars(
        (assessment_shapes.Share(NASTY, 40, "$", before=20), assessment_shapes.Share("_b", None, "—")), 80
    ),
    "heat_table": assessment_shapes.HeatTable(
        (NASTY, "_b"), (assessment_shapes.HeatRow(NASTY, (5, None), ("$", "—")),), apart=frozenset({(0, 1)})
    ),
    "score_trend": assessment_shapes.ScoreTrend(
        (assessment_shapes.ScorePoint("$", 1, None), assessment_shapes.ScorePoint("$ b", 2, 1)), 3
    ),
}


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_chart_without_data_says_so_in_one_calm_sentence(chart: Chart, drawn: Drawn, said: Said) -> None:
    axes = drawn(chart.draw, chart.answer())
    assert " ".join(said(axes)).endswith(".")
    assert not axes.patches
    assert not axes.lines


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_names_are_text_and_never_maths_markup_or_hidden(chart: Chart, drawn: Drawn, said: Said) -> None:
    axes = drawn(chart.draw, FULL[chart.name])
    assert any("$" in text or "…" in text for text in said(axes))
    assert all(not text.get_parse_math() for text in axes.texts)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_chart_in_hardly_any_room_is_drawn_all_the_same(chart: Chart) -> None:
    from pmo_desktop.charts.figure import new_figure, paint
    from pmo_desktop.charts.style import ON_PAPER

    figure = new_figure(ON_PAPER, 0.6, 0.4)
    axes = paint(figure, chart.draw, FULL[chart.name], ON_PAPER)
    figure.draw_without_rendering()
    assert axes.has_data() or axes.texts


def test_every_chart_has_a_name_of_its_own_and_one_for_users() -> None:
    assert len({chart.name for chart in CHARTS}) == len(CHARTS) == len(FULL)
    assert all(chart.label for chart in CHARTS)


def test_the_charts_load_without_matplotlib() -> None:
    code = "import sys, pmo_desktop.charts.catalogue; print([m for m in sys.modules if m in sys.argv[1:]])"
    heavy = ["PySide6", "matplotlib", "numpy", "reportlab"]
    assert subprocess.check_output([sys.executable, "-c", code, *heavy], text=True).strip() == "[]"
