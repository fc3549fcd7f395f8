"""Every row of the table runs, on a tiny workspace and once; how long it takes is not a matter of the suite."""

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks import charts, growing, importing, memory, packing, register, starting
from benchmarks.__main__ import PARTS
from benchmarks.measure import Bench, Rows, measured
from pmo_desktop.charts.catalogue import CHARTS
from pmo_desktop.services.registers import keys, rows
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.services.workspaces import open_workspace


@pytest.fixture
def bench(tmp_path: Path, qapp: QApplication) -> Bench:
    del qapp
    return Bench(tmp_path, projects=40, one_pagers=2, clock=time.perf_counter)


def names(found: Rows) -> list[str]:
    """Measure every row once, and tell what was measured."""
    results = [measured(row, times=1) for row in found]
    assert all(result.figure > 0 and result.floor > 0 for result in results)
    return [result.row.what for result in results]


def test_every_part_is_in_the_table() -> None:
    modules = (starting, register, importing, packing, charts, memory, growing)
    assert [rows for _, rows in PARTS] == [module.rows for module in modules]


def test_the_window_starts_and_the_commands_answer(bench: Bench) -> None:
    assert len(names(starting.rows(bench))) == 4


def test_the_register_is_opened_asked_and_edited(bench: Bench) -> None:
    found = names(register.rows(bench))
    assert [name.split()[0] for name in found] == [
        "open", "sort", "filter", "search", "group", "board", "roadmap", "paste", "paste", "one", "one",
        "what", "one", "one",
    ]  # fmt: skip
    workspace = open_workspace(bench.folder / "register.pmo")
    with workspace.reading() as session:
        amounts = rows(session, PROJECTS, keys(session, PROJECTS), ["eac"])
    titles = [change.title for change in workspace.history()]
    workspace.close()
    assert sum(title.startswith("Change EAC of") for title in titles) == 4
    assert titles.count("Change impact") >= 2  # an edit to what it is already is none
    assert min(amount for (amount,) in amounts) < 1_000_00 + 1_000


def test_a_workbook_is_imported_whole(bench: Bench) -> None:
    assert [name.split()[0] for name in names(importing.rows(bench))] == ["import", "import", "take"]
    workspace = open_workspace(bench.folder / "imported.pmo")
    with workspace.reading() as session:
        assert len(keys(session, PROJECTS)) == 40
    workspace.close()


@pytest.mark.timeout(400)  # an office suite starts twice, which takes its time where the machine does other work
def test_the_pack_has_its_pages_and_charts_on_both_sides(bench: Bench) -> None:
    name = names(packing.rows(bench))[0]
    pages, drawn = (int(word) for word in name.split() if word.isdigit())
    assert pages > 30
    assert drawn > 10


def test_all_charts_are_redrawn(bench: Bench) -> None:
    assert names(charts.rows(bench)) == [f"{len(CHARTS)} charts redrawn"]


def test_memory_is_weighed_in_processes_of_their_own(bench: Bench) -> None:
    assert names(memory.rows(bench)) == ["peak memory with 40 projects open"]


def test_twice_the_work_is_measured_for_import_register_and_pack(bench: Bench) -> None:
    assert [name.split()[0] for name in names(growing.rows(bench))] == ["import", "open", "board"]
