from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pmo_desktop.domain.choices import Rating, Stage
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.insights.record import RecordChange, record_changes
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    june = (date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 25))
    made.do("Open", lambda s: periods.open_period(s, "June 2026", *june))
    yield made
    made.close()


@pytest.fixture
def bridge(workspace: Workspace) -> int:
    return workspace.do("Add bridge", lambda s: registers.add(s, PROJECTS, {"name": "Bridge"})).value


def edit(workspace: Workspace, key: int, column: str, value: object) -> None:
    workspace.do(f"Change {column}", lambda s: registers.edit(s, PROJECTS, key, column, value))


def told(workspace: Workspace, key: int) -> tuple[RecordChange, ...]:
    with workspace.reading() as session:
        period = periods.current_period(session)
        assert period is not None
        report = periods.report_of(session, key, period.key)
        rows = [("project", key), *([("status_report", report.key)] if report else [])]
        return record_changes(session, [each for table, row in rows for each in workspace.history_of(table, row)])


def cells(change: RecordChange) -> list[tuple[str, object, object]]:
    return [(cell.field.name, cell.before, cell.after) for cell in change.cells]


def test_a_new_record_is_told_without_its_cells(workspace: Workspace, bridge: int) -> None:
    (only,) = told(workspace, bridge)
    assert (only.title, only.is_new, only.cells) == ("Add bridge", True, ())


def test_values_are_told_as_they_are_not_as_they_are_stored(workspace: Workspace, bridge: int) -> None:
    programme = workspace.do("Add", lambda s: registers.add(s, register_named("programme"), {"name": "Roads"})).value
    edit(workspace, bridge, "forecast_finish_on", date(2027, 5, 1))
    edit(workspace, bridge, "bac", 5_00)
    edit(workspace, bridge, "stage", Stage.DELIVER)
    edit(workspace, bridge, "managed_by_pmo", value=True)
    edit(workspace, bridge, "programme_key", programme)
    edit(workspace, bridge, "name", "Bridge, “the” one's")
    assert [cells(change) for change in told(workspace, bridge)[:-1]] == [
        [("name", "Bridge", "Bridge, “the” one's")],
        [("programme_key", None, "Roads")],
        [("managed_by_pmo", False, True)],
        [("stage", None, Stage.DELIVER)],
        [("bac", None, 5_00)],
        [("forecast_finish_on", None, date(2027, 5, 1))],
    ]


def test_what_a_report_only_repeats_is_left_out(workspace: Workspace, bridge: int) -> None:
    edit(workspace, bridge, "bac", 5_00)
    newest = told(workspace, bridge)[0]
    assert cells(newest) == [("bac", None, 5_00)]
    assert newest.period == ""


def test_a_change_of_the_report_names_its_period(workspace: Workspace, bridge: int) -> None:
    edit(workspace, bridge, "report.overall", Rating.AMBER)
    newest = told(workspace, bridge)[0]
    assert newest.period == "June 2026"
    assert ("overall", None, Rating.AMBER) in cells(newest)


def test_undo_is_told_as_what_it_did(workspace: Workspace, bridge: int) -> None:
    edit(workspace, bridge, "bac", 5_00)
    workspace.undo()
    newest = told(workspace, bridge)[0]
    assert (newest.kind, cells(newest)) == ("undo", [("bac", 5_00, None)])


def test_a_removed_record_is_told(workspace: Workspace, bridge: int) -> None:
    workspace.do("Remove", lambda s: registers.remove(s, PROJECTS, [bridge]))
    with workspace.reading() as session:
        newest = record_changes(session, workspace.history_of("project", bridge))[0]
    assert (newest.title, newest.is_gone) == ("Remove", True)
