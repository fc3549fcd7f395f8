"""Whatever stands in a sheet, it is read or left out, and nothing fails."""

import random
from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.interchange.beside import parts_of
from pmo_desktop.interchange.book import Reading
from pmo_desktop.interchange.sheet import Merge, Sheet
from pmo_desktop.interchange.vocabulary import TARGETS, target_named

_PHRASES = [phrase for name in TARGETS for spec in target_named(name).specs.values() for phrase in spec.phrases]
_HEADERS = [
    *_PHRASES, "", "Jan", "Feb", "Mar", "Apr", "May", "Jan 2026", "Feb 2026", "Q1 25/26", "Type", "Level", "Currency",
    "Total", "Budget 2025/26", "% complete", "Task ID", "Assignee", "Bucket name", "Section/Column", "x",
]  # fmt: skip
_CELLS: list[object] = [
    "", "", "", None, "Red", "G", "A/R", "High", "12", "£1.2m", "1,5", "2026-01-01", date(2026, 3, 1), 5, 0.5, 250.25,
    "Total", "Programme A", "Risk", "Issue", "Milestone", "Project", "Mar-26", "Q3 25/26", "TBC", "#N/A", "EUR", "Open",
    "Closed", "Ann", "text with, more; words", "\n", " ", True, -3, 1e18, "50%", "w/c 3 March 2026", "04/05/2026",
]  # fmt: skip
_NAMES = ["Risks", "Projects", "RAID", "Sheet1", "Spend 2026/27", "Milestones", "Resources"]


def _row(chance: random.Random, width: int) -> tuple[object, ...]:
    kind = chance.random()
    if kind < 0.2:
        return tuple(chance.choice(_HEADERS) for _ in range(width))
    if kind < 0.4:
        return () if kind < 0.3 else (chance.choice(_HEADERS),)
    return tuple(chance.choice(_CELLS) for _ in range(chance.randint(0, width)))


def _merge(chance: random.Random, width: int) -> Merge:
    row, column = chance.randint(0, 5), chance.randint(0, width)
    return (row, column), (row + chance.randint(0, 2), column + chance.randint(0, 3))


def _sheet(chance: random.Random) -> Sheet:
    width = chance.randint(1, 14)
    rows = [_row(chance, width) for _ in range(chance.randint(0, 25))]
    if chance.random() < 0.5:
        gap = chance.randrange(width + 1)
        rows = [tuple("" if place == gap else cell for place, cell in enumerate(row)) for row in rows]
    merges = tuple(_merge(chance, width) for _ in range(chance.randint(0, 3)))
    hidden = frozenset(chance.sample(range(30), 3))
    return Sheet(chance.choice(_NAMES), tuple(rows), merges=merges, hidden_rows=hidden, hidden_columns=frozenset({1}))


@pytest.mark.parametrize("answers", [{}, {"hidden rows": "leave out", "horizon": "year"}])
def test_whatever_stands_in_a_sheet_it_is_read_or_left_out(
    answers: dict[str, str], request: pytest.FixtureRequest
) -> None:
    chance = random.Random(len(answers))  # noqa: S311  the same sheets every time
    reading = Reading(Path("a.xlsx"), "GBP", {}, {}, TARGETS, {}, answers)
    for _ in range(3_000 if request.config.getoption("--long") else 60):
        for part in parts_of(_sheet(chance), TARGETS):
            tables, left_out = reading.sheet(part, alone=True)
            assert all(table.target in TARGETS for table in tables)
            assert all(each.reason for each in left_out)
