"""Who owes a status report, since when, and the words to ask for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ReportState
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.wording import days
from pmo_desktop.text import say

_OWED: tuple[ReportState, ...] = (ReportState.MISSING, ReportState.DRAFT, ReportState.CARRIED_FORWARD)


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is not handed in. `who` is the project manager, else the SRO; `days_late` is 0 before it is due."""

    project_key: int
    reference: str
    project: str
    who: str
    state: ReportState
    days_late: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Chase:
    """The submission cycle of a period: what is owed, the latest first, and how many reports are in each state."""

    period: str
    due_on: date
    owed: tuple[Owed, ...]
    counts: tuple[tuple[ReportState, int], ...]

    @property
    def expected(self) -> int:
        """How many projects have to report."""
        return sum(count for _, count in self.counts)


def chase(session: Session, period: ReportingPeriod, today: date) -> Chase:
    """Who owes a report for `period` as of `today`; a report carried forward is owed still."""
    due_on = period.due_on or period.cut_off_on
    late = max(0, (today - due_on).days)
    rows = session.execute(
        select(StatusReport.state, StatusReport.submitted_on, Project)
        .join(Project, Project.key == StatusReport.project_key)
        .where(StatusReport.period_key == period.key)
    ).all()
    states = [state for state, _, _ in rows]
    owed = [
        Owed(
            project.key,
            project.reference,
            project.name,
            project.project_manager or project.sponsor,
            state,
            late,
            submitted_on if state is ReportState.CARRIED_FORWARD else None,
        )
        for state, submitted_on, project in rows
        if state in _OWED
    ]
    order = list(_OWED)
    owed.sort(key=lambda each: (order.index(each.state), each.who.casefold(), each.project.casefold()))
    return Chase(period.name, due_on, tuple(owed), tuple((state, states.count(state)) for state in ReportState))


def letter(found: Chase) -> str:
    """The words of a message to all who owe a report, each person with their projects; empty if nobody does."""
    if not found.owed:
        return ""
    late = found.owed[0].days_late
    opening = (
        say("The status reports for {period} were due on {day}, {days} ago. These are still open:",
            period=found.period, day=show_date(found.due_on), days=days(late))
        if late
        else say("The status reports for {period} are due on {day}. These are still open:",
                 period=found.period, day=show_date(found.due_on))
    )  # fmt: skip
    lines = [opening]
    for who, theirs in _by_person(found.owed):
        lines += ["", who or say("Nobody is named")]
        lines += [f"- {' '.join(filter(None, (each.reference, each.project)))}: {_state(each)}" for each in theirs]
    return "\n".join(lines) + "\n"


def _by_person(owed: Iterable[Owed]) -> list[tuple[str, list[Owed]]]:
    people: dict[str, list[Owed]] = {}
    for each in owed:
        people.setdefault(each.who, []).append(each)
    return sorted(people.items(), key=lambda pair: (not pair[0], pair[0].casefold()))


def _state(owed: Owed) -> str:
    if owed.state is ReportState.CARRIED_FORWARD and owed.last_on:
        return say("carried forward from {day}", day=show_date(owed.last_on))
    return owed.state.label.lower()
