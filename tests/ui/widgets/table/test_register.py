import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.widgets.table.columns import ColumnChooser
from pmo_desktop.ui.widgets.table.filter_popup import FilterPopup
from pmo_desktop.ui.widgets.table.register import RegisterTable


def made(document: Document, qtbot: QtBot, settings: Settings) -> RegisterTable:
    table = RegisterTable(DocumentSource(document, PROJECTS), settings, offered=("stage", "status"))
    document.changed.connect(lambda _tables: table.renew(document.touched))
    qtbot.addWidget(table)
    table.resize(1000, 500)
    table.show()
    qtbot.waitExposed(table)
    return table


@pytest.fixture
def table(document: Document, qtbot: QtBot) -> RegisterTable:
    return made(document, qtbot, Settings())


def press(parent: QWidget, name: str) -> None:
    found = parent.findChildren(QPushButton, name)[-1]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def shown(table: RegisterTable) -> list[str]:
    return [column.name for column in table.model.columns]


def open_filter(table: RegisterTable, column: str) -> FilterPopup:
    press(table.filters, f"filter {column}")
    return table.findChildren(FilterPopup)[-1]


def test_what_is_typed_goes_to_the_first_field_of_a_filter(table: RegisterTable) -> None:
    table.filters.take("bac", Filter("bac", "between", (3_000_000_00, None)))
    for column, name in (("stage", "Contains"), ("bac", "From")):
        field = open_filter(table, column).focusWidget()
        assert isinstance(field, QLineEdit)
        assert field.accessibleName() == name


def test_the_first_columns_show_until_others_are_chosen(table: RegisterTable) -> None:
    assert tuple(shown(table)) == PROJECTS.first_columns
    table.show_columns(("name", "bac"))
    assert shown(table) == ["name", "bac"]


def test_columns_and_widths_come_back_next_time(document: Document, qtbot: QtBot) -> None:
    settings = Settings()
    first = made(document, qtbot, settings)
    first.show_columns(("name", "eac"))
    first.view.setColumnWidth(1, 133)
    again = made(document, qtbot, settings)
    assert shown(again) == ["name", "eac"]
    assert again.view.columnWidth(1) == 133


def test_the_chooser_gives_the_ticked_columns_in_order(table: RegisterTable, qtbot: QtBot) -> None:
    chooser = ColumnChooser([("a", "A"), ("b", "B"), ("c", "C")], ("c", "a"), ("b",), table)
    assert chooser.ticked() == ("c", "a")
    chooser.list.item(2).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(chooser.chosen) as told:
        chooser.accept()
    assert told.args == [("c", "a", "b"), 1]
    press(chooser, "columns usual")
    assert chooser.ticked() == ("b",)


def test_a_filter_of_choices_is_ticked(table: RegisterTable) -> None:
    popup = open_filter(table, "stage")
    words = [popup.list.item(number).text() for number in range(popup.list.count())]
    assert words == ["Initiate", "Define", "Deliver", "Close", "Benefits", "—"]
    popup.list.item(1).setCheckState(Qt.CheckState.Checked)
    press(popup, "filter take")
    assert table.model.rowCount() == 1
    assert table.filters.findChildren(QPushButton, "filter stage")[-1].text() == "Stage: Define"
    again = open_filter(table, "stage")
    press(again, "filter any")
    assert table.model.rowCount() == 4


def test_a_filter_of_money_takes_first_and_last_in_the_unit_shown(table: RegisterTable) -> None:
    table.filters.take("bac", Filter("bac", "between", (3_000_000_00, None)))
    popup = open_filter(table, "bac")
    assert popup.first.text() == "3,000"
    popup.last.setText("abc")
    press(popup, "filter take")
    assert popup.isVisible()
    popup.last.setText("4 000")
    press(popup, "filter take")
    assert [table.model.cell(row, 0).text for row in range(table.model.rowCount())] == ["Customer Portal Renewal"]
    assert table.filters.findChildren(QPushButton, "filter bac")[-1].text() == "BAC k€: 3,000 – 4,000"


def test_a_filter_of_words_can_be_a_part_of_them(table: RegisterTable) -> None:
    table.filters.take("name", Filter("name", "contains", ("a",)))
    popup = open_filter(table, "name")
    assert popup.search.text() == "a"
    popup.search.setText("mobile")
    press(popup, "filter take")
    assert table.model.rowCount() == 1


def test_an_empty_table_says_which_filter_to_drop(table: RegisterTable) -> None:
    table.filters.take("stage", Filter("stage", "one of", ("close",)))
    table.filters.take("name", Filter("name", "contains", ("m",)))
    titles = [words.text() for words in table._empty.findChildren(type(table.count)) if words.text()]
    assert titles == ["No row passes these 2 filters", "Without “Stage: Close” there would be 2."]
    press(table, "empty action")
    assert table.model.rowCount() == 2


def test_a_search_that_finds_nothing_can_be_dropped(table: RegisterTable, qtbot: QtBot) -> None:
    table.search.setText("zzz")
    with qtbot.waitSignal(table.asked):
        QTest.keyClick(table.search, Qt.Key.Key_Return)
    assert table.model.rowCount() == 0
    press(table, "empty action")
    assert table.model.rowCount() == 4
    assert table.search.text() == ""


def test_a_register_without_rows_offers_its_one_action(document: Document, qtbot: QtBot) -> None:
    pressed: list[str] = []
    words = ("No risks yet", "Risks are kept by project.", "New risk", lambda: pressed.append("new"))
    table = RegisterTable(DocumentSource(document, register_named("risk")), Settings(), empty=words)
    qtbot.addWidget(table)
    table.show()
    press(table, "empty action")
    assert pressed == ["new"]


def test_rows_have_one_of_three_heights_and_it_is_kept(document: Document, qtbot: QtBot) -> None:
    settings = Settings()
    table = made(document, qtbot, settings)
    table.set_row_height(28)
    assert settings.row_height == 28
    assert table.view.rowHeight(0) == table.view.rowHeight(3)
    assert made(document, qtbot, settings).view.rowHeight(0) == table.view.rowHeight(0)


def test_how_many_rows_show_is_told(table: RegisterTable) -> None:
    assert table.count.text().startswith("4")
