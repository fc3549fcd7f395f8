import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pmo_desktop.interchange.error_cells import error_cells


def _broken(sheet: Worksheet, row: int, column: int, shown: Any) -> None:  # noqa: ANN401  its stub knows numbers only
    sheet.write_formula(row, column, "=1/0", value=shown)


def test_the_error_cells_of_every_sheet_are_found(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Fine").write_row(0, 0, ["a", 1, True])
        sheet = book.add_worksheet("Broken")
        _broken(sheet, 2, 27, "#DIV/0!")
        _broken(sheet, 3, 0, "#N/A")
    assert error_cells(str(tmp_path / "a.xlsx")) == {"Broken": [(2, 27, "#DIV/0!"), (3, 0, "#N/A")]}


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml", "worksheets/gone.xml"])
def test_a_sheet_is_found_however_its_part_is_named(tmp_path: Path, target: str) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = (
        f'<workbook xmlns="m" xmlns:r="{space}"><sheets><sheet name="A" r:id="1"/><sheet name="B"/></sheets></workbook>'
    )
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", f'<R><Relationship Id="1" Target="{target}"/></R>')
        archive.writestr("xl/workbook.xml", book)
        cells = '<c r="B2" t="e"><v>#REF!</v></c><c r="C2" t="e"><v></v></c><c t="e"><v>#REF!</v></c><c r="A1"/>'
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{cells}</worksheet>")
    assert error_cells(str(tmp_path / "a.xlsx")) == ({} if "gone" in target else {"A": [(1, 1, "#REF!")]})


def test_other_files_have_none(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"no zip")
    assert error_cells(str(tmp_path / "a.xls")) == {}
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", "<unclosed>")
    assert error_cells(str(tmp_path / "b.xlsx")) == {}
    with zipfile.ZipFile(tmp_path / "c.ods", "w") as archive:
        archive.writestr("mimetype", "x")
    assert error_cells(str(tmp_path / "c.ods")) == {}
