"""What an import finds in a workspace and what it is going to add, table by table, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sqlalchemy import Connection, delete
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import ReportState, Scale
from pmo_desktop.domain.importing import CellProblem, LeftOut
from pmo_desktop.domain.kept_text import LogText
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods
from pmo_desktop.services.drafts import Draft, new_row, rows_kept, write
from pmo_desktop.services.key_sets import among
from pmo_desktop.services.matching import Known, plain_name
from pmo_desktop.services.registry import BY_TABLE, title_of
from pmo_desktop.services.settings import settings_of

# Tables in an order in which what is pointed to comes before what points.
_FIRST = ("portfolio", "programme", "project", "role", "person", "milestone")

Wanted = Literal["valid rows", "all or nothing"]


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that is not taken: where it stands, and why."""

    row: int
    reason: str
    mend: str


@dataclass(slots=True)
class Outcome:
    """What one table of a file did, or would do: counts of rows, and sentences on what was found out."""

    period: str = ""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    not_rated: int = 0
    notes: list[str] = field(default_factory=list[str])
    problems: list[CellProblem] = field(default_factory=list[CellProblem])
    refused: list[Refused] = field(default_factory=list[Refused])
    target: str = "project"
    sheet: str = ""
    header_row: int = 1
    strange: dict[str, dict[str, int]] = field(default_factory=dict[str, "dict[str, int]"])  # see `name_strange`

    def name_strange(self, field_name: str, name: str) -> None:
        """Count a name of a project that the workspace did not know, under the field that names it."""
        names = self.strange.setdefault(field_name, {})
        names[name] = names.get(name, 0) + 1

    @property
    def taken(self) -> int:
        """How many rows are in the workspace after it."""
        return self.created + self.updated + self.unchanged

    def refuse(self, problem: CellProblem) -> None:
        """Count a row that is not taken."""
        self.rejected += 1
        self.problems.append(problem)
        self.refused.append(Refused(problem.row, problem.reason, problem.mend))


@dataclass(slots=True)
class BookOutcome:
    """What a whole file did, or would do."""

    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    left_out: tuple[LeftOut, ...] = ()
    notes: list[str] = field(default_factory=list[str])


class World:
    """The rows of a workspace that an import reads, changes and adds."""

    def __init__(self, session: Session, today: date) -> None:
        session.flush()
        self.session = session
        self.connection: Connection = session.connection()
        self.today = today
        settings = settings_of(session)
        self.currency: str = settings.currency
        self.scale: Scale = settings.scale
        self.projects = rows_kept(self.connection, Project)
        self.known = Known(self.projects)
        self.had_projects = bool(self.projects)
        self.has_currency = False
        self.added_projects: list[str] = []
        self.named_only: set[int] = set()  # the keys of projects that are added because rows name them
        self.new_periods: list[ReportingPeriod] = []
        self._reports: dict[int, dict[int, Draft]] = {}
        self._rows: dict[str, list[Draft]] = {"project": self.projects}
        self._named: dict[str, dict[str, list[Draft]]] = {}
        self._texts: dict[tuple[str, int], list[tuple[str, str, str]]] = {}

    def rows(self, table: str) -> list[Draft]:
        """Every row of a table, the new ones too."""
        if table not in self._rows:
            self._rows[table] = rows_kept(self.connection, BY_TABLE[table])
        return self._rows[table]

    def add(self, table: str, **values: object) -> Draft:
        """One more row of a table."""
        draft = new_row(BY_TABLE[table], **values)
        self.rows(table).append(draft)
        if table in self._named:
            self._named[table].setdefault(plain_name(str(draft.value(_title(BY_TABLE[table])))), []).append(draft)
        return draft

    def named(self, table: str, name: str) -> Draft | None:
        """The row of a table that is called so; of several the oldest."""
        return next(iter(self.called(table, name)), None)

    def called(self, table: str, name: str) -> list[Draft]:
        """The rows of a table that are called so, oldest first."""
        if table == "project":
            found = self.known.find(name)
            return [found] if found else []
        if table not in self._named:
            title = _title(BY_TABLE[table])
            by_name: dict[str, list[Draft]] = {}
            for row in self.rows(table):
                by_name.setdefault(plain_name(str(row.value(title))), []).append(row)
            self._named[table] = by_name
        return self._named[table].get(plain_name(name), [])

    def add_project(self, name: str, reference: str = "") -> Draft:
        """One more project, which is expected to report in the newest open period."""
        project = self.add("project", name=name, reference=reference)
        self.known.add(project)
        return project

    def expect_report(self, project: Draft) -> None:
        """Expect a report of a project that was only named, in the newest period, as every way to add one does."""
        self.added_projects.append(str(project.value("name")))
        self.named_only.add(project.key)
        period = self.newest_period()
        if period is not None and project.key not in self.reports(period.key):
            values = {"project_key": project.key, "period_key": period.key, "state": ReportState.MISSING}
            self.reports(period.key)[project.key] = new_row(StatusReport, **values)

    def reports(self, period_key: int) -> dict[int, Draft]:
        """The status reports of one period, the new ones too, by project."""
        if period_key not in self._reports:
            kept = rows_kept(self.connection, StatusReport, StatusReport.period_key == period_key)
            self._reports[period_key] = {report.value("project_key"): report for report in kept}
        return self._reports[period_key]

    def newest_period(self) -> ReportingPeriod | None:
        """The newest period, of those there are and those that are going to be opened."""
        every = [period for period in (periods.current_period(self.session), *self.new_periods) if period is not None]
        return max(every, key=lambda period: (period.ends_on, period.key), default=None)

    def keep_texts(self, table: str, key: int, texts: Iterable[tuple[str, str, str]]) -> None:
        """Keep the header, the text and the reason of cells that no field of a row took."""
        self._texts[table, key] = sorted(texts)

    def write(self, session: Session) -> None:
        """Write everything that is new or different."""
        settings = settings_of(session)
        settings.currency, settings.scale = self.currency, self.scale
        session.add_all(self.new_periods)
        session.flush()
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # logs point to each other: only the whole must hold
        for table in sorted(self._rows, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)):
            write(connection, BY_TABLE[table], self._rows[table])
        write(connection, StatusReport, (each for found in self._reports.values() for each in found.values()))
        self._write_texts(connection)

    def _write_texts(self, connection: Connection) -> None:
        by_table: dict[str, list[int]] = {}
        for table, key in self._texts:
            by_table.setdefault(table, []).append(key)
        for table, every in by_table.items():
            connection.execute(delete(LogText).where(LogText.log == table, among(LogText.row_key, every)))
        write(
            connection,
            LogText,
            (
                new_row(LogText, log=table, row_key=key, header=header, text=text, reason=reason)
                for (table, key), texts in self._texts.items()
                for header, text, reason in texts
            ),
        )


def _title(entity: type[Base]) -> str:
    return str(title_of(entity).key)
