from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from pypdf import PdfReader

from pmo_desktop.charts import s_curve
from pmo_desktop.charts.catalogue import CHARTS
from pmo_desktop.charts.style import ChartStyle
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.insights.shapes import SCurve

Texts = Callable[[Paper], list[str]]
Read = Callable[[Paper], PdfReader]

DAYS = [date(2020, month, 28) for month in (1, 2, 3)]
CURVE = SCurve(tuple((day, 1000.0 * n) for n, day in enumerate(DAYS, 1)), plan_label="R&D $x$ budget")


def everything(axes: Axes, _data: object, style: ChartStyle) -> None:
    """Draw one of each thing that the renderer knows."""
    axes.plot([0, 1, 2], [0, 1, 0.5], "o--", color="#123456", clip_on=True)
    axes.bar([0, 1], [1, 2], hatch="//", facecolor="white", edgecolor="black")
    axes.bar([2], [1], hatch="//", facecolor="none", edgecolor="none")
    axes.fill([0, 1, 1], [0, 0, 1], facecolor="red", alpha=0.3)
    axes.plot([0, 1], [1, 0], clip_path=Circle((0.5, 0.5), 0.2, transform=axes.transData))
    axes.text(1, 1, "Slanting", rotation=90, style="italic", fontweight=700)
    axes.annotate("", (0, 0), (1, 1), arrowprops={"arrowstyle": "->", "connectionstyle": "arc3,rad=0.3"})
    axes.set_title("Ω 中 $\\frac{$", fontsize=style.text)


def test_a_chart_is_text_and_vectors_without_any_picture(paper: Paper, read: Read) -> None:
    body = paper.page("Finance", title="Money")
    chart(body, s_curve.draw, CURVE, 150)
    page = read(paper).pages[0]
    assert "R&D $x$ budget" in page.extract_text()
    assert not page.images


def test_a_chart_takes_its_height_and_gap_off_the_region(paper: Paper) -> None:
    body = paper.page("Finance", title="Money")
    start = body.y
    chart(body, s_curve.draw, CURVE, 150, gap=10)
    assert body.y == start + 160


def test_lines_hatching_markers_areas_and_slanting_text_are_drawn(paper: Paper, texts: Texts) -> None:
    chart(paper.page("Finance", title="Money"), everything, None, 200)
    said = texts(paper)[0]
    assert "Slanting" in said
    assert "$\\frac{$" in said


def test_the_same_chart_gives_the_same_bytes(imprint: Imprint) -> None:
    one, other = Paper(imprint), Paper(imprint)
    for paper in (one, other):
        chart(paper.page("Finance", title="Money"), everything, None, 200)
    assert one.finish() == other.finish()


@pytest.mark.parametrize("kind", CHARTS, ids=lambda kind: kind.name)
def test_every_chart_without_data_says_so_on_paper(paper: Paper, texts: Texts, kind: object) -> None:
    known = next(one for one in CHARTS if one is kind)
    chart(paper.page("Charts", title=known.label), known.draw, known.answer(), 80)
    assert "." in texts(paper)[0]


def test_figures_are_written_in_the_manner_of_the_paper(imprint: Imprint, texts: Texts) -> None:
    french = Paper(imprint, replace(Paper(imprint).style, number=lambda value: f"{value:.0f} k€"))
    chart(french.page("Finance", title="Money"), s_curve.draw, CURVE, 150)
    assert "1000 k€" in texts(french)[0]
