"""One sheet of a file as it was read: bare cells, in their places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet from its first row and column on, without the blank ones at its ends.

    Attributes:
        name: The sheet's name; empty for a text file.
        rows: Texts, numbers, booleans, dates and times; "" or `None` for an empty cell. Rows may differ in length.
        hidden: Whether the sheet is hidden in its workbook.
        merges: Merged ranges: first and last cell, each as row and column from 0.
        encoding: The encoding of a text file.
        delimiter: The delimiter of a text file.
        notes: What was found out while reading, in sentences.
        is_workbook: Whether it stands in a workbook whose fill colours can be asked for.
        hidden_rows: Rows that are hidden and hold anything, from 0.
        hidden_columns: Columns that are hidden, from 0.
        part: The columns of this one of several tables that stand side by side, such as "F:K"; empty for all.
        known: What was found out about it, by what was asked: it is asked several times, for different registers.
    """

    name: str
    rows: Sequence[Sequence[object]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[str, ...] = ()
    is_workbook: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    part: str = ""
    known: dict[object, Any] = field(default_factory=dict[object, Any], init=False, repr=False, compare=False)

    @property
    def label(self) -> str:
        """The name by which a table of it is told: the sheet's, and its columns if another stands beside them."""
        return f"{self.name} {self.part}".strip()
