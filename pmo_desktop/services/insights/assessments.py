"""The list of assessments, what is due, and problems that come back in several projects."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import (
    Assessment,
    AssessmentTemplate,
    Finding,
    PlannedAssessment,
    RecheckOutcome,
)
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject, FindingSeverity
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.maturity import Summary
from pmo_desktop.domain.templates import reader
from pmo_desktop.services.formats import NO_VALUE
from pmo_desktop.services.insights.maturity import maturity
from pmo_desktop.services.insights.outcomes import outcome_of
from pmo_desktop.services.insights.rounds import Round, round_of
from pmo_desktop.text import say

_RECURS_IN = 2


@dataclass(frozen=True, slots=True)
class AssessmentSeen:
    """One assessment; what it found is empty while it is open, so that answers are not steered.

    `level` (0 to 5) and `average` (0.0 to 5.0) are those of a maturity assessment; `result` is the figure of any.
    """

    key: int
    title: str
    template: str
    kind: str
    about: str
    subject: AssessmentSubject
    held_on: date
    assessor: str
    is_open: bool
    short_form: bool
    answered: int
    asked: int
    level: int | None
    average: float | None
    result: str


def listed(session: Session, language: str = "en") -> tuple[AssessmentSeen, ...]:
    """Every assessment, the newest first."""
    keys = session.scalars(select(Assessment.key).order_by(Assessment.held_on.desc(), Assessment.key.desc()))
    return tuple(_seen(session, key, language) for key in keys)


def _seen(session: Session, key: int, language: str) -> AssessmentSeen:
    found = round_of(session, key, language)
    is_staged = found.template.kind == reader.MATURITY and not found.is_open
    summary = maturity(session, key).summary if is_staged else None
    return AssessmentSeen(
        key=key,
        title=found.title,
        template=found.template.title,
        kind=found.template.kind,
        about=found.about,
        subject=found.subject,
        held_on=found.held_on,
        assessor=found.assessor,
        is_open=found.is_open,
        short_form=found.short_form,
        answered=found.answered,
        asked=found.asked,
        level=summary.level if summary else None,
        average=summary.average if summary else None,
        result="" if found.is_open else _result(session, found, summary, language),
    )


def _result(session: Session, found: Round, summary: Summary | None, language: str) -> str:
    if summary is not None:
        return NO_VALUE if summary.level is None else say("level {value}", value=summary.level)
    first = outcome_of(session, found.key, language).figures[0]
    return f"{first.value} {first.unit}".strip()


@dataclass(frozen=True, slots=True)
class Due:
    """Something to hold or to look at again: a planned assessment, or a finding that is not resolved.

    `days` is how many are left, below zero when it is late. `assessment` is where a finding was made.
    """

    key: int
    is_finding: bool
    title: str
    about: str
    template: str
    due_on: date
    days: int
    owner: str
    assessment: int | None = None


def due(session: Session, today: date) -> tuple[Due, ...]:
    """What is planned and not yet held, and findings to look at again, the most urgent first."""
    names = dict(session.execute(select(Project.key, Project.name)).all())
    titles = {each.key: each.title for each in session.scalars(select(Assessment))}
    planned = session.scalars(select(PlannedAssessment).where(PlannedAssessment.assessment_key.is_(None)))
    found = [
        Due(
            each.key,
            is_finding=False,
            title=each.title,
            about=names.get(each.project_key or 0, each.subject.label),
            template=each.template,
            due_on=each.due_on,
            days=(each.due_on - today).days,
            owner=each.owner,
        )
        for each in planned
    ]
    waiting = session.execute(
        select(Finding, Action.owner)
        .outerjoin(Action, Finding.action_key == Action.key)
        .where(Finding.follow_up_on.is_not(None), Finding.outcome != RecheckOutcome.RESOLVED)
    )
    found += [
        Due(
            each.key,
            is_finding=True,
            title=each.title,
            about=names.get(each.project_key or 0, titles[each.assessment_key]),
            template="",
            due_on=each.follow_up_on,
            days=(each.follow_up_on - today).days,
            owner=owner or "",
            assessment=each.assessment_key,
        )
        for each, owner in waiting
        if each.follow_up_on is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.key)))


@dataclass(frozen=True, slots=True)
class Recurring:
    """A problem found in several projects: the statement, where, how often, and how grave at worst."""

    statement: str
    text: str
    section: str
    projects: tuple[str, ...]
    severity: FindingSeverity
    open_count: int
    assessment: int


def recurring(session: Session, language: str = "en") -> tuple[Recurring, ...]:
    """Problems that the newest health checks of at least two projects have in common, the most frequent first."""
    checks = session.scalars(
        select(Assessment)
        .join(AssessmentTemplate, Assessment.template_key == AssessmentTemplate.key)
        .where(
            AssessmentTemplate.kind == reader.HEALTH,
            Assessment.state == AssessmentState.CLOSED,
            Assessment.project_key.is_not(None),
        )
        .order_by(Assessment.held_on, Assessment.key)
    )
    newest = {each.project_key: each for each in checks}
    found: defaultdict[str, list[tuple[Finding, Assessment]]] = defaultdict(list)
    for check in newest.values():
        for each in session.scalars(select(Finding).where(Finding.assessment_key == check.key)):
            found[each.statement].append((each, check))
    shared = [_recurring(session, key, every, language) for key, every in found.items() if len(every) >= _RECURS_IN]
    order = list(FindingSeverity)
    return tuple(sorted(shared, key=lambda each: (-len(each.projects), order.index(each.severity), each.statement)))


def _recurring(session: Session, key: str, every: list[tuple[Finding, Assessment]], language: str) -> Recurring:
    last = max((check for _, check in every), key=lambda check: check.held_on)
    names = [session.get_one(Project, check.project_key).name for _, check in every]
    asked = {each.statement.key: (each, domain) for domain in round_of(session, last.key, language).domains
             for each in domain.answers}  # fmt: skip
    text, section = (asked[key][0].statement.text, asked[key][1].name) if key in asked else (every[0][0].title, "")
    order = list(FindingSeverity)
    return Recurring(
        statement=key,
        text=text,
        section=section,
        projects=tuple(sorted(names)),
        severity=min((each.severity for each, _ in every), key=order.index),
        open_count=sum(each.outcome is not RecheckOutcome.RESOLVED for each, _ in every),
        assessment=last.key,
    )
