from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, ProjectStatus, Rating, ReportState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import periods, registers, reports, workspaces
from pmo_desktop.services.insights.project import ProjectSeen, project_seen
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 6, 28)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def open_june(workspace: Workspace) -> None:
    june = (date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 25))
    workspace.do("Open", lambda s: periods.open_period(s, "June 2026", *june))


@pytest.fixture
def bridge(workspace: Workspace) -> int:
    open_june(workspace)
    return workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "Bridge"})).value


def seen(workspace: Workspace, key: int) -> ProjectSeen:
    with workspace.reading() as session:
        found = project_seen(session, key)
    assert found is not None
    return found


def override(workspace: Workspace, key: int, reason: str, dimension: Dimension | None = None) -> None:
    workspace.do(
        "Override",
        lambda s: reports.override(s, key, dimension, Rating.RED, reason=reason, by="N. Haddad", on=TODAY),
    )


def test_a_report_is_submitted_on_the_cut_off_day(workspace: Workspace, bridge: int) -> None:
    assert seen(workspace, bridge).state is ReportState.MISSING
    workspace.do("Submit", lambda s: reports.submit(s, bridge))
    now = seen(workspace, bridge)
    assert now.state is ReportState.SUBMITTED
    assert now.report["submitted_on"] == date(2026, 6, 25)


def test_writing_into_a_missing_report_makes_it_a_draft(workspace: Workspace, bridge: int) -> None:
    workspace.do("Write", lambda s: registers.edit(s, PROJECTS, bridge, "report.summary", "Steel is late"))
    now = seen(workspace, bridge)
    assert (now.state, now.report["summary"]) == (ReportState.DRAFT, "Steel is late")


def test_the_view_of_the_pmo_counts_and_can_be_dropped(workspace: Workspace, bridge: int) -> None:
    workspace.do("Rate", lambda s: registers.edit(s, PROJECTS, bridge, "report.overall", Rating.GREEN))
    override(workspace, bridge, "The steel is not ordered")
    entry = seen(workspace, bridge).entry
    assert entry is not None
    assert (entry.overall.shown, entry.overall.reported) == (Rating.RED, Rating.GREEN)
    assert entry.overall.override is not None
    assert entry.overall.override.reason == "The steel is not ordered"
    override(workspace, bridge, "It still is not")
    workspace.do("Drop", lambda s: reports.drop_override(s, bridge, None))
    workspace.do("Drop again", lambda s: reports.drop_override(s, bridge, None))
    entry = seen(workspace, bridge).entry
    assert entry is not None
    assert entry.overall.shown is Rating.GREEN


def test_one_dimension_can_have_a_view_of_its_own(workspace: Workspace, bridge: int) -> None:
    override(workspace, bridge, "No float left", Dimension.SCHEDULE)
    entry = seen(workspace, bridge).entry
    assert entry is not None
    assert entry.dimensions[Dimension.SCHEDULE].shown is Rating.RED
    assert entry.dimensions[Dimension.COST].shown is None


def test_a_view_without_a_reason_is_refused(workspace: Workspace, bridge: int) -> None:
    with pytest.raises(PmoError, match="needs a reason"):
        override(workspace, bridge, "  ")


def test_nothing_is_reported_before_a_period_is_open(workspace: Workspace) -> None:
    key = workspace.do("Add", lambda s: registers.add(s, PROJECTS, {"name": "Bridge"})).value
    with pytest.raises(PmoError, match="no reporting period yet"):
        workspace.do("Submit", lambda s: reports.submit(s, key))
    assert seen(workspace, key).entry is None


def test_a_project_that_is_over_or_gone_does_not_report(workspace: Workspace) -> None:
    open_june(workspace)
    closed = {"name": "Depot", "status": ProjectStatus.CLOSED}
    key = workspace.do("Add", lambda s: registers.add(s, PROJECTS, closed)).value
    with pytest.raises(PmoError, match="is not running"):
        workspace.do("Submit", lambda s: reports.submit(s, key))
    with pytest.raises(PmoError, match="is gone"):
        workspace.do("Submit", lambda s: reports.submit(s, 1))
    assert seen(workspace, key).state is None


def test_a_frozen_period_keeps_its_reports(workspace: Workspace, bridge: int) -> None:
    def freeze(session: Session) -> None:
        period = periods.current_period(session)
        assert period is not None
        periods.freeze(session, period)

    workspace.do("Freeze", freeze)
    assert seen(workspace, bridge).is_frozen
    with pytest.raises(PmoError, match="is frozen"):
        workspace.do("Submit", lambda s: reports.submit(s, bridge))


def test_the_last_report_is_carried_forward(workspace: Workspace, bridge: int) -> None:
    with pytest.raises(PmoError, match="no earlier report"):
        workspace.do("Carry", lambda s: reports.carry_forward(s, bridge))
    workspace.do("Write", lambda s: registers.edit(s, PROJECTS, bridge, "report.summary", "Steel is late"))
    july = (date(2026, 7, 1), date(2026, 7, 31), date(2026, 7, 25))
    workspace.do("Open", lambda s: periods.open_period(s, "July 2026", *july))
    workspace.do("Carry", lambda s: reports.carry_forward(s, bridge))
    now = seen(workspace, bridge)
    assert (now.state, now.report["summary"]) == (ReportState.CARRIED_FORWARD, "Steel is late")


def test_what_belongs_to_a_project_is_told_open_and_worst_first(workspace: Workspace, bridge: int) -> None:
    def fill(session: Session) -> None:
        risk = register_named("risk")
        for title, number in (("Small", 1), ("Large", 5)):
            row = {"title": title, "project_key": bridge, "probability": number, "impact": 4}
            registers.add(session, risk, row)
        done = {"name": "Gate 1", "project_key": bridge, "actual_on": date(2026, 1, 1)}
        registers.add(session, register_named("milestone"), done)
        registers.add(session, register_named("decision"), {"title": "More steel?", "project_key": bridge})
        registers.add(session, register_named("benefit"), {"title": "Time", "project_key": bridge})

    workspace.do("Fill", fill)
    found = [(each.table, each.title, each.is_open, each.score) for each in seen(workspace, bridge).related]
    assert found == [
        ("risk", "Large", True, 20),
        ("risk", "Small", True, 4),
        ("decision", "More steel?", True, None),
        ("milestone", "Gate 1", False, None),
        ("benefit", "Time", True, None),
    ]


def test_a_project_that_is_gone_is_not_seen(workspace: Workspace) -> None:
    with workspace.reading() as session:
        assert project_seen(session, 1) is None
