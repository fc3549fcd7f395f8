"""Changing what ratings are worked out by: for the whole workspace, or for one project with a reason."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.rules.explained import Thresholds
from pmo_desktop.domain.settings import ThresholdOverride
from pmo_desktop.numbers import show_percent
from pmo_desktop.services.settings import settings_of
from pmo_desktop.services.standing import rules_now
from pmo_desktop.text import say

_MOST_SCORE = 25


def change(session: Session, values: Mapping[str, object]) -> None:
    """Set settings of the workspace.

    Raises:
        PmoError: amber would start after red, a score is not from 1 to 25, or a weight or a count of days is below 0.
    """
    settings = settings_of(session)
    for name, value in values.items():
        setattr(settings, name, value)
    weights = [float(getattr(settings, f"{dimension}_weight")) for dimension in Dimension]
    if min(weights) < 0 or sum(weights) == 0:
        raise PmoError(say("Weights are 0 or more, and at least one is above 0. Correct them."))
    if settings.stale_days < 0:
        raise PmoError(say("Days are 0 or more. Correct them."))
    session.flush()
    _must_be_in_order(rules_now(session).common)


def set_own(session: Session, project_key: int, values: Mapping[str, object], *, on: date) -> None:
    """Give a project thresholds of its own; what is none is that of the workspace.

    Raises:
        PmoError: there is no reason, or as `change`.
    """
    if not str(values.get("reason") or "").strip():
        raise PmoError(say("A project's own thresholds need a reason. Say in a sentence why they differ."))
    own = _own(session, project_key)
    if own is None:
        own = ThresholdOverride(project_key=project_key)
        session.add(own)
    for name, value in values.items():
        setattr(own, name, value if value is not None or name not in {"by", "reason"} else "")
    own.made_on = on
    session.flush()
    _must_be_in_order(rules_now(session).of(project_key))


def drop_own(session: Session, project_key: int) -> None:
    """Let the workspace's thresholds hold for a project again."""
    own = _own(session, project_key)
    if own is not None:
        session.delete(own)


def _own(session: Session, project_key: int) -> ThresholdOverride | None:
    return session.scalars(select(ThresholdOverride).where(ThresholdOverride.project_key == project_key)).first()


def _must_be_in_order(limits: Thresholds) -> None:
    pairs = [(limits.amber, limits.red), *((amber, red) for _, amber, red in limits.own)]
    if any(amber < 0 or red < amber for amber, red in pairs):
        raise PmoError(
            say("Amber starts at {nought} or more and before red. Correct the percentages.", nought=show_percent(0, 0))
        )
    if not 1 <= limits.risk_amber <= limits.risk_red <= _MOST_SCORE:
        raise PmoError(say("Risk scores go from 1 to 25, and amber starts before red. Correct them."))
    if limits.key_milestone_days < 0:
        raise PmoError(say("Days are 0 or more. Correct them."))
