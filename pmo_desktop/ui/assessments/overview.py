"""The list of assessments, and how to begin one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from pmo_desktop.services.formats import NO_VALUE, show_date, show_number
from pmo_desktop.services.insights.assessments import AssessmentSeen
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, column
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.page_header import PageHeader


class Overview(QWidget):
    """`opened` carries the key of an assessment, `begin_asked` nothing."""

    opened = Signal(object)
    begin_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._begin = button(
            self.tr("Begin an assessment"),
            self.begin_asked.emit,
            look="primary",
            picture="plus",
            name="begin assessment",
        )
        self.header = PageHeader(self.tr("Assessments"), "", actions=(self._begin,))
        self.list = Listing(
            self.tr("Assessments"),
            (
                ListingColumn(self.tr("Assessment"), 30),
                ListingColumn(self.tr("Subject"), 12),
                ListingColumn(self.tr("Held on"), 13),
                ListingColumn(self.tr("Assessor"), 24),
                ListingColumn(self.tr("Answered"), 10, is_figure=True),
                ListingColumn(self.tr("Level"), 8, is_figure=True),
                ListingColumn(self.tr("Average"), 9, is_figure=True),
                ListingColumn(self.tr("State"), 12),
            ),
            grows=True,
        )
        self.list.setObjectName("assessments")
        self.list.opened.connect(self.opened)
        card = Card(flush=True)
        card.put(self.list)
        filled = QWidget()
        filled.setLayout(column(card, None))
        empty = EmptyState(
            "assessments",
            self.tr("Nothing has been assessed yet"),
            self.tr(
                "An assessment asks twelve domains for what is done and what can be shown. It tells the level reached, "
                "the gap to your target, and the few steps that raise it."
            ),
            self.tr("Begin an assessment"),
            self.begin_asked.emit,
        )
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        self.setLayout(column(self.header, inner, gap=16, margins=(24, 20, 24, 24)))

    def show_assessments(self, every: tuple[AssessmentSeen, ...]) -> None:
        """Show them, the newest first."""
        self._stack.setCurrentIndex(0 if every else 1)
        self._begin.setVisible(bool(every))
        still = sum(each.is_open for each in every)
        words = self.tr("{count} in all, {open} still open").format(count=len(every), open=still)
        self.header.show_words(self.tr("Assessments"), words if every else self.tr("From evidence to level to action"))
        self.list.show_rows([self._row(each) for each in every])

    def _row(self, each: AssessmentSeen) -> ListingRow:
        return ListingRow(
            each.key,
            (
                each.title,
                each.subject.label,
                show_date(each.held_on),
                each.assessor or NO_VALUE,
                self.tr("{done} of {count}").format(done=each.answered, count=each.asked),
                NO_VALUE if each.level is None else str(each.level),
                NO_VALUE if each.average is None else show_number(each.average, 1),
                self.tr("Open") if each.is_open else self.tr("Closed"),
            ),
            tag="warning" if each.is_open else "good",
        )
