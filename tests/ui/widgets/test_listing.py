import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

ROWS = (
    ListingRow("a", ("Train managers", "0.05", "Make action"), link=True),
    ListingRow("b", ("Hold closing reviews", "0.12", "Planned"), tag="news"),
)


@pytest.fixture
def listing(theme: Theme, qtbot: QtBot) -> Listing:
    theme.choose("light")
    columns = (ListingColumn("What", 3), ListingColumn("Gain", 1, is_figure=True), ListingColumn("Action", 2))
    made = Listing("Ways up", columns, grows=True)
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.resize(600, 200)
    made.show_rows(ROWS)
    made.show()
    return made


def middle(listing: Listing, row: int, column: int) -> QPoint:
    return listing.visualRect(listing.rows.index(row, column)).center()


def test_columns_share_the_whole_width(listing: Listing) -> None:
    widths = [listing.columnWidth(number) for number in range(3)]
    assert sum(widths) == listing.viewport().width()
    assert widths[0] == pytest.approx(3 * widths[1], abs=3)


def test_it_is_as_high_as_its_rows(listing: Listing) -> None:
    before = listing.height()
    listing.show_rows((*ROWS, ListingRow("c", ("x", "y", "z"))))
    assert listing.height() - before == listing.rowHeight(0)


def test_every_cell_tells_its_column_to_screen_readers(listing: Listing) -> None:
    index = listing.rows.index(1, 1)
    assert listing.rows.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Gain: 0.12"
    assert listing.rows.data(index, Qt.ItemDataRole.ToolTipRole) == "0.12"
    assert listing.accessibleName() == "Ways up"


def test_a_link_is_pressed_by_mouse_and_by_key(listing: Listing) -> None:
    pressed: list[object] = []
    listing.pressed_link.connect(pressed.append)
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=middle(listing, 0, 2))
    listing.setCurrentIndex(listing.rows.index(0, 2))
    QTest.keyClick(listing, Qt.Key.Key_Space)
    QTest.keyClick(listing, Qt.Key.Key_Return)
    assert pressed == ["a", "a", "a"]
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=middle(listing, 1, 2))
    assert len(pressed) == 3


def test_the_cursor_shows_a_hand_over_a_link_alone(listing: Listing) -> None:
    QTest.mouseMove(listing.viewport(), middle(listing, 0, 2))
    assert listing.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(listing.viewport(), middle(listing, 1, 2))
    assert listing.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_row_opens_by_enter_and_by_double_click(listing: Listing) -> None:
    opened: list[object] = []
    listing.opened.connect(opened.append)
    listing.setCurrentIndex(listing.rows.index(1, 0))
    QTest.keyClick(listing, Qt.Key.Key_Enter)
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=middle(listing, 0, 0))
    QTest.mouseDClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=middle(listing, 0, 0))
    assert opened == ["b", "a"]


def test_the_cursor_stays_on_its_row_when_rows_come_anew(listing: Listing) -> None:
    listing.show_key("b")
    listing.show_rows((ListingRow("n", ("New", "", "")), *ROWS))
    assert listing.current_key() == "b"
    assert listing.currentIndex().row() == 2


def test_it_paints_tags_links_and_figures(listing: Listing) -> None:
    listing.setCurrentIndex(listing.rows.index(0, 0))
    assert not listing.grab().isNull()
