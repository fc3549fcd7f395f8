"""Responsibility matrix: activities × parties, and what is wrong with it.

Source: the responsibility assignment matrix (RACI) of project management texts: exactly one party answers for an
activity (A), at least one does it (R), others are asked (C) or told (I).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pmo_desktop.domain.choices import Choice
from pmo_desktop.text import N_

Key: TypeAlias = int | str
"""What an activity or a party is known by; its name may be another's as well."""


class Responsibility(Choice):
    """What a party has to do with an activity."""

    RESPONSIBLE = "R", N_("Responsible")
    ACCOUNTABLE = "A", N_("Accountable")
    CONSULTED = "C", N_("Consulted")
    INFORMED = "I", N_("Informed")


class Fault(Choice):
    """What is wrong, the worst first; the word stands in the cell of the finding."""

    SEVERAL_ACCOUNTABLE = "several accountable", N_("Two A")
    NO_ACCOUNTABLE = "no accountable", N_("No A")
    NO_RESPONSIBLE = "no responsible", N_("No R")
    NOBODY_TOLD = "nobody told", N_("Nobody told")
    SAME_ACTIVITY = "same activity", N_("Named twice")
    PARTY_WITHOUT_ROLE = "party without role", N_("No role")

    @property
    def is_grave(self) -> bool:
        """Whether work stops or is fought over because of it."""
        return self in {Fault.SEVERAL_ACCOUNTABLE, Fault.NO_ACCOUNTABLE}


@dataclass(frozen=True, slots=True)
class Assignment:
    """One letter in one cell; a party may have several in the same activity, such as A and R."""

    activity: Key
    party: Key
    role: Responsibility


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of an activity or of a party; `parties` are those it is about, in their order, none for nobody."""

    fault: Fault
    activity: Key | None
    parties: tuple[Key, ...] = ()


def findings(
    activities: Sequence[tuple[Key, str]], parties: Sequence[Key], assignments: Iterable[Assignment]
) -> tuple[Finding, ...]:
    """Every fault of the matrix: activity by activity (key and title) in their order, then parties without any role."""
    cells = set(assignments)
    busy = {cell.party for cell in cells}
    found: list[Finding] = []
    titles: set[str] = set()
    for activity, title in activities:
        roles = {(cell.party, cell.role) for cell in cells if cell.activity == activity}
        found += [Finding(fault, activity, who) for fault, who in _of_activity(roles, parties)]
        same = " ".join(title.casefold().split())
        if same in titles:
            found.append(Finding(Fault.SAME_ACTIVITY, activity))
        titles.add(same)
    found += [Finding(Fault.PARTY_WITHOUT_ROLE, None, (party,)) for party in parties if party not in busy]
    return tuple(found)


def _of_activity(
    roles: set[tuple[Key, Responsibility]], parties: Sequence[Key]
) -> Iterator[tuple[Fault, tuple[Key, ...]]]:
    def with_role(role: Responsibility) -> tuple[Key, ...]:
        return tuple(party for party in parties if (party, role) in roles)

    accountable, doing = with_role(Responsibility.ACCOUNTABLE), with_role(Responsibility.RESPONSIBLE)
    if not accountable:
        yield Fault.NO_ACCOUNTABLE, doing
    if len(accountable) > 1:
        yield Fault.SEVERAL_ACCOUNTABLE, accountable
    if not doing:
        yield Fault.NO_RESPONSIBLE, accountable
    if not with_role(Responsibility.CONSULTED) and not with_role(Responsibility.INFORMED):
        yield Fault.NOBODY_TOLD, ()
