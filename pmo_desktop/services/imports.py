"""Taking a register that was read from a file into the workspace: the dry run and the real one are the same code."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Enum, String, delete, func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating, ReportState, Scale
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import FACTS
from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.importing import CellProblem, ReadRow, ReadTable
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.services import periods
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

_PROJECT_FIELDS = {column.name for column in fields_of(Project)} - {"programme_key", "portfolio_key"}
_REPORT_FIELDS = {column.name for column in fields_of(StatusReport)} - {"project_key", "period_key"}
_COMMON_WORDS = {"the", "and", "of", "for", "programme", "program", "project", "projects"}


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do: counts of projects, and sentences on what was found out."""

    period: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    not_rated: int = 0
    notes: list[str] = field(default_factory=list[str])
    problems: list[CellProblem] = field(default_factory=list[CellProblem])


def take_register(session: Session, table: ReadTable, period_name: str = "", today: date | None = None) -> Outcome:
    """Take every row of a register as the status of its project in one period.

    The period is the one named, else the one the file names, else the newest open one, else the month of `today`; it is
    opened if there is none of that name. In the newest period the projects themselves are brought up to date as well.

    Raises:
        PmoError: the period is frozen, or the amounts are in another currency than the workspace keeps.
    """
    period, note = _period_for(session, table, period_name.strip(), today or datetime.now().astimezone().date())
    periods.must_be_open(period)
    outcome = Outcome(period.name, notes=[*table.notes, *note, *_agree_on_settings(session, table)])
    is_newest = periods.current_period(session) is period
    known = _Known(session)
    for row in table.rows:
        _take_row(session, row, known, period, outcome, is_newest=is_newest)
    outcome.problems += table.problems
    return outcome


def _period_for(session: Session, table: ReadTable, name: str, today: date) -> tuple[ReportingPeriod, list[str]]:
    note: list[str] = []
    if not name and table.period_hint:
        name = table.period_hint
        note.append(say("The period is “{period}”, as the file itself says.", period=name))
    newest = periods.current_period(session)
    if not name and newest is not None:
        return newest, [
            say("The file names no period; it was taken into the newest one, “{period}”.", period=newest.name)
        ]
    if not name:
        name = f"{today:%Y-%m}"
        note.append(say("The file names no period; “{period}” was opened for it.", period=name))
    for period in periods.periods(session):
        if period.name.casefold() == name.casefold():
            return period, note
    span = periods.span_named(name)
    if span is None:
        raise PmoError(
            say(
                "“{name}” names no year, so its dates are not known. Name the period like “2026-11” or “Q3 2026”.",
                name=name,
            )
        )
    opened = ReportingPeriod(name=name, starts_on=span.starts_on, ends_on=span.ends_on, cut_off_on=span.ends_on)
    session.add(opened)
    session.flush()
    return opened, note


def _agree_on_settings(session: Session, table: ReadTable) -> list[str]:
    """Make the workspace's currency and rating scale fit the first register it gets."""
    settings = settings_of(session)
    notes: list[str] = []
    if table.currency and table.currency != settings.currency:
        if session.scalar(select(func.count()).select_from(Project)):
            raise PmoError(
                say(
                    "The amounts in “{name}” are in {theirs}, this workspace keeps {ours}. "
                    "Import the file into a workspace of its own, or convert it first; nothing was changed.",
                    name=table.source_name,
                    theirs=table.currency,
                    ours=settings.currency,
                )
            )
        settings.currency = table.currency
    shades = {Rating.AMBER_GREEN, Rating.AMBER_RED}
    if settings.scale is Scale.THREE and any(row.values.get("overall") in shades for row in table.rows):
        settings.scale = Scale.FIVE
        notes.append(say("The file rates on five points, so the workspace now does too."))
    return notes


class _Known:
    """The projects of the workspace, found by reference or name, each given out once."""

    def __init__(self, session: Session) -> None:
        self.by_reference: dict[str, Project] = {}
        self.by_name: dict[str, list[Project]] = {}
        self.by_words: dict[str, list[Project]] = {}
        self.taken: set[int] = set()
        for project in session.scalars(select(Project)):
            self.learn(project)

    def learn(self, project: Project) -> None:
        """Remember a project under its reference and its name."""
        if project.reference:
            self.by_reference.setdefault(project.reference.casefold(), project)
        self.by_name.setdefault(_plain(project.name), []).append(project)
        self.by_words.setdefault(_words(project.name), []).append(project)

    def find(self, reference: str, name: str) -> Project | None:
        """The one project that is meant: by reference, then by name, then by its telling words if only one has them."""
        candidates = [
            [self.by_reference[reference.casefold()]] if reference.casefold() in self.by_reference else [],
            self.by_name.get(_plain(name), []),
            self.by_words.get(_words(name), []),
        ]
        for found in candidates:
            free = [project for project in found if project.key not in self.taken and _may_be(project, reference)]
            if len(free) == 1:
                return free[0]
        return None


def _may_be(project: Project, reference: str) -> bool:
    return not (project.reference and reference) or project.reference.casefold() == reference.casefold()


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _words(name: str) -> str:
    """The telling words of a name: without what stands in brackets and without “programme”, “project” and the like."""
    bare = re.sub(r"\([^)]*\)", " ", name)
    return " ".join(word for word in re.findall(r"\w+", bare.casefold()) if word not in _COMMON_WORDS) or _plain(name)


def _take_row(
    session: Session, row: ReadRow, known: _Known, period: ReportingPeriod, outcome: Outcome, *, is_newest: bool
) -> None:
    name = str(row.values.get("name") or "").strip()
    if not name:
        outcome.rejected += 1
        outcome.problems.append(
            CellProblem(row.row, "", "", "", say("The row has no project name, so it was not taken."))
        )
        return
    reference = str(row.values.get("reference") or "").strip()
    project = known.find(reference, name)
    is_new = project is None
    if project is None:
        project = Project(name=name, reference=reference)
        session.add(project)
        session.flush()
        known.learn(project)
    known.taken.add(project.key)
    report = periods.report_of(session, project.key, period.key)
    is_first = report is None
    if report is None:
        report = StatusReport(project_key=project.key, period_key=period.key)
        session.add(report)
    changed = _take_values(session, row.values, project, report, is_whole=is_new or is_newest) or is_first
    changed |= _keep_texts(session, row, project, period)
    report.state = ReportState.SUBMITTED
    report.submitted_on = report.submitted_on or period.cut_off_on
    outcome.not_rated += report.overall is None
    outcome.created += is_new
    outcome.updated += changed and not is_new
    outcome.unchanged += not changed and not is_new


def _take_values(
    session: Session, values: Mapping[str, object], project: Project, report: StatusReport, *, is_whole: bool
) -> bool:
    """Set what the row says. Whether anything changed.

    An older period tells the project only what it does not know yet, and nothing of its dates and money: what is not
    known now must not be filled from then.
    """
    changed = False
    for name, value in values.items():
        if value is None and name not in FACTS and name not in _REPORT_FIELDS:
            continue
        if name in {"programme", "portfolio"}:
            changed |= _link(session, project, name, str(value or ""))
        if name in _REPORT_FIELDS and name != "state":
            changed |= _set(report, name, value)
        if name in _PROJECT_FIELDS and (is_whole or (name not in FACTS and getattr(project, name) in {None, ""})):
            changed |= _set(project, name, value)
    return changed


def _set(entity: Project | StatusReport, name: str, value: object) -> bool:
    """Set one attribute, an empty text for none where the column holds text. Whether it changed."""
    column = entity.__table__.columns[name]
    if value is None and not column.nullable:
        if not isinstance(column.type, String) or isinstance(column.type, Enum):
            return False
        value = ""
    if getattr(entity, name) == value:
        return False
    setattr(entity, name, value)
    return True


def _link(session: Session, project: Project, kind: str, name: str) -> bool:
    """Tie a project to the programme or portfolio of that name, which is made if there is none."""
    if not name:
        return False
    entity = Programme if kind == "programme" else Portfolio
    found = session.scalars(select(entity).where(entity.name == name)).first()
    if found is None:
        found = entity(name=name)
        session.add(found)
        session.flush()
    return _set(project, f"{kind}_key", found.key)


def _keep_texts(session: Session, row: ReadRow, project: Project, period: ReportingPeriod) -> bool:
    """Keep the text of every cell that was not read into a field. Whether anything changed."""
    reasons = {problem.header: problem.reason for problem in row.problems}
    wanted = {
        (name, problem_header, text, reasons.get(problem_header, "")) for name, problem_header, text in _texts(row)
    }
    where = (KeptText.project_key == project.key, KeptText.period_key == period.key)
    kept = {
        (each.field, each.header, each.text, each.reason) for each in session.scalars(select(KeptText).where(*where))
    }
    if kept == wanted:
        return False
    session.execute(delete(KeptText).where(*where))
    session.add_all(
        KeptText(project_key=project.key, period_key=period.key, field=name, header=header, text=text, reason=reason)
        for name, header, text, reason in sorted(wanted)
    )
    return True


def _texts(row: ReadRow) -> Iterable[tuple[str, str, str]]:
    by_text = {problem.value: problem.header for problem in row.problems}
    for name, text in row.texts.items():
        yield name, by_text.get(text, name), text
    for header, text in row.extras.items():
        yield "", header, text
