from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import ItemState, MoneyKind, Rating, ReportState
from pmo_desktop.domain.decision import Decision
from pmo_desktop.domain.dependency import Dependency
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.importing import ReadBook, ReadRow, ReadTable
from pmo_desktop.domain.kept_text import KeptText, LogText
from pmo_desktop.domain.method import Lifecycle
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.money_line import MoneyLine
from pmo_desktop.domain.period import ReportingPeriod, StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.templates.lifecycles import lifecycle_templates
from pmo_desktop.services import method
from pmo_desktop.services.import_world import BookOutcome
from pmo_desktop.services.imports import AS_IT_IS, Wishes, plan_book, take_book
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 11, 20)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "a.pmo")
    yield made
    made.close()


def _table(target: str, *rows: dict[str, object], sheet: str = "") -> ReadTable:
    read = tuple(ReadRow(number, values) for number, values in enumerate(rows, 2))
    return ReadTable("a.xlsx", sheet, "", "", "rows", 1, (), read, None, None, (), target=target)


def _take(workspace: Workspace, *tables: ReadTable, wishes: Wishes | None = None) -> BookOutcome:
    book, wished = ReadBook("a.xlsx", tables), wishes or Wishes()
    with workspace.reading() as session:
        plan = plan_book(session, book, wished, TODAY)
    done = workspace.do("Import", lambda session: take_book(session, book, wished, TODAY, plan)).value
    assert done is plan.outcome
    return done


def test_a_plan_is_followed_only_while_the_workspace_is_what_it_was_made_against(workspace: Workspace) -> None:
    risks = _table("risk", {"title": "Late", "project_key": "Bridge"}, {"title": "Dear", "project_key": "Tunnel"})
    book = ReadBook("a.xlsx", (risks,))
    with workspace.reading() as session:
        plan = plan_book(session, book, AS_IT_IS, TODAY)
    assert plan.outcome.outcomes[0].created == 2
    workspace.do("Import", lambda session: take_book(session, book, AS_IT_IS, TODAY))
    again = workspace.do("Import", lambda session: take_book(session, book, AS_IT_IS, TODAY, plan)).value
    assert (again.outcomes[0].created, again.outcomes[0].unchanged) == (0, 2)
    assert (_count(workspace, Project), _count(workspace, Risk)) == (2, 2)
    workspace.undo()

    def after_another(session: Session) -> BookOutcome:
        plan = plan_book(session, book, AS_IT_IS, TODAY)
        take_book(session, book, AS_IT_IS, TODAY, plan)
        return take_book(session, book, AS_IT_IS, TODAY, plan)

    assert workspace.do("Import twice", after_another).value.outcomes[0].unchanged == 2
    assert _count(workspace, Risk) == 2


def _count(workspace: Workspace, entity: type[Base]) -> int:
    with workspace.reading() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


def test_several_registers_of_one_file_are_one_change(workspace: Workspace) -> None:
    done = _take(
        workspace,
        _table("risk", {"title": "Late", "project_key": "Bridge", "probability": 3, "impact": 4}),
        _table("milestone", {"name": "Opening", "project_key": "P-1", "baseline_on": date(2027, 1, 1)}),
        _table("project", {"reference": "P-1", "name": "Bridge", "overall": Rating.RED}),
    )
    assert [(each.target, each.created) for each in done.outcomes] == [("project", 1), ("milestone", 1), ("risk", 1)]
    with workspace.reading() as session:
        key = session.scalars(select(Project.key)).one()
        assert session.scalars(select(Risk.project_key)).one() == key
        assert session.scalars(select(Milestone.project_key)).one() == key
    workspace.undo()
    assert [_count(workspace, entity) for entity in (Project, Risk, Milestone, ReportingPeriod)] == [0, 0, 0, 0]


def test_the_same_file_again_changes_nothing(workspace: Workspace) -> None:
    tables = (
        _table("project", {"name": "Bridge", "overall": Rating.RED}),
        _table("risk", {"reference": "R1", "title": "Late", "project_key": "Bridge"}, {"title": "Dear"}),
        _table("money_line", {"project_key": "Bridge", "kind": MoneyKind.ACTUAL, "month_on": TODAY, "amount": 500}),
    )
    _take(workspace, *tables)
    assert [each.unchanged for each in _take(workspace, *tables).outcomes] == [1, 2, 1]
    assert _count(workspace, MoneyLine) == 1


def test_a_row_is_found_by_its_reference_and_brought_up_to_date(workspace: Workspace) -> None:
    _take(workspace, _table("risk", {"reference": "R1", "title": "Late", "owner": "Doe", "state": ItemState.OPEN}))
    done = _take(
        workspace, _table("risk", {"reference": "r1", "title": "Later", "owner": None, "state": ItemState.CLOSED})
    )
    assert (done.outcomes[0].updated, _count(workspace, Risk)) == (1, 1)
    with workspace.reading() as session:
        risk = session.scalars(select(Risk)).one()
        assert (risk.title, risk.owner, risk.state) == ("Later", "Doe", ItemState.CLOSED)


def test_two_rows_with_one_reference_are_two_rows_if_they_say_different_things(workspace: Workspace) -> None:
    rows: tuple[dict[str, object], ...] = ({"reference": "1", "title": "Late"}, {"reference": "1", "title": "Dear"})
    _take(workspace, _table("risk", *rows))
    assert _count(workspace, Risk) == 2
    assert _take(workspace, _table("risk", *rows)).outcomes[0].unchanged == 2


def test_a_project_that_rows_name_is_added_and_expected_to_report(workspace: Workspace) -> None:
    _take(workspace, _table("project", {"name": "Bridge", "overall": Rating.RED}))
    done = _take(
        workspace, _table("risk", {"title": "Late", "project_key": "Tunnel"}, {"title": "All", "project_key": "All"})
    )
    assert any("“Tunnel”" in note for note in done.outcomes[0].notes)
    with workspace.reading() as session:
        states = dict(
            session.execute(
                select(Project.name, StatusReport.state).join(StatusReport, StatusReport.project_key == Project.key)
            ).all()
        )
    assert states == {"Bridge": ReportState.SUBMITTED, "Tunnel": ReportState.MISSING}


def test_a_project_that_is_not_known_is_told_where_none_may_be_added(workspace: Workspace) -> None:
    row: dict[str, object] = {"title": "Late", "project_key": "Tunnel"}
    wishes = Wishes(adds_projects=False)
    done = _take(
        workspace, _table("risk", row), _table("milestone", {"name": "End", "project_key": "Tunnel"}), wishes=wishes
    )
    milestones, risks = done.outcomes
    assert (risks.created, [problem.value for problem in risks.problems]) == (1, ["Tunnel"])
    assert (milestones.rejected, len(milestones.refused)) == (1, 1)
    with pytest.raises(PmoError, match="nothing was"):
        _take(workspace, _table("milestone", {"name": "End"}), wishes=Wishes(all_or_nothing=True))


def test_rows_without_a_project_belong_to_the_one_that_is_named(workspace: Workspace) -> None:
    _take(workspace, _table("project", {"reference": "P-7", "name": "Bridge", "overall": Rating.RED}))
    _take(workspace, _table("milestone", {"name": "End"}), wishes=Wishes(project="p-7"))
    assert _count(workspace, Milestone) == 1
    with pytest.raises(PmoError, match="no project “X”"):
        _take(workspace, _table("milestone", {"name": "End"}), wishes=Wishes(project="X"))


def test_snapshots_of_one_project_become_periods(workspace: Workspace) -> None:
    rows: list[dict[str, object]] = [
        {"name": "Bridge", "period": f"2026-{month:02}-28", "overall": rating, "bac": 100 * month}
        for month, rating in ((3, Rating.RED), (1, Rating.GREEN), (2, Rating.AMBER))
    ]
    done = _take(workspace, _table("project", *rows))
    assert (done.outcomes[0].created, done.outcomes[0].updated) == (1, 2)
    with workspace.reading() as session:
        query = (
            select(ReportingPeriod.name, StatusReport.overall)
            .join(StatusReport, StatusReport.period_key == ReportingPeriod.key)
            .order_by(ReportingPeriod.ends_on)
        )
        assert session.execute(query).all() == [
            ("2026-01", Rating.GREEN),
            ("2026-02", Rating.AMBER),
            ("2026-03", Rating.RED),
        ]
        assert session.scalars(select(Project.bac)).one() == 300


def test_sheets_that_tell_different_things_of_a_project_add_up(workspace: Workspace) -> None:
    finance = ReadRow(2, {"name": "Bridge", "cost": Rating.RED}, extras={"P-value": "P50"})
    schedule = ReadRow(2, {"name": "Bridge", "schedule": Rating.AMBER}, extras={"Approval": "May"})
    tables = [
        ReadTable("a.xlsx", name, "", "", "rows", 1, (), (row,), None, None, ())
        for name, row in (("Finance", finance), ("Schedule", schedule))
    ]
    _take(workspace, *tables)
    with workspace.reading() as session:
        report = session.scalars(select(StatusReport)).one()
        assert (report.cost, report.schedule) == (Rating.RED, Rating.AMBER)
        assert sorted(session.scalars(select(KeptText.text))) == ["May", "P50"]


def test_texts_that_no_field_of_a_log_takes_are_kept_beside_the_row(workspace: Workspace) -> None:
    row = ReadRow(2, {"title": "Late"}, extras={"Category": "Legal"})
    table = ReadTable("a.xlsx", "", "", "", "rows", 1, (), (row,), None, None, (), target="decision")
    _take(workspace, table)
    assert _take(workspace, table).outcomes[0].unchanged == 1
    with workspace.reading() as session:
        key = session.scalars(select(Decision.key)).one()
        assert session.execute(select(LogText.row_key, LogText.header, LogText.text)).all() == [
            (key, "Category", "Legal")
        ]


def test_the_other_side_of_a_dependency_may_be_outside(workspace: Workspace) -> None:
    rows: tuple[dict[str, object], ...] = (
        {"title": "Road", "project_key": "Bridge", "other_key": "City council"},
        {"title": "Deck", "project_key": "Bridge", "other_key": "Tunnel"},
    )
    _take(workspace, _table("project", {"name": "Tunnel", "overall": Rating.RED}), _table("dependency", *rows))
    with workspace.reading() as session:
        road, deck = session.scalars(select(Dependency).order_by(Dependency.title.desc()))
        assert (road.other_key, road.other_party) == (None, "City council")
        assert deck.other_key is not None


def test_a_name_that_several_projects_have_means_the_one_of_the_rows_own_project(workspace: Workspace) -> None:
    rows: list[dict[str, object]] = [{"name": "Gate 3", "project_key": name} for name in ("Bridge", "Tunnel")]
    _take(workspace, _table("milestone", *rows))
    gates: list[dict[str, object]] = [
        {"name": "Review", "project_key": name, "milestone_key": "Gate 3"} for name in ("Tunnel", "Bridge")
    ]
    _take(workspace, _table("gate", *gates))
    with workspace.reading() as session:
        found = session.execute(select(Gate.project_key, Milestone.project_key).join(Milestone))
        assert all(own == pointed for own, pointed in found)
    criteria = _table("gate_criterion", {"title": "Funded", "gate_key": "Review"})
    outcome = _take(workspace, criteria).outcomes[0]
    assert (outcome.created, outcome.rejected) == (0, 1)
    assert "name of several" in outcome.problems[0].reason


def test_a_lifecycle_in_a_register_gives_its_projects_their_gates(workspace: Workspace) -> None:
    workspace.do("Take", lambda session: method.take_lifecycle(session, lifecycle_templates()[0].key, TODAY))
    with workspace.reading() as session:
        lifecycle = session.scalars(select(Lifecycle)).one()
        name, gates = lifecycle.name, sum(bool(phase.gate) for phase in method.phases(session, lifecycle.key))
    assert gates > 2
    rows: list[dict[str, object]] = [
        {"name": "Bridge", "lifecycle": name.upper()}, {"name": "Tunnel", "lifecycle": ""},
        {"name": "Quay", "lifecycle": "Agile-ish"},
    ]  # fmt: skip
    outcome = _take(workspace, _table("project", *rows)).outcomes[0]
    assert [problem.reason for problem in outcome.problems] == ["“Agile-ish” is no lifecycle of this workspace"]
    assert _count(workspace, Gate) == gates
    with workspace.reading() as session:
        bridge = session.scalars(select(Project).where(Project.lifecycle_key.is_not(None))).one()
        assert bridge.name == "Bridge"
        assert set(session.scalars(select(Gate.project_key))) == {bridge.key}
        assert session.scalars(select(KeptText.text)).all() == ["Agile-ish"]
    again = _take(workspace, _table("project", *rows)).outcomes[0]
    assert (again.updated, _count(workspace, Gate)) == (0, gates)
    workspace.undo()
    workspace.undo()
    assert _count(workspace, Gate) == 0
