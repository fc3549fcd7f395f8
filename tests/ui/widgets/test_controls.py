import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.charts.style import LIGHT
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import (
    ElidedLabel,
    Picture,
    button,
    clear,
    column,
    icon_button,
    label,
    row,
    rule,
    tabs,
)

pytestmark = pytest.mark.usefixtures("theme")


def test_words_are_plain_whatever_they_hold() -> None:
    words = label("<b>R&D</b>", "title")
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert button("R&D").text() == "R&&D"
    assert button("R&D").accessibleName() == "R&D"
    assert tabs("R&D", "Money").tabText(0) == "R&&D"


def test_a_control_is_32_pixels_high(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    made = (button("Plain"), button("Primary", look="primary"), icon_button("plus", "Add"))
    outer.setLayout(row(*made))
    outer.show()
    assert [each.height() for each in made] == [px(32)] * 3


def test_a_button_runs_and_takes_the_focus_by_keyboard_only(qtbot: QtBot) -> None:
    ran: list[str] = []
    made = button("Go", lambda: ran.append("go"), picture="check", name="go")
    qtbot.addWidget(made)
    made.show()
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert ran == ["go"]
    assert made.objectName() == "go"
    assert made.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_an_icon_button_says_what_it_does() -> None:
    made = icon_button("close", "Close this message")
    assert made.toolTip() == made.accessibleName() == "Close this message"


def test_words_without_room_end_in_dots_and_tell_all_in_the_tooltip(qtbot: QtBot) -> None:
    made = ElidedLabel("Account-based ticketing platform")
    qtbot.addWidget(made)
    made.resize(60, 20)
    made.show()
    assert made._shown().endswith("…")
    assert made.toolTip() == "Account-based ticketing platform"
    made.resize(600, 20)
    assert made.toolTip() == ""


def test_a_picture_is_drawn_in_the_ink_asked_for(qtbot: QtBot) -> None:
    made = Picture("check", 24, "accent")
    qtbot.addWidget(made)
    made.show_icon("plus", "R")
    made.show()
    centre = made.grab().toImage().pixelColor(made.rect().center())
    assert centre.name().upper() == LIGHT.statuses["R"].edge


def test_rows_and_columns_take_widgets_layouts_spaces_and_the_rest(qtbot: QtBot) -> None:
    first, last = QWidget(), QWidget()
    for each in (first, last):
        each.setFixedSize(10, 10)
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.setLayout(column(row(first, 6, last, None, gap=4), rule(), None, gap=0))
    outer.resize(200, 100)
    outer.show()
    assert first.mapTo(outer, QPoint(0, 0)).x() == 0
    assert last.mapTo(outer, QPoint(0, 0)).x() >= 10 + px(6)


def test_a_layout_can_be_emptied(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    line = QVBoxLayout(outer)
    line.addWidget(label("gone"))
    clear(line)
    assert line.count() == 0
