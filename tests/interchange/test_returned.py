import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
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
from pmo_desktop.services.returned import Difference, Returned, difference, take
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
        return difference(session, returned, on)


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
    workspace.do("Read", lambda session: take(session, returned, set(), DUE))
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
    taken = workspace.do("Read", lambda session: take(session, returned, wanted, DUE)).value
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


def test_a_late_return_is_recognised(workspace: Workspace, tmp_path: Path) -> None:
    path = _send(workspace, tmp_path)[1]
    found = _difference(workspace, read_return(path, "GBP"), date(2026, 11, 26))
    assert (found.is_late, found.is_altered) == (True, False)


def _alter(path: Path, change: Callable[[Worksheet], object]) -> Path:
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    page.protection.sheet = False
    change(page)
    book.save(path)
    return path


def _sort(page: Worksheet, columns: range) -> None:
    """Sort the lines by what they are called, as far as the `columns` reach."""
    lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=8)]
    moved = sorted(lines, key=lambda line: str(line[LABEL] or ""), reverse=True)
    for each in list(page.merged_cells.ranges):
        page.unmerge_cells(str(each))
    page.delete_rows(8, len(lines))
    for old, new in zip(lines, moved, strict=True):
        page.append([new[column] if column in columns else old[column] for column in range(len(old))])


@pytest.mark.parametrize(
    "change",
    [
        lambda page: setattr(page, "title", "Statusbericht"),
        lambda page: page.insert_cols(1, 2),
        lambda page: page.insert_cols(ANSWER + 1),
        lambda page: page.delete_cols(LAST + 1),
        lambda page: page.insert_rows(1, 3),
        lambda page: page.insert_rows(12),
        lambda page: page.data_validations.dataValidation.clear(),
        lambda page: _sort(page, range(5)),
    ],
    ids=["renamed", "columns before", "column between", "column gone", "rows above", "row between", "free", "sorted"],
)
def test_a_return_is_read_whole_whatever_was_done_to_its_sheet(
    change: Callable[[Worksheet], object], workspace: Workspace, tmp_path: Path
) -> None:
    path = _alter(_fill(_send(workspace, tmp_path)[1], overall="R", forecast_on=date(2027, 2, 1)), change)
    found = _difference(workspace, read_return(path, "GBP"))
    assert not found.is_altered
    assert {(each.label, each.answer, each.is_sure) for each in found.changes} == {
        ("Reported rating", Rating.RED, True),
        ("Opening: Forecast", date(2027, 2, 1), True),
    }


def test_lines_that_were_altered_are_not_sure_and_the_others_are(workspace: Workspace, tmp_path: Path) -> None:
    path = _fill(_send(workspace, tmp_path)[1], overall="R", cost="A")
    _alter(path, lambda page: page.cell(10, LABEL + 1, "Another question"))
    found = _difference(workspace, read_return(path, "GBP"))
    assert found.is_altered
    assert [(each.field.name, each.is_sure) for each in found.changes] == [("overall", True), ("cost", True)]
    _alter(path, lambda page: page.cell(9, LABEL + 1, "How bad?"))
    found = _difference(workspace, read_return(path, "GBP"))
    assert [(each.field.name, each.is_sure) for each in found.changes] == [("overall", False), ("cost", True)]


def test_answers_that_were_sorted_away_from_their_lines_are_not_sure(workspace: Workspace, tmp_path: Path) -> None:
    path = _fill(_send(workspace, tmp_path)[1], summary="Late", eac=25)
    found = _difference(workspace, read_return(_alter(path, lambda page: _sort(page, range(LABEL, 5))), "GBP"))
    assert found.is_altered
    assert [each.is_sure for each in found.changes].count(True) <= 1  # a line that stayed where it was


def test_lines_that_are_missing_or_of_another_return_are_recognised(workspace: Workspace, tmp_path: Path) -> None:
    roe, doe = _send(workspace, tmp_path)
    others = openpyxl.load_workbook(roe).active
    assert others is not None
    strange = str(others.cell(9, NAME + 1).value)
    _alter(doe, lambda page: page.delete_rows(30, 2))
    assert _difference(workspace, read_return(doe, "GBP")).is_altered
    _alter(roe, lambda page: page.cell(10, NAME + 1, strange))  # one line twice, the second time with another answer
    _alter(roe, lambda page: page.cell(10, ANSWER + 1, "R"))
    assert [each.is_sure for each in _difference(workspace, read_return(roe, "GBP")).changes] == [False]


def test_the_keys_of_another_questionnaire_make_every_line_unsure(workspace: Workspace, tmp_path: Path) -> None:
    roe, doe = _send(workspace, tmp_path)
    key = openpyxl.load_workbook(roe).worksheets[0].cell(2, NAME + 1).value
    _alter(_fill(doe, overall="R"), lambda page: page.cell(2, NAME + 1, key))
    found = _difference(workspace, read_return(doe, "GBP"))
    assert (found.manager, found.is_altered, found.changes) == ("=Roe", True, ())


def test_a_return_of_an_earlier_questionnaire_is_not_sure(workspace: Workspace, tmp_path: Path) -> None:
    earlier = _fill(_send(workspace, tmp_path / "first")[1], eac=30)
    workspace.do(
        "Edit",
        lambda session: setattr(session.scalars(select(Project).where(Project.name == "Bridge")).one(), "eac", 7),
    )
    assert not _difference(workspace, read_return(earlier, "GBP")).is_earlier
    _send(workspace, tmp_path / "second")
    found = _difference(workspace, read_return(earlier, "GBP"))
    assert found.is_earlier
    assert [(each.label, each.is_sure) for each in found.changes] == [("EAC", False)]
    workspace.do("Read", lambda session: take(session, read_return(earlier, "GBP"), set(), DUE))
    with workspace.reading() as session:
        remarks = session.scalars(select(ProjectReturn.remarks).where(ProjectReturn.manager == "Doe")).one()
    assert remarks == "Not the newest one sent."


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_a_return_may_be_saved_as_another_kind_of_file(kind: str, workspace: Workspace, tmp_path: Path) -> None:
    answers: dict[str, str | float | date] = {"overall": "A/R", "summary": "Steel; late\nagain", "eac": 1234.5}
    path = _fill(_send(workspace, tmp_path)[1], **answers, forecast_on=date(2027, 2, 1))
    where = [f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", kind]
    office = str(shutil.which("soffice"))
    subprocess.run([office, *where, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True)
    found = _difference(workspace, read_return(path.with_suffix(f".{kind}"), "GBP"))
    assert not found.is_altered
    assert {(each.label, each.answer) for each in found.changes} == {
        ("Reported rating", Rating.AMBER_RED),
        ("Summary", "Steel; late\nagain"),
        ("EAC", 123_450),
        ("Opening: Forecast", date(2027, 2, 1)),
    }


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
    strange = Returned("a.xlsx", 5, "", {}, {})
    with pytest.raises(PmoError, match="not sent from this workspace"):
        _difference(workspace, strange)
    path = _send(workspace, tmp_path)[0]
    workspace.do("Freeze", lambda session: periods.freeze(session, periods.current_period(session)))  # type: ignore[arg-type]
    with pytest.raises(PmoError, match="frozen"):
        _difference(workspace, read_return(path, "GBP"))
