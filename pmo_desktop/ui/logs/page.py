"""A page of one or more registers, each in a tab: decisions, risks, milestones, benefits and the rest."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.services.insights.counts import count
from pmo_desktop.text import say
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.logs.specs import LOGS, Log
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.widgets.controls import button, column, icon_button, row, rule, tabs
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class LogPage(Page):
    """`LogPage(document, jobs, "raid")`: the page that `LOGS` tells under that key. A tab is made when first shown."""

    def __init__(self, document: "Document", jobs: "Jobs", key: str) -> None:
        super().__init__(document, jobs)
        self.spec = LOGS[key]
        self._views: dict[str, LogView] = {}
        self._old: set[str] = set()
        self.undo_button = icon_button("undo", self.tr("Undo"), document.undo, name="undo")
        self.new = button("", self.add_record, look="primary", picture="plus", name="new row")
        self._header = PageHeader(say(self.spec.title), actions=(self.undo_button, self.new))
        self.tabs = tabs(*(say(log.register.title) for log in self.spec.logs), name="log tabs")
        self.tabs.setAccessibleName(self.tr("Registers"))
        self.tabs.currentChanged.connect(self._show_log)
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        choice = QWidget()
        self.tabs.setProperty("look", "bare")
        choice.setLayout(column(self.tabs, rule(), gap=0))
        choice.setVisible(len(self.spec.logs) > 1)
        main = QWidget()
        main.setLayout(column(self._header, choice, self.stack, gap=12, margins=(24, 16, 24, 16)))
        self._line = row(main, gap=0)
        self._line.setStretch(0, 1)
        self.setLayout(self._line)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        current = self._log().table
        if current in self._views:
            self._views[current].renew()
        self._old = set(self._views) - {current}
        self._show_log()

    def show_record(self, key: object) -> None:
        """Show a register by its table's name, or one row: (table, key), or a key alone."""
        tables = [log.table for log in self.spec.logs]
        if isinstance(key, tuple):
            self.tabs.setCurrentIndex(tables.index(str(key[0])))
            self._view().show_record(int(key[1]))
        elif isinstance(key, int):
            self.show_record((self._table_with(key), key))
        elif key in tables:
            self.tabs.setCurrentIndex(tables.index(str(key)))

    def _table_with(self, key: int) -> str:
        with self.document.reading() as session:
            for log in self.spec.logs:
                if session.get(log.register.entity, key) is not None:
                    return log.table
        return self._log().table

    def _log(self) -> Log:
        return self.spec.logs[max(0, self.tabs.currentIndex())]

    def _view(self) -> LogView:
        """The view of the tab that is shown, made if need be."""
        log = self._log()
        if log.table not in self._views:
            made = LogView(self.document, log)
            made.project_asked.connect(lambda key: self.go.emit("register", key))
            self._views[log.table] = made
            self.stack.addWidget(made)
            self._line.addWidget(made.pane)
        return self._views[log.table]

    def _show_log(self) -> None:
        view, log = self._view(), self._log()
        if log.table in self._old:
            self._old.discard(log.table)
            view.renew()
        for other in self._views.values():
            if other is not view:
                other.pane.hide()
        self.stack.setCurrentWidget(view)
        self.new.setText(say(log.new))
        self.new.setAccessibleName(say(log.new))
        with self.document.reading() as session:
            parts = [f"{say(each.register.title)} {count(session, each.register.entity)}" for each in self.spec.logs]
        self._header.show_words(say(self.spec.title), " · ".join(parts))
        undo = self.document.undo_title()
        self.undo_button.setEnabled(bool(undo))
        self.undo_button.setToolTip(self.tr("Undo: {title}").format(title=undo) if undo else self.tr("Undo"))

    def add_record(self) -> None:
        """Ask for a new row of the register that is shown."""
        self._view().add_record()
