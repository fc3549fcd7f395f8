from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.choices import Stage
from pmo_desktop.services import registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.register.page import RegisterPage
from pmo_desktop.ui.widgets.table.board import Board
from pmo_desktop.ui.widgets.table.cards import CardList

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[RegisterPage]:
    made = RegisterPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.kept_views.choose("board")
    yield made
    made.hide()


def board(page: RegisterPage) -> Board:
    found = page.findChild(Board)
    assert isinstance(found, Board)
    return found


def of(page: RegisterPage, stage: Stage | None) -> CardList:
    return next(each for each in board(page).lists if each.value is stage)


def names(page: RegisterPage, stage: Stage | None) -> list[str]:
    cards = of(page, stage).cards
    return [cards.cells(row)[0].text for row in range(cards.rowCount())]


def stage_of(document: Document, name: str) -> object:
    with document.reading() as session:
        wanted = registers.keys(session, PROJECTS, filters=[Filter("name", "contains", (name,))])
        return registers.rows(session, PROJECTS, wanted, ["stage"])[0][0]


def test_projects_stand_as_cards_under_their_stage(page: RegisterPage) -> None:
    assert names(page, Stage.DELIVER) == ["Customer Portal Renewal", "Mobile Payments", "Branch Network Refit"]
    assert names(page, Stage.DEFINE) == ["R&D “Laboratory” <b>1</b>"]
    assert not of(page, None).isVisible()
    spoken = of(page, Stage.DELIVER).cards
    assert spoken.data(spoken.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Mobile Payments, Off track, —"


def test_the_board_works_on_the_filters_and_the_order_of_the_table(page: RegisterPage) -> None:
    page.table.model.ask(filters=[Filter("eac", "between", (3_000_000_00, None))], sort=(("eac", False),))
    assert names(page, Stage.DELIVER) == ["Branch Network Refit", "Customer Portal Renewal"]
    page.table.model.ask(search="nothing like it")
    assert page.table._empty.isVisible()


def test_a_card_is_moved_by_key_and_goes_back_by_undo(page: RegisterPage, document: Document) -> None:
    deliver = of(page, Stage.DELIVER)
    deliver.setFocus()
    QTest.keyClick(deliver, Qt.Key.Key_Down)
    assert board(page).current_key() == deliver.cards.key_at(1)
    QTest.keyClick(deliver, Qt.Key.Key_Right, ALT)
    assert names(page, Stage.CLOSE) == ["Mobile Payments"]
    assert stage_of(document, "Mobile") is Stage.CLOSE
    assert document.undo_title() == "Move “Mobile Payments” to Close"
    assert of(page, Stage.CLOSE).hasFocus()
    QTest.keyClick(of(page, Stage.CLOSE), Qt.Key.Key_Left)
    assert deliver.hasFocus()
    document.undo()
    assert stage_of(document, "Mobile") is Stage.DELIVER
    assert "Mobile Payments" in names(page, Stage.DELIVER)


def test_selected_cards_are_dragged_to_another_stage_as_one_step(page: RegisterPage, document: Document) -> None:
    deliver, close = of(page, Stage.DELIVER), of(page, Stage.CLOSE)
    deliver.setFocus()
    QTest.keyClick(deliver, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    mime = deliver.cards.mimeData(deliver.selectionModel().selectedIndexes())
    place, held = QPointF(20, 20), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    assert close.takes(mime)
    assert not of(page, None).takes(mime)
    close.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, mime, *held))
    assert names(page, Stage.CLOSE) == ["Customer Portal Renewal", "Mobile Payments"]
    assert document.undo_title() == "Move 2 cards to Close"
    document.undo()
    assert names(page, Stage.CLOSE) == []


def test_enter_opens_the_inspector_of_a_card(page: RegisterPage, qtbot: QtBot) -> None:
    define = of(page, Stage.DEFINE)
    define.setFocus()
    with qtbot.waitSignal(page.inspected):
        QTest.keyClick(define, Qt.Key.Key_Return)
    assert page.inspector.seen is not None
    assert page.inspector.seen.name == "R&D “Laboratory” <b>1</b>"


def test_any_view_can_be_shown_as_a_board_and_saved_as_one(page: RegisterPage) -> None:
    page.kept_views.choose("worst")
    button = page.findChild(QToolButton, "face board")
    assert isinstance(button, QToolButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert board(page).isVisible()
    assert names(page, Stage.DELIVER) == ["Mobile Payments", "Customer Portal Renewal"]
    page.kept_views.add("Worst board")
    page.kept_views.choose("all")
    assert not board(page).isVisible()
    page.kept_views.choose(page.kept_views.all[-1].key)
    assert board(page).isVisible()


def test_the_commands_of_the_page_lead_from_face_to_face(page: RegisterPage) -> None:
    for show, face in ((page.show_roadmap, "roadmap"), (page.show_board, "board"), (page.show_table, "table")):
        show()
        button = page.findChild(QToolButton, f"face {face}")
        assert isinstance(button, QToolButton)
        assert button.isChecked()
        assert page.table.shown.face.value == face
