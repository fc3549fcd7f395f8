"""What was found in somebody's file: the plan that reading it makes and that applying it to a workspace follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Orientation = Literal["rows", "columns"]
How = Literal["exact", "phrase", "derived", "computed", "chosen", "learnt", ""]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that could not be read; its text is kept in the row.

    Attributes:
        row: The file's own row number, from 1.
        column: The column's letters as a spreadsheet shows them.
        header: The header the cell stands under (or beside, where projects are columns).
        value: The cell's text.
        reason: Why it could not be read, in the user's language.
        mend: What to do about it, in the user's language; empty where only the cell itself can tell.
    """

    row: int
    column: str
    header: str
    value: str
    reason: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One project, risk or the like as the file tells it.

    Attributes:
        row: The file's own row number, from 1; the number of the column where projects are columns.
        values: Every field that a column was matched to; `None` where the cell is empty or could not be read.
            Dates are `date`, money whole minor units, ratings `Rating`, percents percent points, choices their member.
        problems: The cells of this row that could not be read.
        texts: The original text of each of those cells, by field.
        extras: The text of every cell under a column that was matched to no field, by header; empty cells left out.
        cells: The cells of the row as they stand in the file, for handing a row back.
    """

    row: int
    values: Mapping[str, object]
    problems: tuple[CellProblem, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    extras: Mapping[str, str] = field(default_factory=dict[str, str])
    cells: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What one column of the file was taken for.

    Attributes:
        index: Place among the file's columns, from 0; among its rows where projects are columns.
        column: The column's letters, or the row's number where projects are columns.
        header: The header as it stands in the file; several header rows are joined by " / ".
        field: The field it was matched to, or `None`: then its texts are in each row's `extras`.
        unit: "thousand", "million", "billion", "%", "one" for a money column without a scale, or `None`.
        how: "exact" or "phrase" for a match, "derived" for a column that follows from others, "computed" for one that
            this program worked out itself, "chosen" where the user said so, "learnt" where that was said of an earlier
            file, "" for none.
    """

    index: int
    column: str
    header: str
    field: str | None
    unit: str | None
    how: How


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only the user can decide, and how it was decided for the time being.

    Attributes:
        name: What an answer is kept under.
        words: What was done, in the user's language.
        choices: What could be done instead: a value and its words each.
    """

    name: str
    words: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One register as read: what every column means, every row, and sentences on what was found out.

    Attributes:
        source_name: The file's name without its folder.
        sheet: The sheet's name; empty for a text file.
        encoding: The text file's encoding; empty for a spreadsheet.
        delimiter: The text file's delimiter; empty for a spreadsheet.
        orientation: "rows" where a project is a row, "columns" where it is a column.
        header_row: The row (or column) of the headers, from 1; the last of them where there are several.
        period_hint: The reporting period the file itself names, such as "2021" or "2018/19".
        currency: The ISO code of the amounts, where the file shows one.
        notes: Sentences in the user's language.
        sheets: The names of all sheets that are not hidden; none for a text file.
        target: The table its rows belong to, such as "project" or "risk".
        headers: The headers of all columns, in the places that the cells of a row have.
        header_set: What stands for the words of all headers: files with the same ones are read alike.
        questions: What the user may decide otherwise.
        unsettled: The columns of dates, by index, of which nothing shows whether day or month comes first.
        is_own: Whether this program wrote it.
        words: What words of a column were said to mean, by the column's index: a folded word, and what it is read as.
    """

    source_name: str
    sheet: str
    encoding: str
    delimiter: str
    orientation: Orientation
    header_row: int
    matches: tuple[ColumnMatch, ...]
    rows: tuple[ReadRow, ...]
    period_hint: str | None
    currency: str | None
    notes: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    target: str = "project"
    headers: tuple[str, ...] = ()
    header_set: str = ""
    unsettled: tuple[int, ...] = ()
    questions: tuple[Question, ...] = ()
    is_own: bool = False
    words: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, "Mapping[str, str]"])

    @property
    def unmatched(self) -> tuple[ColumnMatch, ...]:
        """The columns whose content is only kept as text."""
        return tuple(match for match in self.matches if match.field is None)

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """Every cell that could not be read, in the order of the file."""
        return tuple(problem for row in self.rows for problem in row.problems)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sheet, or a table of it, that is not taken in: why, in words, and the row of its headers if it has any."""

    sheet: str
    reason: str
    header_row: int = 0


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A whole file as read: its registers, and what of it is none.

    Attributes:
        source_name: The file's name without its folder.
        tables: Every register in it.
        left_out: Every sheet, or table of one, that is none.
        sheets: The names of all sheets that are not hidden; none for a text file.
        notes: Sentences in the user's language.
        content: Rows by table as a document of ours holds them; none for any other file.
        project: The project that a cover or a title names for all rows; empty if none does.
        is_plan: Whether it is a plan of one project.
    """

    source_name: str
    tables: tuple[ReadTable, ...]
    left_out: tuple[LeftOut, ...] = ()
    sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    content: Mapping[str, Any] | None = None
    project: str = ""
    is_plan: bool = False
