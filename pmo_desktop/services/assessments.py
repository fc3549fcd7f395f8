"""Assessments: begun from a template, answered statement by statement, closed, and turned into actions."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import (
    Answer,
    Assessment,
    AssessmentTarget,
    AssessmentTemplate,
    Evidence,
    Finding,
)
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject, FindingSeverity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.templates import reader
from pmo_desktop.domain.templates.reader import Template
from pmo_desktop.text import say

_ANSWERS = range(4)
_TOP_LEVEL = 5.0


def assessments(session: Session) -> list[Assessment]:
    """Every assessment, the newest first."""
    return list(session.scalars(select(Assessment).order_by(Assessment.held_on.desc(), Assessment.key.desc())))


def begin(
    session: Session,
    template: str,
    title: str,
    subject: AssessmentSubject,
    held_on: date,
    *,
    assessor: str = "",
    short_form: bool = True,
) -> Assessment:
    """Begin an assessment by the shipped template of that key; the workspace keeps the version it is made with.

    The targets are those of the last assessment of the same subject, else level 3 everywhere.

    Raises:
        PmoError: there is no such template, or the title is empty.
    """
    if not title.strip():
        raise PmoError(say("The assessment has no title. Give it one, for example “Review 2026”."))
    kept = _kept_template(session, template)
    before = next((each for each in assessments(session) if each.subject is subject), None)
    targets = targets_of(session, before.key) if before else {}
    assessment = Assessment(
        template_key=kept.key, title=title, subject=subject, held_on=held_on, assessor=assessor, short_form=short_form
    )
    session.add(assessment)
    session.flush()
    for domain in template_of(session, assessment).domains:
        level = targets.get(domain.key, 3.0)
        session.add(AssessmentTarget(assessment_key=assessment.key, domain=domain.key, level=level))
    return assessment


def _kept_template(session: Session, key: str) -> AssessmentTemplate:
    shipped = reader.template(key)
    found = session.scalars(
        select(AssessmentTemplate).where(
            AssessmentTemplate.template == key, AssessmentTemplate.version == shipped.version
        )
    ).one_or_none()
    if found is None:
        found = AssessmentTemplate(template=key, version=shipped.version, content=reader.content(key))
        session.add(found)
        session.flush()
    return found


def template_of(session: Session, assessment: Assessment, language: str = "en") -> Template:
    """The template an assessment was made with, in the version it was made with."""
    return reader.read(session.get_one(AssessmentTemplate, assessment.template_key).content, language)


def must_be_open(session: Session, assessment_key: int) -> Assessment:
    """The assessment, if its answers may still change.

    Raises:
        PmoError: it is closed.
    """
    assessment = session.get_one(Assessment, assessment_key)
    if assessment.state is AssessmentState.CLOSED:
        raise PmoError(
            say("“{title}” is closed, so its answers cannot change. Begin a new assessment.", title=assessment.title)
        )
    return assessment


def answer(session: Session, assessment_key: int, statement: str, value: int | None, respondent: str = "") -> Answer:
    """Answer one statement: 0 no, 1 partly, 2 largely, 3 fully, none not applicable.

    Raises:
        PmoError: the assessment is closed.
    """
    must_be_open(session, assessment_key)
    if value is not None and value not in _ANSWERS:
        msg = "an answer is 0 to 3 or none"
        raise ValueError(msg)
    found = _answer(session, assessment_key, statement, respondent)
    if found is None:
        found = Answer(assessment_key=assessment_key, statement=statement, respondent=respondent)
        session.add(found)
    found.value = value
    session.flush()
    return found


def _answer(session: Session, assessment_key: int, statement: str, respondent: str) -> Answer | None:
    return session.scalars(
        select(Answer).where(
            Answer.assessment_key == assessment_key, Answer.statement == statement, Answer.respondent == respondent
        )
    ).one_or_none()


def withdraw(session: Session, assessment_key: int, statement: str, respondent: str = "") -> None:
    """Take an answer and its evidence back, so that the statement is unanswered again.

    Raises:
        PmoError: the assessment is closed.
    """
    must_be_open(session, assessment_key)
    found = _answer(session, assessment_key, statement, respondent)
    if found is not None:
        for evidence in session.scalars(select(Evidence).where(Evidence.answer_key == found.key)):
            session.delete(evidence)
        session.flush()
        session.delete(found)


def comment(session: Session, assessment_key: int, statement: str, text: str, respondent: str = "") -> None:
    """Set the comment of an answer.

    Raises:
        PmoError: the assessment is closed, or the statement is not answered yet.
    """
    _answered(session, assessment_key, statement, respondent).comment = text


def _answered(session: Session, assessment_key: int, statement: str, respondent: str) -> Answer:
    must_be_open(session, assessment_key)
    found = _answer(session, assessment_key, statement, respondent)
    if found is None:
        raise PmoError(say("This statement is not answered yet. Answer it first, then add evidence or a comment."))
    return found


def add_evidence(
    session: Session,
    assessment_key: int,
    statement: str,
    title: str,
    *,
    location: str = "",
    seen_on: date | None = None,
    respondent: str = "",
) -> Evidence:
    """Note a document or record that was seen for an answer.

    Raises:
        PmoError: the assessment is closed, the statement is not answered yet, or the evidence has no name.
    """
    if not title.strip():
        raise PmoError(say("Name the document or record that was seen."))
    found = _answered(session, assessment_key, statement, respondent)
    evidence = Evidence(answer_key=found.key, title=title.strip(), location=location, seen_on=seen_on)
    session.add(evidence)
    return evidence


def remove_evidence(session: Session, evidence_key: int) -> None:
    """Take one piece of evidence back.

    Raises:
        PmoError: the assessment is closed.
    """
    evidence = session.get_one(Evidence, evidence_key)
    must_be_open(session, session.get_one(Answer, evidence.answer_key).assessment_key)
    session.delete(evidence)


def set_target(session: Session, assessment_key: int, domain: str, level: float, importance: int | None = None) -> None:
    """Aim at a level (0 to 5) in one domain; `importance` goes from 1 to 5.

    Raises:
        PmoError: the level is not from 0 to 5.
    """
    if not 0 <= level <= _TOP_LEVEL:
        raise PmoError(say("A target level goes from 0 to 5."))
    found = session.scalars(
        select(AssessmentTarget).where(
            AssessmentTarget.assessment_key == assessment_key, AssessmentTarget.domain == domain
        )
    ).one_or_none()
    target = found or AssessmentTarget(assessment_key=assessment_key, domain=domain, level=level)
    target.level = level
    if importance is not None:
        target.importance = importance
    session.add(target)


def targets_of(session: Session, assessment_key: int) -> dict[str, float]:
    """The target level of each domain that has one, 0 to 5."""
    found = session.scalars(select(AssessmentTarget).where(AssessmentTarget.assessment_key == assessment_key))
    return {each.domain: each.level for each in found}


def close(session: Session, assessment_key: int, on: date) -> None:
    """Lock the answers; scores are shown from here on.

    Raises:
        PmoError: it is closed already, or nothing was answered.
    """
    assessment = must_be_open(session, assessment_key)
    if session.scalars(select(Answer.key).where(Answer.assessment_key == assessment_key).limit(1)).first() is None:
        raise PmoError(say("Nothing was answered yet, so there is nothing to close."))
    assessment.state = AssessmentState.CLOSED
    assessment.closed_on = on


def make_action(
    session: Session,
    assessment_key: int,
    *,
    title: str,
    domain: str = "",
    statement: str = "",
    severity: FindingSeverity = FindingSeverity.GOOD_TO_DO,
    owner: str = "",
    due_on: date | None = None,
) -> Finding:
    """Record a finding and the action it leads to; the office's authority decides whether it is advised or imposed.

    Raises:
        PmoError: the title is empty.
    """
    if not title.strip():
        raise PmoError(say("An action needs a title. Say what is to be done."))
    assessment = session.get_one(Assessment, assessment_key)
    office = session.scalars(select(Office).order_by(Office.key).limit(1)).one()
    action = Action(
        title=title.strip(),
        owner=owner,
        due_on=due_on,
        source=assessment.title,
        authority=office.authority.over_actions,
    )
    session.add(action)
    session.flush()
    finding = Finding(
        assessment_key=assessment_key,
        domain=domain,
        statement=statement,
        title=title.strip(),
        severity=severity,
        follow_up_on=due_on,
        action_key=action.key,
    )
    session.add(finding)
    return finding
