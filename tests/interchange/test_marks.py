import random
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pmo_desktop.cli import main
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.marks import marks_of
from pmo_desktop.interchange.marks.marked import Marks

if TYPE_CHECKING:
    from tests.interchange.conftest import WriteBinary

_FILES = Path(__file__).parents[1] / "files" / "registers"
_REGISTER: list[list[object]] = [
    ["Project name", "RAG", "Budget £k", "Start date"],
    ["Quay", "Red", 120.5, date(2026, 3, 1)],
    ["Pier", "Green", "#DIV/0!", date(2026, 4, 1)],
    ["Mole", "Green", 3, date(2026, 4, 2)],
]


def _broken(sheet: Worksheet, row: int, column: int, shown: Any) -> None:  # noqa: ANN401  its stub knows numbers only
    sheet.write_formula(row, column, "=1/0", value=shown)


def test_the_error_cells_of_every_sheet_are_found(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Fine").write_row(0, 0, ["a", 1, True])
        sheet = book.add_worksheet("Broken")
        _broken(sheet, 2, 27, "#DIV/0!")
        _broken(sheet, 3, 0, "#N/A")
    found = marks_of((tmp_path / "a.xlsx").read_bytes())
    assert found == {"Broken": Marks([(2, 27, "#DIV/0!"), (3, 0, "#N/A")])}


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
        columns = '<cols><col min="2" max="3" hidden="1"/><col min="9" max="9" hidden="0"/><col hidden="1"/></cols>'
        rows = '<row hidden="1" spans="1:2" r="4"/><row r="5" ht="3" hidden="true"/><row r="6" hidden="0"/>'
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{columns}{rows}{cells}</worksheet>")
    expected = {} if "gone" in target else {"A": Marks([(1, 1, "#REF!")], {3, 4}, {1, 2})}
    assert marks_of((tmp_path / "a.xlsx").read_bytes()) == expected


def test_files_that_are_no_workbooks_have_no_marks(tmp_path: Path) -> None:
    assert marks_of(b"no zip") == {}
    for name, part, text in (("b", "xl/_rels/workbook.xml.rels", "<unclosed>"), ("c", "content.xml", ">#<unclosed>")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, text)
        assert marks_of((tmp_path / name).read_bytes()) == {}


@pytest.mark.parametrize("file", ["hidden.xls", "hidden.ods"])
def test_error_cells_hidden_rows_and_columns_of_older_and_open_workbooks_are_told(file: str) -> None:
    (table,) = read_book(_FILES / file).tables
    assert [(problem.row, problem.value) for problem in table.problems] == [
        (4, "#DIV/0!"), (5, "#N/A"), (6, "#VALUE!"),
    ]  # fmt: skip
    assert "Hidden in the file, and read like the others: “Start date”." in table.notes
    assert "Rows that are hidden in the file, perhaps by a filter, are read too: 3 (3, 7, 8)." in table.notes


def test_a_binary_workbook_is_read_with_its_dates_errors_and_hidden_rows(
    tmp_path: Path, write_binary: "WriteBinary"
) -> None:
    path = write_binary(tmp_path / "a.xlsb", "Register", _REGISTER, hidden_rows={3}, hidden_columns=[1])
    (table,) = read_book(path).tables
    assert [row.values["name"] for row in table.rows] == ["Quay", "Pier", "Mole"]
    assert [row.values["forecast_start_on"] for row in table.rows] == [row[3] for row in _REGISTER[1:]]
    assert [row.values["bac"] for row in table.rows] == [12_050_000, None, 300_000]
    assert [(problem.row, problem.value) for problem in table.problems] == [(3, "#DIV/0!")]
    assert [each.name for each in table.questions] == ["hidden rows"]
    (table,) = read_book(path, answers={"hidden rows": "leave out"}).tables
    assert [row.values["name"] for row in table.rows] == ["Quay", "Pier"]
    assert "Rows that are hidden in the file were left out: 1 (4)." in table.notes


def test_errors_at_the_edge_of_a_sheet_are_no_empty_cells(tmp_path: Path, write_binary: "WriteBinary") -> None:
    rows = [["Project name", "RAG", "Budget £k"], ["Quay", "Red", "#N/A"], ["Pier", "Red", "#N/A"]]
    (table,) = read_book(write_binary(tmp_path / "a.xlsb", "Register", rows)).tables
    assert [problem.value for problem in table.problems] == ["#N/A", "#N/A"]


def test_the_command_leaves_hidden_rows_out_if_it_is_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], write_binary: "WriteBinary"
) -> None:
    path = write_binary(tmp_path / "a.xlsb", "Register", _REGISTER, hidden_rows={3})
    main(["import", str(path), str(tmp_path / "a.pmo"), "--leave-out-hidden", "--dry-run"])
    assert "left out: 1 (4)" in capsys.readouterr().out


def test_damaged_workbooks_give_marks_or_none_but_never_stop(tmp_path: Path, write_binary: "WriteBinary") -> None:
    chance = random.Random(7)  # noqa: S311  no secret
    sources = [(_FILES / name).read_bytes() for name in ("hidden.xls", "hidden.ods", "errors.xlsx")]
    sources.append(write_binary(tmp_path / "a.xlsb", "Register", _REGISTER).read_bytes())
    for content in sources:
        for _ in range(60):
            broken = bytearray(content)
            for _ in range(chance.randrange(1, 9)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            marks_of(bytes(broken[: chance.randrange(len(broken))] if chance.random() < 0.3 else broken))


def test_ratings_by_colour_in_other_workbooks_than_xlsx_are_told(tmp_path: Path, write_binary: "WriteBinary") -> None:
    rows = [["Project name", "RAG", "Budget £k"], ["Quay", "", 5], ["Pier", "", 7]]
    (table,) = read_book(write_binary(tmp_path / "a.xlsb", "Register", rows)).tables
    assert "“RAG” holds no text. Ratings by colour alone are read from .xlsx: save the file as that." in table.notes
