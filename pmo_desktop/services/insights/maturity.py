"""How mature the management of projects is: scores with their working, gaps, and what would raise the level."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Assessment, AssessmentTarget, AssessmentTemplate, Finding
from pmo_desktop.domain.choices import AssessmentState
from pmo_desktop.domain.rules import maturity as rule
from pmo_desktop.domain.rules.maturity import DomainScore, Raise, Summary
from pmo_desktop.domain.templates.reader import MATURITY
from pmo_desktop.services.assessment_templates import targets
from pmo_desktop.services.insights.rounds import DomainAnswers, Round, round_of, scored


@dataclass(frozen=True, slots=True)
class DomainResult(DomainAnswers):
    """One domain: its answers, its score, its target level, and the fewest statements that raise it."""

    score: DomainScore
    target: float | None
    importance: int
    ease: int
    gap: float | None
    before: float | None
    next_raise: Raise | None

    @property
    def priority(self) -> float | None:
        """Gap × importance × ease; none where the gap is not known."""
        return rule.priority(self.gap, self.importance, self.ease)


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
class MaturityResult(Round):
    """One assessment with its working; `before_title` names the assessment its `before` scores come from."""

    domains: tuple[DomainResult, ...]
    summary: Summary
    before_title: str
    before_on: date | None
    before_average: float | None
    findings: tuple[FindingSeen, ...]


def maturity(session: Session, assessment_key: int, language: str = "en") -> MaturityResult:
    """Answers, scores, gaps and ways up of one assessment, beside the comparable one before it."""
    found = round_of(session, assessment_key, language)
    scores = _scores(found)
    earlier = comparable_before(session, assessment_key)
    before = round_of(session, earlier.key) if earlier else None
    scores_before = _scores(before) if before else {}
    aims = {each.domain: each for each in targets(session, assessment_key)}
    own: dict[str, Any] = {each.name: getattr(found, each.name) for each in fields(found)}
    own["domains"] = tuple(_domain(each, scores, scores_before, aims) for each in found.domains)
    return MaturityResult(
        **own,
        summary=rule.summary(scores),
        before_title=before.title if before else "",
        before_on=before.held_on if before else None,
        before_average=rule.summary(scores_before).average if before else None,
        findings=_findings(session, assessment_key),
    )


def _scores(found: Round) -> dict[str, DomainScore]:
    return {domain.key: rule.domain_score(scored(domain.answers)) for domain in found.domains}


def newest_maturity(session: Session, by: date | None = None, language: str = "en") -> MaturityResult | None:
    """The newest closed assessment of maturity held by a day; none if there is none."""
    newest = newest_closed(session, MATURITY, by)
    return maturity(session, newest.key, language) if newest else None


def newest_closed(session: Session, kind: str, by: date | None = None) -> Assessment | None:
    """The newest closed assessment of a kind held by a day; none if there is none."""
    closed = (
        select(Assessment)
        .join(AssessmentTemplate, Assessment.template_key == AssessmentTemplate.key)
        .where(Assessment.state == AssessmentState.CLOSED, AssessmentTemplate.kind == kind)
    )
    if by is not None:
        closed = closed.where(Assessment.held_on <= by)
    return session.scalars(closed.order_by(Assessment.held_on.desc(), Assessment.key.desc()).limit(1)).first()


def _domain(
    domain: DomainAnswers,
    scores: dict[str, DomainScore],
    before: dict[str, DomainScore],
    aims: dict[str, AssessmentTarget],
) -> DomainResult:
    target = aims.get(domain.key)
    level = target.level if target else None
    return DomainResult(
        key=domain.key,
        number=domain.number,
        name=domain.name,
        purpose=domain.purpose,
        answers=domain.answers,
        score=scores[domain.key],
        target=level,
        importance=target.importance if target else 3,
        ease=target.ease if target else 3,
        gap=rule.gap(level, scores[domain.key].score),
        before=before[domain.key].score if domain.key in before else None,
        next_raise=rule.shortest_raise(scored(domain.answers)),
    )


def comparable_before(session: Session, assessment_key: int) -> Assessment | None:
    """The closed assessment before this one that can be compared with it; none if there is none."""
    return next(iter(comparable(session, assessment_key)), None)


def comparable(session: Session, assessment_key: int) -> list[Assessment]:
    """Closed assessments before this one, the newest first: same subject, template, form and comparable version."""
    this = session.get_one(Assessment, assessment_key)
    kept = session.get_one(AssessmentTemplate, this.template_key)
    found = session.execute(
        select(Assessment, AssessmentTemplate.version)
        .join(AssessmentTemplate, Assessment.template_key == AssessmentTemplate.key)
        .where(
            AssessmentTemplate.template == kept.template,
            Assessment.subject == this.subject,
            Assessment.project_key.is_(this.project_key),
            Assessment.office_key.is_(this.office_key),
            Assessment.held_on < this.held_on,
            Assessment.state == AssessmentState.CLOSED,
        )
        .order_by(Assessment.held_on.desc(), Assessment.key.desc())
    )
    return [each for each, version in found if rule.is_comparable(version, kept.version)]


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
