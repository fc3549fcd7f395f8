import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.choices import Rating
from pmo_desktop.ui.widgets.lines_table import Lines, LinesColumn, LinesRow, LinesTable, Sign

pytestmark = pytest.mark.usefixtures("theme")

ROWS = (
    LinesRow(7, (Lines("ERP", "P-014", (Sign(Rating.RED),), bold=True), Lines("+62", ink="R"))),
    LinesRow(None, (Lines("12 new", "", (Sign(picture="plus-circle"),)), Lines(""))),
    LinesRow(9, (Lines("Branch", "P-021", (Sign(Rating.AMBER), Sign(Rating.GREEN))), Lines("−4"))),
)


@pytest.fixture
def table(qtbot: QtBot) -> LinesTable:
    made = LinesTable("Milestones", (LinesColumn("Milestone", stretch=1), LinesColumn("Slip d", width=80, right=True)))
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.resize(400, 300)
    made.show_rows(ROWS)
    made.show()
    return made


def test_a_click_opens_the_record_of_its_row(table: LinesTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as told:
        where = table.visualRect(table.model().index(2, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told.args == [9]


def test_enter_opens_the_current_row_and_arrows_move(table: LinesTable, qtbot: QtBot) -> None:
    table.setFocus()
    with qtbot.waitSignal(table.chosen) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [7]
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.chosen) as told:
        QTest.keyClick(table, Qt.Key.Key_Enter)
    assert told.args == [9]


def test_a_row_without_a_record_opens_nothing(table: LinesTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.chosen, wait=50):
        where = table.visualRect(table.model().index(1, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_signs_are_words_for_those_who_do_not_see_them(table: LinesTable) -> None:
    told = [table.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert told == ["Off track, ERP, P-014", "12 new", "At risk, On track, Branch, P-021"]
    assert table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "ERP\nP-014"


def test_a_stretched_column_takes_the_rest_and_headers_stand_as_their_columns(table: LinesTable) -> None:
    assert table.columnWidth(1) == 80
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    aligned = table.model().headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert aligned & Qt.AlignmentFlag.AlignRight


def test_without_titles_there_is_no_header(qtbot: QtBot) -> None:
    made = LinesTable("Changes", (LinesColumn("", stretch=1),))
    qtbot.addWidget(made)
    assert made.horizontalHeader().isHidden()


def test_every_row_is_painted_with_its_sign(table: LinesTable) -> None:
    image = table.viewport().grab().toImage()
    sign = table.visualRect(table.model().index(0, 0))
    colours = {image.pixelColor(QPoint(x, sign.center().y())).name() for x in range(sign.left(), sign.left() + 40)}
    assert "#8e1b2e" in colours
