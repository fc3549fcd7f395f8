"""What an import did not take, as a workbook to mend and import again: rows that were refused, cells not read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pmo_desktop.domain.importing import ReadBook, ReadTable
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.out.sheets import Book, open_book
from pmo_desktop.services.import_world import BookOutcome, Outcome
from pmo_desktop.text import say


def write_rejects(path: Path, book: ReadBook, outcome: BookOutcome) -> int:
    """Write the rows that are refused, sheet by sheet, and every cell that is not read; how many rows there are.

    Raises:
        PmoError: the file cannot be written.
    """
    tables = {(each.target, each.sheet, each.header_row): each for each in book.tables}
    with open_book(path) as target:
        count = 0
        for each in outcome.outcomes:
            table = tables[each.target, each.sheet, each.header_row]
            if each.refused:
                count += _write_rows(target, table, each)
        _write_cells(target, outcome.outcomes)
    return count


def _write_rows(target: Book, table: ReadTable, outcome: Outcome) -> int:
    """The refused rows of one table with all their cells, and why, under the headers they had."""
    reasons = {each.row: each for each in outcome.refused}
    rows: list[Sequence[Any]] = []
    for row in table.rows:
        if row.row in reasons:
            why = reasons.pop(row.row)
            rows.append((*row.cells, why.reason, why.mend))
    titles = [header.replace(" / ", " ") for header in table.headers]
    target.plain_sheet(table.sheet or say("Rows"), [*titles, say("Why not"), say("What to do")], rows)
    return len(rows)


def _write_cells(target: Book, outcomes: Sequence[Outcome]) -> None:
    rows = [
        (each.sheet, problem.row, problem.column, problem.header, text_of(problem.value), problem.reason, problem.mend)
        for each in outcomes
        for problem in each.problems
    ]
    titles = (
        say("Sheet"), say("Row"), say("Column"), say("Header"), say("Text"), say("Why not"), say("What to do"),
    )  # fmt: skip
    target.plain_sheet(say("Cells not read"), titles, rows)


def grouped(outcomes: Sequence[Outcome]) -> Mapping[tuple[str, str, str], int]:
    """How many problems there are of each kind: by what to do, reason, and header."""
    found: dict[tuple[str, str, str], int] = {}
    for outcome in outcomes:
        for problem in outcome.problems:
            place = (problem.mend, problem.reason, problem.header)
            found[place] = found.get(place, 0) + 1
    return found
