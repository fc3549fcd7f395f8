"""The two government registers, recounted by a small parser of the tests' own that shares nothing with the importer."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.importing import ReadTable
from pmo_desktop.interchange import read_register

_FOLDER = Path(__file__).parents[2] / "resources" / "sample" / "gmpp"
_RATINGS = {
    "green": Rating.GREEN,
    "amber/green": Rating.AMBER_GREEN,
    "amber": Rating.AMBER,
    "amber/red": Rating.AMBER_RED,
    "red": Rating.RED,
}


def _rows(name: str, delimiter: str) -> list[list[str]]:
    with (_FOLDER / name).open(encoding="cp1252", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def _pence(text: str) -> int | None:
    """£ million with two decimals, as these files have it, in pence."""
    bare = text.replace("£", "").replace(",", "").strip()
    return int(Decimal(bare) * 100_000_000) if bare.replace(".", "", 1).isdigit() else None


def _day(text: str) -> date | None:
    parts = text.replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    return date(*numbers) if len(parts[0]) == 4 else date(*reversed(numbers))


@pytest.fixture(scope="module")
def table_2021() -> ReadTable:
    return read_register(_FOLDER / "uk_2021.csv")


@pytest.fixture(scope="module")
def table_2019() -> ReadTable:
    return read_register(_FOLDER / "uk_2019.csv")


@pytest.fixture(scope="module")
def plain_2021() -> list[list[str]]:
    return _rows("uk_2021.csv", ";")[1:]


@pytest.fixture(scope="module")
def plain_2019() -> list[list[str]]:
    return [list(column) for column in zip(*_rows("uk_2019.csv", ","), strict=True)][1:]


def _values(table: ReadTable, field: str) -> list[object]:
    return [row.values[field] for row in table.rows]


def test_every_column_of_2021_is_matched_as_a_person_would(table_2021: ReadTable) -> None:
    assert {match.header: match.field for match in table_2021.matches} == {
        "year": "period",
        "project_number": "reference",
        "project_name": "name",
        "department": "organisation",
        "report_category": "category",
        "description_aims": "description",
        "colour_rating": "overall",
        "rating_comment": "summary",
        "start_date": "forecast_start_on",
        "end_date": "forecast_finish_on",
        "schedule_comment": "schedule_note",
        "total_baseline": "in_year_budget",
        "yearly_forecast": "in_year_forecast",
        "variance_comment": "cost_note",
        "wlc_baseline_incl_NCG": "whole_life_cost",
        "budget_comment": "budget_note",
    }


def test_every_column_of_2019_is_matched_as_a_person_would(table_2019: ReadTable) -> None:
    assert [match.field for match in table_2019.matches] == [
        "name", "organisation", "overall", "description", "summary", "forecast_start_on", "forecast_finish_on",
        "schedule_note", "in_year_budget", "in_year_forecast", None, "whole_life_cost", "cost_note", "budget_note",
        "category",
    ]  # fmt: skip


def test_what_kind_of_file_2021_is_was_found_out(table_2021: ReadTable) -> None:
    found = (table_2021.encoding, table_2021.delimiter, table_2021.orientation, table_2021.header_row)
    assert found == ("cp1252", ";", "rows", 1)
    assert (table_2021.period_hint, table_2021.currency, len(table_2021.rows)) == ("2021", "GBP", 184)


def test_what_kind_of_file_2019_is_was_found_out(table_2019: ReadTable) -> None:
    found = (table_2019.encoding, table_2019.delimiter, table_2019.orientation, table_2019.header_row)
    assert found == ("cp1252", ",", "columns", 1)
    assert (table_2019.period_hint, table_2019.currency, len(table_2019.rows)) == ("2018/19", "GBP", 133)


@pytest.mark.parametrize(
    ("field", "column"), [("in_year_budget", 11), ("in_year_forecast", 12), ("whole_life_cost", 14)]
)
def test_money_of_2021_equals_a_plain_recount(
    table_2021: ReadTable, plain_2021: list[list[str]], field: str, column: int
) -> None:
    assert _values(table_2021, field) == [_pence(row[column]) for row in plain_2021]


@pytest.mark.parametrize(("field", "column"), [("in_year_budget", 8), ("in_year_forecast", 9), ("whole_life_cost", 11)])
def test_money_of_2019_equals_a_plain_recount(
    table_2019: ReadTable, plain_2019: list[list[str]], field: str, column: int
) -> None:
    assert _values(table_2019, field) == [_pence(row[column]) for row in plain_2019]


@pytest.mark.parametrize(("field", "column"), [("forecast_start_on", 8), ("forecast_finish_on", 9)])
def test_dates_of_2021_equal_a_plain_recount(
    table_2021: ReadTable, plain_2021: list[list[str]], field: str, column: int
) -> None:
    assert _values(table_2021, field) == [_day(row[column]) for row in plain_2021]


@pytest.mark.parametrize(("field", "column"), [("forecast_start_on", 5), ("forecast_finish_on", 6)])
def test_dates_of_2019_equal_a_plain_recount(
    table_2019: ReadTable, plain_2019: list[list[str]], field: str, column: int
) -> None:
    assert _values(table_2019, field) == [_day(row[column]) for row in plain_2019]


def test_ratings_of_2021_equal_a_plain_recount(table_2021: ReadTable, plain_2021: list[list[str]]) -> None:
    assert _values(table_2021, "overall") == [_RATINGS.get(row[6].lower()) for row in plain_2021]
    assert Counter(_values(table_2021, "overall"))[None] == 8


def test_ratings_of_2019_equal_a_plain_recount(table_2019: ReadTable, plain_2019: list[list[str]]) -> None:
    assert _values(table_2019, "overall") == [_RATINGS.get(row[2].lower()) for row in plain_2019]


def test_a_project_is_not_rated_for_the_reason_in_its_rating_cell(
    table_2021: ReadTable, plain_2021: list[list[str]]
) -> None:
    expected = [None if row[6].lower() in _RATINGS else row[6].strip() for row in plain_2021]
    assert _values(table_2021, "overall_reason") == expected


@pytest.mark.parametrize(("field", "column"), [("reference", 1), ("name", 2), ("organisation", 3), ("budget_note", 15)])
def test_texts_of_2021_are_those_of_the_file(
    table_2021: ReadTable, plain_2021: list[list[str]], field: str, column: int
) -> None:
    assert _values(table_2021, field) == [row[column].strip() or None for row in plain_2021]


def test_every_unread_cell_of_2021_is_told_with_its_place_and_text(
    table_2021: ReadTable, plain_2021: list[list[str]]
) -> None:
    expected = [
        (number, letter, row[column].strip())
        for number, row in enumerate(plain_2021, start=2)
        for column, letter, plain in (
            (8, "I", _day), (9, "J", _day), (11, "L", _pence), (12, "M", _pence), (14, "O", _pence),
        )
        if plain(row[column]) is None and row[column].strip()
    ]  # fmt: skip
    assert [(problem.row, problem.column, problem.value) for problem in table_2021.problems] == expected
    assert all(problem.reason for problem in table_2021.problems)


def test_where_projects_are_columns_a_problem_names_the_row_and_column_of_the_file(table_2019: ReadTable) -> None:
    plain = _rows("uk_2019.csv", ",")
    for problem in table_2019.problems:
        letters = [ord(letter) - 64 for letter in problem.column]
        column = letters[-1] + 26 * (letters[0] if len(letters) == 2 else 0) - 1
        assert plain[problem.row - 1][column].strip() == problem.value


def test_the_text_of_an_unread_cell_is_kept_beside_its_row(table_2021: ReadTable) -> None:
    row = next(row for row in table_2021.rows if row.values["reference"] == "DFT_0044_2021-Q2")
    assert row.values["whole_life_cost"] is None
    assert row.texts["whole_life_cost"].startswith("Exempt under Section 43")


def test_a_derived_column_is_kept_as_text_and_said_to_be_derived(
    table_2019: ReadTable, plain_2019: list[list[str]]
) -> None:
    header = "2018/2019 Variance %age"
    assert [row.extras.get(header, "") for row in table_2019.rows] == [row[10].strip() for row in plain_2019]
    assert [match.how for match in table_2019.unmatched] == ["derived"]
    assert any(header in note and "follows" in note for note in table_2019.notes)


def test_the_unit_comes_from_the_text_beside_where_the_header_has_none(table_2021: ReadTable) -> None:
    assert {match.field: match.unit for match in table_2021.matches if match.unit} == {
        "in_year_budget": "million",
        "in_year_forecast": "million",
        "whole_life_cost": "million",
    }
    assert any("wlc_baseline_incl_NCG" in note and "154 rows" in note for note in table_2021.notes)


def test_the_footnote_beside_the_headers_is_told_and_is_no_column(table_2019: ReadTable) -> None:
    assert any(note.startswith("A note, not a column: The IPA Annual Report") for note in table_2019.notes)
