"""Home: the message, six figures, ratings by count and by money, what needs attention, what is due, what changed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from pmo_desktop.services.formats import show_date
from pmo_desktop.ui.home.beginning import BeginningView
from pmo_desktop.ui.home.cards import AttentionCard, ChangesCard, DueCard, RatingsCard
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.widgets.controls import button, column, row
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from pmo_desktop.services.insights.home import Home
    from pmo_desktop.services.insights.kpis import Kpi as Figure
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_LEADS_TO = {"decisions": "decisions"}


class HomePage(Page):
    """Everything is worked out behind the window from a snapshot; `told` says when it is shown."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        pack = button(
            self.tr("Build board pack"), lambda: self.go.emit("board_pack", None), look="primary", picture="pack",
            name="build board pack",
        )  # fmt: skip
        self._pack = pack
        self._header = PageHeader(actions=(pack,))
        self.kpis = KpiRow()
        self.kpis.pressed.connect(lambda key: self.go.emit(_LEADS_TO.get(key, "register"), None))
        self.ratings = RatingsCard()
        self.attention = AttentionCard()
        self.due = DueCard()
        self.changes = ChangesCard()
        for card in (self.attention, self.due, self.changes):
            card.opened.connect(lambda key: self.go.emit("project" if key else "register", key or None))
        self.beginning = BeginningView()
        self.beginning.asked.connect(self._begin)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._build())
        self._stack.addWidget(self.beginning)
        self._blank = QWidget()
        self._stack.addWidget(self._blank)
        self._stack.setCurrentWidget(self._blank)
        self.setLayout(column(self._header, self._stack, gap=16, margins=(24, 16, 24, 16)))

    def _build(self) -> QWidget:
        made = QWidget()
        left = column(self.ratings, self.attention, gap=16)
        left.setStretch(1, 1)
        right = column(self.due, self.changes, gap=16)
        self._right = right
        main = row(left, right, gap=16)
        main.setStretch(0, 2)
        main.setStretch(1, 1)
        made.setLayout(column(self.kpis, main, gap=16))
        return made

    @override
    def refresh(self) -> None:
        self.ask_no_more()
        with self.document.reading() as session:
            period = self.document.period(session)
            name = period.name if period else ""
        if not name:
            self._show(None)
            self.told.emit()
            return
        from pmo_desktop.services.insights.home import home_of

        self.ask(self.tr("Reading the portfolio"), lambda snapshot: home_of(snapshot, name), self._show)

    def _show(self, found: "Home | None") -> None:
        self._pack.setVisible(found is not None)
        if found is None:
            self._show_beginning()
        else:
            self._tell(found)
            self._stack.setCurrentIndex(0)

    def _tell(self, found: "Home") -> None:
        standing = found.standing
        subtitle = self.tr("{office} · {period} · data date {day}").format(
            office=standing.office or standing.organisation,
            period=standing.period.name,
            day=show_date(standing.period.cut_off_on),
        )
        if standing.period.is_frozen:
            subtitle = self.tr("{words} · frozen").format(words=subtitle)
        self._header.show_words(found.title, subtitle)
        self.kpis.show_kpis(tuple(_tile(each) for each in found.kpis))
        self.ratings.show_home(found)
        self.attention.show_home(found)
        self.due.show_home(found)
        self._right.setStretch(0, 3 if found.due.soon else 0)
        self._right.setStretch(1, 4 if found.changes else 0)
        self.changes.show_home(found)

    def _show_beginning(self) -> None:
        from pmo_desktop.services.insights.home import beginning

        with self.document.reading() as session:
            found = beginning(session)
        self._header.show_words(self.tr("Nothing to show yet"), self.tr("This page tells how the portfolio stands"))
        self.beginning.show_beginning(found)
        self._stack.setCurrentWidget(self.beginning)

    def _begin(self, what: str) -> None:
        self.run({"import": "file.import", "period": "period.open", "project": "register.add_record"}[what])


def _tile(figure: "Figure") -> Kpi:
    """A figure as a tile shows it: its change since the period before, or else its context."""
    sign = (figure.step > 0) - (figure.step < 0)
    change = " ".join(part for part in (figure.change, figure.since) if part) if figure.change else ""
    note = change or figure.context or figure.since
    tip = figure.context if change else ""
    return Kpi(figure.key, figure.label, figure.figure, figure.unit, note, sign, figure.change, tip)
