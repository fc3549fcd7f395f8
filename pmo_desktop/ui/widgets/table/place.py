"""Where the user is in a table while its rows are asked for anew: the cursor, what is selected, how far it scrolled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.table.clipboard import Block
    from pmo_desktop.ui.widgets.table.lines import Path
    from pmo_desktop.ui.widgets.table.view import RegisterView


@dataclass(frozen=True, slots=True)
class Place:
    """The record or the group under the cursor, the column, the columns there were, and blocks that are selected.

    A block is the keys of its rows and its first and last column. `across` is how far it is scrolled.
    """

    key: int
    group: "Path"
    column: int
    across: int
    names: list[str]
    blocks: list[tuple[list[int], int, int]]


def place_of(view: "RegisterView", parts: "Sequence[Block]") -> Place | None:
    """Where the cursor is, with the rectangles `parts` selected; none if it is nowhere."""
    model, current = view.register, view.currentIndex()
    if not current.isValid():
        return None
    group = model.group_at(current.row())
    blocks = [
        ([model.key_at(row) for row in model.records(part.top, part.bottom)], part.left, part.right)
        for part in parts
        if part.count > 1
    ]
    return Place(
        model.key_at(current.row()),
        group.values if group else (),
        current.column(),
        view.horizontalScrollBar().value(),
        [each.name for each in model.columns],
        blocks,
    )


def return_to(view: "RegisterView", place: Place) -> None:
    """Be on the same record or group again, wherever that stands now, and on the first line where it is gone."""
    model = view.register
    if not model.rowCount():
        return
    row = model.row_of(place.key) if place.key else model.row_of_group(place.group)
    view.setCurrentIndex(model.index(row or 0, min(place.column, model.columnCount() - 1)))
    if row is None:
        return
    view.horizontalScrollBar().setValue(place.across)
    if place.names == [each.name for each in model.columns]:
        _select_again(view, place.blocks)


def _select_again(view: "RegisterView", blocks: Sequence[tuple[list[int], int, int]]) -> None:
    """Select cells of the same records as before, wherever they stand now."""
    model, found = view.register, QItemSelection()
    for keys, left, right in blocks:
        rows = sorted(row for key in keys if (row := model.row_of(key)) is not None)
        for first, last in _runs(rows):
            found.select(model.index(first, left), model.index(last, right))
    view.selectionModel().select(found, QItemSelectionModel.SelectionFlag.Select)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of rows that follow one another."""
    start = 0
    for number, row in enumerate(rows):
        if number + 1 == len(rows) or rows[number + 1] != row + 1:
            yield rows[start], row
            start = number + 1
