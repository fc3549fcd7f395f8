"""Taking a register that was read from a file into the workspace: what a dry run tells is what taking it then does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base, new_key
from pmo_desktop.domain.choices import PeriodState, Rating, ReportState, Scale
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import FACTS
from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.importing import CellProblem, ReadRow, ReadTable
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.services import periods
from pmo_desktop.services.drafts import Draft, new_row, rows_kept, write
from pmo_desktop.services.matching import Known
from pmo_desktop.services.records import chunks
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

_PROJECT_FIELDS = {column.name for column in fields_of(Project)} - {"programme_key", "portfolio_key"}
_REPORT_FIELDS = {column.name for column in fields_of(StatusReport)} - {"project_key", "period_key", "state"}
_KEPT_EVEN_IF_EMPTY = {*FACTS, *_REPORT_FIELDS, "state"}
_PARENTS: dict[str, type[Base]] = {"programme": Programme, "portfolio": Portfolio}

Text = tuple[str, str, str, str]  # field, header, text and reason of a cell that was not read into a field


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
    taking = _prepared(session, table, period_name, today)
    settings = settings_of(session)
    settings.currency, settings.scale = taking.currency, taking.scale
    session.add(taking.period)
    session.flush()
    _write(session.connection(), taking)
    session.expire_all()
    return taking.outcome


def foresee(session: Session, table: ReadTable, period_name: str = "", today: date | None = None) -> Outcome:
    """What `take_register` would do, with a session that need not be able to write.

    Raises:
        PmoError: as `take_register`.
    """
    return _prepared(session, table, period_name, today).outcome


@dataclass(slots=True)
class _Taking:
    """Everything that taking a register is going to change, by table, worked out before anything is written."""

    period: ReportingPeriod
    is_newest: bool
    currency: str
    scale: Scale
    outcome: Outcome
    projects: list[Draft]
    reports: dict[int, Draft]
    parents: dict[str, dict[str, Draft]]
    texts_kept: dict[int, set[Text]]
    headers: Mapping[str, str]
    texts: dict[int, set[Text]] = field(default_factory=dict[int, set[Text]])


def _prepared(session: Session, table: ReadTable, period_name: str, today: date | None) -> _Taking:
    session.flush()
    connection = session.connection()
    now = today or datetime.now().astimezone().date()
    period, notes = _period_for(session, table, period_name.strip(), now)
    periods.must_be_open(period)
    currency, scale, more_notes = _settings_for(session, table)
    here = StatusReport.period_key == period.key
    projects = rows_kept(connection, Project)
    taking = _Taking(
        period=period,
        is_newest=_is_newest(session, period),
        currency=currency,
        scale=scale,
        outcome=Outcome(period.name, notes=[*table.notes, *notes, *more_notes]),
        projects=[],
        reports={report.kept["project_key"]: report for report in rows_kept(connection, StatusReport, here)},
        parents={kind: _by_name(rows_kept(connection, entity)) for kind, entity in _PARENTS.items()},
        texts_kept=_texts_kept(connection, period.key),
        headers={match.field: match.header for match in table.matches if match.field},
    )
    known = Known(projects)
    for row in table.rows:
        _take_row(taking, row, known)
    taking.outcome.problems += table.problems
    if not taking.projects:
        raise PmoError(
            say(
                "No row of “{name}” names a project, so nothing was taken. Check which column holds the names.",
                name=table.source_name,
            )
        )
    return taking


def _period_for(session: Session, table: ReadTable, name: str, today: date) -> tuple[ReportingPeriod, list[str]]:
    """The period to take into, which may be one that is yet to be added, and how it was found."""
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
    span = periods.span_named(name) or periods.span_named(table.period_hint or "")
    if span is None:
        raise PmoError(
            say(
                "“{name}” names no year, so its dates are not known. Name the period like “2026-11” or “Q3 2026”.",
                name=name[:40],
            )
        )
    opened = ReportingPeriod(
        key=new_key(),
        name=name,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        cut_off_on=span.ends_on,
        state=PeriodState.OPEN,
    )
    return opened, note


def _is_newest(session: Session, period: ReportingPeriod) -> bool:
    newest = periods.current_period(session)
    return newest is None or (newest.ends_on, newest.key) <= (period.ends_on, period.key)


def _settings_for(session: Session, table: ReadTable) -> tuple[str, Scale, list[str]]:
    """The currency and the scale of ratings that fit the first register a workspace gets, and what there is to say."""
    settings = settings_of(session)
    if table.currency and table.currency != settings.currency and session.scalar(select(exists().select_from(Project))):
        raise PmoError(
            say(
                "The amounts in “{name}” are in {theirs}, this workspace keeps {ours}. "
                "Import the file into a workspace of its own, or convert it first; nothing was changed.",
                name=table.source_name,
                theirs=table.currency,
                ours=settings.currency,
            )
        )
    currency = table.currency or settings.currency
    shades = {Rating.AMBER_GREEN, Rating.AMBER_RED}
    if settings.scale is Scale.THREE and any(row.values.get("overall") in shades for row in table.rows):
        return currency, Scale.FIVE, [say("The file rates on five points, so the workspace now does too.")]
    return currency, settings.scale, []


def _by_name(rows: Iterable[Draft]) -> dict[str, Draft]:
    """Rows by name, the oldest of those with one name."""
    found: dict[str, Draft] = {}
    for row in rows:
        found.setdefault(str(row.value("name")), row)
    return found


def _texts_kept(connection: Connection, period_key: int) -> dict[int, set[Text]]:
    """The texts kept in a period, by project."""
    query = select(KeptText.project_key, KeptText.field, KeptText.header, KeptText.text, KeptText.reason)
    found: dict[int, set[Text]] = {}
    for project, name, header, text, reason in connection.execute(query.where(KeptText.period_key == period_key)):
        found.setdefault(project, set()).add((name, header, text, reason))
    return found


def _take_row(taking: _Taking, row: ReadRow, known: Known) -> None:
    outcome = taking.outcome
    reference = str(row.values.get("reference") or "").strip()
    name = str(row.values.get("name") or "").strip() or reference
    if not name:
        outcome.rejected += 1
        outcome.problems.append(
            CellProblem(row.row, "", "", "", say("The row has no project name, so it was not taken."))
        )
        return
    project = known.take(reference, name) or new_row(Project, name=name, reference=reference)
    taking.projects.append(project)
    report = taking.reports.get(project.key)
    if report is None:
        report = new_row(StatusReport, project_key=project.key, period_key=taking.period.key)
        taking.reports[project.key] = report
    changed = _take_values(taking, row.values, project, report) or report.is_new
    changed |= _take_texts(taking, row, project)
    report.set("state", ReportState.SUBMITTED)
    report.set("submitted_on", report.value("submitted_on") or taking.period.cut_off_on)
    outcome.not_rated += report.value("overall") is None
    outcome.created += project.is_new
    outcome.updated += changed and not project.is_new
    outcome.unchanged += not changed and not project.is_new


def _take_values(taking: _Taking, values: Mapping[str, object], project: Draft, report: Draft) -> bool:
    """Set what the row says. Whether anything changed.

    An older period tells the project only what it does not know yet, and nothing of its dates and money: what is not
    known now must not be filled from then.
    """
    is_whole = project.is_new or taking.is_newest
    changed = False
    for name, value in values.items():
        if value is None and name not in _KEPT_EVEN_IF_EMPTY:
            continue
        if name in _PARENTS:
            changed |= _link(taking, project, name, str(value or ""))
        if name in _REPORT_FIELDS:
            changed |= report.set(name, value)
        if name in _PROJECT_FIELDS and (is_whole or (name not in FACTS and project.value(name) in {None, ""})):
            changed |= project.set(name, value)
    return changed


def _link(taking: _Taking, project: Draft, kind: str, name: str) -> bool:
    """Tie a project to the programme or portfolio of that name, which is made if there is none. Whether it changed."""
    if not name:
        return False
    if name not in taking.parents[kind]:
        taking.parents[kind][name] = new_row(_PARENTS[kind], name=name)
    return project.set(f"{kind}_key", taking.parents[kind][name].key)


def _take_texts(taking: _Taking, row: ReadRow, project: Draft) -> bool:
    """Note the text of every cell that was not read into a field. Whether anything changed."""
    if not row.texts and not row.extras and project.key not in taking.texts_kept:
        return False
    reasons = {problem.header: problem.reason for problem in row.problems}
    wanted = {(name, header, text, reasons.get(header, "")) for name, header, text in _texts(taking, row)}
    if taking.texts_kept.get(project.key, set()) == wanted:
        return False
    taking.texts[project.key] = wanted
    return True


def _texts(taking: _Taking, row: ReadRow) -> Iterable[tuple[str, str, str]]:
    for name, text in row.texts.items():
        yield name, taking.headers.get(name, name), text
    for header, text in row.extras.items():
        yield "", header, text


def _write(connection: Connection, taking: _Taking) -> None:
    """Write what was worked out, table by table, what is pointed to before what points."""
    for kind in ("portfolio", "programme"):
        write(connection, _PARENTS[kind], taking.parents[kind].values())
    write(connection, Project, taking.projects)
    write(connection, StatusReport, taking.reports.values())
    for keys in chunks(taking.texts):
        here = (KeptText.project_key.in_(keys), KeptText.period_key == taking.period.key)
        connection.execute(delete(KeptText).where(*here))
    write(
        connection,
        KeptText,
        (_kept_text(taking, key, text) for key in taking.texts for text in sorted(taking.texts[key])),
    )


def _kept_text(taking: _Taking, project_key: int, text: Text) -> Draft:
    name, header, words, reason = text
    kept = {"field": name, "header": header, "text": words, "reason": reason}
    return new_row(KeptText, project_key=project_key, period_key=taking.period.key, **kept)
