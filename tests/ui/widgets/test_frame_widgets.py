import threading
from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.ui.jobs import Job, Jobs
from pmo_desktop.ui.widgets.command_palette import CommandPalette, Entry, matching
from pmo_desktop.ui.widgets.history_list import HistoryEntry, HistoryList
from pmo_desktop.ui.widgets.message_bar import MessageBar
from pmo_desktop.ui.widgets.nav_heading import NavHeading
from pmo_desktop.ui.widgets.nav_rail import NavEntry, NavRail
from pmo_desktop.ui.widgets.page_header import PageHeader
from pmo_desktop.ui.widgets.search_field import SearchField
from pmo_desktop.ui.widgets.status_bar import StatusBar
from pmo_desktop.ui.widgets.steps import Steps

pytestmark = pytest.mark.usefixtures("theme")
PAGES = (
    NavEntry("home", "Home", "home"),
    NavEntry("charter", "Charter", "document", "PMO"),
    NavEntry("raid", "R&D", "raid", "PMO"),
)


@pytest.fixture
def rail(qtbot: QtBot) -> NavRail:
    made = NavRail(PAGES)
    qtbot.addWidget(made)
    made.resize(208, 600)
    made.show()
    return made


def seen(outer: QWidget, kind: type[QLabel | NavHeading]) -> Sequence[str]:
    return [each.text() for each in outer.findChildren(kind) if each.isVisible() and each.text()]


def test_the_rail_shows_each_heading_once(rail: NavRail) -> None:
    assert seen(rail, NavHeading) == ["PMO"]


def test_the_arrows_move_along_the_rail_and_enter_opens(rail: NavRail, qtbot: QtBot) -> None:
    home = rail._items["home"]
    home.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(home, Qt.Key.Key_Down)
    assert rail._items["charter"].hasFocus()
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(rail._items["charter"], Qt.Key.Key_Return)
    assert chosen.args == ["charter"]
    QTest.keyClick(home, Qt.Key.Key_Up)
    assert rail._items["raid"].hasFocus()


def test_a_heading_folds_its_pages_away_but_for_the_open_one(rail: NavRail, qtbot: QtBot) -> None:
    heading = rail.findChildren(NavHeading)[0]
    pages = [key for key, item in rail._items.items() if not item.isHidden()]
    rail.show_current("home")
    with qtbot.waitSignal(rail.folded):
        QTest.mouseClick(heading, Qt.MouseButton.LeftButton)
    assert rail.folded_groups() == ["PMO"]
    assert {key for key, item in rail._items.items() if item.isHidden()} == {"charter", "raid"}
    rail.show_current("charter")
    assert {key for key, item in rail._items.items() if item.isHidden()} == {"raid"}
    rail.fold([])
    assert [key for key, item in rail._items.items() if not item.isHidden()] == pages


def test_the_current_page_is_marked_by_more_than_colour(rail: NavRail) -> None:
    rail.show_current("charter")
    assert [key for key, item in rail._items.items() if item.isChecked()] == ["charter"]
    assert rail._items["charter"].grab().toImage() != rail._items["raid"].grab().toImage()


def test_a_narrow_rail_tells_names_in_tooltips(rail: NavRail) -> None:
    rail.show_counts({"home": "17/20"})
    rail.workspace.show_words("Meridian", "PMO")
    rail.set_narrow(True)
    assert rail.is_narrow()
    assert rail._items["raid"].toolTip() == "R&D"
    assert rail.workspace.toolTip() == "Meridian, PMO"
    assert seen(rail, QLabel) == []
    rail.set_narrow(False)
    assert not rail.is_narrow()
    assert rail._items["home"].accessibleDescription() == "17/20"


def test_the_blocks_of_the_rail_open_their_menu(rail: NavRail) -> None:
    menu = QMenu(rail)
    menu.addAction("Other")
    rail.period.set_menu(menu)
    QTest.mouseClick(rail.period, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()


def test_a_message_stays_until_it_is_closed_and_can_be_copied(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.tell("It is <full>.", "Drive C:")
    assert bar.accessibleName() == bar.sentence.text() == "It is <full>."
    QTest.mouseClick(bar.findChildren(QPushButton, "message details")[0], Qt.MouseButton.LeftButton)
    assert not bar._details.isHidden()
    QTest.mouseClick(bar.findChildren(QPushButton, "message copy")[0], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "It is <full>.\n\nDrive C:"
    QTest.mouseClick(bar.findChildren(QToolButton, "message close")[0], Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_message_without_details_offers_none(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.tell("Done.", tone="news")
    assert not bar._more.isVisible()
    assert not bar._copy.isVisible()


def test_a_page_header_states_its_message(qtbot: QtBot) -> None:
    header = PageHeader("Two are red", "November", actions=(QPushButton("Go"),), middle=Steps(("A", "B")), banded=True)
    qtbot.addWidget(header)
    header.show_words("Three are red", "December")
    assert (header.title.text(), header.subtitle.text()) == ("Three are red", "December")
    assert header.title.accessibleName() == "Three are red"


def test_the_step_being_made_is_told(qtbot: QtBot) -> None:
    steps = Steps(("Draft", "In review", "Approved"))
    qtbot.addWidget(steps)
    steps.show()
    steps.show_step(1)
    assert steps.accessibleName() == "In review"
    now = steps.grab().toImage()
    steps.show_step(3)
    assert steps.accessibleName() == "Approved"
    assert steps.grab().toImage() != now


def test_a_search_is_told_when_the_fingers_rest_and_at_once_on_enter(qtbot: QtBot) -> None:
    field = SearchField("Search")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.searched) as rested:
        QTest.keyClicks(field, "mob")
    assert rested.args == ["mob"]
    field.setText(" mobile ")
    with qtbot.waitSignal(field.searched, timeout=50) as entered:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert entered.args == ["mobile"]
    with qtbot.assertNotEmitted(field.searched):
        QTest.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.searched, timeout=50) as escaped:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert escaped.args == [""]


def test_a_history_entry_is_chosen_by_enter(qtbot: QtBot) -> None:
    entries = (HistoryEntry(2**40, "EAC 2 → 3", "today", taken_back=True), HistoryEntry(7, "Opened", "yesterday"))
    shown = HistoryList()
    qtbot.addWidget(shown)
    shown.show_entries(entries)
    shown.show()
    assert shown.current() is None
    shown.setCurrentIndex(shown.model().index(0, 0))
    assert shown.current() == entries[0]
    assert shown.model().data(shown.model().index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole) == "yesterday"
    with qtbot.waitSignal(shown.chosen) as chosen:
        shown.activated.emit(shown.currentIndex())
    assert chosen.args == [2**40]
    assert not shown.grab().isNull()


def test_the_palette_ranks_what_begins_with_the_words_first() -> None:
    entries = [Entry("Save a restore point", print), Entry("Restore", print), Entry("Open", print, note="File")]
    assert [entry.title for entry in matching(entries, "restore")] == ["Restore", "Save a restore point"]
    assert [entry.title for entry in matching(entries, "file op")] == ["Open"]
    assert matching(entries, "zzz") == []


def test_the_palette_is_walked_with_the_arrows_and_runs_on_enter(qtbot: QtBot) -> None:
    ran: list[int] = []
    window = QWidget()
    qtbot.addWidget(window)
    entries = [Entry(f"Action {number}", partial(ran.append, number), shortcut="F1") for number in range(5)]
    palette = CommandPalette(window, entries)
    palette.show()
    assert palette.focusWidget() is palette.field
    for key in ("Down", "Down", "Up", "PageDown", "PageUp", "Down"):
        QTest.keyClick(palette, Qt.Key[f"Key_{key}"])
    assert not palette.list.grab().isNull()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == [1]


def test_the_status_bar_shows_a_long_job_and_lets_it_be_cancelled(
    jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmo_desktop.ui.jobs.BUSY_AFTER_MS", 10)
    monkeypatch.setattr("pmo_desktop.ui.jobs.PROGRESS_AFTER_MS", 30)
    foot = StatusBar(jobs)
    qtbot.addWidget(foot)
    foot.show()
    stepped, go_on = threading.Event(), threading.Event()
    ended: list[str] = []

    def work(job: Job) -> None:
        go_on.wait(5)
        for _ in range(200):
            job.step(0.4, "page 3")
            stepped.set()
            threading.Event().wait(0.02)

    with qtbot.waitSignal(jobs.slow):
        jobs.start("Draw", work, lambda _result: ended.append("done"), ended.append)
    words = foot.findChild(QLabel, "busy")
    assert words is not None
    assert words.text() == "Draw…"
    go_on.set()
    qtbot.waitUntil(lambda: words.text() == "Draw: page 3")
    assert [bar.value() for bar in foot.findChildren(QProgressBar)] == [40]
    QTest.mouseClick(foot.findChildren(QPushButton, "cancel job")[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(ended))
    assert "was cancelled" in ended[0]
    assert not words.isVisible()


def test_the_status_bar_offers_history_and_sizes_of_text(jobs: Jobs, qtbot: QtBot) -> None:
    foot = StatusBar(jobs)
    qtbot.addWidget(foot)
    foot.show()
    foot.show_saved("Saved 14:02")
    foot.show_data_date("Data date 27 Nov")
    foot.show_facts("a.pmo", "125%", history=True)
    assert "Saved 14:02" in seen(foot, QLabel)
    with qtbot.waitSignal(foot.history_asked):
        QTest.mouseClick(foot.findChildren(QPushButton, "history")[0], Qt.MouseButton.LeftButton)
    zoom = foot.findChildren(QPushButton, "zoom")[0]
    with qtbot.waitSignal(foot.zoom_chosen) as chosen:
        zoom.menu().actions()[4].trigger()
    assert chosen.args == [125]
    foot.show_data_date("")
    foot.show_facts("", "100%", history=False)
    assert not foot.findChildren(QPushButton, "history")[0].isVisible()
