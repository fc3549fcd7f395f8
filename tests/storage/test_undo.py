"""Taking back and making again."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.domain.risk import Risk
from pmo_desktop.storage.workspace import Workspace


def add(session: Session, name: str = "Bridge", programme_key: int | None = None) -> int:
    project = Project(name=name, programme_key=programme_key)
    session.add(project)
    session.flush()
    return project.key


def rename(key: int, name: str) -> Callable[[Session], None]:
    return lambda session: setattr(session.get_one(Project, key), "name", name)


def add_risk(session: Session, title: str) -> None:
    session.add(Risk(title=title))


def add_report(session: Session) -> int:
    day = date(2026, 1, 31)
    period = ReportingPeriod(name="January", starts_on=date(2026, 1, 1), ends_on=day, cut_off_on=day)
    session.add(period)
    key = add(session)
    report = StatusReport(project_key=key, period_key=period.key)
    session.add(report)
    session.flush()
    session.add(Figures(report_key=report.key, slip_days=3))
    return report.key


def seal(workspace: Workspace) -> str:
    with workspace.reading() as session:
        return str(session.connection().exec_driver_sql("SELECT seal FROM change_set ORDER BY seq DESC").scalar())


def names(workspace: Workspace) -> list[str]:
    with workspace.reading() as session:
        return list(session.scalars(select(Project.name).order_by(Project.key)))


def test_undo_and_redo_go_through_the_titles_in_turn(workspace: Workspace) -> None:
    assert (workspace.undo_title(), workspace.redo_title()) == ("", "")
    assert (workspace.undo(), workspace.redo()) == (None, None)
    for name in ("One", "Two"):
        workspace.do(f"Add {name}", partial(add, name=name))
    change = workspace.undo()
    assert change is not None
    assert (change.kind, change.title) == ("undo", "Add Two")
    assert change.tables == {"project"}
    assert (workspace.undo_title(), workspace.redo_title()) == ("Add One", "Add Two")
    workspace.undo()
    assert (workspace.undo_title(), workspace.redo_title()) == ("", "Add One")
    assert names(workspace) == []
    workspace.redo()
    workspace.redo()
    assert names(workspace) == ["One", "Two"]
    assert (workspace.undo_title(), workspace.redo_title()) == ("Add Two", "")


def test_a_new_change_ends_what_could_be_made_again(workspace: Workspace) -> None:
    workspace.do("Add one", add)
    workspace.undo()
    workspace.do("Add two", add)
    assert workspace.redo() is None


def test_what_can_be_undone_is_known_after_opening_again(workspace: Workspace) -> None:
    workspace.do("Add one", add)
    workspace.do("Add two", add)
    workspace.undo()
    workspace.close()
    again = Workspace.open(workspace.path)
    assert (again.undo_title(), again.redo_title()) == ("Add one", "Add two")
    again.close()


def test_a_change_that_failed_cannot_be_undone(workspace: Workspace) -> None:
    workspace.do("Add one", add)
    assert workspace.undo_title() == "Add one"

    def fail(session: Session) -> None:
        add(session)
        msg = "on purpose"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError):
        workspace.do("Fail", fail)
    assert workspace.undo_title() == "Add one"
    workspace.do("Add two", add)
    assert workspace.undo_title() == "Add two"


def test_any_change_can_be_taken_back_by_its_number(workspace: Workspace) -> None:
    one = workspace.do("Add one", lambda session: add(session, "One")).change
    workspace.do("Add two", lambda session: add(session, "Two"))
    assert one is not None
    workspace.revert(one.seq)
    assert names(workspace) == ["Two"]
    workspace.undo()
    assert names(workspace) == ["One", "Two"]


def test_what_was_changed_again_since_is_not_taken_back(workspace: Workspace) -> None:
    done = workspace.do("Add project", add)
    workspace.do("Rename", rename(done.value, "Tunnel"))
    assert done.change is not None
    with pytest.raises(PmoError, match="“Add project” cannot be taken back: what it changed was changed again since"):
        workspace.revert(done.change.seq)
    assert names(workspace) == ["Tunnel"]
    workspace.do("Remove", lambda session: session.delete(session.get_one(Project, done.value)))
    with pytest.raises(PmoError, match="changed again since"):
        workspace.revert(done.change.seq)


def test_a_change_is_taken_back_though_something_else_of_the_row_was_changed_since(workspace: Workspace) -> None:
    key = workspace.do("Add project", add).value
    renamed = workspace.do("Rename", rename(key, "Tunnel")).change
    workspace.do("Describe", lambda session: setattr(session.get_one(Project, key), "description", "Long"))
    assert renamed is not None
    workspace.revert(renamed.seq)
    with workspace.reading() as session:
        assert session.execute(select(Project.name, Project.description)).all() == [("Bridge", "Long")]
    assert workspace.faults() == []


def test_what_is_worked_out_anew_keeps_no_change_from_being_taken_back(path: Path) -> None:
    def count(session: Session, _: object) -> None:
        for report in session.scalars(select(StatusReport)):
            report.open_risks = session.scalars(select(func.count()).select_from(Risk)).one()

    workspace = Workspace.create(path, count)
    key = workspace.do("Report", add_report).value
    changes = [workspace.do("Add risk", partial(add_risk, title=title)).change for title in ("Rain", "Snow")]
    assert changes[0] is not None
    workspace.revert(changes[0].seq)
    with workspace.reading() as session:
        assert session.scalars(select(Risk.title)).all() == ["Snow"]
        assert session.get_one(StatusReport, key).open_risks == 1
    assert workspace.faults() == []
    workspace.close()


def test_a_name_that_must_be_unique_is_taken_back_only_with_its_whole_row(workspace: Workspace) -> None:
    def add_recipe(session: Session) -> int:
        recipe = Recipe(name="Board")
        session.add(recipe)
        session.flush()
        return recipe.key

    key = workspace.do("Add recipe", add_recipe).value
    renamed = workspace.do("Rename", lambda session: setattr(session.get_one(Recipe, key), "name", "Office")).change
    workspace.do("Address", lambda session: setattr(session.get_one(Recipe, key), "audience", "All"))
    assert renamed is not None
    with pytest.raises(PmoError, match="changed again since"):
        workspace.revert(renamed.seq)


def test_a_removal_is_not_taken_back_where_something_new_stands(workspace: Workspace) -> None:
    key = workspace.do("Add project", add).value
    removed = workspace.do("Remove", lambda session: session.delete(session.get_one(Project, key))).change
    workspace.do("Add the same", lambda session: session.add(Project(key=key, name="Other")))
    assert removed is not None
    with pytest.raises(PmoError, match="changed again since"):
        workspace.revert(removed.seq)


def test_what_something_later_depends_on_is_not_taken_back(workspace: Workspace) -> None:
    done = workspace.do("Add project", add)
    workspace.do("Add action", lambda session: session.add(Action(title="Call", project_key=done.value)))
    assert done.change is not None
    with pytest.raises(PmoError, match="something made later depends on it"):
        workspace.revert(done.change.seq)
    assert workspace.faults() == []


def test_a_change_of_an_earlier_layout_is_not_taken_back(workspace: Workspace) -> None:
    done = workspace.do("Add project", add)
    workspace.do(
        "Age",
        lambda session: session.connection().exec_driver_sql(
            "UPDATE row_layout SET columns = 'key,title' WHERE table_name = 'project'"
        ),
    )
    assert done.change is not None
    with pytest.raises(PmoError, match="made by an earlier version"):
        workspace.revert(done.change.seq)


def test_things_that_refer_to_one_another_come_and_go_together(workspace: Workspace) -> None:
    def tree(session: Session) -> tuple[int, int]:
        programme = Programme(name="Roads")
        session.add(programme)
        session.flush()
        return programme.key, add(session, programme_key=programme.key)

    first = seal(workspace)
    programme_key, key = workspace.do("Add both", tree).value
    both = seal(workspace)

    def remove(session: Session) -> None:
        session.delete(session.get_one(Project, key))
        session.flush()
        session.delete(session.get_one(Programme, programme_key))

    workspace.do("Remove both", remove)
    workspace.undo()
    assert seal(workspace) == both
    workspace.undo()
    assert seal(workspace) == first
    workspace.redo()
    assert seal(workspace) == both
    assert workspace.faults() == []


def test_names_that_were_swapped_are_swapped_back(workspace: Workspace) -> None:
    def two(session: Session) -> tuple[int, int]:
        recipes = Recipe(name="Board"), Recipe(name="Office")
        session.add_all(recipes)
        session.flush()
        return recipes[0].key, recipes[1].key

    one, other = workspace.do("Add recipes", two).value

    def swap(session: Session) -> None:
        first, second = session.get_one(Recipe, one), session.get_one(Recipe, other)
        for recipe, name in ((first, "for a moment"), (second, "Board"), (first, "Office")):
            recipe.name = name
            session.flush()

    workspace.do("Swap", swap)
    for expected in (["Board", "Office"], ["Office", "Board"]):
        workspace.undo() if expected[0] == "Board" else workspace.redo()
        with workspace.reading() as session:
            assert session.scalars(select(Recipe.name).order_by(Recipe.key)).all() == expected
    assert workspace.faults() == []


def test_only_what_changed_is_set_back_so_that_figures_stay(workspace: Workspace) -> None:
    key = workspace.do("Report", add_report).value
    workspace.do("Summarise", lambda session: setattr(session.get_one(StatusReport, key), "summary", "Well"))
    workspace.undo()
    with workspace.reading() as session:
        assert session.scalars(select(Figures.slip_days)).all() == [3]
    workspace.undo()
    with workspace.reading() as session:
        assert session.scalars(select(Figures)).all() == []


def test_a_change_of_thousands_of_rows_is_taken_back_quickly(workspace: Workspace) -> None:
    def thousands(session: Session) -> None:
        session.add_all([Project(name=f"Project {number}", description="words " * 30) for number in range(3000)])

    def edit(session: Session) -> None:
        for project in session.scalars(select(Project)):
            project.name += "!"

    first = seal(workspace)
    workspace.do("Add", thousands)
    second = seal(workspace)
    began = time.process_time()
    workspace.do("Edit", edit)
    edited = time.process_time()
    workspace.undo()
    undone = time.process_time()
    assert seal(workspace) == second
    assert undone - edited < 2 * (edited - began)  # not slower by kind than the edit itself
    workspace.undo()
    assert seal(workspace) == first


def test_undo_is_found_at_once_in_a_long_history(workspace: Workspace) -> None:
    key = workspace.do("Add", add).value
    with workspace.reading() as session:
        assert session.get(Project, key)
    for number in range(50):
        workspace.mark(f"Mark {number}")
    seen: list[str] = []
    workspace.undo_title()
    workspace._raw.set_trace_callback(seen.append)
    assert workspace.undo_title() == "Add"
    workspace.mark("One more")
    assert workspace.undo_title() == "Add"
    workspace._raw.set_trace_callback(None)
    assert not any("change_set.seq >" in sql for sql in seen), "what is committed here is counted in as it happens"
