"""Assessments: the list; one that is open is answered, one that is closed shows its results."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget
from typing_extensions import override

from pmo_desktop.domain.assessment import Assessment, Finding
from pmo_desktop.domain.templates.reader import MATURITY, SERVICES
from pmo_desktop.services.assessment_templates import known_templates
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights import assessments as seen
from pmo_desktop.services.insights.outcomes import outcome_of
from pmo_desktop.services.insights.rounds import Round, round_of
from pmo_desktop.ui.assessments.acts import Acts, today
from pmo_desktop.ui.assessments.answers import AnswersView
from pmo_desktop.ui.assessments.domains import paint_progress
from pmo_desktop.ui.assessments.overview import Overview
from pmo_desktop.ui.assessments.results import ResultsView
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.saving import save_as
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, icon_button, label, row
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from pmo_desktop.services.insights.outcomes.outcome import Line, Outcome
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_OVERVIEW, _ANSWERS, _RESULTS = range(3)


class AssessmentsPage(Page):
    """One assessment at a time, or the list of all."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "assessment", "answer", "evidence", "remark", "assessment_target", "assessment_template", "finding",
            "action", "planned_assessment", "respondent", "lesson", "project", "baseline", "benefit", "risk", "issue",
        }
    )  # fmt: skip

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self._key: int | None = None
        self._wants_answers = False
        self._round: Round | None = None
        self._outcome: Outcome | None = None
        self.acts = Acts(document, self)
        self.acts.begun.connect(self.show_record)
        self.overview = Overview()
        self.answers = AnswersView(document)
        self.results = ResultsView()
        self.overview.opened.connect(self.show_record)
        self.overview.begin_asked.connect(self.begin)
        self.overview.plan_asked.connect(self.plan)
        self.overview.due_asked.connect(self.acts.hold)
        self.overview.recurring_asked.connect(self.acts.act_on_recurring)
        self.overview.template_asked.connect(self.acts.edit_template)
        self.acts.drafted.connect(lambda: self.go.emit("charter", None))
        self.results.opened.connect(self._show_place)
        self.results.acted.connect(self._act)
        self._build()

    def _build(self) -> None:
        self._progress = _Progress()
        back = icon_button("chevron-left", self.tr("All assessments"), self.show_list, name="all assessments")
        self._targets = button(self.tr("Targets"), self.set_targets, picture="target", name="targets")
        self._respondents = button(self.tr("Respondents"), self.show_respondents, picture="people", name="respondents")
        self._close = button(self.tr("Close and lock"), self.close_assessment, picture="lock", name="close assessment")
        self._to_results = button(
            self.tr("Results"), lambda: self._turn(answers=False), picture="chart", name="results"
        )
        self._head = PageHeader(
            actions=(self._progress, self._targets, self._respondents, self._close, self._to_results)
        )
        answering = QWidget()
        line = row(back, self._head, gap=8, margins=(16, 12, 24, 12))
        line.setStretch(1, 1)
        band = QFrame()
        band.setProperty("look", "band")
        band.setLayout(line)
        lines = column(band, self.answers, gap=0)
        lines.setStretch(1, 1)
        answering.setLayout(lines)
        back_too = icon_button("chevron-left", self.tr("All assessments"), self.show_list, name="all assessments too")
        to_answers = button(self.tr("Answers"), lambda: self._turn(answers=True), picture="answers", name="answers")
        self._aim = button(self.tr("Targets"), self.set_targets, picture="target", name="targets too")
        self._draft = button(self.tr("Draft the charter"), self.draft_charter, picture="document", name="draft charter")
        report = button(self.tr("Report"), self.write_report, look="primary", picture="pdf", name="report")
        self._result_head = PageHeader(actions=(to_answers, self._aim, self._draft, report))
        showing = QWidget()
        top = row(back_too, self._result_head, gap=8, margins=(16, 16, 24, 16))
        top.setStretch(1, 1)
        showing.setLayout(column(top, self.results, gap=0))
        self._stack = QStackedLayout(self)
        for each in (self.overview, answering, showing):
            self._stack.addWidget(each)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        language = self.document.language
        with self.document.reading() as session:
            key = self._key if self._key is not None and session.get(Assessment, self._key) is not None else None
            self._round = None if key is None else round_of(session, key, language)
            is_closed = self._round is not None and not self._round.is_open
            self._outcome = outcome_of(session, key, language) if is_closed and key is not None else None
            if key is None:
                self.overview.show_assessments(seen.listed(session, language))
                self.overview.show_rest(
                    seen.due(session, today()),
                    seen.recurring(session, language),
                    known_templates(session, language),
                )
        self._show()

    def show_record(self, key: object) -> None:
        """Show one assessment: its answers while it is open, its results once it is closed; or a finding in them."""
        if isinstance(key, tuple) and key[0] == "finding":
            with self.document.reading() as session:
                found = session.get(Finding, key[1])
                assessment = found.assessment_key if found else None
            self.show_record(assessment)
            self.results.show_line("findings", str(key[1]))
        elif isinstance(key, int):
            self._key, self._wants_answers = key, False
            self.refresh()
            (self.answers if self._stack.currentIndex() == _ANSWERS else self.results).begin()

    def show_list(self) -> None:
        """Show all assessments."""
        self._key = None
        self.refresh()
        self.overview.list.setFocus()

    def _turn(self, *, answers: bool) -> None:
        self._wants_answers = answers
        self._show()
        (self.answers if answers else self.results).begin()

    def _show(self) -> None:
        found, outcome = self._round, self._outcome
        if found is None:
            self._key = None
            self._stack.setCurrentIndex(_OVERVIEW)
        elif outcome is None or self._wants_answers:
            self._show_answers(found)
        else:
            self._show_results(found, outcome)

    def _about(self, found: Round) -> str:
        return found.about if found.project_key else found.about.lower()

    def _show_answers(self, found: Round) -> None:
        self._stack.setCurrentIndex(_ANSWERS)
        title = self.tr("{template}, {subject}").format(template=found.template.title, subject=self._about(found))
        words = [
            found.title,
            self.tr("answered by {who}").format(who=found.assessor) if found.assessor else "",
            self.tr("independent") if found.is_independent else "",
        ]
        if found.template.kind == MATURITY:
            words.append(self.tr("short form") if found.short_form else self.tr("long form"))
        if found.respondents:
            words.append(self.tr("{count} respondents").format(count=len(found.respondents)))
        if not found.is_open:
            words.append(self.tr("closed {day}, read-only").format(day=show_date(found.closed_on)))
        self._head.show_words(title, " · ".join(filter(None, words)))
        told = self.tr("{done} of {count} answered").format(done=found.answered, count=found.asked)
        self._progress.show_count(told, found.answered, found.asked)
        self._close.setVisible(found.is_open)
        self._to_results.setVisible(not found.is_open)
        self._targets.setVisible(_has_targets(found))
        self._respondents.setVisible(found.is_open)
        self.answers.show_result(found)

    def _show_results(self, found: Round, outcome: "Outcome") -> None:
        self._stack.setCurrentIndex(_RESULTS)
        words = self.tr("{title} · {subject} · closed {day} · template version {version}").format(
            title=found.title,
            subject=self._about(found),
            day=show_date(found.closed_on),
            version=found.version,
        )
        self._result_head.show_words(outcome.headline, words)
        self._aim.setVisible(_has_targets(found))
        self._draft.setVisible(outcome.can_draft)
        self.results.show_outcome(outcome)

    def _show_place(self, key: str) -> None:
        self._turn(answers=True)
        self.answers.show_place(key)

    # Doing -------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask what is assessed, and begin."""
        self.acts.begin()

    def plan(self) -> None:
        """Ask which assessment is due when."""
        self.acts.plan()

    def close_assessment(self) -> None:
        """Ask whether to lock the answers, and show the results."""
        if self._round is not None and self._round.is_open:
            self.acts.close(self._round)

    def set_targets(self) -> None:
        """Ask which level to aim at in each domain."""
        if self._round is not None and _has_targets(self._round):
            self.acts.set_targets(self._round)

    def show_respondents(self) -> None:
        """Show who answers besides, write questionnaires and read them back."""
        if self._round is not None and self._round.is_open:
            self.acts.show_respondents(self._round)

    def draft_charter(self) -> None:
        """Ask, then draft the charter, its services and the plan from the recommendation."""
        if self._round is not None and self._outcome is not None and self._outcome.can_draft:
            self.acts.draft_charter(self._round)

    def write_report(self) -> None:
        """Write what was found as a PDF."""
        found = self._round
        if found is not None:
            language = self.document.language

            def make() -> bytes:
                from pmo_desktop.reports.assessment_report import write_assessment

                return write_assessment(self.document.workspace, found.key, language)

            save_as(self, f"{found.template.title}, {found.title}", "pdf", make)

    def _act(self, line: "Line") -> None:
        if self._round is not None:
            self.acts.act(self._round, line)


def _has_targets(found: Round) -> bool:
    return found.template.kind in {MATURITY, SERVICES}


class _Progress(QWidget):
    """How many of all statements are answered, in words and as a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "note")
        self._done, self._count = 0, 1
        self.setFixedWidth(px(160))
        self.setFixedHeight(px(28))
        self.setLayout(column(self._words, None, gap=0))

    def show_count(self, words: str, done: int, count: int) -> None:
        """Show how far it is."""
        self._words.setText(words)
        self._done, self._count = done, count
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        place = self.rect().adjusted(0, self.height() - px(4), 0, 0)
        paint_progress(QPainter(self), place, self._done, self._count)
