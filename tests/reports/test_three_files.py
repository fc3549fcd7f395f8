"""The same pack as pages, slides and sheets: read back from the three files and compared."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pikepdf import PasswordError, Pdf
from pptx import Presentation
from pypdf import PdfReader

from pmo_desktop.cli import main
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.reports.book import figure_of
from pmo_desktop.reports.native import NativeChart, native
from pmo_desktop.reports.pack import Pack, make_pack, write_pack, written
from pmo_desktop.reports.told import ToldChart, ToldTable
from pmo_desktop.services import brands, recipes
from pmo_desktop.services.sample import write_sample
from pmo_desktop.storage.workspace import Workspace

_PHRASE = "näher am Ziel"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = write_sample(tmp_path_factory.mktemp("sample") / "sample.pmo")
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def pack(sample: Workspace) -> Pack:
    return make_pack(sample)


@pytest.fixture(scope="module")
def slides(pack: Pack) -> Any:  # noqa: ANN401  python-pptx ships no types
    return Presentation(BytesIO(written(pack, "pptx")))


@pytest.fixture(scope="module")
def book(pack: Pack) -> Any:  # noqa: ANN401
    return load_workbook(BytesIO(written(pack, "xlsx")))


def squashed(text: str) -> str:
    return "".join(text.split())


def tables_of(slide: Any) -> list[list[list[str]]]:  # noqa: ANN401
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in slide.shapes if shape.has_table
    ]


def test_every_page_is_a_slide_with_its_title_and_its_tables_say_what_the_page_says(pack: Pack, slides: Any) -> None:  # noqa: ANN401
    pages = [squashed(page.extract_text()) for page in PdfReader(BytesIO(pack.content)).pages]
    assert len(slides.slides) == len(pages) == pack.pages
    compared = 0
    for told, page, slide in zip(pack.told, pages, slides.slides, strict=True):
        assert slide.shapes.title.text == told.title
        assert squashed(told.title) in page
        tables = tables_of(slide)
        for table in (block for block in told.blocks if isinstance(block, ToldTable) and block.rows):
            rows = [[cell.shown or cell.text for cell in row.cells] for row in table.rows if row.kind != "group"]
            kept = [[row for row in other if row in rows] for other in tables]
            assert rows in kept, rows
            figures = [cell for row in rows for cell in row if figure_of(cell)[0] is not None]
            assert all(squashed(figure) in page for figure in figures)
            compared += len(figures)
    assert compared > 800


def test_the_figures_of_every_table_are_the_same_in_pages_slides_and_sheets(pack: Pack, slides: Any, book: Any) -> None:  # noqa: ANN401
    in_sheets = {
        tuple(_as_shown(cell) for cell in row if cell.value is not None)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
    }
    compared = 0
    for told in pack.told:
        for table in (block for block in told.blocks if isinstance(block, ToldTable)):
            for row in table.rows:
                if row.kind in {"row", "total"}:
                    cells = tuple(_bare(cell.text) for cell in row.cells if cell.text)
                    assert cells in in_sheets, cells
                    compared += 1
    assert compared > 250
    finance = next(slide for slide, told in zip(slides.slides, pack.told, strict=True) if told.section == "finance")
    (total,) = [row for table in tables_of(finance) for row in table if row[0] == "All"]
    assert tuple(_bare(cell) for cell in total if cell) in in_sheets


def _as_shown(cell: Any) -> str | float:  # noqa: ANN401
    return round(float(cell.value), 6) if isinstance(cell.value, int | float) else _bare(str(cell.value))


def _bare(text: str) -> str | float:
    """A figure as a number, a day as the workbook keeps it, any other text as it is."""
    value, _ = figure_of(text)
    return round(value, 6) if isinstance(value, float) else str(value) if value is not None else text


def test_charts_are_native_with_the_figures_of_the_answer(pack: Pack, slides: Any, book: Any) -> None:  # noqa: ANN401
    answers = [
        made
        for page in pack.told
        for block in page.blocks
        if isinstance(block, ToldChart) and isinstance(made := native(block.data), NativeChart)
    ]
    drawn = [shape.chart for slide in slides.slides for shape in slide.shapes if shape.has_chart]
    assert len(drawn) == len(answers) > 10
    assert sum(len(sheet._charts) for sheet in book.worksheets) == len(answers)
    for chart, answer in zip(drawn, answers, strict=True):
        if answer.kind != "bubbles":
            assert [tuple(each.values) for each in chart.plots[0].series] == [each.values for each in answer.series]
            assert tuple(chart.plots[0].categories) == answer.categories


def test_figures_are_numbers_and_text_is_never_a_formula(sample: Workspace) -> None:
    copy = sample.rehearsal()
    copy.do("Name", lambda s: recipes.rename_recipe(s, recipes.recipe_named(s).key, "=1+1"))
    found = load_workbook(BytesIO(written(make_pack(copy, recipe="=1+1"), "xlsx")))
    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    assert sum(cell.data_type == "n" and cell.value is not None for cell in cells) > 500
    assert sum(isinstance(cell.value, datetime) for cell in cells) > 50
    copy.close()


@pytest.mark.parametrize(
    ("text", "value", "pattern"),
    [
        ("1,234.50", 1234.5, "#,##0.00;−#,##0.00"),
        ("+13.6", 13.6, "+#,##0.0;−#,##0.0;#,##0.0"),
        ("−5", -5.0, "#,##0;−#,##0"),
        ("▲ +28", 28.0, "+#,##0;−#,##0;#,##0"),
        ("61%", 61.0, '#,##0"%";−#,##0"%"'),
        ("—", None, ""),
        ("R-028", None, ""),
        ("", None, ""),
    ],
)
def test_what_a_cell_shows_is_read_as_the_figure_it_is(text: str, value: float | None, pattern: str) -> None:
    assert figure_of(text) == (value, pattern)


@pytest.mark.parametrize("kind", ["pptx", "xlsx"])
def test_the_same_pack_gives_the_same_bytes(sample: Workspace, pack: Pack, kind: str) -> None:
    again = written(make_pack(sample), kind)
    assert hashlib.sha256(again).digest() == hashlib.sha256(written(pack, kind)).digest()


def test_a_brands_template_gives_the_slides_their_masters(sample: Workspace) -> None:
    template: Any = Presentation()
    template.slide_width, template.slide_height = 12_192_000, 6_858_000
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "Of the template itself"
    into = BytesIO()
    template.save(into)
    copy = sample.rehearsal()
    key = copy.do("Brand", lambda s: brands.keep_brand(s, None, name="Harbour", accent="#106030")).value
    copy.do("Deck", lambda s: brands.set_deck(s, key, into.getvalue()))
    recipe = copy.do("Edit", lambda s: recipes.recipe_named(s).key).value
    copy.do("Edit", lambda s: recipes.edit_recipe(s, recipe, brand_key=key, one_pagers=OnePagerRule.NONE))
    found: Any = Presentation(BytesIO(written(make_pack(copy), "pptx")))
    assert (found.slide_width, found.slide_height) == (12_192_000, 6_858_000)
    assert found.slides[0].slide_layout.name == "Title Only"
    assert "Of the template itself" not in [slide.shapes.title.text for slide in found.slides]
    for slide in found.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= found.slide_height + 400_000, shape.name
    copy.do("Deck", lambda s: brands.set_deck(s, key, b"PK\x03\x04 no deck"))
    with pytest.raises(PmoError, match="slide template"):
        written(make_pack(copy), "pptx")
    copy.close()


def test_the_ending_of_the_name_says_what_is_written(sample: Workspace, tmp_path: Path) -> None:
    for ending, mark in (("pdf", b"%PDF"), ("pptx", b"PK\x03\x04"), ("xlsx", b"PK\x03\x04")):
        write_pack(sample, tmp_path / f"pack.{ending}")
        assert (tmp_path / f"pack.{ending}").read_bytes().startswith(mark)
    with ZipFile(tmp_path / "pack.pptx") as archive:
        assert archive.testzip() is None
    with pytest.raises(PmoError, match=r"not as \.odt"):
        write_pack(sample, tmp_path / "pack.odt")
    with pytest.raises(PmoError, match="Only a PDF"):
        write_pack(sample, tmp_path / "pack.xlsx", password=_PHRASE)


def test_a_protected_pdf_opens_with_its_password_alone_and_holds_the_same_pages(
    sample: Workspace, pack: Pack, tmp_path: Path
) -> None:
    copy, out, secret = tmp_path / "copy.pmo", tmp_path / "pack.pdf", tmp_path / "secret"
    sample.copy_to(copy)
    secret.write_text(f"{_PHRASE}\n", encoding="utf-8")
    assert main(["pack", str(copy), "-o", str(out), "--password-from", str(secret)]) == 0
    with pytest.raises(PasswordError):
        Pdf.open(out)
    with Pdf.open(out, password=_PHRASE) as opened:
        assert (opened.encryption.R, opened.encryption.stream_method.name) == (6, "aesv3")
        plain = Pdf.open(BytesIO(pack.content))
        pages = zip(opened.pages, plain.pages, strict=True)
        assert all(one.Contents.read_bytes() == other.Contents.read_bytes() for one, other in pages)
    assert b"Metro signalling" not in out.read_bytes()
    secret.write_text("\n", encoding="utf-8")
    assert main(["pack", str(copy), "-o", str(out), "--password-from", str(secret)]) == 1
