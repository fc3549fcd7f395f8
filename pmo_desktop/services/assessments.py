"""Assessments: begun from a template, answered statement by statement, and closed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import (
    Answer,
    Assessment,
    AssessmentTarget,
    AssessmentTemplate,
    Evidence,
    PlannedAssessment,
)
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject, ServiceGroup
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.rules.service_gap import TARGET
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.domain.templates import reader
from pmo_desktop.services import documents, evaluations, findings
from pmo_desktop.services.assessment_templates import kept_template, targets, template_of
from pmo_desktop.text import say

_TOP_LEVEL = 5.0
_TOP_RELEVANCE = 3
SUBJECTS: dict[str, tuple[AssessmentSubject, ...]] = {
    reader.MATURITY: (AssessmentSubject.PROJECTS, AssessmentSubject.PROGRAMMES, AssessmentSubject.PORTFOLIO),
    reader.NEED: (AssessmentSubject.ORGANISATION,),
    reader.TYPE: (AssessmentSubject.ORGANISATION,),
    reader.SERVICES: (AssessmentSubject.OFFICE,),
    reader.HEALTH: (AssessmentSubject.PROJECT,),
    reader.EVALUATION: (AssessmentSubject.PROJECT,),
}
"""What each kind of assessment can be about."""


def assessments(session: Session) -> list[Assessment]:
    """Every assessment, the newest first."""
    return list(session.scalars(select(Assessment).order_by(Assessment.held_on.desc(), Assessment.key.desc())))


def begin(  # noqa: PLR0913  what an assessment is about
    session: Session,
    template: str,
    title: str,
    subject: AssessmentSubject,
    held_on: date,
    *,
    assessor: str = "",
    is_independent: bool = False,
    short_form: bool = True,
    project_key: int | None = None,
    office_key: int | None = None,
    planned_key: int | None = None,
) -> Assessment:
    """Begin an assessment by the template of that key; the workspace keeps the version it is made with.

    The targets are those of the last assessment by the same template of the same subject, else level 3 everywhere. An
    assessment of services takes those of the office that are not retired; a post-project evaluation is filled in from
    the register as far as that goes. `planned_key` is the planned assessment that is held with it.

    Raises:
        PmoError: there is no such template, the title is empty, the project is not named, or there is no service.
    """
    if not title.strip():
        raise PmoError(say("The assessment has no title. Give it one, for example “Review 2026”."))
    kept = kept_template(session, template)
    if subject not in SUBJECTS[kept.kind]:
        subject = SUBJECTS[kept.kind][0]
    if subject is AssessmentSubject.PROJECT and project_key is None:
        raise PmoError(say("Name the project that is assessed."))
    assessment = Assessment(
        template_key=kept.key,
        title=title.strip(),
        subject=subject,
        held_on=held_on,
        assessor=assessor,
        is_independent=is_independent,
        short_form=short_form,
        project_key=project_key if subject is AssessmentSubject.PROJECT else None,
        office_key=office_key or _office(session).key,
    )
    before = last_of(session, kept.template, assessment)
    session.add(assessment)
    session.flush()
    _aim(session, assessment, kept, before)
    if kept.kind == reader.EVALUATION:
        evaluations.fill(session, assessment, reader.read(kept.content))
    if planned_key is not None:
        session.get_one(PlannedAssessment, planned_key).assessment_key = assessment.key
    return assessment


def _office(session: Session) -> Office:
    return session.scalars(select(Office).order_by(Office.key).limit(1)).one()


def last_of(session: Session, template: str, like: Assessment) -> Assessment | None:
    """The newest assessment by that template of the same subject, other than itself."""
    found = session.scalars(
        select(Assessment)
        .join(AssessmentTemplate, Assessment.template_key == AssessmentTemplate.key)
        .where(
            AssessmentTemplate.template == template,
            Assessment.subject == like.subject,
            Assessment.project_key.is_(like.project_key),
            Assessment.office_key == like.office_key,
        )
        .order_by(Assessment.held_on.desc(), Assessment.key.desc())
    )
    return next((each for each in found if each is not like), None)


def _aim(session: Session, assessment: Assessment, kept: AssessmentTemplate, before: Assessment | None) -> None:
    """Set the targets an assessment begins with; only maturity and services have any."""
    known = {each.service_key or each.domain: each for each in targets(session, before.key)} if before else {}
    aims: list[AssessmentTarget] = []
    if kept.kind == reader.SERVICES:
        aims = [
            AssessmentTarget(
                domain=f"service-{place}", service_key=each.key, name=each.title, group=each.group.value, level=TARGET
            )
            for place, each in enumerate(_services(session, assessment), 1)
        ]
    elif kept.kind == reader.MATURITY:
        aims = [AssessmentTarget(domain=domain.key, level=TARGET) for domain in reader.read(kept.content).domains]
    for target in aims:
        target.assessment_key = assessment.key
        last = known.get(target.service_key or target.domain)
        if last is not None:
            target.level, target.importance, target.ease = last.level, last.importance, last.ease
        session.add(target)


def _services(session: Session, assessment: Assessment) -> list[Service]:
    asked = select(Service).where(Service.office_key == assessment.office_key, Service.state != ServiceState.RETIRED)
    found = list(session.scalars(asked.order_by(Service.key)))
    if not found:
        raise PmoError(
            say("The office has no services yet, so there is nothing to assess. Add its services first, under PMO.")
        )
    order = list(ServiceGroup)
    return sorted(found, key=lambda each: order.index(each.group))


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
    """Answer one statement: 0 no, 1 partly, 2 largely, 3 fully, none not applicable; how well 0 to 5, valued 1 to 5.

    Raises:
        PmoError: the assessment is closed.
    """
    assessment = must_be_open(session, assessment_key)
    if value is not None and value not in _values(session, assessment, statement):
        msg = "the answer is not on the scale of the statement"
        raise ValueError(msg)
    found = answer_to(session, assessment_key, statement, respondent)
    if found is None:
        found = Answer(assessment_key=assessment_key, statement=statement, respondent=respondent)
        session.add(found)
    found.value = value
    session.flush()
    return found


def _values(session: Session, assessment: Assessment, statement: str) -> range:
    kept = session.get_one(AssessmentTemplate, assessment.template_key)
    if kept.kind != reader.SERVICES:
        return reader.VALUES[reader.EXTENT]
    every = (each for domain in template_of(session, assessment).domains for each in domain.statements)
    return next((reader.VALUES[each.scale] for each in every if each.key == statement), range(0))


def answer_to(session: Session, assessment_key: int, statement: str, respondent: str = "") -> Answer | None:
    """What one respondent answered to a statement; none if nothing yet."""
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
    found = answer_to(session, assessment_key, statement, respondent)
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


def set_relevance(session: Session, assessment_key: int, statement: str, relevance: int) -> None:
    """Say how much a statement matters here, 0 (not at all) to 3 (much).

    Raises:
        PmoError: the assessment is closed, or the statement is not answered yet.
    """
    if not 0 <= relevance <= _TOP_RELEVANCE:
        msg = "relevance goes from 0 to 3"
        raise ValueError(msg)
    _answered(session, assessment_key, statement, "").relevance = relevance


def agree(session: Session, assessment_key: int, statement: str, *, is_agreed: bool = True) -> None:
    """Let the assessor's answer stand for all respondents, after they have talked; or not any more.

    Raises:
        PmoError: the assessment is closed, or the assessor has not answered the statement.
    """
    _answered(session, assessment_key, statement, "").is_agreed = is_agreed


def _answered(session: Session, assessment_key: int, statement: str, respondent: str) -> Answer:
    must_be_open(session, assessment_key)
    found = answer_to(session, assessment_key, statement, respondent)
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


def attach_evidence(
    session: Session, assessment_key: int, statement: str, name: str, content: bytes, *, seen_on: date
) -> Evidence:
    """Keep a file that was seen for an answer among the documents of the workspace; one kept already serves again.

    Raises:
        PmoError: the assessment is closed, the statement is not answered yet, or such a file is not kept.
    """
    project_key = must_be_open(session, assessment_key).project_key
    evidence = add_evidence(session, assessment_key, statement, documents.safe_name(name), seen_on=seen_on)
    kept = documents.kept_as(session, content, project_key)
    if kept is None:
        kept = documents.attach(session, name, content, project_key=project_key, on=seen_on)
    evidence.document_key = kept.key
    return evidence


def remove_evidence(session: Session, evidence_key: int) -> None:
    """Take one piece of evidence back; a file that was kept with it stays among the documents.

    Raises:
        PmoError: the assessment is closed.
    """
    evidence = session.get_one(Evidence, evidence_key)
    must_be_open(session, session.get_one(Answer, evidence.answer_key).assessment_key)
    session.delete(evidence)


def set_target(
    session: Session,
    assessment_key: int,
    domain: str,
    level: float,
    importance: int | None = None,
    ease: int | None = None,
) -> None:
    """Aim at a level (0 to 5) in one domain; `importance` and `ease` go from 1 to 5.

    Raises:
        PmoError: the level is not from 0 to 5.
    """
    if not 0 <= level <= _TOP_LEVEL:
        raise PmoError(say("A target level goes from 0 to 5."))
    found = next((each for each in targets(session, assessment_key) if each.domain == domain), None)
    target = found or AssessmentTarget(assessment_key=assessment_key, domain=domain, level=level)
    target.level = level
    if importance is not None:
        target.importance = importance
    if ease is not None:
        target.ease = ease
    session.add(target)


def targets_of(session: Session, assessment_key: int) -> dict[str, float]:
    """The target level of each domain that has one, 0 to 5."""
    return {each.domain: each.level for each in targets(session, assessment_key)}


def close(session: Session, assessment_key: int, on: date) -> None:
    """Lock the answers; scores are shown from here on.

    What a health check found becomes its findings. Findings of earlier assessments on the same statements are looked at
    again by what is answered now. A post-project evaluation plans the second review of its benefits.

    Raises:
        PmoError: it is closed already, or nothing was answered.
    """
    assessment = must_be_open(session, assessment_key)
    if session.scalars(select(Answer.key).where(Answer.assessment_key == assessment_key).limit(1)).first() is None:
        raise PmoError(say("Nothing was answered yet, so there is nothing to close."))
    assessment.state = AssessmentState.CLOSED
    assessment.closed_on = on
    kind = session.get_one(AssessmentTemplate, assessment.template_key).kind
    session.flush()
    findings.recheck_earlier(session, assessment)
    if kind == reader.HEALTH:
        findings.find(session, assessment)
    if kind == reader.EVALUATION:
        evaluations.plan_second_review(session, assessment)
