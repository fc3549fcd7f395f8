from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from pmo_desktop.domain.choices import EntryKind, ProjectStatus, Rating
from pmo_desktop.domain.office import ObjectiveLink
from pmo_desktop.domain.prioritisation import Criterion
from pmo_desktop.services.insights.balance import Balance, balance
from pmo_desktop.services.insights.capacity import Capacity, capacity
from pmo_desktop.services.insights.coverage import Coverage, coverage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.services.insights.conftest import Book

MONTHS = tuple(date(2026, month, 1) for month in (2, 3, 4))


def asked_balance(book: "Book") -> Balance:
    return book.ask(lambda session, _: balance(session))


def asked_capacity(book: "Book", project: int | None = None) -> Capacity:
    return book.ask(lambda session, _: capacity(session, 3, project))


def asked_coverage(book: "Book") -> Coverage:
    return book.ask(lambda session, _: coverage(session))


def scored(book: "Book", project: int, criterion: int, points: float) -> None:
    book.add("criterion_score", project_key=project, criterion_key=criterion, points=points)


@pytest.fixture
def weighed(book: "Book") -> "Book":
    """Quay: low value at high risk. Crane: high value at low risk. Gate: no risk. Light: no score. Old: over."""
    book.open("January 2026", 2026, 1)
    criterion = book.add("criterion", title="Fit", weight=2.0)
    book.add("criterion", title="Curiosity", weight=0.0)
    for name, cost, points, risk in (
        ("Quay", 30_000_000_00, 2, (4, 5)),
        ("Crane", 60_000_000_00, 4, (2, 3)),
        ("Gate", 10_000_000_00, 5, None),
        ("Light", None, None, (1, 1)),
        ("Old", 90_000_000_00, 1, (5, 5)),
    ):
        status = ProjectStatus.CLOSED if name == "Old" else ProjectStatus.ACTIVE
        key = book.project(name, eac=cost, status=status)
        if points is not None:
            scored(book, key, criterion, points)
        if risk:
            book.add("risk", title="Storm", project_key=key, probability=risk[0], impact=risk[1])
    book.project("Ferry", kind=EntryKind.OPERATION)
    return book


def test_bubbles_are_the_projects_with_a_score_and_a_scored_risk(weighed: "Book") -> None:
    found = asked_balance(weighed)
    assert [(each.label, each.value, each.risk, each.cost) for each in found.chart.bubbles] == [
        ("Crane", 4.0, 6, 60_000_000_00),
        ("Quay", 2.0, 20, 30_000_000_00),
    ]
    assert [name for _, name in found.unscored] == ["Light"]
    assert [name for _, name in found.without_risk] == ["Gate"]


def test_the_balance_says_what_is_of_low_value_at_high_risk(weighed: "Book") -> None:
    assert asked_balance(weighed).title == "Low value at high risk: Quay; £30.0m, 33% of the cost"


def test_a_closed_risk_no_longer_counts_and_an_inherent_score_stands_in(weighed: "Book") -> None:
    key = weighed.project("Buoy", reference="P-9", bac=5_00)
    scored(weighed, key, weighed.add("criterion", title="Speed", weight=0.0), 3)
    criterion = weighed.ask(lambda session, _: _criterion(session))
    scored(weighed, key, criterion, 3)
    weighed.add("risk", title="Gone", project_key=key, probability=5, impact=5, state="closed")
    weighed.add("risk", title="New", project_key=key, inherent_probability=3, inherent_impact=3)
    (bubble,) = (each for each in asked_balance(weighed).chart.bubbles if each.label == "P-9")
    assert (bubble.risk, bubble.cost, bubble.rating) == (9, 5_00, Rating.GREEN)


def _criterion(session: "Session") -> int:
    return session.scalars(select(Criterion.key).where(Criterion.title == "Fit")).one()


def test_only_sixty_bubbles_are_drawn_and_the_rest_is_told(weighed: "Book") -> None:
    criterion = weighed.ask(lambda session, _: _criterion(session))
    for number in range(60):
        key = weighed.project(f"Small {number}", eac=number)
        scored(weighed, key, criterion, 3)
        weighed.add("risk", title="Rain", project_key=key, probability=1, impact=2)
    found = asked_balance(weighed)
    assert (len(found.chart.bubbles), found.placed, found.left_out) == (60, 62, 2)
    assert "2 less costly" in found.chart.note


def test_nothing_to_weigh_gives_an_empty_chart(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    found = asked_balance(book)
    assert not found.chart.bubbles
    assert found.title == "Nothing can be weighed yet"


def linked(book: "Book", project: int, objective: int) -> None:
    book.workspace.do("Link", lambda session: session.add(ObjectiveLink(project_key=project, objective_key=objective)))


def test_coverage_finds_orphans_and_objectives_nobody_serves(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    growth = book.add("strategic_objective", title="Growth", weight=3)
    book.add("strategic_objective", title="Climate", weight=1)
    rail = book.project("Rail", bac=4_000_000_00)
    port = book.project("Port", bac=6_000_000_00, eac=7_000_000_00)
    book.project("Folly", whole_life_cost=2_000_000_00)
    linked(book, rail, growth)
    linked(book, port, growth)
    found = asked_coverage(book)
    assert [each.label for each in found.served] == ["Folly", "Port", "Rail"]
    assert [each.label for each in found.orphans] == ["Folly"]
    assert [each.title for each in found.unserved] == ["Climate"]
    assert [(each.projects, each.cost) for each in found.objectives] == [(2, 11_000_000_00), (0, 0)]
    assert found.title == "1 project serves no objective (£2.0m); nobody serves “Climate”"
    assert [row.served for row in found.chart.rows] == [(False, False), (True, False), (True, False)]


def test_full_coverage_names_the_objective_served_by_most(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    growth = book.add("strategic_objective", title="Growth")
    linked(book, book.project("Rail"), growth)
    assert asked_coverage(book).title == "Every objective is served, “Growth” by most"


@pytest.fixture
def staffed(book: "Book") -> "Book":
    """In March 3 analysts are wanted of 2; in April 1 tester of 1.5 people; nobody counted architects."""
    book.open("January 2026", 2026, 1)
    analyst, tester, architect = (book.add("role", name=name) for name in ("Analyst", "Tester", "Architect"))
    for month in MONTHS:
        book.add("role_capacity", role_key=analyst, month_on=month, fte=2.0)
    book.add("person", name="A. Tester", role_key=tester, fte=1.0)
    book.add("person", name="B. Tester", role_key=tester, fte=0.5, available_to_on=date(2026, 3, 15))
    rail, port = book.project("Rail"), book.project("Port")
    book.add("demand", project_key=rail, role_key=analyst, month_on=MONTHS[1], fte=2.0)
    book.add("demand", project_key=port, role_key=analyst, month_on=MONTHS[1], fte=1.0)
    book.add("demand", project_key=port, role_key=tester, month_on=MONTHS[2], fte=1.0)
    book.add("demand", project_key=port, role_key=architect, month_on=MONTHS[0], fte=1.0)
    idea = book.project("Idea", status=ProjectStatus.PROPOSED)
    book.add("demand", project_key=idea, role_key=analyst, month_on=MONTHS[0], fte=4.0)
    return book


def test_a_role_is_short_by_what_all_its_projects_want_together(staffed: "Book") -> None:
    found = asked_capacity(staffed)
    assert found.months == MONTHS
    analysts = found.chart.rows[0]
    assert (analysts.label, analysts.shown) == ("Analyst", "1.0")
    assert [(cell.shown, cell.rating) for cell in analysts.cells] == [("·", None), ("150%", Rating.RED), ("·", None)]
    assert analysts.cells[1].told == "3.0 FTE wanted of 2.0, 1.0 short"
    assert (found.shortage.gap, found.shortage.demand, found.shortage.unknown) == (1.0, 4.0, ("Architect",))
    assert found.title == "25% of the demand has no capacity, most of it for Analyst, from Mar 2026"


def test_without_a_said_capacity_the_people_of_the_role_count_while_they_are_there(staffed: "Book") -> None:
    (testers,) = (row for row in asked_capacity(staffed).chart.rows if row.label == "Tester")
    assert [cell.told for cell in testers.cells] == [
        "0.0 FTE wanted of 1.5", "0.0 FTE wanted of 1.5", "1.0 FTE wanted of 1.0",
    ]  # fmt: skip


def test_demand_of_proposed_projects_is_told_but_not_counted(staffed: "Book") -> None:
    assert asked_capacity(staffed).chart.rows[0].cells[0].told == "0.0 FTE wanted of 2.0; 4.0 FTE more are proposed"


def test_a_project_sees_its_own_roles_under_the_load_of_all(staffed: "Book") -> None:
    rail = staffed.ask(lambda _, standing: next(each.key for each in standing.entries if each.name == "Rail"))
    (row,) = asked_capacity(staffed, rail).chart.rows
    assert (row.label, row.cells[1].shown) == ("Analyst", "150%")


def test_people_promised_twice_are_named(staffed: "Book") -> None:
    rail, port = staffed.ask(lambda _, standing: [each.key for each in standing.entries])
    person = staffed.add("person", name="C. Busy")
    for project in (rail, port):
        staffed.add("allocation", project_key=project, person_key=person, month_on=MONTHS[0], percent=70.0)
    (over,) = asked_capacity(staffed).over
    assert (over.person, over.month, over.percent) == ("C. Busy", MONTHS[0], 140.0)
