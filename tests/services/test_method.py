from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Extent, ProjectClass, ProjectStatus, Stage
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.gate import Gate, GateCriterion
from pmo_desktop.domain.method import DocumentTemplate, MethodItem, TemplateIssue
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.compliance import Balance, ItemState
from pmo_desktop.services import method, registers, workspaces
from pmo_desktop.services.insights.method import (
    MethodStanding,
    method_standing,
    project_items,
    tailoring,
    templates_seen,
)
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.storage.workspace import Workspace

ON = date(2026, 6, 30)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "method.pmo", currency="EUR")
    made.do("Lifecycle", lambda session: method.take_lifecycle(session, "light", ON))
    yield made
    made.close()


def add(workspace: Workspace, name: str, project_class: ProjectClass | None = ProjectClass.SMALL) -> int:
    values = {"name": name, "stage": Stage.DELIVER, "project_class": project_class}
    return workspace.do("Add", lambda session: registers.add(session, PROJECTS, values)).value


def lifecycle(workspace: Workspace) -> int:
    with workspace.reading() as session:
        return registers.references(session, "lifecycle")[0][0]


def give(workspace: Workspace, key: int) -> None:
    wanted = lifecycle(workspace)
    workspace.do("Give", lambda session: registers.edit(session, PROJECTS, key, "lifecycle_key", wanted))


def item(session: Session, title: str) -> int:
    return session.scalars(select(MethodItem.key).where(MethodItem.title == title)).one()


def criteria(workspace: Workspace, key: int) -> dict[str, list[str]]:
    with workspace.reading() as session:
        found = session.execute(
            select(Gate.name, GateCriterion.title)
            .join(GateCriterion, GateCriterion.gate_key == Gate.key)
            .where(Gate.project_key == key)
            .order_by(GateCriterion.key)
        )
        gates: dict[str, list[str]] = {}
        for gate, title in found:
            gates.setdefault(gate, []).append(title)
        return gates


def standing(workspace: Workspace, on: date = ON) -> MethodStanding:
    with workspace.reading() as session:
        return method_standing(session, on)


def states(workspace: Workspace, key: int) -> dict[str, ItemState]:
    with workspace.reading() as session:
        return {each.title: each.state for each in project_items(session, key, ON)}


def test_a_lifecycle_brings_phases_items_and_documents_and_cannot_be_taken_twice(workspace: Workspace) -> None:
    with workspace.reading() as session:
        assert [phase.name for phase in method.phases(session, lifecycle(workspace))] == ["Agree", "Do", "Learn"]
        titles = session.scalars(select(DocumentTemplate.title).order_by(DocumentTemplate.title)).all()
    assert list(titles) == ["Acceptance record", "Project brief"]
    with pytest.raises(PmoError, match="a lifecycle “Light lifecycle” already"):
        workspace.do("Again", lambda session: method.take_lifecycle(session, "light", ON))
    workspace.do("Standard", lambda session: method.take_lifecycle(session, "standard", ON))
    with workspace.reading() as session:
        every = session.scalars(select(DocumentTemplate.title)).all()
    assert len(every) == len(set(every))


def test_a_project_given_a_lifecycle_gets_its_gates_with_criteria_and_undo_takes_them_away(
    workspace: Workspace,
) -> None:
    key = add(workspace, "Lift")
    give(workspace, key)
    assert criteria(workspace, key) == {
        "Go": ["Cost is below the limit for small projects", "The day it is needed by is known"],
        "Handover": ["The user says that it works"],
    }
    give(workspace, key)
    assert len(criteria(workspace, key)["Go"]) == 2
    workspace.undo()
    assert criteria(workspace, key) == {}


def test_a_gate_of_the_same_name_is_taken_and_a_new_one_takes_the_day_of_its_milestone(workspace: Workspace) -> None:
    key = add(workspace, "Lift")

    def before(session: Session) -> None:
        session.add(Gate(project_key=key, name="go", chair="Ada"))
        session.add(Milestone(project_key=key, name="Handover", forecast_on=date(2026, 9, 1)))

    workspace.do("Before", before)
    give(workspace, key)
    with workspace.reading() as session:
        gates = {gate.name: gate for gate in session.scalars(select(Gate))}
        assert gates.keys() == {"go", "Handover"}
        assert gates["go"].phase_key is not None
        assert gates["Handover"].planned_on == date(2026, 9, 1)


def test_a_larger_class_is_asked_for_more_and_gets_the_criteria_when_it_changes(workspace: Workspace) -> None:
    workspace.do("Standard", lambda session: method.take_lifecycle(session, "standard", ON))
    key = add(workspace, "Bridge")
    with workspace.reading() as session:
        wanted = {name: each for each, name in registers.references(session, "lifecycle")}["Standard lifecycle"]
    workspace.do("Give", lambda session: method.give_lifecycle(session, [key], wanted, ProjectClass.SMALL))
    first = criteria(workspace, key)["Gate 2: approved to deliver"]
    assert first == ["Money and people are promised by name"]
    larger = ProjectClass.LARGE_UNCERTAIN
    workspace.do("Class", lambda session: registers.edit(session, PROJECTS, key, "project_class", larger))
    assert len(criteria(workspace, key)["Gate 2: approved to deliver"]) == 4
    with workspace.reading() as session:
        found = tailoring(session, wanted)
    assert (found.gates, found.counts[ProjectClass.SMALL], found.counts[larger]) == (4, 14, 30)


def test_what_is_done_waived_and_deviating_is_told_on_a_day(workspace: Workspace) -> None:
    key = add(workspace, "Lift")
    give(workspace, key)

    def work(session: Session) -> None:
        method.mark_done(session, key, item(session, "Project brief"), ON, "Brief of May")
        for gate in session.scalars(select(GateCriterion).where(GateCriterion.title.startswith("Cost is"))):
            gate.is_met = Extent.YES
        named = item(session, "Name who does it and who uses it")
        method.waive(
            session, key, named, reason="Known", approver="Board", approved_on=ON, expires_on=date(2026, 7, 31)
        )

    workspace.do("Work", work)
    found = standing(workspace)
    seen = found.projects[0]
    assert states(workspace, key) == {
        "Project brief": ItemState.DONE,
        "Name who does it and who uses it": ItemState.WAIVED,
        "Cost is below the limit for small projects": ItemState.DONE,
        "The day it is needed by is known": ItemState.DEVIATION,
        "Report every period by the cut-off": ItemState.OPEN,
        "The user says that it works": ItemState.OPEN,
        "Write down one lesson": ItemState.LATER,
    }
    assert seen.balance == found.together == Balance(2, 1, 1, 2)
    assert found.title == "50% of what is due is done as the method asks; 1 project deviates without leave"
    assert found.chart.rows[0].shown == "50%"
    later = standing(workspace, date(2026, 8, 1))
    assert (later.expired, later.together.deviation) == (1, 2)
    with workspace.reading() as session:
        items = project_items(session, key, date(2026, 8, 1))
    note = next(each.note for each in items if each.title.startswith("Name who"))
    assert note == "waiver expired on 31 Jul 2026"


def test_projects_of_which_nothing_is_noted_stand_alike_and_one_note_sets_one_apart(workspace: Workspace) -> None:
    first, second, larger = add(workspace, "Lift"), add(workspace, "Ramp"), add(workspace, "Bridge", ProjectClass.LARGE)
    for key in (first, second, larger):
        give(workspace, key)
    workspace.do("Done", lambda session: method.mark_done(session, first, item(session, "Project brief"), ON))
    found = {each.label: each.balance for each in standing(workspace).projects}
    assert found == {"Lift": Balance(1, 0, 3, 2), "Ramp": Balance(0, 0, 4, 2), "Bridge": Balance(0, 0, 4, 3)}


def test_what_was_said_is_taken_back(workspace: Workspace) -> None:
    key = add(workspace, "Lift")
    give(workspace, key)

    def work(session: Session) -> None:
        brief = item(session, "Project brief")
        method.waive(session, key, brief, reason="None", approver="Board", approved_on=ON, expires_on=None)
        method.mark_done(session, key, brief, ON)

    workspace.do("Work", work)
    for expected in (ItemState.WAIVED, ItemState.DEVIATION):
        workspace.do("Back", lambda session: method.take_back(session, key, item(session, "Project brief")))
        assert states(workspace, key)["Project brief"] is expected


@pytest.mark.parametrize(
    ("reason", "approver", "expires_on", "words"),
    [
        (" ", "Board", None, "needs a reason"),
        ("Known", "", None, "needs a reason and somebody who approved"),
        ("Known", "Board", date(2026, 6, 29), "would expire before"),
    ],
)
def test_a_waiver_needs_a_reason_an_approver_and_a_life(
    workspace: Workspace, reason: str, approver: str, expires_on: date | None, words: str
) -> None:
    key = add(workspace, "Lift")
    with pytest.raises(PmoError, match=words):
        workspace.do(
            "Waive",
            lambda session: method.waive(
                session,
                key,
                item(session, "Project brief"),
                reason=reason,
                approver=approver,
                approved_on=ON,
                expires_on=expires_on,
            ),
        )


def test_projects_without_a_lifecycle_are_counted_and_closed_ones_are_not(workspace: Workspace) -> None:
    add(workspace, "Lift")
    over = add(workspace, "Old")
    workspace.do("Over", lambda session: registers.edit(session, PROJECTS, over, "status", ProjectStatus.CLOSED))
    found = standing(workspace)
    assert (found.without, found.title) == (("Lift",), "No project follows a lifecycle yet")


def test_a_template_is_issued_once_in_each_version_and_older_ones_are_marked(workspace: Workspace) -> None:
    first, second = add(workspace, "Lift"), add(workspace, "Bridge")
    with workspace.reading() as session:
        brief = session.scalars(select(DocumentTemplate.key).where(DocumentTemplate.title == "Project brief")).one()
    assert workspace.do("Issue", lambda session: method.issue_template(session, brief, [first, second], ON)).value == 2
    assert workspace.do("Issue", lambda session: method.issue_template(session, brief, [first], ON)).value == 0
    workspace.do("Version", lambda session: method.new_version(session, brief, "2", "Shorter", ON))
    workspace.do("Issue", lambda session: method.issue_template(session, brief, [first], ON))
    with workspace.reading() as session:
        seen = next(each for each in templates_seen(session) if each.key == brief)
        assert (seen.version, seen.issued, seen.outdated) == ("2", 2, (second,))
        assert sorted(session.scalars(select(TemplateIssue.version))) == ["1", "1", "2"]
    with pytest.raises(PmoError, match="Version 2 is the one in use"):
        workspace.do("Version", lambda session: method.new_version(session, brief, " 2 ", "", ON))


def test_running_projects_are_those_that_are_not_over(workspace: Workspace) -> None:
    key, over = add(workspace, "Lift"), add(workspace, "Old")
    workspace.do("Over", lambda session: registers.edit(session, PROJECTS, over, "status", ProjectStatus.CANCELLED))
    with workspace.reading() as session:
        assert method.running_projects(session) == (key,)
        assert session.get_one(Project, key).status is ProjectStatus.ACTIVE
