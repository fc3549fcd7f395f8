import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pmo_desktop.domain.choices import ItemState, MoneyKind, Rating, RiskResponse
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.importing import ReadBook, ReadTable
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.told import Told
from pmo_desktop.services.learning import Learnt

_FILES = Path(__file__).parents[1] / "files" / "registers"
Fill = Callable[[xlsxwriter.Workbook, Worksheet], None]


def _workbook(folder: Path, name: str, fill: Fill) -> ReadBook:
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        fill(book, book.add_worksheet(name))
    return read_book(folder / "a.xlsx")


def _rows(folder: Path, name: str, *rows: list[object]) -> ReadBook:
    def fill(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return _workbook(folder, name, fill)


def _one(book: ReadBook) -> ReadTable:
    (table,) = book.tables
    return table


def _fields(table: ReadTable) -> dict[str, str | None]:
    return {match.header: match.field for match in table.matches}


def _column(table: ReadTable, field: str) -> list[object]:
    return [row.values[field] for row in table.rows]


@pytest.mark.parametrize(("file", "tables", "left_out"), [
    ("risks.xlsx", [("Q1_20_21 all data", "risk", 30)], 3),
    ("dashboards.xlsx", [("Finance", "project", 5), ("Schedule", "project", 5), ("Benefits_VfM", "project", 5)], 1),
    ("risikoregister.xlsx", [("Tabelle1", "risk", 8)], 0),
    ("risk_log.xlsx", [("RiskLog", "risk", 1), ("Export", "risk", 1)], 4),
    ("tables.xlsx", [("Stakeholders", "stakeholder", 8), ("Risk Register", "risk", 4), ("Risk Log", "risk", 9)], 17),
    ("plan.xml", [("", "project", 1), ("", "baseline", 1), ("", "person", 5)], 1),
])  # fmt: skip
def test_every_register_of_a_file_is_recognised_and_the_rest_left_out(
    file: str, tables: list[tuple[str, str, int]], left_out: int
) -> None:
    book = read_book(_FILES / file)
    assert [(each.sheet, each.target, len(each.rows)) for each in book.tables] == tables
    assert len(book.left_out) == left_out


def test_a_risk_log_with_headers_of_three_lines_keeps_every_scale(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Risks",
        ["ID", "Risk description", "Likelihood\n(1-5)", "Impact (H/M/L)", "Response", "Status", "Due"],
        ["R1", "Steel is late", 4, "High", "Mitigate: buy early", "Open", "30/06/2026"],
        ["R2", "Strike", "Almost certain", "VL", "Akzeptanz", "erledigt", "TBC"],
        ["R3", "Rain", "Low (2)", "3 - Medium", "tolerate", "in progress", ""],
    ))  # fmt: skip
    assert table.target == "risk"
    assert [_column(table, field) for field in ("probability", "impact")] == [[4, 5, 2], [4, 1, 3]]
    assert _column(table, "response") == [RiskResponse.REDUCE, RiskResponse.ACCEPT, RiskResponse.ACCEPT]
    assert _column(table, "state") == [ItemState.OPEN, ItemState.CLOSED, ItemState.OPEN]
    assert table.rows[0].extras == {"Response": "Mitigate: buy early"}
    assert [(problem.row, problem.value, problem.mend != "") for problem in table.problems] == [(3, "TBC", True)]


def test_chances_and_longer_scales_are_brought_to_five(tmp_path: Path) -> None:
    head: list[object] = ["Risk", "Probability", "Impact"]
    table = _one(_rows(tmp_path, "Risks", head, ["A", 0.05, 10], ["B", 0.3, 5], ["C", 0.95, 1]))
    assert [_column(table, field) for field in ("probability", "impact")] == [[1, 2, 5], [5, 3, 1]]


def test_ratings_may_stand_in_the_colour_of_a_cell_alone(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["Project name", "RAG", "Schedule RAG", "Budget"])
        for row, colour in enumerate(("#FF0000", "#FFC000", "#00B050", "#FFFFFF"), 1):
            sheet.write(row, 0, f"P{row}")
            sheet.write_blank(row, 1, None, book.add_format({"bg_color": colour}))
            sheet.write(row, 2, "Green", book.add_format({"bg_color": "#FF0000"}))
            sheet.write(row, 3, 100)

    table = _one(_workbook(tmp_path, "Register", fill))
    assert _column(table, "overall") == [Rating.RED, Rating.AMBER, Rating.GREEN, None]
    assert set(_column(table, "schedule")) == {Rating.GREEN}


def test_headers_of_three_merged_lines_groups_totals_and_footnotes_are_told_apart(tmp_path: Path) -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("C1", "Quarterly report")
        sheet.write_row("C3", ["Projects", "On track", "Late"])
        sheet.write_row("C4", [2, 1, 1])
        sheet.merge_range("C6:C8", "Project")
        sheet.merge_range("D6:G6", "Schedule")
        sheet.merge_range("D7:E7", "Baseline")
        sheet.merge_range("F7:G7", "Forecast")
        sheet.write_row("D8", ["Start", "Finish", "Start", "Finish"])
        sheet.merge_range("H6:I7", "Cost (£m)")
        sheet.write_row("H8", ["Budget", "EAC"])
        sheet.write("C9", "Rail division")
        sheet.write_row("C10", ["Bridge", "2026-01-05", "2026-12-01", "2026-02-01", "2027-01-01", 12.5, 13])
        sheet.write("C11", "Total")
        sheet.write_row("H11", [12.5, 13])
        sheet.write("C13", "Source: the finance team, unaudited")

    table = _one(_workbook(tmp_path, "Report", fill))
    assert table.header_row == 8
    assert [row.values["name"] for row in table.rows] == ["Bridge"]
    assert table.rows[0].values["baseline_finish_on"] == date(2026, 12, 1)
    assert table.rows[0].values["forecast_finish_on"] == date(2027, 1, 1)
    assert table.rows[0].values["bac"] == 1_250_000_000


def test_amounts_in_columns_of_months_become_a_row_each(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Spend profile", ["£k"], ["Project", "Line", "Apr 2026", "May-26", "2026-06", "Q1 26/27", "Total"],
        ["Bridge", "Budget", 10, "", 30, 4, 44], ["Bridge", "Ist", 11, 20, "", "", 31],
    ))  # fmt: skip
    assert table.target == "money_line"
    assert [(row.row, row.values["month_on"], row.values["kind"], row.values["amount"]) for row in table.rows] == [
        (3, date(2026, 4, 1), MoneyKind.BASELINE, 1_000_000), (3, date(2026, 6, 1), MoneyKind.BASELINE, 3_000_000),
        (3, date(2026, 4, 1), MoneyKind.BASELINE, 400_000), (4, date(2026, 4, 1), MoneyKind.ACTUAL, 1_100_000),
        (4, date(2026, 5, 1), MoneyKind.ACTUAL, 2_000_000),
    ]  # fmt: skip


def test_a_raid_log_in_one_table_is_parted_by_its_kinds(tmp_path: Path) -> None:
    book = _rows(
        tmp_path, "RAID", ["ID", "Type", "Title", "Owner", "Status", "Due date"],
        ["1", "Risk", "Late", "AD", "Open", ""], ["2", "Issue", "Broken", "AD", "Open", ""],
        ["3", "Action", "Call", "BR", "Done", "2026-01-01"], ["4", "Risk", "Dear", "BR", "Open", ""],
    )  # fmt: skip
    assert {each.target: [row.row for row in each.rows] for each in book.tables} == {
        "action": [4], "issue": [3], "risk": [2, 5],
    }  # fmt: skip


def test_only_the_milestones_of_a_plan_of_tasks_are_read(tmp_path: Path) -> None:
    head: list[object] = ["WBS", "Task name", "Duration", "Start", "Finish", "Predecessors"]
    table = _one(_rows(
        tmp_path, "Plan", head, ["1", "Design", "20d", "2026-01-01", "2026-01-30", ""],
        ["2", "Design approved", "0d", "2026-01-30", "2026-01-30", "1"],
    ))  # fmt: skip
    assert [(row.values["name"], row.values["forecast_on"]) for row in table.rows] == [
        ("Design approved", date(2026, 1, 30))
    ]
    assert _rows(tmp_path, "Plan", head, ["1", "Design", "20d", "2026-01-01", "2026-01-30", ""]).tables == ()


def test_a_cover_names_the_project_of_all_sheets(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        made.add_worksheet("Cover").write_column(1, 1, ["RAID log", "Project: Harbour Crossing"])
        sheet = made.add_worksheet("Issues")
        sheet.write_row(0, 0, ["No.", "Issue", "Severity", "Owner"])
        sheet.write_row(1, 0, [1, "Crane broken", "Major", "AD"])
    assert read_book(tmp_path / "a.xlsx").project == "Harbour Crossing"


def test_a_cell_far_out_neither_stops_nor_widens_a_register(tmp_path: Path) -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["Project name", "RAG"])
        sheet.write_row(1, 0, ["Bridge", "Red"])
        sheet.write(200_000, 16_383, "x")

    table = _one(_workbook(tmp_path, "Register", fill))
    assert [row.values["name"] for row in table.rows] == ["Bridge"]


def test_columns_that_show_no_order_of_day_and_month_follow_those_that_do(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Project,RAG,Start Date,End Date\nA,Red,1/2/24,12/31/25\n")
    table = _one(read_book(path))
    assert (_column(table, "forecast_start_on"), table.unsettled) == ([date(2024, 1, 2)], ())
    path.write_text("Project,RAG,Start Date\nA,Red,1/2/24\n")
    assert _one(read_book(path)).unsettled == (2,)
    told = _one(read_book(path, told={("", 1): Told(orders={2: "month first"})}))
    assert (_column(told, "forecast_start_on"), told.unsettled) == ([date(2024, 1, 2)], ())


def test_what_was_learnt_of_headers_is_used_for_the_next_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Project,RAG,Guess\nA,Red,Rail\n")
    table = _one(read_book(path))
    assert _fields(table)["Guess"] is None
    again = _one(read_book(path, learnt={table.header_set: Learnt(fields={2: "category"})}))
    assert (_fields(again)["Guess"], again.matches[2].how) == ("category", "learnt")


def test_hidden_sheets_and_what_the_user_leaves_out_are_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        for name in ("Risks", "Old risks"):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, ["Risk", "Probability", "Impact"])
            sheet.write_row(1, 0, ["Late", 3, 4])
        sheet.hide()
    book = read_book(tmp_path / "a.xlsx", targets={("Risks", 1): None})
    assert [(each.sheet, each.reason) for each in book.left_out] == [
        ("Risks", "you left it out"),
        ("Old risks", "it is hidden"),
    ]
    assert [each.sheet for each in read_book(tmp_path / "a.xlsx", "old risks").tables] == ["Old risks"]


@pytest.mark.parametrize("heads", [
    "Réf. projet;Intitulé du projet;Chef de projet;Budget initial (k€);Fin prévue;Météo",
    "Projekt-Nr.;Projektname;Projektleiter;Gesamtbudget (T€);Projektende;Ampel",
    "Código de proyecto;Proyecto;Jefe de proyecto;Presupuesto (miles €);Fecha de fin;Semáforo",
    "Codice progetto;Nome progetto;Capo progetto;Budget (migliaia €);Data di fine;Semaforo",
])  # fmt: skip
def test_registers_in_four_other_languages_are_read(tmp_path: Path, heads: str) -> None:
    (tmp_path / "a.csv").write_text(f"{heads}\nP1;Portal;Roux;3 200;16/08/2027;vert\n", encoding="utf-16")
    table = _one(read_book(tmp_path / "a.csv"))
    values = table.rows[0].values
    assert (values["reference"], values["bac"], values["forecast_finish_on"]) == ("P1", 320_000_000, date(2027, 8, 16))
    assert values["overall"] is Rating.GREEN
    assert values["project_manager"]


def _spoilt(content: bytes, luck: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(luck.randint(1, 30)):
        place = luck.randrange(len(spoilt))
        spoilt[place : place + luck.randint(0, 8)] = luck.randbytes(luck.randint(0, 8))
    return bytes(spoilt[: luck.randrange(len(spoilt) // 2, len(spoilt))] if luck.random() < 0.3 else spoilt)


def _told(path: Path) -> bool:
    """Whether a file is read, or refused in a sentence that names it; anything else is a fault of ours."""
    try:
        return read_book(path).source_name == path.name
    except PmoError as error:
        return path.name in str(error)


_SOURCES = tuple(_FILES / name for name in ("risikoregister.xlsx", "plan.xml", "accent.csv", "errors.xlsx"))


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.name)
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(
    source: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    luck, content = random.Random(source.name), source.read_bytes()  # noqa: S311  no secrets
    for number in range(400 if request.config.getoption("--long") else 6):
        path = tmp_path / f"{number}{source.suffix}"
        path.write_bytes(_spoilt(content, luck))
        began = time.monotonic()
        assert _told(path)
        assert time.monotonic() - began < 10


def test_nothing_that_stands_in_cells_makes_a_reader_fail(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    luck = random.Random(5)  # noqa: S311
    heads = [
        "Project", "RAG", "Risk", "Probability", "Impact", "Due", "Apr 2026", "May 2026", "Jun 2026", "Budget (£k)",
        "Type", "",
    ]  # fmt: skip
    cells: list[Any] = [
        "", "x", 5, 0.5, -1, True, "TBC", "#N/A", "1/2/24", "31.12.2024", "£1.2m", "(5)", "Red", "A/R", "VL", "-",
        "Risk", "=1", "\u202e", "é" * 50, 1e300, "99999999999999999999", "0", "100%",
    ]  # fmt: skip
    for number in range(500 if request.config.getoption("--long") else 40):
        width = luck.randint(1, 9)
        lines = [[luck.choice(cells) for _ in range(width)] for _ in range(luck.randint(0, 4))]
        lines.append([luck.choice(heads) for _ in range(width)])
        lines += [[luck.choice(cells) for _ in range(width)] for _ in range(luck.randint(0, 8))]
        path = tmp_path / f"{number}.csv"
        path.write_text("\n".join(";".join(map(str, line)) for line in lines) or "x", encoding="utf-8")
        assert _told(path)


def test_logs_under_each_other_are_told_by_the_title_above_each(tmp_path: Path) -> None:
    book = _rows(
        tmp_path, "RAID",
        ["RISKS"], ["ID", "Risk", "Probability", "Impact", "Owner", "Mitigation", "Status"],
        ["R1", "Late steel", "High", "VH", "Al", "Chase", "Open"], ["R2", "Rain", "L", "M", "Bo", "Wait", "Open"], [],
        ["ACTIONS"], ["ID", "Action", "Owner", "Due", "Status"],
        ["A1", "Pump out", "Cy", "09/01/2026", "Open"], ["A2", "Dig", "Di", "19/01/2026", "Closed"],
    )  # fmt: skip
    assert [(table.target, len(table.rows)) for table in book.tables] == [("risk", 2), ("action", 2)]
    assert _column(book.tables[1], "title") == ["Pump out", "Dig"]
    assert book.tables[1].notes == ("Above the headers stands: ACTIONS",)


def test_lines_of_money_by_month_are_no_headers_down_the_side(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Spend",
        ["Spend profile £k FY25/26"], [], ["Project", "Type", "Apr-25", "May-25", "Jun-25", "Jul-25", "Total"],
        ["Bridge", "Budget", 10, 20, 30, 40, 100], ["Bridge", "Actual", 11, 19, "", "", 30],
        ["Bridge", "Forecast", 11, 19, 33, 42, 105], ["Tunnel", "Budget", 5, 5, 5, 5, 20],
    ))  # fmt: skip
    assert (table.orientation, table.target, table.currency) == ("rows", "money_line", "GBP")
    assert _column(table, "kind")[:6] == [*[MoneyKind.BASELINE] * 4, *[MoneyKind.ACTUAL] * 2]
    assert _column(table, "amount")[:6] == [10_000_00, 20_000_00, 30_000_00, 40_000_00, 11_000_00, 19_000_00]


def test_an_amount_with_its_own_sign_is_whole_beside_bare_ones_in_thousands(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Register", ["Project name", "Budget (k€)", "Actual cost"],
        ["Bridge", "1.250", "300.000,50 €"], ["Tunnel", "980,5", "200.000 €"],
    ))  # fmt: skip
    assert _column(table, "bac") == [1_250_000_00, 980_500_00]
    assert _column(table, "ac") == [300_000_50, 200_000_00]


def test_half_a_person_may_be_written_as_a_percent(tmp_path: Path) -> None:
    table = _one(
        _rows(tmp_path, "Resources", ["Name", "Role", "FTE"], ["Ann", "Analyst", "50%"], ["Bo", "Tester", 0.8])
    )
    assert _column(table, "fte") == [0.5, 0.8]


def test_a_score_of_likelihood_and_impact_is_neither_of_them(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Risques", ["ID", "Risque", "Probabilité", "Gravité", "Criticité"],
        ["1", "Retard", "Forte", "Majeure", 16], ["2", "Panne", "Faible", "Critique", 8],
    ))  # fmt: skip
    assert _fields(table)["Criticité"] is None
    assert _column(table, "impact") == [4, 5]
    table = _one(
        _rows(tmp_path, "Risks", ["ID", "Risk", "Impact"], ["1", "Rain", 16], ["2", "Snow", 8], ["3", "Ice", 25])
    )
    assert _fields(table)["Impact"] != "impact"


def test_a_scale_whose_header_names_its_top_is_brought_to_five(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Risks", ["Risk", "Likelihood (1-3)", "Impact (1 to 4)", "Owner"],
        ["Flood", 3, 2, "Al"], ["Fire", 1, 4, "Bo"], ["Ice", 2, "High", "Al"],
    ))  # fmt: skip
    assert (_column(table, "probability"), _column(table, "impact")) == ([5, 1, 3], [2, 5, 4])
    assert "“Likelihood (1-3)” is on a scale up to 3; it was brought to 1 to 5." in table.notes


def test_an_impact_in_money_is_no_level(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Risks", ["Risk", "Probability %", "Impact £k", "Owner"],
        ["Flood", 20, 100, "Al"], ["Fire", 5, 30, "Bo"],
    ))  # fmt: skip
    assert (_column(table, "probability"), _fields(table)["Impact £k"]) == ([2, 1], None)


def test_a_figure_takes_the_decimal_mark_of_the_others(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Nutzen", ["Nutzen-Nr.", "Nutzen", "Basiswert", "Zielwert", "Zieltermin"],
        [1, "Schneller", "12,5", "8", "31.03.2026"], [2, "Einsparung", "0", "250.000", "31.12.2026"],
    ))  # fmt: skip
    assert (_column(table, "baseline"), _column(table, "target")) == ([12.5, 0.0], [8.0, 250_000.0])
    assert _column(table, "due_on") == [date(2026, 3, 31), date(2026, 12, 31)]


def test_group_rows_that_name_a_programme_give_it_to_the_projects_below(tmp_path: Path) -> None:
    table = _one(_rows(
        tmp_path, "Portfolio",
        ["Portfolio as at 31 March 2025"], ["Ref", "Project", "Project manager", "Start date", "RAG"],
        ["Digital programme"], ["P1", "Portal", "Ann", "2024-04-01", "A/R"], ["P2", "CRM", "Bo", "2024-05-01", "G"],
        ["Programme Estates"], ["P3", "Depot", "Cy", "2024-01-01", "R"],
        ["Not in one yet"], ["P4", "Boiler", "Di", "2024-07-01", "G"],
    ))  # fmt: skip
    assert _column(table, "name") == ["Portal", "CRM", "Depot", "Boiler"]
    assert _column(table, "programme") == ["Digital programme", "Digital programme", "Programme Estates", None]
    assert table.period_hint == "2025-03"
    assert "Rows of one text or of sums name the programme of the projects below them: 2." in table.notes


@pytest.mark.parametrize(("title", "period"), [
    (["Status date:", "13/02/2026"], "2026-02"), (["Stand: 30.04.2026"], "2026-04"),
    (["Reporting period", "May 2026"], "2026-05"),
    (["As of 03/04/2026"], None), (["Stand der Dinge"], None),
])  # fmt: skip
def test_the_title_names_the_period_unless_it_could_be_two(
    tmp_path: Path, title: list[object], period: str | None
) -> None:
    table = _one(_rows(tmp_path, "Register", title, ["Project", "Start date", "RAG"], ["Portal", "2024-04-01", "G"]))
    assert table.period_hint == period


def test_what_was_decided_about_a_table_by_month_is_learnt_for_its_own_headers(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Project", "Apr-25", "May-25", "Jun-25", "Owner"], ["Bridge", 1, 2, 3, "Al"]]
    first = _one(_rows(tmp_path, "Spend", *rows))
    learnt = {first.header_set: Learnt("money_line", {4: "category"}, {})}
    assert _fields(_one(read_book(tmp_path / "a.xlsx", learnt=learnt)))["Owner"] == "category"


def test_days_named_by_a_month_alone_are_read_and_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Project", "RAG", "Start date", "End date"], ["Quay", "G", "Mar-26", "end of June 2026"],
        ["Pier", "A", "01/04/2026", "Q3 25/26"],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Register", *rows))
    assert _column(table, "forecast_start_on") == [date(2026, 3, 1), date(2026, 4, 1)]
    assert _column(table, "forecast_finish_on") == [date(2026, 6, 30), date(2025, 12, 31)]
    sentence = "“{}”: {} cells name a month, a quarter or the like alone; “{}” was taken for {}."
    assert sentence.format("Start date", 1, "Mar-26", "2026-03-01") in table.notes
    assert sentence.format("End date", 2, "end of June 2026", "2026-06-30") in table.notes


def test_amounts_stand_in_columns_of_accounting_periods(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Project", *[f"P{number:02} 25/26" for number in range(1, 5)]], ["Quay", 10, 20, 30, 40], ["Pier", 1, 2, 3, 4],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Spend profile", *rows))
    assert _column(table, "month_on")[:4] == [date(2025, month, 1) for month in range(4, 8)]


@pytest.mark.parametrize(("title", "headers", "fields"), [
    ("Portfolio report", ["Budget £k", "Actual £k", "Forecast £k"], ["bac", "ac", "eac"]),
    ("Portfolio report", ["Baseline £m", "Actual £m", "Forecast £m"], ["bac", "ac", "eac"]),
    ("Portfolio FY25/26", ["Budget £k", "Actual £k", "Forecast £k"], ["in_year_budget", None, "in_year_forecast"]),
    ("In-year position", ["Budget", "Actual", "Forecast"], ["in_year_budget", None, "in_year_forecast"]),
    ("Report", ["Budget 2025/26", "Actual 2025/26", "Forecast 2025/26"], ["in_year_budget", None, "in_year_forecast"]),
    ("Projets", ["Budget", "Réalisé", "Prévision"], ["bac", "ac", "eac"]),
    ("Projekte", ["Plan", "Ist", "Prognose"], ["bac", "ac", "eac"]),
    ("Report", ["Budget £k", "EAC £k", "Forecast £k"], ["bac", "eac", None]),
])  # fmt: skip
def test_whole_life_and_one_year_are_never_mixed(
    tmp_path: Path, title: str, headers: list[str], fields: list[str | None]
) -> None:
    rows: list[list[object]] = [[title], ["Project", "RAG", *headers], ["Quay", "Red", 1000, 400, 1100]]
    table = _one(_rows(tmp_path, "Sheet1", *rows))
    assert [match.field for match in table.matches[2:]] == fields


def test_what_a_bare_forecast_is_of_can_be_said(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Project", "RAG", "Budget", "Forecast"], ["Quay", "Red", 1000, 1100]]
    table = _one(_rows(tmp_path, "Sheet1", *rows))
    assert [each.name for each in table.questions] == ["horizon"]
    (table,) = read_book(tmp_path / "a.xlsx", answers={"horizon": "year"}).tables
    assert [match.field for match in table.matches[2:]] == ["in_year_budget", "in_year_forecast"]
    assert "“Budget”, “Forecast” are taken to be of one year, not of the whole life of a project." in table.notes


def test_an_export_of_work_items_is_parted_by_kind_and_work_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(
        "Issue Type,Issue key,Summary,Assignee,Status,Created,Due Date,Custom field (Risk Probability)\n"
        "Risk,P-1,Steel is late,Ann,In Progress,12/Jan/26 9:14 AM,28/Feb/26 12:00 AM,High\n"
        "Bug,P-2,Login fails,Bo,Open,12/Jan/26 9:14 AM,,\nStory,P-3,Basket,Bo,Open,12/Jan/26 9:14 AM,,\n"
    )
    issues, risks = read_book(tmp_path / "export.csv").tables
    assert [_column(each, "reference") for each in (issues, risks)] == [["P-2"], ["P-1"]]
    assert _column(risks, "probability") == [4]
    assert "“Issue Type”: rows of kinds that are no register were left out: 1 (“Story”)." in issues.notes


@pytest.mark.parametrize("text", [
    ("Task ID,Task Name,Bucket Name,Progress,Assigned To,Created Date,Due date,Completed Date\n"
    "a,Book room,To do,Not started,Ann,01/12/2026,02/28/2026,\n"
    "b,Send minutes,Doing,Completed,Cy,01/13/2026,01/20/2026,01/19/2026\n"),
    ("Task ID,Created At,Completed At,Name,Section/Column,Assignee,Assignee Email,Due Date,Projects\n"
    "1,2026-01-12,,Book room,Doing,Ann,a@example.com,2026-02-28,Quay\n"
    "2,2026-01-12,2026-01-19,Send minutes,Done,Cy,c@example.com,2026-01-20,Quay\n"),
])  # fmt: skip
def test_an_export_of_a_board_of_tasks_is_a_log_of_actions(tmp_path: Path, text: str) -> None:
    (tmp_path / "tasks.csv").write_text(text)
    (table,) = read_book(tmp_path / "tasks.csv").tables
    assert (table.target, _column(table, "title")) == ("action", ["Book room", "Send minutes"])
    assert _column(table, "state") == [ItemState.OPEN, ItemState.CLOSED]
    assert _column(table, "due_on") == [date(2026, 2, 28), date(2026, 1, 20)]
    assert _column(table, "closed_on") == [None, date(2026, 1, 19)]


def test_months_without_a_year_take_it_from_the_title_or_are_left_out_with_the_reason(tmp_path: Path) -> None:
    months = ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun"]
    rows: list[list[object]] = [["Project", "Type", *months, "Total"], ["Quay", "Budget", *range(1, 13), 78]]
    table = _one(_rows(tmp_path, "Sheet1", ["Spend £k 2026/27"], *rows))
    assert (table.target, len(table.rows), table.rows[0].values["amount"]) == ("money_line", 12, 100_000)
    assert [_column(table, "month_on")[place] for place in (0, 11)] == [date(2026, 7, 1), date(2027, 6, 1)]
    book = _rows(tmp_path, "Sheet1", ["Spend £k"], *rows)
    assert [each.reason for each in book.left_out] == [
        "its columns are months without a year; write the year, such as “2025/26”, above them"
    ]


def test_budget_and_actual_under_each_of_two_months_are_amounts_by_month(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        del book
        sheet.merge_range(0, 2, 0, 3, "Apr 2026")
        sheet.merge_range(0, 4, 0, 5, "May 2026")
        sheet.write_row(1, 0, ["Ref", "Project", "Budget", "Actual", "Budget", "Actual"])
        sheet.write_row(2, 0, ["P1", "Quay", 10, 9, 11, 10])

    table = _one(_workbook(tmp_path, "Sheet1", fill))
    assert table.target == "money_line"
    assert list(zip(_column(table, "month_on"), _column(table, "kind"), _column(table, "amount"), strict=True)) == [
        (date(2026, 4, 1), MoneyKind.BASELINE, 1000), (date(2026, 4, 1), MoneyKind.ACTUAL, 900),
        (date(2026, 5, 1), MoneyKind.BASELINE, 1100), (date(2026, 5, 1), MoneyKind.ACTUAL, 1000),
    ]  # fmt: skip


def test_a_programme_whose_columns_are_the_sums_of_its_projects_is_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Project Name", "Health", "Status", "Project Manager", "Budget", "Actual Cost"],
        ["Harbour programme", "Yellow", "In Progress", "Ann", 300, 120],
        ["Quay", "Green", "In Progress", "Ann", 200, 100],
        ["Crane", "Red", "On Hold", "Bo", 100, 20],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Portfolio", *rows))
    assert _column(table, "name") == ["Quay", "Crane"]
    assert "Row 2 holds the sums of others and was left out: Harbour programme" in table.notes


def test_lists_of_words_are_no_register_though_they_name_states(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Status", "RAG"], ["Open", "Red"], ["Closed", "Amber"], ["In progress", "Green"]]
    assert _rows(tmp_path, "Lookups", *rows).tables == ()


def test_milestones_across_and_projects_down_are_milestones_of_each(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Project", "Gate 1", "Gate 2", "Go-live"], ["Quay", "2026-01-01", "2026-03-01", "TBC"],
        ["Crane", "2026-02-01", "", "2026-09-01"],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Sheet1", *rows))
    assert table.target == "milestone"
    assert list(zip(*(_column(table, field) for field in ("project_key", "name", "forecast_on")), strict=True)) == [
        ("Quay", "Gate 1", date(2026, 1, 1)), ("Crane", "Gate 1", date(2026, 2, 1)),
        ("Quay", "Gate 2", date(2026, 3, 1)), ("Quay", "Go-live", None), ("Crane", "Go-live", date(2026, 9, 1)),
    ]  # fmt: skip
    assert [(problem.row, problem.column, problem.value) for problem in table.problems] == [(2, "D", "TBC")]


def test_ratings_in_a_column_for_each_month_are_the_ratings_of_those_periods(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Project", "Jan-26", "Feb-26"], ["Quay", "G", "A/R"], ["Crane", "R", ""]]
    table = _one(_rows(tmp_path, "RAG history", *rows))
    assert list(zip(*(_column(table, field) for field in ("name", "period", "overall")), strict=True)) == [
        ("Quay", "2026-01", Rating.GREEN), ("Crane", "2026-01", Rating.RED), ("Quay", "2026-02", Rating.AMBER_RED),
    ]  # fmt: skip


def test_allocations_from_one_day_to_another_are_months(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Name", "Project", "Allocation %", "From", "To"], ["Ann", "Quay", 0.5, "15/11/2025", "31/01/2026"],
        ["Bo", "Crane", 1, "01/02/2026", ""],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Assignments", *rows))
    assert table.target == "allocation"
    assert list(zip(*(_column(table, field) for field in ("person_key", "month_on", "percent")), strict=True)) == [
        ("Ann", date(2025, 11, 1), 50), ("Ann", date(2025, 12, 1), 50), ("Ann", date(2026, 1, 1), 50),
        ("Bo", date(2026, 2, 1), 100),
    ]  # fmt: skip


def test_a_milestone_that_is_complete_was_reached_when_it_was_due(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Project", "Milestone", "Due date", "Status", "% complete"], ["Quay", "Design", "2026-01-01", "Complete", 1],
        ["Quay", "Permit", "2026-02-01", "Cancelled", 0], ["Quay", "Build", "2026-09-01", "On track", 0.2],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Milestones", *rows))
    assert [row.values.get("actual_on") for row in table.rows] == [date(2026, 1, 1), None, None]
    assert [row.extras["Status"] for row in table.rows] == ["Complete", "Cancelled", "On track"]


def test_tables_of_one_page_under_each_other_are_all_found(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Highlight report"], ["Project:", "Quay wall"], [], ["Milestones"],
        ["Milestone", "Baseline", "Forecast", "RAG"],
        ["Design", "2026-02-01", "2026-03-01", "A"], [], ["Top risks"], ["Risk", "Probability", "Impact", "Owner"],
        ["Steel late", "High", "High", "Bo"],
    ]  # fmt: skip
    book = _rows(tmp_path, "Report", *rows)
    assert [(each.target, len(each.rows)) for each in book.tables] == [("milestone", 1), ("risk", 1)]
    assert book.project == "Quay wall"


def test_amounts_in_a_currency_of_their_own_row_are_not_taken_for_another(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Project", "RAG", "Currency", "Budget"], ["Quay", "G", "EUR", 1000], ["Crane", "A", "USD", 2000],
        ["Pier", "A", "EUR", 3000],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Register", *rows))
    assert (table.currency, _column(table, "bac")) == ("EUR", [100_000, None, 300_000])
    assert [(each.row, each.column, each.value, each.reason) for each in table.problems] == [
        (3, "D", "2000", "in USD, while the file is in EUR")
    ]
    (table,) = read_book(tmp_path / "a.xlsx", currency="USD").tables
    assert (table.currency, _column(table, "bac")) == ("USD", [None, 200_000, None])


def test_a_group_that_is_named_once_is_that_of_the_rows_below_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Project", "Risk", "Impact"], ["Quay", "Steel", 3], ["", "Strike", 4], ["Crane", "Flood", 2], ["", "Fire", 1],
    ]  # fmt: skip
    table = _one(_rows(tmp_path, "Risks", *rows))
    assert _column(table, "project_key") == ["Quay", "Quay", "Crane", "Crane"]
    assert "“Project”: blank cells are taken to say what the one above says." in table.notes
    again: list[list[object]] = [*rows[:4], ["Quay", "Fire", 1], ["", "Theft", 1]]
    assert _column(_one(_rows(tmp_path, "Risks", *again)), "project_key") == ["Quay", None, "Crane", "Quay", None]


@pytest.mark.parametrize("name", ["", "Sheet1"])
def test_names_without_a_header_are_the_projects(tmp_path: Path, name: str) -> None:
    down: list[list[object]] = [
        ["", "SRO", "RAG", "Start date"],
        ["Quay", "Ann", "G", "2026-01-01"],
        ["Pier", "Bo", "A", ""],
    ]
    assert _column(_one(_rows(tmp_path, name or "Register", *down)), "name") == ["Quay", "Pier"]
    across = [[row[place] for row in down] for place in range(4)]
    assert _column(_one(_rows(tmp_path, name or "Register", *across)), "name") == ["Quay", "Pier"]


def test_rows_of_programmes_projects_and_milestones_are_told_apart_by_their_level(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Level", "Name", "Owner", "Start", "End"], ["Programme", "Harbour", "Ann", "2026-01-01", "2026-12-01"],
        ["Project", "Quay", "Bo", "2026-01-01", "2026-06-01"], ["Milestone", "Opening", "Bo", "", "2026-06-01"],
    ]  # fmt: skip
    book = _rows(tmp_path, "Plan", *rows)
    assert {each.target: _column(each, "name") for each in book.tables} == {
        "programme": ["Harbour"], "project": ["Quay"], "milestone": ["Opening"],
    }  # fmt: skip


@pytest.mark.parametrize(("headers", "reason"), [
    (["Contract No", "Supplier", "Project", "Start", "End"], "it looks like a list of contracts or invoices"),
    (["Employee", "Project", "Week", "Hours"], "it looks like a list of hours worked"),
])  # fmt: skip
def test_lists_that_only_mention_projects_are_no_register(tmp_path: Path, headers: list[object], reason: str) -> None:
    row: list[object] = ["x", "Acme", "Quay", "2026-01-01", "2026-02-01"]
    book = _rows(tmp_path, "Sheet1", headers, row[: len(headers)])
    assert [each.reason for each in book.left_out] == [reason]


def test_lines_that_stand_in_quotation_marks_as_a_whole_are_unwrapped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('Project;RAG;Budget\n"Quay, new;Red;""1,5"""\n"Pier;Green;2,25"\n"Total: 2"\n')
    (table,) = read_book(tmp_path / "a.csv").tables
    assert (_column(table, "name"), _column(table, "bac")) == (["Quay, new", "Pier"], [150, 225])


@pytest.mark.parametrize("header", ["Issue,Project,Owner", "Project,Issue", "Issue,Date raised,Project,Severity"])
def test_a_column_headed_project_is_no_cover(header: str, tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    width = header.count(",") + 1
    path.write_text(f"{header}\n" + "\n".join(",".join([f"a{row}"] * width) for row in range(4)), encoding="utf-8")
    assert read_book(path).project == ""
