"""The pane at the right of the register: one project, read and edited."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.services.insights.project import ProjectSeen, project_seen
from pmo_desktop.ui.record_history import RecordHistory
from pmo_desktop.ui.register.essentials import Essentials
from pmo_desktop.ui.register.links import LinksTab
from pmo_desktop.ui.register.override import OverrideDialog
from pmo_desktop.ui.register.report_tab import ReportTab
from pmo_desktop.ui.register.why import WhyDialog
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, column, icon_button, label, row, rule, scrolled, tabs

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.values import Money

ESSENTIALS, REPORT, LINKS, HISTORY = range(4)
WIDTH = 352


class Inspector(QFrame):
    """`show_project(key, money)`. `closed` when the user has seen enough; `asked` leads to another record.

    `open_asked` leads to the page of the project.
    """

    closed = Signal()
    open_asked = Signal()
    remove_asked = Signal()
    asked = Signal(str, object)

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.setAccessibleName(self.tr("Project"))
        self.setFixedWidth(px(WIDTH))
        self._document = document
        self.seen: ProjectSeen | None = None
        self.title = label("", "section", wraps=True)
        self.title.setObjectName("inspector title")
        self.note = ElidedLabel("", "note")
        self.tabs = tabs(
            self.tr("Essentials"), self.tr("Report"), self.tr("Links"), self.tr("History"), name="inspector tabs"
        )
        self.tabs.setProperty("look", "bare")
        self.tabs.setAccessibleName(self.tr("What to show of the project"))
        self.essentials = Essentials()
        self._shown: dict[int, QWidget] = {}
        self._build()
        self.tabs.currentChanged.connect(self._show_tab)
        self.essentials.report_asked.connect(lambda: self.show_tab(REPORT))
        self.essentials.override_asked.connect(self.ask_override)
        self.essentials.why_asked.connect(self.ask_why)

    def _build(self) -> None:
        remove = icon_button("delete", self.tr("Remove this project"), self.remove_asked.emit, name="remove")
        close = icon_button("close", self.tr("Close (Esc)"), self.closed.emit, name="close inspector")
        whole = button(self.tr("Open"), self.open_asked.emit, look="link", picture="expand", name="open project")
        whole.setToolTip(self.tr("Open the page of this project (Ctrl+Return)"))
        words = column(self.title, self.note, gap=0)
        head = row(words, whole, remove, close, gap=4, margins=(16, 16, 8, 4))
        head.setStretch(0, 1)
        head.setAlignment(whole, Qt.AlignmentFlag.AlignTop)
        head.setAlignment(remove, Qt.AlignmentFlag.AlignTop)
        head.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._put(ESSENTIALS, scrolled(self.essentials))
        self.setLayout(column(head, row(self.tabs, margins=(16, 0, 0, 0)), rule(), self._stack, gap=0))

    @cached_property
    def report(self) -> ReportTab:
        """The second tab, made when first shown, as the others are."""
        return ReportTab(self._document)

    @cached_property
    def links(self) -> LinksTab:
        """The third tab."""
        made = LinksTab()
        made.asked.connect(self.asked)
        return made

    @cached_property
    def history(self) -> RecordHistory:
        """The last tab."""
        return RecordHistory(self._document)

    def _put(self, number: int, widget: QWidget) -> None:
        self._shown[number] = widget
        self._stack.addWidget(widget)

    def _make(self, number: int) -> QWidget:
        if number == HISTORY:
            return self.history
        return scrolled(self.report if number == REPORT else self.links)

    def show_project(self, key: int | None, money: "Money") -> bool:
        """Show the project of `key`; says whether there is one."""
        self._money = money
        if key is None:
            return False
        with self._document.reading() as session:
            self.seen = project_seen(session, key)
        if self.seen is None:
            return False
        self.title.setText(self.seen.name)
        place = self.seen.programme or self.seen.organisation
        self.note.setText(" · ".join(filter(None, (self.seen.reference, place))))
        self._show_tab()
        return True

    def show_tab(self, number: int) -> None:
        """Show Essentials, Report, Links or History."""
        self.tabs.setCurrentIndex(number)

    def _show_tab(self) -> None:
        """Fill only the tab that is seen, so that moving through the rows stays quick."""
        number, seen = self.tabs.currentIndex(), self.seen
        if number not in self._shown:
            self._put(number, self._make(number))
        self._stack.setCurrentWidget(self._shown[number])
        if seen is None:
            return
        if number == ESSENTIALS:
            self.essentials.show_project(seen, self._money)
        elif number == REPORT:
            self.report.show_project(seen)
        elif number == LINKS:
            self.links.show_project(seen)
        else:
            rows = [("project", seen.key), *(("status_report", key) for key in seen.report_keys)]
            self.history.show_rows(rows, self._money)

    def ask_override(self) -> None:
        """Ask for the PMO's own view of a rating."""
        if self.seen is not None and self.seen.entry is not None:
            OverrideDialog(self._document, self.seen.entry, self).open()

    def ask_why(self) -> None:
        """Tell why the project is rated as it is, and lead to the record behind it."""
        if self.seen is not None:
            dialog = WhyDialog(self._document, self.seen.key, self.seen.name, self)
            dialog.asked.connect(self._lead)
            dialog.open()

    def _lead(self, table: str, key: object) -> None:
        if table == "project":
            self.show_tab(ESSENTIALS)
        else:
            self.asked.emit(table, key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
