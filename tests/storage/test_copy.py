"""The copy a frozen period keeps."""

from sqlalchemy import select

from pmo_desktop.domain.period import PeriodCopy
from pmo_desktop.domain.project import Project
from pmo_desktop.storage.copy import packed, unpacked
from pmo_desktop.storage.workspace import Workspace


def test_a_packed_workspace_is_read_as_it_stood(workspace: Workspace) -> None:
    workspace.do("Add project", lambda session: session.add(Project(name="Bridge")))
    content = packed(workspace)
    workspace.do("Add another", lambda session: session.add(Project(name="Tunnel")))
    copy = unpacked(content, lambda *_: None)
    with copy.reading() as session:
        assert session.scalars(select(Project.name)).all() == ["Bridge"]
    assert copy.faults() == []
    copy.close()


def test_a_packed_workspace_leaves_out_the_copies_it_keeps_itself(workspace: Workspace) -> None:
    workspace.do("Keep", lambda session: session.add(PeriodCopy(sha256="a", content=bytes(range(256)) * 4000)))
    content = packed(workspace)
    assert len(content) < 100_000
    copy = unpacked(content, lambda *_: None)
    with copy.reading() as session:
        assert session.scalars(select(PeriodCopy)).all() == []
    copy.close()
    with workspace.reading() as session:
        assert len(session.scalars(select(PeriodCopy)).all()) == 1
