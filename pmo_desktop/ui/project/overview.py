"""The first tab of a project: what its report says, why each dimension is rated so, and its recovery."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.domain.choices import Dimension
from pmo_desktop.services.formats import NO_VALUE, show_date
from pmo_desktop.services.insights.project_head import recovery_words
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, clear, column, label, row, scrolled
from pmo_desktop.ui.widgets.lines_table import Lines, LinesColumn, LinesRow, LinesTable, Sign
from pmo_desktop.ui.widgets.status import status_of

if TYPE_CHECKING:
    from pmo_desktop.services.insights.entries import Entry
    from pmo_desktop.services.insights.project_head import ProjectHead


_LEADS = {
    Dimension.SCHEDULE: "schedule",
    Dimension.COST: "money",
    Dimension.SCOPE: "raid",
    Dimension.QUALITY: "gates",
    Dimension.RISK: "raid",
    Dimension.BENEFITS: "benefits",
    Dimension.RESOURCES: "resources",
}


class OverviewTab(QWidget):
    """`show_head(head)`. `tab_asked` leads to another tab by its key, `asked` to a record."""

    tab_asked = Signal(str)
    asked = Signal(str, object)
    recovery_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        write = button(
            self.tr("Write the report"),
            lambda: self.tab_asked.emit("reports"),
            look="link",
            picture="edit",
            name="write",
        )
        self.report = Card(" ", actions=(write,))
        self._words = QVBoxLayout()
        self._words.setSpacing(px(4))
        self._holder = QWidget()
        self._holder.setLayout(self._words)
        self.report.put(scrolled(self._holder))
        self.dimensions = Card(" ", flush=True)
        self.table = LinesTable(
            self.tr("Ratings by dimension"),
            (LinesColumn(self.tr("Dimension"), stretch=1), LinesColumn(self.tr("Periods before"), width=116)),
            row_height=46,
        )
        self.table.chosen.connect(lambda key: self.tab_asked.emit(str(key)))
        self.table.setMinimumHeight(px(46 * len(Dimension) + 34))
        self.dimensions.put(self.table)
        self._begin = button(
            self.tr("Begin a recovery…"), self.recovery_asked.emit, look="link", picture="flag", name="begin recovery"
        )
        self.recovery = Card(" ", actions=(self._begin,))
        self._lead = button("", self._open_recovery, look="link", name="open recovery")
        self._trigger = label("", wraps=True)
        self._trigger.setObjectName("recovery trigger")
        self._exit = label("", "quiet", wraps=True)
        self._recovery_key = 0
        self.recovery.put(self._trigger, self._exit)
        self.recovery.body.addLayout(row(self._lead, None))
        inner = QWidget()
        inner.setLayout(column(self.dimensions, self.recovery, None, gap=16))
        line = row(self.report, scrolled(inner), gap=16)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.setLayout(line)

    def show_head(self, head: "ProjectHead") -> None:
        """Show one project."""
        entry = head.seen.entry
        self._show_report(head, entry)
        self._show_dimensions(entry)
        self._show_recovery(head)

    def _show_report(self, head: "ProjectHead", entry: "Entry | None") -> None:
        clear(self._words)
        seen = head.seen
        if entry is None:
            self.report.show_words(self.tr("No report"))
            why = (
                self.tr("This project is not running, so it does not report in {period}.").format(period=seen.period)
                if seen.period
                else self.tr("There is no reporting period yet. Open the first one at the foot of the rail.")
            )
            self._words.addWidget(label(why, "quiet", wraps=True))
            self._words.addStretch(1)
            return
        told = self.tr("submitted {day}").format(day=show_date(entry.submitted_on)) if entry.submitted_on else ""
        self.report.show_words(
            self.tr("Report of {period}").format(period=seen.period), told or entry.state.label.lower()
        )
        texts = (
            (self.tr("Summary"), entry.summary),
            (self.tr("Achieved"), entry.achieved),
            (self.tr("Next"), entry.next_steps),
            (self._path_title(entry), entry.path_to_green),
        )
        for title, text in texts:
            if text:
                self._words.addWidget(label(title, "label"))
                self._words.addWidget(label(text, wraps=True))
                self._words.addSpacing(px(10))
        if not any(text for _, text in texts):
            self._words.addWidget(label(self.tr("Nothing is written yet."), "quiet"))
        self._words.addStretch(1)

    def _path_title(self, entry: "Entry") -> str:
        parts = [self.tr("Path to green"), entry.path_owner]
        if entry.path_due_on:
            parts.append(self.tr("by {day}").format(day=show_date(entry.path_due_on)))
        return " · ".join(filter(None, parts))

    def _show_dimensions(self, entry: "Entry | None") -> None:
        rated = sum(view.shown is not None for view in entry.dimensions.values()) if entry else 0
        title = self.tr("{count} of 7 dimensions are rated").format(count=rated)
        self.dimensions.show_words(title if entry else self.tr("No dimension is rated"))
        rows: list[LinesRow] = []
        for dimension in Dimension:
            view = entry.dimensions[dimension] if entry else None
            if view is None:
                cells = (Lines(dimension.label, "", (Sign(),)), Lines(NO_VALUE))
            else:
                why = view.override.reason if view.override else view.why
                earlier = tuple(Sign(rating) for rating in view.earlier)
                word = status_of(view.shown).word
                cells = (
                    Lines(f"{dimension.label}: {word.lower()}", why, (Sign(view.shown),)),
                    Lines("" if earlier else NO_VALUE, "", earlier),
                )
            rows.append(LinesRow(_LEADS[dimension], cells))
        self.table.show_rows(rows)

    def _show_recovery(self, head: "ProjectHead") -> None:
        found = head.recovery
        self._recovery_key = found.key if found else 0
        self.recovery.show_words(self.tr("In recovery") if found else self.tr("No recovery is under way"))
        self._begin.setVisible(found is None)
        for each in (self._trigger, self._exit, self._lead):
            each.setVisible(found is not None)
        if found is None:
            return
        self._trigger.setText(found.trigger)
        exits = self.tr("Done when: {criteria}").format(criteria=found.exit_criteria) if found.exit_criteria else ""
        self._exit.setText("\n".join(filter(None, (recovery_words(found), exits))))
        self._lead.setText(self.tr("Open the recovery"))
        self._lead.setAccessibleName(self.tr("Open the recovery"))

    def _open_recovery(self) -> None:
        self.asked.emit("recovery", self._recovery_key)
