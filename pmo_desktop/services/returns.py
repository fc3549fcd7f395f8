"""Returns: what project managers are asked for a period, and what their answers change."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, field_of
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
_MARK = 12  # characters
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
    stamp: str = ""  # what the answers were filled with: another one is that of an earlier questionnaire


def mark_of(key: int, period_key: int, name: str, label: str) -> str:
    """What stands for the locked part of one line of a questionnaire: whose it is, of when, its name and its label."""
    shown = "".join(sign if sign.isprintable() else " " for sign in label)
    return _short_hash(f"{key} {period_key} {name} {' '.join(shown.split())}")


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_MARK]


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
    sent.filled = json.dumps({each.name: stored(each.filled) for each in questions}, ensure_ascii=False)
    session.flush()
    names = {project.key: project.name for project in projects}
    stamp = _short_hash(sent.filled)
    sent.digest = " ".join((stamp, *(mark_of(sent.key, period.key, each.name, each.label) for each in questions)))
    return Form(sent.key, manager, period.name, period.key, sent.due_on, currency, names, questions, stamp)


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


def stored(value: Any) -> Any:  # noqa: ANN401  any kind of field
    """A value as JSON keeps it."""
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
