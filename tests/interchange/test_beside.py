from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from pmo_desktop.domain.importing import ReadBook
from pmo_desktop.interchange import read_book, read_register
from pmo_desktop.services.imports import take_book
from pmo_desktop.services.workspaces import create

Cells = Sequence[Sequence[object]]

_RISKS: Cells = [
    ["ID", "Risk", "Probability", "Impact", "Owner"],
    ["R1", "Flood", "High", "Low", "Ann"],
    ["R2", "Fire", "Low", "High", "Bo"],
    ["R3", "Strike", "Low", "High", "Bo"],
]
_ISSUES: Cells = [
    ["ID", "Issue", "Severity", "Owner", "Date raised"],
    ["I1", "No staff", "High", "Cy", "2026-01-03"],
    ["I2", "No crane", "Low", "Di", "2026-02-03"],
]
_ACTIONS: Cells = [["Action", "Owner", "Due date", "Status"]] + [
    [f"Ask {number}", "Ed", "2026-03-01", "Open"] for number in range(4)
]
_PROJECTS: Cells = [["Project", "RAG", "Start date", "End date"]] + [
    [f"Bridge {number}", "RAG"[number % 3], "2026-01-01", "2026-12-01"] for number in range(7)
]


def _book(
    folder: Path, blocks: dict[tuple[int, int], Cells], title: tuple[int, int, int, int, str] | None = None
) -> ReadBook:
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet("Page")
        for (top, left), block in blocks.items():
            for number, row in enumerate(block):
                sheet.write_row(top + number, left, row)
        if title:
            sheet.merge_range(*title)
    return read_book(folder / "a.xlsx")


def _found(book: ReadBook) -> list[tuple[str, str, int, int]]:
    return [(each.sheet, each.target, each.header_row, len(each.rows)) for each in book.tables]


@pytest.mark.parametrize(("blocks", "found"), [
    ({(0, 0): _RISKS, (0, 6): _ISSUES}, [("Page A:E", "risk", 1, 3), ("Page G:K", "issue", 1, 2)]),
    ({(0, 0): [["Risks"]], (0, 6): [["Issues"]], (1, 0): _RISKS, (1, 6): _ISSUES},
     [("Page A:E", "risk", 2, 3), ("Page G:K", "issue", 2, 2)]),
    ({(2, 1): _RISKS, (2, 7): _ISSUES, (3, 13): _ACTIONS},
     [("Page B:F", "risk", 3, 3), ("Page H:L", "issue", 3, 2), ("Page N:Q", "action", 4, 4)]),
    ({(0, 0): [["RAID of the harbour"]], (2, 0): _RISKS, (2, 6): _ISSUES, (8, 0): [["Actions"]], (9, 0): _ACTIONS},
     [("Page A:E", "risk", 3, 3), ("Page A:E", "action", 10, 4), ("Page G:K", "issue", 3, 2)]),
    ({(0, 0): _PROJECTS, (9, 0): _RISKS, (9, 6): _ISSUES},
     [("Page A:E", "project", 1, 7), ("Page A:E", "risk", 10, 3), ("Page G:K", "issue", 10, 2)]),
    ({(0, 0): [[*row, "Stage", "SRO", "Size", "Tags"] for row in _PROJECTS], (9, 0): _RISKS, (9, 6): _ISSUES},
     [("Page", "project", 1, 7), ("Page A:E", "risk", 10, 3), ("Page G:K", "issue", 10, 2)]),
    ({(0, 0): [row[1:] for row in _RISKS[:3]], (0, 5): [[row[1], row[2], row[4]] for row in _ISSUES]},
     [("Page A:D", "risk", 1, 2), ("Page F:H", "issue", 1, 2)]),
    ({(0, 0): [["Capital"]], (0, 5): [["Revenue"]], (1, 0): _PROJECTS,
      (1, 5): [_PROJECTS[0], *[[f"New {row[0]}", *row[1:]] for row in _PROJECTS[1:3]]]},
     [("Page A:D", "project", 2, 7), ("Page F:I", "project", 2, 2)]),
])  # fmt: skip
def test_tables_side_by_side_are_read_each_for_itself(
    tmp_path: Path, blocks: dict[tuple[int, int], Cells], found: list[tuple[str, str, int, int]]
) -> None:
    book = _book(tmp_path, blocks)
    assert _found(book) == found
    for each in book.tables:
        assert (" " in each.sheet) == any(note.startswith("Tables stand side by side") for note in each.notes)


def test_what_stands_side_by_side_is_taken_in_with_its_own_rows(tmp_path: Path) -> None:
    book = _book(tmp_path, {(0, 0): [*_RISKS[:1], *_RISKS[1:2]], (0, 6): _ISSUES}, None)
    assert [[row.values["title"] for row in each.rows] for each in book.tables] == [["Flood"], ["No staff", "No crane"]]
    assert read_register(_saved(tmp_path)).sheet == "Page G:J"
    workspace = create(tmp_path / "a.pmo")
    outcome = workspace.do("Import", lambda session: take_book(session, read_book(_saved(tmp_path)))).value
    workspace.close()
    assert [(each.sheet, each.target, each.taken) for each in outcome.outcomes] == [
        ("Page G:J", "project", 7), ("Page A:E", "risk", 3),
    ]  # fmt: skip


def _saved(folder: Path) -> Path:
    _book(folder, {(0, 0): _RISKS, (0, 6): _PROJECTS})
    return folder / "a.xlsx"


@pytest.mark.parametrize("right", [
    [["Budget", "Actual"], *[[10, 5] for _ in range(7)]],
    [["Key risk", "Mitigation", "Risk owner"], *[["Flood", "Dam", "Ann"] for _ in range(7)]],
    [["Project", "Last RAG", "Last end date"], *[[row[0], "R", "2026-11-01"] for row in _PROJECTS[1:]]],
])  # fmt: skip
def test_one_table_with_a_blank_column_in_it_stays_one(tmp_path: Path, right: Cells) -> None:
    assert _found(_book(tmp_path, {(0, 0): _PROJECTS, (0, 5): right})) == [("Page", "project", 1, 7)]


def test_actions_that_answer_the_risks_beside_them_stay_with_them(tmp_path: Path) -> None:
    actions = [["Action", "Owner", "Due date"], *[["Ask", "Ed", "2026-03-01"] for _ in range(3)]]
    assert _found(_book(tmp_path, {(0, 0): _RISKS, (0, 6): actions})) == [("Page", "risk", 1, 3)]


@pytest.mark.parametrize("aside", [
    {(2, 5): [["Key"], ["R", "Late"], ["A", "At risk"], ["G", "Fine"]]},
    {(0, 5): [["RAG", "Status"], ["R", "Open"], ["A", "Closed"]]},
    {(0, 6): [["Lists"], *[[f"Word {number}"] for number in range(12)]]},
])  # fmt: skip
def test_keys_and_lists_beside_a_table_are_left_out_and_told(
    tmp_path: Path, aside: dict[tuple[int, int], Cells]
) -> None:
    book = _book(tmp_path, {(0, 0): _PROJECTS, **aside})
    assert _found(book) == [("Page", "project", 1, 7)]
    assert not any(row.extras for row in book.tables[0].rows)
    assert any(note.startswith("Beside the table stands, and is not read: ") for note in book.tables[0].notes)
