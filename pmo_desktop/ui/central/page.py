"""Central registers: what is kept once for all projects and what it saves, then each register row by row."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.charts import value_bars
from pmo_desktop.services import formats
from pmo_desktop.services.insights.central import CentralPart, CentralSeen, central
from pmo_desktop.services.wording import money, money_parts, names
from pmo_desktop.ui.logs.page import Front, LogPage
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import column, label, row, scrolled
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class CentralFront(Front):
    """What is centralised and what it saves, measured told apart from estimated."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Overview")
        self.kpis = KpiRow()
        self.kpis.pressed.connect(lambda _key: self.shown.emit("central_item"))
        self.chart = ChartView(self.tr("What it saves a year"))
        self.parts = Listing(
            self.tr("What is centralised"),
            (
                ListingColumn(self.tr("Register"), 26), ListingColumn(self.tr("Entries"), 14, is_figure=True),
                ListingColumn(self.tr("Projects"), 14, is_figure=True),
                ListingColumn(self.tr("Cost a year"), 20, is_figure=True),
                ListingColumn(self.tr("Saved, measured"), 24, is_figure=True),
                ListingColumn(self.tr("Saved, estimated"), 24, is_figure=True),
            ),
            grows=True,
        )  # fmt: skip
        self.endings = Listing(
            self.tr("Contracts that end within half a year"),
            (ListingColumn(self.tr("Contract"), 60), ListingColumn(self.tr("Ends"), 24)),
            grows=True,
        )
        self.endings.opened.connect(lambda key: self.shown.emit(("central_item", key)))
        self.unused = label("", "note", wraps=True)
        self.empty = EmptyState(
            "folder",
            self.tr("Nothing is kept centrally yet"),
            self.tr(
                "Staff, suppliers, customers and equipment that the office keeps once for all projects, with who uses "
                "them and what that saves against every project doing it for itself. Add the first supplier; staff are "
                "the people of the resources page that are marked as kept by the PMO."
            ),
            self.tr("New supplier"),
            self.act,
        )
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        listed = Card(self.tr("What is centralised"), flush=True)
        listed.put(self.parts)
        listed.body.addLayout(row(self.unused, margins=(16, 8, 16, 8)))
        picture = Card(self.tr("What it saves a year"))
        picture.put(self.chart)
        self._ending = Card(self.tr("Contracts that end within half a year"), flush=True)
        self._ending.put(self.endings)
        self._ending.body.addStretch(1)
        lower = row(picture, self._ending, gap=16)
        lower.setStretch(0, 1)
        lower.setStretch(1, 1)
        full = QWidget()
        lines = column(self.kpis, listed, lower, gap=16)
        lines.setStretch(2, 1)
        full.setLayout(lines)
        self._stack.addWidget(scrolled(full))
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            found = central(session, self.document.day(session))
        self._stack.setCurrentIndex(0 if found else 1)
        self.action = self.tr("New supplier") if found else ""
        self.heading = ("", self.tr("Nothing is kept centrally yet"))
        if found:
            self._show(found)

    def _show(self, found: CentralSeen) -> None:
        cost = self.tr("They cost {money} a year").format(money=money(found.cost, found.currency))
        self.heading = (found.title, cost if found.cost else "")
        entries = sum(each.entries for each in found.parts)
        self.kpis.show_kpis(
            (
                Kpi("entries", self.tr("Kept centrally"), str(entries), "", self.tr("in four registers")),
                Kpi("projects", self.tr("Projects served"), str(found.projects), "", self.tr("use at least one")),
                self._money("measured", self.tr("Saved, measured"), found.measured, found.currency),
                self._money("estimated", self.tr("Saved, estimated"), found.estimated, found.currency),
            )
        )
        self.parts.show_rows([self._part(each, found.currency) for each in found.parts])
        idle = self.tr("Used by no project: {names}.").format(names=names(found.unused))
        self.unused.setText(idle if found.unused else self.tr("Every entry is used by a project."))
        self.chart.show_chart(value_bars.draw, found.chart)
        self._ending.setVisible(bool(found.endings))
        self.endings.show_rows(
            [
                ListingRow(
                    each.key, (each.name, formats.show_date(each.ends_on)), tag="bad" if each.is_over else "warning"
                )
                for each in found.endings
            ]
        )

    def _money(self, key: str, title: str, amount: int, currency: str) -> Kpi:
        figure, unit = money_parts(amount, currency)
        return Kpi(key, title, figure, unit, self.tr("a year"))

    def _part(self, each: CentralPart, currency: str) -> ListingRow:
        amounts = (money(amount, currency) if amount else formats.NO_VALUE
                   for amount in (each.cost, each.measured, each.estimated))  # fmt: skip
        return ListingRow(each.kind, (each.title, str(each.entries), str(each.projects), *amounts))

    @override
    def act(self) -> None:
        self.wanted.emit("central_item")


class CentralPage(LogPage):
    """What is kept once for all projects, and its registers."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "central", (CentralFront,))
