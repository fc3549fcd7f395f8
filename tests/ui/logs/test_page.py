from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ItemState
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services import registers
from pmo_desktop.services.registry import REGISTERS, register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.logs.specs import LOGS, page_of
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.widgets.editors import TextEditor

Make = Callable[[str], LogPage]


def fill(session: Session) -> int:
    project = session.scalars(select(Project).order_by(Project.reference)).first()
    assert project is not None
    add = registers.add
    risk = register_named("risk")
    add(session, risk, {"title": "Supplier fails", "project_key": project.key, "probability": 4, "impact": 5})
    add(session, risk, {"title": "Ground water", "probability": 2, "impact": 2, "reference": "R-2"})
    return add(session, risk, {"title": "Old worry", "state": ItemState.CLOSED})


@pytest.fixture
def make(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[Make]:
    document.do("Fill", fill)
    made: list[LogPage] = []

    def shown(key: str) -> LogPage:
        page = LogPage(document, jobs, key)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield shown
    for page in made:
        page.hide()


def press(parent: QWidget, name: str) -> None:
    QTest.mouseClick(parent.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton)


def view(page: LogPage) -> LogView:
    found = page.stack.currentWidget()
    assert isinstance(found, LogView)
    return found


def titles(page: LogPage) -> list[str]:
    model = view(page).table.model
    return [model.cell(row, 0).text for row in range(model.rowCount())]


def heading(page: LogPage) -> str:
    found = view(page).pane.findChild(QLabel, "pane title")
    assert isinstance(found, QLabel)
    return found.text()


def risk(document: Document, title: str) -> Risk:
    with document.reading() as session:
        return session.scalars(select(Risk).where(Risk.title == title)).one()


def test_open_risks_show_first_and_the_worst_on_top(make: Make) -> None:
    assert titles(make("raid")) == ["Supplier fails", "Ground water"]


@pytest.mark.parametrize("key", LOGS)
def test_every_register_shows_and_has_a_button_of_its_own(make: Make, key: str) -> None:
    page = make(key)
    for number, log in enumerate(LOGS[key].logs):
        page.tabs.setCurrentIndex(number)
        assert view(page).register.name == log.table
        assert page.new.text() == log.new


def test_every_register_but_the_inner_ones_has_a_page() -> None:
    shown = {log.table for spec in LOGS.values() for log in spec.logs}
    assert {each.name for each in REGISTERS} - shown == {"project", "reporting_period"}
    assert page_of("risk") == "raid"
    assert page_of("project") == "register"


def test_enter_opens_the_pane_and_a_text_is_written_when_it_is_left(make: Make, document: Document) -> None:
    page = make("raid")
    view(page).table.view.setFocus()
    QTest.keyClick(view(page).table.view, Qt.Key.Key_Return)
    assert heading(page) == "Supplier fails"
    cause = view(page).pane.form.editor("cause")
    assert isinstance(cause, TextEditor)
    cause.setFocus()
    cause.setPlainText("One supplier only")
    QTest.keyClick(cause, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert risk(document, "Supplier fails").cause == "One supplier only"
    press(page, "undo")
    assert risk(document, "Supplier fails").cause == ""
    assert cause.toPlainText() == ""
    QTest.keyClick(view(page).pane.tabs, Qt.Key.Key_Escape)
    assert view(page).pane.isHidden()


def test_the_history_of_a_row_is_told_and_taken_back_one_by_one(make: Make, document: Document) -> None:
    page = make("raid")
    view(page).enter(view(page).table.view.current_key())
    for name, number in (("impact", 3), ("probability", 2)):
        view(page).pane.form.edited.emit(name, number)
    view(page).pane.tabs.setCurrentIndex(1)
    words = [entry.words for entry in view(page).pane.history.list.entries()]
    assert words == ["Probability 4 → 2", "Impact 5 → 3", "Added"]
    view(page).pane.history.list.setCurrentIndex(view(page).pane.history.list.model().index(1, 0))
    press(view(page).pane, "take this back")
    assert (risk(document, "Supplier fails").impact, risk(document, "Supplier fails").probability) == (5, 2)


def test_closing_a_risk_is_one_step(make: Make, document: Document) -> None:
    page = make("raid")
    view(page).enter(view(page).table.view.current_key())
    press(view(page).pane, "finish")
    assert risk(document, "Supplier fails").state is ItemState.CLOSED
    assert document.undo_title() == "Close it: Supplier fails"
    document.undo()
    assert risk(document, "Supplier fails").state is ItemState.OPEN


def test_a_closed_risk_asked_for_is_shown_all_the_same(make: Make, document: Document) -> None:
    page = make("raid")
    page.show_record(("risk", risk(document, "Old worry").key))
    assert heading(page) == "Old worry"
    page.tabs.setCurrentIndex(1)
    page.show_record(risk(document, "Ground water").key)
    assert heading(page) == "Ground water"


def test_a_new_issue_is_asked_for_in_a_form(make: Make, document: Document) -> None:
    page = make("raid")
    page.show_record("issue")
    press(page, "new row")
    dialog = page.findChild(NewRecord)
    assert isinstance(dialog, NewRecord)
    dialog.form.editor("title").show_value("Tunnel floods")
    press(dialog, "new add")
    assert titles(page) == ["Tunnel floods"]
    assert heading(page) == "Tunnel floods"
    document.undo()
    assert titles(page) == []
    assert view(page).pane.isHidden()


def test_removing_is_undone(make: Make, document: Document) -> None:
    page = make("raid")
    view(page).table.view.setFocus()
    QTest.keyClick(view(page).table.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert titles(page) == ["Ground water"]
    document.undo()
    assert "Supplier fails" in titles(page)


def test_the_pane_leads_to_the_project(make: Make, document: Document, qtbot: QtBot) -> None:
    page = make("raid")
    view(page).enter(view(page).table.view.current_key())
    with qtbot.waitSignal(page.go) as led:
        press(view(page).pane, "open project")
    assert led.args == ["project", risk(document, "Supplier fails").project_key]


def test_an_empty_log_offers_its_first_row(make: Make) -> None:
    page = make("benefits")
    press(view(page).table, "empty action")
    assert page.findChild(NewRecord) is not None


def test_a_log_is_grouped_and_that_is_saved_as_a_view(make: Make, document: Document) -> None:
    view = make("raid")._view()
    view.table.group(("state",))
    view.views.add("By state")
    assert view.table.findChildren(QAbstractButton, "views")[-1].text() == "View: By state"
    view.views.choose("usual")
    assert view.table.model.group_by == ()
    view.views.choose(view.views.all[-1].key)
    assert [view.table.model.cell(row, 0).text for row in range(3)] == ["Open", "Supplier fails", "Ground water"]
    document.undo()
    assert [each.title for each in view.views.all] == ["usual"]
    assert view.table.model.group_by == ()
