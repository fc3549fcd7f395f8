from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.services.registers import Filter, keys, rows
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.register.page import RegisterPage, ReportsPage


def shown(document: Document, jobs: Jobs, qtbot: QtBot, kind: type[RegisterPage] = RegisterPage) -> RegisterPage:
    page = kind(document, jobs)
    qtbot.addWidget(page)
    page.resize(1240, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[RegisterPage]:
    made = shown(document, jobs, qtbot)
    yield made
    made.hide()


def press(parent: QWidget, name: str) -> None:
    QTest.mouseClick(parent.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton)


def names(page: RegisterPage) -> list[str]:
    return [page.table.model.cell(row, 0).text for row in range(page.table.model.rowCount())]


def at(page: RegisterPage, name: str, column: str) -> tuple[int, int]:
    columns = [each.name for each in page.table.model.columns]
    return names(page).index(name), columns.index(column)


def report_as(session: Session, *states: ReportState) -> None:
    for report, state in zip(session.scalars(select(StatusReport).order_by(StatusReport.key)), states, strict=False):
        report.state = state


def title(page: RegisterPage) -> str:
    found = page.inspector.findChild(QLabel, "inspector title")
    assert isinstance(found, QLabel)
    return found.text()


def value(document: Document, name: str, column: str) -> object:
    with document.reading() as session:
        wanted = keys(session, PROJECTS, filters=[Filter("name", "contains", (name,))])
        return rows(session, PROJECTS, wanted, [column])[0][0]


def test_the_head_says_how_much_there_is_and_the_foot_what_it_adds_up_to(page: RegisterPage, qtbot: QtBot) -> None:
    found = page.findChild(QLabel, "page subtitle")
    assert isinstance(found, QLabel)
    assert found.text() == "4 projects"
    assert page.table.count.text() == "4 entries"
    qtbot.waitUntil(lambda: "BAC 11,000 k€" in page.table.footer.text())
    qtbot.waitUntil(lambda: "EAC 11,390 k€" in page.table.footer.text())
    assert page.table.footer.text().endswith("+3.5%")


def test_totals_follow_the_filter(page: RegisterPage, qtbot: QtBot) -> None:
    page.table.filters.take("figures.rating", Filter("figures.rating", "one of", (Rating.RED,)))
    assert names(page) == ["Mobile Payments"]
    qtbot.waitUntil(lambda: "BAC 2,400 k€" in page.table.footer.text())
    assert page.table.footer.text().endswith("+12.9%")


def test_each_view_has_its_own_filters_and_keeps_what_was_changed(page: RegisterPage) -> None:
    page.tabs.setCurrentIndex(1)
    assert names(page) == ["Mobile Payments", "Customer Portal Renewal"]
    page.table.filters.take("figures.rating", None)
    assert len(names(page)) == 4
    page.tabs.setCurrentIndex(0)
    assert len(names(page)) == 4
    page.tabs.setCurrentIndex(1)
    assert not page.table.model.filters


def test_sorting_keeps_the_cursor_on_its_project_and_the_inspector_open(page: RegisterPage, qtbot: QtBot) -> None:
    row, _ = at(page, "Mobile Payments", "name")
    page.table.view.setCurrentIndex(page.table.model.index(row, 0))
    with qtbot.waitSignal(page.inspected):
        page.table.model.ask(sort=(("name", False),))
    assert title(page) == "Mobile Payments"
    assert page.inspector.isVisible()
    with qtbot.waitSignal(page.inspected):
        page.table.model.ask(filters=[Filter("name", "contains", ("Refit",))])
    assert title(page) == "Branch Network Refit"


def test_a_cell_is_edited_and_undone(page: RegisterPage, document: Document, qtbot: QtBot) -> None:
    row, column = at(page, "Mobile Payments", "eac")
    page.inspector.hide()
    page.table.view.setCurrentIndex(page.table.model.index(row, column))
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_F2)
    editor = page.table.view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "2,710"
    editor.setText("2800")
    with qtbot.waitSignal(document.changed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.view.viewport().findChild(QLineEdit) is None)
    assert value(document, "Mobile", "eac") == 2_800_000_00
    qtbot.waitUntil(lambda: "EAC 11,480 k€" in page.table.footer.text())
    assert page.inspector.isHidden(), "the Enter that commits a cell does not open the inspector"
    press(page, "undo")
    assert value(document, "Mobile", "eac") == 2_710_000_00
    qtbot.waitUntil(lambda: "EAC 11,390 k€" in page.table.footer.text())
    document.redo()
    assert value(document, "Mobile", "eac") == 2_800_000_00


def test_enter_opens_the_inspector_and_escape_closes_it(page: RegisterPage) -> None:
    page.inspector.hide()
    page.table.view.setCurrentIndex(page.table.model.index(1, 0))
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.inspector.isVisible()
    assert title(page) == names(page)[1]
    assert page.inspector.tabs.hasFocus()
    QTest.keyClick(page.inspector.tabs, Qt.Key.Key_Escape)
    assert not page.inspector.isVisible()
    assert page.table.view.hasFocus()


def test_the_inspector_follows_the_cursor(page: RegisterPage, qtbot: QtBot) -> None:
    assert title(page) == names(page)[0]
    page.table.view.setFocus()
    with qtbot.waitSignal(page.inspected):
        QTest.keyClick(page.table.view, Qt.Key.Key_Down)
    assert title(page) == names(page)[1]


def test_removing_takes_the_project_and_undo_brings_it_back(page: RegisterPage, document: Document) -> None:
    row, _ = at(page, "Mobile Payments", "name")
    page.table.view.setCurrentIndex(page.table.model.index(row, 0))
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert "Mobile Payments" not in names(page)
    assert document.undo_title() == "Remove “Mobile Payments”"
    document.undo()
    assert "Mobile Payments" in names(page)
    assert value(document, "Mobile", "report.overall") is Rating.RED


def test_a_new_project_is_asked_for_in_a_form_and_shown(page: RegisterPage, document: Document) -> None:
    press(page, "new project")
    dialog = page.findChild(NewRecord)
    assert isinstance(dialog, NewRecord)
    press(dialog, "new add")
    assert dialog.isVisible()
    dialog.form.editor("name").show_value("Harbour lights & <buoys>")
    dialog.form.editor("bac").show_value(1_500_00)
    press(dialog, "new add")
    assert "Harbour lights & <buoys>" in names(page)
    assert title(page) == "Harbour lights & <buoys>"
    assert value(document, "Harbour", "bac") == 1_500_00
    document.undo()
    assert "Harbour lights & <buoys>" not in names(page)


def test_a_record_asked_for_is_shown_even_if_a_filter_hides_it(page: RegisterPage, document: Document) -> None:
    page.tabs.setCurrentIndex(1)
    with document.reading() as session:
        wanted = keys(session, PROJECTS, filters=[Filter("name", "contains", ("Refit",))])[0]
    page.show_record(wanted)
    assert page.tabs.currentIndex() == 0
    assert title(page) == "Branch Network Refit"


def test_an_empty_register_says_what_to_do(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    with document.reading() as session:
        every = keys(session, PROJECTS)
    page = shown(document, jobs, qtbot)
    page.table.view.selectAll()
    page.remove_records()
    assert document.undo_title() == f"Remove {len(every)} from “Register”"
    qtbot.waitUntil(page.inspector.isHidden)
    asked = QAction(page)
    asked.setObjectName("file.import")
    with qtbot.waitSignal(asked.triggered):
        press(page.table, "empty action")
    page.hide()


def test_changes_made_while_another_page_is_shown_are_there_on_return(page: RegisterPage, document: Document) -> None:
    page.hide()
    key = page.table.model.key_at(0)
    document.do("Rename", lambda session: session.get_one(PROJECTS.entity, key).__setattr__("name", "Renamed"))
    page.show()
    assert "Renamed" in names(page)


def test_all_views_fit_above_the_register_beside_the_inspector(page: RegisterPage) -> None:
    assert page.inspector.isVisible()
    assert page.tabs.width() >= page.tabs.sizeHint().width()


def test_the_reports_page_shows_how_many_are_in(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    page = shown(document, jobs, qtbot, ReportsPage)
    found = page.findChild(QLabel, "page subtitle")
    assert isinstance(found, QLabel)
    assert found.text() == "0 of 4 are in"
    document.do("Report", lambda session: report_as(session, ReportState.SUBMITTED, ReportState.CARRIED_FORWARD))
    page.refresh()
    qtbot.waitUntil(lambda: found.text() == "1 of 4 are in")
    page.show_record("reports in")
    assert names(page) == ["Customer Portal Renewal"]
    page.hide()
