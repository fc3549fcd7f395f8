"""Stakeholders: influence by interest as a picture, the gaps of support, and what waits for a signature."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.charts import stakeholder_map
from pmo_desktop.services import beginnings
from pmo_desktop.services.formats import NO_VALUE, show_date
from pmo_desktop.services.insights.stakeholders import stakeholders
from pmo_desktop.ui.logs.page import Front, LogPage
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import column, label, row, scrolled
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class MapFront(Front):
    """The field of influence and interest; without stakeholders it offers typical ones."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Influence and interest")
        self.chart = ChartView(self.tr("Influence and interest"), height=440)
        self.chart.record_chosen.connect(lambda key: self.shown.emit(("stakeholder", int(key))))
        self.gaps = Listing(
            self.tr("Support gap"),
            (
                ListingColumn(self.tr("Stakeholder"), 52), ListingColumn(self.tr("Today"), 26),
                ListingColumn(self.tr("Needed"), 26), ListingColumn(self.tr("Steps"), 16, is_figure=True),
            ),
            grows=True,
        )  # fmt: skip
        self.gaps.setObjectName("support gap")
        self.gaps.opened.connect(lambda key: self.shown.emit(("stakeholder", key)))
        self.unsigned = Listing(
            self.tr("Waiting for a signature"),
            (
                ListingColumn(self.tr("What"), 40), ListingColumn(self.tr("Who"), 30),
                ListingColumn(self.tr("Due"), 36, is_figure=True),
            ),
            grows=True,
        )  # fmt: skip
        self.unsigned.setObjectName("unsigned")
        self.unsigned.opened.connect(lambda key: self.shown.emit(("sign_off", key)))
        self.empty = EmptyState(
            "people",
            self.tr("No stakeholder is listed yet"),
            self.tr(
                "Stakeholders can help or hinder the office: note what they can do and how far they stand behind it."
            ),
            self.tr("Begin with typical stakeholders"),
            self.begin,
        )
        self._build()

    def _build(self) -> None:
        drawn = Card(self.tr("Influence by interest"), self.tr("open dots and bold names: support is missing"))
        drawn.put(self.chart)
        self.chart.setMinimumHeight(px(420))
        gaps = Card(self.tr("Support gap"), self.tr("the most influential first"), flush=True)
        self._no_gap = _calm(self.tr("Everybody stands where they are needed."))
        gaps.put(self.gaps, self._no_gap)
        signed = Card(self.tr("Waiting for a signature"), flush=True)
        self._all_signed = _calm(self.tr("Nothing waits for a signature."))
        signed.put(self.unsigned, self._all_signed)
        line = row(drawn, column(gaps, signed, None, gap=16), gap=16)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        inner = QWidget()
        inner.setLayout(line)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(inner))
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack, gap=0))

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            found = stakeholders(session, self.document.day(session))
        self.action = self.tr("New stakeholder") if found.count else ""
        self._stack.setCurrentIndex(0 if found.count else 1)
        words = self.tr("{count} without influence or interest are not in the picture.").format(count=found.unplaced)
        self.heading = ("", words if found.unplaced else "")
        self.chart.show_chart(stakeholder_map.draw, found.chart)
        self.gaps.show_rows(
            [ListingRow(each.key, (each.name, each.today, each.needed, str(each.steps))) for each in found.gaps]
        )
        self.gaps.setVisible(bool(found.gaps))
        self._no_gap.setVisible(not found.gaps)
        late = self.tr("{day}, late")
        self.unsigned.show_rows(
            [
                ListingRow(
                    each.key,
                    (
                        each.title,
                        each.who,
                        late.format(day=show_date(each.due_on))
                        if each.days_late
                        else show_date(each.due_on) or NO_VALUE,
                    ),
                )
                for each in found.unsigned
            ]
        )
        self.unsigned.setVisible(bool(found.unsigned))
        self._all_signed.setVisible(not found.unsigned)

    def begin(self) -> None:
        """Begin with typical stakeholders."""
        self.document.do(self.tr("Begin with typical stakeholders"), beginnings.add_stakeholders)

    @override
    def act(self) -> None:
        self.wanted.emit("stakeholder")


def _calm(words: str) -> QWidget:
    made = label(words, "quiet", wraps=True)
    made.setContentsMargins(px(16), 0, px(16), px(16))
    return made


class StakeholdersPage(LogPage):
    """The picture, then every stakeholder and every sign-off."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "stakeholders", (MapFront,))
