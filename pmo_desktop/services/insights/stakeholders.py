"""Stakeholders: who can help or hinder most, and how far each is from where it is needed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.project import Project
from pmo_desktop.domain.stakeholder import SignOff, Stakeholder
from pmo_desktop.services.insights.office_shapes import StakeholderMap, Standing
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class SupportGap:
    """One who is needed further on than they stand: steps to go, and what is done about it."""

    key: int
    name: str
    today: str
    needed: str
    steps: int
    influence: int | None
    owner: str
    actions: str


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Something that waits for a signature; `days_late` is above zero once its day is over."""

    key: int
    title: str
    who: str
    due_on: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class Stakeholders:
    """All of them, `unplaced` without influence or interest; gaps by influence, the largest first."""

    count: int
    unplaced: int
    chart: StakeholderMap
    gaps: tuple[SupportGap, ...]
    unsigned: tuple[Unsigned, ...]


def stakeholders(session: Session, on: date) -> Stakeholders:
    """What is known of all stakeholders, as of a day."""
    every = list(session.scalars(select(Stakeholder).order_by(Stakeholder.name)))
    names = dict(session.execute(select(Project.key, Project.name)).all())
    placed = [each for each in every if each.influence is not None and each.interest is not None]
    gaps = [_gap(each) for each in every if each.steps_to_go()]
    return Stakeholders(
        len(every),
        len(every) - len(placed),
        StakeholderMap(tuple(_standing(each, names) for each in placed)),
        tuple(sorted(gaps, key=lambda each: (-(each.influence or 0), -each.steps, each.name))),
        _unsigned(session, on),
    )


def _standing(each: Stakeholder, names: dict[int, str]) -> Standing:
    parts = (
        names.get(each.project_key or 0, ""),
        say("support {today}", today=each.support.label.lower()) if each.support else "",
        say("needed {needed}", needed=each.support_needed.label.lower()) if each.support_needed else "",
    )
    return Standing(
        each.name,
        each.influence or 0,
        each.interest or 0,
        each.support.step if each.support else None,
        each.support_needed.step if each.support_needed else None,
        ", ".join(filter(None, parts)),
        str(each.key),
    )


def _gap(each: Stakeholder) -> SupportGap:
    return SupportGap(
        each.key,
        each.name,
        each.support.label if each.support else "",
        each.support_needed.label if each.support_needed else "",
        each.steps_to_go() or 0,
        each.influence,
        each.owner,
        each.actions,
    )


def _unsigned(session: Session, on: date) -> tuple[Unsigned, ...]:
    query = select(SignOff, Stakeholder.name).join(Stakeholder, SignOff.stakeholder_key == Stakeholder.key)
    waiting = [
        Unsigned(
            each.key, each.title, name, each.due_on, max(0, (on - each.due_on).days) if each.due_on is not None else 0
        )
        for each, name in session.execute(query.where(SignOff.signed_on.is_(None)))
    ]
    return tuple(sorted(waiting, key=lambda each: (each.due_on or date.max, each.title)))
