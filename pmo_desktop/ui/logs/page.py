"""A page of one or more registers, each in a tab: decisions, risks, milestones, benefits and the rest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.numbers import show_number
from pmo_desktop.services.insights.counts import counts
from pmo_desktop.text import say
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.logs.specs import LOGS, Log
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.widgets.controls import button, column, icon_button, row, rule, tabs
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class Front(QWidget):
    """A view that stands before the registers of a page, such as a picture of what they come to.

    `tab` is the title of its tab, `action` that of the page's button while it is shown, which calls `act`. `renew`
    reads and shows it, and sets `heading`: a title that states the message, and the line under it; empty words leave
    the page's own. `go` leads to another page and a record, `shown` to a register of the same page or a row of it;
    `wanted` asks for a new row of a register of the same page.
    """

    go = Signal(str, object)
    shown = Signal(object)
    wanted = Signal(str)
    tab = ""
    action = ""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__()
        self.document = document
        self.jobs = jobs
        self.heading = ("", "")

    def renew(self) -> None:
        """Read everything anew and show it."""
        raise NotImplementedError

    def act(self) -> None:
        """Do what the page's button says; nothing where `action` is empty."""


class LogPage(Page):
    """`LogPage(document, jobs, "raid")`: the page that `LOGS` tells under that key. A tab is made when first shown.

    `fronts` are classes or functions that make the views before the registers.
    """

    def __init__(
        self,
        document: "Document",
        jobs: "Jobs",
        key: str,
        fronts: "Sequence[Callable[[Document, Jobs], Front]]" = (),
    ) -> None:
        super().__init__(document, jobs)
        self.spec = LOGS[key]
        self.fronts = [make(document, jobs) for make in fronts]
        self._views: dict[Log, LogView] = {}
        self._old: set[Log] = set()
        self._old_fronts = set(self.fronts)
        self.undo_button = icon_button("undo", self.tr("Undo"), document.undo, name="undo")
        self.new = button("", self.add_record, look="primary", picture="plus", name="new row")
        self._header = PageHeader(say(self.spec.title), actions=(self.undo_button, self.new))
        titles = (*(front.tab for front in self.fronts), *(log.heading for log in self.spec.logs))
        self.tabs = tabs(*titles, name="log tabs")
        self.tabs.setAccessibleName(self.tr("Registers"))
        self.tabs.currentChanged.connect(self._show_tab)
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        choice = QWidget()
        self.tabs.setProperty("look", "bare")
        choice.setLayout(column(self.tabs, rule(), gap=0))
        choice.setVisible(self.tabs.count() > 1)
        main = QWidget()
        main.setLayout(column(self._header, choice, self.stack, gap=12, margins=(24, 16, 24, 16)))
        self._line = row(main, gap=0)
        self._line.setStretch(0, 1)
        self.setLayout(self._line)
        for front in self.fronts:
            self.stack.addWidget(front)
            front.go.connect(self.go)
            front.shown.connect(self.show_record)
            front.wanted.connect(self._add_to)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        self._old = set(self._views)
        self._old_fronts = set(self.fronts)
        self._show_tab()

    def show_record(self, key: object) -> None:
        """Show a register by its table's name, a front by its class's, or one row: (table, key), or a key alone."""
        tables = [log.table for log in self.spec.logs]
        if isinstance(key, tuple):
            self._show_table(self._place_of(str(key[0]), int(key[1])))
            self._view().show_record(int(key[1]))
        elif isinstance(key, int):
            self.show_record((self._table_with(key), key))
        elif key in tables:
            self._show_table(tables.index(str(key)))
        else:
            names = [type(front).__name__ for front in self.fronts]
            self.tabs.setCurrentIndex(names.index(str(key)) if key in names else self.tabs.currentIndex())

    def _place_of(self, table: str, key: int) -> int:
        """The tab of a row: of several tabs of one register, the one whose new rows begin as this row is."""
        places = [place for place, log in enumerate(self.spec.logs) if log.table == table]
        with self.document.reading() as session:
            found = session.get(self.spec.logs[places[0]].register.entity, key)
            for place in places:
                given = self.spec.logs[place].given
                if all(getattr(found, name, None) == value for name, value in given):
                    return place
        return places[0]

    def _show_table(self, number: int) -> None:
        self.tabs.setCurrentIndex(len(self.fronts) + number)

    def _table_with(self, key: int) -> str:
        with self.document.reading() as session:
            for log in self.spec.logs:
                if session.get(log.register.entity, key) is not None:
                    return log.table
        return self.spec.logs[0].table

    def _front(self) -> Front | None:
        number = self.tabs.currentIndex()
        return self.fronts[number] if 0 <= number < len(self.fronts) else None

    def _log(self) -> Log:
        return self.spec.logs[max(0, self.tabs.currentIndex() - len(self.fronts))]

    def _view(self) -> LogView:
        """The view of the register that is shown, made if need be."""
        log = self._log()
        if log not in self._views:
            made = LogView(self.document, log)
            made.project_asked.connect(lambda key: self.go.emit("project", key))
            self._views[log] = made
            self.stack.addWidget(made)
            self._line.addWidget(made.pane)
        return self._views[log]

    def _show_tab(self) -> None:
        front = self._front()
        if front is None:
            self._show_log()
        else:
            self._show_front(front)
        undo = self.document.undo_title()
        self.undo_button.setEnabled(bool(undo))
        self.undo_button.setToolTip(tip(self.tr("Undo: {title}").format(title=undo)) if undo else self.tr("Undo"))

    def _show_front(self, front: Front) -> None:
        if front in self._old_fronts:
            self._old_fronts.discard(front)
            front.renew()
        for view in self._views.values():
            view.pane.hide()
        self.stack.setCurrentWidget(front)
        self._show_head(front.action, *front.heading)

    def _show_log(self) -> None:
        log, view = self._log(), self._view()
        if log in self._old:
            self._old.discard(log)
            view.renew()
        for other in self._views.values():
            if other is not view:
                other.pane.hide()
        self.stack.setCurrentWidget(view)
        self._show_head(say(log.new))

    def _show_head(self, action: str, title: str = "", words: str = "") -> None:
        self.new.setVisible(bool(action))
        self.new.setText(action.replace("&", "&&"))
        self.new.setAccessibleName(action)
        self._header.show_words(title or say(self.spec.title), words or self._counts())

    def _counts(self) -> str:
        with self.document.reading() as session:
            tables = {log.table: log.register for log in self.spec.logs}
            found = counts(session, *(each.entity for each in tables.values()))
        return " · ".join(
            f"{say(each.title)} {show_number(many, 0)}" for each, many in zip(tables.values(), found, strict=True)
        )

    def _add_to(self, table: str) -> None:
        self.show_record(table)
        self._view().add_record()

    def add_record(self) -> None:
        """Ask for a new row of the register that is shown, or do what the front's button says."""
        front = self._front()
        if front is None:
            self._view().add_record()
        else:
            front.act()
