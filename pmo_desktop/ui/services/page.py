"""The service catalogue: its four groups, the mix meant against the mix given, and the cost of each customer."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.charts import service_mix
from pmo_desktop.domain.service import ServiceState
from pmo_desktop.services import beginnings
from pmo_desktop.services.formats import NO_VALUE, show_number
from pmo_desktop.services.insights.catalogue import Catalogue, ServiceSeen, catalogue
from pmo_desktop.services.wording import money, money_parts
from pmo_desktop.ui.logs.page import Front, LogPage
from pmo_desktop.ui.office_choice import OfficeChoice
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import column, label, row, scrolled
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.tag import Tone

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_TONES: dict[ServiceState, Tone] = {
    ServiceState.PLANNED: "news",
    ServiceState.LIVE: "good",
    ServiceState.RETIRED: "quiet",
}
_BEST = 5


class CatalogueFront(Front):
    """The catalogue of one office at a glance; without services it offers typical ones."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Overview")
        self.office = OfficeChoice(document)
        self.office.chosen.connect(self.renew)
        self.kpis = KpiRow()
        self.kpis.pressed.connect(lambda key: self.shown.emit("service_request" if key == "waiting" else "service"))
        self.listing = Listing(
            self.tr("Services by group"),
            (
                ListingColumn(self.tr("Service"), 36), ListingColumn(self.tr("Group"), 17),
                ListingColumn(self.tr("Role"), 18), ListingColumn(self.tr("FTE"), 8, is_figure=True),
                ListingColumn(self.tr("Asked, done"), 15, is_figure=True), ListingColumn(self.tr("State"), 14),
            ),
            grows=True,
        )  # fmt: skip
        self.listing.setObjectName("services by group")
        self.listing.opened.connect(lambda key: self.shown.emit(("service", key)))
        self.chart = ChartView(self.tr("Mix of services"), height=190)
        self.customers = Listing(
            self.tr("Cost per customer"),
            (
                ListingColumn(self.tr("Customer"), 52), ListingColumn(self.tr("Services"), 22, is_figure=True),
                ListingColumn(self.tr("Cost per year"), 30, is_figure=True),
            ),
            grows=True,
        )  # fmt: skip
        self.empty = EmptyState(
            "services",
            self.tr("No service is listed yet"),
            self.tr("The catalogue says what people can ask the office for, at what effort, and how well it is done."),
            self.tr("Begin with typical services"),
            self.begin,
        )
        self._build()

    def _build(self) -> None:
        self._mix = Card(self.tr("Mix intended against delivered"))
        self._mix.put(self.chart)
        self._hint = label("", "note", wraps=True)
        self._mix.put(self._hint)
        self.chart.setFixedHeight(px(256))
        served = Card(self.tr("Cost per customer"), self.tr("live services, shared evenly"), flush=True)
        served.put(self.customers)
        services = Card(self.tr("Catalogue"), self.tr("a double click opens a service"), flush=True)
        services.put(self.listing)
        beside = row(column(services, None, gap=0), column(self._mix, served, None, gap=16), gap=16)
        beside.setStretch(0, 3)
        beside.setStretch(1, 2)
        inner = QWidget()
        inner.setLayout(column(self.kpis, beside, None, gap=16))
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(inner))
        self._stack.addWidget(self.empty)
        self.setLayout(column(self.office, self._stack, gap=12))

    @override
    def renew(self) -> None:
        self.office.renew()
        with self.document.reading() as session:
            found = catalogue(session, self.office.key)
        self.action = self.tr("New service") if found.services else ""
        if not found.services:
            self.heading = ("", "")
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentIndex(0)
        self.heading = (self.tr("Services of the {office}").format(office=found.office), "")
        self.kpis.show_kpis(self._kpis(found))
        self.listing.show_rows([_row(each) for each in found.services])
        self.chart.show_chart(service_mix.draw, found.mix)
        meant = any(each.intended is not None for each in found.mix.rows)
        self._hint.setText("" if meant else self.tr("Say on the office which share is meant for each group."))
        self._hint.setVisible(not meant)
        self.customers.show_rows(
            [
                ListingRow(each.name, (each.name, show_number(each.services), money(each.cost, found.currency)))
                for each in found.customers
            ]
        )

    def _value(self, found: Catalogue) -> str:
        valued = [each.value for each in found.services if each.value is not None]
        return show_number(sum(valued) / len(valued), 1) if valued else NO_VALUE

    def _kpis(self, found: Catalogue) -> tuple[Kpi, ...]:
        live, planned = found.of_state(ServiceState.LIVE), found.of_state(ServiceState.PLANNED)
        figure, unit = money_parts(found.cost, found.currency)
        known = self.tr("known of {known} of {count}").format(
            known=sum(each.fte is not None for each in live), count=len(live)
        )
        to_come = self.tr("{count} planned").format(count=len(planned))
        waiting = self.tr("asked and not closed")
        return (
            Kpi("live", self.tr("Live services"), show_number(len(live)), note=to_come),
            Kpi("fte", self.tr("Effort"), show_number(found.fte, 1), self.tr("FTE"), known),
            Kpi("cost", self.tr("Cost per year"), figure, unit, self.tr("of live services")),
            Kpi("waiting", self.tr("Requests waiting"), show_number(found.waiting), note=waiting),
            Kpi(
                "value", self.tr("Value to customers"), self._value(found), self.tr("of {best}").format(best=_BEST),
                self.tr("by those who asked"),
            ),
        )  # fmt: skip

    def begin(self) -> None:
        """Begin with typical services."""
        key = self.office.key
        self.document.do(self.tr("Begin the service catalogue"), lambda session: beginnings.add_services(session, key))

    @override
    def act(self) -> None:
        self.wanted.emit("service")


def _row(each: ServiceSeen) -> ListingRow:
    cells = (
        each.title, each.group.label, each.role.label, show_number(each.fte, 1), f"{each.asked}, {each.done}",
        each.state.label,
    )  # fmt: skip
    return ListingRow(each.key, cells, _TONES[each.state])


class ServicesPage(LogPage):
    """The overview, then every service and every request."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "services", (CatalogueFront,))
