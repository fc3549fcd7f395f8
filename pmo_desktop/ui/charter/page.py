"""The charter: sections at the left, the text in the middle, guidance at the right, its way to approval above."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.services import charters
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.charter import CharterSeen, charter, newest_charter, offices
from pmo_desktop.ui.charter.aside import CharterAside
from pmo_desktop.ui.charter.comparison import Comparison
from pmo_desktop.ui.charter.dialogs import OfficeDialog, StepDialog
from pmo_desktop.ui.charter.exporting import export
from pmo_desktop.ui.charter.paper import CharterPaper
from pmo_desktop.ui.charter.side import CharterSide
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, icon_button, row
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.page_header import PageHeader
from pmo_desktop.ui.widgets.steps import Steps

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_STEPS = {CharterState.DRAFT: 0, CharterState.IN_REVIEW: 1, CharterState.APPROVED: 3, CharterState.SUPERSEDED: 3}
_NARROW = 1100


class CharterPage(Page):
    """One version of the charter of one office; the newest of the first office until another is chosen."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "charter",
            "party",
            "activity",
            "responsible",
            "left_as_is",
            "charter_section",
            "charter_objective",
            "charter_review",
            "office",
            "strategic_objective",
        }
    )

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self._office_key = 0
        self._charter_key: int | None = None
        self._seen: CharterSeen | None = None
        self._by = ""
        self._side = CharterSide(self.open_office)
        self.sections = self._side.sections
        self.paper = CharterPaper(document)
        self.aside = CharterAside(document)
        self.comparison = Comparison(document, self._close_comparison)
        self._build()
        self.sections.chosen.connect(self._go_to)
        self.paper.entered.connect(self._note_section)
        self.paper.led.connect(self._lead)
        self._side.office_chosen.connect(self._choose_office)

    # What stands where -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.steps = Steps((self.tr("Draft"), self.tr("In review"), self.tr("Approved")))
        self._compare = button("", self.compare, picture="compare", name="compare")
        self._send_back = button(self.tr("Send back"), self.send_back, name="send back")
        self._main = button("", self._take_main_step, look="primary", name="main step")
        self._export = icon_button("export", self.tr("Export the charter"), name="export charter")
        menu = QMenu(self)
        menu.addAction(self.tr("As PDF…"), self.export_pdf)
        menu.addAction(self.tr("As Word document…"), self.export_docx)
        self._export.setMenu(menu)
        self._header = PageHeader(banded=True, middle=self.steps, actions=(self._compare, self._send_back, self._main))
        self.versions = ListEditor((), required=True)
        self.versions.setObjectName("versions")
        self.versions.setAccessibleName(self.tr("Version"))
        self.versions.setMinimumContentsLength(16)
        self.versions.committed.connect(self._choose_version)
        self._changes = button(self.tr("Changes shown"), self._show, look="chip", picture="eye", name="show changes")
        self._changes.setCheckable(True)
        self._changes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a text being written shows no changes
        self._beside = button(
            self.tr("Guidance"), self._toggle_aside, look="chip", picture="help", name="show guidance"
        )
        self._beside.setCheckable(True)
        self._beside.setChecked(True)
        self._is_aside_chosen = False
        middle = QWidget()
        bar = row(self.versions, None, self._export, self._changes, self._beside, gap=8, margins=(24, 12, 24, 12))
        middle.setLayout(column(bar, self.paper, gap=0))
        editing = QWidget()
        line = row(middle, self.aside, gap=0)
        line.setStretch(0, 1)
        editing.setLayout(line)
        self._empty = EmptyState("document", "")
        self._editing = editing
        self.comparison.setMinimumWidth(px(400))  # it takes the room of the side pane, which is hidden then
        shown = QWidget()
        self._stack = QStackedLayout(shown)
        for each in (editing, self.comparison, self._empty):
            self._stack.addWidget(each)
        body = row(self._side, shown, gap=0)
        body.setStretch(1, 1)
        lines = column(self._header, body, gap=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        with self.document.reading() as session:
            known = offices(session)
            if self._office_key not in dict(known):
                self._office_key, self._charter_key = known[0][0], None
            newest = newest_charter(session, self._office_key)
            alive = newest and self._charter_key in {each.key for each in newest.versions}
            self._seen = charter(session, self._charter_key or 0) if alive else newest
        self._side.show_offices(known, self._office_key)
        self.paper.renew(self.document.touched)
        self._show()

    def show_record(self, key: object) -> None:
        """Show a version by its key, or a section."""
        if isinstance(key, Section):
            self.sections.show_current(key)
            self._go_to(key)
        elif isinstance(key, int):
            self._charter_key = key
            self.refresh()

    def _show(self) -> None:
        seen = self._seen
        if seen is None:
            self._show_nothing()
            return
        if self._stack.currentWidget() is self._empty:
            self._turn_to(self._editing)
        self._charter_key = seen.key
        self._show_header(seen)
        self._changes.setVisible(seen.before is not None)
        self._changes.setText(self.tr("Changes shown") if self._changes.isChecked() else self.tr("Show changes"))
        self._changes.setAccessibleName(self._changes.text())
        self._side.show_charter(seen)
        self.paper.show_charter(seen, marks_changes=self._changes.isChecked())
        self.aside.show_charter(seen, self.sections.current())
        self.comparison.show_versions(seen)
        self.versions.offer(
            [
                (
                    each.key,
                    self.tr("Version {number}, {state}").format(number=each.version, state=each.state.label.lower()),
                )
                for each in seen.versions
            ]
        )
        self.versions.show_value(seen.key)
        self.versions.setVisible(len(seen.versions) > 1)

    def _show_header(self, seen: CharterSeen) -> None:
        title = self.tr("Charter of the {office}").format(office=seen.office)
        self._header.show_words(title, self._subtitle(seen))
        self.steps.show()
        self.steps.show_step(_STEPS[seen.state])
        self._compare.setVisible(seen.before is not None)
        if seen.before is not None:
            self._compare.setText(self.tr("Compare with version {number}").format(number=seen.before.version))
            self._compare.setAccessibleName(self._compare.text())
        self._send_back.setVisible(seen.state is CharterState.IN_REVIEW)
        may_begin = seen.versions[0].state is CharterState.APPROVED
        self._main.setVisible(seen.is_open or (may_begin and seen.key == seen.versions[0].key))
        words = {
            CharterState.DRAFT: self.tr("Submit for review"),
            CharterState.IN_REVIEW: self.tr("Approve"),
        }.get(seen.state, self.tr("Begin version {number}").format(number=seen.versions[0].version + 1))
        self._main.setText(words)
        self._main.setAccessibleName(words)

    def _subtitle(self, seen: CharterSeen) -> str:
        words = self.tr("Version {number}, begun {day}").format(number=seen.version, day=show_date(seen.begun_on))
        if seen.approved_on is not None:
            words = self.tr("Version {number}, approved {day} by {who}").format(
                number=seen.version, day=show_date(seen.approved_on), who=seen.approved_by
            )
        return words if seen.is_open else self.tr("{words} · read-only").format(words=words)

    def _show_nothing(self) -> None:
        with self.document.reading() as session:
            office = dict(offices(session))[self._office_key]
        self._header.show_words(self.tr("Charter of the {office}").format(office=office), self.tr("Not begun yet"))
        for each in (self.steps, self._compare, self._send_back, self._main):
            each.hide()
        self._empty.show_words(
            self.tr("This office has no charter yet"),
            self.tr("A charter says why the office exists, what it may do and how one will see that it helps."),
            self.tr("Begin the charter"),
            self.begin,
        )
        self._turn_to(self._empty)

    # Going about -------------------------------------------------------------------------------------------------

    def _go_to(self, section: Section) -> None:
        self.paper.show_section(section)
        self._note_section(section)

    def _note_section(self, section: Section) -> None:
        self.sections.show_current(section)
        if self._seen is not None:
            self.aside.show_guidance(self._seen, section)

    def _lead(self, page: str) -> None:
        self.go.emit(page, self._charter_key if page == "responsibilities" else None)

    def _choose_office(self, key: object) -> None:
        if isinstance(key, int):
            self._office_key, self._charter_key = key, None
            self.refresh()

    def _choose_version(self) -> None:
        self.show_record(self.versions.value())

    def _toggle_aside(self) -> None:
        self._is_aside_chosen = True
        self.aside.setVisible(self._beside.isChecked())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_aside_chosen:
            self._beside.setChecked(self.width() >= px(_NARROW))
            self.aside.setVisible(self._beside.isChecked())

    def compare(self) -> None:
        """Show this version beside the one before, if there is one."""
        if self._seen is not None:
            self._turn_to(self.comparison)

    def _close_comparison(self) -> None:
        self._turn_to(self._editing)

    def _turn_to(self, shown: QWidget) -> None:
        """Show the text, the comparison or the empty state; the side pane stands where it has something to choose."""
        self._stack.setCurrentWidget(shown)
        self._side.show_for(has_text=shown is self._editing, is_compared=shown is self.comparison)

    def open_office(self) -> None:
        """Show what is kept about the office, to change it."""
        OfficeDialog(self.document, self._office_key, self).open()

    def export_pdf(self) -> None:
        """Write this version as a PDF."""
        export(self, self._seen, "pdf")

    def export_docx(self) -> None:
        """Write this version as a document for a word processor."""
        export(self, self._seen, "docx")

    # Steps -------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the first version, or the next one with the text of the newest."""
        office_key = self._office_key
        number = self._seen.versions[0].version + 1 if self._seen else 1

        def command(session: Session) -> int:
            return charters.begin(session, office_key, date.today()).key  # noqa: DTZ011  the user's own day

        key = self.document.do(self.tr("Begin charter version {number}").format(number=number), command)
        if key is not None:
            self.show_record(key)

    def _take_main_step(self) -> None:
        if self._seen is None:
            return
        if self._seen.state is CharterState.DRAFT:
            self._ask(
                CharterState.IN_REVIEW,
                self.tr("Submit for review"),
                self.tr("The text stays open to corrections while it is reviewed."),
            )
        elif self._seen.state is CharterState.IN_REVIEW:
            self._ask(
                CharterState.APPROVED,
                self.tr("Approve"),
                self.tr("An approved version is read-only and replaces the one approved before."),
            )
        else:
            self.begin()

    def send_back(self) -> None:
        """Send the version back from review to draft."""
        self._ask(
            CharterState.DRAFT, self.tr("Send back"), self.tr("Say what has to change before it is reviewed again.")
        )

    def _ask(self, state: CharterState, title: str, words: str) -> None:
        StepDialog(title, words, self._by, lambda by, comment: self._advance(state, title, by, comment), self).open()

    def _advance(self, state: CharterState, title: str, by: str, comment: str) -> bool:
        if self._seen is None:
            return False
        key = self._seen.key

        def command(session: Session) -> bool:
            charters.advance(session, key, state, by, datetime.now(UTC), comment)
            return True

        named = self.tr("{step}: charter version {number}").format(step=title, number=self._seen.version)
        self._by = by
        return self.document.do(named, command) is True
