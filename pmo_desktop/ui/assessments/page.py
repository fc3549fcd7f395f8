"""Assessments: the list; one that is open is answered, one that is closed shows its results."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from pmo_desktop.domain.assessment import Assessment
from pmo_desktop.domain.templates.reader import TEMPLATES
from pmo_desktop.services import assessments, findings
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.assessments import listed
from pmo_desktop.services.insights.maturity import MaturityResult, maturity
from pmo_desktop.services.insights.maturity_words import headline
from pmo_desktop.services.insights.ways_up import CLAIMS, WayUp
from pmo_desktop.ui.assessments.answers import AnswersView
from pmo_desktop.ui.assessments.dialogs import ACTION, BEGIN, ConfirmDialog, FormDialog, TargetsDialog
from pmo_desktop.ui.assessments.domains import paint_progress
from pmo_desktop.ui.assessments.overview import Overview
from pmo_desktop.ui.assessments.results import ResultsView
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, icon_button, label, row
from pmo_desktop.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_OVERVIEW, _ANSWERS, _RESULTS = range(3)


class AssessmentsPage(Page):
    """One assessment at a time, or the list of all."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"assessment", "answer", "evidence", "assessment_target", "finding", "action"}
    )

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self._key: int | None = None
        self._wants_answers = False
        self._result: MaturityResult | None = None
        self.overview = Overview()
        self.answers = AnswersView(document)
        self.results = ResultsView()
        self.overview.opened.connect(self.show_record)
        self.overview.begin_asked.connect(self.begin)
        self.results.domain_asked.connect(self._show_domain)
        self.results.statement_asked.connect(self._show_statement)
        self.results.action_asked.connect(self._ask_action)
        self._build()

    def _build(self) -> None:
        self._progress = _Progress()
        back = icon_button("chevron-left", self.tr("All assessments"), self.show_list, name="all assessments")
        targets = button(self.tr("Targets"), self.set_targets, picture="target", name="targets")
        self._close = button(self.tr("Close and lock"), self.close_assessment, picture="lock", name="close assessment")
        self._to_results = button(
            self.tr("Results"), lambda: self._turn(answers=False), picture="chart", name="results"
        )
        self._head = PageHeader(actions=(self._progress, targets, self._close, self._to_results))
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
        aim = button(self.tr("Targets"), self.set_targets, picture="target", name="targets too")
        self._result_head = PageHeader(actions=(to_answers, aim))
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
        with self.document.reading() as session:
            is_there = self._key is not None and session.get(Assessment, self._key) is not None
            self._result = maturity(session, self._key or 0, self.document.language) if is_there else None
            every = () if is_there else listed(session)
        if not is_there:
            self.overview.show_assessments(every)
        self._show()

    def show_record(self, key: object) -> None:
        """Show one assessment: its answers while it is open, its results once it is closed."""
        if isinstance(key, int):
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
        result = self._result
        if result is None:
            self._key = None
            self._stack.setCurrentIndex(_OVERVIEW)
        elif result.is_open or self._wants_answers:
            self._show_answers(result)
        else:
            self._show_results(result)

    def _show_answers(self, result: MaturityResult) -> None:
        self._stack.setCurrentIndex(_ANSWERS)
        title = self.tr("{template}, {subject}").format(
            template=result.template.title, subject=result.subject.label.lower()
        )
        form = self.tr("short form") if result.short_form else self.tr("long form")
        words = [
            result.title,
            self.tr("answered by {who}").format(who=result.assessor) if result.assessor else "",
            form,
        ]
        if not result.is_open:
            words.append(self.tr("closed {day}, read-only").format(day=show_date(result.closed_on)))
        self._head.show_words(title, " · ".join(filter(None, words)))
        self._progress.show_count(
            self.tr("{done} of {count} answered").format(done=result.answered, count=result.asked),
            result.answered,
            result.asked,
        )
        self._close.setVisible(result.is_open)
        self._to_results.setVisible(not result.is_open)
        self.answers.show_result(result)

    def _show_results(self, result: MaturityResult) -> None:
        self._stack.setCurrentIndex(_RESULTS)
        words = self.tr("{title} · {subject} · closed {day} · template version {version}").format(
            title=result.title,
            subject=result.subject.label.lower(),
            day=show_date(result.closed_on),
            version=result.template.version,
        )
        self._result_head.show_words(headline(result), words)
        self.results.show_result(result)

    def _show_domain(self, key: str) -> None:
        self._turn(answers=True)
        self.answers.show_domain(key)

    def _show_statement(self, key: str) -> None:
        self._turn(answers=True)
        self.answers.show_statement(key)

    # Writing -----------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask what is assessed, and begin."""
        today = date.today()  # noqa: DTZ011  the user's own day
        words = self.tr(
            "The short form asks two statements for each level of each domain, 120 in all; the long form twice as many."
        )
        shown = {
            "title": self.tr("Review {year}").format(year=today.year),
            "subject": BEGIN[1].choices and next(iter(BEGIN[1].choices)),
            "held_on": today,
            "short_form": True,
        }
        FormDialog(self.tr("Begin an assessment"), words, BEGIN, shown, self._begin, self).open()

    def _begin(self, read: dict[str, Any]) -> bool:
        def command(session: Session) -> int:
            begun = assessments.begin(
                session,
                TEMPLATES[0],
                read["title"],
                read["subject"],
                read["held_on"],
                assessor=read["assessor"] or "",
                short_form=read["short_form"],
            )
            return begun.key

        key = self.document.do(self.tr("Begin assessment “{title}”").format(title=read["title"]), command)
        if key is not None:
            self.show_record(key)
        return key is not None

    def close_assessment(self) -> None:
        """Ask whether to lock the answers, and show the results."""
        result = self._result
        if result is None or not result.is_open:
            return
        left = result.asked - result.answered
        words = self.tr("Answers can no longer change. The results are shown, and the level can be compared.")
        if left:
            first = self.tr(
                "{count} statements have no answer; they count as not done. A domain without any answer is left out."
            )
            words = first.format(count=left) + " " + words
        ConfirmDialog(self.tr("Close and lock"), words, self._close_now, self).open()

    def _close_now(self) -> None:
        result = self._result
        if result is not None:
            today = date.today()  # noqa: DTZ011  the user's own day
            title = self.tr("Close assessment “{title}”").format(title=result.title)
            self.document.do(title, lambda session: assessments.close(session, result.key, today))

    def set_targets(self) -> None:
        """Ask which level to aim at in each domain."""
        if self._result is not None:
            TargetsDialog(self._result, self._set_targets, self).open()

    def _set_targets(self, chosen: dict[str, tuple[float, int]]) -> bool:
        result = self._result
        if result is None:
            return False

        def command(session: Session) -> bool:
            for domain, (level, importance) in chosen.items():
                assessments.set_target(session, result.key, domain, level, importance)
            return True

        return self.document.do(self.tr("Set targets"), command) is True

    def _ask_action(self, way: WayUp) -> None:
        words = self.tr("The action goes into the action list, with this assessment as its source.")
        shown = {"title": way.title, "severity": ACTION[3].choices and list(ACTION[3].choices)[-1]}
        FormDialog(self.tr("Make action"), words, ACTION, shown, lambda read: self._make_action(way, read), self).open()

    def _make_action(self, way: WayUp, read: dict[str, Any]) -> bool:
        result = self._result
        if result is None:
            return False

        def command(session: Session) -> bool:
            findings.make_action(
                session,
                result.key,
                title=read["title"],
                domain=way.where,
                statement=way.statements[0] if way.key != CLAIMS else CLAIMS,
                severity=read["severity"],
                owner=read["owner"] or "",
                due_on=read["due_on"],
            )
            return True

        return self.document.do(self.tr("Make action “{title}”").format(title=read["title"]), command) is True


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
