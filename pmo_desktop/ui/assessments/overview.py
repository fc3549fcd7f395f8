"""The list of assessments, what is due, problems that come back, and the templates."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedLayout, QWidget

from pmo_desktop.services.formats import NO_VALUE, show_change, show_date
from pmo_desktop.ui.actions import plain
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, column, row, scrolled, tabs
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.services.assessment_templates import TemplateSeen
    from pmo_desktop.services.insights.assessments import AssessmentSeen, Due, Recurring


class Overview(QWidget):
    """What the page shows while no assessment is open.

    `opened` carries the key of an assessment; `begin_asked` and `plan_asked` nothing; `due_asked` a `Due`,
    `recurring_asked` a `Recurring`, `template_asked` a `TemplateSeen`.
    """

    opened = Signal(object)
    begin_asked = Signal()
    plan_asked = Signal()
    due_asked = Signal(object)
    recurring_asked = Signal(object)
    template_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._due: Sequence[Due] = ()
        self._recurring: Sequence[Recurring] = ()
        self._templates: Sequence[TemplateSeen] = ()
        self._plan = button(self.tr("Plan an assessment"), self.plan_asked.emit, picture="calendar", name="plan")
        self._begin = button(
            self.tr("Begin an assessment"),
            self.begin_asked.emit,
            look="primary",
            picture="plus",
            name="begin assessment",
        )
        self.header = PageHeader(self.tr("Assessments"), "", actions=(self._plan, self._begin))
        self._make_lists()
        self.tabs = tabs(*self._titles(), name="assessment lists")
        self.tabs.setAccessibleName(self.tr("Lists"))
        self.tabs.currentChanged.connect(self._show_list)
        card = Card(flush=True)
        card.put(*self._lists)
        content = QWidget()
        content.setLayout(column(card, None))
        filled = QWidget()
        filled.setLayout(column(row(self.tabs, None), scrolled(content), gap=8))
        empty = EmptyState(
            "assessments",
            self.tr("Nothing has been assessed yet"),
            self.tr(
                "Six assessments ask for what is done and what can be shown: whether a PMO is needed, how mature the "
                "management of projects is, which type of PMO suits, how well its services run, how healthy a project "
                "is, and how one came out. Each tells what to do next."
            ),
            self.tr("Begin an assessment"),
            self.begin_asked.emit,
        )
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        self.setLayout(column(self.header, inner, gap=16, margins=(24, 20, 24, 24)))
        self._show_list(0)

    def _titles(self) -> tuple[str, ...]:
        return self.tr("Assessments"), self.tr("Due"), self.tr("Recurring problems"), self.tr("Templates")

    def _make_lists(self) -> None:
        self.list = Listing(
            self.tr("Assessments"),
            (
                ListingColumn(self.tr("Assessment"), 30),
                ListingColumn(self.tr("Kind"), 24),
                ListingColumn(self.tr("About"), 20),
                ListingColumn(self.tr("Held on"), 13),
                ListingColumn(self.tr("Assessor"), 20),
                ListingColumn(self.tr("Answered"), 11, is_figure=True),
                ListingColumn(self.tr("Result"), 12),
                ListingColumn(self.tr("State"), 12),
            ),
            grows=True,
        )
        self.list.setObjectName("assessments")
        self.list.opened.connect(self.opened)
        self.due = Listing(
            self.tr("Due"),
            (
                ListingColumn(self.tr("What is due"), 52),
                ListingColumn(self.tr("About"), 26),
                ListingColumn(self.tr("Owner"), 18),
                ListingColumn(self.tr("Due on"), 13),
                ListingColumn(self.tr("Days left"), 10, is_figure=True),
                ListingColumn(self.tr("Next"), 13),
            ),
            grows=True,
        )
        self.due.setObjectName("due")
        for signal in (self.due.opened, self.due.pressed_link):
            signal.connect(lambda key: self._tell(self.due_asked, self._due, key))
        self.recurring = Listing(
            self.tr("Recurring problems"),
            (
                ListingColumn(self.tr("Problem found in several projects"), 56),
                ListingColumn(self.tr("Section"), 22),
                ListingColumn(self.tr("Projects"), 40),
                ListingColumn(self.tr("Open"), 8, is_figure=True),
                ListingColumn(self.tr("Worst"), 14),
                ListingColumn(self.tr("Action"), 13),
            ),
            grows=True,
        )
        self.recurring.setObjectName("recurring")
        for signal in (self.recurring.opened, self.recurring.pressed_link):
            signal.connect(lambda key: self._tell(self.recurring_asked, self._recurring, key))
        self.templates = Listing(
            self.tr("Templates"),
            (
                ListingColumn(self.tr("Template"), 40),
                ListingColumn(self.tr("Version"), 8),
                ListingColumn(self.tr("Statements"), 10, is_figure=True),
                ListingColumn(self.tr("Used"), 8, is_figure=True),
                ListingColumn(self.tr("Comes from"), 18),
                ListingColumn(self.tr("Action"), 13),
            ),
            grows=True,
        )
        self.templates.setObjectName("templates")
        for signal in (self.templates.opened, self.templates.pressed_link):
            signal.connect(lambda key: self._tell(self.template_asked, self._templates, key))
        self._lists = (self.list, self.due, self.recurring, self.templates)

    def _tell(self, signal: SignalInstance, every: "Sequence[object]", key: object) -> None:
        if isinstance(key, int):
            signal.emit(every[key])

    def _show_list(self, number: int) -> None:
        for place, each in enumerate(self._lists):
            each.setVisible(place == number)

    def show_assessments(self, every: "tuple[AssessmentSeen, ...]") -> None:
        """Show them, the newest first."""
        still = sum(each.is_open for each in every)
        words = self.tr("{count} in all, {open} still open").format(count=len(every), open=still)
        self.header.show_words(self.tr("Assessments"), words if every else self.tr("From evidence to level to action"))
        self.list.show_rows([self._row(each) for each in every])

    def show_rest(
        self, due: "Sequence[Due]", recurring: "Sequence[Recurring]", templates: "Sequence[TemplateSeen]"
    ) -> None:
        """Show what is due, what comes back, and the templates; the page is empty while there is none of the first."""
        self._due, self._recurring, self._templates = due, recurring, templates
        is_filled = bool(self.list.rows.rows or due or any(each.is_own for each in templates))
        self._stack.setCurrentIndex(0 if is_filled else 1)
        self._begin.setVisible(is_filled)
        nothing = self.tr("Nothing is planned or waiting to be looked at again.")
        self.due.show_rows(
            [self._due_row(number, each) for number, each in enumerate(due)] or [_only(nothing, self.due)]
        )
        none = self.tr("No problem was found in the newest health checks of two projects or more.")
        self.recurring.show_rows(
            [self._recurring_row(number, each) for number, each in enumerate(recurring)]
            or [_only(none, self.recurring)]
        )
        self.templates.show_rows([self._template_row(number, each) for number, each in enumerate(templates)])
        for place, count in ((1, len(due)), (2, len(recurring))):
            title = self._titles()[place]
            self.tabs.setTabText(place, plain(f"{title} {count}" if count else title))

    def _row(self, each: "AssessmentSeen") -> ListingRow:
        return ListingRow(
            each.key,
            (
                each.title,
                each.template,
                each.about,
                show_date(each.held_on),
                each.assessor or NO_VALUE,
                self.tr("{done} of {count}").format(done=each.answered, count=each.asked),
                each.result or NO_VALUE,
                self.tr("Open") if each.is_open else self.tr("Closed"),
            ),
            tag="warning" if each.is_open else "good",
        )

    def _due_row(self, number: int, each: "Due") -> ListingRow:
        cells = (
            each.title,
            each.about,
            each.owner or NO_VALUE,
            show_date(each.due_on),
            show_change(each.days, 0) if each.days < 0 else str(each.days),
            self.tr("Look again") if each.is_finding else self.tr("Begin"),
        )
        return ListingRow(number, cells, link=True)

    def _recurring_row(self, number: int, each: "Recurring") -> ListingRow:
        names = ", ".join(each.projects)
        words = f"{len(each.projects)}: {names}"
        cells = (each.text, each.section, words, str(each.open_count), each.severity.label, self.tr("Make action"))
        return ListingRow(number, cells, link=True)

    def _template_row(self, number: int, each: "TemplateSeen") -> ListingRow:
        cells = (
            each.title,
            each.version,
            str(each.statements),
            str(each.used),
            self.tr("Edited here") if each.is_own else self.tr("PMO Desktop"),
            self.tr("Edit") if each.is_own else self.tr("Copy and edit"),
        )
        return ListingRow(number, cells, link=True)


def _only(words: str, listing: Listing) -> ListingRow:
    return ListingRow("", (words, *[""] * (len(listing.rows.columns) - 1)))
