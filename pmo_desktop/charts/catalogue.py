"""The charts, in the order of the board pack; each draws one answer on axes that are given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmo_desktop.charts import (
    balance_bubble,
    benefit_bars,
    capacity_heat_map,
    competence_map,
    cost_profile,
    coverage_matrix,
    cut_line,
    dependency_map,
    document_cover,
    escalation_path,
    gantt,
    gap_bars,
    gate_path,
    heat_table,
    method_balance,
    milestone_trend,
    option_bars,
    quadrants,
    radar,
    rag_bars,
    rag_trend,
    report_strip,
    risk_heat_map,
    roadmap,
    s_curve,
    score_trend,
    service_mix,
    share_bars,
    stakeholder_map,
    value_bars,
    variance_bars,
)
from pmo_desktop.services.insights import assessment_shapes, office_shapes, portfolio_shapes, project_shapes, shapes
from pmo_desktop.text import N_, say


@dataclass(frozen=True, slots=True)
class Chart:
    """A kind of chart: its name in code, its name for users, the type of its answer, and what draws it."""

    name: str
    title: str
    answer: type
    draw: Callable[..., Any]

    @property
    def label(self) -> str:
        """The name in the user's language."""
        return say(self.title)


CHARTS = (
    Chart("rag_bars", N_("Projects by rating"), shapes.RagBars, rag_bars.draw),
    Chart("rag_trend", N_("Ratings over periods"), shapes.RagTrend, rag_trend.draw),
    Chart("roadmap", N_("Roadmap"), shapes.Roadmap, roadmap.draw),
    Chart("gantt", N_("Deployment plan"), shapes.Gantt, gantt.draw),
    Chart("gate_path", N_("Path through the gates"), project_shapes.GatePath, gate_path.draw),
    Chart("milestone_trend", N_("Milestone trend"), shapes.MilestoneTrend, milestone_trend.draw),
    Chart("s_curve", N_("Cumulative spend"), shapes.SCurve, s_curve.draw),
    Chart("cost_profile", N_("Spend by period"), shapes.CostProfile, cost_profile.draw),
    Chart("variance_bars", N_("Variances"), shapes.VarianceBars, variance_bars.draw),
    Chart("benefit_bars", N_("Benefits"), shapes.BenefitBars, benefit_bars.draw),
    Chart("risk_heat_map", N_("Risk heat map"), shapes.RiskHeatMap, risk_heat_map.draw),
    Chart("capacity_heat_map", N_("Capacity by role"), portfolio_shapes.CapacityHeatMap, capacity_heat_map.draw),
    Chart("balance_bubble", N_("Value against risk"), portfolio_shapes.BalanceBubbles, balance_bubble.draw),
    Chart("cut_line", N_("Cut line"), portfolio_shapes.Stairs, cut_line.draw),
    Chart("dependency_map", N_("Dependencies"), portfolio_shapes.DependencyMap, dependency_map.draw),
    Chart("coverage_matrix", N_("Objectives served"), portfolio_shapes.CoverageMatrix, coverage_matrix.draw),
    Chart("report_strip", N_("Reports and ratings"), project_shapes.ReportStrip, report_strip.draw),
    Chart("document_cover", N_("Documents"), project_shapes.DocumentCover, document_cover.draw),
    Chart("method_balance", N_("Standard and deviation"), shapes.MethodBalance, method_balance.draw),
    Chart("competence_map", N_("Competence by role"), shapes.CompetenceMap, competence_map.draw),
    Chart("escalation_path", N_("Escalation path"), office_shapes.EscalationPath, escalation_path.draw),
    Chart("service_mix", N_("Mix of services"), office_shapes.ServiceMix, service_mix.draw),
    Chart("stakeholder_map", N_("Influence and interest"), office_shapes.StakeholderMap, stakeholder_map.draw),
    Chart("value_bars", N_("Cost and savings"), shapes.ValueBars, value_bars.draw),
    Chart("radar", N_("Maturity by domain"), shapes.MaturityRadar, radar.draw),
    Chart("gap_bars", N_("Gaps to target"), shapes.GapBars, gap_bars.draw),
    Chart("quadrants", N_("Need and readiness"), assessment_shapes.Quadrants, quadrants.draw),
    Chart("option_bars", N_("Points by option"), assessment_shapes.OptionBars, option_bars.draw),
    Chart("share_bars", N_("Shares"), assessment_shapes.ShareBars, share_bars.draw),
    Chart("heat_table", N_("Heat table"), assessment_shapes.HeatTable, heat_table.draw),
    Chart("score_trend", N_("Scores over assessments"), assessment_shapes.ScoreTrend, score_trend.draw),
)


def chart_named(name: str) -> Chart:
    """The chart of that name in code; a `KeyError` if there is none."""
    return {chart.name: chart for chart in CHARTS}[name]
