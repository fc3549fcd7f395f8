"""A spreadsheet of many rows: read, foreseen and taken into a new workspace."""

from pathlib import Path

from benchmarks.generate import PERIOD, write_workbook
from benchmarks.measure import Bench, Row, Rows
from pmo_desktop.domain.importing import ReadBook
from pmo_desktop.interchange import read_register
from pmo_desktop.services.imports import Wishes, plan_book, take_book
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace


def import_whole(book: Path, into: Path) -> Workspace:
    """What a user does: look at the dry run, then take the file as it was planned."""
    table = read_register(book)
    workspace = create(into, currency="EUR")
    found, wishes = ReadBook(table.source_name, (table,)), Wishes(period=PERIOD)
    with workspace.reading() as session:
        plan = plan_book(session, found, wishes)
    workspace.do("Import", lambda session: take_book(session, found, wishes, plan=plan))
    return workspace


def imported_anew(bench: Bench, book: Path) -> float:
    """Milliseconds of an import into a workspace that is not there yet."""
    into = bench.folder / "imported.pmo"
    into.unlink(missing_ok=True)
    return bench.timed(lambda: import_whole(book, into).close())


def taken_back(bench: Bench, book: Path) -> float:
    """Milliseconds of taking such an import back."""
    into = bench.folder / "taken back.pmo"
    into.unlink(missing_ok=True)
    workspace = import_whole(book, into)
    spent = bench.timed(workspace.undo)
    workspace.close()
    return spent


def rows(bench: Bench) -> Rows:
    """The whole import, against our reader alone, and beside it against python-calamine alone."""
    import python_calamine

    book = bench.folder / "import.xlsx"
    write_workbook(book, bench.projects)

    def cells() -> None:
        python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()

    what = f"import {bench.projects:,} rows of xlsx, dry run and commit"
    yield Row(what, lambda: imported_anew(bench, book), lambda: bench.timed(lambda: read_register(book)), 6.0)
    yield Row(
        f"{what}: against python-calamine alone",
        lambda: imported_anew(bench, book),
        lambda: bench.timed(cells),
        None,
    )
    yield Row(
        f"take an import of {bench.projects:,} rows back",
        lambda: taken_back(bench, book),
        lambda: imported_anew(bench, book),
        1.0,
    )
