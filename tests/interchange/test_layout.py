from pathlib import Path

import pytest

from pmo_desktop.interchange.layout import Layout, find_layout
from pmo_desktop.interchange.sheet import Merge, Sheet
from pmo_desktop.interchange.tables import read_sheets

_FILES = Path(__file__).parents[1] / "files" / "registers"
_HEADERS = ("Project name", "Department", "RAG", "Start date")
_ONE = ("Bridge", "DFT", "Red", "2024-01-01")
_TWO = ("Tunnel", "DFT", "Green", "2025-01-01")


def _layout(*rows: tuple[object, ...], merges: tuple[Merge, ...] = ()) -> Layout:
    layout = find_layout(Sheet("", rows, merges=merges))
    assert layout is not None
    return layout


def _body(layout: Layout) -> list[object]:
    return [layout.rows[place][layout.columns[0]] for place in layout.body]


def test_a_plain_table_starts_with_its_headers() -> None:
    layout = _layout(_HEADERS, _ONE, _TWO)
    assert (layout.orientation, layout.header, layout.headers, layout.notes) == ("rows", 0, _HEADERS, ())
    assert _body(layout) == ["Bridge", "Tunnel"]


def test_titles_above_the_headers_are_told() -> None:
    layout = _layout(("Portfolio report",), (), ("", "as of", "March"), _HEADERS, _ONE)
    assert (layout.header, _body(layout)) == (3, ["Bridge"])
    assert layout.notes == ("Above the headers stands: Portfolio report", "Above the headers stands: as of March")


def test_a_table_need_not_begin_in_the_first_column() -> None:
    layout = _layout(("", "", *_HEADERS), ("", "", *_ONE))
    assert layout.columns == (2, 3, 4, 5)
    assert layout.place(1, 2) == (2, "C")


def test_projects_may_stand_in_columns() -> None:
    layout = _layout(*zip(_HEADERS, _ONE, _TWO, strict=True))
    assert (layout.orientation, layout.headers, _body(layout)) == ("columns", _HEADERS, ["Bridge", "Tunnel"])
    assert layout.place(2, 3) == (4, "C")


def test_merged_headers_over_projects_in_columns_are_turned_with_them() -> None:
    rows = (
        ("", *_HEADERS[:0], "Project name", "Bridge"),
        ("", "Department", "DFT"),
        ("", "RAG", "Red"),
        ("", "SRO", "Doe"),
    )
    layout = _layout(*rows, merges=(((0, 0), (1, 0)),))
    assert (layout.orientation, layout.header) == ("columns", 1)


def test_rows_that_are_no_projects_are_left_out_and_told() -> None:
    note = "Source: the departments' own returns of the quarter, rounded by the office"
    layout = _layout(_HEADERS, ("Rail",), _ONE, (), _HEADERS, _TWO, ("Total:", "", "", "12"), (note,))
    assert _body(layout) == ["Bridge", "Tunnel"]
    assert layout.notes == (
        "Row 2 holds one text only and is no project: Rail",
        "Row 5 repeats the headers.",
        "Row 7 holds totals and is no project.",
        f"Row 8 holds one text only and is no project: {note}",
    )


def test_very_many_rows_that_are_no_projects_are_told_in_short() -> None:
    layout = _layout(_HEADERS, *[(f"Group {number}",) for number in range(120)], _ONE)
    assert len(layout.notes) == 101
    assert layout.notes[-1] == "Further rows that are no projects: 20."


def test_a_row_of_one_cell_is_kept_in_a_narrow_table() -> None:
    assert _body(_layout(("Project name", "RAG"), ("Bridge", ""))) == ["Bridge"]


def test_empty_columns_are_dropped_and_a_note_beside_the_headers_is_told() -> None:
    note = "Figures include what is not paid by the government, for which each department answers on its own account."
    layout = _layout((*_HEADERS, "", "Owner", note), (*_ONE, "", "", ""))
    assert layout.columns == (0, 1, 2, 3, 5)
    assert layout.notes == (f"A note, not a column: {note}",)


def test_a_column_without_a_header_is_kept_if_it_holds_something() -> None:
    assert _layout((*_HEADERS, ""), (*_ONE, "a remark")).columns == (0, 1, 2, 3, 4)


def test_two_header_rows_are_joined_where_the_upper_one_spans_columns() -> None:
    layout = _layout(
        ("Project name", "RAG", "Schedule", "", "Cost"),
        ("", "", "Start date", "End date", ""),
        ("Bridge", "Red", "2024-01-01", "2025-01-01", "12"),
        merges=(((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4))),
    )
    assert layout.headers == ("Project name", "RAG", "Schedule / Start date", "Schedule / End date", "Cost")
    assert (layout.header, _body(layout)) == (1, ["Bridge"])


def test_two_header_rows_are_joined_where_only_some_headers_are_merged() -> None:
    layout = _layout(
        ("Project name", "RAG", "Schedule", ""),
        ("", "", "Start date", "End date"),
        ("Bridge", "Red", "2024-01-01", "2025-01-01"),
        merges=(((0, 2), (0, 3)),),
    )
    assert layout.headers == ("Project name", "RAG", "Schedule / Start date", "Schedule / End date")
    assert _body(layout) == ["Bridge"]


def test_two_header_rows_are_joined_in_files_that_know_no_merged_cells() -> None:
    layout = _layout(
        ("Project name", "RAG", "Dates", "", "SRO"),
        ("", "", "First", "Last", ""),
        ("Bridge", "Red", "2024-01-01", "2025-01-01", "Doe"),
    )
    assert layout.headers == ("Project name", "RAG", "Dates / First", "Dates / Last", "SRO")
    assert _body(layout) == ["Bridge"]


def test_groups_above_the_headers_are_joined_to_them() -> None:
    layout = _layout(
        ("Who", "", "When", ""),
        ("Project name", "SRO", "Start date", "End date"),
        ("Bridge", "Doe", "2024-01-01", "2025-01-01"),
        merges=(((0, 0), (0, 1)), ((0, 2), (0, 3))),
    )
    assert layout.headers == ("Who / Project name", "Who / SRO", "When / Start date", "When / End date")
    assert layout.notes == ()


def test_a_first_project_without_a_name_is_no_second_header() -> None:
    layout = _layout(_HEADERS, ("", "DFT", "Red", "2024-01-01"), _ONE)
    assert (layout.header, len(layout.body)) == (0, 2)


def test_a_cell_merged_over_several_rows_holds_for_each_of_them() -> None:
    layout = _layout(
        ("Department", "Project name"), ("DFT", "Bridge"), ("", "Tunnel"), ("", ""), merges=(((1, 0), (9, 0)),)
    )
    assert [layout.rows[place] for place in layout.body] == [("DFT", "Bridge"), ("DFT", "Tunnel")]


@pytest.mark.parametrize("rows", [(), ((), ("",)), (("a", "b"), (1, 2)), (("#NAME?",), ("#NAME?",)), ((None, 5.0),)])
def test_a_sheet_without_known_headers_holds_no_table(rows: tuple[tuple[object, ...], ...]) -> None:
    assert find_layout(Sheet("", rows)) is None


def test_a_board_dashboard_with_merged_headers_and_group_rows() -> None:
    layout = find_layout(read_sheets(_FILES / "dashboards.xlsx")[0])
    assert layout is not None
    assert (layout.header, len(layout.body)) == (2, 5)
    assert layout.headers[5:8] == (
        "Forecast WLC (£m)",
        "Change (£m) / Against\nLast Qrt",
        "Change (£m) / Against\nBaseline",
    )
    assert [layout.rows[place][1] for place in layout.body] == ["Roads, Places and Environment"] * 5
    assert "Row 5 holds one text only and is no project: AMIS" in layout.notes


def test_totals_are_no_project_wherever_in_the_row_their_word_stands() -> None:
    layout = _layout(
        ("Ref", *_HEADERS),
        ("P1", *_ONE),
        ("P2", *_TWO),
        ("", "Total (all)", "", "", 12),
        ("P3", "Total Heat", *_ONE[1:]),
    )
    assert _body(layout) == ["P1", "P2", "P3"]
    assert layout.notes == ("Row 4 holds totals and is no project.",)


def test_two_header_rows_are_joined_where_no_merge_tells_of_the_columns_between() -> None:
    layout = _layout(
        ("Ref", "Project name", "Dates", "", "RAG", ""),
        ("", "", "Start date", "End date", "This month", "Last month"),
        ("P1", "Bridge", "2024-01-01", "2025-01-01", "Red", "Green"),
    )
    assert layout.headers == (
        "Ref", "Project name", "Dates / Start date", "Dates / End date", "RAG / This month", "RAG / Last month",
    )  # fmt: skip
    assert _body(layout) == ["P1"]


def test_a_title_over_a_blank_column_is_no_header() -> None:
    layout = _layout(("Project report", "", "", "", "", "RAG key"), (*_HEADERS, ""), _ONE, _TWO)
    assert layout.headers[:4] == _HEADERS
    assert layout.notes == ("Above the headers stands: Project report RAG key",)


def test_groups_of_the_same_headers_are_kept_apart_where_no_merge_tells_of_them() -> None:
    layout = find_layout(
        Sheet("", (
            ("", "", "Inherent", "", "Residual", "", ""),
            ("Risk no", "Risk description", "Likelihood", "Impact", "Likelihood", "Impact", "Owner"),
            (1, "Flood", 5, 4, 2, 4, "Al"),
        )),
        ("risk",),
    )  # fmt: skip
    assert layout is not None
    assert layout.headers[2:6] == (
        "Inherent / Likelihood", "Inherent / Impact", "Residual / Likelihood", "Residual / Impact",
    )  # fmt: skip


_MONEY = ("Ref", "Project name", "SRO", "RAG", "Budget", "Actual")
_LINES = (
    ("1", "Line A", "Ann", "G", 10, 5.1),
    ("2", "Line B", "Bo", "A", "20", 10.2),
    ("3", "Line C", "Cy", "R", 30, 15),
)


@pytest.mark.parametrize("place", [0, 3])
@pytest.mark.parametrize("name", ["Rail programme", "Rail"])
def test_rows_that_others_add_up_to_are_left_out_and_told(place: int, name: str) -> None:
    lines = [*_LINES[:place], ("", name, "", "", "60", 30.3), *_LINES[place:], ("9", "Other", "Di", "G", 5, 5)]
    layout = _layout(_MONEY, *lines, ("", "", "", "", 65, 35.3))
    assert [layout.rows[row][1] for row in layout.body] == ["Line A", "Line B", "Line C", "Other"]
    assert layout.notes == (
        f"Row {place + 2} holds the sums of others and was left out: {name}",
        "Row 7 holds the sums of others and was left out: 65",
    )
    assert layout.heads == ({1} if place == 0 else set())


def test_a_project_that_others_happen_to_add_up_to_stays() -> None:
    layout = _layout(("Project", "Budget", "Actual"), ("A", 30, 12), ("B", 10, 5), ("C", 20, 7))
    assert _body(layout) == ["A", "B", "C"]
    numbered = [("Rail", "Mars", "", number, "Text", "High") for number in range(1, 4)]
    assert len(_layout(("Group", "Project name", "RAG", "No", "Description", "Stage"), *numbered).body) == 3


@pytest.mark.parametrize("name", [
    "Total", "Grand total:", "Sub-Total", "Subtotal Rail", "Zwischensumme", "Summe Programm A", "Sous-total",
    "Total général", "Capital total", "Suma total", "Totale complessivo", "TOTAL PORTFOLIO",
])  # fmt: skip
def test_totals_are_known_in_several_languages(name: str) -> None:
    assert _body(_layout(("Project", "Budget", "Actual"), ("A", 30, 12), (name, 5, 7), ("B", 1, 1))) == ["A", "B"]


def test_names_that_begin_like_totals_are_projects() -> None:
    layout = _layout(_HEADERS, ("Total Quality Management", *_ONE[1:]), ("Sum of Parts", *_ONE[1:]))
    assert len(layout.body) == 2
