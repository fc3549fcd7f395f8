import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.growing_text import GrowingText


class Sheet(QWidget):
    """A text, and a line to leave it for."""

    def __init__(self) -> None:
        super().__init__()
        self.text = GrowingText("Purpose", "Write here")
        self.other = QLineEdit()
        self.said: list[str] = []
        self.text.committed.connect(lambda: self.said.append(self.text.value()))
        lines = QVBoxLayout(self)
        lines.addWidget(self.text)
        lines.addWidget(self.other)
        lines.addStretch(1)


@pytest.fixture
def sheet(theme: Theme, qtbot: QtBot) -> Sheet:
    theme.choose("light")
    made = Sheet()
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.other.setFocus()
    return made


def struck(text: GrowingText) -> str:
    """The words that are struck through."""
    cursor, found = QTextCursor(text.document()), ""
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        found += cursor.selectedText() if cursor.charFormat().fontStrikeOut() else ""
        cursor.clearSelection()
    return found


def test_what_was_typed_is_told_when_the_focus_leaves_and_not_before(sheet: Sheet) -> None:
    sheet.text.show_value("One picture")
    sheet.text.setFocus()
    sheet.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(sheet.text, " for all")
    assert (sheet.said, sheet.text.is_edited()) == ([], True)
    QTest.keyClick(sheet.text, Qt.Key.Key_Tab)
    assert (sheet.said, sheet.text.is_edited()) == (["One picture for all"], False)
    sheet.text.setFocus()
    sheet.other.setFocus()
    assert len(sheet.said) == 1


def test_ctrl_enter_tells_at_once_and_esc_restores(sheet: Sheet) -> None:
    sheet.text.setFocus()
    QTest.keyClicks(sheet.text, "One")
    QTest.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.said == ["One"]
    QTest.keyClicks(sheet.text, " more")
    QTest.keyClick(sheet.text, Qt.Key.Key_Escape)
    assert (sheet.text.value(), sheet.said) == ("One", ["One"])


def test_what_is_being_typed_is_never_replaced(sheet: Sheet) -> None:
    sheet.text.show_value("Old")
    sheet.text.setFocus()
    QTest.keyClicks(sheet.text, "My ")
    sheet.text.show_value("Theirs")
    assert sheet.text.value() == "My Old"


def test_a_text_keeps_its_own_spaces_and_line_ends(sheet: Sheet) -> None:
    text = "90\xa0%\n\nof all\u202f: <b>plain</b>"
    sheet.text.show_value(text)
    assert (sheet.text.value(), sheet.text.is_edited()) == (text, False)


def test_pasted_text_is_plain(sheet: Sheet) -> None:
    QGuiApplication.clipboard().setText("<b>bold</b>")
    sheet.text.setFocus()
    sheet.text.paste()
    assert sheet.text.value() == "<b>bold</b>"


def test_it_grows_with_what_it_holds(sheet: Sheet) -> None:
    low = sheet.text.height()
    sheet.text.show_value("\n".join(["line"] * 6))
    high = sheet.text.height()
    assert high > 4 * low
    sheet.text.show_value("")
    assert sheet.text.height() == low


def test_changes_are_marked_until_somebody_writes(sheet: Sheet) -> None:
    sheet.text.show_value("read every month")
    sheet.text.show_changes("read once a year")
    assert struck(sheet.text) == "once a year"
    assert sheet.text.value() == "read every month"
    sheet.text.setFocus()
    assert sheet.text.toPlainText() == "read every month"
    QTest.keyClicks(sheet.text, "We ")
    sheet.other.setFocus()
    assert sheet.said == ["We read every month"]
    assert struck(sheet.text) == "read once a year"
    sheet.text.show_changes(None)
    assert struck(sheet.text) == ""


def test_a_read_only_text_stays_marked_when_it_has_the_focus(sheet: Sheet) -> None:
    sheet.text.setReadOnly(True)
    sheet.text.show_value("new")
    sheet.text.show_changes("old")
    sheet.text.setFocus()
    assert struck(sheet.text) == "old"


def test_one_side_of_a_comparison_shows_its_own_text(sheet: Sheet) -> None:
    sheet.text.setReadOnly(True)
    sheet.text.show_value("read every month")
    sheet.text.show_changes("read once a year", "before")
    assert sheet.text.toPlainText() == "read once a year"
    assert struck(sheet.text) == "once a year"
    sheet.text.show_changes("read once a year", "after")
    assert sheet.text.toPlainText() == "read every month"


def test_a_change_of_theme_paints_marks_anew(sheet: Sheet, theme: Theme) -> None:
    sheet.text.show_value("new")
    sheet.text.show_changes("old")
    theme.choose("dark")
    assert struck(sheet.text) == "old"
    theme.choose("light")


def test_undo_is_left_to_the_window_once_there_is_nothing_of_its_own(sheet: Sheet) -> None:
    asked: list[str] = []
    for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
        action = QAction(sheet)
        action.setShortcut(key)
        action.triggered.connect(lambda _checked=False, key=key: asked.append(key.name))
        sheet.addAction(action)
    sheet.text.show_value("One")
    sheet.text.setFocus()
    QTest.keyClick(sheet.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Undo"]
    QTest.keyClicks(sheet.text, "x")
    QTest.keyClick(sheet.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (asked, sheet.text.value()) == (["Undo"], "One")
