from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.cli import main
from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.choices import CharterState, Level
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.reports.charter import make_charter, write_charter
from pmo_desktop.reports.charter_docx import make_charter_docx
from pmo_desktop.services import beginnings, charters, registers, responsibilities
from pmo_desktop.services.insights.charter_document import charter_to_print
from pmo_desktop.services.registry import register_named
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

NOW = datetime(2026, 3, 21, 15, 30, tzinfo=UTC)
NASTY = "=1+1 <b>R&D</b> {0} $x$ “Ü” 项目"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "harbour.pmo", organisation="Harbour Trust", office="Harbour PMO", currency="EUR")
    made.do("Fill", fill)
    yield made
    made.close()


def fill(session: Session) -> None:
    """An approved charter with everything a charter has."""
    office = session.scalars(select(Office.key)).one()
    key = charters.begin(session, office, date(2026, 3, 2)).key
    for section in Section:
        charters.write(session, key, section, f"About {section.value}.\n\n" + "A longer text follows. " * 30)
    charters.write(session, key, Section.PURPOSE, NASTY)
    charters.write_objectives(session, key, (), [{"title": "Decisions on time", "measure": "Share", "target": "90 %"}])
    charters.write_figures(session, key, {"fte": 4.5, "cost_per_year": 510_000_00})
    beginnings.add_matrix(session, key)
    rows = responsibilities.activities(session, key)
    responsibilities.edit_activity(session, key, rows[0].key, title=NASTY, group=rows[0].group)
    beginnings.add_services(session, office)
    beginnings.add_bodies(session)
    registers.add(session, register_named("governance_body"), {"name": "Round of directors", "level": Level.PORTFOLIO})
    charters.advance(session, key, CharterState.IN_REVIEW, "A. Bell", NOW, "Sent to all directors.")
    charters.advance(session, key, CharterState.APPROVED, "C. Dunn", NOW, "For two years.")


def key_of(workspace: Workspace) -> int:
    with workspace.reading() as session:
        return charter_to_print(session)


def test_the_pdf_holds_the_whole_charter_with_contents_that_lead_to_its_pages(workspace: Workspace) -> None:
    content = make_charter(workspace, key_of(workspace))
    reader = PdfReader(BytesIO(content))
    pages = [page.extract_text() for page in reader.pages]
    text = "\n".join(pages)
    for words in (
        "Charter of the Harbour PMO", "Approved", "21 Mar 2026 by C. Dunn", "Sent to all directors.",
        NASTY, "Decisions on time", "Responsibility matrix", "Coaching of project managers", "Executive board",
        "Round of directors",
    ):  # fmt: skip
        assert words in text, words
    assert "DRAFT" not in text
    listed = _outline(reader)
    assert listed.index("1  Purpose and mission") + 1 == listed.index("2  Why a PMO here")
    assert "3  Does, does not" in listed
    assert "page 2" in pages[0]
    assert content == make_charter(workspace, key_of(workspace))


def _outline(reader: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(entries: list[object]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                found.append(str(getattr(entry, "title", "")))

    walk(list(reader.outline))
    return found


def test_the_docx_has_real_styles_a_contents_list_and_the_matrix_as_a_table(workspace: Workspace) -> None:
    content = make_charter_docx(workspace, key_of(workspace))
    document = docx.Document(BytesIO(content))
    headings = [line.text for line in document.paragraphs if line.style is not None and line.style.name == "Heading 1"]
    listed = [line for line in document.paragraphs if line.style is not None and line.style.name == "TOC 1"]
    assert headings[:2] == ["1  Purpose and mission", "2  Why a PMO here"]
    assert headings[13:] == [
        "What the office does and does not do", "Responsibility matrix", "Service catalogue", "Governance bodies",
        "Reviews",
    ]  # fmt: skip
    assert [line.text.split("\t")[0] for line in listed] == headings
    anchors = {link.fragment for line in listed for link in line.hyperlinks}
    marks = {str(mark.get(NAME)) for mark in document.element.body.iter(f"{W}bookmarkStart")}
    assert len(anchors) == len(headings)
    assert anchors <= marks
    (matrix,) = [table for table in document.tables if table.cell(0, 1).text == "PMO"]
    assert [cell.text for cell in matrix.rows[0].cells][:3] == ["Activity", "PMO", "Project manager"]
    assert [cell.text for cell in matrix.rows[2].cells][:3] == [NASTY, "A", "R"]
    assert len(matrix.rows) == 1 + 15 + 3
    order = [str(part.tag).removeprefix(W) for part in matrix._tbl.tblPr]
    assert [name for name in order if name in ORDER] == list(ORDER)
    assert document.core_properties.title == "Charter of the Harbour PMO"
    assert content == make_charter_docx(workspace, key_of(workspace))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = f"{W}name"
ORDER = ("tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook")


def test_a_matrix_of_many_parties_lies_across_the_page_and_nothing_else_does(workspace: Workspace) -> None:
    def widen(session: Session) -> int:
        key = charters.begin(session, session.scalars(select(Office.key)).one(), date(2026, 5, 4)).key
        for number in range(1, 4):
            responsibilities.add_party(session, key, f"Works council {number}")
        return key

    upright = docx.Document(BytesIO(make_charter_docx(workspace, key_of(workspace))))
    assert len(upright.sections) == 1
    wide = docx.Document(BytesIO(make_charter_docx(workspace, workspace.do("Widen", widen).value)))
    pages = [page.page_width for page in wide.sections]
    assert len(pages) == 3
    assert pages[0] == pages[2] == wide.sections[1].page_height
    assert pages[1] == wide.sections[0].page_height


def test_text_of_a_user_becomes_no_field_and_no_link(workspace: Workspace) -> None:
    document = docx.Document(BytesIO(make_charter_docx(workspace, key_of(workspace))))
    fields = {str(each.text).split()[0] for each in document.element.body.iter(f"{W}instrText")}
    assert fields == {"PAGEREF"}
    assert not [each for each in document.part.rels.values() if "hyperlink" in each.reltype]
    assert NASTY in [line.text for line in document.paragraphs]


def test_the_command_writes_both_kinds_and_says_what_it_cannot(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close()
    file = str(tmp_path / "harbour.pmo")
    for name, head in (("c.pdf", b"%PDF"), ("c.docx", b"PK\x03\x04")):
        assert main(["charter", file, "-o", str(tmp_path / name), "--office", "harbour pmo"]) == 0
        assert (tmp_path / name).read_bytes()[:4] == head
    assert main(["charter", file, "-o", str(tmp_path / "c.txt")]) == 1
    assert main(["charter", file, "--office", "Nowhere"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "A charter is written as .pdf or .docx. Give “c.txt” one of these endings.",
        "There is no office “Nowhere”. The offices are: Harbour PMO.",
    ]


def test_an_office_without_a_charter_says_so_and_a_draft_is_marked(tmp_path: Path) -> None:
    blank = create(tmp_path / "blank.pmo", office="Blank PMO")
    with pytest.raises(PmoError, match="“Blank PMO” has no charter yet"):
        write_charter(blank, tmp_path / "c.pdf")
    blank.do("Begin", lambda s: charters.begin(s, s.scalars(select(Office.key)).one(), date(2026, 3, 2)).key)
    write_charter(blank, tmp_path / "c.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "c.pdf").pages)
    assert "DRAFT" in text
    assert "Not written yet." in text
    blank.close()
