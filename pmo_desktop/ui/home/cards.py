"""The cards of Home: ratings, what needs attention, milestones due, what changed."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.choices import MilestoneKind
from pmo_desktop.services.formats import NO_VALUE, show_change, show_short_date
from pmo_desktop.services.insights.changes import Changed, ChangeKind
from pmo_desktop.services.insights.due import Due
from pmo_desktop.ui.theme import px, small_font
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.chart_view import ChartView
from pmo_desktop.ui.widgets.controls import button, clear, column, label, row
from pmo_desktop.ui.widgets.lines_table import Lines, LinesColumn, LinesRow, LinesTable, Sign
from pmo_desktop.ui.widgets.status import StatusSign

if TYPE_CHECKING:
    from pmo_desktop.services.insights.attention import Attention
    from pmo_desktop.services.insights.home import Home


class RatingsCard(Card):
    """Ratings by count and by whole-life cost, now and in the period before."""

    def __init__(self) -> None:
        super().__init__(" ")
        self._count = ChartView(self.tr("Projects by rating"), height=72)
        self._money = ChartView(self.tr("Whole-life cost by rating"), height=72)
        self._money_title = label("", "label")
        right = QWidget()
        right.setLayout(column(self._money_title, self._money, gap=0))
        self._right = right
        left = QWidget()
        left.setLayout(column(label(self.tr("By count, projects"), "label"), self._count, gap=0))
        both = row(left, right, gap=24)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        for chart in (self._count, self._money):
            chart.setFixedHeight(px(72))
        self._legend = row(None, gap=20)
        self.body.addLayout(self._legend)
        self.body.addLayout(both)

    def show_home(self, found: "Home") -> None:
        """Show the bars of the pack's dashboard."""
        from pmo_desktop.charts import rag_bars

        self.show_words(found.dashboard.title)
        clear(self._legend)
        for each in found.dashboard.totals.now:
            sign = StatusSign(each.rating, complete=each.is_complete, size=16)
            sign.setFont(small_font())
            self._legend.addWidget(sign)
        self._legend.addStretch(1)
        self._money_title.setText(found.money_title)
        self._right.setVisible(bool(found.money_title))
        self._count.show_chart(rag_bars.draw, found.by_count)
        self._money.show_chart(rag_bars.draw, found.by_money)


class AttentionCard(Card):
    """Every project that needs attention; `opened` carries the key of the one chosen, none for the register."""

    opened = Signal(object)

    def __init__(self) -> None:
        self._all = button("", lambda: self.opened.emit(None), look="link", name="all attention")
        super().__init__(self.tr("Needs attention"), actions=(self._all,), flush=True)
        self.table = LinesTable(
            self.tr("Needs attention"),
            (
                LinesColumn(self.tr("Project"), stretch=19),
                LinesColumn(self.tr("Why it is rated so"), stretch=16),
                LinesColumn(self.tr("Path to green"), stretch=15),
                LinesColumn(self.tr("For"), width=106, right=True),
            ),
            row_height=56,
        )
        self.table.chosen.connect(self.opened)
        self._calm = label(
            self.tr("Nothing: no project is off track, getting worse or unexplained."), "quiet", wraps=True
        )
        self._calm.setContentsMargins(px(16), 0, px(16), px(16))
        self.put(self._calm, self.table)

    def show_home(self, found: "Home") -> None:
        """Show the list of a period."""
        self.hint.setText(self.tr("red first, then worsening, then unexplained and stale"))
        self.table.show_rows([_attention_row(each) for each in found.attention])
        self.table.setVisible(bool(found.attention))
        self._calm.setVisible(not found.attention)
        words = self.tr("All {count}").format(count=len(found.attention))
        self._all.setText(words)
        self._all.setAccessibleName(words)


def _attention_row(each: "Attention") -> LinesRow:
    return LinesRow(
        each.key,
        (
            Lines(each.name, each.whose, (Sign(each.rating),), bold=True),
            Lines(*each.why),
            Lines(*each.path),
            Lines(*each.age),
        ),
    )


class DueCard(Card):
    """Milestones of the next 30 days."""

    opened = Signal(object)
    _PICTURES: ClassVar = {
        MilestoneKind.GATE: "gate",
        MilestoneKind.APPROVAL: "stamp",
        MilestoneKind.ASSURANCE: "shield",
    }

    def __init__(self) -> None:
        super().__init__(self.tr("Milestones due"), flush=True)
        self.table = LinesTable(
            self.tr("Milestones due"),
            (
                LinesColumn(self.tr("Milestone"), stretch=1),
                LinesColumn(self.tr("Due"), width=76, right=True),
                LinesColumn(self.tr("Slip d"), width=66, right=True),
            ),
            row_height=46,
        )
        self.table.chosen.connect(self.opened)
        self._calm = label("", "quiet", wraps=True)
        self._calm.setContentsMargins(px(16), 0, px(16), px(16))
        self.put(self._calm, self.table)

    def show_home(self, found: "Home") -> None:
        """Show what falls due after the cut-off."""
        due = found.due
        hint = self.tr("next 30 days")
        if due.overdue:
            hint = self.tr("next 30 days, and {count} overdue").format(count=due.overdue)
        self.hint.setText(hint)
        self.table.show_rows([self._row(each, due.too_late_days) for each in due.soon])
        self.table.setVisible(bool(due.soon))
        self._calm.setVisible(not due.soon)
        self._calm.setText(
            self.tr("None of the {count} milestones still to come falls in the next 30 days.").format(count=due.waiting)
            if due.waiting
            else self.tr("No project has a milestone still to come. Milestones are kept on a project's page.")
        )

    def _row(self, each: Due, too_late_days: int) -> LinesRow:
        slip = each.slip_days or 0
        colour = "R" if slip > too_late_days else "A" if slip > 0 else "G" if slip < 0 else "text"
        shown = NO_VALUE if each.slip_days is None else show_change(each.slip_days)
        return LinesRow(
            each.project_key,
            (
                Lines(
                    each.name,
                    f"{each.reference} {each.project}".strip(),
                    (Sign(picture=self._PICTURES.get(each.kind, "flag")),),
                ),
                Lines(show_short_date(each.due_on), self.tr("in {days} d").format(days=each.in_days)),
                Lines(shown, ink=colour),
            ),
        )


class ChangesCard(Card):
    """What changed since the period before."""

    opened = Signal(object)
    _PICTURES: ClassVar = {
        ChangeKind.NEW: "plus-circle", ChangeKind.CLOSED: "check-circle", ChangeKind.GONE: "minus-circle",
        ChangeKind.DATE: "calendar", ChangeKind.MONEY: "chart",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__(self.tr("What changed"), flush=True)
        self.table = LinesTable(self.tr("What changed"), (LinesColumn("", stretch=1),), row_height=46)
        self.table.chosen.connect(self.opened)
        self._calm = label("", "quiet", wraps=True)
        self._calm.setContentsMargins(px(16), 0, px(16), px(16))
        self.put(self._calm, self.table)

    def show_home(self, found: "Home") -> None:
        """Show what changed since the period before."""
        previous = found.standing.previous
        self.hint.setText(self.tr("since {period}").format(period=previous.name) if previous else "")
        self.table.show_rows([LinesRow(each.key or 0, (self._cell(each),)) for each in found.changes])
        self.table.setVisible(bool(found.changes))
        self._calm.setVisible(not found.changes)
        self._calm.setText(
            self.tr("Nothing changed.")
            if previous
            else self.tr("This is the first period, so there is nothing to compare.")
        )

    def _cell(self, each: Changed) -> Lines:
        if each.kind is ChangeKind.RATING:
            signs: tuple[Sign, ...] = (Sign(each.before), Sign(each.after))
        else:
            signs = (Sign(picture=self._PICTURES[each.kind]),)
        return Lines(each.title, each.note, signs, bold=True)
