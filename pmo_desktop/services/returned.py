"""Questionnaires that came back: what they would change, and the answers that are taken, field by field."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import copy_facts
from pmo_desktop.domain.fields import Field
from pmo_desktop.domain.importing import CellProblem
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.project_return import ProjectReturn, ReturnState
from pmo_desktop.services import periods
from pmo_desktop.services.returns import REPORTED, STATED, field_asked, stored
from pmo_desktop.text import say


@dataclass(frozen=True, slots=True)
class Returned:
    """A questionnaire as it came back.

    Attributes:
        source: The file's name.
        key: Which questionnaire it is.
        stamp: What it was filled with when it went out.
        marks: What stands for the locked part of each line, by the name of its question; empty where it comes twice.
        answers: The answers by the names of their questions.
        problems: What could not be read.
    """

    source: str
    key: int
    stamp: str
    marks: Mapping[str, str]
    answers: Mapping[str, Any]
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One answer that differs: what the workspace holds, what the form went out with, and what came back.

    `is_contested` says that the workspace has changed since as well, to something else, or that the form is not the
    newest one that was sent; `is_altered` that the line is not as it went out.
    """

    name: str
    project_key: int
    project: str
    label: str
    field: Field
    now: Any
    sent: Any
    answer: Any
    is_contested: bool
    is_altered: bool
    path: str  # reference or name of the project, the milestone's name if it is one's, and the field

    @property
    def is_sure(self) -> bool:
        """Whether nothing speaks against taking it."""
        return not self.is_contested and not self.is_altered


@dataclass(frozen=True, slots=True)
class Difference:
    """What one returned questionnaire would change.

    Attributes:
        source: The file's name.
        manager: Whose it is.
        period: The period it reports on.
        is_late: Whether it came after its day.
        is_altered: Whether locked parts of it were changed.
        is_earlier: Whether another one was sent since.
        is_again: Whether an answer of the same manager for the same period was taken before.
    """

    source: str
    manager: str
    period: str
    is_late: bool
    is_altered: bool
    is_earlier: bool
    is_again: bool
    changes: tuple[FieldChange, ...]
    problems: tuple[CellProblem, ...]
    projects: tuple[str, ...] = ()


def difference(session: Session, returned: Returned, on: date) -> Difference:
    """What a returned questionnaire would change; answers that are as they went out change nothing.

    Raises:
        PmoError: it was not sent from this workspace, or its period is frozen.
    """
    sent, period = _sent(session, returned)
    filled: dict[str, Any] = json.loads(sent.filled)
    stamp, *marks = sent.digest.split()
    is_earlier, altered = returned.stamp != stamp, returned.marks.keys() - _as_sent(returned, marks)
    changes = [
        replace(change, is_contested=change.is_contested or is_earlier, is_altered=name in altered)
        for name, answer in returned.answers.items()
        if name in filled and (change := _change(session, period, name, filled[name], answer)) is not None
    ]
    keys = {int(name.partition(":")[0]) for name in filled}
    names = session.scalars(select(Project.name).where(Project.key.in_(keys)).order_by(Project.name))
    return Difference(
        source=returned.source,
        manager=sent.manager,
        period=period.name,
        is_late=on > sent.due_on,
        is_altered=bool(altered) or len(returned.marks) < len(marks),
        is_earlier=is_earlier,
        is_again=sent.state is ReturnState.RECEIVED,
        changes=tuple(changes),
        problems=returned.problems,
        projects=tuple(names),
    )


def _as_sent(returned: Returned, marks: Collection[str]) -> set[str]:
    """The names of lines that are as they went out."""
    return {name for name, mark in returned.marks.items() if mark in set(marks)}


def _sent(session: Session, returned: Returned) -> tuple[ProjectReturn, ReportingPeriod]:
    sent = session.get(ProjectReturn, returned.key)
    if sent is None:
        raise PmoError(say("“{name}” was not sent from this workspace, or was taken back there.", name=returned.source))
    period = session.get_one(ReportingPeriod, sent.period_key)
    periods.must_be_open(period)
    return sent, period


def _change(
    session: Session,
    period: ReportingPeriod,
    name: str,
    sent: Any,  # noqa: ANN401  any kind of field
    answer: Any,  # noqa: ANN401
) -> FieldChange | None:
    asked, holder = field_asked(name), _holder(session, period, name)
    project = session.get(Project, int(name.partition(":")[0]))
    if asked is None or project is None or _same(stored(answer), sent):
        return None
    now = getattr(holder, asked.name, None)
    if _same(now, answer):
        return None
    label = f"{holder.name}: {asked.label}" if isinstance(holder, Milestone) else asked.label
    contested = not _same(stored(now), sent) and not (now in (None, "") and asked.name in REPORTED)
    parts = (project.reference or project.name, holder.name if isinstance(holder, Milestone) else "", asked.name)
    path = ".".join(filter(None, parts))
    return FieldChange(name, project.key, project.name, label, asked, now, sent, answer, contested, False, path)  # noqa: FBT003


def _same(first: Any, second: Any) -> bool:  # noqa: ANN401  any kind of field
    return (first in (None, "") and second in (None, "")) or first == second


def _holder(session: Session, period: ReportingPeriod, name: str) -> Project | StatusReport | Milestone | None:
    """The row that an answer belongs to; none if it is gone."""
    parts = name.split(":")
    project = session.get(Project, int(parts[0]))
    if project is None:
        return None
    if len(parts) > 2:  # noqa: PLR2004  project, milestone, field
        return session.get(Milestone, int(parts[1]))
    return project if parts[1] in STATED else periods.report_of(session, project.key, period.key)


@dataclass(slots=True)
class Taken:
    """What taking a questionnaire did: how many answers, and how many were left as they were."""

    answers: int = 0
    left: list[str] = field(default_factory=list[str])


def take(session: Session, returned: Returned, wanted: Collection[str], on: date) -> Taken:
    """Take the `wanted` answers of a questionnaire, by name, and its reports as handed in.

    Raises:
        PmoError: as `difference`.
    """
    found = difference(session, returned, on)
    sent, period = _sent(session, returned)
    taken = Taken()
    newest = periods.current_period(session)
    for key in {change.project_key for change in found.changes}:
        periods.expect_report(session, session.get_one(Project, key), period)
    session.flush()
    for change in found.changes:
        if change.name not in wanted:
            taken.left.append(f"{change.project}: {change.label}")
            continue
        holder = _holder(session, period, change.name)
        if isinstance(holder, Project) and newest is not None and newest.key != period.key:
            report = periods.report_of(session, holder.key, period.key)
            holder = report if report is not None else holder  # an older period leaves the project as it is now
        setattr(holder, change.field.name, _kept(change))
        taken.answers += 1
    session.flush()
    for key in {int(name.partition(":")[0]) for name in json.loads(sent.filled)}:
        _hand_in(session, period, key, on, is_newest=newest is not None and newest.key == period.key)
    sent.state, sent.received_on = ReturnState.RECEIVED, on
    remarks = (
        say("Late.") if found.is_late else "",
        say("Locked parts were altered.") if found.is_altered else "",
        say("Not the newest one sent.") if found.is_earlier else "",
    )
    sent.remarks = " ".join(filter(None, remarks))
    return taken


def _kept(change: FieldChange) -> Any:  # noqa: ANN401  any kind of field
    return "" if change.answer is None and change.field.kind in {"text", "long text"} else change.answer


def _hand_in(session: Session, period: ReportingPeriod, project_key: int, on: date, *, is_newest: bool) -> None:
    project = session.get(Project, project_key)
    report = periods.report_of(session, project_key, period.key) if project else None
    if project is None or report is None:
        return
    if is_newest:
        copy_facts(project, report)
    periods.submit(report, min(on, period.cut_off_on))
