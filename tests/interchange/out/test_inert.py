"""Text is only text in every file that leaves: no formula, no link, no call of another program."""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Scale
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.interchange import read_book
from pmo_desktop.interchange.out import export
from pmo_desktop.interchange.out.forms import write_forms
from pmo_desktop.interchange.rejects import write_rejects
from pmo_desktop.services import periods, returns
from pmo_desktop.services.imports import Wishes, foresee_book
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

NASTY = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r\n=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://a.b","c")',
    "http://example.org/", "file:///etc/passwd", "mailto:a@b.c", "javascript:alert(1)", "{=1+1}", '=DDE("a";"b")',
    "\uff1d1+1", "\u200b=1+1", "<script>", "]]><f>1+1</f>", "BEGIN:VALARM\r\nACTION:PROCEDURE",
)  # fmt: skip
_ACTIVE = re.compile(rb"<f[ >/]|<hyperlink|<ddeLink|<oleLink|externalLink|vbaProject")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "a.pmo")

    def fill(session: Session) -> None:
        period = periods.open_period(session, "2026-11", date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 27))
        for number, words in enumerate(NASTY):
            project = Project(name=words, reference=words, project_manager=words, organisation=f"{number}")
            session.add(project)
            session.flush()
            session.add(Milestone(project_key=project.key, name=words, forecast_on=date(2027, 1, 31)))
            session.add(Risk(project_key=project.key, title=words, cause=words))
            report = periods.expect_report(session, project, period)
            assert isinstance(report, StatusReport)
            report.summary = words

    made.do("Fill", fill)
    yield made
    made.close()


def active_parts(path: Path) -> list[str]:
    """What of a workbook is more than values and formats."""
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if _ACTIVE.search(parts.read(name)) or "external" in name.lower()]
        rels = [
            name for name in parts.namelist() if name.endswith(".rels") and b'TargetMode="External"' in parts.read(name)
        ]
    return names + rels


def test_workbooks_hold_values_alone(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.reading() as session:
        export(session, tmp_path / "a.xlsx")
    assert active_parts(tmp_path / "a.xlsx") == []
    assert len(read_book(tmp_path / "a.xlsx").tables[0].rows) == len(NASTY)


def test_questionnaires_hold_values_alone_and_names_of_managers_make_no_paths(
    workspace: Workspace, tmp_path: Path
) -> None:
    def send(session: Session) -> list[returns.Form]:
        period = periods.current_period(session)
        assert period is not None
        return returns.send(session, period, "GBP", date(2026, 11, 15))

    folder = tmp_path / "forms"
    paths = write_forms(folder, workspace.do("Send", send).value, Scale.FIVE)
    assert len(paths) == len(set(paths)) > 10
    assert {path.parent for path in paths} == {folder}
    assert [path.name for path in paths if active_parts(path)] == []


def test_rejects_hold_values_alone(workspace: Workspace, tmp_path: Path) -> None:
    with (tmp_path / "milestones.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Milestone", "Project", "Baseline", "Forecast", "Notes"])
        rows.writerows([words, f"Nobody {words}", words, words, words] for words in NASTY)
    book = read_book(tmp_path / "milestones.csv")
    with workspace.reading() as session:
        outcome = foresee_book(session, book, Wishes(adds_projects=False))
    count = write_rejects(tmp_path / "rejects.xlsx", book, outcome)
    assert count == sum(each.rejected for each in outcome.outcomes) > 10
    assert active_parts(tmp_path / "rejects.xlsx") == []


def test_cells_of_separated_values_begin_with_nothing_that_is_run(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.reading() as session:
        export(session, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row if cell]
    odd = [cell for cell in cells if cell[0] in "=+-@\t\r\n\uff1d" and not re.fullmatch(r"-?[0-9.,]+", cell)]
    assert odd == []


def test_a_calendar_holds_events_alone(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.reading() as session:
        export(session, tmp_path / "a.ics")
    calendar = Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    assert {each.name for each in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    assert len(calendar.walk("VEVENT")) == len(NASTY)
