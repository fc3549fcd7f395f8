"""Whether twice the work costs twice the time: the exponent of the cost."""

from benchmarks.generate import write_workbook, write_workspace
from benchmarks.importing import imported_anew
from benchmarks.measure import Bench, Row, Rows
from benchmarks.window import open_and_paint, opened_anew, window_with_register
from pmo_desktop.reports.pack import make_pack
from pmo_desktop.services.workspaces import open_workspace

_MOST = 1.1


def rows(bench: Bench) -> Rows:
    """Import, open and pack, of half the projects and of all."""
    half = bench.projects // 2
    books = [bench.folder / "half.xlsx", bench.folder / "whole.xlsx"]
    paths = [bench.folder / "half.pmo", bench.folder / "whole.pmo"]
    for book, path, count in zip(books, paths, (half, 2 * half), strict=True):
        write_workbook(book, count)
        write_workspace(path, count)
    yield Row(
        f"import of {half:,} and {2 * half:,} rows",
        lambda: imported_anew(bench, books[1]),
        lambda: imported_anew(bench, books[0]),
        _MOST,
        kind="exponent",
    )
    with window_with_register() as window:
        open_and_paint(window, paths[0])
        yield Row(
            f"open {half:,} and {2 * half:,} projects",
            lambda: opened_anew(bench, window, paths[1]),
            lambda: opened_anew(bench, window, paths[0]),
            _MOST,
            kind="exponent",
        )
    yield from _packs(bench)


def _packs(bench: Bench) -> Rows:
    """Packs of two portfolios, one about twice the other; the exponent is of their pages."""
    counts = (bench.one_pagers, 2 * bench.one_pagers)
    workspaces = []
    for count in counts:
        path = bench.folder / f"pack of {count}.pmo"
        write_workspace(path, count)
        workspaces.append(open_workspace(path))
    few, many = workspaces
    pages = [make_pack(workspace).pages for workspace in workspaces]
    yield Row(
        f"board pack of {pages[0]} and {pages[1]} pages",
        lambda: bench.timed(lambda: make_pack(many)),
        lambda: bench.timed(lambda: make_pack(few)),
        _MOST,
        kind="exponent",
        work=pages[1] / pages[0],
    )
    for workspace in workspaces:
        workspace.close()
