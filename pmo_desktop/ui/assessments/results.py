"""Results: figures, pictures and lists of what an assessment found, the same for every kind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.charts.catalogue import chart_named
from pmo_desktop.services.insights.outcomes.outcome import Figure, Line, Listed, Outcome, Picture
from pmo_desktop.ui.actions import plain
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import Picture as Icon
from pmo_desktop.ui.widgets.controls import clear, column, icon_button, label, row, tabs
from pmo_desktop.ui.widgets.kpi import Kpi, KpiRow
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

_CHART_HEIGHT = 348


class ResultsView(QScrollArea):
    """`show_outcome(outcome)`. `opened` carries the statement or domain behind a mark, `acted` the line of an offer.

    `charts` holds the chart views and `lists` the lists, by their keys.
    """

    opened = Signal(str)
    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.charts: dict[str, ChartView] = {}
        self.lists: dict[str, Listing] = {}
        self._cards: dict[str, Card] = {}
        self._lines: dict[str, dict[str, Line]] = {}
        self._figures: dict[str, Figure] = {}
        self._shape: tuple[object, ...] = ()
        self.kpis = KpiRow()
        self.kpis.pressed.connect(self._open_figure)
        self.meaning = label("", wraps=True)
        self.meaning.setObjectName("meaning")
        self._warnings: QVBoxLayout = column(gap=4)
        self._pictures = QGridLayout()
        self._pictures.setSpacing(px(16))
        self._pictures.setColumnStretch(0, 1)
        self._pictures.setColumnStretch(1, 1)
        self._tabs = tabs(name="result lists")
        self._tabs.setAccessibleName(self.tr("Lists"))
        self._tabs.currentChanged.connect(self._show_list)
        self._list_card = Card(flush=True)
        inner = QWidget()
        inner.setProperty("look", "plain")
        lists = column(row(self._tabs, None), self._list_card, gap=8)
        parts = (self.meaning, self._warnings, self.kpis, self._pictures, lists, None)
        inner.setLayout(column(*parts, gap=16, margins=(24, 0, 24, 24)))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Results"))
        self.setWidget(inner)

    # What is shown -----------------------------------------------------------------------------------------------

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what an assessment found."""
        self._figures = {each.key: each for each in outcome.figures}
        shape = (
            tuple((each.key, each.chart) for each in outcome.pictures),
            tuple((each.key, each.heads) for each in outcome.lists),
        )
        if shape != self._shape:
            self._shape = shape
            self._build(outcome)
        self.kpis.show_kpis(tuple(_kpi(each) for each in outcome.figures))
        self.meaning.setText(outcome.meaning)
        self.meaning.setVisible(bool(outcome.meaning))
        clear(self._warnings)
        for sentence in outcome.warnings:
            self._warnings.addWidget(_warning(sentence))
        for picture in outcome.pictures:
            self._cards[picture.key].show_words(picture.message, picture.hint)
            self.charts[picture.key].show_chart(chart_named(picture.chart).draw, picture.data)
        for number, each in enumerate(outcome.lists):
            self._lines[each.key] = {line.key: line for line in each.lines}
            self.lists[each.key].show_rows(_rows(each))
            count = len(each.lines) if each.key in {"findings", "lessons", "changes"} else 0
            self._tabs.setTabText(number, plain(f"{each.title} {count}" if count else each.title))

    def _build(self, outcome: Outcome) -> None:
        clear(self._pictures)
        clear(self._list_card.body)
        self.charts, self.lists, self._cards = {}, {}, {}
        for number, picture in enumerate(outcome.pictures):
            is_alone = number == len(outcome.pictures) - 1 and number % 2 == 0
            self._pictures.addWidget(self._card(picture), number // 2, number % 2, 1, 2 if is_alone else 1)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for each in outcome.lists:
            self.lists[each.key] = self._listing(each)
            self._list_card.put(self.lists[each.key])
        for each in outcome.lists:
            self._tabs.addTab(plain(each.title))
        self._show_list(0)

    def _card(self, picture: Picture) -> Card:
        view = ChartView(picture.name, height=_CHART_HEIGHT)
        view.record_chosen.connect(self.opened)
        copy = icon_button("copy", self.tr("Copy the picture"), view.copy_picture, name=f"copy {picture.key}")
        card = Card(" ", actions=(copy,))
        card.put(view)
        card.setFixedHeight(px(_CHART_HEIGHT + 60))
        self.charts[picture.key], self._cards[picture.key] = view, card
        return card

    def _listing(self, each: Listed) -> Listing:
        columns = [ListingColumn(head.title, head.share, is_figure=head.is_figure) for head in each.heads]
        made = Listing(each.title, columns, grows=True)
        made.setObjectName(each.key)
        made.pressed_link.connect(lambda key, where=each.key: self._act(where, key))
        made.opened.connect(lambda key, where=each.key: self._open_line(where, key))
        return made

    def begin(self) -> None:
        """Put the cursor on the first list, and show the top."""
        shown = next((each for each in self.lists.values() if each.isVisibleTo(self)), None)
        if shown is not None:
            shown.setFocus()
        self.verticalScrollBar().setValue(0)

    def show_line(self, where: str, key: str) -> None:
        """Put the cursor on a line of a list, if it is there, and bring it into view."""
        if key in self._lines.get(where, {}):
            self._tabs.setCurrentIndex(list(self.lists).index(where))
            shown = self.lists[where]
            shown.show_key(key)
            shown.setFocus()
            self.ensureWidgetVisible(shown)

    def _show_list(self, number: int) -> None:
        for place, each in enumerate(self.lists.values()):
            each.setVisible(place == number)

    # Going about -------------------------------------------------------------------------------------------------

    def _line(self, where: str, key: object) -> Line | None:
        return self._lines[where].get(str(key))

    def _act(self, where: str, key: object) -> None:
        line = self._line(where, key)
        if line is not None and line.act:
            self.acted.emit(line)

    def _open_line(self, where: str, key: object) -> None:
        line = self._line(where, key)
        if line is not None and line.opens:
            self.opened.emit(line.opens)

    def _open_figure(self, key: str) -> None:
        if self._figures[key].opens:
            self.opened.emit(self._figures[key].opens)


def _kpi(each: Figure) -> Kpi:
    return Kpi(each.key, each.label, each.value, each.unit, each.note, each.change)


def _warning(sentence: str) -> QWidget:
    made = QWidget()
    line = row(Icon("warning", 20, "A"), label(sentence, wraps=True), gap=8)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made


def _rows(each: Listed) -> list[ListingRow]:
    if not each.lines and each.empty:
        return [ListingRow("", (each.empty, *[""] * (len(each.heads) - 1)))]
    return [ListingRow(line.key, line.cells, tag=line.tint or None, link=bool(line.act)) for line in each.lines]
