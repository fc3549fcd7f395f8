"""What a pack rests on: the whole register, the rules behind the ratings, the logs, and what could not be read."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.choices import DecisionKind, DecisionOutcome, ItemState, Scale
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.explained import Thresholds
from pmo_desktop.services.insights.entries import Entry, Standing
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.standing import thresholds


@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """A decision of the log: what was asked, by when, and what became of it; open while it waits for that."""

    reference: str
    title: str
    project: str
    decide_by_on: date | None
    is_open: bool
    outcome: DecisionOutcome | None
    decided_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """An action that is open, or was closed in the period; `days_late` counts from its due day to the cut-off."""

    title: str
    project: str
    owner: str
    due_on: date | None
    is_open: bool
    days_late: int
    source: str


@dataclass(frozen=True, slots=True)
class Unread:
    """One cell of an imported file that could not be read as what its column holds; its text is kept."""

    project: str
    header: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything behind the pages before. Projects are in the order of their names."""

    period: str
    currency: str
    scale: Scale
    limits: Thresholds
    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    decisions: tuple[LoggedDecision, ...]
    actions: tuple[LoggedAction, ...]
    unread: tuple[Unread, ...]


def annex(session: Session, standing: Standing) -> Annex | None:
    """The register, rules and logs of a period; none for a workspace without a project."""
    if not standing.entries:
        return None
    names = dict(session.execute(select(Project.key, Project.name)).all())
    return Annex(
        period=standing.period.name,
        currency=standing.currency,
        scale=standing.scale,
        limits=thresholds(session, settings_of(session))[None],
        entries=tuple(sorted(standing.entries, key=lambda entry: entry.name.casefold())),
        gone=standing.gone,
        decisions=_decisions(session, names),
        actions=logged_actions(session, standing),
        unread=_unread(session, standing, names),
    )


def _decisions(session: Session, names: dict[int, str]) -> tuple[LoggedDecision, ...]:
    every = session.scalars(
        select(Decision).order_by(Decision.decide_by_on.is_(None), Decision.decide_by_on, Decision.key)
    )
    return tuple(
        LoggedDecision(
            each.reference,
            each.title,
            names.get(each.project_key or 0, ""),
            each.decide_by_on,
            each.outcome is None and each.kind is DecisionKind.DECIDE,
            each.outcome,
            each.decided_on,
            each.outcome_text,
        )
        for each in every
    )


def logged_actions(session: Session, standing: Standing) -> tuple[LoggedAction, ...]:
    """Every action that is open at the data date, or was closed in the period; the first that is due first."""
    names = dict(session.execute(select(Project.key, Project.name)).all())
    period = standing.period
    every = session.scalars(select(Action).order_by(Action.due_on.is_(None), Action.due_on, Action.key))
    return tuple(
        LoggedAction(
            each.title,
            names.get(each.project_key or 0, ""),
            each.owner,
            each.due_on,
            each.state is ItemState.OPEN,
            _days_late(each, period.cut_off_on),
            each.source,
        )
        for each in every
        if each.state is ItemState.OPEN or (each.closed_on is not None and each.closed_on >= period.starts_on)
    )


def _days_late(action: Action, cut_off_on: date) -> int:
    if action.state is ItemState.CLOSED or action.due_on is None:
        return 0
    return max(0, (cut_off_on - action.due_on).days)


def _unread(session: Session, standing: Standing, names: dict[int, str]) -> tuple[Unread, ...]:
    found = session.scalars(
        select(KeptText).where(KeptText.period_key == standing.period.key, KeptText.reason != "").order_by(KeptText.key)
    )
    return tuple(Unread(names[each.project_key], each.header, each.text, each.reason) for each in found)
