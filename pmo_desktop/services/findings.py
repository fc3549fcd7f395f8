"""Findings: what an assessment found, the action each leads to, and whether it helped when looked at again."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Assessment, AssessmentTemplate, Finding, RecheckOutcome
from pmo_desktop.domain.choices import FindingSeverity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.rules import health
from pmo_desktop.domain.rules.maturity import Answer
from pmo_desktop.services.insights.rounds import StatementAnswer, checked, round_of
from pmo_desktop.text import say

_DAYS = {FindingSeverity.NOW: 14, FindingSeverity.NEXT_GATE: 60, FindingSeverity.GOOD_TO_DO: 180}
_OUTCOMES = {Answer.FULLY: RecheckOutcome.RESOLVED, Answer.LARGELY: RecheckOutcome.PARTLY}


def find(session: Session, assessment: Assessment) -> list[Finding]:
    """Keep what matters and is missing in a health check as findings, each with a severity and a day to follow up."""
    found = round_of(session, assessment.key)
    gate_on = _next_gate(session, assessment)
    made = [
        _finding(assessment, domain.key, each, severity, gate_on)
        for domain in found.domains
        for each, question in zip(domain.answers, checked(domain.answers), strict=True)
        if (severity := health.severity(question)) is not None
    ]
    session.add_all(made)
    session.flush()
    return made


def _finding(
    assessment: Assessment, domain: str, each: StatementAnswer, severity: FindingSeverity, gate_on: date | None
) -> Finding:
    follow_up_on = assessment.held_on + timedelta(days=_DAYS[severity])
    if severity is FindingSeverity.NEXT_GATE and gate_on is not None:
        follow_up_on = gate_on
    words = {Answer.NO: say("Not done: {text}"), Answer.PARTLY: say("Only partly: {text}")}
    told = words.get(each.answer or Answer.NO, say("Not quite: {text}"))
    return Finding(
        assessment_key=assessment.key,
        project_key=assessment.project_key,
        domain=domain,
        statement=each.statement.key,
        title=told.format(text=each.statement.text),
        recommendation=each.comment,
        severity=severity,
        follow_up_on=follow_up_on,
    )


def _next_gate(session: Session, assessment: Assessment) -> date | None:
    asked = select(Gate.planned_on).where(
        Gate.project_key == assessment.project_key, Gate.held_on.is_(None), Gate.planned_on >= assessment.held_on
    )
    return session.scalars(asked.order_by(Gate.planned_on).limit(1)).first()


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
    assessment = session.get_one(Assessment, assessment_key)
    finding = Finding(
        assessment_key=assessment_key,
        project_key=assessment.project_key,
        domain=domain,
        statement=statement,
        title=title.strip(),
        severity=severity,
        follow_up_on=due_on,
    )
    return _act(session, finding, title, owner, due_on)


def act_on(session: Session, finding_key: int, *, title: str, owner: str = "", due_on: date | None = None) -> Finding:
    """Make the action a finding leads to, in the action list of its project.

    Raises:
        PmoError: the title is empty, or it has led to an action already.
    """
    finding = session.get_one(Finding, finding_key)
    if finding.action_key is not None:
        raise PmoError(say("This finding has led to an action already. Change that action instead."))
    return _act(session, finding, title, owner, due_on)


def _act(session: Session, finding: Finding, title: str, owner: str, due_on: date | None) -> Finding:
    if not title.strip():
        raise PmoError(say("An action needs a title. Say what is to be done."))
    assessment = session.get_one(Assessment, finding.assessment_key)
    office = session.get(Office, assessment.office_key) if assessment.office_key else None
    office = office or session.scalars(select(Office).order_by(Office.key).limit(1)).one()
    action = Action(
        title=title.strip(),
        project_key=finding.project_key,
        owner=owner,
        due_on=due_on,
        source=assessment.title,
        authority=office.authority.over_actions,
    )
    session.add(action)
    session.flush()
    finding.action_key = action.key
    session.add(finding)
    session.flush()
    return finding


def recheck(
    session: Session,
    finding_key: int,
    outcome: RecheckOutcome,
    on: date,
    words: str = "",
    follow_up_on: date | None = None,
) -> None:
    """Say what was found when a finding was looked at again; what is not resolved is followed up on another day.

    The action it led to has its effect checked with the same words.

    Raises:
        PmoError: it is not resolved and no later day to follow up is given.
    """
    finding = session.get_one(Finding, finding_key)
    if outcome is not RecheckOutcome.RESOLVED and (follow_up_on is None or follow_up_on <= on):
        raise PmoError(say("What is not resolved needs a later day to look at it again. Give that day."))
    finding.outcome, finding.rechecked_on, finding.recheck = outcome, on, words
    finding.follow_up_on = None if outcome is RecheckOutcome.RESOLVED else follow_up_on
    action = session.get(Action, finding.action_key) if finding.action_key else None
    if action is not None:
        action.effect_checked_on = on
        action.effect = words or outcome.label


def recheck_earlier(session: Session, assessment: Assessment) -> int:
    """Look again at what earlier assessments of the same found, by what is answered now; how many were looked at."""
    found = round_of(session, assessment.key)
    answers = {each.statement.key: each for each in found.answers}
    earlier = [each for each in _open_findings(session, assessment) if answers.get(each.statement.split(" ")[0])]
    looked_at = 0
    for finding in earlier:
        answer = answers[finding.statement.split(" ")[0]].answer
        if answer is None or answer is Answer.NOT_APPLICABLE:
            continue
        outcome = _OUTCOMES.get(answer, RecheckOutcome.OPEN)
        later = assessment.held_on + timedelta(days=_DAYS[finding.severity])
        words = say("Looked at again in “{title}”", title=assessment.title)
        recheck(session, finding.key, outcome, assessment.held_on, words, later)
        looked_at += 1
    return looked_at


def _open_findings(session: Session, assessment: Assessment) -> list[Finding]:
    template = session.get_one(AssessmentTemplate, assessment.template_key).template
    return list(
        session.scalars(
            select(Finding)
            .join(Assessment, Finding.assessment_key == Assessment.key)
            .join(AssessmentTemplate, Assessment.template_key == AssessmentTemplate.key)
            .where(
                AssessmentTemplate.template == template,
                Assessment.subject == assessment.subject,
                Assessment.project_key.is_(assessment.project_key),
                Assessment.held_on < assessment.held_on,
                Finding.outcome != RecheckOutcome.RESOLVED,
            )
            .order_by(Finding.key)
        )
    )
