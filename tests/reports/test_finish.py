from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pmo_desktop.charts import rag_trend
from pmo_desktop.domain.choices import Rating
from pmo_desktop.reports.blocks import heading, text
from pmo_desktop.reports.native import described
from pmo_desktop.reports.pack import make_pack
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.tables import Column, Group, table
from pmo_desktop.reports.vector import chart
from pmo_desktop.services.insights.shapes import RagBar, RagSlice, RagTrend, RiskHeatMap
from pmo_desktop.services.sample import write_sample
from pmo_desktop.storage.workspace import Workspace

_TREND = RagTrend((RagBar("May", (RagSlice(Rating.RED, 2, "2"), RagSlice(Rating.GREEN, 5, "5"))),))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = write_sample(tmp_path_factory.mktemp("sample") / "sample.pmo")
    yield workspace
    workspace.close()


def outline(element: Any) -> Any:  # noqa: ANN401  pikepdf's objects
    """The kinds of the structure as nested lists: ["Document", ["Sect", "P"]]."""
    kids = element.get("/K")
    kind = str(element.S).removeprefix("/")
    if not isinstance(kids, pikepdf.Array):
        return kind
    return [kind, *(outline(kid) for kid in kids)]


def test_headings_texts_tables_and_pictures_are_told_in_the_order_to_read_them(imprint: Imprint) -> None:
    paper = Paper(imprint)
    body = paper.page("Summary", title="All is well", reason="For once.")
    heading(body, "Where we are")
    text(body, "On track.")
    table(body, [Column("Project"), Column("Rating")], [Group("Ports"), ("Quay", "G")])
    chart(body, rag_trend.draw, _TREND, 100)
    pdf = pikepdf.open(BytesIO(paper.finish()))
    row = ["TR", "TH", "TH"]
    assert outline(pdf.Root.StructTreeRoot.K) == [
        "Document",
        ["Sect", "H1", "P", "H2", "P", ["Table", row, ["TR", "TH"], ["TR", "TD", "TD"]], "Figure"],
    ]
    figure = pdf.Root.StructTreeRoot.K.K[0].K[-1]
    assert str(figure.Alt) == described(_TREND)
    assert "Off track: May 2" in str(figure.Alt)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == imprint.language


def test_every_mark_of_the_sample_pack_is_tied_to_its_page_and_every_picture_says_what_it_shows(
    sample: Workspace,
) -> None:
    content = make_pack(sample).content
    pdf = pikepdf.open(BytesIO(content))
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    figures = 0
    for page, found in zip(pdf.pages, list(numbers)[1::2], strict=True):
        marks = sum(
            str(each.operator) == "BDC" and "/MCID" in each.operands[1]
            for each in pikepdf.parse_content_stream(page)
            if len(each.operands) > 1
        )
        assert marks == len(found) > 2
        assert all(each.Pg == page.obj for each in found)
        pictures = [each for each in found if each.S == "/Figure"]
        assert all(len(str(each.Alt)) > 5 for each in pictures)
        figures += len(pictures)
    assert figures > 20
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Board pack, November 2026"
    assert len(content) < 3_000_000


def test_fonts_are_embedded_and_only_the_letters_that_are_used(sample: Workspace) -> None:
    pdf = pikepdf.open(BytesIO(make_pack(sample).content))
    fonts = {
        str(each.FontDescriptor.FontName): each.FontDescriptor
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/FontDescriptor" in each
    }
    assert len(fonts) >= 2
    for name, descriptor in fonts.items():
        assert "+" in name
        assert len(descriptor.FontFile2.read_bytes()) < 120_000


def test_a_chart_without_anything_says_so() -> None:
    assert described(RiskHeatMap()).startswith("Risk heat map. Probability, 1, 2, 3, 4, 5")
    assert described(RagTrend()) == "Ratings over periods: nothing to show"


def test_the_file_passes_the_checks_of_its_library(sample: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    out.write_bytes(make_pack(sample).content)
    with pikepdf.open(out) as pdf:
        assert pdf.check_pdf_syntax() == []
