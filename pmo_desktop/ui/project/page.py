"""One project, whole: its head, and a tab for each thing a PMO keeps of it."""

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.services import registers
from pmo_desktop.services.insights.project_changes import project_changes
from pmo_desktop.services.insights.project_head import ProjectHead, project_head
from pmo_desktop.services.insights.project_reports import project_records, project_reports
from pmo_desktop.services.insights.report_strip import report_strip
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import say
from pmo_desktop.ui.deeds import projects
from pmo_desktop.ui.logs.pane import RecordPane
from pmo_desktop.ui.logs.specs import page_of
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.project.header import Header
from pmo_desktop.ui.project.overview import OverviewTab
from pmo_desktop.ui.project.records import RecordsTab
from pmo_desktop.ui.project.reports import ReportsTab
from pmo_desktop.ui.project.side import Side
from pmo_desktop.ui.project.tabs import RECORDS, TABS, RecordTabs
from pmo_desktop.ui.record_history import RecordHistory
from pmo_desktop.ui.register.override import OverrideDialog
from pmo_desktop.ui.register.why import WhyDialog
from pmo_desktop.ui.saving import write
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import column, row, rule, tabs
from pmo_desktop.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Job, Jobs

_KEYS = tuple(key for key, _ in TABS)


class ProjectPage(Page):
    """`show_record(key)`, or with a tab's key or the keys of a list to go through: `show_record((key, keys))`.

    Alt+↑ and Alt+↓ go through that list, Ctrl+Tab through the tabs.
    """

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.key: int | None = None
        self.head: ProjectHead | None = None
        self._among: tuple[int, ...] = ()
        self._money = DocumentSource(document, PROJECTS).money
        self._details: RecordPane | None = None
        self.ask_path = self._ask_path
        self.header = Header(
            (
                (self.tr("Details…"), self.show_details),
                (self.tr("Set a PMO view…"), self.ask_override),
                (self.tr("Set a new baseline…"), self.set_baseline),
                (self.tr("Begin a recovery…"), self.begin_recovery),
                (self.tr("Remove this project"), self.remove_project),
            )
        )
        self.tabs = tabs(*(say(title) for _, title in TABS), name="project tabs")
        self.tabs.setProperty("look", "bare")
        self.tabs.setAccessibleName(self.tr("What to show of the project"))
        self.records = RecordTabs(document, self._connect_records)
        self._made: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        self._build()
        self._connect()

    @cached_property
    def overview(self) -> OverviewTab:
        """The first tab; each is made when first shown."""
        made = OverviewTab()
        made.tab_asked.connect(self.show_tab)
        made.asked.connect(self._lead)
        made.recovery_asked.connect(self.begin_recovery)
        return made

    @cached_property
    def reports(self) -> ReportsTab:
        """The reports of the project."""
        return ReportsTab(self.document)

    @cached_property
    def history(self) -> RecordHistory:
        """What happened to the project and its records."""
        return RecordHistory(self.document)

    @cached_property
    def edits(self) -> Side:
        """How much happened, and to what, beside the history."""
        return Side("heat_table")

    def _connect_records(self, tab: RecordsTab) -> None:
        tab.pane_made.connect(self._line.addWidget)
        tab.asked.connect(self._lead)

    def _tab(self, key: str) -> QWidget:
        """A tab by its key, made if need be."""
        if key not in self._made:
            self._made[key] = self._make(key)
            self.stack.addWidget(self._made[key])
        return self._made[key]

    def _make(self, key: str) -> QWidget:
        if key in RECORDS:
            return self.records[key]
        if key != "history":
            return self.overview if key == "overview" else self.reports
        card = Card(flush=True)
        card.put(self.history)
        history = QWidget()
        line = row(card, self.edits, gap=16)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        history.setLayout(line)
        return history

    def _build(self) -> None:
        choice = column(self.tabs, rule(), gap=0)
        inner = QWidget()
        made = column(self.header, choice, self.stack, gap=12)
        made.setStretch(2, 1)
        inner.setLayout(made)
        self._gone = EmptyState(
            "register", self.tr("This project is gone"),
            self.tr("It was removed. Undo brings it back; the register shows the others."),
            self.tr("Show the register"), lambda: self.go.emit("register", None),
        )  # fmt: skip
        main = QWidget()
        self._whole = QStackedLayout()
        self._whole.addWidget(inner)
        self._whole.addWidget(self._gone)
        main.setLayout(column(self._whole, gap=0, margins=(24, 12, 24, 16)))
        self._line = row(main, gap=0)
        self._line.setStretch(0, 1)
        self.setLayout(self._line)

    def _connect(self) -> None:
        self.header.asked.connect(self._lead)
        self.header.rating.why_asked.connect(self.ask_why)
        self.header.step_asked.connect(self.step)
        self.header.one_pager_asked.connect(self.write_one_pager)
        self.header.rating.override_asked.connect(self.ask_override)
        self.tabs.currentChanged.connect(lambda _number: self._show_tab())
        for keys, run in (
            ("Alt+Up", lambda: self.step(-1)),
            ("Alt+Down", lambda: self.step(1)),
            ("Ctrl+Tab", lambda: self._turn(1)),
            ("Ctrl+Shift+Tab", lambda: self._turn(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        if self.key is None:
            QTimer.singleShot(0, self, self._begin)
            return
        with self.document.reading() as session:
            self.head = project_head(session, self.key)
        self._whole.setCurrentIndex(0 if self.head else 1)
        if self.head is None:
            self._hide_panes()
            return
        self._show_head()
        self._show_tab(renew=True)
        if self._details is not None and not self._details.isHidden():
            self._details.show_record(self.key)

    @override
    def show_record(self, key: object) -> None:
        """Show a project: its key; ("project", key); (key, tab); or (key, keys of the list it stands in)."""
        if isinstance(key, tuple):
            first, second = key
            if first == "project":
                self.show_record(second)
                return
            if isinstance(second, tuple):
                self._among = second
            self._go_to(first)
            if isinstance(second, str):
                self.show_tab(second)
        elif isinstance(key, int):
            self._go_to(key)

    def _begin(self) -> None:
        """Show the first project by name, where nobody asked for another meanwhile."""
        if self.key is None:
            with self.document.reading() as session:
                self._among = tuple(registers.keys(session, PROJECTS, sort=(("name", True),)))
            self._whole.setCurrentIndex(0 if self._among else 1)
            if self._among:
                self._go_to(self._among[0])

    def _go_to(self, key: int) -> None:
        if key not in self._among:
            with self.document.reading() as session:
                self._among = tuple(registers.keys(session, PROJECTS, sort=(("name", True),)))
        self._hide_panes()
        self.key = key
        self.refresh()

    def step(self, by: int) -> None:
        """Go to the project before or after this one in the list."""
        place = self._place() + by
        if 0 <= place < len(self._among):
            self._go_to(self._among[place])

    def _place(self) -> int:
        return self._among.index(self.key) if self.key in self._among else 0

    def _show_head(self) -> None:
        if self.head is None:
            return
        self.header.show_head(self.head, self._place(), max(len(self._among), 1))
        count = self.head.open_items
        title = say(dict(TABS)["raid"])
        self.tabs.setTabText(_KEYS.index("raid"), f"{title} {count}" if count else title)

    def show_tab(self, key: str) -> None:
        """Show a tab by its key, such as "schedule"."""
        self.tabs.setCurrentIndex(_KEYS.index(key))

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(TABS))

    def _show_tab(self, *, renew: bool = False) -> None:
        """Fill only the tab that is seen."""
        key = _KEYS[self.tabs.currentIndex()]
        if not renew:
            self._hide_panes()
        self.stack.setCurrentWidget(self._tab(key))
        if self.head is None or self.key is None:
            return
        if key in RECORDS:
            self.records[key].show_project(self.key)
        elif key == "overview":
            self.overview.show_head(self.head)
        elif key == "reports":
            with self.document.reading() as session:
                found, said = project_reports(session, self.key), report_strip(session, self.key)
            self.reports.show_reports(self.head.seen, found, said)
        else:
            with self.document.reading() as session:
                names = project_records(session, self.key)
            rows = [("project", self.key), *(("status_report", each) for each in self.head.seen.report_keys)]
            self.history.show_rows([*rows, *names], self._money, names)
            self.edits.show_said(project_changes(self.history.changes))

    def _hide_panes(self) -> None:
        for tab in self.records.values():
            tab.leave()
        if self._details is not None:
            self._details.hide()

    def _lead(self, table: str, key: object) -> None:
        """Show a record of this project in its tab, or the page that has it."""
        if isinstance(key, int):
            for name, held in RECORDS.items():
                if table in held.tables:
                    self.show_tab(name)
                    self.records[name].show_record(table, key)
                    return
        if table == "register":
            self.go.emit("register", key)
        else:
            self.go.emit(page_of(table), (table, key))

    # What is done ------------------------------------------------------------------------------------------------

    def show_details(self) -> None:
        """Show every field of the project itself, to be edited."""
        self._hide_panes()
        if self._details is None:
            self._details = RecordPane(self.document, PROJECTS, self._money)
            self._details.closed.connect(self._details.hide)
            self._details.remove_asked.connect(self.remove_project)
            self._line.addWidget(self._details)
        if self._details.show_record(self.key):
            self._details.show()
            self._details.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_override(self) -> None:
        """Ask for the PMO's own view of a rating."""
        if self.head is not None and self.head.seen.entry is not None and not self.head.seen.is_frozen:
            OverrideDialog(self.document, self.head.seen.entry, self).open()
        else:
            self.document.refused.emit(
                self.tr("A PMO view needs a report in an open period. Open a period, then set it.")
            )

    def begin_recovery(self) -> None:
        """Ask for what a recovery needs."""
        if self.key is not None:
            projects.begin_recovery(self.document, self.key, self)

    def set_baseline(self) -> None:
        """Ask for what was approved."""
        if self.key is not None:
            projects.ask_baseline(self.document, self.key, self)

    def ask_why(self) -> None:
        """Tell why the project is rated as it is, and lead to the record behind it."""
        if self.head is not None:
            dialog = WhyDialog(self.document, self.head.seen.key, self.head.seen.name, self)
            dialog.asked.connect(self._lead_to_driver)
            dialog.open()

    def _lead_to_driver(self, table: str, key: object) -> None:
        if table == "project":
            self.show_details()
        else:
            self._lead(table, key)

    def remove_project(self) -> None:
        """Remove the project with its reports and records; undo brings it back."""
        if self.head is None or self.key is None:
            return
        key = self.key
        title = say("Remove “{name}”", name=self.head.seen.name)
        self.document.do(title, lambda session: registers.remove(session, PROJECTS, [key]))

    # The one-pager -----------------------------------------------------------------------------------------------

    def write_one_pager(self) -> None:
        """Ask where to, and write the project's page there."""
        if self.head is None or self.key is None:
            return
        with self.document.reading() as session:
            period = self.document.period(session)
            name = period.name if period else ""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        bare = re.sub(r'[\\/:*?"<>|]+', "-", f"{self.head.seen.name} {name}").strip()
        chosen = self.ask_path(str(Path(folder) / f"{bare}.pdf"))
        if chosen and name:
            self._write_to(Path(chosen), name, self.key)

    def _ask_path(self, proposed: str) -> str:
        title, kinds = self.tr("Write the one-pager"), self.tr("PDF (*.pdf)")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, proposed, kinds)
        return chosen if not chosen or chosen.lower().endswith(".pdf") else f"{chosen}.pdf"

    def _write_to(self, path: Path, period: str, key: int) -> None:
        from pmo_desktop.reports.one_pager import make_one_pager

        snapshot = self.document.workspace.snapshot()

        def work(job: "Job") -> bytes:
            job.step(0.1)
            try:
                return make_one_pager(snapshot, period, key)
            finally:
                snapshot.close()

        self.jobs.start(self.tr("Writing the one-pager"), work, lambda content: write(self, path, lambda: content))
