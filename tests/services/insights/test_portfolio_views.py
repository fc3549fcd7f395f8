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
from pmo_desktop.services.insights.dependency_map import Dependencies, dependencies
from pmo_desktop.services.insights.portfolio_roadmap import portfolio_roadmap
from pmo_desktop.services.insights.prioritisation import Prioritisation, Terms, portfolios, prioritisation

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


def _criterion(session: "Session", title: str = "Fit") -> int:
    return session.scalars(select(Criterion.key).where(Criterion.title == title)).one()


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
    assert asked_capacity(staffed).promised_twice == {(person, "C. Busy"): [over]}


# Priorities ----------------------------------------------------------------------------------------------------------


def asked_priorities(book: "Book", portfolio: int | None = None) -> Prioritisation:
    return book.ask(lambda session, _: prioritisation(session, portfolio))


@pytest.fixture
def funded(book: "Book") -> tuple["Book", int]:
    """A portfolio with money for the first by rank alone, or for the two after it, which bring more together."""
    book.open("January 2026", 2026, 1)
    portfolio = book.add("portfolio", name="Harbour", budget=100_00, capacity_fte=10.0)
    programme = book.add("programme", name="Deep water", portfolio_key=portfolio)
    fit = book.add("criterion", title="Fit", weight=3.0)
    ease = book.add("criterion", title="Ease", weight=1.0)
    for reference, name, cost, points in (
        ("P-1", "Rail", 100_00, 5),
        ("P-2", "Port", 60_00, 4),
        ("P-3", "Grid", 40_00, 4),
    ):
        key = book.project(name, reference=reference, eac=cost, programme_key=programme)
        scored(book, key, fit, points)
        scored(book, key, ease, points)
    book.project("Idea", portfolio_key=portfolio)
    book.project("Elsewhere", eac=1_00)
    return book, portfolio


def test_rank_cut_line_and_best_set_stand_side_by_side(funded: tuple["Book", int]) -> None:
    found = asked_priorities(*funded)
    assert [(each.label, each.rank, each.score, each.is_inside, each.chosen) for each in found.rows] == [
        ("P-1 Rail", 1, 5.0, True, False),
        ("P-3 Grid", 2, 4.0, False, True),
        ("P-2 Port", 2, 4.0, False, True),
        ("Idea", None, None, False, None),
    ]
    assert found.title == "1 of 3 projects fit before the budget ends"
    assert found.left_out == ("The cut line leaves out P-3 Grid and P-2 Port: £100. Without a score or a cost: Idea.")
    assert found.best_title == "The best set brings 8.0 points, the cut line 5.0"
    assert [why for _, why in found.reasons] == ["would cost 3.00 points: P-3 and P-2 would have to go"]


def test_the_stairs_are_as_wide_as_cost_and_as_high_as_score(funded: tuple["Book", int]) -> None:
    chart = asked_priorities(*funded).chart
    assert [(each.label, each.score, each.cost, each.is_inside, each.chosen) for each in chart.stairs] == [
        ("P-1", 5.0, 100_00, True, False),
        ("P-3", 4.0, 40_00, False, True),
        ("P-2", 4.0, 60_00, False, True),
    ]
    assert (chart.budget, chart.budget_label) == (100_00, "budget £100")


def test_weights_change_the_order(funded: tuple["Book", int]) -> None:
    book, portfolio = funded
    cost = book.add("criterion", title="Cheapness", weight=10.0)
    for each in asked_priorities(book, portfolio).rows:
        scored(book, each.key, cost, 5 if each.label == "P-2 Port" else 0)
    assert asked_priorities(book, portfolio).rows[0].label == "P-2 Port"


def test_all_portfolios_together_have_a_limit_only_if_each_has_one(funded: tuple["Book", int]) -> None:
    book, _ = funded
    together = book.ask(lambda session, _: portfolios(session))[0]
    assert (together.key, together.budget, together.capacity) == (None, 100_00, 10.0)
    book.add("portfolio", name="Boundless")
    together = book.ask(lambda session, _: portfolios(session))[0]
    assert (together.budget, together.capacity) == (None, None)
    found = asked_priorities(book)
    assert found.best is None
    assert found.title == "3 projects cost £200; there is no limit yet"


def test_people_are_held_month_by_month_and_role_by_role_beside_what_others_take(
    funded: tuple["Book", int],
) -> None:
    book, portfolio = funded
    months = (date(2026, 2, 1), date(2026, 3, 1))
    role = book.add("role", name="Diver")
    for month in months:
        book.add("role_capacity", role_key=role, month_on=month, fte=3)
    keys = {each.label: each.key for each in asked_priorities(book, portfolio).rows}
    first, second = months
    for name, month, fte in (("P-1 Rail", first, 9.0), ("P-2 Port", second, 9.0), ("P-3 Grid", second, 1.0)):
        book.add("demand", project_key=keys[name], role_key=role, month_on=month, fte=fte)
    other = book.project("Far quay", status=ProjectStatus.ACTIVE)
    book.add("demand", project_key=other, role_key=role, month_on=months[1], fte=1.0)
    # Ten people a month are enough for Port and Grid in March, whatever Rail wants in February.
    free = asked_priorities(book, portfolio)
    assert free.best is not None
    assert set(free.best.chosen) == {keys["P-2 Port"], keys["P-3 Grid"]}
    # Of three divers the far quay has one in March: two are left, enough for Grid alone.
    held = book.ask(lambda session, _: prioritisation(session, portfolio, Terms(within_roles=True)))
    assert held.best is not None
    assert held.best.chosen == (keys["P-3 Grid"],)
    assert held.title == "0 of 3 projects fit before people run out (Diver, Feb 2026)"
    assert dict(held.reasons) == {
        keys["P-1 Rail"]: "6.0 FTE too many: Diver, Feb 2026",
        keys["P-2 Port"]: "7.0 FTE too many: Diver, Mar 2026",
    }


def test_the_line_is_told_before_the_best_set_is_sought(funded: tuple["Book", int]) -> None:
    book, portfolio = funded
    found = book.ask(lambda session, _: prioritisation(session, portfolio, Terms(with_best=False)))
    assert (found.best, found.is_sought, found.title) == (None, True, "1 of 3 projects fit before the budget ends")
    assert not asked_priorities(book, portfolio).is_sought


def test_a_project_dearer_than_the_budget_and_one_that_wants_too_many_say_so(funded: tuple["Book", int]) -> None:
    book, portfolio = funded
    fit, ease = book.ask(lambda session, _: [_criterion(session, title) for title in ("Fit", "Ease")])
    role = book.add("role", name="Diver")
    for name, cost, fte in (("Bridge", 150_00, 0.0), ("Dive", 1_00, 12.0)):
        key = book.project(name, reference=name, eac=cost, portfolio_key=portfolio)
        scored(book, key, fit, 5)
        scored(book, key, ease, 5)
        if fte:
            book.add("demand", project_key=key, role_key=role, month_on=date(2026, 3, 1), fte=fte)
    found = asked_priorities(book, portfolio)
    labels = {each.key: each.label for each in found.rows}
    told = {labels[key].split()[0]: why for key, why in found.reasons}
    assert told["Bridge"] == "costs £50 more than the whole budget"
    assert told["Dive"] == "2.0 FTE too many: Mar 2026"


# Dependencies and roadmap --------------------------------------------------------------------------------------------


def asked_dependencies(book: "Book", portfolio: int | None = None) -> Dependencies:
    return book.ask(lambda session, _: dependencies(session, portfolio))


@pytest.fixture
def dependent(book: "Book") -> tuple["Book", int]:
    book.open("January 2026", 2026, 1)
    portfolio = book.add("portfolio", name="Harbour")
    quay = book.project("Quay", portfolio_key=portfolio)
    crane, gate = book.project("Crane"), book.project("Gate")
    day, late = date(2026, 5, 1), date(2026, 5, 13)
    book.add("dependency", project_key=quay, other_key=crane, title="Rails", needed_by_on=day, promised_on=late)
    book.add("dependency", project_key=gate, other_key=crane, title="Key", direction="gives", needed_by_on=day,
             promised_on=day)  # fmt: skip
    book.add("dependency", project_key=quay, other_key=gate, title="Done", state="closed", promised_on=late)
    book.add("dependency", project_key=quay, other_party="The port", title="Permit")
    return book, portfolio


def test_a_link_leads_from_who_gives_to_who_waits_late_ones_first(dependent: tuple["Book", int]) -> None:
    found = asked_dependencies(dependent[0])
    told = [(each.title, found.names[each.giver], found.names[each.receiver], each.late_days) for each in found.rows]
    assert told == [("Rails", "Crane", "Quay", 12), ("Key", "Gate", "Crane", 0)]
    assert found.title == "1 of 2 dependencies promised too late, the worst by 12 days"
    assert found.outside == 1
    assert found.chart.projects == ("Crane", "Gate", "Quay")
    assert [(each.giver, each.receiver) for each in found.chart.links] == [(0, 2), (1, 0)]


def test_a_portfolio_sees_only_the_links_that_touch_it(dependent: tuple["Book", int]) -> None:
    assert [each.title for each in asked_dependencies(*dependent).rows] == ["Rails"]


def test_more_projects_than_a_map_can_hold_are_told(dependent: tuple["Book", int]) -> None:
    book, _ = dependent
    for number in range(20):
        pair = [book.project(f"{side}{number:02}") for side in "ab"]
        book.add("dependency", project_key=pair[0], other_key=pair[1], title=f"D{number:02}")
    found = asked_dependencies(book)
    assert len(found.chart.projects) <= 24
    assert found.chart.note == f"{22 - len(found.chart.links)} more are not drawn."


def test_the_roadmap_counts_who_finishes_late_and_who_has_no_dates(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", baseline_finish_on=date(2026, 5, 1), forecast_finish_on=date(2026, 6, 1))
    book.project("Crane", baseline_finish_on=date(2026, 4, 1), forecast_finish_on=date(2026, 4, 1))
    book.project("Idea")
    found = book.ask(lambda session, _: portfolio_roadmap(session))
    assert found.title == "1 of 2 projects finish behind their baseline"
    assert [row.label for row in found.chart.rows] == ["Crane", "Quay"]
    assert found.undated == 1


def test_a_roadmap_without_forecasts_does_not_say_that_all_is_on_time(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay", baseline_finish_on=date(2026, 5, 1))
    told = book.ask(lambda session, _: portfolio_roadmap(session)).title
    assert told == "1 project with dates, none with both a baseline and a forecast"


def test_without_any_objective_no_project_is_an_orphan(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.project("Quay")
    assert book.ask(lambda session, _: coverage(session)).orphans == ()


def test_coverage_and_balance_keep_to_a_portfolio_through_its_programmes(funded: tuple["Book", int]) -> None:
    book, portfolio = funded
    served = book.ask(lambda session, _: coverage(session, portfolio)).served
    assert sorted(each.label for each in served) == ["Idea", "P-1 Rail", "P-2 Port", "P-3 Grid"]
