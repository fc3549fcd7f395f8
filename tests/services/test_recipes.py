from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.services import recipes, workspaces
from pmo_desktop.services.recipes import RecipeSeen
from pmo_desktop.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "w.pmo")
    yield made
    made.close()


def known(workspace: Workspace) -> tuple[RecipeSeen, ...]:
    with workspace.reading() as session:
        return recipes.recipes(session)


def test_a_new_workspace_has_one_recipe_with_every_section(workspace: Workspace) -> None:
    (first,) = known(workspace)
    assert first.name == "Board pack"
    assert " ".join(first.sections) == workspaces.SECTIONS


def test_a_new_recipe_is_like_the_one_it_was_made_from(workspace: Workspace) -> None:
    (first,) = known(workspace)
    workspace.do("Arrange", lambda s: recipes.set_sections(s, first.key, ("summary", "control", "summary")))
    workspace.do(
        "Edit",
        lambda s: recipes.edit_recipe(s, first.key, audience="Board", one_pagers=OnePagerRule.ALL, distribution="A, B"),
    )
    key = workspace.do("Add", lambda s: recipes.add_recipe(s, "  Steering ", first.key)).value
    first, second = known(workspace)
    assert second == replace(first, key=key, name="Steering")
    assert (second.audience, second.sections, second.distribution) == ("Board", ("summary", "control"), "A, B")


def test_a_recipe_made_from_none_has_every_section(workspace: Workspace) -> None:
    workspace.do("Add", lambda s: recipes.add_recipe(s, "Plain"))
    assert known(workspace)[1].sections == tuple(workspaces.SECTIONS.split())


def test_what_is_not_given_stays(workspace: Workspace) -> None:
    (first,) = known(workspace)
    workspace.do("Edit", lambda s: recipes.edit_recipe(s, first.key, audience="Board"))
    workspace.do("Edit", lambda s: recipes.edit_recipe(s, first.key, distribution="All"))
    (now,) = known(workspace)
    assert (now.audience, now.distribution, now.one_pagers) == ("Board", "All", first.one_pagers)


@pytest.mark.parametrize(("name", "why"), [(" ", "no name"), ("board PACK", "already")])
def test_a_name_is_needed_and_taken_once(workspace: Workspace, name: str, why: str) -> None:
    with pytest.raises(PmoError, match=why):
        workspace.do("Add", lambda s: recipes.add_recipe(s, name))


def test_a_recipe_may_keep_its_own_name_in_another_case(workspace: Workspace) -> None:
    (first,) = known(workspace)
    workspace.do("Rename", lambda s: recipes.rename_recipe(s, first.key, "BOARD PACK"))
    assert known(workspace)[0].name == "BOARD PACK"


def test_a_pack_needs_a_section(workspace: Workspace) -> None:
    (first,) = known(workspace)
    with pytest.raises(PmoError, match="at least one section"):
        workspace.do("Arrange", lambda s: recipes.set_sections(s, first.key, ()))


def test_the_last_recipe_stays_and_another_can_go_and_come_back(workspace: Workspace) -> None:
    (first,) = known(workspace)
    with pytest.raises(PmoError, match="only recipe"):
        workspace.do("Delete", lambda s: recipes.remove_recipe(s, first.key))
    key = workspace.do("Add", lambda s: recipes.add_recipe(s, "Other")).value
    workspace.do("Delete", lambda s: recipes.remove_recipe(s, key))
    assert known(workspace) == (first,)
    workspace.undo()
    assert [each.name for each in known(workspace)] == ["Board pack", "Other"]
