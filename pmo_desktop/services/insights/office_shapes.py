"""What the charts of the office need to know: its way of escalation, its mix of services, its stakeholders.

Frozen answers in the manner of `shapes`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathStep:
    """A body a problem can reach: its floor (0 the lowest), two notes under its name, and the places it goes on to."""

    label: str
    floor: int
    notes: tuple[str, ...] = ()
    to: tuple[int, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class EscalationPath:
    """The way of a problem that cannot be solved where it is; `floors` are their names, the lowest first."""

    steps: tuple[PathStep, ...] = ()
    floors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MixShare:
    """A group of services: its share of the effort as intended and as delivered, in percent, and what stands beside."""

    label: str
    intended: float | None
    delivered: float | None
    shown: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ServiceMix:
    """What an office means to do against what it does, group by group."""

    rows: tuple[MixShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A stakeholder: influence and interest 1 to 5, support today and needed in steps 0 to 4, none if not known."""

    label: str
    influence: int
    interest: int
    today: int | None
    needed: int | None
    shown: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class StakeholderMap:
    """Stakeholders by influence and interest."""

    rows: tuple[Standing, ...] = ()
