from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange import read_book

_BOOK = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Risks"><Table><Column/><Column ss:Hidden="1" ss:Span="0"/>
<Row ss:Index="2"><Cell ss:MergeAcross="2"><Data ss:Type="String">Risk log</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Risk</Data></Cell><Cell><Data ss:Type="String">Probability</Data></Cell>
<Cell><Data ss:Type="String">Impact</Data></Cell><Cell ss:Index="5"><Data ss:Type="String">Raised</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Ste<b xmlns="http://www.w3.org/TR/REC-html40">el</b> &amp; more</Data></Cell>
<Cell><Data ss:Type="Number">4</Data></Cell>
<Cell ss:Index="5"><Data ss:Type="DateTime">2026-03-01T00:00:00.000</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">Flood</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>
<Cell><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Old"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def test_a_workbook_of_2003_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "risks.xls").write_text(_BOOK)
    book = read_book(tmp_path / "risks.xls")
    (table,) = book.tables
    assert (table.target, table.sheet, table.header_row) == ("risk", "Risks", 3)
    assert [row.values["title"] for row in table.rows] == ["Steel & more", "Flood"]
    assert [row.values["raised_on"] for row in table.rows] == [date(2026, 3, 1), None]
    assert [(problem.row, problem.column, problem.value) for problem in table.problems] == [(5, "B", "#N/A")]
    assert [each.name for each in table.questions] == ["hidden rows"]
    assert "Hidden in the file, and read like the others: “Probability”." in table.notes
    assert [(each.sheet, each.reason) for each in book.left_out] == [("Old", "it is hidden")]


@pytest.mark.parametrize(
    "text", [_BOOK[:900], _BOOK.replace("?>\n<Workbook", "?><!DOCTYPE a [<!ENTITY b 'c'>]><Workbook")]
)
def test_a_workbook_of_2003_that_is_damaged_or_holds_entities_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "risks.xls").write_text(text)
    with pytest.raises(PmoError, match="is damaged or not finished"):
        read_book(tmp_path / "risks.xls")


def test_a_workbook_of_2003_whose_rows_stand_endlessly_far_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "risks.xls").write_text(_BOOK.replace('ss:Index="2"', 'ss:Index="9999999"'))
    with pytest.raises(PmoError, match="takes more time or memory"):
        read_book(tmp_path / "risks.xls")
