"""Governance: the way of escalation as a picture, the bodies with their decision rights, and their calendar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.charts import escalation_path
from pmo_desktop.services import beginnings
from pmo_desktop.services.formats import NO_VALUE, show_date
from pmo_desktop.services.insights.bodies import BodySeen, bodies
from pmo_desktop.services.insights.bodies import escalation_path as path_of
from pmo_desktop.ui.logs.page import Front, LogPage
from pmo_desktop.ui.saving import save_as
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import button, column, scrolled
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from datetime import date

    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class PathFront(Front):
    """The way of a problem upwards, and when each body meets next; without bodies it offers typical ones."""

    calendar_asked = Signal()

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Escalation path")
        self.chart = ChartView(self.tr("Escalation path"), height=300)
        self.chart.record_chosen.connect(lambda key: self.shown.emit(("governance_body", int(key))))
        self.listing = Listing(
            self.tr("Bodies and their next meetings"),
            (
                ListingColumn(self.tr("Body"), 26), ListingColumn(self.tr("Chair"), 22),
                ListingColumn(self.tr("Decides by itself"), 26), ListingColumn(self.tr("Pack it receives"), 20),
                ListingColumn(self.tr("Next meeting"), 18, is_figure=True),
            ),
            grows=True,
        )  # fmt: skip
        self.listing.setObjectName("next meetings")
        self.listing.opened.connect(lambda key: self.shown.emit(("governance_body", key)))
        self.empty = EmptyState(
            "gate",
            self.tr("No body is listed yet"),
            self.tr("Governance bodies decide what a project may not decide for itself, up to a limit, on known days."),
            self.tr("Begin with typical bodies"),
            self.begin,
        )
        drawn = Card(self.tr("Where a problem goes that cannot be solved where it is"))
        drawn.put(self.chart)
        self.chart.setFixedHeight(px(360))
        export = button(
            self.tr("Export the calendar…"),
            self.calendar_asked.emit,
            look="link",
            picture="calendar",
            name="export calendar",
        )
        listed = Card(self.tr("Bodies"), self.tr("a double click opens one"), actions=(export,), flush=True)
        listed.put(self.listing)
        inner = QWidget()
        inner.setLayout(column(drawn, listed, None, gap=16))
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(inner))
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack, gap=0))

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            found, today = bodies(session), self.document.day(session)
        self.action = self.tr("New body") if found else ""
        self._stack.setCurrentIndex(0 if found else 1)
        self.chart.show_chart(escalation_path.draw, path_of(found))
        self.listing.show_rows([_row(each, today) for each in found])

    def begin(self) -> None:
        """Begin with typical bodies."""
        self.document.do(self.tr("Begin with typical bodies"), beginnings.add_bodies)

    @override
    def act(self) -> None:
        self.wanted.emit("governance_body")


def _row(each: BodySeen, today: "date") -> ListingRow:
    coming = next((day for day in each.meetings if day >= today), None)
    cells = (
        each.name, each.chair or NO_VALUE, each.limit or NO_VALUE, each.receives or NO_VALUE, show_date(coming),
    )  # fmt: skip
    return ListingRow(each.key, cells)


class GovernancePage(LogPage):
    """The picture, then every body and every meeting."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "governance", (PathFront,))
        (front,) = self.fronts
        if isinstance(front, PathFront):
            front.calendar_asked.connect(self.export_calendar)

    def export_calendar(self) -> None:
        """Write all meetings as a calendar file."""
        save_as(self, self.tr("Meetings"), "ics", self.calendar)

    def calendar(self) -> bytes:
        """All meetings as a calendar."""
        from pmo_desktop.interchange.meetings import make_meetings

        with self.document.reading() as session:
            return make_meetings(session)
