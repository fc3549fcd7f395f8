"""The board pack with many one-pagers, against as many plain pages and charts."""

import sys
from collections.abc import Callable
from io import BytesIO
from types import FrameType

from benchmarks.generate import sample_with_one_pagers
from benchmarks.measure import Bench, Row, Rows
from pmo_desktop.reports import vector
from pmo_desktop.reports.pack import make_pack

_ROWS = 22
_CELLS = ("Customer portal renewal", "Amber", "3,200", "3,390", "30 Jun 2027", "+41", "Deliver")


def rows(bench: Bench) -> Rows:
    """The pack of the sample with a page for every project."""
    workspace = sample_with_one_pagers(bench.folder / "pack.pmo")
    charts, pages = calls_of(vector.chart, lambda: make_pack(workspace).pages)
    yield Row(
        f"board pack of {pages} pages and {charts} charts",
        lambda: bench.timed(lambda: make_pack(workspace)),
        lambda: bench.timed(lambda: bare_pages(pages, charts)),
        2.0,
    )
    workspace.close()


def calls_of(function: Callable[..., object], work: Callable[[], int]) -> tuple[int, int]:
    """How often `function` is called while `work` is done, and what that gives."""
    calls = 0

    def note(frame: FrameType, event: str, _given: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code is function.__code__

    sys.setprofile(note)
    try:
        given = work()
    finally:
        sys.setprofile(None)
    return calls, given


def bare_pages(pages: int, charts: int) -> None:
    """`pages` plain tables by bare ReportLab, `charts` plain charts by bare matplotlib."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Table

    story: list[Flowable] = []
    for _ in range(pages):
        story += [Table([_CELLS] * _ROWS), PageBreak()]
    SimpleDocTemplate(BytesIO(), pagesize=landscape(A4)).build(story)
    for _ in range(charts):
        bare_chart()


def bare_chart() -> None:
    """A bar chart by bare matplotlib, as PDF."""
    from matplotlib.figure import Figure

    figure = Figure((5, 3))
    axes = figure.add_subplot()
    axes.bar(range(12), range(1, 13))
    axes.set_title("Spend by period")
    figure.savefig(BytesIO(), format="pdf")
