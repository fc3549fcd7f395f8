"""The portfolio, seen six ways; each answer is worked out behind the window."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget
from typing_extensions import override

from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.prioritisation import portfolios
from pmo_desktop.text import N_, say
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.logs.specs import page_of
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.portfolio.coverage import CoverageView
from pmo_desktop.ui.portfolio.pictures import BalanceView, CapacityView, DependenciesView
from pmo_desktop.ui.portfolio.priorities import PrioritiesView
from pmo_desktop.ui.portfolio.roadmap import RoadmapView
from pmo_desktop.ui.widgets.controls import column, icon_button, rule, tabs
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs
    from pmo_desktop.ui.portfolio.view import PortfolioView

VIEWS = (
    ("balance", N_("Balance"), BalanceView),
    ("priorities", N_("Priorities"), PrioritiesView),
    ("coverage", N_("Coverage"), CoverageView),
    ("capacity", N_("Capacity"), CapacityView),
    ("dependencies", N_("Dependencies"), DependenciesView),
    ("roadmap", N_("Roadmap"), RoadmapView),
)
_KEYS = tuple(key for key, _, _ in VIEWS)


class PortfolioPage(Page):
    """Ctrl+Tab goes through the views. `told` says that the answer of a view is shown."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self._portfolio: int | None = None
        self._views: dict[str, PortfolioView] = {}
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Portfolio"))
        self.choice.setObjectName("portfolio")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(self._choose)
        self.undo_button = icon_button("undo", self.tr("Undo"), document.undo, name="undo")
        self._header = PageHeader(self.tr("Portfolio"), " ", actions=(self.undo_button, self.choice))
        self.tabs = tabs(*(say(title) for _, title, _ in VIEWS), name="portfolio tabs")
        self.tabs.setProperty("look", "bare")
        self.tabs.setAccessibleName(self.tr("Views"))
        self.tabs.currentChanged.connect(lambda _number: self.refresh())
        self.stack = QStackedWidget()
        self.setLayout(
            column(self._header, column(self.tabs, rule(), gap=0), self.stack, gap=12, margins=(24, 16, 24, 16))
        )
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._turn(by))

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        self._show_choice()
        view, portfolio = self.view(), self._portfolio
        self.stack.setCurrentWidget(view)

        def question(snapshot: "Workspace") -> Any:  # noqa: ANN401  each view has an answer of its own
            with snapshot.reading() as session:
                return view.ask(session, portfolio)

        self.ask(self.tr("Weighing the portfolio"), question, lambda answer: self._show(view, answer))

    def _show(self, view: "PortfolioView", answer: Any) -> None:  # noqa: ANN401  as above
        view.show_answer(answer)
        if view.is_whole(answer):
            return
        portfolio = self._portfolio

        def more(snapshot: "Workspace", is_stopped: "Callable[[], bool]") -> Any:  # noqa: ANN401  as above
            with snapshot.reading() as session:
                return view.ask_more(session, portfolio, is_stopped)

        self.ask_long(self.tr("Seeking the best set"), more, view.show_answer, view.show_ended)

    def view(self) -> "PortfolioView":
        """The view of the tab that is chosen, made if need be."""
        key, _, make = VIEWS[max(0, self.tabs.currentIndex())]
        if key not in self._views:
            made = make(self.document)
            made.asked.connect(self._lead)
            made.changed.connect(self.refresh)
            self._views[key] = made
            self.stack.addWidget(made)
        return self._views[key]

    def _show_choice(self) -> None:
        with self.document.reading() as session:
            found = portfolios(session)
        if self._portfolio not in {each.key for each in found}:
            self._portfolio = None
        self.choice.clear()
        for each in found:
            self.choice.addItem(each.name, each.key)
        self.choice.setCurrentIndex([each.key for each in found].index(self._portfolio))
        self.choice.setVisible(len(found) > 1)
        chosen = self.choice.currentText()
        count = show_number(len(found) - 1)
        words = self.tr("{count} portfolios together").format(count=count) if self._portfolio is None else chosen
        self._header.show_words(self.tr("Portfolio"), words if len(found) > 1 else self.tr("All projects"))
        undo = self.document.undo_title()
        self.undo_button.setEnabled(bool(undo))
        self.undo_button.setToolTip(tip(self.tr("Undo: {title}").format(title=undo)) if undo else self.tr("Undo"))

    def _choose(self, number: int) -> None:
        self._portfolio = self.choice.itemData(number)
        self.refresh()

    @override
    def show_record(self, key: object) -> None:
        """Show a view by its key, such as "capacity"; or a portfolio by its own."""
        if isinstance(key, str) and key in _KEYS:
            self.tabs.setCurrentIndex(_KEYS.index(key))
        elif isinstance(key, int):
            self._portfolio = key
            self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What is still being sought is given up, so that nobody waits for it; it is asked anew once this is shown."""
        if self.asking is not None:
            self.ask_no_more()
            self.ask_when_shown()
        super().hideEvent(event)

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(VIEWS))

    def _lead(self, table: str, key: object) -> None:
        if table in _KEYS:
            self.show_record(table)
        elif table == "project":
            self.go.emit("project", key)
        else:
            self.go.emit(page_of(table), (table, key) if key is not None else table)
