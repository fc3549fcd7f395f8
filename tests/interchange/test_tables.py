import random
import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import xlsxwriter

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.interchange.workbook import read_workbook

_FILES = Path(__file__).parents[1] / "files" / "registers"


def _workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        first = book.add_worksheet("Register")
        first.write_row(1, 1, ["Project", "Cost", "Due"])
        first.write_row(2, 1, ["A", 5, ""])
        first.write_datetime(2, 3, datetime(2024, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001  no zones
        first.write_blank(9, 9, None, book.add_format({"bold": True}))
        first.merge_range(4, 1, 4, 2, "over two")
        book.add_worksheet("Lists").hide()
        book.add_chartsheet("Chart")
    return path


def test_every_worksheet_is_read_with_its_cells_in_their_places(tmp_path: Path) -> None:
    register, lists = read_sheets(_workbook(tmp_path / "a.xlsx"))
    assert (register.name, register.hidden, register.merges) == ("Register", False, (((4, 1), (4, 2)),))
    assert register.rows[1][1:4] == ["Project", "Cost", "Due"]
    assert register.rows[2][1:4] == ["A", 5.0, date(2024, 3, 31)]
    assert len(register.rows) == 5
    assert (lists.name, lists.hidden, list(lists.rows)) == ("Lists", True, [])


def test_a_workbook_is_read_under_a_wrong_name(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    assert [sheet.name for sheet in read_sheets(path)] == ["Register", "Lists"]


def test_an_open_document_spreadsheet_is_read(tmp_path: Path) -> None:
    office, text, cell = "urn:oasis:names:tc:opendocument:xmlns:", "text:p", "table:table-cell"
    value = f'<{cell} office:value-type="string"><{text}>Bridge</{text}></{cell}>'
    day = f'<{cell} office:value-type="date" office:date-value="2024-03-31"><{text}>31.3.24</{text}></{cell}>'
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
        f'xmlns:text="{office}text:1.0"><office:body><office:spreadsheet><table:table table:name="Plan">'
        f"<table:table-row>{value}{day}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    (sheet,) = read_sheets(tmp_path / "a.xlsx")
    assert (sheet.name, list(sheet.rows)) == ("Plan", [["Bridge", date(2024, 3, 31)]])


def test_a_text_file_is_one_sheet(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("a;b\n1;2\n")
    assert read_sheets(tmp_path / "a.xlsx") == (Sheet("", (("a", "b"), ("1", "2")), encoding="utf-8", delimiter=";"),)


def test_days_are_right_in_workbooks_that_count_from_1904() -> None:
    assert [row[0] for row in read_sheets(_FILES / "date_1904.xlsx")[0].rows[:2]] == [
        date(2021, 1, 1),
        date(2021, 1, 2),
    ]


def test_cells_in_which_a_formula_failed_are_not_taken_for_empty() -> None:
    assert [row[0] for row in read_sheets(_FILES / "errors.xlsx")[0].rows] == [
        "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#REF!", "#NUM!", "#N/A",
    ]  # fmt: skip


def test_a_protected_workbook_is_told() -> None:
    with pytest.raises(PmoError, match="is protected by a password"):
        read_sheets(_FILES / "protected.xlsx")


def test_a_reader_that_takes_too_long_is_killed_and_told() -> None:
    with pytest.raises(PmoError, match="more time or memory"):
        read_sheets(_FILES / "risks.xlsx", seconds=0.001)


def test_a_cell_in_the_farthest_corner_does_not_keep_a_sheet_from_being_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Project")
        sheet.write(1_048_575, 16_383, "far away")
    began = time.monotonic()
    rows = read_sheets(tmp_path / "a.xlsx")[0].rows
    assert (rows[0][0], rows[-1][-1], len(rows)) == ("Project", "far away", 1_048_576)
    assert time.monotonic() - began < 30


def test_a_tall_used_range_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Project")
        sheet.write(200_000, 2, "far down")
    rows = read_sheets(tmp_path / "a.xlsx")[0].rows
    assert (rows[0], rows[1], rows[-1], len(rows)) == (["Project", "", ""], [], ["", "", "far down"], 200_001)


def _sheets_or_sentence(path: Path) -> bool:
    try:
        return all(len(sheet.name) > 0 for sheet in read_sheets(path))
    except PmoError as error:
        return f"“{path.name}”" in str(error)


def test_mutated_workbooks_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = _workbook(tmp_path / "whole.xlsx").read_bytes()
    choose = random.Random(7)  # noqa: S311  the same damage every time
    path = tmp_path / "mutated.xlsx"
    for _ in range(25):
        content = bytearray(whole)
        for _ in range(choose.randint(1, 20)):
            content[choose.randrange(len(content))] = choose.randrange(256)
        path.write_bytes(content)
        assert _sheets_or_sentence(path)


def test_what_the_child_answers_for_a_workbook() -> None:
    answer = read_workbook(str(_FILES / "risikoregister.xlsx"))
    assert not isinstance(answer, str)
    assert [(name, len(rows), hidden, merges) for name, rows, hidden, merges, *_ in answer] == [
        ("Tabelle1", 9, False, [])
    ]


def test_what_the_child_answers_holds_the_errors_and_nothing_for_blank_rows(tmp_path: Path) -> None:
    answer = read_workbook(str(_FILES / "errors.xlsx"))
    assert not isinstance(answer, str)
    assert answer[0][1][0] == ["#DIV/0!"]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet, nothing = book.add_worksheet(), cast("Any", "")
        sheet.write(0, 0, "Project")
        sheet.write_formula(1, 0, '=""', value=nothing)
        sheet.write(3, 0, "A")
    assert read_workbook(str(tmp_path / "a.xlsx")) == [
        ("Sheet1", [["Project"], [], [], ["A"]], False, [], set(), set())
    ]


def test_what_the_child_answers_where_there_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\3\4 but no more")
    assert read_workbook(str(tmp_path / "a.xlsx")) == "damaged"
    assert read_workbook(str(tmp_path / "gone.xlsx")) == "damaged"
    assert read_workbook(str(_FILES / "protected.xlsx")) == "password"
