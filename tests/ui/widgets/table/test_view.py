from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.widgets.table.register import RegisterTable

COLUMNS = ("name", "reference", "stage", "bac", "eac", "figures.cost_percent", "sponsor")
Select = Callable[[int, int, int, int], None]


@pytest.fixture
def table(document: Document, qtbot: QtBot) -> RegisterTable:
    made = RegisterTable(DocumentSource(document, PROJECTS), Settings(), offered=("status", "stage"))
    document.changed.connect(lambda _tables: made.renew(document.touched))
    qtbot.addWidget(made)
    made.show_columns(COLUMNS)
    made.model.sort(0)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def select(table: RegisterTable) -> Select:
    def choose(top: int, left: int, bottom: int, right: int) -> None:
        first, last = table.model.index(top, left), table.model.index(bottom, right)
        table.view.setCurrentIndex(first)
        table.view.selectionModel().select(
            QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        table.view.setFocus()

    return choose


def column(table: RegisterTable, number: int) -> list[str]:
    return [table.model.cell(row, number).text for row in range(table.model.rowCount())]


def press(table: RegisterTable, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(table.view, key, held)


def test_a_cell_is_edited_by_typing_and_enter(table: RegisterTable, select: Select, qtbot: QtBot) -> None:
    select(2, 4, 2, 4)
    table.view.edit(table.model.index(2, 4))
    editor = table.view.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "2,710"
    assert editor.accessibleName() == "EAC"
    editor.setText("2 800,5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column(table, 4)[2] == "2,800")


def test_what_cannot_be_taken_stays_in_the_editor(
    table: RegisterTable, select: Select, document: Document, qtbot: QtBot
) -> None:
    select(2, 4, 2, 4)
    table.view.edit(table.model.index(2, 4))
    editor = table.view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("a lot")
    with qtbot.waitSignal(document.refused):
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def again() -> list[QLineEdit]:
        return [found for found in table.view.findChildren(QLineEdit) if found.isVisible() and found.text() == "a lot"]

    qtbot.waitUntil(lambda: bool(again()))
    assert column(table, 4)[2] == "2,710"


def test_a_choice_opens_a_list_with_a_way_to_no_value(table: RegisterTable, select: Select) -> None:
    select(0, 2, 0, 2)
    table.view.edit(table.model.index(0, 2))
    editor = table.view.findChild(QComboBox)
    assert editor is not None
    assert [editor.itemText(number) for number in range(3)] == ["—", "Initiate", "Define"]
    editor.setCurrentIndex(1)
    editor.activated.emit(1)
    assert column(table, 2)[0] == "Initiate"


def test_the_cursor_is_back_in_the_table_once_a_choice_is_made(
    table: RegisterTable, select: Select, qtbot: QtBot
) -> None:
    select(0, 2, 0, 2)
    press(table, Qt.Key.Key_F2)
    editor = table.view.findChild(QComboBox)
    assert editor is not None
    qtbot.waitUntil(editor.view().isVisible)
    QTest.keyClick(editor.view(), Qt.Key.Key_Down)
    QTest.keyClick(editor.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(table.view.hasFocus, timeout=1000)


def test_a_block_is_copied_as_a_spreadsheet_takes_it(table: RegisterTable, select: Select) -> None:
    select(0, 3, 1, 5)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "5400\t5290\t-2.037\n3200\t3390\t5.938"


def test_a_pasted_block_is_one_step_back(table: RegisterTable, select: Select, document: Document) -> None:
    before = column(table, 3), column(table, 4)
    QGuiApplication.clipboard().setText("1000\t1 100\r\n2000\t\r\n")
    select(0, 3, 0, 3)
    press(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (column(table, 3)[:2], column(table, 4)[:2]) == (["1,000", "2,000"], ["1,100", "—"])
    assert document.undo_title() == "Paste 4 cells"
    document.undo()
    assert (column(table, 3), column(table, 4)) == before


def test_one_value_fills_a_selection(table: RegisterTable, select: Select) -> None:
    QGuiApplication.clipboard().setText("A. Roux")
    select(0, 6, 3, 6)
    press(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert column(table, 6) == ["A. Roux"] * 4


def test_pasting_past_the_end_adds_rows(table: RegisterTable, select: Select, document: Document) -> None:
    QGuiApplication.clipboard().setText("Last one\tP-004\nNew one\tP-005\nNewest\tP-006")
    select(3, 0, 3, 0)
    press(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert sorted(column(table, 1)) == ["P-001", "P-002", "P-003", "P-004", "P-005", "P-006"]
    document.undo()
    assert table.model.rowCount() == 4


@pytest.mark.parametrize(
    ("text", "left", "why"),
    [
        ("100\nabc", 3, "Line 2, “BAC”: “abc” is not a number"),
        ("1", 5, "“Var.” is worked out"),
    ],
)
def test_a_block_that_does_not_fit_is_refused_whole(
    table: RegisterTable, select: Select, document: Document, qtbot: QtBot, text: str, left: int, why: str
) -> None:
    before = document.undo_title()
    QGuiApplication.clipboard().setText(text)
    select(0, left, 0, left)
    with qtbot.waitSignal(document.refused) as told:
        press(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args is not None
    assert why in told.args[0]
    assert document.undo_title() == before


def test_fill_down_and_clear_are_one_step_each(table: RegisterTable, select: Select, document: Document) -> None:
    select(0, 2, 3, 5)
    press(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert column(table, 3) == ["5,400"] * 4
    assert document.undo_title() == "Fill down 9 cells"
    press(table, Qt.Key.Key_Delete)
    assert column(table, 3) == ["—"] * 4
    assert document.undo_title() == "Clear 12 cells"


def test_clearing_a_name_is_refused(table: RegisterTable, select: Select, document: Document, qtbot: QtBot) -> None:
    select(0, 0, 0, 0)
    with qtbot.waitSignal(document.refused):
        press(table, Qt.Key.Key_Delete)


def test_the_record_under_the_cursor_is_told_and_can_be_opened(
    table: RegisterTable, select: Select, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.record_chosen) as chosen:
        select(1, 1, 1, 1)
    with qtbot.waitSignal(table.opened) as opened:
        press(table, Qt.Key.Key_Return)
    assert chosen.args == opened.args == [table.model.key_at(1)]
    assert table.view.current_key() == table.model.key_at(1)
    assert table.view.selected_keys() == [table.model.key_at(1)]
    table.view.show_key(table.model.key_at(3))
    assert table.view.currentIndex().row() == 3


def test_the_first_column_stays_when_the_rest_scrolls(table: RegisterTable, select: Select) -> None:
    table.resize(420, 400)
    select(0, 6, 0, 6)
    table.view.scrollTo(table.model.index(0, 6))
    assert table.view.horizontalScrollBar().value() > 0
    table.view.scrollTo(table.model.index(0, 1))
    assert table.view.visualRect(table.model.index(0, 1)).left() >= table.view.columnWidth(0)


def test_the_header_sorts_up_then_down_then_not(table: RegisterTable) -> None:
    for expected in ((("bac", True),), (("bac", False),), ()):
        table.view.horizontalHeader().sectionClicked.emit(3)
        assert table.model.sort_order == expected


def test_the_cursor_stays_on_its_record_when_the_order_changes(table: RegisterTable, select: Select) -> None:
    select(1, 3, 1, 3)
    key = table.view.current_key()
    table.model.ask(sort=(("name", False),))
    assert table.view.current_key() == key
    assert (table.view.currentIndex().row(), table.view.currentIndex().column()) == (2, 3)
