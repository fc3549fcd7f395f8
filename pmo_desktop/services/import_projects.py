"""Registers of projects on their way into the workspace: every row is the status of its project in one period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import new_key
from pmo_desktop.domain.choices import PeriodState, Rating, ReportState, Scale
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.facts import FACTS
from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.importing import CellProblem, ReadRow, ReadTable
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services import method, periods
from pmo_desktop.services.drafts import Draft, new_row, write
from pmo_desktop.services.import_world import Outcome, World
from pmo_desktop.services.key_sets import among
from pmo_desktop.text import say

_PROJECT_FIELDS = {column.name for column in fields_of(Project)} - {"programme_key", "portfolio_key"}
_REPORT_FIELDS = {column.name for column in fields_of(StatusReport)} - {"project_key", "period_key", "state"}
_FACTS = frozenset(FACTS)
_KEPT_EVEN_IF_EMPTY = {*FACTS, *_REPORT_FIELDS, "state"}
_PARENTS = ("programme", "portfolio")
_FULL_DAY = 10  # characters of a day in ISO form

Text = tuple[str, str, str, str]  # field, header, text and reason of a cell that was not read into a field


@dataclass(slots=True)
class _Period:
    """What is going to change in one period: which it is, and the texts of its projects as they were and will be."""

    period: ReportingPeriod
    is_newest: bool
    was: dict[int, set[Text]]
    texts: dict[int, set[Text]] = field(default_factory=dict[int, set[Text]])


@dataclass(slots=True)
class ProjectTaking:
    """Every register of projects in one file, period by period."""

    world: World
    by_period: dict[int, _Period] = field(default_factory=dict[int, _Period])
    seen: set[int] = field(default_factory=set[int])
    followers: list[int] = field(default_factory=list[int])  # projects that follow another lifecycle from now on

    def take(self, table: ReadTable, period_name: str) -> Outcome:
        """Prepare the rows of one table.

        Raises:
            PmoError: a period is frozen or names no year, the amounts are in another currency than the workspace keeps,
                or no row names a project.
        """
        outcome = Outcome(notes=list(table.notes), sheet=table.sheet, header_row=table.header_row)
        outcome.notes += settle_settings(self.world, table)
        headers = {match.field: match.header for match in table.matches if match.field}
        takes_any = False
        for name, rows in _snapshots(table, period_name):
            taking = self._period(table, name, outcome)
            self.world.known.begin_again()
            for row in rows:
                takes_any |= self._take_row(taking, row, headers, outcome, is_own=table.is_own)
        outcome.problems += table.problems
        if not takes_any:
            sentence = "No row of “{name}” names a project, so nothing was taken. Check which column holds the names."
            raise PmoError(say(sentence, name=table.source_name))
        return outcome

    def _period(self, table: ReadTable, name: str, outcome: Outcome) -> _Period:
        period, notes = _period_for(self.world, table, name)
        periods.must_be_open(period)
        outcome.notes += notes
        outcome.period = outcome.period or period.name
        if period.name != outcome.period and f"“{period.name}”" not in " ".join(outcome.notes):
            outcome.notes.append(say("Rows of period “{period}” are taken into it.", period=period.name))
        if period.key not in self.by_period:
            newest = self.world.newest_period()
            is_newest = newest is None or newest.key == period.key
            self.by_period[period.key] = _Period(period, is_newest, _texts_kept(self.world, period.key))
        return self.by_period[period.key]

    def _take_row(
        self, taking: _Period, row: ReadRow, headers: Mapping[str, str], outcome: Outcome, *, is_own: bool
    ) -> bool:
        """Prepare one row; whether it names a project."""
        reference = str(row.values.get("reference") or "").strip()
        name = str(row.values.get("name") or "").strip() or reference
        if not name:
            reason = say("The row has no project name, so it was not taken.")
            outcome.refuse(CellProblem(row.row, "", "", "", reason, say("Give the project a name in the file.")))
            return False
        project = self.world.known.take(reference, name) or self.world.add_project(name, reference)
        is_first = project.key not in self.seen
        self.seen.add(project.key)
        reports = self.world.reports(taking.period.key)
        report = reports.get(project.key)
        if report is None:
            report = new_row(StatusReport, project_key=project.key, period_key=taking.period.key)
        is_whole = taking.is_newest or (project.is_new and is_first)
        row, follows = self._follow(row, project, headers, outcome, is_whole=is_whole)
        is_reported = not is_own or report.value("state") is ReportState.SUBMITTED or _reports(row.values, report)
        into = report if is_reported else None
        changed = self._take_values(row.values, project, into, is_whole=is_whole) or (is_reported and report.is_new)
        changed |= _take_texts(taking, row, project, headers) | follows
        if is_reported:
            reports[project.key] = report
            submitted_on = report.value("submitted_on") or taking.period.cut_off_on
            report.take((("state", ReportState.SUBMITTED), ("submitted_on", submitted_on)))
        outcome.not_rated += report.value("overall") is None
        outcome.created += project.is_new and is_first
        outcome.updated += changed and not (project.is_new and is_first)
        outcome.unchanged += not changed and not (project.is_new and is_first)
        return True

    def _take_values(
        self, values: Mapping[str, object], project: Draft, report: Draft | None, *, is_whole: bool
    ) -> bool:
        """Set what the row says. Whether anything changed.

        An older period tells the project only what it does not know yet, and nothing of its dates and money: what is
        not known now must not be filled from then.
        """
        told = [pair for pair in values.items() if pair[1] is not None or pair[0] in _KEPT_EVEN_IF_EMPTY]
        changed = sum(self._link(project, name, str(value or "")) for name, value in told if name in _PARENTS) > 0
        if report is not None:
            changed |= report.take(pair for pair in told if pair[0] in _REPORT_FIELDS)
        return changed | project.take(
            (name, value)
            for name, value in told
            if name in _PROJECT_FIELDS and (is_whole or (name not in _FACTS and project.value(name) in {None, ""}))
        )

    def _link(self, project: Draft, kind: str, name: str) -> bool:
        """Tie a project to the programme or portfolio of that name, which is made if there is none."""
        if not name:
            return False
        parent = self.world.named(kind, name) or self.world.add(kind, name=name)
        return project.set(f"{kind}_key", parent.key)

    def _follow(
        self, row: ReadRow, project: Draft, headers: Mapping[str, str], outcome: Outcome, *, is_whole: bool
    ) -> tuple[ReadRow, bool]:
        """Let a project follow the lifecycle that its row names; one that is not there is told, and its text kept."""
        name = str(row.values.get("lifecycle") or "").strip()
        lifecycle = self.world.named("lifecycle", name) if name else None
        if name and lifecycle is None:
            reason = say("“{name}” is no lifecycle of this workspace", name=name[:60])
            mend = say("Take it from a template or add it under Method first, or correct its name in the file.")
            problem = CellProblem(row.row, "", headers.get("lifecycle", ""), name, reason, mend)
            outcome.problems.append(problem)
            kept = {**row.texts, "lifecycle": name}
            return replace(row, texts=kept, problems=(*row.problems, problem)), False
        follows = lifecycle is not None and is_whole and project.set("lifecycle_key", lifecycle.key)
        if follows:
            self.followers.append(project.key)
        return row, follows

    def add_gates(self, session: Session) -> None:
        """Give projects the gates of the lifecycles that they follow now, once everything else is written."""
        for key in self.followers:
            method.add_gates(session, session.get_one(Project, key))

    def write_texts(self, connection: Connection) -> None:
        """Write the texts of cells that were not read, once everything else is written."""
        for taking in self.by_period.values():
            changed = {key: texts for key, texts in taking.texts.items() if texts != taking.was.get(key, set())}
            here = (among(KeptText.project_key, changed), KeptText.period_key == taking.period.key)
            connection.execute(delete(KeptText).where(*here))
            write(
                connection,
                KeptText,
                (_kept_text(taking.period.key, key, text) for key in changed for text in sorted(changed[key])),
            )


def _reports(values: Mapping[str, object], report: Draft) -> bool:
    """Whether a row of a register that this program wrote reports anything: reports still to come stand there too."""
    said = ((name, value) for name, value in values.items() if name in _REPORT_FIELDS and name not in _FACTS)
    return any(value not in {None, ""} and value != report.value(name) for name, value in said)


def _snapshots(table: ReadTable, period_name: str) -> list[tuple[str, Sequence[ReadRow]]]:
    """The rows of a table by the period they speak of, oldest first; one lot where the user names the period."""
    named: dict[str, list[ReadRow]] = {}
    for row in table.rows:
        named.setdefault(_period_name(row.values.get("period")), []).append(row)
    several = [name for name in named if name and periods.span_named(name)]
    if period_name or len(several) < 2:  # noqa: PLR2004  two periods and more
        return [(period_name, table.rows)]
    ordered = sorted(named, key=lambda name: span.ends_on.isoformat() if (span := periods.span_named(name)) else "")
    return [(name if name in several else ordered[-1], named[name]) for name in ordered]


def _period_name(value: object) -> str:
    """The name of the period a cell speaks of: the month, where it gives a whole day."""
    text = str(value or "").strip()[:60]
    return text[:7] if len(text) >= _FULL_DAY and text[4:5] == text[7:8] == "-" and text[:4].isdigit() else text


def _period_for(world: World, table: ReadTable, name: str) -> tuple[ReportingPeriod, list[str]]:
    """The period to take into, which may be one that is yet to be added, and how it was found."""
    note: list[str] = []
    if not name and table.period_hint:
        name = _period_name(table.period_hint)
        note.append(say("The period is “{period}”, as the file itself says.", period=name))
    newest = world.newest_period()
    if not name and newest is not None:
        return newest, [
            say("The file names no period; it was taken into the newest one, “{period}”.", period=newest.name)
        ]
    if not name:
        name = f"{world.today:%Y-%m}"
        note.append(say("The file names no period; “{period}” was opened for it.", period=name))
    for period in (*periods.periods(world.session), *world.new_periods):
        if period.name.casefold() == name.casefold():
            return period, note
    span = periods.span_named(name) or periods.span_named(table.period_hint or "")
    if span is None:
        sentence = "“{name}” names no year, so its dates are not known. Name the period like “2026-11” or “Q3 2026”."
        raise PmoError(say(sentence, name=name[:40]))
    same = [each for each in (*periods.periods(world.session), *world.new_periods)
            if (each.starts_on, each.ends_on) == (span.starts_on, span.ends_on)]  # fmt: skip
    if same and len(name) == len("2026-11") and name[4:5] == "-":  # a month that has a name of its own already
        return same[0], note
    opened = ReportingPeriod(
        key=new_key(),
        name=name,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        cut_off_on=span.ends_on,
        state=PeriodState.OPEN,
    )
    world.new_periods.append(opened)
    return opened, note


def settle_settings(world: World, table: ReadTable) -> list[str]:
    """Make the currency and the scale of ratings fit the first register a workspace gets, and tell of it.

    Raises:
        PmoError: the amounts are in another currency than the workspace keeps.
    """
    if table.currency and table.currency != world.currency and (world.had_projects or world.has_currency):
        raise PmoError(
            say(
                "The amounts in “{name}” are in {theirs}, this workspace keeps {ours}. "
                "Import the file into a workspace of its own, or convert it first; nothing was changed.",
                name=table.source_name,
                theirs=table.currency,
                ours=world.currency,
            )
        )
    world.currency = table.currency or world.currency
    world.has_currency |= table.currency is not None
    shades = {Rating.AMBER_GREEN, Rating.AMBER_RED}
    if world.scale is Scale.THREE and any(row.values.get("overall") in shades for row in table.rows):
        world.scale = Scale.FIVE
        return [say("The file rates on five points, so the workspace now does too.")]
    return []


def _texts_kept(world: World, period_key: int) -> dict[int, set[Text]]:
    """The texts kept in a period, by project."""
    query = select(KeptText.project_key, KeptText.field, KeptText.header, KeptText.text, KeptText.reason)
    found: dict[int, set[Text]] = {}
    for project, name, header, text, reason in world.connection.execute(query.where(KeptText.period_key == period_key)):
        found.setdefault(project, set()).add((name, header, text, reason))
    return found


def _take_texts(taking: _Period, row: ReadRow, project: Draft, headers: Mapping[str, str]) -> bool:
    """Note the text of every cell that was not read into a field. Whether anything changed.

    Texts that another table of the same file brought for the same project and period stay.
    """
    if not row.texts and not row.extras and project.key not in taking.was and project.key not in taking.texts:
        return False
    reasons = {problem.header: problem.reason for problem in row.problems}
    wanted = {(name, header, text, reasons.get(header, "")) for name, header, text in _texts(row, headers)}
    before = taking.texts.get(project.key)
    taking.texts[project.key] = wanted | (before or set())
    return taking.was.get(project.key, set()) != taking.texts[project.key]


def _texts(row: ReadRow, headers: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    for name, text in row.texts.items():
        yield name, headers.get(name, name), text
    for header, text in row.extras.items():
        yield "", header, text


def _kept_text(period_key: int, project_key: int, text: Text) -> Draft:
    name, header, words, reason = text
    kept = {"field": name, "header": header, "text": words, "reason": reason}
    return new_row(KeptText, project_key=project_key, period_key=period_key, **kept)
