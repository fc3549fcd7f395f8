"""Every dimension tells its rule, its numbers and the record that drove it."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Dimension, OverallRule, Rating, Scale
from pmo_desktop.domain.settings import ThresholdOverride
from pmo_desktop.services import periods
from pmo_desktop.services.insights.why import Why, why
from pmo_desktop.services.settings import settings_of

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def ask(book: "Book", project: int, dimension: Dimension | None) -> Why:
    with book.workspace.reading() as session:
        period = periods.current_period(session)
        assert period is not None
        found = why(session, period, project, dimension)
    assert found is not None
    return found


@pytest.fixture
def quay(book: "Book") -> int:
    """A project with everything in it that ratings are made from."""
    book.open("January 2026", 2026, 1)
    key = book.project(
        "Quay", bac=1_000_00, eac=1_070_00, baseline_start_on=date(2026, 1, 1), baseline_finish_on=date(2026, 4, 11),
        forecast_finish_on=date(2026, 4, 26),
    )  # fmt: skip
    book.add(
        "risk", title="Rock", reference="R-1", project_key=key, probability=4, impact=5, owner="A", response="reduce"
    )
    book.add("risk", title="Mud", project_key=key, probability=1, impact=1)
    book.add("change_request", title="More", project_key=key, cost_effect=60_00, verdict="approved")
    book.add("gate", name="Gate 3", project_key=key, held_on=date(2026, 1, 10), verdict="hold")
    book.add("benefit", title="Faster", project_key=key, target=100, forecast=92)
    role = book.add("role", name="Diver")
    book.add("role_capacity", role_key=role, month_on=date(2026, 2, 1), fte=1)
    book.add("demand", project_key=key, role_key=role, month_on=date(2026, 2, 1), fte=2)
    return key


@pytest.mark.parametrize(
    ("dimension", "rating", "table", "title", "number", "limit"),
    [
        (Dimension.SCHEDULE, Rating.RED, "project", "Dates of the project", ("Slip", "15 days"),
         ("Red above", "10.0%")),
        (Dimension.COST, Rating.AMBER, "project", "Money of the project", ("Variance", "+£70, 7.0%"),
         ("Amber from", "5.0%")),
        (Dimension.SCOPE, Rating.AMBER, "change_request", "More", ("Change that counts", "£60"),
         ("Amber from", "5.0%")),
        (Dimension.QUALITY, Rating.RED, "gate", "Gate 3", ("Last gate", "Gate 3"),
         ("Whose", "those of the workspace")),
        (Dimension.RISK, Rating.RED, "risk", "R-1 Rock", ("Highest score", "20"), ("Red from", "20")),
        (Dimension.BENEFITS, Rating.AMBER, "benefit", "Faster", ("Largest shortfall", "8.0%"), ("Red above", "10.0%")),
        (Dimension.RESOURCES, Rating.RED, "demand", "Diver", ("Without capacity", "50.0%"), ("Red above", "10.0%")),
    ],
)  # fmt: skip
def test_a_dimension_tells_its_numbers_thresholds_and_driver(
    book: "Book", quay: int, dimension: Dimension, rating: Rating, table: str, title: str,
    number: tuple[str, str], limit: tuple[str, str],
) -> None:  # fmt: skip
    found = ask(book, quay, dimension)
    assert found.shown is rating
    assert found.title == dimension.label
    assert found.rule
    assert found.driver is not None
    assert (found.driver.table, found.driver.title) == (table, title)
    assert number in found.numbers
    assert limit in found.limits
    assert [side.rating for side in found.sides] == [rating, None, None]


@pytest.mark.parametrize("has_driver_first", [True, False])
def test_of_records_called_the_same_the_one_that_drove_the_rating_is_told(
    book: "Book", *, has_driver_first: bool
) -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay", bac=1_000_00)
    book.add("risk", title="Rock", project_key=book.project("Crane"), probability=5, impact=5)
    order = (True, False) if has_driver_first else (False, True)
    grave = [
        (
            book.add("risk", title="Rock", project_key=key, probability=4 if worst else 1, impact=5),
            book.add("benefit", title="Faster", project_key=key, target=100, forecast=80 if worst else 99),
            book.add("change_request", title="More", project_key=key, verdict="approved",
                     cost_effect=200_00 if worst else 1_00),
            book.add("gate", name="Review", project_key=key, verdict="hold" if worst else "proceed",
                     held_on=date(2026, 1, 20 if worst else 10)),
            book.add("milestone", name="Go live", project_key=key, is_key=True, baseline_on=date(2026, 2, 1),
                     forecast_on=date(2026, 6 if worst else 2, 2)),
        )
        for worst in order
    ][order.index(True)]  # fmt: skip
    about = (Dimension.RISK, Dimension.BENEFITS, Dimension.SCOPE, Dimension.QUALITY, Dimension.SCHEDULE)
    drivers = [ask(book, key, dimension).driver for dimension in about]
    assert tuple(each.key for each in drivers if each) == grave


def test_of_roles_called_the_same_the_demand_for_the_one_that_is_short_is_told(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key, month = book.project("Quay"), date(2026, 2, 1)
    demands: list[int] = []
    for capacity in (9, 1, 9):
        role = book.add("role", name="Diver")
        book.add("role_capacity", role_key=role, month_on=month, fte=capacity)
        demands.append(book.add("demand", project_key=key, role_key=role, month_on=month, fte=2))
    driver = ask(book, key, Dimension.RESOURCES).driver
    assert driver is not None
    assert (driver.table, driver.key) == ("demand", demands[1])


def test_the_whole_is_explained_by_its_worst_dimension(book: "Book", quay: int) -> None:
    found = ask(book, quay, None)
    assert (found.shown, found.title) == (Rating.RED, "Overall")
    assert found.rule.startswith("The worst dimension counts: Schedule.")
    assert found.driver is not None


def test_reported_and_pmo_view_stand_beside_with_reason_and_age(book: "Book", quay: int) -> None:
    book.report(quay, Rating.AMBER, cost=Rating.GREEN, submitted_on=date(2026, 1, 21))
    book.override(quay, Rating.GREEN, "The claim is settled")
    book.override(quay, Rating.RED, "Not yet", Dimension.COST)
    found = ask(book, quay, None)
    assert found.shown is Rating.GREEN
    assert [side.rating for side in found.sides] == [Rating.RED, Rating.AMBER, Rating.GREEN]
    assert found.sides[2].note == "The claim is settled · I. Marchetti · 31 Jan 2026"
    assert (found.age_days, found.is_stale) == (10, True)
    cost = ask(book, quay, Dimension.COST)
    assert [side.rating for side in cost.sides] == [Rating.AMBER, Rating.GREEN, Rating.RED]
    assert cost.shown is Rating.RED


def test_a_project_with_thresholds_of_its_own_says_why(book: "Book", quay: int) -> None:
    own = ThresholdOverride(project_key=quay, cost_amber=8.0, cost_red=12.0, reason="The grant allows it")
    book.workspace.do("Own", lambda s: s.add(own))
    found = ask(book, quay, Dimension.COST)
    assert found.shown is Rating.GREEN
    assert found.limits == (
        ("Amber from", "8.0%"),
        ("Red above", "12.0%"),
        ("The project's own", "The grant allows it"),
    )


def test_weights_and_five_points_are_told(book: "Book", quay: int) -> None:
    book.workspace.do("Weigh", lambda s: setattr(settings_of(s), "overall_rule", OverallRule.WEIGHTS))
    book.workspace.do("Five", lambda s: setattr(settings_of(s), "scale", Scale.FIVE))
    found = ask(book, quay, None)
    assert found.rule == "The weighted mean of the dimensions."
    assert found.scale is Scale.FIVE
    assert ask(book, quay, Dimension.COST).shown is Rating.AMBER


def test_what_has_no_data_is_not_rated_and_says_so(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Bare")
    for dimension in (None, *Dimension):
        found = ask(book, key, dimension)
        assert found.shown is None
        assert found.sentence.startswith("Not rated")
        assert found.driver is None or found.driver.table == "project"
    operation = book.project("Operation", kind="operation")
    with book.workspace.reading() as session:
        period = periods.current_period(session)
        assert period is not None
        assert why(session, period, operation, None) is None
