from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import PeriodState, ProjectStatus, Rating, ReportState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.milestone import MilestoneForecast
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.freezing import as_it_stood, freeze_period
from pmo_desktop.services.periods import Span, span_named
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace

JUNE = ("June 2026", date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 25))
JULY = ("July 2026", date(2026, 7, 1), date(2026, 7, 31), date(2026, 7, 27))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def _project(workspace: Workspace, **values: object) -> int:
    return workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "P", **values})).value


def _state(workspace: Workspace, project: int, period: str) -> ReportState | None:
    with workspace.reading() as session:
        report = periods.report_of(session, project, periods.period_named(session, period).key)
        return report.state if report else None


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-21", date(2020, 4, 1), date(2021, 3, 31)),
        ("FY 2018/2019", date(2018, 4, 1), date(2019, 3, 31)),
        ("Q1 2024", date(2024, 1, 1), date(2024, 3, 31)),
        ("2023 q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("November 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("août 2026", date(2026, 8, 1), date(2026, 8, 31)),
        ("P09 December 2020", date(2020, 12, 1), date(2020, 12, 31)),
        ("report of 2019, final", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_name_tells_the_days_of_its_period(name: str, first: date, last: date) -> None:
    assert span_named(name) == Span(first, last)


@pytest.mark.parametrize("name", ["", "first review", "12345", "31 May"])
def test_a_name_without_a_year_tells_no_days(name: str) -> None:
    assert span_named(name) is None


def test_opening_a_period_expects_a_report_from_every_running_project_and_from_no_other(workspace: Workspace) -> None:
    running = _project(workspace)
    others = [
        _project(workspace, status=ProjectStatus.CLOSED),
        _project(workspace, status=ProjectStatus.PROPOSED),
        _project(workspace, kind="operation"),
    ]
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    assert _state(workspace, running, "June 2026") is ReportState.MISSING
    assert [_state(workspace, other, "june 2026") for other in others] == [None, None, None]
    workspace.undo()
    with workspace.reading() as session:
        assert periods.current_period(session) is None


def test_an_earlier_period_expects_nothing(workspace: Workspace) -> None:
    project = _project(workspace)
    workspace.do("Open", lambda s: periods.open_period(s, *JULY))
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    assert _state(workspace, project, "June 2026") is None
    with workspace.reading() as session:
        july = periods.period_named(session, "July 2026")
        assert [period.name for period in periods.periods(session)] == ["June 2026", "July 2026"]
        assert periods.previous_period(session, july) is periods.period_named(session, "June 2026")
        assert periods.previous_period(session, periods.period_named(session, "June 2026")) is None


@pytest.mark.parametrize(
    ("name", "first", "last", "words"),
    [
        ("  ", *JULY[1:3], "no name"),
        ("JUNE 2026", *JULY[1:3], "already"),
        ("Other", date(2026, 7, 2), date(2026, 7, 1), "ends before"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    workspace: Workspace, name: str, first: date, last: date, words: str
) -> None:
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    with pytest.raises(PmoError, match=words):
        workspace.do("Open", lambda s: periods.open_period(s, name, first, last, last))


def test_a_period_nobody_opened_is_told_with_those_there_are(workspace: Workspace) -> None:
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    with workspace.reading() as session, pytest.raises(PmoError, match="June 2026"):
        periods.period_named(session, "May 2026")


def _report(workspace: Workspace, project: int, period: str) -> StatusReport:
    with workspace.reading() as session:
        report = periods.report_of(session, project, periods.period_named(session, period).key)
        assert report is not None
        return report


def test_a_missing_report_carries_the_words_of_the_last_one_forward_and_says_so(workspace: Workspace) -> None:
    project = _project(workspace)
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    june = _report(workspace, project, "June 2026").key

    def report_in(session: Session) -> None:
        report = session.get_one(StatusReport, june)
        report.summary, report.overall = "All well.", Rating.AMBER
        periods.submit(report, date(2026, 6, 24))

    workspace.do("Report", report_in)
    workspace.do("Open", lambda s: periods.open_period(s, *JULY))
    july = _report(workspace, project, "July 2026").key
    workspace.do("Carry", lambda s: periods.carry_forward(s, s.get_one(StatusReport, july)))
    carried = _report(workspace, project, "July 2026")
    assert (carried.state, carried.summary, carried.overall) == (ReportState.CARRIED_FORWARD, "All well.", Rating.AMBER)
    assert carried.submitted_on == date(2026, 6, 24)


def test_without_an_earlier_report_there_is_nothing_to_carry_forward(workspace: Workspace) -> None:
    project = _project(workspace)
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    june = _report(workspace, project, "June 2026").key
    with pytest.raises(PmoError, match="no earlier report"):
        workspace.do("Carry", lambda s: periods.carry_forward(s, s.get_one(StatusReport, june)))


def test_a_frozen_period_keeps_the_workspace_as_it_stood_and_its_reports_cannot_change(workspace: Workspace) -> None:
    project = _project(workspace, eac=100)
    milestone = workspace.do(
        "Add",
        lambda s: registers.add(
            s, register_named("milestone"), {"name": "M", "project_key": project, "forecast_on": date(2026, 9, 1)}
        ),
    ).value
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    freeze_period(workspace, "June 2026")
    with pytest.raises(PmoError, match="frozen"):
        workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, project, "report.overall", Rating.RED))
    workspace.do("Edit", lambda s: registers.edit(s, PROJECTS, project, "eac", 250))
    assert _report(workspace, project, "June 2026").eac == 100
    stood = as_it_stood(workspace, "June 2026")
    with stood.reading() as session:
        assert session.get_one(Project, project).eac == 100
        assert periods.period_named(session, "June 2026").state is PeriodState.FROZEN
        assert session.query(MilestoneForecast).one().forecast_on == date(2026, 9, 1)
        assert session.query(MilestoneForecast).one().milestone_key == milestone
    stood.close()
    with pytest.raises(PmoError, match="frozen already"):
        freeze_period(workspace, "June 2026")


def test_freezing_is_undone_and_done_again_with_the_same_copy(workspace: Workspace) -> None:
    _project(workspace)
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    freeze_period(workspace, "June 2026")
    before = as_it_stood(workspace, "June 2026").chain_head()
    workspace.undo()
    with workspace.reading() as session:
        assert periods.period_named(session, "June 2026").state is PeriodState.OPEN
    workspace.redo()
    assert as_it_stood(workspace, "June 2026").chain_head() == before


def test_a_reopened_period_is_reported_from_the_workspace_of_today(workspace: Workspace) -> None:
    project = _project(workspace, eac=1)
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    freeze_period(workspace, "June 2026")
    workspace.do("Reopen", lambda s: periods.reopen(s, periods.period_named(s, "June 2026"), "A late report"))
    workspace.do("Edit", lambda s: registers.edit(s, PROJECTS, project, "eac", 2))
    stood = as_it_stood(workspace, "June 2026")
    with stood.reading() as session:
        assert session.get_one(Project, project).eac == 2


def test_a_lost_copy_is_told_in_a_sentence(workspace: Workspace) -> None:
    workspace.do("Open", lambda s: periods.open_period(s, *JUNE))
    freeze_period(workspace, "June 2026")

    def lose(session: Session) -> None:
        periods.period_named(session, "June 2026").copy_sha256 = "0"

    workspace.do("Lose", lose)
    with pytest.raises(PmoError, match="missing or damaged"):
        as_it_stood(workspace, "June 2026")
