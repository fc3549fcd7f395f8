"""Backups are made when something changed, of sound workspaces only, and lead back to what was."""

import multiprocessing
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.services import backups
from pmo_desktop.services.workspaces import create, open_workspace
from pmo_desktop.storage.workspace import Workspace

TAKER = """
from pathlib import Path
from pmo_desktop.services import backups
from pmo_desktop.services.workspaces import open_workspace

workspace = open_workspace(path)
while True:
    backups.take(workspace, backups.BY_ITSELF)
    told.send(1)
"""
PROCESSES: Any = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "harbour.pmo")
    add(made, "Quay")
    yield made
    with suppress(Exception):
        made.close()


def add(workspace: Workspace, name: str) -> None:
    workspace.do(f"Add {name}", lambda session: session.add(Project(name=name)))


def local_time(**later: float) -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None) + timedelta(**later)


def projects(path: Path) -> list[str]:
    opened = open_workspace(path)
    try:
        assert opened.faults() == []
        with opened.reading() as session:
            return list(session.scalars(select(Project.name).order_by(Project.key)))
    finally:
        opened.close()


def test_a_backup_is_due_once_something_changed_since_the_last(workspace: Workspace) -> None:
    assert backups.is_due(workspace)
    backups.take(workspace, backups.BY_ITSELF, local_time(seconds=2))
    assert not backups.is_due(workspace)


def test_a_change_after_the_last_backup_makes_the_next_one_due(workspace: Workspace) -> None:
    backups.take(workspace, backups.BY_HAND, local_time(hours=-1))
    assert backups.is_due(workspace)


def test_a_sound_workspace_is_backed_up_beside_itself(workspace: Workspace) -> None:
    assert backups.look_after(workspace) == []
    (made,) = backups.kept(workspace.path)
    assert made.label == backups.BY_ITSELF
    assert made.path.parent.name == "harbour backups"
    assert projects(made.path) == ["Quay"]


def test_one_that_others_changed_is_not_backed_up_but_told(workspace: Workspace) -> None:
    workspace._raw.execute("DROP TRIGGER journal_project_UPDATE")
    workspace._raw.execute("UPDATE project SET name = 'Crane'")
    (fault, *_) = backups.look_after(workspace)
    assert "seal" in fault or "changed" in fault
    assert backups.kept(workspace.path) == []


def test_a_restored_backup_is_what_was_and_what_was_replaced_is_kept(workspace: Workspace) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    add(workspace, "Crane")
    workspace.close()
    aside = backups.restore(made, workspace.path)
    assert projects(workspace.path) == ["Quay"]
    assert aside is not None
    assert projects(aside) == ["Quay", "Crane"]
    assert {each.name for each in workspace.path.parent.iterdir()} == {"harbour.pmo", "harbour backups"}


@pytest.mark.parametrize("damage", [b"", b"no workspace", b"SQLite format 3\0" + bytes(5000)])
def test_a_backup_takes_the_place_of_a_damaged_workspace(workspace: Workspace, damage: bytes) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    workspace.close()
    workspace.path.write_bytes(damage)
    aside = backups.restore(made, workspace.path)
    assert projects(workspace.path) == ["Quay"]
    assert aside is not None
    assert aside.read_bytes() == damage


def test_a_workspace_that_is_gone_comes_back(workspace: Workspace) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    workspace.close()
    workspace.path.unlink()
    assert backups.restore(made, workspace.path) is None
    assert projects(workspace.path) == ["Quay"]


def test_a_damaged_backup_is_refused_and_changes_nothing(workspace: Workspace) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    workspace.close()
    before = workspace.path.read_bytes()
    content = bytearray(made.read_bytes())
    place = content.rindex(b"Quay")
    content[place : place + 4] = b"Cray"
    made.write_bytes(bytes(content))
    with pytest.raises(PmoError, match="damaged"):
        backups.restore(made, workspace.path)
    assert workspace.path.read_bytes() == before


def test_an_open_workspace_is_not_replaced_behind_the_back_of_its_window(workspace: Workspace) -> None:
    made = backups.take(workspace, backups.BY_HAND)
    with pytest.raises(PmoError, match="open in another window"):
        backups.restore(made, workspace.path)
    add(workspace, "Crane")


def test_a_folder_that_cannot_be_made_is_told(workspace: Workspace) -> None:
    backups.folder_of(workspace.path).write_text("a file of that name")
    with pytest.raises(PmoError, match="cannot be made"):
        backups.take(workspace, backups.BY_HAND)


def test_a_kill_in_the_midst_of_a_backup_leaves_only_whole_ones(workspace: Workspace, *, long: bool) -> None:
    workspace.close()
    PROCESSES.set_forkserver_preload(["pmo_desktop.services.backups"])
    chance = random.Random(2026)  # noqa: S311  no secret, a plan
    for _ in range(200 if long else 20):
        told, tell = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=exec, args=(TAKER, {"path": workspace.path, "told": tell}))
        process.start()
        tell.close()
        told.recv()
        for _ in range(chance.randrange(200_000)):  # a moment that no clock chose
            pass
        process.kill()
        process.join()
        process.close()
        told.close()
        newest = backups.kept(workspace.path)[0]
        target = shutil.copyfile(newest.path, workspace.path.with_name("restored.pmo"))
        assert projects(target) == ["Quay"]
    assert projects(workspace.path) == ["Quay"]
