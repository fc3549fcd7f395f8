from pmo_desktop.domain.importing import CellProblem, ColumnMatch, ReadRow, ReadTable


def test_a_table_lists_its_unread_cells_and_unmatched_columns_in_the_order_of_the_file() -> None:
    problems = [CellProblem(row, "B", "Start", "soon", "not a date") for row in (2, 3)]
    matches = (ColumnMatch(0, "A", "Project", "name", None, "exact"), ColumnMatch(1, "B", "FFC", None, None, ""))
    rows = tuple(ReadRow(problem.row, {"name": "x"}, (problem,)) for problem in problems)
    table = ReadTable("a.csv", "", "utf-8", ",", "rows", 1, matches, rows, None, None, ())
    assert table.problems == tuple(problems)
    assert table.unmatched == matches[1:]
