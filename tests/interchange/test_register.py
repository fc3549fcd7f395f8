import gc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pmo_desktop.domain.choices import ProjectStatus, Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ReadTable
from pmo_desktop.interchange import read_register

_FILES = Path(__file__).parents[1] / "files" / "registers"


def _read(folder: Path, text: str, name: str = "register.csv") -> ReadTable:
    (folder / name).write_text(text, encoding="utf-8")
    return read_register(folder / name)


def _refusal(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(PmoError) as caught:
        read_register(path, sheet)
    return str(caught.value)


def _column(table: ReadTable, field: str) -> list[object]:
    return [row.values[field] for row in table.rows]


def _matched(table: ReadTable) -> dict[str, str | None]:
    return {match.header: match.field for match in table.matches}


def test_reading_leaves_the_collector_of_cycles_as_it_was(tmp_path: Path) -> None:
    _read(tmp_path, "Project,RAG\nA,Red\n")
    assert gc.isenabled()
    gc.disable()
    try:
        _read(tmp_path, "Project,RAG\nA,Red\n")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_german_register_is_read(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        "Projekt-Nr.;Projektname;Abteilung;Status;Ampel;Startdatum;Enddatum;Budget (T€);Ist-Kosten (T€)\n"
        "7;Brücke;Bau;in Arbeit;gelb;01.03.2024;31.12.2025;1.250,5;200\n"
        "8;Tunnel;Bau;abgeschlossen;grün;15.04.2023;30.06.2024;900;1.000\n",
    )
    assert set(_matched(table).values()) == {
        "reference", "name", "organisation", "status", "overall", "forecast_start_on", "forecast_finish_on", "bac",
        "ac",
    }  # fmt: skip
    assert _column(table, "status") == [ProjectStatus.ACTIVE, ProjectStatus.CLOSED]
    assert _column(table, "overall") == [Rating.AMBER, Rating.GREEN]
    assert _column(table, "forecast_start_on") == [date(2024, 3, 1), date(2023, 4, 15)]
    assert _column(table, "bac") == [125_050_000, 90_000_000]
    assert _column(table, "ac") == [20_000_000, 100_000_000]
    assert (table.currency, table.problems) == ("EUR", ())


def test_a_point_before_three_digits_separates_thousands_where_nothing_says_otherwise(tmp_path: Path) -> None:
    table = _read(tmp_path, "Projekt;Ampel;Budget\nA;rot;12.500\nB;rot;900\n")
    assert _column(table, "bac") == [1_250_000, 90_000]
    assert "“Budget”: a point before three digits is taken to separate thousands." in table.notes
    millions = _read(tmp_path, "Projekt;Ampel;Budget (€m)\nA;rot;12.500\nB;rot;900\n")
    assert _column(millions, "bac") == [1_250_000_000, 90_000_000_000]
    english = _read(tmp_path, "Project;RAG;Budget;EAC\nA;Red;12.500;1,000.50\n")
    assert _column(english, "bac") == [1_250]


def test_a_status_column_of_ratings_is_a_rating(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,Status\nA,On track\nB,At risk\nC,Late\n")
    assert _matched(table)["Status"] == "overall"
    assert _column(table, "overall") == [Rating.GREEN, Rating.AMBER, Rating.RED]


def test_a_word_that_is_no_rating_is_a_problem_and_the_reason(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,RAG,RAG reason\nA,Red,late\nB,Reset,new plan\nC,Not yet assessed,\nD,Green,\n")
    assert _column(table, "overall") == [Rating.RED, None, None, Rating.GREEN]
    assert _column(table, "overall_reason") == ["late", "Reset\nnew plan", "Not yet assessed", None]
    assert [(problem.row, problem.column, problem.value) for problem in table.problems] == [(3, "B", "Reset")]


def test_a_sentence_in_the_rating_of_a_dimension_is_a_problem_and_kept(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,RAG,Schedule RAG\nA,Red,Red\nB,Red,not assessed this month\n")
    assert _column(table, "schedule") == [Rating.RED, None]
    assert table.rows[1].texts == {"schedule": "not assessed this month"}
    assert [(problem.row, problem.column, problem.reason) for problem in table.problems] == [(3, "C", "not a rating")]


def test_dates_that_could_be_either_way_round_are_told(tmp_path: Path) -> None:
    both = "Project,RAG,Start date\nA,Red,13/02/2024\nB,Red,02/13/2024\nC,Red,03/04/2024\n"
    assert [problem.reason for problem in _read(tmp_path, both).problems] == ["day and month could be either way round"]
    unknown = _read(tmp_path, "Project,RAG,Start date\nA,Red,01/02/2024\n")
    assert _column(unknown, "forecast_start_on") == [date(2024, 2, 1)]
    assert any("whether day or month comes first" in note for note in unknown.notes)


def test_a_dash_is_empty_and_counted(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,RAG,Budget\nA,Red,-\nB,Red,5\n")
    assert _column(table, "bac") == [None, 500]
    assert table.problems == ()
    assert "“Budget”: a dash or “n/a” is taken as empty: 1." in table.notes


def test_a_foreign_amount_is_told_and_not_mixed(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,RAG,Budget\nA,Red,£5\nB,Red,£7\nC,Red,$9\n")
    assert (table.currency, _column(table, "bac")) == ("GBP", [500, 700, None])
    assert table.rows[2].texts == {"bac": "$9"}


def test_the_currency_of_the_workspace_settles_the_minor_unit_where_the_file_shows_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Project,RAG,Budget\nA,Red,500\n")
    table = read_register(tmp_path / "a.csv", currency="JPY")
    assert (table.currency, _column(table, "bac")) == (None, [500])


def test_an_amount_without_a_unit_takes_that_of_the_others_if_of_their_size(tmp_path: Path) -> None:
    alike = _read(tmp_path, "Project,RAG,Whole life cost (£m),Contingency\nA,Red,120,12\nB,Red,80,8\n")
    assert _column(alike, "contingency") == [1_200_000_000, 800_000_000]
    assert "“Contingency” is taken to be in millions like the other amounts." in alike.notes
    in_full = _read(tmp_path, "Project,RAG,Whole life cost (£m),Contingency\nA,Red,120,12000000\nB,Red,80,8000000\n")
    assert _column(in_full, "contingency") == [1_200_000_000, 800_000_000]


def test_a_bare_year_is_no_field(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project name,2019/20,2020/21\nA,1,2\nB,3,4\n")
    assert list(_matched(table).values()) == ["name", None, None]
    assert table.rows[1].extras == {"2019/20": "3", "2020/21": "4"}


def test_units_that_disagree_give_none_to_the_others(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,RAG,Whole life cost (£m),Budget (£k),EAC\nA,Red,1,2,3\n")
    assert [table.rows[0].values[field] for field in ("whole_life_cost", "bac", "eac")] == [100_000_000, 200_000, 300]


def test_the_text_beside_gives_no_unit_where_it_disagrees(tmp_path: Path) -> None:
    rows = "".join(
        f"P{n},Red,{n}5.5,The budget of the project is now {n}5.5{'k' if n == 3 else 'm'}\n" for n in range(1, 6)
    )
    table = _read(tmp_path, f"Project,RAG,Budget,Comments\n{rows}")
    assert _column(table, "bac") == [1550, 2550, 3550, 4550, 5550]


def test_the_programme_of_a_project_is_read_beside_its_name(tmp_path: Path) -> None:
    table = _read(tmp_path, "Programme name,Project name,RAG\nRail,Bridge,Red\nRail,Tunnel,Red\n")
    assert [_column(table, field) for field in ("programme", "name")] == [["Rail", "Rail"], ["Bridge", "Tunnel"]]


def test_programmes_are_the_entries_where_nothing_else_is_listed(tmp_path: Path) -> None:
    table = _read(tmp_path, "Programme name,RAG\nRail,Red\nRoads,Green\n")
    assert _column(table, "name") == ["Rail", "Roads"]


def test_columns_no_field_takes_are_kept_as_text_under_their_own_names(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,RAG,Region,Region,,Slip (days)\nA,Red,North,South,odd,5\nB,Red,,,,\n")
    assert table.rows[0].extras == {"Region": "North", "Region (2)": "South", "Column E": "odd", "Slip (days)": "5"}
    assert table.rows[1].extras == {}
    assert [match.header for match in table.unmatched] == ["Region", "Region", "", "Slip (days)"]
    assert "No field takes these columns, their text is kept: “Region”, “Region”, “E”." in table.notes
    assert "“Slip (days)” follows from other figures; its text is kept." in table.notes


def test_very_many_columns_no_field_takes_are_told_in_short(tmp_path: Path) -> None:
    table = _read(tmp_path, "Project,RAG" + ",x" * 50 + "\nA,Red" + ",1" * 50 + "\n")
    assert len(table.rows[0].extras) == 50
    assert next(note for note in table.notes if "No field" in note).endswith("“x” ….")


def test_what_cannot_be_true_is_read_and_told(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        "ID,Project,Start date,End date\n1,A,2025-01-01,2024-01-01\n1,B,2024-01-01,2025-01-01\n2,,2024-01-01,\n",
    )
    assert table.rows[0].values["forecast_finish_on"] == date(2024, 1, 1)
    assert {
        "Rows that end before they start: 2.",
        "Rows whose reference stands in an earlier row too: 3.",
        "Rows without a project's name: 4.",
    } <= set(table.notes)


def test_many_rows_of_one_kind_are_told_in_short(tmp_path: Path) -> None:
    rows = "".join(f"P{number},2025-01-01,2024-01-01\n" for number in range(12))
    assert (
        "Rows that end before they start: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …."
        in _read(tmp_path, f"Project,Start date,End date\n{rows}").notes
    )


def test_references_stand_in_for_names_that_are_missing() -> None:
    table = read_register(_FILES / "capital_delivery.csv")
    assert (len(table.rows), _column(table, "reference")[0], table.encoding) == (445, "Q05388", "utf-8-sig")
    assert table.rows[0].extras["BNI"] == "5/02/2016 5:00:00 PM"
    assert any("references stand in" in note for note in table.notes)


def test_the_period_comes_from_a_column_the_headers_or_the_name(tmp_path: Path) -> None:
    assert _read(tmp_path, "Quarter,Project,RAG\nQ3 2024,A,Red\nQ3 2024,B,Red\n").period_hint == "Q3 2024"
    assert _read(tmp_path, "Project,RAG,2023/24 Budget\nA,Red,5\n").period_hint == "2023/24"
    assert _read(tmp_path, "Project,RAG\nA,Red\n", "register_2022.csv").period_hint == "2022"
    assert _read(tmp_path, "Project,RAG\nA,Red\n").period_hint is None


def test_snapshots_of_several_periods_keep_each_rows_own(tmp_path: Path) -> None:
    rows = "".join(f"{year},{name},Red\n" for name in "ABC" for year in (2021, 2022, 2023))
    table = _read(tmp_path, f"Year,Project,RAG\n{rows}")
    assert table.period_hint is None
    assert _column(table, "period") == ["2021", "2022", "2023"] * 3
    assert "The file holds several periods: “2021”, “2022”, “2023”." in table.notes


def _broken(sheet: Worksheet, row: int, column: int, shown: Any) -> None:  # noqa: ANN401  its stub knows numbers only
    sheet.write_formula(row, column, "=1/0", value=shown)


def test_error_values_of_a_workbook_are_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Project", "RAG", "Budget", "SRO"])
        sheet.write_row(1, 0, ["A", "Red", 5, "Doe"])
        sheet.write_row(2, 0, ["B", "Red"])
        _broken(sheet, 2, 2, "#DIV/0!")
        _broken(sheet, 2, 3, "#N/A")
    table = read_register(tmp_path / "a.xlsx")
    assert [(problem.column, problem.value, problem.reason) for problem in table.problems] == [
        ("C", "#DIV/0!", "an error value of the spreadsheet"),
        ("D", "#N/A", "an error value of the spreadsheet"),
    ]


def _workbook(path: Path, *, hide: bool = False) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["Name", "Phone"])
        book.add_worksheet("Short").write_row(0, 0, ["Project", "RAG"])
        book.worksheets()[1].write_row(1, 0, ["A", "Red"])
        register = book.add_worksheet("Register")
        register.write_row(0, 0, ["Project", "RAG", "Department", "Start date"])
        register.write_row(1, 0, ["A", "Red", "DFT", "2024-01-01"])
        if hide:
            register.hide()
    return path


def test_the_sheet_most_like_a_register_is_read(tmp_path: Path) -> None:
    table = read_register(_workbook(tmp_path / "a.xlsx"))
    assert (table.sheet, table.encoding, table.delimiter) == ("Register", "", "")
    assert "Read from sheet “Register”; not read: “Notes”, “Short”." in table.notes


def test_a_table_far_above_a_stray_cell_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Project", "RAG", "SRO", "Region"])
        sheet.write_row(1, 0, ["A", "Red", "Doe", "North"])
        sheet.write(300_000, 1, "stray")
    table = read_register(tmp_path / "a.xlsx")
    assert _column(table, "name") == ["A"]
    assert "Row 300001 holds one text only and is no project: stray" in table.notes


def test_a_hidden_sheet_is_read_only_when_named(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", hide=True)
    assert read_register(path).sheet == "Short"
    assert read_register(path, "register").sheet == "Register"


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    sentence = _refusal(_workbook(tmp_path / "a.xlsx"), "Projects")
    assert sentence == "“a.xlsx” has no sheet “Projects”: name one of “Notes”, “Short”, “Register”."


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Project,RAG\nA,Red\n")
    assert "is a text file and has no sheets" in _refusal(tmp_path / "a.csv", "Projects")


def test_a_named_sheet_that_is_no_register_is_told(tmp_path: Path) -> None:
    sentence = _refusal(_workbook(tmp_path / "a.xlsx"), "Notes")
    assert sentence.startswith("“a.xlsx” holds no register of projects: in sheet “Notes”, no column of it holds")


@pytest.mark.parametrize(("text", "why"), [
    ("alpha,beta\n1,2\n", "head its columns “Project name”, “Start date”, “RAG” or the like"),
    ("Colour,Start date\nred,2024-01-01\n", "head one “Project name” instead of “Colour”, “Start date”"),
    ("id,name\n1,x\n", "no column of it holds what a project has"),
    ("Project,RAG\n", "no row stands under its headers"),
    ("Project,RAG\nA,Red\nA,Red\nA,Red\nB,Red\nB,Red\nB,Red\nB,Red\n", "the same few names stand in most of its rows"),
    ("Name,Email,Phone,Department\nJo,a@b.c,1,HR\n", "it looks like a list of people"),
    ("a,b,c,d,e,f,g,h,Start date\n1,1,1,1,1,1,1,1,2024-01-01\n", "“f” …"),
])  # fmt: skip
def test_a_file_that_is_no_register_says_why(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "unknown.csv").write_text(text)
    sentence = _refusal(tmp_path / "unknown.csv")
    assert sentence.startswith("“unknown.csv” holds no register of projects: ")
    assert why in sentence


@pytest.mark.parametrize(("name", "what"), [
    ("risks.xlsx", "it looks like a risk log"), ("risikoregister.xlsx", "it looks like a risk log"),
    ("project_plan.xlsx", "it looks like a plan of tasks"), ("multiline_headers.xlsx", "head its columns"),
    ("errors.xlsx", "head its columns"), ("date_1904.xlsx", "head its columns"), ("protected.xlsx", "password"),
])  # fmt: skip
def test_real_files_that_are_no_registers_are_refused_for_what_they_are(name: str, what: str) -> None:
    assert what in _refusal(_FILES / name)


def test_a_workbook_of_empty_sheets_is_empty(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet()
    assert _refusal(tmp_path / "a.xlsx") == "“a.xlsx” is empty: there is nothing to import."


def test_a_board_dashboard_is_read() -> None:
    table = read_register(_FILES / "dashboards.xlsx")
    assert (table.sheet, table.header_row, table.currency) == ("Finance", 3, "GBP")
    assert _column(table, "name") == ["Mars", "Sea of Tranquility", "Apollo 13", "Falcon 9", "Columbia"]
    assert _column(table, "whole_life_cost")[0] == 272_203_708_286
    assert _column(table, "cost") == [Rating.AMBER, Rating.AMBER_GREEN, Rating.AMBER_RED, Rating.RED, Rating.GREEN]


def test_every_text_of_a_file_is_somewhere_in_what_was_read(tmp_path: Path) -> None:
    text = "Project,RAG,Start date,Budget,Region\nA,Red,soon,a lot,North\nB,Exempt for now,2024-01-01,5,\n"
    table = _read(tmp_path, text)
    for line, row in zip(text.splitlines()[1:], table.rows, strict=True):
        kept = {str(value) for value in (*row.values.values(), *row.texts.values(), *row.extras.values())}
        known = {"Red": "R", "5": "500"}
        assert all(known.get(cell, cell) in kept for cell in line.split(",") if cell)


def test_a_column_stands_for_what_the_user_says(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Project name,Budget,Rough guess\nHarbour,100,120\nTunnel,200,260\n", encoding="utf-8")
    read = read_register(path)
    assert [match.field for match in read.matches] == ["name", "bac", None]
    told = read_register(path, fields={1: None, 2: "bac"})
    assert [(match.field, match.how) for match in told.matches] == [("name", "exact"), (None, ""), ("bac", "chosen")]
    assert [row.values["bac"] for row in told.rows] == [120_00, 260_00]
    assert [row.extras["Budget"] for row in told.rows] == ["100", "200"]


def test_a_field_given_to_one_column_is_taken_from_the_other(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Project name,Budget,Rough guess\nHarbour,100,120\n", encoding="utf-8")
    told = read_register(path, fields={2: "bac"})
    assert [match.field for match in told.matches] == ["name", None, "bac"]
