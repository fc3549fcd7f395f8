from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter, CharterReview, Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.office import Office
from pmo_desktop.services import charters, registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.charter.page import CharterPage
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.growing_text import GrowingText

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 21, 15, 30, tzinfo=UTC)


def shown(document: Document, jobs: Jobs, qtbot: QtBot, size: tuple[int, int] = (1240, 800)) -> CharterPage:
    page = CharterPage(document, jobs)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def empty(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[CharterPage]:
    page = shown(document, jobs, qtbot)
    yield page
    page.hide()


def write_versions(session: Session) -> None:
    """An approved version, and a draft that differs in its purpose and its objectives."""
    office = session.scalars(select(Office.key)).one()
    first = charters.begin(session, office, DAY).key
    charters.write(session, first, Section.PURPOSE, "One picture of all projects, read once a year.")
    charters.write_objectives(
        session, first, (), [{"title": "Decisions on time", "measure": "Share", "target": "90 %"}]
    )
    charters.advance(session, first, CharterState.IN_REVIEW, "K. Hudáková", NOW, "Sent to all.")
    charters.advance(session, first, CharterState.APPROVED, "I. Solheim", NOW, "")
    second = charters.begin(session, office, DAY).key
    charters.write(session, second, Section.PURPOSE, "One picture of all projects, read every month.")
    registers.add(session, register_named("strategic_objective"), {"title": "Run on time"})


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[CharterPage]:
    document.do("Write two versions", write_versions)
    made = shown(document, jobs, qtbot)
    yield made
    made.hide()


def press(parent: QWidget, name: str) -> None:
    found = parent.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    assert found.isVisible()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def words(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def text(page: CharterPage, section: Section) -> GrowingText:
    return page.paper.blocks[section].text


def kept(document: Document, section: Section) -> str:
    with document.reading() as session:
        newest = charters.versions(session, session.scalars(select(Office.key)).one())[0]
        return charters.texts(session, newest.key)[section]


def state(document: Document, version: int) -> CharterState:
    with document.reading() as session:
        return session.scalars(select(Charter.state).where(Charter.version == version)).one()


def dialog(page: CharterPage) -> QDialog:
    (found,) = [each for each in page.findChildren(QDialog) if each.isVisible()]
    return found


def test_an_office_without_a_charter_offers_to_begin_one_and_undo_takes_it_back(
    empty: CharterPage, document: Document
) -> None:
    assert words(empty, "page subtitle") == "Not begun yet"
    press(empty, "empty action")
    assert words(empty, "page title") == "Charter of the Corporate PMO"
    assert document.undo_title() == "Begin charter version 1"
    assert words(empty, "complete sections") == "0 of 13 complete"
    document.undo()
    assert words(empty, "page subtitle") == "Not begun yet"
    document.redo()
    assert words(empty, "complete sections") == "0 of 13 complete"


def test_a_section_is_saved_when_it_is_left_as_one_named_step(page: CharterPage, document: Document) -> None:
    why = text(page, Section.WHY)
    why.setFocus()
    QTest.keyClicks(why, "Costs overran.")
    assert kept(document, Section.WHY) == ""
    QTest.keyClick(why, Qt.Key.Key_Tab)
    assert kept(document, Section.WHY) == "Costs overran."
    assert document.undo_title() == "Edit Why a PMO here"
    document.undo()
    assert (kept(document, Section.WHY), why.value()) == ("", "")
    document.redo()
    assert (kept(document, Section.WHY), why.value()) == ("Costs overran.", "Costs overran.")


def test_sections_say_in_words_what_they_lack(page: CharterPage) -> None:
    model = page.sections.model()
    said = {
        model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        for row in range(model.rowCount())
    }
    assert said["Purpose and mission"] == "complete"
    assert said["Objectives"] == "1 without a strategic objective"
    assert said["Approvals"] == "after review"
    assert said["Services"] == "empty"


def test_the_arrows_go_through_sections_with_their_guidance_beside(page: CharterPage) -> None:
    page.sections.setFocus()
    for _ in range(3):
        QTest.keyClick(page.sections, Qt.Key.Key_Down)
    assert page.sections.current() is Section.OBJECTIVES
    checks = {each.accessibleName() for each in page.aside.findChildren(QWidget) if ": " in each.accessibleName()}
    assert {"Each has a date: not yet", "Each serves a strategic objective: not yet"} <= checks


def test_writing_in_a_section_makes_it_the_one_at_hand(page: CharterPage) -> None:
    text(page, Section.ROLES).setFocus()
    assert page.sections.current() is Section.ROLES


def test_a_section_is_scrolled_to_when_it_is_chosen(page: CharterPage, qtbot: QtBot) -> None:
    page.show_record(Section.APPROVALS)
    qtbot.waitUntil(lambda: page.paper.verticalScrollBar().value() > 0)
    assert page.sections.current() is Section.APPROVALS


def test_changes_are_shown_in_place_on_request(page: CharterPage) -> None:
    purpose = text(page, Section.PURPOSE)
    assert purpose.toPlainText() == "One picture of all projects, read every month."
    press(page, "show changes")
    assert purpose.toPlainText() == "One picture of all projects, read every monthonce a year."
    assert purpose.value() == "One picture of all projects, read every month."
    press(page, "show changes")
    assert purpose.toPlainText() == "One picture of all projects, read every month."


def test_changes_show_in_the_very_text_just_written(page: CharterPage, qtbot: QtBot) -> None:
    purpose = text(page, Section.PURPOSE)
    purpose.setFocus()
    purpose.selectAll()
    QTest.keyClicks(purpose, "One picture of all projects, read every week.")
    press(page, "show changes")
    qtbot.waitUntil(lambda: purpose.toPlainText() == "One picture of all projects, read every weekonce a year.")
    assert purpose.value() == "One picture of all projects, read every week."


# Objectives ----------------------------------------------------------------------------------------------------------


def test_an_objective_is_added_named_linked_and_removed(page: CharterPage, document: Document, qtbot: QtBot) -> None:
    table = page.paper.objectives
    press(page, "add objective")
    assert table.model.rowCount() == 2
    (editor,) = [each for each in table.findChildren(QLineEdit) if each.accessibleName() == "Objective"]
    editor.setText("Forecasts that hold")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.model.cell(1, 0).text == "Forecasts that hold")
    assert table.model.cell(1, 2).text == "No measure yet"
    with document.reading() as session:
        (served,) = registers.references(session, "strategic_objective")
    table.model.setData(table.model.index(1, 1), served[0])
    assert table.model.cell(1, 1).text == "Run on time"
    table.view.setCurrentIndex(table.model.index(1, 0))
    press(page, "remove objective")
    assert table.model.rowCount() == 1
    document.undo()
    assert table.model.rowCount() == 2
    for _ in range(3):
        document.undo()
    assert table.model.rowCount() == 1


def test_the_strategic_objective_is_chosen_in_the_cell(page: CharterPage) -> None:
    table = page.paper.objectives
    table.view.setCurrentIndex(table.model.index(0, 0))
    press(page, "link objective")
    (offered,) = [each for each in table.view.findChildren(QWidget) if each.accessibleName() == "Serves"]
    assert offered.isVisible()
    QTest.keyClick(offered, Qt.Key.Key_Escape)


def test_what_is_cut_off_in_a_cell_is_told_in_its_tooltip(page: CharterPage) -> None:
    model = page.paper.objectives.model
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole) == "Decisions on time"


def test_people_and_cost_are_typed_and_undone(page: CharterPage, document: Document) -> None:
    cost = page.paper.figures.editor("cost_per_year")
    assert isinstance(cost, QLineEdit)
    cost.setFocus()
    QTest.keyClicks(cost, "310000")
    QTest.keyClick(cost, Qt.Key.Key_Return)
    assert document.undo_title() == "Change Cost per year"
    document.undo()
    assert cost.text() == ""
    cost.setFocus()
    QTest.keyClicks(cost, "-5")
    with_refusal: list[str] = []
    document.refused.connect(with_refusal.append)
    QTest.keyClick(cost, Qt.Key.Key_Return)
    assert with_refusal == ["People and money of the office cannot be below zero."]


# Steps ---------------------------------------------------------------------------------------------------------------


def take(page: CharterPage, button: str, by: str, comment: str = "") -> None:
    press(page, button)
    asked = dialog(page)
    name, said = asked.findChild(QLineEdit, "field by"), asked.findChild(QPlainTextEdit, "field comment")
    assert isinstance(name, QLineEdit)
    assert isinstance(said, QPlainTextEdit)
    name.setText(by)
    said.setPlainText(comment)
    press(asked, "step take")


def test_a_version_is_submitted_sent_back_submitted_again_and_approved(page: CharterPage, document: Document) -> None:
    take(page, "main step", "K. Hudáková", "Please read.")
    assert state(document, 2) is CharterState.IN_REVIEW
    take(page, "send back", "T. Zieliński", "Costs missing.")
    assert state(document, 2) is CharterState.DRAFT
    take(page, "main step", "K. Hudáková")
    take(page, "main step", "I. Solheim")
    assert (state(document, 2), state(document, 1)) == (CharterState.APPROVED, CharterState.SUPERSEDED)
    assert page.aside.tabs.tabText(1) == "Reviews 4"
    assert "read-only" in words(page, "page subtitle")
    assert text(page, Section.WHY).isReadOnly()
    assert not page.paper.objectives.model.flags(page.paper.objectives.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    document.undo()
    assert state(document, 2) is CharterState.IN_REVIEW
    assert not text(page, Section.WHY).isReadOnly()


def test_nobody_approves_without_a_name_and_the_dialog_stays(page: CharterPage, document: Document) -> None:
    take(page, "main step", "")
    refusals: list[str] = []
    document.refused.connect(refusals.append)
    take(page, "main step", " ")
    assert refusals == ["Say who approves the charter; the name stands in the document."]
    QTest.keyClick(dialog(page), Qt.Key.Key_Escape)
    assert state(document, 2) is CharterState.IN_REVIEW
    with document.reading() as session:
        assert len(session.scalars(select(CharterReview)).all()) == 3


def test_an_approved_charter_begins_its_next_version(page: CharterPage, document: Document) -> None:
    take(page, "main step", "K")
    take(page, "main step", "I. Solheim")
    press(page, "main step")
    assert words(page, "page subtitle").startswith("Version 3, begun")
    assert document.undo_title() == "Begin charter version 3"
    assert text(page, Section.PURPOSE).value() == "One picture of all projects, read every month."


# Versions ------------------------------------------------------------------------------------------------------------


def test_an_older_version_is_chosen_and_cannot_be_changed(page: CharterPage) -> None:
    chooser = page.findChild(ListEditor, "versions")
    assert isinstance(chooser, ListEditor)
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert words(page, "page subtitle") == "Version 1, approved 21 Mar 2026 by I. Solheim · read-only"
    assert text(page, Section.PURPOSE).value() == "One picture of all projects, read once a year."
    step = page.findChild(QPushButton, "main step")
    assert isinstance(step, QPushButton)
    assert not step.isVisible()
    assert page.aside.tabs.tabText(1) == "Reviews 2"


def compared(page: CharterPage) -> list[str]:
    return [each.toPlainText() for each in page.comparison.findChildren(GrowingText) if each.isVisible()]


def test_two_versions_stand_side_by_side_or_in_place(page: CharterPage, qtbot: QtBot) -> None:
    press(page, "compare")
    both = ["One picture of all projects, read once a year.", "One picture of all projects, read every month."]
    qtbot.waitUntil(lambda: compared(page) == both)
    page.comparison.manner.setCurrentIndex(1)
    qtbot.waitUntil(lambda: compared(page) == ["One picture of all projects, read every monthonce a year."])
    page.comparison.only_changed.click()
    qtbot.waitUntil(lambda: len(compared(page)) == len(Section))
    page.comparison.before.show_value(page.comparison.after.value())
    page.comparison.only_changed.click()
    qtbot.waitUntil(lambda: compared(page) == [])
    press(page, "compare close")
    assert text(page, Section.PURPOSE).isVisible()


# The office and the panes --------------------------------------------------------------------------------------------


def test_the_office_is_edited_field_by_field(page: CharterPage, document: Document, qtbot: QtBot) -> None:
    press(page, "office")
    asked = dialog(page)
    name, managers = asked.findChild(QLineEdit, "field name"), asked.findChild(ListEditor, "field managers_report_here")
    assert isinstance(name, QLineEdit)
    assert isinstance(managers, ListEditor)
    qtbot.waitUntil(asked.isActiveWindow)
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Portfolio office")
    QTest.keyClick(name, Qt.Key.Key_Tab)
    assert words(page, "page title") == "Charter of the Portfolio office"
    managers.show_value("yes")
    managers.committed.emit()
    assert any("guards the method" in each.text() for each in asked.findChildren(QLabel) if each.isVisible())
    document.undo()
    document.undo()
    assert words(page, "page title") == "Charter of the Corporate PMO"
    assert name.text() == "Corporate PMO"
    press(asked, "office close")


def test_several_offices_each_have_their_charter(page: CharterPage, document: Document) -> None:
    chooser = page.findChild(ListEditor, "offices")
    assert isinstance(chooser, ListEditor)
    assert not chooser.isVisible()
    other = document.do("Add", lambda s: registers.add(s, register_named("office"), {"name": "Programme office"}))
    assert chooser.isVisible()
    chooser.show_value(other)
    chooser.committed.emit()
    assert words(page, "page title") == "Charter of the Programme office"
    assert words(page, "page subtitle") == "Not begun yet"
    assert not page.sections.isVisible()
    press(page, "empty action")
    assert words(page, "complete sections") == "0 of 13 complete"
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Up)
    assert words(page, "page subtitle").startswith("Version 2")
    assert page.sections.isVisible()


def test_without_strategic_objectives_there_is_a_word_on_where_to_make_them(
    empty: CharterPage, document: Document
) -> None:
    press(empty, "empty action")
    press(empty, "add objective")
    refusals: list[str] = []
    document.refused.connect(refusals.append)
    press(empty, "link objective")
    assert refusals == [
        "There is no strategic objective yet. Add one to the register of objectives, then link it here."
    ]


def test_the_guidance_steps_aside_on_a_small_window_and_comes_back_on_request(
    document: Document, jobs: Jobs, qtbot: QtBot
) -> None:
    document.do("Write two versions", write_versions)
    page = shown(document, jobs, qtbot, (972, 628))
    assert not page.aside.isVisible()
    press(page, "show guidance")
    assert page.aside.isVisible()
    page.resize(1240, 800)
    assert page.aside.isVisible()
    page.hide()


def test_the_history_tells_what_was_done_to_the_charter_alone(page: CharterPage, document: Document) -> None:
    document.do("Rename", lambda s: setattr(s.scalars(select(Office)).one(), "name", "PMO"))
    page.aside.tabs.setCurrentIndex(2)
    model = page.aside.history.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Write two versions"]


def test_whatever_takes_the_focus_has_a_name(page: CharterPage) -> None:
    page.compare()
    nameless = [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.accessibleName()
    ]
    assert nameless == []
