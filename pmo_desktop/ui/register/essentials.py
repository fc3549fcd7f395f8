"""The first tab of the inspector: what the board would ask about one project."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pmo_desktop.domain.choices import ForwardLook, ReportState
from pmo_desktop.services import formats
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.register.rating import RatingCard
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, column, label, row, rule
from pmo_desktop.ui.widgets.money_bars import MoneyBars

if TYPE_CHECKING:
    from pmo_desktop.services.insights.project import ProjectSeen
    from pmo_desktop.ui.values import Money

_TRENDS = {
    ForwardLook.IMPROVING: ("trend-up", "G"),
    ForwardLook.STEADY: ("trend-flat", "text_2"),
    ForwardLook.WORSENING: ("trend-down", "R"),
}


class Essentials(QWidget):
    """`show_project(seen, money)`.

    `report_asked` leads to the report, `override_asked` to the PMO's own view, `why_asked` to the reason of the rating.
    """

    report_asked = Signal()
    override_asked = Signal()
    why_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.missing = label("", "strong", wraps=True)
        self.missing.setObjectName("no report")
        write = button(self.tr("Write the report"), self.report_asked.emit, look="link", picture="edit", name="write")
        self._notice = QWidget()
        self._notice.setLayout(column(self.missing, row(write, None), gap=4))
        self.write = write
        self.rating = RatingCard()
        self.rating.override_asked.connect(self.override_asked)
        self.rating.why_asked.connect(self.why_asked)
        self._trend = Picture("trend-flat", 18)
        self._facts: dict[str, ElidedLabel] = {}
        self._money_title = label("", "label")
        self.bars = MoneyBars()
        self.whole_life = ElidedLabel("", "note")
        money = column(self._money_title, self.bars, self.whole_life, gap=4)
        self.setLayout(
            column(
                self._notice, self.rating, rule(), self._grid(), rule(), money, None, gap=12, margins=(16, 12, 16, 16)
            )
        )

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        titles = {
            "sponsor": self.tr("SRO"),
            "manager": self.tr("Project manager"),
            "look": self.tr("Forward look"),
            "milestone": self.tr("Next milestone"),
            "baseline": self.tr("Finish, baseline"),
            "finish": self.tr("Finish, forecast"),
        }
        for number, (name, title) in enumerate(titles.items()):
            value = ElidedLabel()
            value.setObjectName(f"fact {name}")
            self._facts[name] = value
            grid.addWidget(label(title, "quiet"), number, 0)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if name == "look":
                grid.addLayout(row(None, self._trend, value, gap=6), number, 1)
            else:
                grid.addWidget(value, number, 1)
        return grid

    def show_project(self, seen: "ProjectSeen", money: "Money") -> None:
        """Show one project."""
        words = self._missing_words(seen)
        self.missing.setText(words)
        self._notice.setVisible(bool(words))
        self.write.setVisible(bool(seen.period) and not seen.is_frozen)
        self.rating.setVisible(seen.entry is not None)
        if seen.entry is not None:
            self.rating.show_entry(seen.entry, editable=not seen.is_frozen)
        for name, text in self._fact_words(seen).items():
            self._facts[name].setText(text or formats.NO_VALUE)
            self._facts[name].setToolTip(tip(text))
        look = seen.entry.forward_look if seen.entry else None
        self._trend.setVisible(look is not None)
        if look is not None:
            self._trend.show_icon(*_TRENDS[look])
        self._show_money(seen, money)

    def _show_money(self, seen: "ProjectSeen", money: "Money") -> None:
        """The project's whole budget where it is known, else that of the year."""
        budget, actual, forecast = seen.money
        if any(amount is not None for amount in seen.money):
            title = self.tr("Money, {unit}")
            self.bars.show_money(money, {"budget": budget, "actual": actual, "forecast": forecast})
        else:
            title = self.tr("Money this year, {unit}")
            self.bars.show_money(money, {"budget": seen.year[0], "forecast": seen.year[1]})
        self._money_title.setText(title.format(unit=money.unit))
        whole = formats.show_money(seen.whole_life_cost, money.currency, money.scale)
        self.whole_life.setText(self.tr("Whole-life cost {amount}").format(amount=whole))

    def _missing_words(self, seen: "ProjectSeen") -> str:
        if not seen.period:
            return self.tr("There is no reporting period yet.")
        if seen.state is None:
            return self.tr("Does not report in {period}.").format(period=seen.period)
        if seen.state is ReportState.MISSING:
            return self.tr("No report for {period} yet.").format(period=seen.period)
        return ""

    def _fact_words(self, seen: "ProjectSeen") -> dict[str, str]:
        entry = seen.entry
        milestone = ""
        if entry is not None and entry.next_milestone:
            due = entry.next_milestone_on
            milestone = ", ".join(filter(None, (entry.next_milestone, formats.show_short_date(due) if due else "")))
        return {
            "sponsor": seen.sponsor,
            "manager": seen.manager,
            "look": entry.forward_look.label if entry and entry.forward_look else "",
            "milestone": milestone,
            "baseline": formats.show_date(seen.baseline_finish_on),
            "finish": formats.show_date(seen.finish_on),
        }
