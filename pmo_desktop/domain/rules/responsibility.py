"""Responsibility matrix: activities × parties, and what is wrong with it.

Source: the responsibility assignment matrix (RACI) of project management texts: exactly one party answers for an
activity (A), at least one does it (R), others are asked (C) or told (I).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmo_desktop.domain.choices import Choice
from pmo_desktop.text import N_, say


class Responsibility(Choice):
    """What a party has to do with an activity."""

    RESPONSIBLE = "R", N_("Responsible")
    ACCOUNTABLE = "A", N_("Accountable")
    CONSULTED = "C", N_("Consulted")
    INFORMED = "I", N_("Informed")


class Fault(StrEnum):
    """What is wrong; a stable key."""

    NO_ACCOUNTABLE = "no accountable"
    SEVERAL_ACCOUNTABLE = "several accountable"
    NO_RESPONSIBLE = "no responsible"
    NOBODY_TOLD = "nobody told"
    PARTY_WITHOUT_ROLE = "party without role"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One letter in one cell; a party may have several in the same activity, such as A and R."""

    activity: str
    party: str
    role: Responsibility


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of an activity or of a party, in words."""

    fault: Fault
    activity: str | None
    party: str | None
    sentence: str


def findings(
    activities: Sequence[str], parties: Sequence[str], assignments: Iterable[Assignment]
) -> tuple[Finding, ...]:
    """Every fault of the matrix: activity by activity in their order, then the parties without any role."""
    cells = list(assignments)
    busy = {cell.party for cell in cells}
    of_activities = (finding for activity in activities for finding in _of_activity(activity, cells))
    idle = (
        Finding(Fault.PARTY_WITHOUT_ROLE, None, party, say("{party} has no role in any activity.", party=party))
        for party in parties
        if party not in busy
    )
    return (*of_activities, *idle)


def _of_activity(activity: str, cells: Sequence[Assignment]) -> Iterable[Finding]:
    roles = {cell.role for cell in cells if cell.activity == activity}
    accountable = {
        cell.party for cell in cells if cell.activity == activity and cell.role is Responsibility.ACCOUNTABLE
    }
    if not accountable:
        yield Finding(Fault.NO_ACCOUNTABLE, activity, None, say("Nobody answers for {activity}.", activity=activity))
    if len(accountable) > 1:
        names = ", ".join(sorted(accountable))
        sentence = say("Several answer for {activity}: {parties}.", activity=activity, parties=names)
        yield Finding(Fault.SEVERAL_ACCOUNTABLE, activity, None, sentence)
    if Responsibility.RESPONSIBLE not in roles:
        yield Finding(Fault.NO_RESPONSIBLE, activity, None, say("Nobody does {activity}.", activity=activity))
    if not roles & {Responsibility.CONSULTED, Responsibility.INFORMED}:
        sentence = say("Nobody is asked about {activity} or told of it.", activity=activity)
        yield Finding(Fault.NOBODY_TOLD, activity, None, sentence)
