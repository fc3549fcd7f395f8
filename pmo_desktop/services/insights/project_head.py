"""What stands at the head of a project's page: where it belongs, what marks it out, how long it has been rated so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assumption import Assumption
from pmo_desktop.domain.change_request import ChangeRequest
from pmo_desktop.domain.choices import Confidentiality, ItemState, Level, ProjectStatus, Stage
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.figures import Figures
from pmo_desktop.domain.issue import Issue
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.recovery import Recovery
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.rules.rag import disagree
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.insights.counts import count
from pmo_desktop.services.insights.project import ProjectSeen, project_seen
from pmo_desktop.text import say

_ESCALATED = (Risk, Issue, Dependency, Assumption, Action)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that marks a project out, and how grave it is."""

    words: str
    tone: Literal["bad", "warning", "news", "quiet"]


@dataclass(frozen=True, slots=True)
class Bringing:
    """A recovery under way: what set it off, by whom, until when, and when it counts as done."""

    key: int
    trigger: str
    owner: str
    begun_on: date | None
    review_on: date | None
    exit_criteria: str
    actions: int


@dataclass(frozen=True, slots=True)
class ProjectHead:
    """One project as the head of its page tells it.

    `way` leads to it from the top: (table, key, name). `rated_since` is the first cut-off with today's rating without a
    break, and how many days ago that is; none without a rating. `open_items` counts its open risks, assumptions,
    issues, dependencies, actions, decisions and changes.
    """

    seen: ProjectSeen
    way: tuple[tuple[str, int, str], ...]
    marks: tuple[Mark, ...]
    project_class: str
    status: ProjectStatus
    stage: Stage | None
    rated_since: tuple[date, int] | None
    open_items: int
    recovery: Bringing | None


def project_head(session: Session, key: int) -> ProjectHead | None:
    """The head of the page of one project; none if it is gone."""
    project, seen = session.get(Project, key), project_seen(session, key)
    if project is None or seen is None:
        return None
    recovery = _recovery(session, key)
    return ProjectHead(
        seen,
        tuple(_way(session, project)),
        (*_marks(session, project, recovery), *_differs(seen)),
        project.project_class.label if project.project_class else "",
        project.status,
        project.stage,
        _rated_since(session, key),
        _open_items(session, key),
        recovery,
    )


def _way(session: Session, project: Project) -> Iterable[tuple[str, int, str]]:
    programme = session.get(Programme, project.programme_key or 0)
    portfolio = session.get(Portfolio, project.portfolio_key or (programme.portfolio_key if programme else 0) or 0)
    for each in (portfolio, programme):
        if each is not None:
            yield each.__tablename__, each.key, each.name


def _marks(session: Session, project: Project, recovery: Bringing | None) -> Iterable[Mark]:
    level = _highest(session, project.key)
    if level is not Level.PROJECT:
        yield Mark(say("Escalated to {level}", level=level.label.lower()), "bad")
    if recovery or project.status is ProjectStatus.IN_RECOVERY:
        yield Mark(ProjectStatus.IN_RECOVERY.label, "warning")
    elif project.status is not ProjectStatus.ACTIVE:
        yield Mark(project.status.label, "news")
    if project.managed_by_pmo:
        yield Mark(say("Directly managed"), "quiet")
    if project.confidentiality is Confidentiality.CONFIDENTIAL:
        yield Mark(project.confidentiality.label, "quiet")


def _differs(seen: ProjectSeen) -> Iterable[Mark]:
    """Said where the project's rating has another colour than the facts, and the PMO has not settled it."""
    view = seen.entry.overall if seen.entry else None
    if view is None or view.override is not None or not disagree(view.calculated, view.reported):
        return
    if view.reported and view.calculated:
        words = say("Reported {reported}, calculated {calculated}", reported=view.reported.label.lower(),
                    calculated=view.calculated.label.lower())  # fmt: skip
        yield Mark(words, "warning")


def _highest(session: Session, key: int) -> Level:
    """The highest level any open record of the project stands at."""
    found: set[Level] = set()
    for entity in _ESCALATED:
        query = select(entity.level).where(entity.project_key == key, entity.state == ItemState.OPEN)
        found.update(session.scalars(query.distinct()))
    asked = select(Decision.level).where(Decision.project_key == key, Decision.outcome.is_(None))
    found.update(session.scalars(asked.distinct()))
    return max(found, key=list(Level).index, default=Level.PROJECT)


def _recovery(session: Session, key: int) -> Bringing | None:
    query = (
        select(Recovery).where(Recovery.project_key == key, Recovery.ended_on.is_(None)).order_by(Recovery.key.desc())
    )
    found = session.scalars(query.limit(1)).first()
    if found is None:
        return None
    actions = count(session, Action, Action.recovery_key == found.key, Action.state == ItemState.OPEN)
    return Bringing(found.key, found.title, found.owner, found.begun_on, found.review_on, found.exit_criteria, actions)


def _rated_since(session: Session, key: int) -> tuple[date, int] | None:
    """The first cut-off of an unbroken run with today's rating, and the days from there to the newest."""
    query = (
        select(Figures.rating, ReportingPeriod.cut_off_on)
        .join(StatusReport, Figures.report_key == StatusReport.key)
        .join(ReportingPeriod, ReportingPeriod.key == StatusReport.period_key)
        .where(StatusReport.project_key == key)
        .order_by(ReportingPeriod.ends_on.desc())
    )
    rows = session.execute(query).all()
    if not rows or rows[0][0] is None:
        return None
    rating, newest = rows[0]
    first = newest
    for other, cut_off_on in rows:
        if other is not rating:
            break
        first = cut_off_on
    return first, (newest - first).days


def _open_items(session: Session, key: int) -> int:
    closing = sum(
        count(session, entity, entity.project_key == key, entity.state == ItemState.OPEN)
        for entity in (Risk, Assumption, Issue, Action)
    )
    either = or_(Dependency.project_key == key, Dependency.other_key == key)
    return (
        closing
        + count(session, Dependency, either, Dependency.state == ItemState.OPEN)
        + count(session, Decision, Decision.project_key == key, Decision.outcome.is_(None))
        + count(session, ChangeRequest, ChangeRequest.project_key == key, ChangeRequest.verdict.is_(None))
    )


def recovery_words(recovery: Bringing) -> str:
    """One line on a recovery: who, since when, and when it is looked at next."""
    parts = [
        recovery.owner,
        say("since {day}", day=show_date(recovery.begun_on)) if recovery.begun_on else "",
        say("next review {day}", day=show_date(recovery.review_on)) if recovery.review_on else "",
        say("{count} actions open", count=recovery.actions) if recovery.actions else "",
    ]
    return " · ".join(filter(None, parts))
