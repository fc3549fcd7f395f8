from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from pypdf import PdfReader

from pmo_desktop.reports.blocks import text
from pmo_desktop.reports.lettering import text_width
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.region import BODY_TOP, GUTTER, MARGIN, WIDTH
from pmo_desktop.reports.typesetting import Run

Texts = Callable[[Paper], list[str]]
Read = Callable[[Paper], PdfReader]


def two_pages(paper: Paper) -> Paper:
    body = paper.page("Summary", title="Four projects are off track", reason="Late, not costly.", key="summary")
    text(body, [paper.pages("movement", "nowhere")])
    paper.page("Movement", title="Three got worse", key="movement", entry="Crossrail")
    return paper


def test_every_page_says_where_it_comes_from(paper: Paper, texts: Texts) -> None:
    for number, said in enumerate(texts(two_pages(paper)), 1):
        for words in (
            "Strategic Portfolio",
            "Portfolio Office",
            "P09 December 2020",
            "Internal",
            "Data date 31 Dec 2020",
        ):
            assert words in said
        assert "Audit head 7c1e 40b9 d2f6" in said
        assert f"Page {number} of 2" in said


def test_a_page_carries_its_section_title_and_reason(paper: Paper, texts: Texts) -> None:
    first, second = texts(two_pages(paper))
    assert "1  SUMMARY" in first
    assert "Four projects are off track" in first
    assert "Late, not costly." in first
    assert "2  MOVEMENT" in second


def test_a_page_number_elsewhere_tells_pages_that_come_later_and_only_those_that_exist(
    paper: Paper, texts: Texts
) -> None:
    assert "page 2" in texts(two_pages(paper))[0]


def test_pages_without_a_destination_are_not_mentioned_and_spoil_nothing(paper: Paper, texts: Texts) -> None:
    text(paper.page("Summary", title="One"), [paper.pages("left out")])
    assert "page 0" not in texts(paper)[0]


def test_the_outline_names_sections_and_entries(paper: Paper, read: Read) -> None:
    outline = cast("list[Any]", read(two_pages(paper)).outline)
    flat = [item.title for level in outline for item in (level if isinstance(level, list) else [level])]
    assert flat == ["1  Summary", "2  Movement", "Crossrail"]


def test_links_lead_to_the_page_they_name(paper: Paper, read: Read) -> None:
    reader = read(two_pages(paper))
    page: Any = reader.pages[0]
    target = page["/Annots"][0].get_object()["/Dest"][0]
    assert target.get_object() == reader.pages[1].get_object()


def test_words_within_a_text_can_lead_to_a_page(paper: Paper, read: Read) -> None:
    text(paper.page("Summary", title="One"), ["See ", Run("the movement", link="movement"), "."])
    paper.page("Movement", title="Two", key="movement")
    page: Any = read(paper).pages[0]
    left, low, right, high = (float(edge) for edge in page["/Annots"][0].get_object()["/Rect"])
    assert right - left == pytest.approx(text_width("the movement", 9.5), abs=0.1)
    assert high - low > 9.5


def test_title_author_and_language_are_set(paper: Paper, read: Read) -> None:
    reader = read(two_pages(paper))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Board pack P09", "I. Marchetti")
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_the_same_pages_give_the_same_bytes(imprint: Imprint) -> None:
    assert two_pages(Paper(imprint)).finish() == two_pages(Paper(imprint)).finish()


def test_all_fonts_are_embedded(paper: Paper, read: Read) -> None:
    fonts = {name for page in read(two_pages(paper)).pages for name in page._get_fonts()[1]}
    assert fonts == set()


def test_a_draft_says_so_on_every_page_and_a_final_does_not(paper: Paper, texts: Texts, imprint: Imprint) -> None:
    assert "DRAFT" not in texts(two_pages(paper))[1]
    assert all("DRAFT" in said for said in texts(two_pages(Paper(replace(imprint, draft=True)))))


def test_a_continued_page_repeats_the_title_and_says_so(paper: Paper, texts: Texts) -> None:
    body = paper.page("Annex", title="The register")
    body.y = body.bottom
    body.next_page()
    assert body.y == pytest.approx(BODY_TOP)
    assert "The register (continued)" in texts(paper)[1]


def test_a_title_too_long_for_its_line_is_cut_with_a_sign(paper: Paper, texts: Texts) -> None:
    paper.page("Annex", title="Off track " * 40)
    assert "…" in texts(paper)[0]


def test_a_page_is_never_continued_before_it_was_started(paper: Paper) -> None:
    with pytest.raises(RuntimeError, match="after it was started"):
        paper.continue_page()


def test_a_brand_colours_the_rule_under_the_title(imprint: Imprint) -> None:
    plain, brand = Paper(imprint), Paper(replace(imprint, accent="#00AA55"))
    assert brand.palette.accent == "#00AA55"
    assert two_pages(plain).finish() != two_pages(brand).finish()


@pytest.mark.parametrize("spans", [(12,), (9, 3), (6, 6), (4, 4, 4), (3, 7, 2)])
def test_columns_fill_the_page_and_stay_on_the_grid_of_twelve(paper: Paper, spans: Sequence[int]) -> None:
    columns = paper.page("Summary", title="Grid").columns(*spans)
    grid = (WIDTH - 2 * MARGIN + GUTTER) / 12
    assert columns[-1].right == pytest.approx(WIDTH - MARGIN)
    for column, start in zip(columns, [sum(spans[:i]) for i in range(len(spans))], strict=True):
        assert column.x == pytest.approx(MARGIN + grid * start)


def test_columns_of_a_column_stay_on_the_same_grid(paper: Paper) -> None:
    nine = paper.page("Summary", title="Grid").columns(9, 3)[0]
    assert nine.columns(6, 3)[1].x == pytest.approx(MARGIN + (WIDTH - 2 * MARGIN + GUTTER) / 2)


def test_a_region_goes_on_under_its_fullest_column(paper: Paper) -> None:
    body = paper.page("Summary", title="Grid")
    left, right = body.columns(6, 6)
    text(left, "One\nTwo\nThree")
    text(right, "One")
    body.below(left, right, gap=4)
    assert body.y == pytest.approx(BODY_TOP + 3 * 13 + 4)


def test_a_document_without_a_page_is_still_a_pdf(paper: Paper, read: Read) -> None:
    assert len(read(paper).pages) == 1
