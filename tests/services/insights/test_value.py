from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.capacity import Allocation, Person
from pmo_desktop.domain.central import CentralItem, CentralKind, CentralUse
from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import CharterState, OfficeScope, ProjectStatus
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.service import Service, ServiceState
from pmo_desktop.domain.value import Saving, ValueFigure, ValueMeasure
from pmo_desktop.services import registers, workspaces
from pmo_desktop.services.insights.central import CentralSeen, central
from pmo_desktop.services.insights.value import BeforeAfter, PmoValue, pmo_value
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.storage.workspace import Workspace

ON = date(2026, 11, 27)
EURO = 100


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "value.pmo", currency="EUR", office="Corporate PMO")
    yield made
    made.close()


def office(session: Session) -> int:
    return session.scalars(select(Office.key).order_by(Office.key)).first() or 0


def value(workspace: Workspace) -> PmoValue:
    with workspace.reading() as session:
        return pmo_value(session, office(session), ON)


def measure(found: PmoValue, which: ValueMeasure) -> BeforeAfter:
    return next(each for each in found.measures if each.measure is which)


def close(session: Session, name: str, finish: date, outturn: int, **more: object) -> None:
    dates = {"baseline_start_on": date(2025, 1, 1), "baseline_finish_on": date(2025, 12, 31)}
    facts = {"bac": 1_000_000 * EURO, "ac": outturn * EURO, "status": ProjectStatus.CLOSED, "actual_finish_on": finish}
    registers.add(session, PROJECTS, {"name": name, **dates, **facts, **more})


def cost(session: Session, per_year: int = 600_000) -> None:
    approved = Charter(office_key=office(session), version=1, begun_on=ON, state=CharterState.APPROVED, fte=5.0)
    approved.cost_per_year = per_year * EURO
    draft = Charter(office_key=office(session), version=2, begun_on=ON, cost_per_year=900_000 * EURO)
    session.add_all([approved, draft])


def test_a_new_office_has_nothing_to_show(workspace: Workspace) -> None:
    found = value(workspace)
    assert found.is_empty
    assert (found.title, found.chart.rows) == ("What the office costs is not known yet", ())


def test_the_cost_is_that_of_the_approved_charter_or_else_of_the_live_services(workspace: Workspace) -> None:
    def services(session: Session) -> None:
        for title, state, amount in (
            ("A", ServiceState.LIVE, 70),
            ("B", ServiceState.LIVE, 30),
            ("C", ServiceState.PLANNED, 9),
        ):
            session.add(
                Service(office_key=office(session), title=title, state=state, fte=0.5, cost_per_year=amount * EURO)
            )

    workspace.do("Services", services)
    found = value(workspace).cost
    assert (found.per_year, found.fte, found.source) == (100 * EURO, 1.0, "2 live services")
    workspace.do("Charter", cost)
    found = value(workspace).cost
    assert (found.per_year, found.fte, found.source) == (600_000 * EURO, 5.0, "charter version 1")
    assert found.services == 100 * EURO


def test_closed_projects_of_the_register_are_measured_before_the_office_and_with_it(workspace: Workspace) -> None:
    def fill(session: Session) -> None:
        session.get_one(Office, office(session)).begun_on = date(2026, 1, 1)
        close(session, "Old", date(2025, 12, 31), 1_500_000)
        close(session, "Good", date(2026, 1, 10), 1_000_000)
        close(session, "Dear", date(2026, 1, 30), 1_200_000)
        close(session, "Not yet", date(2026, 12, 1), 5_000_000)
        close(session, "Cancelled", date(2026, 2, 1), 5_000_000, status=ProjectStatus.CANCELLED)

    workspace.do("Fill", fill)
    found = value(workspace)
    rate, slip, over = (measure(found, each) for each in ValueMeasure)
    assert (found.closed, found.judged) == (2, 2)
    assert (rate.shown(rate.before), rate.shown(rate.after), rate.change, rate.is_better) == (
        "0%", "50%", "+50 pp", True,
    )  # fmt: skip
    assert (slip.shown(slip.before), slip.shown(slip.after), slip.change, slip.is_better) == (
        "0 days", "20 days", "+20 d", False,
    )  # fmt: skip
    assert (over.shown(over.before), over.shown(over.after), over.is_better) == ("50.0%", "10.0%", True)
    assert all(each.before and each.before.is_measured for each in found.measures)
    assert rate.sources == "before: 2025, register: 1 project closed; now: 2026, register: 2 projects closed"
    spared = found.savings[0]
    assert (spared.title, spared.amount, spared.is_measured) == ("Less overspend than before", 800_000 * EURO, False)


def test_an_office_of_a_department_is_judged_by_its_own_projects(workspace: Workspace) -> None:
    def fill(session: Session) -> None:
        close(session, "Ours", date(2026, 1, 10), 1_000_000, organisation="Rail")
        close(session, "Theirs", date(2026, 1, 10), 2_000_000, organisation="Road")
        found = session.get_one(Office, office(session))
        found.scope, found.department = OfficeScope.SECTORIAL, "Rail"

    workspace.do("Fill", fill)
    found = value(workspace)
    assert found.closed == 1
    over = measure(found, ValueMeasure.OVERSPEND)
    assert over.shown(over.after) == "0.0%"


def test_what_was_noted_counts_before_the_office_and_the_register_counts_with_it(workspace: Workspace) -> None:
    def fill(session: Session) -> None:
        key = office(session)
        for year, before, amount in ((2022, True, 41.0), (2023, True, 44.0), (2025, False, 63.0)):
            session.add(
                ValueFigure(
                    office_key=key, measure=ValueMeasure.SUCCESS_RATE, year=year, is_before=before, value=amount
                )
            )

    workspace.do("Fill", fill)
    rate = measure(value(workspace), ValueMeasure.SUCCESS_RATE)
    assert rate.before is not None
    assert rate.after is not None
    assert (rate.before.year, rate.before.value, rate.before.is_measured) == (2023, 44.0, False)
    assert (rate.after.year, rate.after.value) == (2025, 63.0)
    workspace.do("Close", lambda session: close(session, "Good", date(2026, 1, 10), 1_000_000))
    rate = measure(value(workspace), ValueMeasure.SUCCESS_RATE)
    assert rate.after is not None
    assert (rate.after.year, rate.after.value, rate.after.is_measured) == (2026, 100.0, True)
    assert rate.shown(None) == "—"


def centralise(session: Session) -> None:
    bus = registers.add(session, PROJECTS, {"name": "Bus"})
    tram = registers.add(session, PROJECTS, {"name": "Tram"})
    ada = Person(key=1, name="Ada", is_central=True, cost_per_year=80 * EURO, saving_per_year=30 * EURO)
    session.add_all([ada, Person(key=2, name="Ben", saving_per_year=99 * EURO)])
    for key, kind, name, saving, measured in (
        (11, CentralKind.SUPPLIER, "Survey", 50, True),
        (12, CentralKind.EQUIPMENT, "Train", 20, False),
        (13, CentralKind.CUSTOMER, "City", None, False),
    ):
        session.add(
            CentralItem(
                key=key,
                kind=kind,
                name=name,
                cost_per_year=10 * EURO,
                saving_per_year=saving and saving * EURO,
                saving_is_measured=measured,
                ends_on=date(2027, 1, 31) if key == 11 else date(2026, 1, 31) if key == 12 else None,
            )
        )
    session.flush()
    session.add(Allocation(person_key=1, project_key=bus, month_on=date(2026, 11, 1), percent=50.0))
    session.add(CentralUse(item_key=11, project_key=tram))
    session.add(CentralUse(item_key=11, project_key=bus, to_on=date(2026, 1, 1)))
    session.add(CentralUse(item_key=12, project_key=tram, from_on=date(2027, 1, 1)))


def seen(workspace: Workspace) -> CentralSeen:
    with workspace.reading() as session:
        found = central(session, ON)
    assert found is not None
    return found


def test_central_registers_tell_entries_projects_and_what_is_saved(workspace: Workspace) -> None:
    with workspace.reading() as session:
        assert central(session, ON) is None
    workspace.do("Centralise", centralise)
    found = seen(workspace)
    assert [(each.title, each.entries, each.projects, each.measured, each.estimated) for each in found.parts] == [
        ("Staff", 1, 1, 0, 30 * EURO),
        ("Suppliers", 1, 1, 50 * EURO, 0),
        ("Customers", 1, 0, 0, 0),
        ("Equipment", 1, 0, 0, 20 * EURO),
    ]
    assert (found.projects, found.cost, found.unused) == (2, 110 * EURO, ("City", "Train"))
    assert [(each.name, each.is_over) for each in found.endings] == [("Train", True), ("Survey", False)]
    assert found.title == "4 entries serve 2 projects and save €100 a year, €50 of it measured"
    assert [row.shown for row in found.chart.rows] == ["€30", "€50", "—", "€20"]


def test_savings_are_added_measured_apart_from_estimated_and_held_against_the_cost(workspace: Workspace) -> None:
    def fill(session: Session) -> None:
        cost(session, 100)
        centralise(session)
        for year, amount, measured in ((2026, 150, True), (2026, 40, False), (2025, 999, True)):
            session.add(
                Saving(
                    office_key=office(session),
                    title=f"S{amount}",
                    year=year,
                    amount=amount * EURO,
                    is_measured=measured,
                )
            )

    workspace.do("Fill", fill)
    found = value(workspace)
    assert [(each.title, each.is_measured) for each in found.savings] == [
        ("S150", True), ("Survey", True), ("S40", False), ("Ada", False), ("Train", False),
    ]  # fmt: skip
    assert (found.measured, found.estimated) == (200 * EURO, 90 * EURO)
    assert (found.times_measured, found.times_all) == (2.0, 2.9)
    assert found.title == "The office costs €100 a year and saves €200 measured, €90 more by estimate"
    assert [(row.label, row.shown, row.is_cost, row.indent) for row in found.chart.rows] == [
        ("Cost of the office", "€100", True, False),
        ("Saves in all", "€290", False, False),
        ("Services", "€190", False, True),
        ("Central registers", "€100", False, True),
    ]


def test_central_savings_count_for_the_office_that_no_other_oversees(workspace: Workspace) -> None:
    def second(session: Session) -> int:
        centralise(session)
        other = Office(name="Rail PMO", overseen_by_key=office(session))
        session.add(other)
        session.flush()
        return other.key

    other = workspace.do("Second", second).value
    with workspace.reading() as session:
        assert pmo_value(session, other, ON).savings == ()
        assert len(pmo_value(session, office(session), ON).savings) == 3
        assert session.scalars(select(Project)).first() is not None
