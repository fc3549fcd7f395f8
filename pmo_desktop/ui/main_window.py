"""The window: menus, rail, pages and status bar around one open workspace. Imports nothing heavy before it is shown."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTableView, QWidget
from typing_extensions import override

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say
from pmo_desktop.ui import asking, frame_actions, geometry
from pmo_desktop.ui.actions import Actions
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages import PAGES, PageSpec
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme, px
from pmo_desktop.ui.welcome import WelcomePage
from pmo_desktop.ui.widgets.controls import column, row
from pmo_desktop.ui.widgets.message_bar import MessageBar, Tone
from pmo_desktop.ui.widgets.nav_rail import NavEntry, NavRail
from pmo_desktop.ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.page import Page

SMALLEST = (1180, 720)
USUAL = (1440, 900)
SPREADSHEETS = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}


class MainWindow(QMainWindow):
    """`MainWindow(settings, theme, jobs)`, then `show()`, then `open_path(path)` or nothing for the first-run page.

    Pages are made when first shown. `document` is the open workspace, or none. `opened` is told after each opening.
    """

    opened = Signal(object)

    def __init__(self, settings: Settings, theme: Theme, jobs: Jobs, pages: Sequence[PageSpec] = PAGES) -> None:
        super().__init__()
        self.settings = settings
        self.theme = theme
        self.jobs = jobs
        self.pages = tuple(pages)
        self.specs = {spec.key: spec for spec in self.pages}
        self.document: Document | None = None
        self._made: dict[str, Page] = {}
        self.setObjectName("main window")
        self.setWindowTitle("PMO Desktop")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.messages = MessageBar()
        jobs.refused.connect(self.refuse)
        self._build()
        geometry.restore(self, settings)

    def _build(self) -> None:
        """Make everything but the document anew: at first, and when the size of the text changes."""
        self.menuBar().clear()
        for action in self.actions():
            self.removeAction(action)
        self.registered = Actions(self)
        frame_actions.add_frame_actions(self.registered, self)
        self.registered.fill(self.menuBar(), frame_actions.menus())
        self.menuBar().setFixedHeight(px(32))
        entries = (
            NavEntry(spec.key, say(spec.title), spec.picture, say(spec.group) if spec.group else "")
            for spec in self.pages
        )
        self.rail = NavRail(tuple(entries))
        self.rail.chosen.connect(self.show_page)
        self.rail.search_asked.connect(lambda: asking.show_palette(self))
        self.rail.set_narrow(self.settings.rail_collapsed)
        self.messages = MessageBar()
        self.welcome = WelcomePage(self.settings, self.theme)
        self.welcome.door_chosen.connect(self._enter)
        self.welcome.open_asked.connect(self.open_path)
        self.welcome.find_asked.connect(lambda path: asking.find_missing(self, path))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        central = QWidget()
        content = column(self.messages, self.stack, gap=0)
        central.setLayout(row(self.rail, content, gap=0))
        self.setCentralWidget(central)
        self.foot = StatusBar(self.jobs)
        self.foot.history_asked.connect(lambda: asking.show_history(self))
        self.foot.zoom_chosen.connect(self.zoom)
        self.setStatusBar(self.foot)
        self._tell()

    # The workspace -----------------------------------------------------------------------------------------------

    def open_path(self, path: str | Path) -> None:
        """Open a workspace in place of the one that is open; say why if that cannot be."""
        from pmo_desktop.ui import opening

        self.take(lambda: opening.open_document(Path(path), self.settings))

    def take(self, make: "Callable[[], Document]") -> None:
        """Show the document that `make` gives in place of the open one, or say why it could not."""
        try:
            made = make()
        except PmoError as error:
            self.refuse(str(error))
            return
        self.close_document()
        made.setParent(self)
        self.document = made
        made.changed.connect(self._tell)
        made.refused.connect(self.refuse)
        if made.path is not None:
            self.settings.opened(made.path)
        self.messages.hide()
        self._tell()
        if self.pages:
            self.show_page(self.pages[0].key)
        self.opened.emit(made)

    def close_document(self) -> None:
        """Close the workspace and show the first-run page."""
        self.stack.setCurrentWidget(self.welcome)
        for page in self._made.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        if self.document is not None:
            self.document.close()
            self.document.deleteLater()
            self.document = None
        self.welcome.show_recent()
        self._tell()

    def _enter(self, door: str) -> None:
        {"sample": asking.open_sample, "import": asking.ask_import, "blank": asking.ask_new}[door](self)

    def undo(self) -> None:
        """Take back the newest change."""
        if self.document is not None:
            self.document.undo()

    def redo(self) -> None:
        """Make the last change taken back again."""
        if self.document is not None:
            self.document.redo()

    # Pages -------------------------------------------------------------------------------------------------------

    def show_page(self, key: str, record: object = None) -> None:
        """Show a page, made if need be, and one record on it."""
        if self.document is None:
            return
        page = self._page(key)
        self.rail.show_current(key)
        self.stack.setCurrentWidget(page)
        if record is not None:
            page.show_record(record)

    def _page(self, key: str) -> "Page":
        if key not in self._made and self.document is not None:
            page = self.specs[key].make(self.document, self.jobs)
            page.setObjectName(f"{key} page")
            page.setAccessibleName(say(self.specs[key].title))
            page.go.connect(self.show_page)
            self.stack.addWidget(page)
            self._made[key] = page
        return self._made[key]

    def run_on_page(self, key: str, method: str) -> None:
        """Show a page and let it do something."""
        if self.document is not None:
            self.show_page(key)
            getattr(self._page(key), method)()

    def current_page(self) -> str:
        """The key of the page that is shown; empty on the first-run page."""
        return next((key for key, page in self._made.items() if page is self.stack.currentWidget()), "")

    # What is told ------------------------------------------------------------------------------------------------

    def refuse(self, sentence: str, details: str = "", tone: Tone = "problem") -> None:
        """Tell a sentence above the page."""
        self.messages.tell(sentence, details, tone)

    def _tell(self, _tables: object = None) -> None:
        """Bring menus, rail and status bar up to date with the document."""
        is_open = self.document is not None
        frame_actions.tell_actions(self.registered, self)
        self.rail.setVisible(is_open)
        zoom = self.tr("{percent} %").format(percent=self.settings.zoom)
        if self.document is None:
            self.foot.show_saved(self.tr("Nothing to save yet"))
            self.foot.show_facts(self.tr("No workspace open"), "", zoom, history=False)
            self.setWindowTitle("PMO Desktop")
            return
        from pmo_desktop.ui.frame_words import tell_frame

        tell_frame(self, zoom)

    # How it looks ------------------------------------------------------------------------------------------------

    def toggle_rail(self) -> None:
        """Show the rail as icons alone, or with words again."""
        self.settings.rail_collapsed = not self.settings.rail_collapsed
        self.settings.save()
        self.rail.set_narrow(self.settings.rail_collapsed)
        self.registered["view.rail"].setChecked(self.settings.rail_collapsed)

    def zoom(self, percent: int) -> None:
        """Show everything at another size of the text; pages are made anew."""
        self.theme.zoom(percent)
        key = self.current_page()
        self._made.clear()
        self._build()
        if key:
            self.show_page(key)

    def set_row_height(self, pixels: int) -> None:
        """Make the rows of all tables 28, 32 or 40 pixels high."""
        self.settings.row_height = pixels
        self.settings.save()
        for table in self.findChildren(QTableView):
            set_height = getattr(table, "set_row_height", None)
            if set_height is not None:
                set_height(pixels)

    # The window itself -------------------------------------------------------------------------------------------

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        geometry.keep(self, self.settings)
        self.jobs.close()
        self.close_document()
        event.accept()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == ".pmo":
            self.open_path(path)
        else:
            asking.ask_import(self, str(path))


def dropped(event: QDropEvent) -> Path | None:
    """The first file of a drag that can be opened or imported."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in {".pmo", *SPREADSHEETS}), None)
