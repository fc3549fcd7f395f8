from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import OfficeStage, Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.services import deployment as plans
from pmo_desktop.services import registers, workspaces
from pmo_desktop.services.insights.deployment import Deployment, deployment
from pmo_desktop.services.registry import register_named
from pmo_desktop.storage.workspace import Workspace

MONDAY = date(2026, 1, 5)
COST = 104_000_00


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "plan.pmo", currency="EUR", office="PMO")
    made.do("Plan", lambda session: plans.begin(session, office(session), "corporate", MONDAY, cost_per_fte=COST))
    yield made
    made.close()


def office(session: Session) -> int:
    return session.scalars(select(Office.key)).one()


def edit(workspace: Workspace, title: str, **values: object) -> None:
    def command(session: Session) -> None:
        found = next(each for each in plans.activities(session, office(session)) if each.title.startswith(title))
        for name, value in values.items():
            registers.edit(session, register_named("deployment_activity"), found.key, name, value)

    workspace.do("Edit", command)


def stands(workspace: Workspace, on: date) -> Deployment:
    with workspace.reading() as session:
        found = deployment(session, office(session), on)
    assert found is not None
    return found


def test_a_plan_takes_its_dates_from_the_start_day_and_its_cost_from_the_people(workspace: Workspace) -> None:
    with workspace.reading() as session:
        first = plans.activities(session, office(session))[0]
        assert (first.title, first.phase) == ("Name the sponsor and agree the mandate", OfficeStage.INITIATION)
        assert (first.baseline_start_on, first.forecast_finish_on) == (MONDAY, date(2026, 1, 16))
        assert first.cost == 800_00  # a fifth of one FTE for 2 of 52 weeks
    found = stands(workspace, MONDAY)
    assert (found.steps, found.done, found.late, found.title) == (
        23,
        0,
        (),
        "0 of 23 activities are done, none is late",
    )
    assert [each.phase for each in found.phases] == list(OfficeStage)
    assert found.cost == sum(each.cost or 0 for each in found.phases)


def test_a_second_plan_is_refused_and_undo_takes_the_first_away(workspace: Workspace) -> None:
    with pytest.raises(PmoError, match="has a deployment plan already"):
        workspace.do("Again", lambda session: plans.begin(session, office(session), "corporate", MONDAY))
    workspace.undo()
    with workspace.reading() as session:
        assert deployment(session, office(session), MONDAY) is None


def test_late_steps_are_told_with_their_days_in_the_picture_too(workspace: Workspace) -> None:
    edit(workspace, "Name the sponsor", actual_start_on=MONDAY, actual_finish_on=date(2026, 1, 16))
    edit(workspace, "Ask who needs", forecast_finish_on=date(2026, 3, 30))
    edit(workspace, "List every", actual_start_on=date(2026, 1, 19), forecast_finish_on=date(2026, 2, 27))
    found = stands(workspace, date(2026, 2, 22))
    assert [each.days for each in found.late] == [59, 7, 2]
    rows = {row.label: row for row in found.gantt.rows}
    assert rows["Initiation"].is_head
    assert rows["Name the sponsor and agree the mandate"].complete
    worst = rows["Ask who needs the office, and for what"]
    assert (worst.rating, worst.shown) == (Rating.RED, "+59")
    assert rows["List every running project"].rating is Rating.AMBER
    initiation = found.phases[0]
    assert (initiation.done, initiation.late, initiation.ends_on) == (1, 3, date(2026, 3, 30))


def test_a_new_baseline_takes_what_is_forecast_now_and_leaves_what_is_done(workspace: Workspace) -> None:
    edit(workspace, "Name the sponsor", actual_finish_on=date(2026, 1, 30), forecast_finish_on=date(2026, 1, 30))
    edit(workspace, "Ask who needs", forecast_finish_on=date(2026, 3, 30))
    assert workspace.do("Rebase", lambda session: plans.rebase(session, office(session))).value == 1
    found = stands(workspace, date(2026, 1, 30))
    assert found.late == ()
    done = next(row for row in found.gantt.rows if row.complete)
    assert (done.label, done.shown) == ("Name the sponsor and agree the mandate", "+14")


def test_the_cost_of_an_fte_follows_from_the_newest_charter(workspace: Workspace) -> None:
    def charter(session: Session) -> None:
        session.add(Charter(office_key=office(session), version=1, begun_on=MONDAY, fte=4.0, cost_per_year=400_000_00))

    workspace.do("Charter", charter)
    with workspace.reading() as session:
        found = plans.choice(session, office(session))
    assert (found.template.key, found.cost_per_fte) == ("corporate", 100_000_00)
