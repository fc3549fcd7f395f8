import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services import merging, periods
from pmo_desktop.services.content import content_of
from pmo_desktop.services.merging import Merge, Side
from pmo_desktop.services.workspaces import create, open_workspace
from pmo_desktop.storage.workspace import Workspace

Pair = tuple[Workspace, Workspace]


def _first(session: Session) -> None:
    for number in range(3):
        project = Project(key=100 + number, name=f"P{number}")
        session.add(project)
        session.flush()
        session.add(Risk(key=200 + number, project_key=project.key, title=f"R{number}", owner="Doe"))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = create(tmp_path_factory.mktemp("original") / "a.pmo")
    made.do("Fill", _first)
    made.close()
    return made.path


@pytest.fixture
def pair(original: Path, tmp_path: Path) -> Iterator[Pair]:
    copies = [open_workspace(Path(shutil.copyfile(original, tmp_path / name))) for name in ("a.pmo", "b.pmo")]
    yield copies[0], copies[1]
    for copy in copies:
        copy.close()


def _edit(workspace: Workspace, key: int, **values: object) -> None:
    def command(session: Session) -> None:
        row: Any = session.get_one(Project if key < 200 else Risk, key)
        for name, value in values.items():
            setattr(row, name, value)

    workspace.do("Edit", command)


def _add_risk(workspace: Workspace, key: int, project_key: int | None) -> None:
    workspace.do("Add", lambda session: session.add(Risk(key=key, project_key=project_key, title=f"N{key}")))


def _remove(workspace: Workspace, key: int) -> None:
    def command(session: Session) -> None:
        if key < 200:
            for risk in session.scalars(select(Risk).where(Risk.project_key == key)):
                session.delete(risk)
            session.flush()
        session.delete(session.get_one(Project if key < 200 else Risk, key))

    workspace.do("Remove", command)


def _compare(ours: Workspace, theirs: Workspace) -> Merge:
    with ours.reading() as session:
        return merging.compare(session, theirs)


def _merge(ours: Workspace, theirs: Workspace, side: Side = "ours") -> Merge:
    found = _compare(ours, theirs)
    ours.do("Merge", lambda session: merging.merge(session, found, dict.fromkeys(found.questions, side)))
    return found


def _content(workspace: Workspace) -> dict[str, Any]:
    with workspace.reading() as session:
        return {name: sorted(rows, key=str) for name, rows in content_of(session).items()}


def test_what_only_the_other_copy_changed_is_taken_over_as_one_change(pair: Pair) -> None:
    ours, theirs = pair
    before = _content(ours)
    _edit(theirs, 200, owner="Roe")
    _add_risk(theirs, 300, 101)
    _remove(theirs, 202)
    _edit(ours, 201, owner="Own")
    found = _merge(ours, theirs)
    assert {(row.kind, row.title) for row in found.rows} == {("changed", "R0"), ("new", "N300"), ("removed", "R2")}
    assert found.questions == ()
    owners = {row["key"]: row["owner"] for row in _content(ours)["risk"]}
    assert owners == {200: "Roe", 201: "Own", 300: ""}
    ours.undo()
    ours.undo()
    assert _content(ours) == before


def test_different_fields_of_one_row_are_both_kept(pair: Pair) -> None:
    ours, theirs = pair
    _edit(ours, 200, owner="Roe")
    _edit(theirs, 200, title="Later")
    assert _merge(ours, theirs).questions == ()
    row = next(row for row in _content(ours)["risk"] if row["key"] == 200)
    assert (row["owner"], row["title"]) == ("Roe", "Later")


@pytest.mark.parametrize(("side", "owner"), [("ours", "Own"), ("theirs", "Roe")])
def test_one_field_that_both_changed_is_chosen(pair: Pair, side: Side, owner: str) -> None:
    ours, theirs = pair
    _edit(ours, 200, owner="Own")
    _edit(theirs, 200, owner="Roe", title="Later")
    found = _merge(ours, theirs, side)
    assert found.questions == (("risk", 200, "owner"),)
    fields = {each.column: (each.base, each.ours, each.theirs) for each in found.rows[0].fields}
    assert fields == {"owner": ("Doe", "Own", "Roe"), "title": ("R0", "R0", "Later")}
    row = next(row for row in _content(ours)["risk"] if row["key"] == 200)
    assert (row["owner"], row["title"]) == (owner, "Later")


def test_a_row_removed_here_and_changed_there_is_chosen_as_a_whole(pair: Pair) -> None:
    ours, theirs = pair
    _remove(ours, 200)
    _edit(theirs, 200, owner="Roe")
    assert _compare(ours, theirs).questions == (("risk", 200, ""),)
    _merge(ours, theirs, "theirs")
    assert {row["key"] for row in _content(ours)["risk"]} == {200, 201, 202}


def test_what_the_other_copy_still_needs_is_brought_back(pair: Pair) -> None:
    ours, theirs = pair
    _remove(ours, 100)
    _add_risk(theirs, 300, 100)
    _merge(ours, theirs)
    assert 100 in {row["key"] for row in _content(ours)["project"]}
    assert _compare(ours, theirs).rows == ()


def test_two_periods_of_one_name_become_one(pair: Pair) -> None:
    ours, theirs = pair
    for workspace, cut_off in ((ours, 25), (theirs, 27)):
        days = (date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, cut_off))
        workspace.do("Open", lambda session, days=days: periods.open_period(session, "2026-11", *days))  # type: ignore[misc]
    found = _merge(ours, theirs)
    assert [(row.table, [each.column for each in row.fields]) for row in found.rows] == [
        ("reporting_period", ["cut_off_on"])
    ]
    assert len(_content(ours)["reporting_period"]) == 1
    assert len(_content(ours)["status_report"]) == 3


def test_merging_again_finds_nothing(pair: Pair) -> None:
    ours, theirs = pair
    _edit(theirs, 200, owner="Roe")
    _merge(ours, theirs)
    assert _compare(ours, theirs).rows == ()


def test_a_workspace_that_is_no_copy_is_refused(pair: Pair, tmp_path: Path) -> None:
    other = create(tmp_path / "other.pmo")
    with pytest.raises(PmoError, match="no copy of this workspace"):
        _compare(pair[0], other)
    other.close()


_KEYS = st.integers(0, 5).map(lambda number: 100 + number if number < 3 else 197 + number)
_EDITS = st.one_of(
    st.tuples(st.just("edit"), _KEYS, st.sampled_from(["reference", "a"]), st.sampled_from(["x", "y", ""])),
    st.tuples(st.just("remove"), _KEYS, st.just(""), st.just("")),
    st.tuples(st.just("add"), st.integers(0, 2), st.just(""), st.just("")),
)
_Edit = tuple[str, int, str, str]


def _apply(workspace: Workspace, edits: list[_Edit], first_key: int) -> None:
    for number, (what, key, column, value) in enumerate(edits):
        acts: dict[str, Callable[[], None]] = {
            "edit": lambda key=key, column=column, value=value: _edit(  # type: ignore[misc]
                workspace, key, **{column if column != "a" else ("sponsor" if key < 200 else "owner"): value}
            ),
            "remove": lambda key=key: _remove(workspace, key),  # type: ignore[misc]
            "add": lambda key=key, number=number: _add_risk(workspace, first_key + number, 100 + key),  # type: ignore[misc]
        }
        rows = {row["key"] for rows in _content(workspace).values() for row in rows}
        if (100 + key if what == "add" else key) in rows:
            acts[what]()


@given(st.lists(_EDITS, max_size=6), st.lists(_EDITS, max_size=6))
def test_two_copies_edited_at_random_come_to_the_same_merged_either_way(
    original: Path, tmp_path_factory: pytest.TempPathFactory, first: list[_Edit], second: list[_Edit]
) -> None:
    folder = tmp_path_factory.mktemp("random")
    ours, theirs = (open_workspace(Path(shutil.copyfile(original, folder / name))) for name in ("a.pmo", "b.pmo"))
    _apply(ours, first, 1_000)
    _apply(theirs, second, 2_000)
    was = _content(ours)
    here, there = _compare(ours, theirs), _compare(theirs, ours)
    assert {question[:2] for question in here.questions} == {question[:2] for question in there.questions}
    ours.do("Merge", lambda session: merging.merge(session, here, dict.fromkeys(here.questions, "ours")))
    theirs.do("Merge", lambda session: merging.merge(session, there, dict.fromkeys(there.questions, "theirs")))
    assert _content(ours) == _content(theirs)
    assert ours.faults() == theirs.faults() == []
    if here.rows and ours.undo_title() == "Merge":
        ours.undo()
        assert _content(ours) == was
    ours.close()
    theirs.close()
