"""The bodies that decide: what each may decide, when it meets, and the way a problem takes from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Level
from pmo_desktop.domain.governance import GovernanceBody, Meeting
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.services.insights.office_shapes import EscalationPath, PathStep
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.wording import days, money
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class BodySeen:
    """One body; `limit` says up to what it decides by itself, `meetings` are all of its days, oldest first."""

    key: int
    name: str
    level: Level
    chair: str
    members: str
    terms: str
    decision_rights: str
    limit: str
    escalates_to: int | None
    receives: str
    meetings: tuple[date, ...]


def bodies(session: Session) -> tuple[BodySeen, ...]:
    """Every body, the highest level first, then by name."""
    currency = settings_of(session).currency
    packs = {recipe.key: recipe.name for recipe in session.scalars(select(Recipe))}
    held: dict[int, list[date]] = {}
    for key, on in session.execute(select(Meeting.body_key, Meeting.held_on).order_by(Meeting.held_on)):
        held.setdefault(key, []).append(on)
    levels = list(Level)
    found = sorted(session.scalars(select(GovernanceBody)), key=lambda each: (-levels.index(each.level), each.name))
    return tuple(
        BodySeen(
            each.key,
            each.name,
            each.level,
            each.chair,
            each.members,
            each.terms,
            each.decision_rights,
            _limit(each, currency),
            each.escalates_to_key,
            packs.get(each.recipe_key or 0, ""),
            tuple(held.get(each.key, ())),
        )
        for each in found
    )


def _limit(body: GovernanceBody, currency: str) -> str:
    parts = []
    if body.cost_limit is not None:
        parts.append(money(body.cost_limit, currency))
    if body.days_limit is not None:
        parts.append(days(body.days_limit))
    return say("up to {limits}", limits=say(" and ").join(parts)) if parts else ""


def escalation_path(every: Sequence[BodySeen]) -> EscalationPath:
    """The way up from a project, drawn from the bodies; nothing if there are none.

    Where no body stands at the level of projects, the way begins at the project itself.
    """
    if not every:
        return EscalationPath()
    used = [level for level in Level if level is Level.PROJECT or any(body.level is level for body in every)]
    places = {body.key: number for number, body in enumerate(every)}
    steps = [
        PathStep(
            body.name,
            used.index(body.level),
            tuple(filter(None, (body.chair, body.limit))),
            (places[body.escalates_to],) if body.escalates_to in places else (),
            str(body.key),
        )
        for body in every
    ]
    if not any(step.floor == 0 for step in steps):
        lowest = tuple(number for number, step in enumerate(steps) if step.floor == 1)
        steps.append(PathStep(say("Every project"), 0, (say("what it cannot solve itself"),), lowest))
    return EscalationPath(tuple(steps), tuple(level.label for level in used))
