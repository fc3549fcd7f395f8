"""A tab of a project's page: its records, edited as in any register, beside what they add up to."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.text import say
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.project.side import Side
from pmo_desktop.ui.project.source import ProjectSource
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, column, row, tabs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.services.insights.tab_said import TabSaid
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.logs.pane import RecordPane
    from pmo_desktop.ui.logs.specs import Log

Ask = Callable[["Session", int], "TabSaid"]


class RecordsTab(QWidget):
    """`show_project(key)`, and again after a change. Each log is made when first shown.

    `pane_made` tells of the pane of a log, for the page to put beside; `asked` leads to a record of another tab.
    """

    pane_made = Signal(object)
    asked = Signal(str, object)

    def __init__(self, document: "Document", logs: "tuple[Log, ...]", ask: Ask | None = None, chart: str = "") -> None:
        super().__init__()
        self.document = document
        self.logs = logs
        self._ask = ask
        self._key = 0
        self._views: dict[str, LogView] = {}
        self._old: set[str] = set()
        self.headline = ElidedLabel("", "section")
        self.headline.setObjectName("headline")
        self.choice = tabs(*(say(log.register.title) for log in logs), name="records")
        self.choice.setProperty("look", "bare")
        self.choice.setAccessibleName(self.tr("Registers"))
        self.choice.setVisible(len(logs) > 1)
        self.choice.currentChanged.connect(lambda _number: self._show_log())
        self.new = button("", self.add_record, look="link", picture="plus", name="new row")
        self.stack = QStackedWidget()
        self.side = Side(chart) if ask is not None else None
        self._build()

    def _build(self) -> None:
        head = row(self.headline, self.new, gap=16)
        head.setStretch(0, 1)
        left = QWidget()
        left.setLayout(column(head, self.choice, self.stack, gap=8))
        self._line = row(left, gap=16)
        self._line.setStretch(0, 3)
        if self.side is not None:
            self.side.asked.connect(self.lead)
            self._line.addWidget(self.side, 2)
        self.setLayout(self._line)

    # What is shown -----------------------------------------------------------------------------------------------

    def show_project(self, key: int) -> None:
        """Show the records of a project; of the one that is shown, read again what changed."""
        if key == self._key:
            self.renew()
            return
        self._key = key
        for view in self._views.values():
            view.pane.hide()
        self._old = set(self._views)
        self.renew_said()
        if self.isVisible():
            self._show_log()

    def renew(self) -> None:
        """Read again after a change."""
        self.renew_said()
        current = self._log().table
        self._old = set(self._views) - {current}
        if current in self._views:
            self._views[current].renew()
        else:
            self._show_log()

    def renew_said(self) -> None:
        """Say anew what the records add up to."""
        if self._ask is None or self.side is None or not self._key:
            self.headline.setText(say(self._log().register.title))
            return
        with self.document.reading() as session:
            said = self._ask(session, self._key)
        self.headline.setText(said.headline)
        self.side.show_said(said)
        self.show_side()

    def show_side(self) -> None:
        """Show what the records add up to, unless a pane or nothing to say takes its place."""
        if self.side is not None:
            has_pane = any(not view.pane.isHidden() for view in self._views.values())
            self.side.setVisible(not has_pane and self.side.has_words)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_log()

    def show_record(self, table: str, key: int) -> bool:
        """Show one record, if it is of one of these registers."""
        tables = [log.table for log in self.logs]
        if table not in tables:
            return False
        self.choice.setCurrentIndex(tables.index(table))
        self._show_log()
        self._views[table].show_record(key)
        return True

    def lead(self, table: str, key: object) -> None:
        """Show a record here, or ask the page for it."""
        if not (isinstance(key, int) and self.show_record(table, key)):
            self.asked.emit(table, key)

    def view(self) -> LogView:
        """The log that is shown."""
        return self._views[self._log().table]

    def _log(self) -> "Log":
        return self.logs[max(0, self.choice.currentIndex())]

    def _show_log(self) -> None:
        if not self._key:
            return
        log = self._log()
        view = self._views.get(log.table) or self._make(log)
        for other in self._views.values():
            if other is not view:
                other.pane.hide()
        if log.table in self._old:
            self._old.discard(log.table)
            self._scope(view)
        self.stack.setCurrentWidget(view)
        self.new.setText(say(log.new))
        self.new.setAccessibleName(say(log.new))
        if self._ask is None:
            self.headline.setText(say(log.register.title))
        self.show_side()

    def _make(self, log: "Log") -> LogView:
        source = ProjectSource(self.document, log.register)
        source.show_project(self._key)
        offered = tuple(each.column for each in log.filters)
        view = LogView(self.document, replace(log, offered=offered), source)
        view.pane.of_project = self._key
        self._views[log.table] = view
        self.stack.addWidget(view)
        self.pane_made.emit(view.pane)
        view.pane.shown_or_hidden.connect(self.show_side)
        self.made(view)
        return view

    def made(self, view: LogView) -> None:
        """Add to a log that was just made; a tab of its own kind does."""

    def _scope(self, view: LogView) -> None:
        if isinstance(view.source, ProjectSource):
            view.source.show_project(self._key)
        view.pane.of_project = self._key
        view.pane.renew_options()
        view.table.model.ask()

    def panes(self) -> "list[RecordPane]":
        """The panes of the logs made so far."""
        return [view.pane for view in self._views.values()]

    def leave(self) -> None:
        """Close the panes."""
        for pane in self.panes():
            pane.hide()

    def add_record(self) -> None:
        """Ask for a new row of the register that is shown."""
        self.view().add_record()
