from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating, Stage
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.saved_view import Face, SavedView
from pmo_desktop.services import registers, saved_views, workspaces
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.services.saved_views import Rule, Saved, View
from pmo_desktop.storage.workspace import Workspace

_VIEW = View(
    Face.ROADMAP,
    ("name", "figures.rating", "bac"),
    (("figures.rating", False), ("name", True)),
    (
        Filter("stage", "one of", (Stage.DELIVER, None)),
        Filter("forecast_finish_on", "between", (date(2026, 1, 1), None)),
        Filter("bac", "between", (None, 100_00)),
        Filter("managed_by_pmo", "one of", (True,)),
        Filter("name", "contains", ("“R&D” — %",)),
        Filter("sponsor", "filled"),
    ),
    ("portfolio_key", "stage"),
    3,
    (Rule(Filter("figures.rating", "one of", (Rating.RED,)), "R", whole_row=True), Rule(Filter("eac", "empty"), "A")),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def _save(workspace: Workspace, name: str, view: View = _VIEW) -> int:
    return workspace.do("Save", lambda session: saved_views.save_view(session, "project", name, view)).value


def _all(workspace: Workspace, place: str = "project") -> tuple[Saved, ...]:
    with workspace.reading() as session:
        return saved_views.saved_views(session, PROJECTS, place)


def test_a_view_comes_back_as_it_was_saved_and_finds_rows(workspace: Workspace) -> None:
    key = _save(workspace, " My projects ")
    assert _all(workspace) == (Saved(key, "My projects", _VIEW),)
    assert _all(workspace, "reports") == ()
    with workspace.reading() as session:
        assert registers.keys(session, PROJECTS, sort=_VIEW.sort, filters=_VIEW.filters) == []


def test_a_view_is_changed_renamed_moved_and_removed_each_undone_as_one_step(workspace: Workspace) -> None:
    first, second = _save(workspace, "First"), _save(workspace, "Second")
    other = View(Face.BOARD)
    workspace.do("Change", lambda session: saved_views.change_view(session, first, other))
    workspace.do("Rename", lambda session: saved_views.rename_view(session, first, "Third"))
    workspace.do("Move", lambda session: saved_views.move_view(session, first, 1))
    assert _all(workspace) == (Saved(second, "Second", _VIEW), Saved(first, "Third", other))
    workspace.do("Remove", lambda session: saved_views.remove_view(session, second))
    assert len(_all(workspace)) == 1
    for _ in range(4):
        workspace.undo()
    assert _all(workspace) == (Saved(first, "First", _VIEW), Saved(second, "Second", _VIEW))


@pytest.mark.parametrize(("name", "why"), [("  ", "no name"), ("first", "already")])
def test_a_name_is_needed_and_belongs_to_one_view(workspace: Workspace, name: str, why: str) -> None:
    _save(workspace, "First")
    with pytest.raises(PmoError, match=why):
        _save(workspace, name)


def test_what_a_view_names_and_the_register_no_longer_has_is_left_out(workspace: Workspace) -> None:
    key = _save(workspace, "Old")

    def spoil(session: Session) -> None:
        row = session.get_one(SavedView, key)
        row.columns, row.sort, row.groups = "name gone", "-gone name", "gone"
        row.filters = '[{"column": "gone", "kind": "empty", "values": []}, {"column": "stage", "kind": "one of", '
        row.filters += '"values": ["no such stage"]}, 7, {"column": "bac", "kind": "between", "values": [1]}]'
        row.rules = "not JSON"

    workspace.do("Spoil", spoil)
    assert _all(workspace)[0].view == View(Face.ROADMAP, ("name",), (("name", True),), frozen=3)
