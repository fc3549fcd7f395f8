"""A full drive loses nothing: what was saved stays, what was not is told, and the file goes on working."""

import resource
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.storage.backup import back_up
from pmo_desktop.storage.workspace import Workspace


@contextmanager
def no_file_beyond(size: int) -> Generator[None]:
    """Let this process write no file past `size` bytes, as a drive does that is full there."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def add_much(session: Session) -> None:
    session.add_all([Project(name=f"Project {number}", description="x" * 5000) for number in range(200)])


def names(workspace: Workspace) -> list[str]:
    with workspace.reading() as session:
        return list(session.scalars(select(Project.name)))


@pytest.mark.parametrize("room", [0, 4096, 100_000, 500_000])
def test_a_change_that_does_not_fit_is_told_and_the_rest_is_kept(workspace: Workspace, room: int) -> None:
    workspace.do("Add project", lambda session: session.add(Project(name="Bridge")))
    with (
        no_file_beyond(workspace.path.stat().st_size + room),
        pytest.raises(PmoError, match=r"the drive of “.*” is full .*MB are free.*the last step was not kept"),
    ):
        workspace.do("Add much", add_much)
    assert names(workspace) == ["Bridge"]
    workspace.do("Add another", lambda session: session.add(Project(name="Tunnel")))
    assert workspace.faults() == []
    workspace.close()
    again = Workspace.open(workspace.path)
    assert names(again) == ["Bridge", "Tunnel"]
    assert again.faults() == []
    again.close()


def test_a_change_whose_journal_does_not_fit_is_told_too(workspace: Workspace) -> None:
    with no_file_beyond(0), pytest.raises(PmoError, match="the last step was not kept"):
        workspace.do("Add project", lambda session: session.add(Project(name="Bridge")))
    assert names(workspace) == []
    assert workspace.faults() == []


def test_a_backup_that_does_not_fit_leaves_nothing_behind(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with no_file_beyond(20_000), pytest.raises(PmoError, match="could not be saved: the drive of"):
        back_up(workspace, folder, "daily")
    assert list(folder.iterdir()) == []


def test_a_new_workspace_that_does_not_fit_leaves_no_file(path: Path) -> None:
    with no_file_beyond(20_000), pytest.raises(PmoError, match="could not be saved: the drive of"):
        Workspace.create(path)
    assert list(path.parent.iterdir()) == []
