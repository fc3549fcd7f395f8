"""What can be done with a record through its pane, asked for, done in one step and undone."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.baseline import Baseline
from pmo_desktop.domain.benefit import Benefit
from pmo_desktop.domain.change_request import ChangeRequest
from pmo_desktop.domain.choices import DecisionOutcome, ItemState, Level, ProjectStatus
from pmo_desktop.domain.decision import Decision, DecisionOption
from pmo_desktop.domain.document import Document as Kept
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services import registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deeds.files import NewDocument
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.logs.specs import page_of

Open = Callable[[str, int], LogPage]


@pytest.fixture
def show(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[Open]:
    made: list[LogPage] = []

    def shown(table: str, key: int) -> LogPage:
        page = LogPage(document, jobs, page_of(table))
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.show_record((table, key) if key else table)
        return page

    yield shown
    for page in made:
        page.hide()


def project(document: Document) -> int:
    with document.reading() as session:
        return session.scalars(select(Project.key).order_by(Project.reference)).first() or 0


def add(document: Document, table: str, **values: object) -> int:
    key = document.do("Add", lambda session: registers.add(session, register_named(table), values))
    assert key is not None
    return key


def get(document: Document, entity: type[Any], key: int) -> Any:  # noqa: ANN401
    with document.reading() as session:
        return session.get(entity, key)


def count(document: Document, entity: type[Any]) -> int:
    with document.reading() as session:
        return len(session.scalars(select(entity)).all())


def view(page: LogPage) -> LogView:
    found = page.stack.currentWidget()
    assert isinstance(found, LogView)
    return found


def press(parent: QWidget, name: str) -> None:
    found = next(each for each in parent.findChildren(QPushButton, name) if each.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def answer(page: QWidget, **values: object) -> AskDialog:
    """Fill in the newest dialog and agree to it."""
    dialog = page.findChildren(AskDialog)[-1]
    for name, value in values.items():
        dialog.form.editor(name).show_value(value)
    press(dialog, "ask take")
    return dialog


def deeds(page: LogPage) -> list[str]:
    return [shown.text() for shown in view(page).pane.deeds.values() if shown.isVisible()]


def test_a_risk_is_escalated_and_its_pane_tells_every_step(show: Open, document: Document) -> None:
    key = add(document, "risk", title="Rock", project_key=project(document))
    page = show("risk", key)
    press(view(page).pane, "escalate")
    dialog = page.findChildren(AskDialog)[-1]
    press(dialog, "ask take")
    assert dialog.isVisible()
    answer(page, level=Level.BOARD, reason="Only the board can pay", by="A. Harbour")
    assert not dialog.isVisible()
    assert get(document, Risk, key).level is Level.BOARD
    told = view(page).pane.findChild(QLabel, "steps")
    assert isinstance(told, QLabel)
    assert told.text().endswith("Project → Board · A. Harbour · Only the board can pay")
    assert document.undo_title() == "Escalate “Rock” to: Board"
    document.undo()
    assert get(document, Risk, key).level is Level.PROJECT
    assert not told.isVisible()
    document.redo()
    assert told.isVisible()


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(show: Open, document: Document) -> None:
    key = add(document, "risk", title="Rock", project_key=project(document))
    page = show("risk", 0)
    view(page).table.show_key(key)
    view(page).table.view.customContextMenuRequested.emit(QPoint(40, 40))
    menu = next(each for each in view(page).table.findChildren(QMenu) if each.isVisible())
    entries = {action.text(): action for action in menu.actions()}
    assert list(entries)[:5] == ["Open", "New risk", "Remove", "Close it", "Escalate…"]
    entries["Escalate…"].trigger()
    menu.close()
    answer(page, level=Level.BOARD, reason="Only the board can pay")
    assert get(document, Risk, key).level is Level.BOARD


def test_what_is_refused_is_told_in_the_dialog_by_the_field_at_fault(
    show: Open, document: Document, qtbot: QtBot
) -> None:
    key = add(document, "risk", title="Rock", project_key=project(document))
    page = show("risk", key)
    press(view(page).pane, "escalate")
    with qtbot.assertNotEmitted(document.refused):
        dialog = answer(page, level=Level.PROGRAMME, reason="It grew.")
    assert dialog.isVisible()
    assert "belongs to no programme" in dialog.form.editor("level").accessibleDescription()
    assert dialog.focusWidget() is dialog.form.editor("level")
    answer(page, level=Level.PORTFOLIO)
    assert not dialog.isVisible()


def test_a_refusal_that_no_field_is_to_blame_for_is_told_below_them(show: Open, document: Document) -> None:
    key = add(document, "risk", title="Rock", project_key=project(document))
    page = show("risk", key)
    press(view(page).pane, "escalate")
    document.workspace.do("Remove", lambda session: registers.remove(session, register_named("risk"), [key]))
    dialog = answer(page, level=Level.BOARD, reason="It grew.")
    assert dialog.form.problem.isVisible()
    assert "gone" in dialog.form.problem.text()


def test_a_decision_is_taken_and_can_be_taken_no_more(show: Open, document: Document) -> None:
    key = add(document, "decision", title="Which?")
    option = add(document, "decision_option", decision_key=key, title="This", is_recommended=True)
    page = show("decision", key)
    assert deeds(page) == ["Decide…", "Escalate…"]
    press(view(page).pane, "decide")
    answer(page, outcome=DecisionOutcome.AGREED, text="Go")
    assert get(document, Decision, key).outcome is DecisionOutcome.AGREED
    assert get(document, DecisionOption, option).is_chosen
    assert deeds(page) == ["Escalate…"]
    document.undo()
    assert get(document, Decision, key).outcome is None
    assert deeds(page) == ["Decide…", "Escalate…"]


def test_an_approved_change_moves_the_baseline_once_that_is_agreed(show: Open, document: Document) -> None:
    owner = project(document)
    key = add(document, "change_request", title="More", project_key=owner, cost_effect=100_00)
    page = show("change_request", key)
    press(view(page).pane, "judge")
    answer(page, verdict="approved")
    assert get(document, ChangeRequest, key).verdict.value == "approved"
    assert get(document, Project, owner).bac == 3_200_000_00
    dialog = answer(page, approver="The board")
    assert not dialog.isVisible()
    assert get(document, Project, owner).bac == 3_200_100_00
    assert count(document, Baseline) == 2
    document.undo()
    assert get(document, Project, owner).bac == 3_200_000_00
    assert count(document, Baseline) == 0
    assert get(document, ChangeRequest, key).verdict is not None


def test_conditions_of_a_gate_become_actions(show: Open, document: Document) -> None:
    key = add(document, "gate", name="Gate 3", project_key=project(document))
    page = show("gate", key)
    press(view(page).pane, "judge")
    refused = answer(page, verdict=Verdict.CONDITIONS)
    assert refused.isVisible()
    answer(page, conditions="Sign the contract\n\n  Name a tester ", owner="B. Quay", due_on=date(2026, 12, 4))
    assert get(document, Gate, key).verdict is Verdict.CONDITIONS
    with document.reading() as session:
        made = session.execute(select(Action.title, Action.owner, Action.gate_key).order_by(Action.key)).all()
    assert [tuple(each) for each in made] == [("Sign the contract", "B. Quay", key), ("Name a tester", "B. Quay", key)]
    document.undo()
    assert count(document, Action) == 0


def test_a_recovery_begins_with_its_project_and_ends_from_its_pane(show: Open, document: Document) -> None:
    page = show("recovery", 0)
    press(page, "new row")
    owner = project(document)
    answer(page, project=owner)
    answer(page, trigger="Two tests failed", owner="A. Harbour", exit_criteria="One passes")
    assert get(document, Project, owner).status is ProjectStatus.IN_RECOVERY
    with document.reading() as session:
        key = session.scalars(select(Recovery.key)).one()
    page.show_record(("recovery", key))
    press(view(page).pane, "end recovery")
    answer(page, outcome="The test passed")
    assert get(document, Project, owner).status is ProjectStatus.ACTIVE
    document.undo()
    document.undo()
    assert get(document, Project, owner).status is ProjectStatus.ACTIVE
    assert count(document, Recovery) == 0


def test_a_baseline_is_asked_for_with_its_project(show: Open, document: Document) -> None:
    page = show("baseline", 0)
    press(page, "new row")
    owner = project(document)
    answer(page, project=owner)
    refused = answer(page, reason="Rock")
    assert refused.isVisible()
    answer(page, approver="The board")
    assert get(document, Project, owner).bac == 3_390_000_00
    assert [view(page).table.model.cell(row, 1).text for row in range(2)] == ["2", "1"]


def test_the_effect_of_an_action_is_checked(show: Open, document: Document) -> None:
    key = add(document, "action", title="Mend it")
    page = show("action", key)
    press(view(page).pane, "check effect")
    answer(page, effect="Faults fell by half")
    action = get(document, Action, key)
    assert (action.effect, action.state) == ("Faults fell by half", ItemState.CLOSED)
    document.undo()
    assert get(document, Action, key).effect == ""


def test_a_measurement_becomes_the_actual_of_its_benefit(show: Open, document: Document) -> None:
    key = add(document, "benefit", title="Faster", project_key=project(document), target=10)
    page = show("benefit", key)
    press(view(page).pane, "measure")
    answer(page, value=4)
    assert get(document, Benefit, key).actual == 4
    document.undo()
    assert get(document, Benefit, key).actual is None


def test_a_file_is_kept_and_a_copy_of_it_opened(
    show: Open, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    file = tmp_path / "Letter.txt"
    file.write_text("Dear harbour", encoding="utf-8")
    page = show("document", 0)
    press(page, "new row")
    dialog = page.findChildren(NewDocument)[-1]
    dialog.show_file(file)
    press(dialog, "ask take")
    with document.reading() as session:
        kept = session.scalars(select(Kept)).one()
    assert (kept.title, kept.file_name, kept.size) == ("Letter", "Letter.txt", 12)
    page.show_record(("document", kept.key))
    press(view(page).pane, "show")
    copy = Path(opened[0].toLocalFile())
    assert copy.read_text(encoding="utf-8") == "Dear harbour"
    assert copy != file
    document.undo()
    assert count(document, Kept) == 0
    page.show_record("document")
    press(page, "new row")
    dialog = page.findChildren(NewDocument)[-1]
    dialog.show_file(tmp_path / "missing.txt")
    press(dialog, "ask take")
    assert dialog.isVisible()


def test_a_link_is_followed_only_once_that_is_agreed(
    show: Open, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    key = add(document, "document", title="Site", location="https://example.org/a")
    other = add(document, "document", title="Folder", location="file:///etc/passwd")
    page = show("document", other)
    assert deeds(page) == []
    page.show_record(("document", key))
    press(view(page).pane, "show")
    question = page.findChildren(QMessageBox, "follow link")[-1]
    assert "https://example.org/a" in question.text()
    QTest.mouseClick(question.buttons()[-1], Qt.MouseButton.LeftButton)
    assert opened == []
    press(view(page).pane, "show")
    question = page.findChildren(QMessageBox, "follow link")[-1]
    follow = next(each for each in question.buttons() if each.text() == "Follow")
    QTest.mouseClick(follow, Qt.MouseButton.LeftButton)
    assert [each.toString() for each in opened] == ["https://example.org/a"]
