"""The views of a portfolio that are a picture beside a list: balance, capacity, dependencies."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pmo_desktop.services.formats import (
    NO_VALUE,
    show_change,
    show_count,
    show_date,
    show_month,
    show_number,
    show_percent,
)
from pmo_desktop.services.insights.balance import Balance, balance
from pmo_desktop.services.insights.capacity import Capacity, capacity
from pmo_desktop.services.insights.dependency_map import Dependencies, dependencies
from pmo_desktop.text import N_
from pmo_desktop.ui.portfolio.view import PortfolioView
from pmo_desktop.ui.project.side import PictureCard
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, label, row
from pmo_desktop.ui.widgets.lines_table import Lines, LinesColumn, LinesRow, LinesTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.domain.rules.capacity import OverAllocation
    from pmo_desktop.ui.document import Document

_LIST = 340


class ListCard(Card):
    """A list of short rows under a message; calm words where it is empty."""

    def __init__(self, name: str, calm: str, *actions: QWidget, row_height: int = 46) -> None:
        super().__init__(" ", actions=actions, flush=True)
        self.table = LinesTable(name, (LinesColumn("", stretch=1),), row_height=row_height)
        self._calm = label(calm, "quiet", wraps=True)
        self._calm.setContentsMargins(px(16), 0, px(16), px(16))
        self.put(self._calm, self.table)
        self.body.setStretchFactor(self.table, 1)
        self.body.addStretch(0)
        self.setFixedWidth(px(_LIST))

    def show_list(self, title: str, rows: "list[tuple[object, str, str]]") -> None:
        """Show rows of key, first line and second line."""
        self.show_words(title)
        self.table.show_rows([LinesRow(key, (Lines(top, bottom),)) for key, top, bottom in rows])
        self.table.setVisible(bool(rows))
        self._calm.setVisible(not rows)


class PictureView(PortfolioView):
    """A large picture, and a list at its right."""

    chart = ""
    table = ""
    """What the marks of the picture are, where their keys do not say."""

    def __init__(self, document: "Document") -> None:
        super().__init__(document)
        self.picture = PictureCard(self.chart, height=420)
        self.picture.record_chosen.connect(lambda key: self.lead(f"{self.table} {key}".strip()))
        self.list = self.make_list()
        self.list.table.chosen.connect(self.lead)
        line = row(self.picture, self.list, gap=16)
        line.setStretch(0, 1)
        self.setLayout(line)

    def make_list(self) -> ListCard:
        """The list at the right."""
        raise NotImplementedError


class BalanceView(PictureView):
    """Value against risk; beside it the projects that cannot be placed."""

    chart = "balance_bubble"

    @override
    def make_list(self) -> ListCard:
        points = button(
            self.tr("Give points"), lambda: self.asked.emit("priorities", None), look="link", name="give points"
        )
        return ListCard(self.tr("Not placed"), self.tr("Every project has a score and a scored risk."), points)

    @override
    def ask(self, session: "Session", portfolio: int | None) -> Balance:
        return balance(session, portfolio)

    @override
    def show_answer(self, answer: Balance) -> None:
        self.picture.show_picture(answer.title, self.tr("Click a bubble to open its project"), answer.chart)
        rows: list[tuple[object, str, str]] = [
            (key, name, self.tr("has no score yet")) for key, name in answer.unscored[:200]
        ]
        rows += [(key, name, self.tr("has no scored risk")) for key, name in answer.without_risk[:200]]
        count = len(answer.unscored) + len(answer.without_risk)
        self.list.show_list(self.tr("{count} not placed").format(count=show_number(count)), rows)


class CapacityView(PictureView):
    """Roles against months; beside it the people who are promised twice."""

    chart = "capacity_heat_map"
    table = "role"

    @override
    def make_list(self) -> ListCard:
        resources = button(
            self.tr("Demand and people"), lambda: self.asked.emit("demand", None), look="link", name="open resources"
        )
        return ListCard(self.tr("Promised twice"), self.tr("Nobody is promised more than there is of them."), resources)

    @override
    def ask(self, session: "Session", portfolio: int | None) -> Capacity:
        return capacity(session)

    @override
    def show_answer(self, answer: Capacity) -> None:
        caption = self.tr("Demand of approved and running projects in percent of capacity, all portfolios")
        self.picture.show_picture(answer.title, caption, answer.chart)
        rows: list[tuple[object, str, str]] = [
            (f"person {key}", person, self._when(months)) for (key, person), months in answer.promised_twice.items()
        ]
        people = show_count(len(rows), N_("{count} person"), N_("{count} people"))
        title = self.tr("{people} over {full}").format(people=people, full=show_percent(100, 0))
        self.list.show_list(title, rows[:200])

    def _when(self, months: "list[OverAllocation]") -> str:
        most = max(months, key=lambda each: each.percent)
        words = self.tr("{percent} in {month}").format(
            percent=show_percent(most.percent, 0), month=show_month(most.month)
        )
        if len(months) == 1:
            return words
        return self.tr("{words}, too much in {count} months").format(words=words, count=show_number(len(months)))


class DependenciesView(PictureView):
    """Who waits for whom; beside it every link, late ones first."""

    chart = "dependency_map"

    @override
    def make_list(self) -> ListCard:
        return ListCard(self.tr("Dependencies"), self.tr("No project waits for another."), row_height=56)

    @override
    def ask(self, session: "Session", portfolio: int | None) -> Dependencies:
        return dependencies(session, portfolio)

    @override
    def show_answer(self, answer: Dependencies) -> None:
        caption = self.tr("Open dependencies between projects; click an arrow to open it")
        self.picture.show_picture(answer.title, caption, answer.chart)
        rows: list[tuple[object, str, str]] = []
        for each in answer.rows[:500]:
            late = self.tr("{days} d").format(days=show_change(each.late_days)) if each.late_days else ""
            needed = show_date(each.needed_by_on)
            ends = f"{answer.names.get(each.giver, NO_VALUE)} → {answer.names.get(each.receiver, NO_VALUE)}"
            below = " · ".join(filter(None, (ends, needed if needed != NO_VALUE else "", late)))
            rows.append((f"dependency {each.key}", each.title, below))
        title = self.tr("{count} between projects").format(count=show_number(len(answer.rows)))
        if answer.outside:
            title = self.tr("{title}, {count} on others").format(title=title, count=show_number(answer.outside))
        self.list.show_list(title, rows)
