from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ForwardLook, Rating, ReportState, Scale
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.project_return import ProjectReturn, ReturnState
from pmo_desktop.interchange.out.forms import ANSWER, LABEL, LAST, NAME, write_forms
from pmo_desktop.interchange.returned import read_return
from pmo_desktop.services import periods, returns
from pmo_desktop.services.returns import Difference, Returned
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

DUE = date(2026, 11, 25)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "a.pmo")

    def fill(session: Session) -> None:
        bridge = Project(name="Bridge", project_manager="Doe", eac=1_000)
        tunnel = Project(name="Tunnel", project_manager="Doe")
        other = Project(name="Portal", project_manager="=Roe")
        session.add_all([bridge, tunnel, other])
        session.flush()
        session.add(Milestone(project_key=bridge.key, name="Opening", baseline_on=date(2027, 1, 1)))
        for month in (10, 11):
            first = date(2026, month, 1)
            periods.open_period(session, f"2026-{month}", first, date(2026, month, 28), date(2026, month, 25))
            session.flush()
            if month == 10:
                report = periods.report_of(session, bridge.key, periods.current_period(session).key)  # type: ignore[union-attr]
                assert report is not None
                report.overall, report.summary, report.state = Rating.AMBER, "Steel is late.", ReportState.SUBMITTED

    made.do("Fill", fill)
    yield made
    made.close()


def _send(workspace: Workspace, folder: Path) -> list[Path]:
    def command(session: Session) -> list[returns.Form]:
        period = periods.current_period(session)
        assert period is not None
        return returns.send(session, period, "GBP", date(2026, 11, 15))

    return write_forms(folder, workspace.do("Send", command).value, Scale.FIVE)


def _fill(path: Path, **answers: str | float | date) -> Path:
    """Answer as a project manager does, in a spreadsheet; names of questions end with the keys of `answers`."""
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    for place, row in enumerate(page.iter_rows(min_row=8), 8):
        name = str(row[NAME].value or "")
        for field, answer in answers.items():
            if name.endswith(f":{field}"):
                page.cell(place, ANSWER + 1, answer)
                answers = {key: value for key, value in answers.items() if key != field}
    assert answers == {}
    book.save(path)
    return path


def _difference(workspace: Workspace, returned: Returned, on: date = DUE) -> Difference:
    with workspace.reading() as session:
        return returns.difference(session, returned, on)


def test_each_manager_gets_one_locked_sheet_with_the_last_report_beside(workspace: Workspace, tmp_path: Path) -> None:
    paths = _send(workspace, tmp_path / "out")
    assert [path.name for path in paths] == ["2026-11 Roe.xlsx", "2026-11 Doe.xlsx"]
    page = openpyxl.load_workbook(paths[1]).active
    assert page is not None
    assert page.protection.sheet
    lines = {str(row[LABEL].value): row for row in page.iter_rows(min_row=8)}
    assert {"Bridge", "Tunnel"} <= lines.keys()
    rating = next(row for row in page.iter_rows(min_row=8) if row[LABEL].value == "Reported rating")
    assert (rating[LAST].value, rating[ANSWER].value) == ("A", "A")
    assert (rating[LABEL].protection.locked, rating[ANSWER].protection.locked) == (True, False)
    summary = next(row for row in page.iter_rows(min_row=8) if row[LABEL].value == "Summary")
    assert (summary[LAST].value, summary[ANSWER].value) == ("Steel is late.", None)
    lists = {rule.type for rule in page.data_validations.dataValidation}
    assert lists == {"list", "date", "decimal"}
    assert page.column_dimensions["A"].hidden


def test_a_return_left_as_it_was_changes_nothing_but_is_handed_in(workspace: Workspace, tmp_path: Path) -> None:
    path = _send(workspace, tmp_path)[1]
    returned = read_return(path, "GBP")
    found = _difference(workspace, returned)
    assert (found.changes, found.is_late, found.is_altered, found.is_again) == ((), False, False, False)
    workspace.do("Read", lambda session: returns.take(session, returned, set(), DUE))
    assert _difference(workspace, returned).is_again
    with workspace.reading() as session:
        assert session.scalars(select(ProjectReturn.state).order_by(ProjectReturn.manager)).all() == [
            ReturnState.SENT,
            ReturnState.RECEIVED,
        ]


def test_answers_are_taken_field_by_field_as_one_change(workspace: Workspace, tmp_path: Path) -> None:
    answers: dict[str, str | float | date] = {
        "overall": "R",
        "forward_look": "Worsening",
        "summary": "=1+1",
        "eac": 25.5,
    }
    path = _fill(_send(workspace, tmp_path)[1], **answers, forecast_on=date(2027, 2, 1))
    returned = read_return(path, "GBP")
    found = _difference(workspace, returned)
    assert {(each.label, each.answer, each.is_contested) for each in found.changes} == {
        ("Reported rating", Rating.RED, False),
        ("Forward look", ForwardLook.WORSENING, False),
        ("EAC", 2_550, False),
        ("Opening: Forecast", date(2027, 2, 1), False),
    }  # a formula has no value before a spreadsheet worked it out
    wanted = {each.name for each in found.changes if each.label != "EAC"}
    taken = workspace.do("Read", lambda session: returns.take(session, returned, wanted, DUE)).value
    assert (taken.answers, taken.left) == (3, ["Bridge: EAC"])
    with workspace.reading() as session:
        report = session.scalars(
            select(StatusReport).where(StatusReport.overall == Rating.RED, StatusReport.state == ReportState.SUBMITTED)
        ).one()
        assert report.submitted_on == DUE
        assert session.scalars(select(Milestone.forecast_on)).one() == date(2027, 2, 1)
        assert session.scalars(select(Project.eac).where(Project.name == "Bridge")).one() == 1_000
    workspace.undo()
    with workspace.reading() as session:
        assert session.scalars(select(Milestone.forecast_on)).one() is None


def test_an_answer_is_contested_where_the_workspace_has_changed_since(workspace: Workspace, tmp_path: Path) -> None:
    path = _fill(_send(workspace, tmp_path)[1], eac=30)
    workspace.do(
        "Edit",
        lambda session: setattr(session.scalars(select(Project).where(Project.name == "Bridge")).one(), "eac", 7),
    )
    (change,) = _difference(workspace, read_return(path, "GBP")).changes
    assert (change.now, change.sent, change.answer, change.is_contested) == (7, 1_000, 3_000, True)


def test_late_and_altered_returns_are_recognised(workspace: Workspace, tmp_path: Path) -> None:
    path = _send(workspace, tmp_path)[1]
    assert _difference(workspace, read_return(path, "GBP"), date(2026, 11, 26)).is_late
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    page.cell(10, LABEL + 1, "Another question")
    book.save(path)
    assert _difference(workspace, read_return(path, "GBP")).is_altered


def test_what_cannot_be_read_is_told_with_its_cell(workspace: Workspace, tmp_path: Path) -> None:
    path = _fill(_send(workspace, tmp_path)[1], forecast_finish_on="soon", overall="Purple")
    problems = read_return(path, "GBP").problems
    assert [(each.column, each.header, each.value, each.reason) for each in problems] == [
        ("D", "Reported rating", "Purple", "not a rating"),
        ("D", "Finish", "soon", "not a date"),
    ]


def test_files_that_are_no_return_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Project,RAG\nA,Red\n")
    with pytest.raises(PmoError, match="no return"):
        read_return(tmp_path / "a.csv", "GBP")
    strange = Returned("a.xlsx", 5, "", {})
    with pytest.raises(PmoError, match="not sent from this workspace"):
        _difference(workspace, strange)
    path = _send(workspace, tmp_path)[0]
    workspace.do("Freeze", lambda session: periods.freeze(session, periods.current_period(session)))  # type: ignore[arg-type]
    with pytest.raises(PmoError, match="frozen"):
        _difference(workspace, read_return(path, "GBP"))
