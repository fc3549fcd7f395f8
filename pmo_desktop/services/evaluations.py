"""Post-project evaluation: filled in from the register, leaving lessons, with a second look at the benefits later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Answer as Given
from pmo_desktop.domain.assessment import Assessment, Evidence, PlannedAssessment
from pmo_desktop.domain.baseline import Baseline
from pmo_desktop.domain.benefit import Benefit, BenefitKind
from pmo_desktop.domain.choices import AssessmentSubject, Severity
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import finish_of, start_of
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules import evaluation as rule
from pmo_desktop.domain.rules.maturity import Answer
from pmo_desktop.domain.rules.ratio import percent
from pmo_desktop.domain.templates.reader import Template
from pmo_desktop.services.formats import (
    NO_VALUE,
    money_unit,
    show_date,
    show_money,
    show_percent,
    show_percent_change,
)
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

POST_PROJECT = "post-project"


@dataclass(frozen=True, slots=True)
class Promise:
    """What one baseline promised: how many days, how much money (minor units), and which version it is."""

    version: str
    days: int | None
    finish_on: date | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class Outturn:
    """How a project came out against its first and its last baseline, as the register knows it.

    `benefit_percent` is the mean share of target that came or is forecast; `risks` are the titles of those that
    materialised, `grave` counts grave issues. What is not known is none.
    """

    first: Promise
    last: Promise
    days: int | None
    finish_on: date | None
    cost: int | None
    currency: str
    benefit_percent: float | None
    benefits: int
    benefits_due: tuple[date, ...]
    risks: tuple[str, ...]
    grave: int


def outturn(session: Session, project_key: int) -> Outturn:
    """Read from the register how a project came out."""
    project = session.get_one(Project, project_key)
    versions = list(
        session.scalars(select(Baseline).where(Baseline.project_key == project_key).order_by(Baseline.version))
    )
    now = Promise(
        say("as it stands"),
        _days(project.baseline_start_on, project.baseline_finish_on),
        project.baseline_finish_on,
        project.bac,
    )
    promises = [
        Promise(
            say("version {number}", number=each.version),
            _days(each.start_on or project.baseline_start_on, each.finish_on),
            each.finish_on,
            each.bac,
        )
        for each in versions
    ] or [now]
    finish = finish_of(project)
    wanted = list(session.scalars(select(Benefit).where(Benefit.project_key == project_key)))
    risks = session.scalars(
        select(Risk.title).where(Risk.project_key == project_key, Risk.materialised_on.is_not(None)).order_by(Risk.key)
    )
    grave = session.scalars(
        select(Issue.key).where(
            Issue.project_key == project_key, Issue.severity.in_((Severity.HIGH, Severity.CRITICAL))
        )
    )
    return Outturn(
        first=promises[0],
        last=promises[-1],
        days=_days(start_of(project), finish),
        finish_on=finish,
        cost=project.eac if project.eac is not None else project.ac,
        currency=settings_of(session).currency,
        benefit_percent=_share(wanted),
        benefits=len(wanted),
        benefits_due=tuple(each.due_on for each in wanted if each.due_on),
        risks=tuple(risks),
        grave=len(list(grave)),
    )


def _days(start: date | None, finish: date | None) -> int | None:
    return (finish - start).days if start and finish else None


def _share(benefits: Iterable[Benefit]) -> float | None:
    """The mean share of target of all benefits that have one, each at most in full, in percent."""
    shares: list[float] = []
    for each in benefits:
        came = each.actual if each.actual is not None else each.forecast
        if each.kind is BenefitKind.DIS_BENEFIT or came is None or each.target is None:
            continue
        base = each.baseline or 0.0
        if each.target != base:
            shares.append(max(0.0, min(100.0, 100 * (came - base) / (each.target - base))))
    return sum(shares) / len(shares) if shares else None


_Filled: TypeAlias = tuple[Answer | None, str]


def fill(session: Session, assessment: Assessment, template: Template) -> None:
    """Answer what the register knows, with its working as comment and the register as evidence."""
    if assessment.project_key is None:
        return
    found = outturn(session, assessment.project_key)
    for domain in template.domains:
        for statement in domain.statements:
            answer, words = answer_from(found, statement.fills)
            if answer is None:
                continue
            given = Given(assessment_key=assessment.key, statement=statement.key, value=int(answer), comment=words)
            session.add(given)
            session.flush()
            session.add(Evidence(answer_key=given.key, title=say("The register"), seen_on=assessment.held_on))


def answer_from(found: Outturn, fills: str) -> _Filled:
    """What the register answers to a statement that it fills, and the working in words; none where it does not know."""
    what, _, which = fills.partition(" ")
    promise = found.first if which == "first" else found.last
    if what == "time":
        return rule.within(promise.days, found.days), _time_words(promise, found)
    if what == "cost":
        return rule.within(promise.cost, found.cost), _cost_words(promise, found)
    if what == "benefits":
        told = say("{count} benefits; on average {share} of target came or is forecast", count=found.benefits,
                   share=show_percent(found.benefit_percent or 0, 0))  # fmt: skip
        return rule.reached(found.benefit_percent), told
    if what == "risks":
        return _risk_answer(found)
    return None, ""


def _time_words(promise: Promise, found: Outturn) -> str:
    over = None if promise.days is None or found.days is None else percent(found.days - promise.days, promise.days)
    return say(
        "{version}: {promised} days, to {baseline}; came to {days} days, {finish} ({change})",
        version=promise.version,
        promised=NO_VALUE if promise.days is None else promise.days,
        baseline=show_date(promise.finish_on),
        days=NO_VALUE if found.days is None else found.days,
        finish=show_date(found.finish_on),
        change=show_percent_change(over, 0),
    )


def _cost_words(promise: Promise, found: Outturn) -> str:
    over = None if promise.cost is None or found.cost is None else percent(found.cost - promise.cost, promise.cost)
    return say(
        "{version}: {promised}; came to {cost} ({change})",
        version=promise.version,
        promised=f"{show_money(promise.cost, found.currency)} {money_unit(found.currency)}",
        cost=f"{show_money(found.cost, found.currency)} {money_unit(found.currency)}",
        change=show_percent_change(over, 0),
    )


def _risk_answer(found: Outturn) -> _Filled:
    came = max(len(found.risks), found.grave)
    if not came:
        return None, ""
    words = say(
        "{risks} risks materialised, {grave} grave issues were raised: {titles}",
        risks=len(found.risks),
        grave=found.grave,
        titles="; ".join(found.risks) or NO_VALUE,
    )
    return rule.reached(percent(len(found.risks), came)), words


def leave_lesson(
    session: Session,
    assessment_key: int,
    *,
    title: str,
    cause: str = "",
    effect: str = "",
    recommendation: str = "",
    owner: str = "",
) -> Lesson:
    """Leave a lesson of the project that was evaluated in the knowledge base.

    Raises:
        PmoError: it does not say what happened, or what to do next time.
    """
    if not title.strip() or not recommendation.strip():
        raise PmoError(say("A lesson says what happened and what to do next time. Fill in both."))
    assessment = session.get_one(Assessment, assessment_key)
    project = session.get(Project, assessment.project_key) if assessment.project_key else None
    lesson = Lesson(
        project_key=assessment.project_key,
        title=title.strip(),
        cause=cause,
        effect=effect,
        recommendation=recommendation.strip(),
        category=project.category if project else "",
        owner=owner,
        learnt_on=assessment.held_on,
    )
    session.add(lesson)
    session.flush()
    return lesson


def plan_second_review(session: Session, assessment: Assessment) -> PlannedAssessment | None:
    """Plan the second review of the benefits, 6 or 12 months on; none where this one was the second already."""
    if assessment.project_key is None:
        return None
    second = session.scalars(
        select(PlannedAssessment.key).where(
            PlannedAssessment.project_key == assessment.project_key, PlannedAssessment.template == POST_PROJECT
        )
    ).first()
    if second is not None:
        return None
    project = session.get_one(Project, assessment.project_key)
    due = outturn(session, assessment.project_key).benefits_due
    planned = PlannedAssessment(
        template=POST_PROJECT,
        title=say("Second benefits review, {project}", project=project.name),
        subject=AssessmentSubject.PROJECT,
        project_key=project.key,
        due_on=rule.second_review_on(assessment.held_on, due),
        owner=project.sponsor,
    )
    session.add(planned)
    session.flush()
    return planned
