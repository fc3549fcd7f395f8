"""What is marked in one sheet of a workbook."""

from dataclasses import dataclass, field

ErrorCell = tuple[int, int, str]  # row and column from 0, and what the cell shows, such as "#N/A"
CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # of binary workbooks ([MS-XLS] 2.5.10, BErr)
MOST_HIDDEN = 1_048_576  # rows of a sheet
WIDEST = 16_384


@dataclass(slots=True)
class Marks:
    """The error cells of a sheet, and its hidden rows and columns, from 0."""

    errors: list[ErrorCell] = field(default_factory=list[ErrorCell])
    rows: set[int] = field(default_factory=set[int])
    columns: set[int] = field(default_factory=set[int])

    def __bool__(self) -> bool:
        """Whether anything is marked."""
        return bool(self.errors or self.rows or self.columns)
