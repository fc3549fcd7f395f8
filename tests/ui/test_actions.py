from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from pmo_desktop.ui.actions import Actions, lettered


def test_an_action_stands_in_its_menu_with_its_shortcut_and_runs(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    ran: list[str] = []
    actions = Actions(window)
    actions.add("file.open", "Open…", lambda: ran.append("open"), menu="File", picture="folder", shortcut="Ctrl+O")
    actions.add("file.quit", "Quit", lambda: ran.append("quit"), menu="File", separated=True)
    actions.add("hidden", "R&D", lambda: ran.append("hidden"))
    actions.fill(window.menuBar(), ("File", "Help"))
    menus = window.menuBar().findChildren(QMenu)
    assert [menu.title() for menu in menus] == ["&File", "&Help"]
    assert [action.text() for action in menus[0].actions()] == ["Open…", "", "Quit"]
    actions["file.open"].trigger()
    assert ran == ["open"]
    assert actions["file.open"].shortcut().toString() == "Ctrl+O"


def test_every_menu_is_opened_by_a_letter_of_its_own() -> None:
    taken: set[str] = set()
    found = [lettered(title, taken) for title in ("Edit", "Register", "PMO", "Report", "R&D", "Été", "EE")]
    assert found == ["&Edit", "&Register", "&PMO", "Rep&ort", "R&&&D", "É&té", "EE"]


def test_an_ampersand_in_a_title_is_an_ampersand(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    action = actions.add("x", "R&D", lambda: None)
    assert action.text() == "R&&D"
    actions.retitle("x", "Undo R&D")
    assert action.text() == "Undo R&&D"
    assert actions.title(action) == "Undo R&D"
    assert actions.menu(action) == ""
    assert actions.all() == (action,)
