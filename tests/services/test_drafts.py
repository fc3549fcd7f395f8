from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_desktop.domain.choices import EntryKind, Stage
from pmo_desktop.domain.project import Project
from pmo_desktop.services import workspaces
from pmo_desktop.services.drafts import Draft, new_row, rows_kept, write
from pmo_desktop.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def kept(workspace: Workspace) -> list[Draft]:
    with workspace.reading() as session:
        return rows_kept(session.connection(), Project)


def put(workspace: Workspace, *drafts: Draft) -> None:
    workspace.do("Write", lambda session: write(session.connection(), Project, drafts))


def test_a_new_row_begins_as_its_columns_say() -> None:
    row = new_row(Project, name="Archive")
    assert (row.value("kind"), row.value("tags"), row.value("bac")) == (EntryKind.PROJECT, "", None)


def test_none_is_an_empty_text_where_text_must_be_and_is_let_be_where_none_cannot_be() -> None:
    row = new_row(Project, name="Archive", sponsor="A. Moreau", bac=5)
    assert [row.set(name, None) for name in ("sponsor", "kind", "bac", "eac")] == [True, False, True, False]
    assert row.news == {"name": "Archive", "sponsor": "", "bac": None}


def test_setting_what_is_there_already_is_no_change() -> None:
    row = new_row(Project, name="Archive")
    assert not row.set("name", "Archive")
    assert row.set("name", "Vault")
    assert not row.set("name", "Vault")


def test_new_rows_are_added_and_different_ones_changed_in_the_columns_that_differ(workspace: Workspace) -> None:
    put(workspace, new_row(Project, name="Archive", bac=5), new_row(Project, name="Vault", stage=Stage.DELIVER))
    archive, vault = kept(workspace)
    assert (archive.value("bac"), archive.value("stage")) == (5, None)
    assert (vault.value("bac"), vault.value("stage")) == (None, Stage.DELIVER)
    archive.set("bac", 7)
    vault.set("name", "Safe")
    put(workspace, archive, vault)
    assert [(each.value("name"), each.value("bac")) for each in kept(workspace)] == [("Archive", 7), ("Safe", None)]


def test_writing_nothing_new_changes_nothing(workspace: Workspace) -> None:
    put(workspace, new_row(Project, name="Archive"))
    found = kept(workspace)
    assert workspace.do("Write", lambda session: write(session.connection(), Project, found)).change is None
