"""How mature the management of projects is: scores with their working, gaps, and what would raise the level."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Answer, Assessment, AssessmentTarget, AssessmentTemplate, Evidence, Finding
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject
from pmo_desktop.domain.rules import maturity as rule
from pmo_desktop.domain.rules.maturity import AnsweredStatement, DomainScore, Raise, Summary
from pmo_desktop.domain.templates.reader import Statement, Template
from pmo_desktop.services.assessments import template_of


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """A document or record that was seen for an answer."""

    key: int
    title: str
    location: str
    seen_on: date | None


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """One statement with what was answered: 0 no to 3 fully; `is_answered` without a value is not applicable."""

    statement: Statement
    number: str
    is_answered: bool
    value: int | None
    comment: str
    evidence: tuple[EvidenceSeen, ...]

    @property
    def is_claimed(self) -> bool:
        """Whether it is said to hold at level 3 or above without a document seen."""
        return bool(self.value) and self.statement.level >= rule.LEVELS[2] and not self.evidence


@dataclass(frozen=True, slots=True)
class DomainResult:
    """One domain: its answers, its score, its target level, and the fewest statements that raise it."""

    key: str
    number: int
    name: str
    purpose: str
    answers: tuple[StatementAnswer, ...]
    score: DomainScore
    target: float | None
    importance: int
    gap: float | None
    before: float | None
    next_raise: Raise | None

    @property
    def answered(self) -> int:
        """How many statements have an answer, not applicable ones included."""
        return sum(each.is_answered for each in self.answers)


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """A finding and the action it led to, if any, with who does it by when."""

    title: str
    domain: str
    statement: str
    action_key: int | None
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MaturityResult:
    """One assessment with its working; `before_title` names the assessment its `before` scores come from."""

    key: int
    title: str
    subject: AssessmentSubject
    held_on: date
    assessor: str
    closed_on: date | None
    is_open: bool
    short_form: bool
    template: Template
    domains: tuple[DomainResult, ...]
    summary: Summary
    before_title: str
    before_on: date | None
    before_average: float | None
    findings: tuple[FindingSeen, ...]

    @property
    def answered(self) -> int:
        """How many statements have an answer."""
        return sum(domain.answered for domain in self.domains)

    @property
    def asked(self) -> int:
        """How many statements there are in this form."""
        return sum(len(domain.answers) for domain in self.domains)


def maturity(session: Session, assessment_key: int, language: str = "en", respondent: str = "") -> MaturityResult:
    """Answers, scores, gaps and ways up of one assessment, beside the comparable one before it."""
    assessment = session.get_one(Assessment, assessment_key)
    template = template_of(session, assessment, language)
    answers = _answers(session, assessment, template, respondent)
    scores = {key: rule.domain_score(scored(found)) for key, found in answers.items()}
    before = _before(session, assessment)
    scores_before = _scores(session, before) if before else {}
    targets = {
        each.domain: each
        for each in session.scalars(select(AssessmentTarget).where(AssessmentTarget.assessment_key == assessment_key))
    }
    domains = tuple(
        _domain(number, domain.key, domain.name, domain.purpose, answers[domain.key], scores, scores_before, targets)
        for number, domain in enumerate(template.domains, 1)
    )
    return MaturityResult(
        key=assessment.key,
        title=assessment.title,
        subject=assessment.subject,
        held_on=assessment.held_on,
        assessor=assessment.assessor,
        closed_on=assessment.closed_on,
        is_open=assessment.state is AssessmentState.OPEN,
        short_form=assessment.short_form,
        template=template,
        domains=domains,
        summary=rule.summary(scores),
        before_title=before.title if before else "",
        before_on=before.held_on if before else None,
        before_average=rule.summary(scores_before).average if before else None,
        findings=_findings(session, assessment_key),
    )


def newest_maturity(session: Session, by: date | None = None, language: str = "en") -> MaturityResult | None:
    """The newest closed assessment held by a day; none if there is none."""
    closed = select(Assessment).where(Assessment.state == AssessmentState.CLOSED)
    if by is not None:
        closed = closed.where(Assessment.held_on <= by)
    newest = session.scalars(closed.order_by(Assessment.held_on.desc(), Assessment.key.desc()).limit(1)).first()
    return maturity(session, newest.key, language) if newest else None


def _domain(
    number: int,
    key: str,
    name: str,
    purpose: str,
    answers: tuple[StatementAnswer, ...],
    scores: dict[str, DomainScore],
    before: dict[str, DomainScore],
    targets: dict[str, AssessmentTarget],
) -> DomainResult:
    target = targets.get(key)
    level = target.level if target else None
    return DomainResult(
        key=key,
        number=number,
        name=name,
        purpose=purpose,
        answers=answers,
        score=scores[key],
        target=level,
        importance=target.importance if target else 3,
        gap=rule.gap(level, scores[key].score),
        before=before[key].score if key in before else None,
        next_raise=rule.shortest_raise(scored(answers)),
    )


def _answers(
    session: Session, assessment: Assessment, template: Template, respondent: str = ""
) -> dict[str, tuple[StatementAnswer, ...]]:
    given = {
        each.statement: each
        for each in session.scalars(
            select(Answer).where(Answer.assessment_key == assessment.key, Answer.respondent == respondent)
        )
    }
    seen: dict[int, list[EvidenceSeen]] = {}
    for each in session.scalars(
        select(Evidence).join(Answer, Evidence.answer_key == Answer.key).where(Answer.assessment_key == assessment.key)
    ):
        found = EvidenceSeen(each.key, each.title, each.location, each.seen_on)
        seen.setdefault(each.answer_key, []).append(found)
    return {
        domain.key: tuple(
            _statement(statement, f"{number}.{place}", given.get(statement.key), seen)
            for place, statement in enumerate(_asked(domain.statements, assessment), 1)
        )
        for number, domain in enumerate(template.domains, 1)
    }


def _asked(statements: Iterable[Statement], assessment: Assessment) -> list[Statement]:
    return [statement for statement in statements if statement.short or not assessment.short_form]


def _statement(
    statement: Statement, number: str, given: Answer | None, seen: dict[int, list[EvidenceSeen]]
) -> StatementAnswer:
    if given is None:
        return StatementAnswer(statement, number, is_answered=False, value=None, comment="", evidence=())
    evidence = tuple(seen.get(given.key, ()))
    return StatementAnswer(
        statement, number, is_answered=True, value=given.value, comment=given.comment, evidence=evidence
    )


def scored(answers: Iterable[StatementAnswer]) -> list[AnsweredStatement]:
    """The answers as the rules take them."""
    return [
        AnsweredStatement(
            each.statement.key,
            each.statement.level,
            rule.answer_of(each.value) if each.is_answered else None,
            has_evidence=bool(each.evidence),
            weight=each.statement.weight,
        )
        for each in answers
    ]


def _scores(session: Session, assessment: Assessment) -> dict[str, DomainScore]:
    template = template_of(session, assessment)
    return {key: rule.domain_score(scored(found)) for key, found in _answers(session, assessment, template).items()}


def _before(session: Session, assessment: Assessment) -> Assessment | None:
    """The closed assessment before this one that can be compared with it: same subject, same template and version."""
    return session.scalars(
        select(Assessment)
        .join(AssessmentTemplate, Assessment.template_key == AssessmentTemplate.key)
        .where(
            Assessment.subject == assessment.subject,
            Assessment.template_key == assessment.template_key,
            Assessment.held_on < assessment.held_on,
            Assessment.state == AssessmentState.CLOSED,
        )
        .order_by(Assessment.held_on.desc())
        .limit(1)
    ).first()


def _findings(session: Session, assessment_key: int) -> tuple[FindingSeen, ...]:
    found = (
        select(Finding, Action.owner, Action.due_on)
        .outerjoin(Action, Finding.action_key == Action.key)
        .where(Finding.assessment_key == assessment_key)
        .order_by(Finding.key)
    )
    return tuple(
        FindingSeen(each.title, each.domain, each.statement, each.action_key, owner or "", due_on)
        for each, owner, due_on in session.execute(found)
    )
