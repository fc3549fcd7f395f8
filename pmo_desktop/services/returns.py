"""Returns: what project managers are asked for a period, and what their answers change."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import copy_facts
from pmo_desktop.domain.fields import Field, field_of
from pmo_desktop.domain.importing import CellProblem
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.project_return import ProjectReturn, ReturnState
from pmo_desktop.services import periods
from pmo_desktop.text import say

REPORTED = (
    "overall", "schedule", "cost", "scope", "quality", "risk", "benefits", "resources", "forward_look", "summary",
    "achieved", "next_steps", "path_to_green", "path_owner", "path_due_on",
)  # fmt: skip
_WORDS = frozenset({"summary", "achieved", "next_steps", "path_to_green"})  # written anew in every period
STATED = (
    "forecast_start_on", "forecast_finish_on", "actual_start_on", "actual_finish_on", "eac", "ac", "pv", "ev",
    "contingency",
)  # fmt: skip
_DATED = ("forecast_on", "actual_on")  # of a milestone


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a questionnaire.

    Attributes:
        name: What it asks for, as `Answer` names it: project and field, or project, milestone and field.
        project_key: The project it is about.
        title: The milestone's name where it asks for one's date; empty otherwise.
        field: The declared field it asks for.
        last: What was reported in the period before.
        filled: What the answer is filled with.
    """

    name: str
    project_key: int
    title: str
    field: Field
    last: Any
    filled: Any

    @property
    def label(self) -> str:
        """What the line is called."""
        return f"{self.title}: {self.field.label}" if self.title else self.field.label


@dataclass(frozen=True, slots=True)
class Form:
    """The questionnaire of one project manager."""

    key: int
    manager: str
    period: str
    period_key: int
    due_on: date
    currency: str
    projects: Mapping[int, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A questionnaire as it came back: the answers by the names of their questions, and what could not be read."""

    source: str
    key: int
    digest: str
    answers: Mapping[str, Any]
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One answer that differs: what the workspace holds, what the form went out with, and what came back.

    `is_contested` says that the workspace has changed since as well, to something else.
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


@dataclass(frozen=True, slots=True)
class Difference:
    """What one returned questionnaire would change.

    Attributes:
        source: The file's name.
        manager: Whose it is.
        period: The period it reports on.
        is_late: Whether it came after its day.
        is_altered: Whether locked parts of it were changed.
        is_again: Whether an answer of the same manager for the same period was taken before.
    """

    source: str
    manager: str
    period: str
    is_late: bool
    is_altered: bool
    is_again: bool
    changes: tuple[FieldChange, ...]
    problems: tuple[CellProblem, ...]
    projects: tuple[str, ...] = ()


def digest_of(key: int, period_key: int, lines: Iterable[tuple[str, str]]) -> str:
    """What stands for the locked part of a questionnaire: its keys, and name and label of every line."""
    text = json.dumps([str(key), str(period_key), [list(line) for line in lines]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def send(session: Session, period: ReportingPeriod, currency: str, on: date) -> list[Form]:
    """Make the questionnaires of a period, one for each manager of running projects, and note what they hold.

    Raises:
        PmoError: the period is frozen, or no project is running.
    """
    periods.must_be_open(period)
    by_manager: dict[str, list[Project]] = {}
    for project in session.scalars(select(Project).order_by(Project.reference, Project.name)):
        if periods.is_running(project):
            by_manager.setdefault(project.project_manager.strip(), []).append(project)
    if not by_manager:
        raise PmoError(say("No project is running, so there is nobody to ask. Add projects first."))
    return [_form(session, period, manager, by_manager[manager], currency, on) for manager in sorted(by_manager)]


def _form(
    session: Session, period: ReportingPeriod, manager: str, projects: Sequence[Project], currency: str, on: date
) -> Form:
    same = (ProjectReturn.period_key == period.key, ProjectReturn.manager == manager)
    sent = session.scalars(select(ProjectReturn).where(*same)).first()
    if sent is None:
        sent = ProjectReturn(period_key=period.key, manager=manager, sent_on=on, due_on=period.cut_off_on)
        session.add(sent)
    questions = tuple(question for project in projects for question in _questions(session, period, project))
    sent.state, sent.sent_on, sent.due_on, sent.received_on = ReturnState.SENT, on, period.cut_off_on, None
    sent.projects, sent.remarks = len(projects), ""
    sent.filled = json.dumps({each.name: _stored(each.filled) for each in questions}, ensure_ascii=False)
    session.flush()
    names = {project.key: project.name for project in projects}
    form = Form(sent.key, manager, period.name, period.key, sent.due_on, currency, names, questions)
    sent.digest = digest_of(form.key, form.period_key, [(each.name, each.label) for each in questions])
    return form


def _questions(session: Session, period: ReportingPeriod, project: Project) -> list[Question]:
    report = periods.expect_report(session, project, period)
    earlier = periods.previous_period(session, period)
    last = periods.report_of(session, project.key, earlier.key) if earlier else None
    found: list[Question] = []
    for name in REPORTED:
        before, now = getattr(last, name, None), getattr(report, name, None)
        filled = now or (None if name in _WORDS else before)
        found.append(Question(f"{project.key}:{name}", project.key, "", field_of(StatusReport, name), before, filled))
    for name in STATED:
        before, now = getattr(last, name, None), getattr(project, name)
        found.append(Question(f"{project.key}:{name}", project.key, "", field_of(Project, name), before, now))
    query = select(Milestone).where(Milestone.project_key == project.key).order_by(Milestone.key)
    for milestone in session.scalars(query):
        if milestone.actual_on is None:
            for name in _DATED:
                place = f"{project.key}:{milestone.key}:{name}"
                before = milestone.baseline_on if name == "forecast_on" else None
                now = getattr(milestone, name)
                found.append(Question(place, project.key, milestone.name, field_of(Milestone, name), before, now))
    return found


def _stored(value: Any) -> Any:  # noqa: ANN401  any kind of field
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value) if isinstance(value, StrEnum) else value


def field_asked(name: str) -> Field | None:
    """The declared field that an answer of that name holds; none if nothing is asked by it."""
    parts = name.split(":")
    if len(parts) == 3 and parts[2] in _DATED:  # noqa: PLR2004  project, milestone, field
        return field_of(Milestone, parts[2])
    if len(parts) == 2 and parts[1] in REPORTED:  # noqa: PLR2004  project, field
        return field_of(StatusReport, parts[1])
    return field_of(Project, parts[1]) if len(parts) == 2 and parts[1] in STATED else None  # noqa: PLR2004


def difference(session: Session, returned: Returned, on: date) -> Difference:
    """What a returned questionnaire would change; answers that are as they went out change nothing.

    Raises:
        PmoError: it was not sent from this workspace, or its period is frozen.
    """
    sent, period = _sent(session, returned)
    filled: dict[str, Any] = json.loads(sent.filled)
    changes = [
        change
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
        is_altered=returned.digest != sent.digest,
        is_again=sent.state is ReturnState.RECEIVED,
        changes=tuple(changes),
        problems=returned.problems,
        projects=tuple(names),
    )


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
    if asked is None or project is None or _same(_stored(answer), sent):
        return None
    now = getattr(holder, asked.name, None)
    if _same(now, answer):
        return None
    label = f"{holder.name}: {asked.label}" if isinstance(holder, Milestone) else asked.label
    contested = not _same(_stored(now), sent) and not (now in (None, "") and asked.name in REPORTED)
    return FieldChange(name, project.key, project.name, label, asked, now, sent, answer, contested)


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
    remarks = (say("Late.") if found.is_late else "", say("Locked parts were altered.") if found.is_altered else "")
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
