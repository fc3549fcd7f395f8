from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import MilestoneKind, ProjectStatus
from pmo_desktop.services.insights.due import milestones_due

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def test_what_falls_due_in_thirty_days_stands_nearest_first(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay", reference="P-1")
    for name, day in (
        ("today", date(2026, 1, 31)),
        ("last", date(2026, 3, 2)),
        ("later", date(2026, 3, 3)),
        ("first", date(2026, 2, 1)),
    ):
        book.add("milestone", project_key=key, name=name, baseline_on=day, kind=MilestoneKind.GATE)
    found = book.ask(milestones_due)
    assert [(each.name, each.in_days, each.project, each.reference) for each in found.soon] == [
        ("first", 1, "Quay", "P-1"),
        ("last", 30, "Quay", "P-1"),
    ]
    assert (found.overdue, found.waiting) == (1, 4)


def test_a_forecast_counts_before_the_baseline_and_tells_the_slip(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay")
    book.add("milestone", project_key=key, name="Gate", baseline_on=date(2025, 6, 1), forecast_on=date(2026, 2, 10))
    (due,) = book.ask(milestones_due).soon
    assert (due.project_key, due.due_on, due.slip_days) == (key, date(2026, 2, 10), 254)


def test_what_was_reached_by_the_cut_off_or_belongs_to_a_closed_project_is_not_due(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key, over = book.project("Quay"), book.project("Over")
    book.add("milestone", project_key=key, name="No date")
    book.add("milestone", project_key=key, name="Done", baseline_on=date(2026, 2, 5), actual_on=date(2026, 1, 31))
    book.add("milestone", project_key=key, name="Done later", baseline_on=date(2026, 2, 5), actual_on=date(2026, 2, 1))
    book.add("milestone", project_key=over, name="Gone", baseline_on=date(2026, 2, 5))
    book.change(over, status=ProjectStatus.CLOSED)
    assert [each.name for each in book.ask(milestones_due).soon] == ["Done later"]
