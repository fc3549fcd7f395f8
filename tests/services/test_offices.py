from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.choices import Authority, OfficeAuthority, ServiceGroup
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service, ServiceRequest, ServiceState
from pmo_desktop.interchange.meetings import make_meetings, time_of
from pmo_desktop.services import beginnings, offices, registers, row_rules
from pmo_desktop.services.insights.bodies import bodies, escalation_path
from pmo_desktop.services.insights.catalogue import CustomerCost, catalogue
from pmo_desktop.services.insights.offices import comparison
from pmo_desktop.services.insights.stakeholders import stakeholders
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.services.workspaces import create
from pmo_desktop.storage.workspace import Workspace

DAY = date(2026, 11, 27)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "harbour.pmo", currency="EUR", office="Harbour PMO")
    yield made
    made.close()


def add(workspace: Workspace, table: str, **values: object) -> int:
    return workspace.do("Add", lambda s: registers.add(s, register_named(table), values)).value


def edit(workspace: Workspace, table: str, key: int, name: str, value: object) -> None:
    workspace.do("Edit", lambda s: registers.edit(s, register_named(table), key, name, value))


def office(session: Session) -> Office:
    return session.scalars(select(Office).order_by(Office.key)).all()[0]


def test_a_temporary_office_needs_an_end_date_and_offices_oversee_each_other_in_no_ring(workspace: Workspace) -> None:
    with workspace.reading() as session:
        first = office(session).key
    with pytest.raises(PmoError, match="Fill in “Ends on” first"):
        add(workspace, "office", name="Quay project office", scope="single")
    second = add(workspace, "office", name="Quay office", scope="single", ends_on=DAY, overseen_by_key=first)
    with pytest.raises(PmoError, match="temporary"):
        edit(workspace, "office", second, "ends_on", None)
    with pytest.raises(PmoError, match="in a ring"):
        edit(workspace, "office", first, "overseen_by_key", second)
    workspace.do("Remove", lambda s: registers.remove(s, register_named("office"), [second]))
    with pytest.raises(PmoError, match="One office has to stay"):
        workspace.do("Remove", lambda s: registers.remove(s, register_named("office"), [first]))


def test_scope_bounds_the_register_and_the_narrowest_office_is_the_one_of_a_project(workspace: Workspace) -> None:
    def fill(session: Session) -> tuple[int, int, int]:
        quay = registers.add(session, PROJECTS, {"name": "Quay", "organisation": "Works"})
        crane = registers.add(session, PROJECTS, {"name": "Crane", "organisation": "works"})
        port = registers.add(session, PROJECTS, {"name": "Portal", "organisation": "Digital"})
        for values in (
            {"name": "Works PMO", "scope": "sectorial", "department": "Works"},
            {"name": "Quay office", "scope": "single", "ends_on": DAY, "project_key": quay},
        ):
            registers.add(session, register_named("office"), values)
        return quay, crane, port

    quay, crane, port = workspace.do("Fill", fill).value
    with workspace.reading() as session:
        found = {each.name: [p.name for p in offices.projects_of(session, each)] for each in offices.offices(session)}
        assert found == {
            "Harbour PMO": ["Quay", "Crane", "Portal"], "Works PMO": ["Quay", "Crane"], "Quay office": ["Quay"],
        }  # fmt: skip
        named = [offices.office_of(session, key) for key in (quay, crane, port, None)]
        assert [each.name for each in named if each] == ["Quay office", "Works PMO", "Harbour PMO", "Harbour PMO"]


@pytest.mark.parametrize(
    ("authority", "usual", "refused", "words"),
    [
        (OfficeAuthority.ADVISORY, Authority.ADVISE, Authority.RECOMMEND, "is advisory: it advises"),
        (OfficeAuthority.HYBRID, Authority.RECOMMEND, Authority.IMPOSE, "hybrid authority: it recommends"),
        (OfficeAuthority.CENTRALISED, Authority.IMPOSE, None, "centralised authority: it imposes"),
    ],
)
def test_the_authority_of_the_office_decides_what_it_may_do_with_an_action(
    workspace: Workspace, authority: OfficeAuthority, usual: Authority, refused: Authority | None, words: str
) -> None:
    with workspace.reading() as session:
        first = office(session).key
    edit(workspace, "office", first, "authority", authority)
    key = add(workspace, "action", title="Re-plan the quay")
    with workspace.reading() as session:
        assert session.get_one(Action, key).authority is usual
        assert row_rules.beginning(session, Action) == {"authority": usual}
        assert words in row_rules.hint(session, Action)
    edit(workspace, "action", key, "authority", Authority.ADVISE)
    if refused is None:
        return
    with pytest.raises(PmoError, match=f"Harbour PMO has {authority.value} authority: it may {usual.value} a corr"):
        edit(workspace, "action", key, "authority", refused)
    with pytest.raises(PmoError, match="at most"):
        add(workspace, "action", title="Stop it", authority=refused)


def test_the_mix_delivered_stands_against_the_mix_intended_and_cost_is_shared_to_the_cent(workspace: Workspace) -> None:
    def fill(session: Session) -> int:
        own = office(session)
        own.mix_general, own.mix_supportive, own.mix_controlling, own.mix_directive = 50, 30, 20, 0
        rows = (
            ("Register", "general", "live", 3.0, 100_00, "Board, Sponsors, Finance"),
            ("Coaching", "supportive", "live", 1.0, 40_01, "Sponsors, Board"),
            ("Checks", "controlling", "planned", 9.0, 999_00, "Board"),
            ("Minutes", "general", "retired", 9.0, 999_00, "Board"),
        )
        keys = [
            registers.add(
                session, register_named("service"),
                {"office_key": own.key, "title": title, "group": group, "state": state, "fte": fte,
                 "cost_per_year": cost, "customers": customers},
            )
            for title, group, state, fte, cost, customers in rows
        ]  # fmt: skip
        for value, closed in ((5, DAY), (2, DAY), (None, None)):
            session.add(ServiceRequest(service_key=keys[1], title="Help", value=value, closed_on=closed))
        return own.key

    key = workspace.do("Fill", fill).value
    with workspace.reading() as session:
        found = catalogue(session, key)
    assert [(row.label, row.intended, row.delivered, row.shown) for row in found.mix.rows] == [
        ("General", 50, 75.0, "+25 points"),
        ("Supportive", 30, 25.0, "−5 points"),
        ("Controlling", 20, 0.0, "−20 points"),
        ("Directive", 0, 0.0, "0 points"),
    ]
    assert found.customers == (
        CustomerCost("Board", 33_34 + 20_00, 2),
        CustomerCost("Sponsors", 33_33 + 20_01, 2),
        CustomerCost("Finance", 33_33, 1),
    )
    assert sum(each.cost for each in found.customers) == found.cost == 140_01
    assert (found.fte, found.waiting) == (4.0, 1)
    coaching = next(each for each in found.services if each.title == "Coaching")
    assert (coaching.asked, coaching.done, coaching.value) == (3, 2, 3.5)
    with workspace.reading() as session:
        services = register_named("service")
        ordered = registers.keys(session, services, sort=[("cost_per_customer", True)])
        assert registers.rows(session, services, ordered, ["title", "cost_per_customer"])[:2] == [
            ("Coaching", 2000), ("Register", 3333),
        ]  # fmt: skip


def test_a_service_is_made_live_and_retired_and_a_request_is_valued_from_1_to_5(workspace: Workspace) -> None:
    with workspace.reading() as session:
        own = office(session).key
    key = add(workspace, "service", title="Coaching", office_key=own)
    seen: list[tuple[str, ServiceState]] = []
    for _ in range(3):
        with workspace.reading() as session:
            service = session.get_one(Service, key)
            seen.append((row_rules.next_step(service), service.state))
        if seen[-1][0]:
            workspace.do("Go on", lambda s: registers.close(s, register_named("service"), key, DAY))
    assert seen == [
        ("Make it live", ServiceState.PLANNED), ("Retire it", ServiceState.LIVE), ("", ServiceState.RETIRED),
    ]  # fmt: skip
    with workspace.reading() as session:
        service = session.get_one(Service, key)
        assert (service.live_on, service.retired_on) == (DAY, DAY)
    with pytest.raises(PmoError, match="from 1 to 5"):
        add(workspace, "service_request", title="Help", service_key=key, value=6)


def test_the_escalation_path_leads_from_every_project_to_the_board(workspace: Workspace) -> None:
    workspace.do("Begin", beginnings.add_bodies)
    with workspace.reading() as session:
        path = escalation_path(bodies(session))
        assert [(step.label, step.floor, step.to) for step in path.steps] == [
            ("Executive board", 3, ()), ("Portfolio committee", 2, (0,)), ("Programme board", 1, (1,)),
            ("Project board", 0, (2,)),
        ]  # fmt: skip
        assert path.steps[3].notes == ("up to 10 days",)
        project = next(each.key for each in bodies(session) if each.name == "Project board")
    workspace.do("Remove", lambda s: registers.remove(s, register_named("governance_body"), [project]))
    with workspace.reading() as session:
        path = escalation_path(bodies(session))
        assert (path.steps[-1].label, path.steps[-1].to) == ("Every project", (2,))
        assert path.floors == ("Project", "Programme", "Portfolio", "Board")


def test_meetings_are_written_as_a_calendar_the_same_each_time(workspace: Workspace) -> None:
    with workspace.reading() as session, pytest.raises(PmoError, match="No meeting is planned yet"):
        make_meetings(session)
    board = add(workspace, "governance_body", name="Board; “A, B”", chair="A. Bell")
    add(
        workspace, "meeting", body_key=board, held_on=DAY, starts_at="14h30", minutes=90, place="Quay 3",
        subject="Projects", papers_due_on=date(2026, 11, 20),
    )  # fmt: skip
    add(workspace, "meeting", body_key=board, held_on=date(2026, 12, 10), starts_at="after lunch")
    with workspace.reading() as session:
        written = make_meetings(session)
        assert written == make_meetings(session)
    first, second = Calendar.from_ical(written).walk("VEVENT")
    assert str(first["summary"]) == "Board; “A, B”: Projects"
    assert (first.decoded("dtstart").time(), (first.decoded("dtend") - first.decoded("dtstart")).seconds) == (
        time(14, 30), 5400,
    )  # fmt: skip
    assert "Papers due: 20 Nov 2026" in str(first["description"])
    assert (second.decoded("dtstart"), second.decoded("dtend")) == (date(2026, 12, 10), date(2026, 12, 11))
    assert [time_of(words) for words in ("9", "9.05", "24:00", "9:75", "")] == [time(9), time(9, 5), None, None, None]


def test_support_gaps_are_counted_in_steps_and_late_signatures_in_days(workspace: Workspace) -> None:
    workspace.do("Begin", beginnings.add_stakeholders)
    who = add(workspace, "stakeholder", name="City", support="neutral", support_needed="against", influence=4)
    add(workspace, "sign_off", stakeholder_key=who, title="Charter", due_on=date(2026, 11, 20))
    with pytest.raises(PmoError, match="from 1 to 5"):
        add(workspace, "stakeholder", name="Nobody", influence=7)
    with workspace.reading() as session:
        found = stakeholders(session, DAY)
        assert (found.count, found.unplaced, len(found.chart.rows)) == (8, 1, 7)
        assert [(each.name, each.steps) for each in found.gaps] == [
            ("Chief executive", 1), ("Chief financial officer", 1), ("Heads of departments", 1),
            ("Sponsors of projects", 1), ("Project managers", 2),
        ]  # fmt: skip
        assert [(each.title, each.days_late) for each in found.unsigned] == [("Charter", 7)]
        register = register_named("stakeholder")
        ordered = registers.keys(session, register, sort=[("steps_to_go", False)])
        shown = registers.rows(session, register, ordered, ["name", "steps_to_go"])
        assert shown[0] == ("Project managers", 2)
        assert ("City", 0) in shown


def test_the_kinds_of_office_are_compared_with_this_workspaces_own_answers(workspace: Workspace) -> None:
    with workspace.reading() as session:
        first = office(session).key
    edit(workspace, "office", first, "reports_to", "A. Bell")
    edit(workspace, "office", first, "managers_report_here", "yes")
    workspace.do("Begin", lambda s: beginnings.add_services(s, first))
    workspace.do("Live", lambda s: _live(s, ServiceGroup.SUPPORTIVE))
    add(workspace, "office", name="Quay office", kind="project office", scope="single", ends_on=DAY)
    with workspace.reading() as session:
        found = comparison(session)
    assert [kind.label for kind in found.kinds] == ["Project office", "Programme office", "PMO", "Portfolio office"]
    assert found.held == (("Quay office",), (), ("Harbour PMO",), ())
    assert [aspect.title for aspect in found.aspects] == [
        "Responsibility", "Duration", "Reporting", "Assistance", "Strategic alignment",
    ]  # fmt: skip
    own = [aspect.answers[2].own for aspect in found.aspects]
    assert own == [
        ("Corporate (EPMO); 0 projects in its scope",),
        ("permanent; operation",),
        ("to A. Bell; project managers report to it",),
        ("Coaching of project managers, Help with business cases and 1 more; recommends corrective actions",),
        ("no charter yet; central orientation",),
    ]
    assert found.aspects[1].answers[0].own == ("ends on 27 Nov 2026; operation",)
    assert found.aspects[0].answers[1].own == ()
    assert all(answer.general for aspect in found.aspects for answer in aspect.answers)
    assert [name for name, _ in found.notes] == ["Harbour PMO"]


def _live(session: Session, group: ServiceGroup) -> None:
    for each in session.scalars(select(Service).where(Service.group == group)):
        each.state = ServiceState.LIVE
