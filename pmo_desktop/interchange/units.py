"""The unit of a money column whose header names none: by the text beside it that repeats its numbers with one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pmo_desktop.interchange.amounts import read_unit, split_amount
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.layout import Layout

_ROWS = 1_000  # rows in which evidence is looked for
_ROWS_THAT_AGREE = 3
_TEXT = 20  # characters from which a cell is a text that may speak of amounts
_SMALLEST = 10  # a smaller whole number stands beside an "m" or a "k" by chance
_SPOKEN = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s?([^\W\d_]{1,9})\b")


def scales_by_evidence(layout: Layout, columns: Iterable[int]) -> dict[int, tuple[str, int]]:
    """The scale that the texts of the same rows give to each of the money `columns`, and in how many rows.

    Only columns with at least three such rows, which all agree, are in the answer.
    """
    columns = tuple(columns)
    votes: dict[int, Counter[str]] = {column: Counter() for column in columns}
    for place in layout.body[:_ROWS] if columns else ():
        cells = layout.rows[place]
        if spoken := _spoken_amounts(cells):
            for column in columns:
                votes[column].update(spoken.get(_number(cells[column]) or Decimal(0), ()))
    return {
        column: (scale, count)
        for column, counter in votes.items()
        for scale, count in counter.items()
        if len(counter) == 1 and count >= _ROWS_THAT_AGREE
    }


def _spoken_amounts(cells: Sequence[object]) -> dict[Decimal, set[str]]:
    """The amounts that the longer texts among `cells` mention, each with the scales named beside it."""
    spoken: dict[Decimal, set[str]] = {}
    for cell in cells:
        if isinstance(cell, str) and len(cell) > _TEXT:
            for number, word in _SPOKEN.findall(cell):
                if (unit := read_unit(word)) and unit.scale:
                    spoken.setdefault(Decimal(number.replace(",", "")), set()).add(unit.scale)
    return spoken


def _number(cell: object) -> Decimal | None:
    """The number in `cell` as it stands, without a unit of its own; `None` for a number too plain to be telling."""
    split = split_amount(text_of(cell))
    if split is None or split[1].scale:
        return None
    number = abs(split[0])
    return number if number >= _SMALLEST or number % 1 else None
