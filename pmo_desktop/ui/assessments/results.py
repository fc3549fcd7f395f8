"""Results: the level reached and what holds it down, gaps to target, and what would raise it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from pmo_desktop.charts import gap_bars, radar
from pmo_desktop.domain.rules.maturity import LEVELS
from pmo_desktop.services.formats import NO_VALUE, show_change, show_date, show_number
from pmo_desktop.services.insights import governance, maturity_words
from pmo_desktop.services.insights.maturity import FindingSeen, MaturityResult
from pmo_desktop.services.insights.ways_up import WayUp, steps_to_next_level, ways_up
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import column, icon_button, row, tabs
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

_CHART_HEIGHT = 348
_FEW = 4


class ResultsView(QScrollArea):
    """`show_result(result)`. `domain_asked` and `statement_asked` lead to answers, `action_asked` carries a `WayUp`."""

    domain_asked = Signal(str)
    statement_asked = Signal(str)
    action_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._result: MaturityResult | None = None
        self._ways: tuple[WayUp, ...] = ()
        self.kpis = KpiRow()
        self.kpis.pressed.connect(self._open_kpi)
        self.radar = ChartView(self.tr("Maturity by domain"), height=_CHART_HEIGHT)
        self.gaps = ChartView(self.tr("Gaps to target"), height=_CHART_HEIGHT)
        self.gaps.record_chosen.connect(self.domain_asked)
        copies = [
            icon_button("copy", self.tr("Copy the picture"), chart.copy_picture, name=f"copy {name}")
            for name, chart in (("radar", self.radar), ("gaps", self.gaps))
        ]
        self._radar_card, self._gap_card = (Card(" ", actions=(each,)) for each in copies)
        self._radar_card.put(self.radar)
        self._gap_card.put(self.gaps)
        self.ways = self._way_list()
        self.findings = self._finding_list()
        self._build()

    def _build(self) -> None:
        self._tabs = tabs(self.tr("What would raise the level"), self.tr("Findings"), name="result lists")
        self._tabs.setAccessibleName(self.tr("Lists"))
        card = Card(flush=True)
        for each in (self.ways, self.findings):
            card.put(each)
        self._tabs.currentChanged.connect(self._show_list)
        charts = row(self._radar_card, self._gap_card, gap=16)
        charts.setStretch(0, 1)
        charts.setStretch(1, 1)
        inner = QWidget()
        inner.setProperty("look", "plain")
        lists = column(row(self._tabs, None), card, gap=8)
        inner.setLayout(column(self.kpis, charts, lists, None, gap=16, margins=(24, 0, 24, 24)))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Results"))
        self.setWidget(inner)
        for chart_card in (self._radar_card, self._gap_card):
            chart_card.setFixedHeight(px(_CHART_HEIGHT + 60))
        self._show_list(0)

    def _way_list(self) -> Listing:
        made = Listing(
            self.tr("What would raise the level"),
            (
                ListingColumn(self.tr("What would raise the level"), 46),
                ListingColumn(self.tr("Domain"), 24),
                ListingColumn(self.tr("Statements"), 12),
                ListingColumn(self.tr("To level"), 8, is_figure=True),
                ListingColumn(self.tr("Raises average"), 11, is_figure=True),
                ListingColumn(self.tr("Owner"), 14),
                ListingColumn(self.tr("Action"), 11),
            ),
            grows=True,
        )
        made.setObjectName("ways up")
        made.pressed_link.connect(self._make)
        made.opened.connect(self._open_way)
        return made

    def _finding_list(self) -> Listing:
        made = Listing(
            self.tr("Findings"),
            (
                ListingColumn(self.tr("Finding"), 52),
                ListingColumn(self.tr("Domain"), 24),
                ListingColumn(self.tr("Owner"), 16),
                ListingColumn(self.tr("Due"), 12),
                ListingColumn(self.tr("Action"), 11),
            ),
            grows=True,
        )
        made.setObjectName("findings")
        return made

    # What is shown -----------------------------------------------------------------------------------------------

    def show_result(self, result: MaturityResult) -> None:
        """Show a closed assessment."""
        self._result, self._ways = result, ways_up(result)
        self.kpis.show_kpis(self._kpis(result))
        self._radar_card.show_words(maturity_words.radar_message(result))
        self._gap_card.show_words(maturity_words.gap_message(result))
        self.radar.show_chart(radar.draw, governance.radar(result))
        self.gaps.show_chart(gap_bars.draw, governance.gaps(result))
        self.ways.show_rows([self._way_row(each) for each in self._ways])
        self.findings.show_rows([self._finding_row(n, each, result) for n, each in enumerate(result.findings)])
        words = self.tr("Findings {count}").format(count=len(result.findings))
        self._tabs.setTabText(1, words if result.findings else self.tr("Findings"))

    def begin(self) -> None:
        """Put the cursor on the first way up, and show the top."""
        self.ways.setFocus()
        self.verticalScrollBar().setValue(0)

    def _kpis(self, result: MaturityResult) -> tuple[Kpi, ...]:
        summary, names = result.summary, {each.level: each.name for each in result.template.levels}
        high = [a for d in result.domains for a in d.answers if a.value and a.statement.level >= LEVELS[2]]
        claimed = sum(each.is_claimed for each in high)
        weakest = [domain.name for domain in result.domains if domain.key in summary.weakest_domains]
        more = self.tr("{name} and {count} more")
        level = NO_VALUE if summary.level is None else str(summary.level)
        return (
            Kpi(
                "level",
                self.tr("Level reached, staged"),
                level,
                names.get(summary.level or 0, ""),
                self._holds_in(result),
            ),
            self._towards(result),
            self._average(result),
            Kpi(
                "weakest",
                self.tr("Weakest link"),
                show_number(summary.weakest, 1),
                note=weakest[0]
                if len(weakest) == 1
                else more.format(name=weakest[0], count=len(weakest) - 1)
                if weakest
                else "",
            ),
            Kpi(
                "claimed",
                self.tr("Claimed, no document"),
                str(claimed),
                note=self.tr("of {count} at level 3 and up").format(count=len(high)),
            ),
        )

    def _holds_in(self, result: MaturityResult) -> str:
        every, scored = len(result.domains), len(result.domains) - len(result.summary.not_scored)
        if scored == every:
            return self.tr("holds in every domain")
        return self.tr("in {count} of {all} domains answered").format(count=scored, all=every)

    def _towards(self, result: MaturityResult) -> Kpi:
        steps = steps_to_next_level(result)
        level, weakest = result.summary.level, result.summary.weakest
        if steps is None or level is None or weakest is None:
            return Kpi("towards", self.tr("Towards the next level"), NO_VALUE, note=self.tr("nothing above"))
        title = self.tr("Towards level {level}").format(level=steps[1])
        note = self.tr("1 step to go") if steps[0] == 1 else self.tr("{count} steps to go").format(count=steps[0])
        return Kpi("towards", title, show_number(weakest - level, 1), note=note)

    def _average(self, result: MaturityResult) -> Kpi:
        average, before = result.summary.average, result.before_average
        note, change = "", 0
        if average is not None and before is not None:
            moved = round(average - before, 1)
            change = (moved > 0) - (moved < 0)
            note = self.tr("{change} since {day}").format(change=show_change(moved, 1), day=show_date(result.before_on))
        return Kpi("average", self.tr("Average"), show_number(average, 1), note=note, change=change)

    def _way_row(self, way: WayUp) -> ListingRow:
        numbers = ", ".join(way.numbers[:_FEW])
        if len(way.numbers) > _FEW:
            numbers = self.tr("{count} of them").format(count=len(way.numbers))
        planned = way.finding is not None
        return ListingRow(
            way.key,
            (
                way.title,
                way.domain,
                numbers,
                NO_VALUE if way.to_level is None else str(way.to_level),
                NO_VALUE if way.gain is None else show_change(way.gain, 2),
                (way.finding.owner if way.finding else "") or NO_VALUE,
                self.tr("Planned") if planned else self.tr("Make action"),
            ),
            tag="news" if planned else None,
            link=not planned,
        )

    def _finding_row(self, number: int, each: FindingSeen, result: MaturityResult) -> ListingRow:
        names = {domain.key: domain.name for domain in result.domains}
        cells = (
            each.title,
            names.get(each.domain, NO_VALUE),
            each.owner or NO_VALUE,
            show_date(each.due_on),
            self.tr("Planned") if each.action_key else NO_VALUE,
        )
        return ListingRow(number, cells, tag="news" if each.action_key else None)

    def _show_list(self, number: int) -> None:
        self.ways.setVisible(number == 0)
        self.findings.setVisible(number == 1)

    # Going about -------------------------------------------------------------------------------------------------

    def _way(self, key: object) -> WayUp | None:
        return next((way for way in self._ways if way.key == key), None)

    def _make(self, key: object) -> None:
        if (way := self._way(key)) is not None:
            self.action_asked.emit(way)

    def _open_way(self, key: object) -> None:
        if (way := self._way(key)) is not None:
            self.statement_asked.emit(way.statements[0])

    def _open_kpi(self, key: str) -> None:
        if self._result is None:
            return
        claims = [a.statement.key for d in self._result.domains for a in d.answers if a.is_claimed]
        if key == "claimed" and claims:
            self.statement_asked.emit(claims[0])
        elif self._result.summary.weakest_domains:
            self.domain_asked.emit(self._result.summary.weakest_domains[0])
