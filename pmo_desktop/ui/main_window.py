"""The window: menus, rail, pages and status bar around one open workspace. Imports nothing heavy before it is shown."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QTableView

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.numbers import show_percent
from pmo_desktop.text import say
from pmo_desktop.ui import geometry
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages import PAGES, PageSpec
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from pmo_desktop.storage.secret import Secret
    from pmo_desktop.ui.actions import Actions
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.page import Page
    from pmo_desktop.ui.rail_counts import RailCounts
    from pmo_desktop.ui.welcome import WelcomePage
    from pmo_desktop.ui.widgets.message_bar import MessageBar, Tone
    from pmo_desktop.ui.widgets.nav_rail import NavRail
    from pmo_desktop.ui.widgets.status_bar import StatusBar

SMALLEST = (1180, 720)
USUAL = (1440, 900)
SPREADSHEETS = {
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".html", ".htm", ".xml", ".pod", ".gan", ".json",
}  # fmt: skip


class MainWindow(QMainWindow):
    """`MainWindow(settings, theme, jobs)`, `show()`, `furnish()`, then `open_path(path)` or the first-run page stays.

    The bare frame is painted first; furnishing it loads the widgets around the pages, each made when first shown.
    `document` is the open workspace, or none. `opened` is told after each opening.
    """

    opened = Signal(object)
    registered: "Actions"
    messages: "MessageBar"
    rail: "NavRail"
    welcome: "WelcomePage"
    counts: "RailCounts"
    stack: "QStackedWidget"
    foot: "StatusBar"

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
        self.is_furnished = False
        jobs.refused.connect(self.refuse)
        geometry.restore(self, settings)

    def furnish(self) -> None:
        """Make what stands around the pages: at first, and anew when the size of the text changes."""
        from pmo_desktop.ui import frame

        frame.build(self)
        self.is_furnished = True
        self._tell()

    # The workspace -----------------------------------------------------------------------------------------------

    def open_path(self, path: str | Path, secret: "Secret | None" = None) -> None:
        """Open a workspace in place of the one that is open; say why if that cannot be.

        An encrypted one is tried with `secret`, and if that is not its own its pass-phrase is asked for.
        """
        from pmo_desktop.ui import opening

        opening.open_into(self, Path(path), secret)

    def take(self, make: "Callable[[], Document]") -> bool:
        """Show the document that `make` gives in place of the open one, or say why it could not, and give whether."""
        try:
            made = make()
        except PmoError as error:
            self.refuse(str(error))
            return False
        self.close_document()
        made.setParent(self)
        self.document = made
        made.changed.connect(self._hear)
        made.changed.connect(lambda _tables: self.messages.hide())
        made.refused.connect(self.refuse)
        if made.path is not None:
            self.settings.opened(made.path)
        self.messages.hide()
        self._tell()
        if self.pages:
            self.show_page(self.pages[0].key)
        self.opened.emit(made)
        return True

    def close_document(self) -> None:
        """Close the workspace and show the first-run page."""
        self.stack.setCurrentWidget(self.welcome)
        for page in self._made.values():
            page.ask_no_more()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        if self.document is not None:
            self.document.close()
            self.document.deleteLater()
            self.document = None
        self.welcome.show_recent()
        self._tell()

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
        """Show a page, made if need be, with the focus where it was left, and one record on it."""
        if self.document is None:
            return
        page = self._page(key)
        self.rail.show_current(self.specs[key].under or key)
        left_at = cast("QWidget | None", page.focusWidget())  # Qt may give none
        self.stack.setCurrentWidget(page)
        if left_at is None or not left_at.isVisible():
            page.take_focus()
        else:
            left_at.setFocus()
        if record is not None:
            page.show_record(record)

    def _page(self, key: str) -> "Page":
        if key not in self._made and self.document is not None:
            page = self.specs[key].make(self.document, self.jobs)
            page.setObjectName(f"{key} page")
            page.setAccessibleName(say(self.specs[key].title))
            page.go.connect(self.show_page)
            page.news.connect(lambda sentence: self.refuse(sentence, tone="news"))
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

    def refuse(self, sentence: str, details: str = "", tone: "Tone" = "problem") -> None:
        """Tell a sentence above the page."""
        self.messages.tell(sentence, details, tone)

    def _tell(self) -> None:
        """Bring menus, rail and status bar up to date with the document that is open, or with none."""
        from pmo_desktop.ui import frame_actions

        frame_actions.tell_actions(self.registered, self)
        self.rail.setVisible(self.document is not None)
        zoom = show_percent(self.settings.zoom, 0)
        if self.document is None:
            self.foot.show_saved(self.tr("Nothing to save yet"))
            self.foot.show_data_date(self.tr("No workspace open"))
            self.foot.show_facts("", zoom, history=False)
            self.setWindowTitle("PMO Desktop")
            return
        from pmo_desktop.ui.frame_words import tell_frame

        tell_frame(self, self.document, zoom)

    def _hear(self, tables: frozenset[str]) -> None:
        """Bring up to date what a change of the document touched."""
        from pmo_desktop.ui.frame_words import tell_change

        if self.document is not None:
            tell_change(self, self.document, tables)

    # How it looks ------------------------------------------------------------------------------------------------

    def keep_folds(self) -> None:
        """Remember which groups of the rail are folded away."""
        self.settings.rail_folded = self.rail.folded_groups()
        self.settings.save()

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
        self.furnish()
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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was, and let go of the workspace."""
        geometry.keep(self, self.settings)
        self.jobs.close()
        if self.is_furnished:
            self.close_document()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a drag with a workspace or a spreadsheet in it."""
        if dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, or import it."""
        path = dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == ".pmo":
            self.open_path(path)
            return
        from pmo_desktop.ui import asking

        asking.ask_import(self, str(path))


def dropped(event: QDropEvent) -> Path | None:
    """The first file of a drag that can be opened or imported."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in {".pmo", *SPREADSHEETS}), None)
