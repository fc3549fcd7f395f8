import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from pmo_desktop.charts.style import DARK, LIGHT
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.diff_view import DiffView, Side


@pytest.mark.parametrize(("side", "shown"), [("before", "once <b>"), ("after", "twice <b>")])
def test_one_side_alone_shows_its_own_text_exactly(side: Side, shown: str, qtbot: QtBot) -> None:
    view = DiffView()
    qtbot.addWidget(view)
    view.show_texts("once <b>", "twice <b>", side)
    assert view.toPlainText() == shown


def test_what_came_is_underlined_and_what_went_is_struck_through(theme: Theme, qtbot: QtBot) -> None:
    theme.choose("light")
    view = DiffView()
    qtbot.addWidget(view)
    view.show()
    view.show_texts("once <b>", "twice <b>")
    words = view.toPlainText()
    assert {"once", "twice", "<b>"} == set(words.split())
    cursor = QTextCursor(view.document())
    cursor.setPosition(words.index("twice") + 2)
    assert cursor.charFormat().fontUnderline()
    assert cursor.charFormat().background().color().name().upper() == LIGHT.statuses["G"].tint
    cursor.setPosition(words.index("once") + 2)
    assert cursor.charFormat().fontStrikeOut()
    theme.choose("dark")
    cursor = QTextCursor(view.document())
    cursor.setPosition(words.index("twice") + 2)
    assert cursor.charFormat().background().color().name().upper() == DARK.statuses["G"].tint
    theme.choose("light")
