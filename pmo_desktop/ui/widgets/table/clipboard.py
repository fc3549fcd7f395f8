"""Blocks of cells as spreadsheets exchange them: as text between tabs, and as a table of HTML."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import formats
from pmo_desktop.text import say
from pmo_desktop.ui import values
from pmo_desktop.ui.widgets.table import html_cells
from pmo_desktop.ui.widgets.table.html_cells import Grid, Pasted

if TYPE_CHECKING:
    from pmo_desktop.services.registry import Column
    from pmo_desktop.ui.widgets.table.model import RegisterModel

_FORMULA = frozenset("=+-@")


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
    """What pasting would do: cells to set, and rows to add below the last one; `left_out` says what it would not."""

    cells: list[tuple[int, str, object]]
    added: list[dict[str, object]]
    left_out: str = ""


def pasted(mime: QMimeData) -> Grid:
    """The rows and cells another program, or this one, has put on the clipboard; a table before plain text."""
    if mime.hasHtml() and (found := html_cells.read(mime.html())):
        return found
    return parse(mime.text()) if mime.text() else []


def parse(text: str) -> Grid:
    """The rows and cells of `text`; a cell in quotes may hold line breaks and tabs."""
    rows = csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t")
    return [[Pasted(_without_mark(cell)) for cell in row or [""]] for row in rows] or [[Pasted("")]]


def _without_mark(text: str) -> str:
    return text.removeprefix("'") if text[1:2] in _FORMULA else text


def copied(model: "RegisterModel", block: Block) -> QMimeData:
    """The cells of a block, as text and as a table; numbers and dates so that a spreadsheet takes them as such."""
    lines = [
        [_copied_cell(model, row, column) for column in range(block.left, block.right + 1)]
        for row in range(block.top, block.bottom + 1)
    ]
    mime = QMimeData()
    mime.setText(_as_text(lines))
    mime.setHtml(html_cells.write(lines))
    return mime


def _copied_cell(model: "RegisterModel", row: int, column: int) -> tuple[str, str]:
    """The text of a cell, and its number with a point if it is a figure."""
    field, cell = model.columns[column].field, model.cell(row, column)
    text = values.copied(field, cell.value, model.source.money)
    return text, f"{formats.read_number(text):f}" if text and values.is_figure(field) else ""


def _as_text(lines: Iterable[Sequence[tuple[str, str]]]) -> str:
    """Between tabs; what a spreadsheet would take for a formula begins with an apostrophe, which `parse` takes off."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    for line in lines:
        writer.writerow(f"'{text}" if not number and text[:1] in _FORMULA else text for text, number in line)
    return written.getvalue().rstrip("\n")


def plan_paste(model: "RegisterModel", block: Block, grid: Grid) -> Plan:
    """Lay `grid` out from the first cell of `block`; rows past the end are to be added.

    One value fills all of the block, and a grid that fits into it several times is repeated. Lines that stand for a
    group are passed over. Columns that are worked out, and what has no column to the right, are left out and told.

    Raises:
        PmoError: a cell cannot be read as what its column holds, or there is no column that anything can go to.
    """
    high = len(model.records(block.top, block.bottom)) or 1
    grid = _repeated(grid, high, block.right - block.left + 1)
    wide = max(len(row) for row in grid)
    columns = model.columns[block.left : block.left + wide]
    if not any(column.field.editable for column in columns):
        raise PmoError(say("“{field}” is worked out, so nothing can be pasted there.", field=columns[0].field.label))
    plan = Plan([], [], _left_out(columns, wide))
    keys = model.keys_from(block.top)
    understood = _reader(model, columns)
    for number, cells in enumerate(grid):
        read = {
            column.name: _read(understood, column, cell, number)
            for column, cell in zip(columns, cells, strict=False)
            if column.field.editable
        }
        key = next(keys, None)
        if key is not None:
            plan.cells.extend((key, name, value) for name, value in read.items())
        else:
            plan.added.append(read)
    return plan


def _left_out(columns: Sequence["Column"], wide: int) -> str:
    """What of `wide` pasted columns is not taken, and why; empty if all of them are."""
    worked_out = [f"“{column.field.label}”" for column in columns if not column.field.editable]
    parts: list[str] = []
    if worked_out:
        parts.append(say("Nothing was pasted into {fields}: worked out, not typed.", fields=", ".join(worked_out)))
    if wide > len(columns):
        words = "To the right there is no column for {count} of the copied ones. Start further left to take them."
        parts.append(say(words, count=wide - len(columns)))
    return " ".join(parts)


def _repeated(grid: Grid, high: int, wide: int) -> Grid:
    """The grid as often as it fits into so many rows and columns, if that is a whole number of times in both."""
    if high % len(grid) or wide % len(grid[0]):
        return grid
    return [row * (wide // len(row)) for row in grid] * (high // len(grid))


def _reader(model: "RegisterModel", columns: Iterable["Column"]) -> Callable[["Column", Pasted], object]:
    """Reads a cell as its column holds it, figures and days exactly; the same cell of a column is read once."""
    options = {column.name: model.source.options(column) for column in columns if column.field.kind == "reference"}

    @cache
    def understood(column: "Column", cell: Pasted) -> object:
        is_exact = cell.exact and (values.is_figure(column.field) or column.field.kind == "date")
        text = cell.exact if is_exact else " ".join(cell.text.split()) if column.field.kind == "text" else cell.text
        return values.read(column.field, text, model.source.money, options.get(column.name, ()))

    return understood


def _read(understood: Callable[["Column", Pasted], object], column: "Column", cell: Pasted, number: int) -> object:
    try:
        return understood(column, cell)
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
    first, *rest = model.records(block.top, block.bottom) or [block.top]
    new = [(column.name, _settable(model, first, number, column)) for number, column in _editable(model, block)]
    return Plan([(model.key_at(row), name, value) for row in rest for name, value in new], [])


def plan_clear(model: "RegisterModel", block: Block) -> Plan:
    """Empty every cell of a block that can be edited.

    Raises:
        PmoError: one of the columns cannot be empty.
    """
    empty = [(column.name, model.understood(column, "")) for _, column in _editable(model, block)]
    rows = model.records(block.top, block.bottom)
    return Plan([(model.key_at(row), name, value) for row in rows for name, value in empty], [])


def _editable(model: "RegisterModel", block: Block) -> Sequence[tuple[int, "Column"]]:
    return [(n, model.columns[n]) for n in range(block.left, block.right + 1) if model.columns[n].field.editable]


def _settable(model: "RegisterModel", row: int, number: int, column: "Column") -> object:
    """The value of a cell as it is written: a reference shows a name but is written as a key."""
    cell = model.cell(row, number)
    return model.understood(column, cell.text) if column.field.kind == "reference" else cell.value
