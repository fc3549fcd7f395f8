"""What runs in the child that reads a file; it imports little, so that it starts quickly.

The file is somebody else's, so it is read by a process with a bound on its memory, which may die alone and be
killed without loss.
"""

from __future__ import annotations

import gc
import io
import pickle
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pmo_desktop.interchange.marks import marks_of
from pmo_desktop.interchange.marks.marked import Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import python_calamine as calamine

FLAG = "--read-workbook"  # what the frozen application is started with to be such a child
MEMORY = 1 << 30  # bytes
_EMPTY: list[object] = []  # one for all blank rows: a sheet may have a million
_MOST_CELLS = 5_000_000
_MAY_COME_AGAIN = (str, date, datetime)
_MOST_ROWS = 500_000  # that hold anything, of one sheet

# A sheet's name, its rows, whether it is hidden, its merged ranges (first and last cell, row and column from 0), and
# its hidden rows and columns.
BareSheet = tuple[str, list[list[object]], bool, list[tuple[tuple[int, int], tuple[int, int]]], set[int], set[int]]


def main(path: str, job: str = "sheets", *more: str) -> None:
    """Do one of `JOBS` on a file and write its answer to standard output, or "password", "damaged" or "large"."""
    gc.disable()  # nothing is freed before the end
    large = pickle.dumps("large")  # there may be no memory left for it later
    _bound_memory()
    try:
        answer = pickle.dumps(JOBS[job](path, *more), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        answer = large
    sys.stdout.buffer.write(answer)


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read_workbook(path: str) -> list[BareSheet] | str:
    """The worksheets of the workbook at `path`, or the word that says why there are none."""
    import python_calamine as calamine

    try:
        with _open(path) as workbook:
            marks = marks_of(Path(path).read_bytes())
            return [
                _bare(workbook.get_sheet_by_name(sheet.name), sheet.visible, marks.get(sheet.name, Marks()))
                for sheet in workbook.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        return "password"
    except (calamine.CalamineError, OSError, ValueError):
        return "damaged"


def _open(path: str) -> calamine.CalamineWorkbook:
    """The workbook at `path`, its format found by its name's ending first and, where that lies, by its content."""
    import python_calamine as calamine

    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError:
        raise
    except calamine.CalamineError:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(Path(path).read_bytes()))


def _bare(sheet: calamine.CalamineSheet, visible: calamine.SheetVisibleEnum, marks: Marks) -> BareSheet:
    import python_calamine as calamine

    rows = cast("list[list[object]]", sheet.to_python(skip_empty_area=False))
    for row, column, text in marks.errors:
        rows.extend([] for _ in range(row + 1 - len(rows)))  # the reader stops at the last cell that holds anything
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = text
    bare = _Bare()
    rows = [bare.row(row) if any(cell != "" for cell in row) else _EMPTY for row in rows]
    if sum(row is not _EMPTY for row in rows) > _MOST_ROWS:
        raise MemoryError
    is_hidden = visible != calamine.SheetVisibleEnum.Visible
    hidden = {row for row in marks.rows if row < len(rows) and rows[row]}
    return sheet.name, rows, is_hidden, sheet.merged_cell_ranges or [], hidden, marks.columns


class _Bare(dict[object, object]):
    """Texts and days as they are read, a text of spaces alone as empty: one that comes again is kept and sent once."""

    def __missing__(self, cell: object) -> object:
        """A cell that comes for the first time."""
        self[cell] = "" if isinstance(cell, str) and cell.isspace() else cell
        return self[cell]

    def row(self, cells: Iterable[object]) -> list[object]:
        """A row; numbers stand for themselves."""
        return [self[cell] if type(cell) in _MAY_COME_AGAIN else cell for cell in cells]


def _read_sparse(path: str) -> list[BareSheet] | str:
    """The worksheets of a workbook in which a lone cell stands so far out that the whole range is too large to hold."""
    from zipfile import BadZipFile

    import openpyxl

    count = 0
    found: list[BareSheet] = []
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for page in book.worksheets:
            page.reset_dimensions()
            rows: list[list[object]] = []
            bare = _Bare()
            for cells in page.iter_rows(values_only=True):
                row = bare.row("" if cell is None else cell for cell in cells)
                while row and row[-1] == "":
                    row.pop()
                count += len(row)
                if count > _MOST_CELLS:
                    return "large"
                rows.append(row or _EMPTY)
            while rows and not rows[-1]:
                rows.pop()
            found.append((page.title, rows, page.sheet_state != "visible", [], set(), set()))
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError):
        return "damaged"
    return found


def _read_text(path: str) -> object:
    from pmo_desktop.domain.errors import PmoError
    from pmo_desktop.interchange.delimited import read_delimited

    try:
        return read_delimited(Path(path).read_bytes(), Path(path).name)
    except PmoError as error:
        return error


def _read_fills(path: str, sheet: str) -> object:
    from pmo_desktop.interchange.fill_colours import fill_colours

    return fill_colours(path, sheet)


def _read_plan(path: str) -> object:
    from pmo_desktop.interchange.plans import read_plan

    return read_plan(Path(path).read_bytes())


def _read_pod(path: str) -> object:
    from pmo_desktop.interchange.plans import read_pod

    return read_pod(Path(path).read_bytes())


def _read_page(path: str) -> object:
    from pmo_desktop.interchange.web_page import read_page

    return read_page(Path(path).read_bytes())


def _read_xml(path: str) -> object:
    from pmo_desktop.interchange.spreadsheet_xml import read_spreadsheet_xml

    return read_spreadsheet_xml(Path(path).read_bytes())


JOBS: dict[str, Callable[..., object]] = {
    "sheets": read_workbook,
    "sparse": _read_sparse,
    "text": _read_text,
    "page": _read_page,
    "xml": _read_xml,
    "fills": _read_fills,
    "plan": _read_plan,
    "pod": _read_pod,
}
