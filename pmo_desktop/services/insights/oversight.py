"""What governance found since the last period: verdicts of gates and those to come, open findings, new lessons."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.assessment import Finding, RecheckOutcome
from pmo_desktop.domain.choices import FindingSeverity
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services.formats import show_number
from pmo_desktop.services.insights.entries import Standing
from pmo_desktop.text import say

_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class GateSeen:
    """A gate of a project: held, with its verdict, or planned."""

    project_key: int
    project: str
    name: str
    on: date
    verdict: Verdict | None
    text: str


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """A finding that is still open, and how soon it has to be dealt with."""

    project: str
    title: str
    recommendation: str
    severity: FindingSeverity
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class LessonSeen:
    """A lesson learnt since the last period."""

    reference: str
    project: str
    title: str
    recommendation: str


@dataclass(frozen=True, slots=True)
class Oversight:
    """`held` since the last cut-off, `coming` in sixty days, the earliest first; findings, the most urgent first."""

    title: str
    held: tuple[GateSeen, ...]
    coming: tuple[GateSeen, ...]
    findings: tuple[FindingSeen, ...]
    lessons: tuple[LessonSeen, ...]


def oversight(session: Session, standing: Standing) -> Oversight | None:
    """What governance found and what it looks at next; none if there is nothing of all that."""
    until = standing.period.cut_off_on
    since = standing.previous.cut_off_on if standing.previous else standing.period.starts_on
    names = dict(session.execute(select(Project.key, Project.name)).all())
    gates = [
        _gate(each, names) for each in session.scalars(select(Gate).order_by(Gate.key)) if each.project_key in names
    ]
    held = sorted((each for each in gates if each.verdict and since < each.on <= until), key=lambda each: each.on)
    coming = sorted(
        (each for each in gates if not each.verdict and each.on <= until + _AHEAD), key=lambda each: each.on
    )
    findings = _findings(session, names)
    lessons = _lessons(session, names, since, until)
    if not (held or coming or findings or lessons):
        return None
    return Oversight(_title(held, findings), tuple(held), tuple(coming), findings, lessons)


def _gate(gate: Gate, names: dict[int, str]) -> GateSeen:
    on = gate.held_on or gate.planned_on or date.max
    verdict = gate.verdict if gate.held_on else None
    return GateSeen(gate.project_key, names[gate.project_key], gate.name, on, verdict, gate.verdict_text)


def _findings(session: Session, names: dict[int, str]) -> tuple[FindingSeen, ...]:
    order = tuple(FindingSeverity)
    still = session.scalars(select(Finding).where(Finding.outcome != RecheckOutcome.RESOLVED).order_by(Finding.key))
    found = [
        FindingSeen(
            names.get(each.project_key or 0, ""), each.title, each.recommendation, each.severity, each.follow_up_on
        )
        for each in still
    ]
    return tuple(sorted(found, key=lambda each: (order.index(each.severity), each.follow_up_on or date.max)))


def _lessons(session: Session, names: dict[int, str], since: date, until: date) -> tuple[LessonSeen, ...]:
    learnt = select(Lesson).where(Lesson.learnt_on > since, Lesson.learnt_on <= until).order_by(Lesson.learnt_on)
    return tuple(
        LessonSeen(each.reference, names.get(each.project_key or 0, ""), each.title, each.recommendation)
        for each in session.scalars(learnt)
    )


def _title(held: list[GateSeen], findings: tuple[FindingSeen, ...]) -> str:
    passed = sum(each.verdict in {Verdict.PROCEED, Verdict.CONDITIONS} for each in held)
    urgent = sum(each.severity is FindingSeverity.NOW for each in findings)
    gates = say("{passed} of {held} gates passed", passed=show_number(passed), held=show_number(len(held)))
    if not held:
        gates = say("No gate was held")
    if urgent:
        found = (
            say("1 finding to deal with now") if urgent == 1 else say("{count} findings to deal with now", count=urgent)
        )
    else:
        found = say("no finding is urgent") if findings else ""
    return "; ".join(part for part in (gates, found) if part)
