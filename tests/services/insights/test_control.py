from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, ProjectStatus, Rating, ReportState
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.services import periods
from pmo_desktop.services.insights.control import Control, control, span_of
from pmo_desktop.services.periods import current_period

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def asked(book: "Book", left_out: tuple[str, ...] = ()) -> Control:
    answer = book.ask(
        lambda session, standing: control(
            session, standing, recipe="Board pack", audience="Board", distribution="Members", left_out=left_out
        )
    )
    assert isinstance(answer, Control)
    return answer


def notes(book: "Book") -> dict[str, tuple[str, ...]]:
    return {note.title: note.projects for note in asked(book).notes}


@pytest.fixture
def month(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    return book


def good(book: "Book", name: str, **values: object) -> int:
    """A project that nothing is amiss with."""
    facts = {"forecast_start_on": date(2025, 1, 1), "forecast_finish_on": date(2026, 12, 1), "whole_life_cost": 100}
    key: int = book.project(name, **{**facts, **values})
    book.report(key, Rating.GREEN)
    return key


def test_reports_are_told_apart_by_state(month: "Book") -> None:
    states = {
        "Carried": ReportState.CARRIED_FORWARD,
        "Draft": ReportState.DRAFT,
        "Missing": ReportState.MISSING,
        "In": ReportState.SUBMITTED,
    }
    for name, state in states.items():
        month.report(month.project(name), Rating.GREEN, state=state)
    answer = asked(month)
    assert (answer.carried, answer.drafts, answer.missing, answer.submitted) == (
        ("Carried",),
        ("Draft",),
        ("Missing",),
        ("In",),
    )
    assert answer.title == "1 of 4 reports are in; 1 carried forward, 1 in draft, 1 missing"


@pytest.mark.parametrize(
    ("count", "title"),
    [(0, "No project reports in January 2026"), (1, "The one report is in"), (3, "All 3 reports are in")],
)
def test_the_title_says_when_all_reports_are_in(month: "Book", count: int, title: str) -> None:
    for number in range(count):
        good(month, f"Project {number}")
    assert asked(month).title == title


def test_an_open_period_says_that_figures_may_change_and_a_frozen_one_that_they_do_not(month: "Book") -> None:
    assert asked(month).reason.startswith("The period is still open")

    def freeze(session: Session) -> None:
        period = current_period(session)
        assert period is not None
        periods.freeze(session, period, b"copy", "0" * 64)

    month.workspace.do("Freeze", freeze)
    assert asked(month).reason == "The period is frozen: the same pack comes out of it whenever it is written again."


def test_overrides_are_told_with_their_reason(month: "Book") -> None:
    key = good(month, "Quay")
    month.override(key, Rating.RED, "Missed the gate.")
    month.override(key, Rating.AMBER, "", Dimension.COST)
    told = [(each.dimension, each.reported, each.shown, each.reason, each.by) for each in asked(month).overridden]
    assert told == [
        (None, Rating.GREEN, Rating.RED, "Missed the gate.", "I. Marchetti"),
        (Dimension.COST, None, Rating.AMBER, "", "I. Marchetti"),
    ]


def test_good_data_needs_no_note(month: "Book") -> None:
    good(month, "Quay")
    assert notes(month) == {}
    assert "data quality" not in asked(month).reason


@pytest.mark.parametrize(
    ("note", "values"),
    [
        ("Finish before start", {"forecast_start_on": date(2027, 1, 1)}),
        ("Finish before start", {"baseline_start_on": date(2026, 2, 2), "baseline_finish_on": date(2026, 2, 1)}),
        ("Finish has passed", {"forecast_finish_on": date(2026, 1, 30)}),
        ("No finish date", {"forecast_finish_on": None}),
        ("No cost", {"whole_life_cost": None}),
    ],
)
def test_facts_that_miss_or_contradict_are_noted(month: "Book", note: str, values: dict[str, object]) -> None:
    good(month, "Quay")
    good(month, "Crane", **values)
    assert notes(month) == {note: ("Crane",)}
    assert asked(month).reason.endswith("1 project has a note on data quality.")


def test_a_missing_report_and_a_rating_that_is_missing_are_noted(month: "Book") -> None:
    month.report(good(month, "Quay"), None, state=ReportState.MISSING, submitted_on=None)
    assert notes(month) == {"No report": ("Quay",), "Not rated": ("Quay",)}


def test_a_report_from_before_the_period_is_stale(month: "Book") -> None:
    month.report(good(month, "Quay"), Rating.GREEN, submitted_on=date(2025, 12, 31))
    assert notes(month) == {"Stale report": ("Quay",)}


def test_an_override_without_a_reason_is_noted(month: "Book") -> None:
    month.override(good(month, "Quay"), Rating.RED, "  ")
    assert notes(month) == {"Overridden without a reason": ("Quay",)}


def test_a_rating_better_than_its_dates_and_money_is_noted_unless_the_pmo_gave_its_view(month: "Book") -> None:
    quay = good(month, "Quay", bac=100, eac=130)
    assert notes(month) == {"Reported better than calculated": ("Quay",)}
    month.override(quay, Rating.GREEN, "Paid by the insurer.")
    assert notes(month) == {}


def test_a_closed_project_needs_neither_cost_nor_rating(month: "Book") -> None:
    key = good(month, "Quay", whole_life_cost=None, actual_finish_on=date(2026, 1, 5))
    month.report(key, None)
    month.change(key, status=ProjectStatus.CLOSED)
    assert notes(month) == {}


def test_cells_that_could_not_be_read_are_counted_and_columns_without_a_field_are_not(month: "Book") -> None:
    key = good(month, "Quay")

    def keep(session: Session) -> None:
        period = current_period(session)
        assert period is not None
        for reason in ("Not an amount", ""):
            session.add(KeptText(project_key=key, period_key=period.key, header="Cost", text="lots", reason=reason))

    month.workspace.do("Keep", keep)
    assert asked(month).unread_cells == 1


def test_the_recipe_and_what_is_left_out_are_told(month: "Book") -> None:
    answer = asked(month, ("Benefits",))
    assert (answer.recipe, answer.audience, answer.distribution, answer.left_out) == (
        "Board pack",
        "Board",
        "Members",
        ("Benefits",),
    )
    assert span_of(answer.period) == "1 Jan 2026 to 31 Jan 2026"
    assert answer.previous is None
