"""The one way to read and the one way to write."""

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Assessment, AssessmentTarget, AssessmentTemplate
from pmo_desktop.domain.choices import ProjectStatus
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.period import PeriodCopy
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.storage.journal import author, owners_touched
from pmo_desktop.storage.workspace import Workspace


def add(session: Session, **values: object) -> int:
    project = Project(**{"name": "Bridge", **values})
    session.add(project)
    session.flush()
    return project.key


def names(workspace: Workspace) -> list[str]:
    with workspace.reading() as session:
        return list(session.scalars(select(Project.name).order_by(Project.key)))


def fail() -> None:
    msg = "on purpose"
    raise RuntimeError(msg)


def test_what_was_done_is_there_after_closing_and_opening(workspace: Workspace) -> None:
    done = workspace.do("Add project", add)
    assert done.change is not None
    assert done.change.keys == {"project": frozenset({done.value})}
    assert done.change.tables == {"project"}
    workspace.close()
    again = Workspace.open(workspace.path)
    assert names(again) == ["Bridge"]
    assert again.name == "office"
    again.close()


def test_a_command_that_changes_nothing_is_no_change(workspace: Workspace) -> None:
    key = workspace.do("Add project", add).value

    def there_and_back(session: Session) -> None:
        project = session.get_one(Project, key)
        for name in ("Tunnel", "Bridge"):
            project.name = name
            session.flush()

    assert workspace.do("Rename twice", there_and_back).change is None
    assert [change.title for change in workspace.history()] == ["Add project", "Create workspace"]


def test_what_a_new_workspace_begins_with_cannot_be_undone(path: Path) -> None:
    workspace = Workspace.create(path, first=add)
    assert names(workspace) == ["Bridge"]
    assert workspace.undo() is None
    assert workspace.undo_title() == ""
    with pytest.raises(PmoError, match="“Create workspace” cannot be taken back: it made the workspace"):
        workspace.revert(1)
    workspace.close()


def test_a_file_that_is_there_is_not_overwritten(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="exists already"):
        Workspace.create(workspace.path)


def test_a_workspace_that_cannot_be_begun_leaves_no_file(path: Path) -> None:
    with pytest.raises(RuntimeError, match="on purpose"):
        Workspace.create(path, first=lambda _: fail())
    assert list(path.parent.iterdir()) == []


def test_whatever_a_command_raises_nothing_was_changed(workspace: Workspace) -> None:
    workspace.do("Add project", add)
    head = workspace.chain_head()

    def half(session: Session) -> None:
        add(session, name="Half")
        fail()

    with pytest.raises(RuntimeError, match="on purpose"):
        workspace.do("Fail", half)
    assert names(workspace) == ["Bridge"]
    assert workspace.chain_head() == head
    change = workspace.do("Add another", lambda session: add(session, name="Tunnel")).change
    assert change is not None
    assert len(change.keys["project"]) == 1  # the half-made row is not in the journal of the next change
    assert workspace.undo_title() == "Add another"
    assert workspace.faults() == []


def test_a_failure_in_what_follows_fails_the_command(path: Path) -> None:
    workspace = Workspace.create(path, lambda _, touched: fail() if "project" in touched else None)
    with pytest.raises(RuntimeError, match="on purpose"):
        workspace.do("Add project", add)
    assert names(workspace) == []
    workspace.close()


def test_what_follows_is_told_what_was_touched_and_is_part_of_the_change(path: Path) -> None:
    told: list[dict[str, set[int]]] = []

    def derive(session: Session, touched: dict[str, set[int]]) -> None:
        told.append(touched)
        for key in touched.get("project", ()):
            if project := session.get(Project, key):
                project.tags = "new"

    workspace = Workspace.create(path, derive)
    key = workspace.do("Add project", add).value
    assert told == [{}, {"project": {key}}]
    workspace.undo()
    assert names(workspace) == []
    assert told[2] == {"project": {key}}
    workspace.close()


def test_what_follows_can_ask_whose_records_were_touched(path: Path) -> None:
    told: list[set[int]] = []
    workspace = Workspace.create(path, lambda session, _: told.append(owners_touched(session.connection())))
    one, other = (workspace.do("Add project", add).value for _ in range(2))
    action = Action(key=1, title="Call", project_key=one)
    workspace.do("Add action", lambda session: session.add(action))
    workspace.do("Move action", lambda session: setattr(session.get_one(Action, 1), "project_key", other))
    workspace.do("Remove action", lambda session: session.delete(session.get_one(Action, 1)))
    workspace.do("Add recipe", lambda session: session.add(Recipe(name="Board")))
    assert told[3:] == [{one}, {one, other}, {other}, set()]
    workspace.close()


def test_a_question_cannot_write(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError, match="a question cannot write"), workspace.reading() as session:
        add(session)
    assert names(workspace) == []
    workspace.do("Add project", add)


def test_a_question_may_ask_another_one(workspace: Workspace) -> None:
    workspace.do("Add project", add)
    with workspace.reading() as session:
        assert names(workspace) == ["Bridge"]
        assert session.scalars(select(Project.name)).all() == ["Bridge"]
        assert workspace.undo_title() == "Add project"


def test_writing_inside_a_question_fails_loudly_and_harms_nothing(workspace: Workspace) -> None:
    with workspace.reading() as session:
        with pytest.raises(RuntimeError, match="a question is open"):
            workspace.do("Add project", add)
        assert session.scalars(select(Project)).all() == []
    workspace.do("Add project", add)
    assert names(workspace) == ["Bridge"]


@pytest.mark.parametrize(
    "misuse",
    [
        lambda workspace: workspace.do("Inner", add),
        lambda workspace: workspace.undo(),
        names,
        lambda workspace: workspace.snapshot(),
        lambda workspace: workspace.copy_to(workspace.path.with_name("copy.pmo")),
    ],
    ids=["do", "undo", "reading", "snapshot", "copy"],
)
def test_a_command_must_not_use_the_workspace_itself(
    workspace: Workspace, misuse: Callable[[Workspace], object]
) -> None:
    with pytest.raises(RuntimeError, match="a command asks with the session it was given"):
        workspace.do("Outer", lambda _: misuse(workspace))
    workspace.do("Add project", add)
    assert names(workspace) == ["Bridge"]


def test_a_snapshot_stays_as_it_was_and_cannot_be_written_to(workspace: Workspace) -> None:
    workspace.do("Add project", add)
    snapshot = workspace.snapshot()
    workspace.do("Add another", lambda session: add(session, name="Tunnel"))
    assert names(snapshot) == ["Bridge"]
    assert names(workspace) == ["Bridge", "Tunnel"]
    with pytest.raises(RuntimeError, match="this is a snapshot"):
        snapshot.do("Add project", add)
    snapshot.close()


def test_a_rehearsal_can_be_written_to_and_nothing_of_it_reaches_the_file(workspace: Workspace) -> None:
    workspace.do("Add project", add)
    rehearsal = workspace.rehearsal()
    rehearsal.do("Add another", lambda session: add(session, name="Tunnel"))
    assert names(rehearsal) == ["Bridge", "Tunnel"]
    rehearsal.undo()
    assert rehearsal.faults() == []
    rehearsal.close()
    assert names(workspace) == ["Bridge"]


def test_a_mark_changes_nothing_and_is_not_undone(workspace: Workspace) -> None:
    workspace.do("Add project", add)
    change = workspace.mark("Before the board")
    assert (change.kind, change.title, change.keys) == ("mark", "Before the board", {})
    assert workspace.undo_title() == "Add project"
    assert workspace.revert(change.seq) is None


def test_a_double_name_is_told_with_its_field(workspace: Workspace) -> None:
    def double(session: Session) -> None:
        session.add_all([Recipe(name="Board"), Recipe(name="Board")])

    with pytest.raises(PmoError, match="one with the same Recipe already"):
        workspace.do("Add recipes", double)
    with workspace.reading() as session:
        assert session.scalars(select(Recipe)).all() == []


def test_an_empty_required_field_is_told_with_its_label(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="“Project” must not be empty"):
        workspace.do("Add project", lambda session: add(session, name=None))


def test_removing_what_something_refers_to_is_refused(workspace: Workspace) -> None:
    key = workspace.do("Add project", add).value
    workspace.do("Add action", lambda session: session.add(Action(title="Call", project_key=key)))
    with pytest.raises(PmoError, match="cannot be removed while something refers to it"):
        workspace.do("Remove project", lambda session: session.delete(session.get_one(Project, key)))
    assert names(workspace) == ["Bridge"]


def test_a_reference_that_is_found_loose_only_at_the_end_is_told_too(workspace: Workspace) -> None:
    def loose(session: Session) -> None:
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        add(session, programme_key=5)

    with pytest.raises(PmoError, match="nothing can refer to what is not there"):
        workspace.do("Add project", loose)
    assert names(workspace) == []


def test_a_double_in_a_column_that_shows_nowhere_is_our_fault(workspace: Workspace) -> None:
    def double(session: Session) -> None:
        session.add_all([PeriodCopy(sha256="a", content=b""), PeriodCopy(sha256="a", content=b"")])

    with pytest.raises(Exception, match=r"UNIQUE constraint failed: period_copy\.sha256"):
        workspace.do("Keep copies", double)


def test_a_statement_that_is_wrong_is_our_fault(workspace: Workspace) -> None:
    with pytest.raises(Exception, match="no such table"), workspace.reading() as session:
        session.execute(text("SELECT * FROM nowhere"))
    with pytest.raises(Exception, match="no such table"):
        workspace.do("Ask nowhere", lambda session: session.execute(text("SELECT * FROM nowhere")))


def test_a_bug_that_looks_like_odd_data_stays_a_bug_while_the_data_is_sound(workspace: Workspace) -> None:
    with pytest.raises(KeyError, match="no such thing"), workspace.reading():
        raise KeyError("no such thing")  # noqa: EM101, TRY003  what is raised is the point


def test_odd_data_is_told_as_damage(workspace: Workspace, tamper: Callable[..., None]) -> None:
    workspace.do("Add project", add)
    workspace.close()
    tamper(workspace.path, "UPDATE project SET status = 'sleeping'")
    again = Workspace.open(workspace.path)
    with pytest.raises(PmoError, match="is damaged"), again.reading() as session:
        session.scalars(select(Project)).all()
    with pytest.raises(PmoError, match="is damaged"):
        again.do("Rename", lambda session: setattr(session.scalars(select(Project)).one(), "name", "x"))
    again.close()


def test_a_history_that_cannot_be_read_is_told_as_damage(workspace: Workspace, tamper: Callable[..., None]) -> None:
    workspace.do("Add project", add)
    workspace.close()
    tamper(workspace.path, "UPDATE change_set SET kind = 'undo' WHERE seq = 1")
    again = Workspace.open(workspace.path)
    with pytest.raises(PmoError, match=r"is damaged.*change 1 does not follow"):
        again.undo_title()
    again.close()


def test_text_that_is_no_text_is_told_as_damage(workspace: Workspace, tamper: Callable[..., None]) -> None:
    workspace.do("Add project", add)
    workspace.close()
    tamper(workspace.path, "UPDATE project SET name = CAST(x'ff41' AS TEXT)")
    again = Workspace.open(workspace.path)
    with pytest.raises(PmoError, match="is damaged"):
        names(again)
    again.close()


TEXTS = [
    "", "'", "''", "a,b", "'a','b'", "line\nline\r\n", "NULL", "X'00'", "–−€ ü", "👩‍👩‍👧‍👦", "\u202eabc", "1", "0.1",
    "%s {x}", "a" * 100_000, "\x01\x1f\x7f", "|", "\\", '"',
]  # fmt: skip


@pytest.mark.parametrize("value", TEXTS, ids=range(len(TEXTS)))
def test_any_text_is_kept_undone_and_made_again(workspace: Workspace, value: str) -> None:
    key = workspace.do("Add project", lambda session: add(session, description="first")).value
    workspace.do("Describe", lambda session: setattr(session.get_one(Project, key), "description", value))
    workspace.do("Remove", lambda session: session.delete(session.get_one(Project, key)))
    workspace.undo()
    with workspace.reading() as session:
        assert session.get_one(Project, key).description == value
    workspace.undo()
    workspace.redo()
    with workspace.reading() as session:
        assert session.get_one(Project, key).description == value
    assert workspace.faults() == []


def test_signs_that_no_file_keeps_are_cleaned_at_the_door(workspace: Workspace) -> None:
    key = workspace.do("Add\0 project", lambda session: add(session, name="Br\0idge\ud800")).value
    with workspace.reading() as session:
        assert session.get_one(Project, key).name == "Bridge?"
    assert workspace.undo_title() == "Add project"
    assert workspace.faults() == []


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e300, -1e-300, 5e-324, math.inf, -math.inf, 0.0, 2.0**60, 123456.789])
def test_any_number_is_kept_to_the_last_bit(workspace: Workspace, value: float) -> None:
    key = workspace.do("Add target", lambda session: add_target(session, 1.5)).value
    workspace.do("Aim", lambda session: setattr(session.get_one(AssessmentTarget, key), "level", value))
    workspace.do("Aim lower", lambda session: setattr(session.get_one(AssessmentTarget, key), "level", 0.5))
    workspace.undo()
    with workspace.reading() as session:
        assert session.get_one(AssessmentTarget, key).level == value
    assert workspace.faults() == []


def add_target(session: Session, level: float) -> int:
    template = AssessmentTemplate(template="t", version="1", kind="t", content="{}")
    session.add(template)
    session.flush()
    assessment = Assessment(template_key=template.key, title="2026", held_on=date(2026, 1, 1))
    session.add(assessment)
    session.flush()
    target = AssessmentTarget(assessment_key=assessment.key, domain="Risk", level=level)
    session.add(target)
    session.flush()
    return target.key


def test_a_number_that_is_none_is_missing(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="“Target level” must not be empty"):
        workspace.do("Add target", lambda session: add_target(session, math.nan))


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63), 0, None])
def test_any_whole_number_of_63_bits_is_kept(workspace: Workspace, value: int | None) -> None:
    key = workspace.do("Add project", lambda session: add(session, bac=5)).value
    workspace.do("Budget", lambda session: setattr(session.get_one(Project, key), "bac", value))
    workspace.do("Budget", lambda session: setattr(session.get_one(Project, key), "bac", 7))
    workspace.undo()
    with workspace.reading() as session:
        assert session.get_one(Project, key).bac == value
    assert workspace.faults() == []


def test_a_greater_number_is_refused(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="too large to be kept"):
        workspace.do("Add project", lambda session: add(session, bac=2**63))
    assert names(workspace) == []


def test_statements_without_entities_are_journalled_too(workspace: Workspace) -> None:
    workspace.do("Add project", add)
    workspace.do("Close all", lambda session: session.execute(update(Project).values(status=ProjectStatus.CLOSED)))
    workspace.undo()
    with workspace.reading() as session:
        assert session.scalars(select(Project.status)).all() == [ProjectStatus.ACTIVE]


def test_history_tells_what_changed_newest_first(workspace: Workspace) -> None:
    key = workspace.do("Add project", add).value
    workspace.do("Add programme", lambda session: session.add(Programme(name="Roads")))
    workspace.do("Rename", lambda session: setattr(session.get_one(Project, key), "name", "Tunnel"))
    assert [change.title for change in workspace.history()] == [
        "Rename", "Add programme", "Add project", "Create workspace",
    ]  # fmt: skip
    newest = workspace.history(limit=1)
    assert [(change.title, change.keys) for change in newest] == [("Rename", {"project": frozenset({key})})]
    assert workspace.history(limit=0) == []
    assert workspace.history(1, with_keys=False)[0].keys == {}


def test_history_of_a_row_tells_every_change_of_it(workspace: Workspace) -> None:
    key = workspace.do("Add project", add).value
    other = workspace.do("Add another", add).value
    workspace.do("Rename", lambda session: setattr(session.get_one(Project, key), "name", "Tunnel"))
    told = workspace.history_of("project", key)
    assert [(change.title, change.keys) for change, _ in told] == [
        ("Rename", {"project": frozenset({key})}),
        ("Add project", {"project": frozenset({key})}),
    ]
    renamed, added = (row for _, row in told)
    assert "'Bridge'" in (renamed.before or "")
    assert "'Tunnel'" in (renamed.after or "")
    assert added.before is None
    assert len(workspace.history_of("project", other)) == 1
    assert workspace.history_of("programme", key) == []


def test_a_change_bears_the_name_of_who_is_signed_in(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("LOGNAME", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    assert author() == ""
    monkeypatch.setenv("USERNAME", "mary")
    workspace = Workspace.create(path)
    assert workspace.history()[0].by == "mary"
    workspace.close()
