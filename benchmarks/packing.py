"""The board pack with many one-pagers, against as many plain pages and charts."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from types import FrameType

from benchmarks.children import weight
from benchmarks.generate import sample_with_one_pagers, write_workspace
from benchmarks.measure import Bench, Row, Rows
from pmo_desktop.reports import vector
from pmo_desktop.reports.pack import make_pack, written
from pmo_desktop.storage.workspace import Workspace

_ROWS = 22
_MANY = 100
_MOST_MEGABYTES = 400.0
_HUNDRED = """
import sys
from pathlib import Path
from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.reports.pack import make_pack
from pmo_desktop.services import recipes
from pmo_desktop.services.workspaces import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
with workspace.reading() as session:
    key = recipes.recipe_named(session).key
workspace.do("All", lambda s: recipes.edit_recipe(s, key, one_pagers=OnePagerRule.ALL))
workspace.do("All", lambda s: recipes.set_option(s, key, "one_pagers", "most", 100))
pack = make_pack(workspace)
assert sum(name.startswith("project-") for name in pack.starts) == 100
weigh()
"""
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
    yield from _usual_way(bench, workspace)
    workspace.close()
    path = bench.folder / "hundred.pmo"
    write_workspace(path, _MANY)
    yield Row(
        f"peak memory of a pack with {_MANY} one-pagers, against {_MOST_MEGABYTES:g} MB",
        lambda: weight(bench, _HUNDRED, str(path)),
        lambda: _MOST_MEGABYTES,
        1.0,
        unit="MB",
    )


def _usual_way(bench: Bench, workspace: Workspace) -> Rows:
    """The same pack by a headless office suite, which turns the equivalent deck into a PDF."""
    office = shutil.which("soffice")
    if office is None:
        print("The row of the usual way is left out: no soffice is installed here.", file=sys.stderr)
        return
    deck = bench.folder / "pack.pptx"
    deck.write_bytes(written(make_pack(workspace), "pptx"))
    command = [office, "--headless", f"-env:UserInstallation=file://{bench.folder}/office", "--convert-to", "pdf",
               "--outdir", str(bench.folder / "office-out"), str(deck)]  # fmt: skip

    def convert() -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)  # noqa: S603  our own deck

    convert()  # the first time makes its settings
    yield Row(
        "the same pack, against a headless office suite turning the deck into a PDF",
        lambda: bench.timed(lambda: make_pack(workspace)),
        lambda: bench.timed(convert),
        0.5,
    )


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
