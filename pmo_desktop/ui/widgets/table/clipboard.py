"""Blocks of cells as text between tabs, as spreadsheets exchange them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say
from pmo_desktop.ui import values

if TYPE_CHECKING:
    from pmo_desktop.services.registry import Column
    from pmo_desktop.ui.widgets.table.model import RegisterModel

Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells: first and last row, first and last column, all inclusive."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def count(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What pasting would do: cells to set, and rows to add below the last one."""

    cells: list[tuple[int, str, object]]
    added: list[dict[str, object]]


def parse(text: str) -> Grid:
    """The rows and cells of `text`; a cell in quotes may hold line breaks and tabs."""
    return list(csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t")) or [[""]]


def copy(model: "RegisterModel", block: Block) -> str:
    """The cells of a block; numbers and dates so that a spreadsheet takes them as such."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    for row in range(block.top, block.bottom + 1):
        writer.writerow(
            values.copied(model.columns[column].field, model.cell(row, column).value, model.source.money)
            for column in range(block.left, block.right + 1)
        )
    return written.getvalue().rstrip("\n")


def plan_paste(model: "RegisterModel", block: Block, grid: Grid) -> Plan:
    """Lay `grid` out from the first cell of `block`; one value fills all of it; rows past the end are to be added.

    Raises:
        PmoError: a cell cannot be read as what its column holds, a column is worked out, or there are too few columns.
    """
    if len(grid) == 1 and len(grid[0]) == 1 and block.count > 1:
        grid = [grid[0] * (block.right - block.left + 1)] * (block.bottom - block.top + 1)
    columns = model.columns[block.left : block.left + max(len(row) for row in grid)]
    if len(columns) < max(len(row) for row in grid):
        raise PmoError(say("There are more columns to paste than the table has to the right. Start further left."))
    for column in columns:
        if not column.field.editable:
            raise PmoError(say("“{field}” is worked out, so nothing can be pasted there.", field=column.field.label))
    plan = Plan([], [])
    for number, texts in enumerate(grid):
        row = block.top + number
        read = {column.name: _read(model, column, text, number) for column, text in zip(columns, texts, strict=False)}
        if row < model.rowCount():
            plan.cells.extend((model.key_at(row), name, value) for name, value in read.items())
        else:
            plan.added.append(read)
    return plan


def _read(model: "RegisterModel", column: "Column", text: str, number: int) -> object:
    try:
        return model.understood(column, text)
    except PmoError as error:
        raise PmoError(
            say(
                "Nothing was pasted. Line {line}, “{field}”: {why}",
                line=number + 1,
                field=column.field.label,
                why=error,
            )
        ) from None


def plan_fill(model: "RegisterModel", block: Block) -> Plan:
    """Give every row of a block the values of its first row; columns that are worked out are left alone."""
    columns = _editable(model, block)
    return Plan(
        [
            (model.key_at(row), column.name, _settable(model, block.top, number, column))
            for row in range(block.top + 1, block.bottom + 1)
            for number, column in columns
        ],
        [],
    )


def plan_clear(model: "RegisterModel", block: Block) -> Plan:
    """Empty every cell of a block that can be edited.

    Raises:
        PmoError: one of the columns cannot be empty.
    """
    columns = _editable(model, block)
    return Plan(
        [
            (model.key_at(row), column.name, model.understood(column, ""))
            for row in range(block.top, block.bottom + 1)
            for _, column in columns
        ],
        [],
    )


def _editable(model: "RegisterModel", block: Block) -> Sequence[tuple[int, "Column"]]:
    return [(n, model.columns[n]) for n in range(block.left, block.right + 1) if model.columns[n].field.editable]


def _settable(model: "RegisterModel", row: int, number: int, column: "Column") -> object:
    """The value of a cell as it is written: a reference shows a name but is written as a key."""
    cell = model.cell(row, number)
    return model.understood(column, cell.text) if column.field.kind == "reference" else cell.value
