"""What stands in the window around the pages: menus, rail, message bar, first-run page, status bar."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from pmo_desktop.text import say
from pmo_desktop.ui import asking, frame_actions
from pmo_desktop.ui.actions import Actions, plain
from pmo_desktop.ui.rail_counts import RailCounts
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.welcome import WelcomePage
from pmo_desktop.ui.widgets.controls import column, row
from pmo_desktop.ui.widgets.message_bar import MessageBar
from pmo_desktop.ui.widgets.nav_rail import NavEntry, NavRail
from pmo_desktop.ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from pmo_desktop.ui.main_window import MainWindow


def build(window: "MainWindow") -> None:
    """Make everything but the document anew: at first, and when the size of the text changes."""
    _build_menus(window)
    window.messages = MessageBar()
    window.rail = _rail(window)
    window.counts = RailCounts(window)
    window.welcome = _welcome(window)
    window.stack = QStackedWidget()
    window.stack.addWidget(window.welcome)
    central = QWidget()
    central.setLayout(row(window.rail, column(window.messages, window.stack, gap=0), gap=0))
    window.setCentralWidget(central)
    window.foot = StatusBar(window.jobs)
    window.foot.history_asked.connect(partial(asking.show_history, window))
    window.foot.zoom_chosen.connect(window.zoom)
    window.setStatusBar(window.foot)


def _build_menus(window: "MainWindow") -> None:
    bar = window.menuBar()
    bar.clear()
    for action in window.actions():
        window.removeAction(action)
    window.registered = Actions(window)
    frame_actions.add_frame_actions(window.registered, window)
    window.registered.fill(bar, frame_actions.menus())
    bar.setFixedHeight(px(32))
    recent = QMenu(plain(window.tr("Open recent")), bar)
    recent.setObjectName("recent")
    recent.aboutToShow.connect(lambda: _list_recent(window, recent))
    recent.triggered.connect(lambda action: window.open_path(action.data()))
    file = window.findChild(QMenu, f"menu {frame_actions.menus()[0]}")
    if file is not None:
        file.insertMenu(window.registered["file.import"], recent)


def _list_recent(window: "MainWindow", menu: QMenu) -> None:
    menu.clear()
    for path in window.settings.recent:
        menu.addAction(plain(path)).setData(path)


def _rail(window: "MainWindow") -> NavRail:
    made = NavRail(
        tuple(
            NavEntry(spec.key, say(spec.title), spec.picture, say(spec.group) if spec.group else "")
            for spec in window.pages
            if spec.in_rail
        )
    )
    made.chosen.connect(window.show_page)
    made.search_asked.connect(partial(asking.show_palette, window))
    made.fold(window.settings.rail_folded)
    made.folded.connect(window.keep_folds)
    made.set_narrow(window.settings.rail_collapsed)
    return made


def _welcome(window: "MainWindow") -> WelcomePage:
    doors = {"sample": asking.open_sample, "import": asking.ask_import, "blank": asking.ask_new}
    made = WelcomePage(window.settings, window.theme)
    made.door_chosen.connect(lambda door: doors[door](window))
    made.open_asked.connect(window.open_path)
    made.find_asked.connect(partial(asking.find_missing, window))
    return made
