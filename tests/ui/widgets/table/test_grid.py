"""What a PMO lead is used to from a spreadsheet: groups, frozen columns, colours, many rows at once, its clipboard."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.choices import Rating, Stage
from pmo_desktop.services import formats
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.services.saved_views import Rule
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.table.column_menu import ColumnMenu
from pmo_desktop.ui.widgets.table.columns import ColumnChooser
from pmo_desktop.ui.widgets.table.edit_selected import EditSelected
from pmo_desktop.ui.widgets.table.filter_popup import FilterPopup
from pmo_desktop.ui.widgets.table.header import TableHeader
from pmo_desktop.ui.widgets.table.register import RegisterTable
from pmo_desktop.ui.widgets.table.rules import RulesDialog

COLUMNS = ("name", "figures.rating", "stage", "bac", "eac", "figures.cost_percent", "sponsor")
HELD = Qt.KeyboardModifier.ControlModifier
Select = Callable[[int, int, int, int], None]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def table(document: Document, settings: Settings, qtbot: QtBot) -> Iterator[RegisterTable]:
    made = RegisterTable(DocumentSource(document, PROJECTS), settings, offered=("status", "stage"))
    document.changed.connect(lambda _tables: made.renew(document.touched))
    qtbot.addWidget(made)
    made.show_columns(COLUMNS)
    made.model.sort(0)
    made.resize(900, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


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


def column(table: RegisterTable, number: int = 0) -> list[str]:
    return [table.model.cell(row, number).text for row in range(table.model.rowCount())]


def frozen_head(table: RegisterTable) -> TableHeader:
    return next(each for each in table.view.findChildren(TableHeader) if each is not table.view.horizontalHeader())


def press(table: RegisterTable, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(table.view, key, held)


def click(parent: QWidget, name: str) -> None:
    QTest.mouseClick(parent.findChildren(QPushButton, name)[-1], Qt.MouseButton.LeftButton)


def drag(head: QHeaderView, start: int, end: int) -> None:
    """Drag the head of a column to the place of another."""
    shift = 20 if end < start else head.sectionSize(end) - 20
    first = QPoint(head.sectionViewportPosition(start) + 30, 16)
    last = QPoint(head.sectionViewportPosition(end) + shift, 16)
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(head.viewport(), button, pos=first)
    for step in range(1, 11):
        QTest.mouseMove(head.viewport(), first + (last - first) * step / 10)
    QTest.mouseRelease(head.viewport(), button, pos=last)


def choose(table: RegisterTable, number: int, key: str) -> None:
    """Open the menu of a column with the keyboard and take an entry of it."""
    table.view.setCurrentIndex(table.model.index(0, number))
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = table.findChildren(ColumnMenu)[-1]
    entry = menu.findChild(QAction, f"column {key}")
    assert isinstance(entry, QAction)
    entry.trigger()
    menu.close()


# Groups --------------------------------------------------------------------------------------------------------------


def test_groups_show_counts_by_rating_and_summed_money(table: RegisterTable) -> None:
    tester = QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    choose(table, 2, "group")
    assert column(table) == [
        "Define", "R&D “Laboratory” <b>1</b>", "Deliver", "Branch Network Refit", "Customer Portal Renewal",
        "Mobile Payments",
    ]  # fmt: skip
    head = [table.model.cell(2, number) for number in range(6)]
    assert head[1].counts == (("R", 1), ("A", 1), ("G", 1))
    assert [cell.text for cell in head[3:]] == ["11,000", "11,390", "+3.5"]
    assert table.count.text() == "4 entries"
    spoken = table.model.data(table.model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Group Deliver, 3 rows, unfolded"
    assert not table.model.flags(table.model.index(2, 3)) & Qt.ItemFlag.ItemIsEditable
    assert tester.model() is table.model


def test_a_group_folds_and_unfolds_by_key_and_by_mouse(table: RegisterTable) -> None:
    table.toggle_group("stage")
    table.view.setCurrentIndex(table.model.index(2, 0))
    table.view.setFocus()
    press(table, Qt.Key.Key_Left)
    assert column(table) == ["Define", "R&D “Laboratory” <b>1</b>", "Deliver"]
    assert table.view.currentIndex().row() == 2
    assert table.view.current_key() is None
    assert table.count.text() == "4 entries"
    press(table, Qt.Key.Key_Space)
    assert table.model.rowCount() == 6
    table.view.clicked.emit(table.model.index(0, 0))
    assert column(table)[:2] == ["Define", "Deliver"]
    table.model.fold_all(folded=False)
    table.model.fold_all(folded=True)
    assert column(table) == ["Define", "Deliver"]


def test_an_edit_renews_the_subtotals_and_stays_on_its_row(table: RegisterTable, select: Select) -> None:
    table.toggle_group("stage")
    select(5, 4, 5, 4)
    assert table.model.setData(table.model.index(5, 4), "3000")
    assert table.model.cell(2, 4).text == "11,680"
    assert table.model.cell(table.view.currentIndex().row(), 0).text == "Mobile Payments"


def test_the_cursor_stays_on_the_head_of_its_group(table: RegisterTable) -> None:
    table.model.ask(groups=("stage",))
    row = max(row for row in range(table.model.rowCount()) if table.model.group_at(row))
    table.view.setCurrentIndex(table.model.index(row, 2))
    table.model.ask(sort=(("stage", False),))
    assert (table.view.currentIndex().row(), table.view.currentIndex().column()) == (0, 2)
    assert table.model.group_at(0) is not None


def test_a_column_with_a_group_around_it_is_grouped_within(table: RegisterTable) -> None:
    choose(table, 2, "group")
    choose(table, 1, "group")
    assert table.model.group_by == ("stage", "figures.rating")
    assert column(table)[2:5] == ["Deliver", "On track", "Branch Network Refit"]
    assert [table.model.level(row) for row in (2, 3, 4)] == [0, 1, 2]
    choose(table, 2, "ungroup")
    table.group(())
    assert table.model.rowCount() == 4


def test_a_step_on_a_block_and_its_undo_leave_the_block_selected(
    table: RegisterTable, select: Select, document: Document
) -> None:
    table.model.ask(sort=(("eac", True),), groups=("stage",))
    rows = table.model.records(0, table.model.rowCount() - 1)[:2]
    select(rows[0], 3, rows[1], 4)
    keys = table.selected_keys()
    QGuiApplication.clipboard().setText("9,000\t8,000\n7,000\t1")
    press(table, Qt.Key.Key_V, HELD)
    assert document.undo_title() == "Paste 4 cells"
    assert sorted(table.selected_keys()) == sorted(keys)
    assert len(table.view.selectionModel().selectedIndexes()) == 4
    document.undo()
    assert sorted(table.selected_keys()) == sorted(keys)
    assert len(table.view.selectionModel().selectedIndexes()) == 4
    assert {index.column() for index in table.view.selectionModel().selectedIndexes()} == {3, 4}


def test_pasting_and_filling_pass_over_the_heads_of_groups(table: RegisterTable, select: Select) -> None:
    table.toggle_group("stage")
    select(0, 6, 4, 6)
    QGuiApplication.clipboard().setText("A. Roux")
    press(table, Qt.Key.Key_V, HELD)
    assert column(table, 6) == ["", "A. Roux", "", "A. Roux", "A. Roux", ""]
    select(4, 6, 5, 6)
    press(table, Qt.Key.Key_D, HELD)
    assert column(table, 6)[-1] == "A. Roux"


# Columns -------------------------------------------------------------------------------------------------------------


def test_any_left_columns_stay_in_place(table: RegisterTable) -> None:
    choose(table, 2, "freeze")
    assert table.view.frozen_count == 3
    table.resize(520, 400)
    table.view.scrollTo(table.model.index(0, 6))
    table.view.scrollTo(table.model.index(0, 3))
    frozen = sum(table.view.columnWidth(number) for number in range(3))
    assert table.view.visualRect(table.model.index(0, 3)).left() >= frozen
    choose(table, 2, "unfreeze")
    assert table.view.frozen_count == 0


def test_a_column_is_moved_and_hidden_from_its_menu(table: RegisterTable) -> None:
    choose(table, 3, "left")
    assert [each.name for each in table.model.columns][2:4] == ["bac", "stage"]
    choose(table, 3, "hide")
    assert "stage" not in [each.name for each in table.model.columns]


def test_a_column_is_dragged_by_its_head_and_found_there_next_time(
    table: RegisterTable, document: Document, settings: Settings
) -> None:
    before = [each.name for each in table.model.columns]
    table.view.setCurrentIndex(table.model.index(1, 2))
    key = table.view.current_key()
    drag(table.view.horizontalHeader(), 2, 4)
    names = [each.name for each in table.model.columns]
    assert names == [*before[:2], *before[3:5], before[2], *before[5:]]
    assert [table.view.horizontalHeader().visualIndex(each) for each in range(len(names))] == [*range(len(names))]
    assert table.view.current_key() == key
    assert table.shown.columns == tuple(names)
    again = RegisterTable(DocumentSource(document, PROJECTS), settings)
    assert [each.name for each in again.model.columns] == names
    again.deleteLater()


def test_a_dragged_column_stays_among_the_frozen_ones_or_among_the_others(table: RegisterTable) -> None:
    before = [each.name for each in table.model.columns]
    table.freeze(2)
    drag(table.view.horizontalHeader(), 3, 0)
    assert [each.name for each in table.model.columns] == [*before[:2], before[3], before[2], *before[4:]]
    assert table.view.frozen_count == 2
    drag(frozen_head(table), 0, 1)
    assert [each.name for each in table.model.columns][:2] == [before[1], before[0]]


def test_a_double_click_on_the_edge_of_a_head_fits_its_column(table: RegisterTable) -> None:
    long = "A name that is longer than what the column of names has room for at first"
    table.model.setData(table.model.index(0, 0), long)
    for head, number in ((frozen_head(table), 0), (table.view.horizontalHeader(), 3)):
        table.view.setColumnWidth(number, 90)
        edge = QPoint(head.sectionViewportPosition(number) + 88, 16)
        QTest.mouseDClick(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    assert table.view.columnWidth(0) > table.view.fontMetrics().horizontalAdvance(long)
    assert frozen_head(table).sectionSize(0) == table.view.columnWidth(0)
    assert 60 < table.view.columnWidth(3) < 90


def test_pressing_a_head_without_dragging_it_sorts_and_leaves_the_cursor_on_its_row(table: RegisterTable) -> None:
    table.view.setCurrentIndex(table.model.index(2, 0))
    key = table.view.current_key()
    head = table.view.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(3) + 20, 16)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [name for name, _ in table.model.sort_order] == [table.model.columns[3].name]
    assert table.view.current_key() == key


def test_the_chooser_moves_a_column_by_key_and_freezes(table: RegisterTable) -> None:
    click_button = table.findChild(QWidget, "choose columns")
    assert click_button is not None
    QTest.mouseClick(click_button, Qt.MouseButton.LeftButton)
    chooser = table.findChildren(ColumnChooser)[-1]
    chooser.list.setCurrentRow(1)
    QTest.keyClick(chooser.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    chooser.frozen.show_value(2)
    click(chooser, "columns take")
    assert [each.name for each in table.model.columns][:2] == ["figures.rating", "name"]
    assert table.view.frozen_count == 2


# Filters and colours -------------------------------------------------------------------------------------------------


def test_what_is_empty_and_what_is_not_can_be_asked_for(table: RegisterTable) -> None:
    for name, left in (("filter empty", 1), ("filter filled", 3)):
        table.filters.take("bac", None)
        choose(table, 3, "filter")
        click(table.findChildren(FilterPopup)[-1], name)
        assert table.model.rowCount() == left
    assert table.filters.findChildren(QPushButton, "filter bac")[-1].text() == "BAC: not empty"


def test_a_colour_rule_tints_cells_and_says_why(table: RegisterTable) -> None:
    choose(table, 4, "colour")
    dialog = table.findChildren(RulesDialog)[-1]
    click(dialog, "rule condition")
    popup = dialog.findChildren(FilterPopup)[-1]
    popup.first.setText("3000")
    click(popup, "filter take")
    click(dialog, "rule add")
    line = dialog.lines[1]
    line.column.show_value("stage")
    line.take(Filter("stage", "one of", (Stage.DEFINE,)))
    line.tone.show_value("complete")
    line.whole.setChecked(True)
    click(dialog, "rules take")
    names, tones = column(table), [[table.model.cell(row, at).tone for at in (0, 4)] for row in range(4)]
    assert dict(zip(names, tones, strict=True)) == {
        "Branch Network Refit": ["", "R"],
        "Customer Portal Renewal": ["", "R"],
        "Mobile Payments": ["", ""],
        "R&D “Laboratory” <b>1</b>": ["complete", "complete"],
    }
    index = table.model.index(0, 4)
    assert table.model.data(index, Qt.ItemDataRole.ToolTipRole) == "EAC k€: 3,000 – …"
    assert table.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "EAC: 5,290; EAC k€: 3,000 – …"
    table.model.setData(table.model.index(2, 4), "4000")
    assert table.model.cell(2, 4).tone == "R"


def test_the_first_rule_that_holds_counts(table: RegisterTable) -> None:
    rated = Filter("figures.rating", "one of", (Rating.RED, Rating.AMBER))
    red = Filter("figures.rating", "one of", (Rating.RED,))
    table.model.ask(rules=(Rule(red, "R"), Rule(rated, "A", whole_row=True)))
    assert [table.model.cell(row, 1).tone for row in range(4)] == ["", "A", "R", ""]
    assert [table.model.cell(row, 0).tone for row in range(4)] == ["", "A", "A", ""]


# Many rows at once ---------------------------------------------------------------------------------------------------


def test_editing_the_selected_rows_leaves_what_is_mixed_alone(
    table: RegisterTable, select: Select, document: Document
) -> None:
    before = column(table, 3)
    select(0, 0, 2, 0)
    press(table, Qt.Key.Key_E, HELD)
    dialog = table.findChildren(EditSelected)[-1]
    bac, stage, sponsor = (dialog.editor(name) for name in ("bac", "stage", "sponsor"))
    assert isinstance(bac, QLineEdit)
    assert (bac.text(), bac.placeholderText()) == ("", "mixed")
    assert isinstance(stage, ListEditor)
    assert stage.value() is Stage.DELIVER
    assert isinstance(sponsor, QLineEdit)
    QTest.keyClicks(sponsor, "A. Roux")
    assert isinstance(dialog.tick("sponsor"), QCheckBox)
    assert dialog.tick("sponsor").isChecked()
    assert not dialog.tick("bac").isChecked()
    click(dialog, "edit take")
    assert column(table, 6) == ["A. Roux"] * 3 + [""]
    assert column(table, 3) == before
    assert document.undo_title() == "Change SRO of 3 rows"
    document.undo()
    assert column(table, 6) == [""] * 4


def test_a_mixed_field_that_is_ticked_is_emptied_and_a_needed_one_is_asked_for(
    table: RegisterTable, select: Select
) -> None:
    select(0, 0, 1, 0)
    table.edit_selected()
    dialog = table.findChildren(EditSelected)[-1]
    dialog.tick("bac").setChecked(True)
    dialog.tick("name").setChecked(True)
    click(dialog, "edit take")
    assert dialog.isVisible()
    dialog.tick("name").setChecked(False)
    click(dialog, "edit take")
    assert column(table, 3) == ["—", "—", "2,400", "—"]


def test_only_the_rows_that_are_selected_are_meant_and_a_block_is_one_rectangle(
    table: RegisterTable, select: Select, document: Document, qtbot: QtBot
) -> None:
    select(0, 3, 0, 3)
    more = table.model.index(2, 3)
    table.view.selectionModel().select(more, QItemSelectionModel.SelectionFlag.Select)
    assert table.view.selected_keys() == [table.model.key_at(0), table.model.key_at(2)]
    before = column(table, 3)
    with qtbot.waitSignal(document.refused) as told:
        press(table, Qt.Key.Key_Delete)
    assert told.args is not None
    assert "one rectangle" in told.args[0]
    assert column(table, 3) == before


# The clipboard -------------------------------------------------------------------------------------------------------


def test_a_block_goes_to_a_spreadsheet_and_comes_back_as_a_table(table: RegisterTable, select: Select) -> None:
    table.show_columns(("name", "stage", "bac", "forecast_finish_on"))
    select(0, 0, 3, 3)
    press(table, Qt.Key.Key_C, HELD)
    html = QGuiApplication.clipboard().mimeData().html()
    assert 'x:num="5400" sdval="5400"' in html
    assert "R&amp;D “Laboratory” &lt;b&gt;1&lt;/b&gt;" in html
    before = [column(table, number) for number in range(4)]
    select(2, 0, 2, 0)
    press(table, Qt.Key.Key_V, HELD)
    assert table.model.rowCount() == 6
    after = [column(table, number) for number in range(4)]
    assert [sorted(texts) for texts in after] == [sorted([*texts[:2], *texts]) for texts in before]


def test_the_table_of_an_office_suite_is_pasted_before_its_text(table: RegisterTable, select: Select) -> None:
    mime = QMimeData()
    mime.setText("1,2\t3")
    mime.setHtml('<table><tr><td sdval="1234.56">1,235</td><td sdval="3">3</td></tr></table>')
    QGuiApplication.clipboard().setMimeData(mime)
    select(0, 3, 0, 3)
    press(table, Qt.Key.Key_V, HELD)
    assert (table.model.cell(0, 3).value, table.model.cell(0, 4).value) == (1_234_560_00, 3_000_00)


WIDE = ("name", "forecast_finish_on", "figures.cost_percent", "eac", "report.overall", "description")


def test_days_amounts_rating_words_and_lines_of_a_spreadsheet_are_taken_around_a_column_that_is_worked_out(
    table: RegisterTable, select: Select, document: Document, qtbot: QtBot
) -> None:
    table.show_columns(WIDE)
    mime = QMimeData()
    mime.setHtml(
        "<table><tr><td>Alpha<br>and Beta</td>"
        '<td sdval="46453" sdnum="1033;0;MM/DD/YYYY">03/07/2027</td><td sdval="0.1" sdnum="1033;0;0%">10%</td>'
        '<td sdval="1234.567" sdnum="1033;0;#,##0.0">1,234.6</td><td>Red</td><td>two<br>lines</td><td>more</td></tr>'
        '<tr><td sdval="7" sdnum="1033;0;000">007</td><td>30 Aug 2027</td><td></td><td>2.000,5</td><td>at risk</td>'
        "<td></td><td></td></tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(mime)
    select(0, 0, 0, 0)
    with qtbot.waitSignal(document.refused) as told:
        press(table, Qt.Key.Key_V, HELD)
    held = [[table.model.cell(row, at).value for at in (0, 1, 3, 4, 5)] for row in range(2)]
    assert held == [
        ["Alpha and Beta", date(2027, 3, 7), 1_234_567_00, Rating.RED, "two\nlines"],
        ["007", date(2027, 8, 30), 2_000_500_00, Rating.AMBER, ""],
    ]
    assert told.args is not None
    assert told.args[0] == (
        "Nothing was pasted into “Var.”: worked out, not typed. To the right there is no column for 1 of the copied "
        "ones. Start further left to take them."
    )
    assert document.undo_title() == "Paste 10 cells"
    document.undo()
    assert "Alpha and Beta" not in column(table)


@pytest.fixture
def french() -> Iterator[None]:
    formats.use_locale("fr_FR")
    yield
    formats.use_locale("en_GB")


@pytest.mark.usefixtures("french")
def test_amounts_and_days_are_read_in_the_locale_of_the_user(table: RegisterTable, select: Select) -> None:
    table.show_columns(("name", "forecast_finish_on", "eac"))
    QGuiApplication.clipboard().setText("Un\t07/03/2027\t1\u202f234,5\nDeux\t3 août 2027\t1.234")
    select(0, 0, 0, 0)
    press(table, Qt.Key.Key_V, HELD)
    held = [[table.model.cell(row, at).value for at in (1, 2)] for row in range(2)]
    assert held == [[date(2027, 3, 7), 1_234_500_00], [date(2027, 8, 3), 1_234_00]]  # 1.234 is no thousand


def test_an_empty_line_among_pasted_ones_empties_its_cell(table: RegisterTable, select: Select) -> None:
    QGuiApplication.clipboard().setText("1\n\n3")
    select(0, 3, 0, 3)
    press(table, Qt.Key.Key_V, HELD)
    assert column(table, 3)[:3] == ["1", "—", "3"]


def test_text_that_looks_like_a_formula_stays_text_on_its_way_out_and_back(
    table: RegisterTable, select: Select
) -> None:
    table.model.setData(table.model.index(0, 6), "=1+1")
    select(0, 6, 0, 6)
    press(table, Qt.Key.Key_C, HELD)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "'=1+1"
    assert "mso-number-format:'\\@'" in mime.html()
    QGuiApplication.clipboard().setText(mime.text())
    select(1, 6, 1, 6)
    press(table, Qt.Key.Key_V, HELD)
    assert column(table, 6)[:2] == ["=1+1", "=1+1"]


def test_a_block_is_repeated_over_a_selection_that_holds_it_several_times(table: RegisterTable, select: Select) -> None:
    QGuiApplication.clipboard().setText("1\t2")
    select(0, 3, 3, 4)
    press(table, Qt.Key.Key_V, HELD)
    assert (column(table, 3), column(table, 4)) == (["1"] * 4, ["2"] * 4)
