"""What is written while one answers: each answer, each piece of evidence and each comment is one step."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from pmo_desktop.services import assessments
from pmo_desktop.services.documents import link_of
from pmo_desktop.services.insights.rounds import EvidenceSeen, StatementAnswer
from pmo_desktop.ui.deeds import files
from pmo_desktop.ui.document import Document


class AnswerWriter(QObject):
    """Writes to the assessment of `assessment_key`."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self.assessment_key = 0

    def answer(self, of: StatementAnswer, value: int | None) -> None:
        """Answer with 0 to 3, or with none where the statement does not apply."""
        key = of.statement.key
        self._do(self.tr("Answer {number}"), of, lambda session, to: assessments.answer(session, to, key, value))

    def withdraw(self, of: StatementAnswer) -> None:
        """Take an answer back."""
        key = of.statement.key
        self._do(self.tr("Take back answer {number}"), of, lambda session, to: assessments.withdraw(session, to, key))

    def add_evidence(self, of: StatementAnswer, title: str, place: str) -> None:
        """Name a document that was seen today."""
        key, today = of.statement.key, date.today()  # noqa: DTZ011  the user's own day
        self._do(
            self.tr("Add evidence to {number}"),
            of,
            lambda session, to: assessments.add_evidence(session, to, key, title, location=place, seen_on=today),
        )

    def attach_evidence(self, of: StatementAnswer, path: Path) -> None:
        """Keep a file that was seen today in the workspace."""
        content = files.content_of(self._document, path)
        if content is None:
            return
        key, today = of.statement.key, date.today()  # noqa: DTZ011  the user's own day
        self._do(
            self.tr("Add evidence to {number}"),
            of,
            lambda session, to: assessments.attach_evidence(session, to, key, path.name, content, seen_on=today),
        )

    def open_evidence(self, seen: EvidenceSeen, parent: QWidget) -> None:
        """Open a copy of the file that is kept, or ask whether the link is to be followed."""
        if seen.document_key is not None:
            files.show(self._document, seen.document_key, parent)
        else:
            files.ask_to_follow(link_of(seen.location), parent)

    def remove_evidence(self, of: StatementAnswer, evidence_key: int) -> None:
        """Take a document back."""
        title = self.tr("Take evidence of {number} back")
        self._do(title, of, lambda session, _to: assessments.remove_evidence(session, evidence_key))

    def comment(self, of: StatementAnswer, words: str) -> None:
        """Say something about an answer."""
        key = of.statement.key
        self._do(self.tr("Comment {number}"), of, lambda session, to: assessments.comment(session, to, key, words))

    def set_relevance(self, of: StatementAnswer, relevance: int) -> None:
        """Say how much a statement matters, 0 to 3."""
        key, title = of.statement.key, self.tr("Relevance of {number}")
        self._do(title, of, lambda session, to: assessments.set_relevance(session, to, key, relevance))

    def agree(self, of: StatementAnswer, *, is_agreed: bool) -> None:
        """Let the assessor's answer stand for all respondents, or not any more."""
        key, title = of.statement.key, self.tr("Agree on {number}")
        self._do(title, of, lambda session, to: assessments.agree(session, to, key, is_agreed=is_agreed))

    def _do(self, title: str, of: StatementAnswer, command: Callable[[Session, int], object]) -> None:
        to = self.assessment_key
        self._document.do(title.format(number=of.number), lambda session: command(session, to))
