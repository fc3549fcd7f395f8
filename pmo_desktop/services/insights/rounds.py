"""One round of an assessment as it was answered: by whom, with which evidence, and where respondents differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Answer, Assessment, AssessmentTemplate, Evidence, Remark
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules import maturity as rule
from pmo_desktop.domain.rules.health import Checked
from pmo_desktop.domain.rules.maturity import AnsweredStatement, Pooled
from pmo_desktop.domain.templates.reader import EXTENT, HEALTH, Domain, Statement, Template
from pmo_desktop.services.assessment_templates import template_of
from pmo_desktop.services.documents import link_of

_NOT_APPLICABLE = int(rule.Answer.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """A document or record that was seen for an answer; with a document the workspace keeps the file itself."""

    key: int
    title: str
    location: str
    seen_on: date | None
    document_key: int | None = None

    @property
    def can_open(self) -> bool:
        """Whether there is a file, or a link that may be followed."""
        return self.document_key is not None or bool(link_of(self.location))


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """One statement with what was answered: 0 no to 3 fully; `is_answered` without a value is not applicable.

    `value` and `comment` are the assessor's own, `others` what respondents answered and `said` what they commented, by
    name, with or without an answer; `evidence` is that of all.
    `relevance` (0 to 3) is none where the assessment does not ask how much a statement matters.
    """

    statement: Statement
    number: str
    is_answered: bool
    value: int | None
    comment: str
    evidence: tuple[EvidenceSeen, ...]
    others: tuple[tuple[str, int | None], ...] = ()
    is_agreed: bool = False
    relevance: int | None = None
    said: tuple[tuple[str, str], ...] = ()

    @property
    def comments(self) -> str:
        """The assessor's comment, and that of each respondent with the name before it."""
        return " · ".join(filter(None, (self.comment, *(f"{name}: {words}" for name, words in self.said))))

    @property
    def pooled(self) -> Pooled:
        """What all say together."""
        own = (_NOT_APPLICABLE if self.value is None else self.value) if self.is_answered else None
        return rule.pooled([own, *(_NOT_APPLICABLE if value is None else value for _, value in self.others)])

    @property
    def settled(self) -> int | None:
        """The answer that counts: the agreed one, else the median of all; −1 does not apply, none is no answer."""
        if self.is_agreed and self.is_answered:
            return _NOT_APPLICABLE if self.value is None else self.value
        return self.pooled.answer

    @property
    def mark(self) -> int | None:
        """The answer that counts, none where there is none or it does not apply."""
        return None if self.settled == _NOT_APPLICABLE else self.settled

    @property
    def answer(self) -> rule.Answer | None:
        """The answer that counts as the rules of no to fully take it."""
        return None if self.settled is None else rule.Answer(self.settled)

    @property
    def is_disputed(self) -> bool:
        """Whether respondents are two steps or more apart and have not agreed."""
        return self.pooled.is_disagreement and not self.is_agreed

    @property
    def is_claimed(self) -> bool:
        """Whether it is said to hold at level 3 or above without a document seen."""
        return bool(self.mark) and self.statement.level >= rule.LEVELS[2] and not self.evidence


@dataclass(frozen=True, slots=True)
class DomainAnswers:
    """One domain with its answers."""

    key: str
    number: int
    name: str
    purpose: str
    answers: tuple[StatementAnswer, ...]

    @property
    def answered(self) -> int:
        """How many statements have an answer from anyone, not applicable ones included."""
        return sum(each.settled is not None for each in self.answers)


@dataclass(frozen=True, slots=True)
class Round:
    """One assessment as it was answered."""

    key: int
    title: str
    subject: AssessmentSubject
    about: str
    held_on: date
    assessor: str
    is_independent: bool
    closed_on: date | None
    is_open: bool
    short_form: bool
    template: Template
    version: str
    domains: tuple[DomainAnswers, ...]
    respondents: tuple[str, ...]
    project_key: int | None
    office_key: int | None

    @property
    def answered(self) -> int:
        """How many statements have an answer."""
        return sum(domain.answered for domain in self.domains)

    @property
    def asked(self) -> int:
        """How many statements there are in this form."""
        return sum(len(domain.answers) for domain in self.domains)

    @property
    def answers(self) -> tuple[StatementAnswer, ...]:
        """Every statement with its answers, in order."""
        return tuple(each for domain in self.domains for each in domain.answers)


def round_of(session: Session, assessment_key: int, language: str = "en") -> Round:
    """An assessment with every answer of everyone."""
    assessment = session.get_one(Assessment, assessment_key)
    template = template_of(session, assessment, language)
    given: dict[str, list[Answer]] = {}
    for each in session.scalars(
        select(Answer).where(Answer.assessment_key == assessment_key).order_by(Answer.respondent)
    ):
        given.setdefault(each.statement, []).append(each)
    alone: dict[str, list[Remark]] = {}
    remarks = select(Remark).where(Remark.assessment_key == assessment_key).order_by(Remark.respondent)
    for remark in session.scalars(remarks):
        alone.setdefault(remark.statement, []).append(remark)
    project = session.get(Project, assessment.project_key) if assessment.project_key else None
    kept = session.get_one(AssessmentTemplate, assessment.template_key)
    return Round(
        key=assessment.key,
        title=assessment.title,
        subject=assessment.subject,
        about=project.name if project else assessment.subject.label,
        held_on=assessment.held_on,
        assessor=assessment.assessor,
        is_independent=assessment.is_independent,
        closed_on=assessment.closed_on,
        is_open=assessment.state is AssessmentState.OPEN,
        short_form=assessment.short_form,
        template=template,
        version=kept.version,
        domains=_domains(template, assessment, _Told(given, _seen(session, assessment_key), alone)),
        respondents=tuple(sorted({a.respondent for every in given.values() for a in every if a.respondent})),
        project_key=assessment.project_key,
        office_key=assessment.office_key,
    )


def _seen(session: Session, assessment_key: int) -> dict[int, list[EvidenceSeen]]:
    seen: dict[int, list[EvidenceSeen]] = {}
    for each in session.scalars(
        select(Evidence).join(Answer, Evidence.answer_key == Answer.key).where(Answer.assessment_key == assessment_key)
    ):
        found = EvidenceSeen(each.key, each.title, each.location, each.seen_on, each.document_key)
        seen.setdefault(each.answer_key, []).append(found)
    return seen


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told: answers and remarks by statement, evidence by answer."""

    answers: dict[str, list[Answer]]
    evidence: dict[int, list[EvidenceSeen]]
    remarks: dict[str, list[Remark]]


def _domains(template: Template, assessment: Assessment, told: _Told) -> tuple[DomainAnswers, ...]:
    return tuple(
        DomainAnswers(
            domain.key,
            number,
            domain.name,
            domain.purpose,
            tuple(
                _statement(statement, f"{number}.{place}", told, template.kind)
                for place, statement in enumerate(asked(domain, assessment), 1)
            ),
        )
        for number, domain in enumerate(template.domains, 1)
    )


def asked(domain: Domain, assessment: Assessment) -> list[Statement]:
    """The statements of a domain that this form asks."""
    return [statement for statement in domain.statements if statement.short or not assessment.short_form]


def _statement(statement: Statement, number: str, told: _Told, kind: str) -> StatementAnswer:
    given, alone = told.answers.get(statement.key, []), told.remarks.get(statement.key, [])
    remarks = [(each.respondent, " · ".join(filter(None, (each.comment, each.evidence)))) for each in alone]
    own = next((each for each in given if not each.respondent), None)
    usual = statement.weight if kind == HEALTH else None
    return StatementAnswer(
        statement,
        number,
        is_answered=own is not None,
        value=own.value if own else None,
        comment=own.comment if own else "",
        evidence=tuple(found for each in given for found in told.evidence.get(each.key, ())),
        others=tuple((each.respondent, each.value) for each in given if each.respondent),
        is_agreed=own is not None and own.is_agreed,
        relevance=usual if own is None or own.relevance is None else own.relevance,
        said=(*((each.respondent, each.comment) for each in given if each.respondent and each.comment), *remarks),
    )


def scored(answers: Iterable[StatementAnswer]) -> list[AnsweredStatement]:
    """The answers as the rules of no to fully take them."""
    return [
        AnsweredStatement(
            each.statement.key,
            each.statement.level,
            each.answer,
            has_evidence=bool(each.evidence),
            weight=each.statement.weight,
        )
        for each in answers
        if each.statement.scale == EXTENT
    ]


def said_by(answers: Iterable[StatementAnswer], respondent: str) -> list[AnsweredStatement]:
    """The answers of one respondent alone, or of the assessor where the name is empty."""
    every: list[AnsweredStatement] = []
    for each in answers:
        others = dict(each.others)
        is_given = respondent in others if respondent else each.is_answered
        value = others.get(respondent) if respondent else each.value
        answer = rule.answer_of(value) if is_given else None
        every.append(AnsweredStatement(each.statement.key, each.statement.level, answer, weight=each.statement.weight))
    return every


def checked(answers: Iterable[StatementAnswer]) -> list[Checked]:
    """The answers as the rules of a health check take them."""
    return [Checked(each.statement.key, each.relevance or 0, each.answer) for each in answers]
