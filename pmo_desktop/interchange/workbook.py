"""What runs in the child that reads a workbook: light to import, killed without loss.

The workbook is somebody else's, so it is read by a process with a bound on its memory that may die alone.
"""

import contextlib
import os
import sys
from multiprocessing.connection import Connection
from typing import Any

from pmo_desktop.interchange.sheet import Sheet

MEMORY = 1 << 30  # bytes


def serve(answer: Connection, path: str) -> None:
    """Read the workbook at `path` and send its sheets, or one word: "password", "damaged" or "large"."""
    _keep_quiet()
    _bound_memory()
    try:
        answer.send(read_workbook(path))
    except MemoryError:
        answer.send("large")


def _keep_quiet() -> None:
    """Let nothing the child says of its own end reach the user: the parent has a sentence for it."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read_workbook(path: str) -> tuple[Sheet, ...] | str:
    """The worksheets of the workbook at `path`, or the word that says why there are none."""
    import python_calamine as calamine

    try:
        # From the open file the format is found by content; from a path it would be the name's ending.
        with open(path, "rb") as file, calamine.CalamineWorkbook.from_filelike(file) as workbook:  # noqa: PTH123
            metadata = [sheet for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
            return tuple(_sheet(workbook.get_sheet_by_name(sheet.name), sheet.visible) for sheet in metadata)
    except calamine.PasswordError:
        return "password"
    except (calamine.CalamineError, OSError, ValueError):
        return "damaged"


def _sheet(sheet: Any, visible: Any) -> Sheet:  # noqa: ANN401  classes of the extension module
    import python_calamine as calamine

    rows: list[list[object]] = sheet.to_python(skip_empty_area=False)
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return Sheet(
        sheet.name,
        tuple(map(tuple, rows)),
        hidden=visible != calamine.SheetVisibleEnum.Visible,
        merges=tuple(sheet.merged_cell_ranges or ()),
    )
