"""The charts of the dashboard redrawn, against bare matplotlib drawing the same artists."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Bench, Row, Rows
from pmo_desktop.charts.catalogue import CHARTS
from pmo_desktop.charts.style import LIGHT, on_screen
from pmo_desktop.domain.choices import Dimension, Rating
from pmo_desktop.services.insights import assessment_shapes, office_shapes, portfolio_shapes, project_shapes, shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

_SIZE = (6.0, 3.2)
_DOTS = 96
_DAY = date(2026, 11, 27)
_MONTHS = tuple(_DAY + timedelta(days=30 * number) for number in range(-6, 7))
_RATINGS = tuple(Rating)


def answers() -> dict[str, object]:
    """An answer of usual size for each chart."""
    slices = tuple(shapes.RagSlice(rating, 3 + number, str(3 + number)) for number, rating in enumerate(_RATINGS))
    bars = tuple(shapes.RagBar(f"P{number:02}", slices) for number in range(1, 7))
    domains = tuple(f"Domain {number}" for number in range(1, 13))
    curve = tuple((month, 100.0 * number) for number, month in enumerate(_MONTHS))
    names = tuple(f"Customer portal renewal {number}" for number in range(1, 11))
    return {
        "rag_bars": shapes.RagBars(bars[1], bars[0]),
        "rag_trend": shapes.RagTrend(bars),
        "roadmap": shapes.Roadmap(_MONTHS[0], _MONTHS[-1], _DAY, tuple(map(_lane, names)), "Slip, days"),
        "milestone_trend": shapes.MilestoneTrend(
            tuple((f"P{number}", month) for number, month in enumerate(_MONTHS[:6])),
            tuple(shapes.MilestoneLine(name, _MONTHS[4:10], "27 May 2027", "+30") for name in names[:5]),
            "Change",
        ),
        "s_curve": shapes.SCurve(curve, curve[:7], curve[6:], curve[5:], "Plan", "Actual", "Forecast", "Last", _DAY),
        "cost_profile": shapes.CostProfile(
            tuple(shapes.CostPeriod(f"P{number:02}", 100, 90, 95, 92, "−10") for number in range(1, 13)), 6
        ),
        "variance_bars": shapes.VarianceBars(
            tuple(shapes.Variance(name, 12.0 - 3 * number, "+1") for number, name in enumerate(names)), "under", "over"
        ),
        "benefit_bars": shapes.BenefitBars(tuple(shapes.Benefit(name, 42, 38, 12, "38 of 42") for name in names)),
        "risk_heat_map": shapes.RiskHeatMap(
            tuple(shapes.HeatCell(1 + n // 5, 1 + n % 5, (f"R{n:02}", f"R{n + 25}")) for n in range(25))
        ),
        "capacity_heat_map": portfolio_shapes.CapacityHeatMap(
            _MONTHS[:12],
            tuple(
                portfolio_shapes.CapacityRow(name, (portfolio_shapes.LoadCell("85%", "", Rating.AMBER),) * 12, "1.5")
                for name in names
            ),
            "FTE short",
        ),
        "balance_bubble": portfolio_shapes.BalanceBubbles(
            tuple(portfolio_shapes.Bubble(f"P-{n}", n % 6, n % 26, n * 100, Rating.AMBER, "") for n in range(40))
        ),
        "cut_line": portfolio_shapes.Stairs(
            tuple(
                portfolio_shapes.Stair(f"P-{n}", 5 - n / 10, 10 + n, is_inside=True, chosen=True, told="")
                for n in range(40)
            ),
            500,
        ),
        "dependency_map": portfolio_shapes.DependencyMap(
            names, tuple(portfolio_shapes.Link(n, (n * 3 + 1) % 10, n - 4, "") for n in range(10))
        ),
        "coverage_matrix": portfolio_shapes.CoverageMatrix(
            names[:6], (5,) * 6, tuple(portfolio_shapes.CoverageRow(name, (True, False) * 3, "12") for name in names)
        ),
        "gantt": shapes.Gantt(_MONTHS[0], _MONTHS[-1], _DAY, tuple(map(_step, names)), "Slip, days"),
        "escalation_path": office_shapes.EscalationPath(
            tuple(office_shapes.PathStep(name, n % 4, ("Chair", "up to 250 k€")) for n, name in enumerate(names)),
            ("Project", "Programme", "Portfolio", "Board"),
        ),
        "service_mix": office_shapes.ServiceMix(
            tuple(office_shapes.MixShare(name, 25.0, 30.0, "+5 points") for name in names[:4])
        ),
        "stakeholder_map": office_shapes.StakeholderMap(
            tuple(office_shapes.Standing(name, 1 + n % 5, 1 + n % 4, 1, 3) for n, name in enumerate(names))
        ),
        "radar": shapes.MaturityRadar(domains, (2.0,) * 12, (4.0,) * 12, (1.0,) * 12),
        "gap_bars": shapes.GapBars(tuple(shapes.Gap(name, 2, 4, "−2") for name in domains)),
        **_assessed(domains),
        **_practised(names),
        **_of_project(names),
    }


def _of_project(names: tuple[str, ...]) -> dict[str, object]:
    """Answers about one project: its gates, its reports and its documents."""
    seven = tuple(Dimension)
    cells = tuple(project_shapes.CoverCell(state, "") for state in ("done", "there", "missing", "later"))
    return {
        "gate_path": project_shapes.GatePath(
            tuple(
                project_shapes.GateStop(name, "expected", None, _MONTHS[number], _MONTHS[number + 1])
                for number, name in enumerate(names[:6])
            ),
            _DAY,
        ),
        "report_strip": project_shapes.ReportStrip(
            ("Overall", *seven),
            tuple(
                project_shapes.StripColumn("Nov", "in", Rating.GREEN, (Rating.AMBER,) * 8, ("",) * 9) for _ in range(8)
            ),
        ),
        "document_cover": project_shapes.DocumentCover(
            tuple(project_shapes.CoverRow(name, cells * 2, "4 of 8") for name in names[:5])
        ),
    }


def _practised(names: tuple[str, ...]) -> dict[str, object]:
    """Answers about the office itself: its deployment, its method, its knowledge and its value."""
    steps = tuple(
        shapes.GanttRow(name, (_MONTHS[1], _MONTHS[4]), _MONTHS[1], _MONTHS[6], Rating.AMBER, shown="+30")
        for name in names * 2
    )
    cells = tuple(shapes.CompetenceCell("2.5", "2.5 of 3", Rating.AMBER) for _ in range(6))
    return {
        "gantt": shapes.Gantt(_MONTHS[0], _MONTHS[-1], _DAY, steps, "Slip, d"),
        "method_balance": shapes.MethodBalance(
            tuple(shapes.MethodBalanceRow(name, 12, 2, 1, 5, "80%") for name in names)
        ),
        "competence_map": shapes.CompetenceMap(
            names[:6], tuple(shapes.CompetenceRow(name, cells, "3 people") for name in names)
        ),
        "value_bars": shapes.ValueBars(tuple(shapes.ValueRow(name, 120, 40, "160 k€") for name in names)),
    }


def _assessed(domains: tuple[str, ...]) -> dict[str, object]:
    points = tuple(assessment_shapes.PlacedPoint(name, 8 * n, 7 * n) for n, name in enumerate(domains))
    options = tuple(assessment_shapes.OptionPoints(f"Option {n}", n, str(n), is_best=n == 3) for n in range(1, 4))  # noqa: PLR2004
    return {
        "quadrants": assessment_shapes.Quadrants(points, "Readiness", "Need", ("Not now", "Light", "Prepare", "PMO")),
        "option_bars": assessment_shapes.OptionBars(tuple((f"Axis {n}", "margin 1", options) for n in range(4))),
        "share_bars": assessment_shapes.ShareBars(
            tuple(assessment_shapes.Share(name, 60, "60%", before=40) for name in domains), 80
        ),
        "heat_table": assessment_shapes.HeatTable(
            ("Anna", "Ben", "Chloe", "David"),
            tuple(assessment_shapes.HeatRow(name, (1, 2, 3, 4), ("1", "2", "3", "4")) for name in domains),
        ),
        "score_trend": assessment_shapes.ScoreTrend(
            tuple(assessment_shapes.ScorePoint(str(year), 2.1, 1.4) for year in range(2021, 2027)), 3
        ),
    }


def _lane(name: str) -> shapes.RoadmapRow:
    marks = (shapes.RoadmapMark(_MONTHS[4], "2"), shapes.RoadmapMark(_MONTHS[8]))
    return shapes.RoadmapRow(name, Rating.AMBER, _MONTHS[1], _MONTHS[9], _MONTHS[10], "+30", marks=marks)


def _step(name: str) -> shapes.GanttRow:
    return shapes.GanttRow(name, (_MONTHS[1], _MONTHS[8]), _MONTHS[1], _MONTHS[10])


def rows(bench: Bench) -> Rows:
    """All charts once."""
    told = answers()
    drawn = [_redrawn(chart.draw, told[chart.name]) for chart in CHARTS]
    yield Row(
        f"{len(CHARTS)} charts redrawn",
        lambda: bench.timed(lambda: [_redrawn(chart.draw, told[chart.name]) for chart in CHARTS]),
        lambda: bench.timed(lambda: _same_artists(drawn)),
        1.5,
    )


def _redrawn(draw: Any, answer: object) -> "Figure":  # noqa: ANN401  each takes an answer of its own
    """What the window does when the data of a chart has changed."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from pmo_desktop.charts.figure import new_figure, paint, settings

    style = on_screen(LIGHT)
    figure = new_figure(style, *_SIZE, dpi=_DOTS)
    canvas: Any = FigureCanvasAgg(figure)
    paint(figure, draw, answer, style)
    with settings(style):
        canvas.draw()
    return figure


def _same_artists(models: "Sequence[Figure]") -> None:
    """Draw lines, areas and texts of the same number and places with bare matplotlib."""
    for model in models:
        _draw_like(model)


def _draw_like(model: "Figure") -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch, PathPatch
    from matplotlib.text import Text

    figure = Figure(_SIZE, dpi=_DOTS)
    canvas: Any = FigureCanvasAgg(figure)
    for artist in model.findobj(lambda each: isinstance(each, Line2D | Patch | Text) and each.get_visible()):
        if isinstance(artist, Text):
            if artist.get_text():
                x, y = artist.get_transform().transform(artist.get_position())
                figure.add_artist(Text(x, y, artist.get_text(), fontproperties=artist.get_fontproperties()))
        elif isinstance(artist, Line2D):
            points = artist.get_transform().transform(artist.get_xydata())
            figure.add_artist(Line2D(points[:, 0], points[:, 1], transform=None))
        elif isinstance(artist, Patch):
            figure.add_artist(PathPatch(artist.get_transform().transform_path(artist.get_path()), transform=None))
    canvas.draw()
