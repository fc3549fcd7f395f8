from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.office import Office
from pmo_desktop.reports.duties import make_duties
from pmo_desktop.services import charters
from pmo_desktop.services.insights.responsibilities import Matrix, matrix
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.responsibilities.findings import FindingCard
from pmo_desktop.ui.responsibilities.page import ResponsibilitiesPage
from pmo_desktop.ui.saving import write
from pmo_desktop.ui.widgets.form import Form

NOW = datetime(2026, 3, 21, 15, 30, tzinfo=UTC)


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[ResponsibilitiesPage]:
    made = ResponsibilitiesPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1232, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


@pytest.fixture
def begun(page: ResponsibilitiesPage) -> ResponsibilitiesPage:
    """A matrix begun by its two empty states: first the charter, then the typical one."""
    press(page, "empty action")
    press(page, "empty action")
    return page


def press(parent: QWidget, name: str) -> None:
    QApplication.processEvents()
    found = next(each for each in parent.findChildren(QPushButton, name) if each.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def read(document: Document) -> Matrix:
    with document.reading() as session:
        office = session.scalars(select(Office.key)).one()
        return matrix(session, charters.versions(session, office)[0].key)


def go(page: ResponsibilitiesPage, title: str, party: str) -> None:
    model = page.grid.matrix_model
    row = next(n for n, line in enumerate(model.lines) if line.activity and line.activity.title == title)
    column = 1 + [each.name for each in model.parties].index(party)
    page.grid.setCurrentIndex(model.index(row, column))
    page.grid.setFocus()


def letters(document: Document, title: str, party: str) -> str:
    found = read(document)
    key = next(each.key for each in found.parties if each.name == party)
    return next(each for each in found.activities if each.title == title).letters.get(key, "")


def words(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def dialog(page: QWidget) -> QDialog:
    (found,) = [each for each in page.findChildren(QDialog) if each.isVisible()]
    return found


def fill_form(page: QWidget, **values: str) -> None:
    asked = dialog(page)
    form = asked.findChild(Form)
    assert isinstance(form, Form)
    for name, value in values.items():
        editor = form.editor(name)
        editor.setFocus()
        QTest.keyClicks(editor, value)
    press(asked, "ask take")


def test_an_empty_page_begins_the_charter_and_then_a_typical_matrix_and_undo_takes_both_back(
    page: ResponsibilitiesPage, document: Document
) -> None:
    press(page, "empty action")
    assert document.undo_title() == "Begin charter version 1"
    press(page, "empty action")
    assert words(page, "page subtitle") == "Corporate PMO, charter version 1 · 15 activities, 7 parties"
    assert words(page, "finding count") == "0 open, 0 left as is"
    document.undo()
    document.undo()
    assert words(page, "page title") == "Responsibility matrix"
    assert words(page, "page subtitle") == ""


def test_letters_are_typed_into_cells_and_arrows_go_from_cell_to_cell(
    begun: ResponsibilitiesPage, document: Document
) -> None:
    go(begun, "Set the project method", "Sponsor")
    QTest.keyClick(begun.grid, Qt.Key.Key_A)
    assert letters(document, "Set the project method", "Sponsor") == "A"
    assert document.undo_title() == "Set A"
    QTest.keyClick(begun.grid, Qt.Key.Key_Left)
    QTest.keyClick(begun.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert letters(document, "Set the project method", "Project manager") == "AR"
    QTest.keyClick(begun.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(begun.grid, Qt.Key.Key_Right)
    QTest.keyClick(begun.grid, Qt.Key.Key_Delete)
    assert letters(document, "Set the project method", "Project manager") == "R"
    assert letters(document, "Set the project method", "Sponsor") == ""
    for _ in range(4):
        document.undo()
    assert letters(document, "Set the project method", "Sponsor") == "C"


def test_the_activities_stay_in_sight_while_the_parties_scroll(begun: ResponsibilitiesPage) -> None:
    begun.resize(700, 800)
    grid = begun.grid
    assert not grid.titles.isVisible()
    go(begun, "Set the project method", "Line management")
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    grid.verticalScrollBar().setValue(30)
    titles = grid.titles
    assert titles.isVisible()
    assert titles.width() == grid.columnWidth(0)
    assert titles.rowViewportPosition(4) == grid.rowViewportPosition(4)
    assert titles.rowHeight(0) == grid.rowHeight(0)
    while grid.currentIndex().column() > 1:
        QTest.keyClick(grid, Qt.Key.Key_Left)
        assert grid.columnViewportPosition(grid.currentIndex().column()) >= titles.width()
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert not titles.isVisible()


def test_a_finding_leads_to_its_row_and_its_repair_mends_it(begun: ResponsibilitiesPage, document: Document) -> None:
    go(begun, "Audit a project", "Finance")
    QTest.keyClick(begun.grid, Qt.Key.Key_A)
    go(begun, "Set the project method", "PMO")
    (card,) = begun.pane.findChildren(FindingCard)
    assert card.accessibleName() == "Two A: Audit a project, Sponsor and Finance"
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    line = begun.grid.matrix_model.line(begun.grid.currentIndex())
    assert line is not None
    assert line.activity is not None
    assert line.activity.title == "Audit a project"
    press(begun.pane, "repair 0")
    assert document.undo_title() == "Keep Sponsor"
    assert letters(document, "Audit a project", "Finance") == "C"
    assert words(begun, "finding count") == "0 open, 0 left as is"


def test_a_finding_is_left_as_is_with_a_reason_and_taken_up_again(
    begun: ResponsibilitiesPage, document: Document
) -> None:
    go(begun, "Audit a project", "Finance")
    QTest.keyClick(begun.grid, Qt.Key.Key_A)
    press(begun.pane, "leave as is")
    fill_form(begun, reason="Both sign by law.")
    assert words(begun, "finding count") == "0 open, 1 left as is"
    assert [each.reason for each in read(document).left] == ["Both sign by law."]
    press(begun.pane, "take up")
    assert words(begun, "finding count") == "1 open, 0 left as is"
    document.undo()
    assert words(begun, "finding count") == "0 open, 1 left as is"


def test_only_activities_with_findings_and_only_chosen_parties_are_shown(
    begun: ResponsibilitiesPage, document: Document
) -> None:
    go(begun, "Audit a project", "Finance")
    QTest.keyClick(begun.grid, Qt.Key.Key_A)
    press(begun, "only findings")
    assert [line.activity.title for line in begun.grid.matrix_model.lines if line.activity] == ["Audit a project"]
    press(begun, "choose parties")
    (menu,) = [each for each in begun.findChildren(QWidget) if each.inherits("QMenu") and each.isVisible()]
    menu.actions()[6].trigger()
    assert "Finance" not in [each.name for each in begun.grid.matrix_model.parties]
    assert len(read(document).parties) == 7


def test_an_activity_is_added_renamed_moved_and_removed_by_keyboard(
    begun: ResponsibilitiesPage, document: Document
) -> None:
    go(begun, "Coach project managers", "PMO")
    press(begun, "add activity")
    fill_form(begun, title="Train sponsors")
    assert [(each.group, each.title) for each in read(document).activities][-1] == ("Support", "Train sponsors")
    go(begun, "Train sponsors", "PMO")
    QTest.keyClick(begun.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.title for each in read(document).activities][-2] == "Train sponsors"
    begun.grid.setCurrentIndex(begun.grid.currentIndex().siblingAtColumn(0))
    QTest.keyClick(begun.grid, Qt.Key.Key_F2)
    editor = begun.grid.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Brief sponsors")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [each.title for each in read(document).activities][-2] == "Brief sponsors"
    QTest.keyClick(begun.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(read(document).activities) == 15


def test_parties_are_added_renamed_moved_and_taken_out(begun: ResponsibilitiesPage, document: Document) -> None:
    begun.edit_parties()
    asked = dialog(begun)
    shown = asked.findChild(QListWidget, "party list")
    assert isinstance(shown, QListWidget)
    press(asked, "add party")
    editor = shown.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Works council")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert read(document).parties[-1].name == "Works council"
    assert "Works council: No role" not in words(begun, "finding count")
    shown.setCurrentRow(0)
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    assert read(document).parties[0].name == "Project manager"
    document.undo()
    assert read(document).parties[0].name == "PMO"


def test_an_approved_matrix_is_read_only(begun: ResponsibilitiesPage, document: Document) -> None:
    key = read(document).charter_key

    def approve(session: Session) -> None:
        charters.advance(session, key, CharterState.IN_REVIEW, "A. Bell", NOW)
        charters.advance(session, key, CharterState.APPROVED, "A. Bell", NOW)

    document.do("Approve", approve)
    assert words(begun, "page subtitle").endswith("approved, read-only")
    go(begun, "Audit a project", "Finance")
    told: list[str] = []
    document.refused.connect(told.append)
    QTest.keyClick(begun.grid, Qt.Key.Key_A)
    assert told == ["Version 1 is approved, so it is read-only. Begin a new version to change it."]
    assert letters(document, "Audit a project", "Finance") == ""
    document.do("Begin", lambda s: charters.begin(s, s.scalars(select(Office.key)).one(), date(2026, 4, 1)).key)
    begun.show_record(read(document).charter_key)
    assert words(begun, "page subtitle") == "Corporate PMO, charter version 2 · 15 activities, 7 parties"


def test_what_the_pmo_does_and_does_not_do_is_printed(
    begun: ResponsibilitiesPage, document: Document, tmp_path: Path
) -> None:
    told: list[str] = []
    begun.news.connect(told.append)
    out = tmp_path / "duties.pdf"
    key = read(document).charter_key
    write(begun, out, lambda: make_duties(document.workspace, key))
    assert told == [f"Written: {out}"]
    reader = PdfReader(BytesIO(out.read_bytes()))
    text = "\n".join(each.extract_text() for each in reader.pages)
    assert "What the Corporate PMO does and does not do" in text
    assert "The office does not do" in text
    assert "Approve the business case" in text
    assert make_duties(document.workspace, key) == out.read_bytes()
    other = tmp_path / "notes.pdf"
    other.write_text("mine")
    document.refused.connect(told.append)
    write(begun, other, lambda: make_duties(document.workspace, key))
    assert told[-1].startswith("“notes.pdf” is a file of another kind")
    assert other.read_text() == "mine"
