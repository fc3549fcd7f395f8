"""What is made of every file in a folder: `python -m benchmarks.reading FOLDER` prints a line for each table."""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange import read_book
from pmo_desktop.services.imports import take_book
from pmo_desktop.services.workspaces import create


class Line(NamedTuple):
    """One table of a file: what it was taken for, its rows, those that were imported, and the problems told."""

    file: str
    sheet: str
    recognised: str
    rows: int
    imported: int
    problems: int
    seconds: float


def lines(folder: Path) -> Iterator[Line]:
    """Every file below a folder, read and taken into a new workspace of its own."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield from _lines_of(path, str(path.relative_to(folder)))


def _lines_of(path: Path, name: str) -> Iterator[Line]:
    started = time.perf_counter()
    try:
        book = read_book(path)
        with tempfile.TemporaryDirectory() as place:
            workspace = create(Path(place) / "a.pmo")
            try:
                outcome = workspace.do("Import", lambda session: take_book(session, book)).value
            finally:
                workspace.close()
    except PmoError as error:
        yield Line(name, "", f"refused: {error}", 0, 0, 1, time.perf_counter() - started)
        return
    seconds = time.perf_counter() - started
    rows = {(each.target, each.sheet, each.header_row): len(each.rows) for each in book.tables}
    for each in outcome.outcomes:
        count = rows.get((each.target, each.sheet, each.header_row), each.taken)
        yield Line(name, each.sheet, each.target, count, each.taken, len(each.problems), seconds)
    for left in outcome.left_out:
        yield Line(name, left.sheet, f"left out: {left.reason}", 0, 0, 0, seconds)


def main(folder: Path) -> None:
    """Print the table."""
    print(f"{'file':<52} {'sheet':<22} {'rows':>6} {'taken':>6} {'told':>5} {'s':>5}  recognised")
    for line in lines(folder):
        print(
            f"{line.file[-52:]:<52} {line.sheet[:22]:<22} {line.rows:>6} {line.imported:>6} {line.problems:>5} "
            f"{line.seconds:>5.1f}  {' '.join(line.recognised.split())[:150]}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
