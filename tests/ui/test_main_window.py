from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from typing_extensions import override

from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, registers
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import N_
from pmo_desktop.ui import frame_words
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow, dropped
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.pages import PageCommand, PageSpec
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.command_palette import CommandPalette, matching
from pmo_desktop.ui.widgets.controls import column

_CUT_OFF = date(2026, 12, 30)


class Words(Page):
    """A page that says how many projects there are, and which was asked for."""

    reads: ClassVar[frozenset[str]] = frozenset({"project"})

    def __init__(self, document: Document, jobs: Jobs) -> None:
        super().__init__(document, jobs)
        self.words = QLabel()
        self.button, self.line = QPushButton("Do"), QListWidget()
        self.setLayout(column(self.button, self.words, self.line))

    @override
    def refresh(self) -> None:
        with self.document.reading() as session:
            self.words.setText(str(session.scalar(select(func.count()).select_from(Project))))

    @override
    def show_record(self, key: object) -> None:
        self.words.setText(f"record {key}")

    def add_project(self) -> None:
        self.document.do("Add a project", lambda session: registers.add(session, PROJECTS, {"name": "Archive"}))


PAGES = (
    PageSpec("home", N_("Home"), "home", Words),
    PageSpec("project", N_("Project"), "register", Words, in_rail=False, under="register"),
    PageSpec(
        "register",
        N_("Register"),
        "register",
        Words,
        menu=N_("Register"),
        commands=(PageCommand(N_("New project"), "add_project", N_("Register"), "plus", "Ctrl+N"),),
        count=lambda session: str(session.scalar(select(func.count()).select_from(Project))),
        counted=frozenset({"project"}),
    ),
)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    kept, theme.settings = theme.settings, Settings(theme="light")
    made = MainWindow(theme.settings, theme, Jobs(), PAGES)
    made.show()
    made.furnish()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)
    theme.settings = kept


@pytest.fixture
def opened(window: MainWindow, path: Path, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(window.opened):
        window.open_path(path)
    return window


def page_words(window: MainWindow) -> str:
    page = window.stack.currentWidget()
    assert isinstance(page, Words)
    return page.words.text()


def foot(window: MainWindow) -> list[str]:
    return [words.text() for words in window.foot.findChildren(QLabel) if words.text() and words.isVisible()]


def test_without_a_workspace_the_three_doors_are_shown(window: MainWindow) -> None:
    assert window.stack.currentWidget() is window.welcome
    assert not window.rail.isVisible()
    assert {found.objectName() for found in window.welcome.findChildren(QPushButton)} >= {
        "door sample",
        "door import",
        "door blank",
    }
    assert foot(window) == ["Nothing to save yet", "No workspace open"]
    assert not window.registered["edit.undo"].isEnabled()
    assert not window.registered["page.register"].isEnabled()


def test_an_opened_workspace_shows_its_first_page_and_its_facts(opened: MainWindow) -> None:
    assert opened.current_page() == "home"
    assert page_words(opened) == "4"
    assert opened.rail.workspace.accessibleName() == "Meridian Group, Corporate PMO"
    assert opened.rail.period.accessibleName() == "November 2026, Open · cut-off 27 Nov"
    assert foot(opened) == ["Saved", "Data date 27 Nov 2026", "meridian.pmo · local file"]
    assert opened.windowTitle() == "meridian.pmo — PMO Desktop"
    assert opened.settings.recent == [str(opened.document.path if opened.document else "")]


def test_the_menus_stand_in_order_and_none_is_empty(opened: MainWindow) -> None:
    found = {action.text().replace("&", ""): action.menu() for action in opened.menuBar().actions()}
    assert list(found) == ["File", "Edit", "View", "Register", "PMO", "Assess", "Report", "Help"]
    register = found["Register"]
    assert isinstance(register, QMenu)
    assert [action.text() for action in register.actions()] == ["Show Register", "New project"]


def test_the_rail_leads_to_a_page_and_counts(opened: MainWindow, qtbot: QtBot) -> None:
    item = opened.rail.findChild(QPushButton, "page register") or opened.rail._items["register"]
    qtbot.waitUntil(lambda: item.accessibleDescription() == "4")
    QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    assert opened.current_page() == "register"


def test_only_what_was_touched_is_counted_again(opened: MainWindow, qtbot: QtBot) -> None:
    counts = opened.counts
    qtbot.waitUntil(lambda: not counts.is_waiting())
    counts.hear(frozenset({"office"}))
    assert not counts.is_waiting()
    with qtbot.waitSignal(counts.counted):
        counts.hear(frozenset({"office", "project"}))
        assert counts.is_waiting()
    assert not counts.is_waiting()


def test_a_command_of_a_page_opens_it_and_is_one_step_back(opened: MainWindow, qtbot: QtBot) -> None:
    opened.registered["register.add_project"].trigger()
    assert opened.current_page() == "register"
    assert page_words(opened) == "5"
    qtbot.waitUntil(lambda: opened.rail._items["register"].accessibleDescription() == "5")
    assert foot(opened)[0].startswith("Saved ")
    assert opened.registered["edit.undo"].text() == "Undo add a project"
    opened.registered["edit.undo"].trigger()
    assert page_words(opened) == "4"
    assert opened.registered["edit.redo"].text() == "Redo add a project"
    opened.registered["edit.redo"].trigger()
    assert page_words(opened) == "5"


@pytest.mark.parametrize("keys", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_either_of_the_usual_keys_makes_a_change_again(opened: MainWindow, keys: str) -> None:
    redo = opened.registered["edit.redo"]
    assert QKeySequence(keys) in redo.shortcuts()
    others = [action for action in opened.registered.all() if action is not redo]
    assert all(QKeySequence(keys) not in action.shortcuts() for action in others)


def test_a_page_has_the_focus_where_it_was_left(opened: MainWindow) -> None:
    opened.show_page("register")
    assert page_words(opened) == "4"
    page = opened.stack.currentWidget()
    assert isinstance(page, Words)
    assert page.line.hasFocus()
    page.button.setFocus()
    opened.rail._items["home"].click()
    opened.rail._items["home"].setFocus()
    opened.show_page("register")
    assert page.button.hasFocus()


def test_a_page_leads_to_a_record_of_another(opened: MainWindow) -> None:
    page = opened.stack.currentWidget()
    assert isinstance(page, Words)
    page.go.emit("register", 2**62)
    assert opened.current_page() == "register"
    assert page_words(opened) == f"record {2**62}"


def test_what_cannot_be_opened_is_told_and_leaves_the_open_one_alone(opened: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "letter.pmo"
    other.write_text("Dear Sir", encoding="utf-8")
    opened.open_path(other)
    assert opened.messages.isVisible()
    assert "letter.pmo" in opened.messages.sentence.text()
    assert opened.document is not None
    assert opened.current_page() == "home"


def test_what_was_refused_is_told_until_the_next_thing_is_done(opened: MainWindow) -> None:
    document = opened.document
    assert document is not None
    document.do("Add", lambda session: registers.add(session, PROJECTS, {"name": ""}))
    assert opened.messages.isVisible()
    document.do("Something", lambda session: registers.add(session, PROJECTS, {"name": "Another"}))
    assert not opened.messages.isVisible()


def test_the_status_bar_says_what_was_done_last_and_what_was_undone(opened: MainWindow) -> None:
    document = opened.document
    assert document is not None
    document.do("Paste 4 cells", lambda session: registers.add(session, PROJECTS, {"name": "Another"}))
    assert "Paste 4 cells" in foot(opened)
    opened.undo()
    assert "Undone: Paste 4 cells" in foot(opened)


def test_closing_leads_back_to_the_doors(opened: MainWindow) -> None:
    opened.registered["file.close"].trigger()
    assert opened.document is None
    assert opened.stack.currentWidget() is opened.welcome
    assert not opened.welcome._recent.isHidden()


def test_the_palette_finds_pages_actions_and_projects(opened: MainWindow, qtbot: QtBot) -> None:
    entries = frame_words.palette_entries(opened)
    assert [entry.title for entry in entries[:2]] == ["Home", "Register"]
    assert matching(entries, "new proj")[0].shortcut == "Ctrl+N"
    opened.registered["edit.find"].trigger()
    palette = opened.findChild(CommandPalette)
    assert palette is not None
    palette.field.setText("mobile")
    with qtbot.waitSignal(opened.stack.currentChanged):
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert page_words(opened).startswith("record ")


def test_the_palette_leads_to_another_period_and_says_when_it_finds_nothing(opened: MainWindow) -> None:
    document = opened.document
    assert document is not None
    document.do("Open", lambda s: periods.open_period(s, "December", date(2026, 12, 1), date(2026, 12, 31), _CUT_OFF))
    opened.registered["edit.find"].trigger()
    palette = opened.findChildren(CommandPalette)[-1]
    palette.field.setText("nowhere to be found")
    assert palette.nothing.isVisible()
    palette.field.setText("look at november")
    assert not palette.nothing.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    with document.reading() as session:
        shown = document.period(session)
        assert shown is not None
        assert shown.name == "November 2026"


def test_the_history_takes_back_one_change(opened: MainWindow) -> None:
    opened.registered["register.add_project"].trigger()
    opened.foot.history_asked.emit()
    dialog = opened.findChild(QDialog, "history")
    assert dialog is not None
    QTest.mouseClick(dialog.findChildren(QPushButton, "take back")[0], Qt.MouseButton.LeftButton)
    assert page_words(opened) == "4"
    dialog.close()


def test_about_names_the_licence_of_the_data_and_copies_diagnostics(window: MainWindow) -> None:
    window.registered["help.about"].trigger()
    dialog = window.findChild(QDialog, "about")
    assert dialog is not None
    words = " ".join(found.text() for found in dialog.findChildren(QLabel))
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in words
    QTest.mouseClick(dialog.findChildren(QPushButton, "copy diagnostics")[0], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("PMO Desktop")
    dialog.close()


def test_every_shortcut_is_listed_once(window: MainWindow) -> None:
    shortcuts = [a.shortcut().toString() for a in window.registered.all() if not a.shortcut().isEmpty()]
    assert len(shortcuts) == len(set(shortcuts))
    window.registered["help.shortcuts"].trigger()
    dialog = window.findChild(QDialog, "shortcuts")
    assert dialog is not None
    assert "Ctrl+K" in [found.text() for found in dialog.findChildren(QLabel)]
    dialog.close()


def test_the_rail_collapses_and_stays_so(opened: MainWindow) -> None:
    wide = opened.rail.width()
    opened.registered["view.rail"].trigger()
    assert opened.settings.rail_collapsed
    assert opened.rail.width() < wide / 3
    assert opened.rail._items["home"].toolTip() == "Home"
    opened.registered["view.rail"].trigger()
    assert opened.rail.width() == wide


def test_a_larger_text_keeps_the_page(opened: MainWindow) -> None:
    opened.show_page("register")
    opened.registered["zoom.in"].trigger()
    assert opened.settings.zoom == 110
    assert opened.current_page() == "register"
    assert "110%" in [found.text() for found in opened.foot.findChildren(QPushButton)]
    opened.registered["zoom.usual"].trigger()


def test_theme_and_row_height_are_chosen_in_the_menu(opened: MainWindow) -> None:
    opened.registered["theme.dark"].trigger()
    assert opened.theme.is_dark()
    opened.registered["theme.light"].trigger()
    opened.registered["rows.28"].trigger()
    assert opened.settings.row_height == 28


def drop(path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    event.kept = data  # type: ignore[attr-defined]  # the event does not own its data
    return event


def test_a_dropped_workspace_is_opened(window: MainWindow, path: Path) -> None:
    window.dropEvent(drop(path))
    assert window.document is not None


def test_only_workspaces_and_spreadsheets_can_be_dropped(tmp_path: Path) -> None:
    names = ("a.pmo", "b.CSV", "c.xlsx", "d.pdf")
    assert [dropped(drop(tmp_path / name)) is not None for name in names] == [True, True, True, False]


def test_the_window_is_never_smaller_than_agreed(window: MainWindow) -> None:
    window.resize(200, 200)
    assert (window.width(), window.height()) == (1180, 720)
