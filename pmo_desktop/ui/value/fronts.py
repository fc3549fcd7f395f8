"""The value of an office as a picture, and the strategic objectives with what serves them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from sqlalchemy import select
from typing_extensions import override

from pmo_desktop.charts import coverage_matrix, value_bars
from pmo_desktop.domain.office import StrategicObjective
from pmo_desktop.services import formats
from pmo_desktop.services.insights.coverage import Coverage, coverage
from pmo_desktop.services.insights.value import BeforeAfter, PmoValue, SavingSeen, Side, pmo_value
from pmo_desktop.services.wording import money, money_parts, projects
from pmo_desktop.ui.logs.page import Front
from pmo_desktop.ui.office_choice import OfficeChoice
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, column, row, scrolled
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs
    from pmo_desktop.ui.widgets.tag import Tone


class ValueFront(Front):
    """What the office costs and saves, and how projects ended before it and with it. `pdf_asked` wants the page."""

    pdf_asked = Signal()

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Value")
        self.office = OfficeChoice(document)
        self.office.chosen.connect(self.renew)
        self.kpis = KpiRow()
        self.kpis.pressed.connect(
            lambda key: self.shown.emit("saving") if key != "cost" else self.go.emit("charter", None)
        )
        self.chart = ChartView(self.tr("Cost and savings a year"))
        self.measures = Listing(
            self.tr("Before the office, and with it"),
            (
                ListingColumn(self.tr("Measure"), 37), ListingColumn(self.tr("Before"), 40),
                ListingColumn(self.tr("Now"), 40), ListingColumn(self.tr("Change"), 36),
            ),
            grows=True,
        )  # fmt: skip
        self.measures.opened.connect(lambda _key: self.shown.emit("value_figure"))
        self.savings = Listing(
            self.tr("Where the savings come from"),
            (
                ListingColumn(self.tr("Saving"), 40), ListingColumn(self.tr("Through"), 24),
                ListingColumn(self.tr("Known from"), 40), ListingColumn(self.tr("Amount"), 16, is_figure=True),
                ListingColumn(self.tr("How"), 18),
            ),
        )  # fmt: skip
        self.savings.opened.connect(self._open)
        self.sources = tuple(ElidedLabel("", "note") for _ in range(3))
        self.empty = EmptyState(
            "chart",
            self.tr("Nothing to weigh yet"),
            self.tr(
                "This page justifies a cost centre: what the office costs, how projects ended before it and with it, "
                "and what it saves, with what is measured told apart from what is estimated. Begin with one figure "
                "from before the office; closed projects of the register add theirs by themselves."
            ),
            self.tr("New figure"),
            lambda: self.wanted.emit("value_figure"),
        )
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        pdf = button(self.tr("Write PDF…"), self.pdf_asked.emit, picture="pdf", name="value pdf")
        picture = Card(self.tr("Cost and savings a year"), actions=(pdf,))
        picture.put(self.chart)
        compared = Card(self.tr("Before the office, and with it"), flush=True)
        compared.put(self.measures)
        compared.body.addLayout(column(*self.sources, gap=2, margins=(16, 8, 16, 12)))
        compared.body.addStretch(1)
        upper = row(picture, compared, gap=16)
        upper.setStretch(0, 1)
        upper.setStretch(1, 1)
        listed = Card(self.tr("Where the savings come from"), flush=True)
        listed.put(self.savings)
        full = QWidget()
        lines = column(self.kpis, upper, listed, gap=16)
        lines.setStretch(1, 1)
        lines.setStretch(2, 1)
        full.setLayout(lines)
        self.savings.setMinimumHeight(px(180))
        self.chart.setMinimumHeight(px(180))
        self._stack.addWidget(scrolled(full))
        self._stack.addWidget(self.empty)
        whole = column(self.office, self._stack, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @override
    def renew(self) -> None:
        self.office.renew()
        with self.document.reading() as session:
            found = pmo_value(session, self.office.key, self.document.day(session))
        self._stack.setCurrentIndex(1 if found.is_empty else 0)
        self.action = "" if found.is_empty else self.tr("New saving")
        self.heading = ("", self.tr("Nothing is known yet")) if found.is_empty else (found.title, found.reason)
        if not found.is_empty:
            self._show(found)

    def _show(self, found: PmoValue) -> None:
        self.kpis.show_kpis(self._figures(found))
        self.chart.show_chart(value_bars.draw, found.chart)
        self.measures.show_rows([self._measure(each) for each in found.measures])
        told = [f"{each.name}: {each.sources}" for each in found.measures if each.sources]
        for place, line in enumerate(self.sources):
            line.setText(told[place] if place < len(told) else "")
        self.savings.show_rows([self._saving(each, found.currency) for each in found.savings])

    def _figures(self, found: PmoValue) -> tuple[Kpi, ...]:
        fte = self.tr("{fte} FTE").format(fte=formats.show_number(found.cost.fte, 1)) if found.cost.fte else ""
        source = " · ".join(part for part in (fte, found.cost.source) if part)
        return (
            self._kpi("cost", self.tr("Cost a year"), found.cost.per_year, found, source),
            self._kpi("measured", self.tr("Saved, measured"), found.measured, found, self._times(found.times_measured)),
            self._kpi("estimated", self.tr("Saved, estimated"), found.estimated, found, self.tr("not measured yet")),
            self._kpi(
                "all", self.tr("Saved in all"), found.measured + found.estimated, found, self._times(found.times_all)
            ),
        )

    def _kpi(self, key: str, title: str, amount: int | None, found: PmoValue, note: str) -> Kpi:
        figure, unit = (formats.NO_VALUE, "") if amount is None else money_parts(amount, found.currency)
        return Kpi(key, title, figure, unit, note)

    def _times(self, times: float | None) -> str:
        if times is None:
            return ""
        return self.tr("{times} times its cost").format(times=formats.show_number(times, 1))

    def _measure(self, each: BeforeAfter) -> ListingRow:
        better = "" if each.is_better is None else self.tr("better") if each.is_better else self.tr("worse")
        change = f"{each.change}, {better}" if better else each.change
        tone: Tone | None = None if each.is_better is None else "good" if each.is_better else "bad"
        return ListingRow(
            each.measure.value,
            (each.name, self._side(each, each.before), self._side(each, each.after), change),
            tag=tone,
        )

    def _side(self, each: BeforeAfter, side: Side | None) -> str:
        if side is None:
            return formats.NO_VALUE
        known = self.tr("measured") if side.is_measured else self.tr("estimated")
        return f"{each.shown(side)}, {known}"

    def _saving(self, each: SavingSeen, currency: str) -> ListingRow:
        known = self.tr("measured") if each.is_measured else self.tr("estimated")
        return ListingRow(
            (each.table, each.key),
            (each.title, each.kind, each.source, money(each.amount, currency), known),
            tag="good" if each.is_measured else "quiet",
        )

    def _open(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        if key[0] == "saving":
            self.shown.emit(key)
        elif key[0] == "central_item":
            self.go.emit("central", key)
        elif key[0] == "person":
            self.go.emit("resources", key)

    @override
    def act(self) -> None:
        self.wanted.emit("saving")


class ObjectivesFront(Front):
    """The strategic objectives: measure, target, today, and which projects serve them; what nobody serves is told."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Coverage")
        self.objectives = Listing(
            self.tr("Strategic objectives"),
            (
                ListingColumn(self.tr("Objective"), 40), ListingColumn(self.tr("Measure"), 36),
                ListingColumn(self.tr("Target"), 26), ListingColumn(self.tr("Today"), 28),
                ListingColumn(self.tr("Weight"), 12, is_figure=True),
                ListingColumn(self.tr("Cost"), 16, is_figure=True),
                ListingColumn(self.tr("Served by"), 24),
            ),
            grows=True,
        )  # fmt: skip
        self.objectives.opened.connect(lambda key: self.shown.emit(("strategic_objective", key)))
        self.chart = ChartView(self.tr("Objectives served"))
        self.chart.record_chosen.connect(lambda key: self.go.emit("register", int(key)))
        self.empty = EmptyState(
            "target",
            self.tr("No strategic objective yet"),
            self.tr(
                "Objectives say what the organisation wants to reach, with a measure and a target. Projects are chosen "
                "by them; here you see which objectives nobody serves, and which projects serve none."
            ),
            self.tr("New objective"),
            self.act,
        )
        listed = Card(self.tr("Objectives"), flush=True)
        listed.put(self.objectives)
        self._picture = Card(self.tr("Which project serves which objective"))
        self._picture.put(self.chart)
        full = QWidget()
        lines = column(listed, self._picture, gap=16)
        lines.setStretch(1, 1)
        full.setLayout(lines)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            found = coverage(session)
            details = {
                each.key: (each.measure, each.target, each.result)
                for each in session.scalars(select(StrategicObjective))
            }
        self._stack.setCurrentIndex(0 if found.objectives else 1)
        self.action = self.tr("New objective") if found.objectives else ""
        self.heading = (found.title, self._subtitle(found)) if found.objectives else ("", found.title)
        self.objectives.show_rows(
            [
                ListingRow(
                    each.key,
                    (
                        each.title,
                        *(words or formats.NO_VALUE for words in details[each.key]),
                        str(each.weight),
                        money(each.cost, found.currency) if each.cost else formats.NO_VALUE,
                        projects(each.projects) if each.projects else self.tr("Nobody"),
                    ),
                    tag="quiet" if each.projects else "bad",
                )
                for each in found.objectives
            ]
        )
        self.chart.show_chart(coverage_matrix.draw, found.chart)

    def _subtitle(self, found: Coverage) -> str:
        served = len(found.objectives) - len(found.unserved)
        told = self.tr("{served} of {all} objectives are served").format(served=served, all=len(found.objectives))
        orphans = self.tr("{projects} without an objective").format(projects=projects(len(found.orphans)))
        return f"{told} · {orphans}" if found.orphans else told

    @override
    def act(self) -> None:
        self.wanted.emit("strategic_objective")
