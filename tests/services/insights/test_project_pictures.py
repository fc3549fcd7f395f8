from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.domain.method import MethodItemKind
from pmo_desktop.domain.rules.quality import Verdict
from pmo_desktop.services.insights.assessment_shapes import HeatTable
from pmo_desktop.services.insights.project_changes import project_changes
from pmo_desktop.services.insights.project_documents import project_documents
from pmo_desktop.services.insights.project_gates import project_gates
from pmo_desktop.services.insights.project_shapes import DocumentCover, GatePath, ReportStrip
from pmo_desktop.services.insights.record import RecordChange
from pmo_desktop.services.insights.report_strip import report_strip
from pmo_desktop.services.periods import freeze, period_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from pmo_desktop.services.insights.tab_said import TabSaid
    from tests.services.insights.conftest import Book


@pytest.fixture
def month(book: "Book") -> "Book":
    book.open("January 2026", 2026, 1)
    return book


def said(book: "Book", ask: "Callable[[Session, int], TabSaid]", key: int) -> "TabSaid":
    return book.ask(lambda session, _: ask(session, key))


# Gates ---------------------------------------------------------------------------------------------------------------


def test_gates_tell_the_last_verdict_and_its_open_conditions(month: "Book") -> None:
    key = month.project("Quay")
    gate = month.add("gate", project_key=key, name="Gate 2", held_on=date(2026, 1, 9), verdict=Verdict.CONDITIONS)
    month.add("gate", project_key=key, name="Gate 3", planned_on=date(2026, 4, 1))
    month.add("action", project_key=key, title="Test the wall", owner="A. Mason", gate_key=gate,
              due_on=date(2026, 2, 1))  # fmt: skip
    found = said(month, project_gates, key)
    assert found.headline == f"2 gates, 1 held; last verdict: {Verdict.CONDITIONS.label.lower()}"
    assert found.title == "1 condition is still open"
    assert [note.text for note in found.notes] == ["Condition of Gate 2: Test the wall, A. Mason, due 1 Feb 2026."]
    assert isinstance(found.answer, GatePath)
    second, third = found.answer.stops
    assert (second.rating, second.strong) == (Rating.AMBER, True)
    assert second.note == "Proceed with conditions · 9 Jan 2026 · 1 condition open"
    assert (third.rating, third.note, third.strong) == (None, "expected 1 Apr 2026", False)


def test_a_gate_moves_with_its_milestone_and_says_how_late_it_is(month: "Book") -> None:
    key = month.project("Quay")
    milestone = month.add("milestone", project_key=key, name="Go live", baseline_on=date(2026, 4, 1),
                          forecast_on=date(2026, 5, 13))  # fmt: skip
    month.add("gate", project_key=key, name="Gate 4", milestone_key=milestone, planned_on=date(2026, 4, 1))
    found = said(month, project_gates, key)
    assert found.title == "Gate 4 is 42 days late"
    assert isinstance(found.answer, GatePath)
    (stop,) = found.answer.stops
    assert (stop.planned_on, stop.expected_on) == (date(2026, 4, 1), date(2026, 5, 13))
    assert stop.note == "expected 13 May 2026 · 42 days late"


def test_a_gate_that_was_due_and_not_held_says_so_and_one_of_the_lifecycle_is_still_to_come(month: "Book") -> None:
    lifecycle = month.add("lifecycle", name="Standard")
    key = month.project("Quay", lifecycle_key=lifecycle)
    month.add("phase", lifecycle_key=lifecycle, name="Build", gate="Gate of the build")
    month.add("gate", project_key=key, name="Review", planned_on=date(2026, 1, 2))
    found = said(month, project_gates, key)
    assert isinstance(found.answer, GatePath)
    assert [(each.label, each.note, each.strong) for each in found.answer.stops] == [
        ("Review", "was due 2 Jan 2026", True),
        ("Gate of the build", "not on the calendar yet", False),
    ]


# Reports -------------------------------------------------------------------------------------------------------------


def test_the_strip_tells_when_each_report_came_and_what_the_pmo_thinks_of_it(month: "Book") -> None:
    key = month.project("Quay")
    month.report(key, Rating.GREEN, cost=Rating.AMBER, state=ReportState.SUBMITTED, submitted_on=date(2026, 1, 20))
    month.open("February 2026", 2026, 2)
    month.report(key, Rating.GREEN, state=ReportState.SUBMITTED, submitted_on=date(2026, 3, 20))
    month.override(key, Rating.RED, "It is not.")
    found = said(month, report_strip, key)
    assert isinstance(found.answer, ReportStrip)
    first, second = found.answer.columns
    assert (first.label, first.came, first.ratings[:3]) == ("Jan", "in", (Rating.GREEN, None, Rating.AMBER))
    assert second.ratings[0] is Rating.RED
    assert second.tone is Rating.AMBER
    assert second.told[0].startswith("February 2026: submitted 20 Mar 2026, ")
    assert int(second.came.removeprefix("+")) > 0
    assert found.title == "1 of the last 2 reports came late"


def test_a_frozen_month_without_a_report_counts_against_the_project_and_an_open_one_does_not(month: "Book") -> None:
    key = month.project("Quay")
    assert said(month, report_strip, key).title == "The first report is still to come"
    month.workspace.do("Freeze", lambda session: freeze(session, period_named(session, "January 2026")))
    month.open("February 2026", 2026, 2)
    found = said(month, report_strip, key)
    assert found.title == "1 of the last 2 reports were not written"
    assert isinstance(found.answer, ReportStrip)
    assert found.answer.columns[-1].came in {"due", "c/f"}


# Documents -----------------------------------------------------------------------------------------------------------


def test_documents_stand_against_what_the_lifecycle_asks_for_phase_by_phase(month: "Book") -> None:
    lifecycle = month.add("lifecycle", name="Standard")
    define = month.add("phase", lifecycle_key=lifecycle, name="Define", stage="define")
    deliver = month.add("phase", lifecycle_key=lifecycle, name="Deliver", stage="deliver", position=1)
    kind = MethodItemKind.DOCUMENT
    for phase, title in ((define, "Business case"), (define, "Plan"), (deliver, "Test report")):
        month.add("method_item", phase_key=phase, kind=kind, title=title)
    month.add("method_item", phase_key=define, kind=MethodItemKind.ACTIVITY, title="Kick-off")
    key = month.project("Quay", lifecycle_key=lifecycle, stage="deliver")
    paper = month.add("document", project_key=key, title="Quay business case, final", added_on=date(2026, 1, 5))
    found = said(month, project_documents, key)
    assert isinstance(found.answer, DocumentCover)
    assert [(row.label, row.shown, row.strong, [cell.state for cell in row.cells]) for row in found.answer.rows] == [
        ("Define", "1 of 2", True, ["there", "missing"]),
        ("Deliver", "0 of 1", False, ["open"]),
    ]
    assert found.answer.rows[0].cells[0].key == f"document {paper}"
    assert found.title == "1 document is missing"
    assert [note.text for note in found.notes] == ["Plan is missing: Define is over."]


def test_without_a_lifecycle_documents_are_counted_by_their_age(month: "Book") -> None:
    key = month.project("Quay")
    assert said(month, project_documents, key).answer == DocumentCover()
    for title, added_on in (("New", date(2026, 1, 20)), ("Old", date(2024, 1, 1)), ("Undated", None)):
        month.add("document", project_key=key, title=title, added_on=added_on)
    found = said(month, project_documents, key)
    assert isinstance(found.answer, DocumentCover)
    assert [(row.label, row.shown) for row in found.answer.rows] == [
        ("up to a month", "1"), ("older", "1"), ("no date", "1")]  # fmt: skip
    assert found.title == "The newest is of 20 Jan 2026"


# History -------------------------------------------------------------------------------------------------------------


def change(table: str, day: date, by: str = "") -> RecordChange:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return RecordChange(1, "", "do", at, by, "", is_new=False, is_gone=False, cells=(), table=table)


def table_of(changes: list[RecordChange]) -> HeatTable:
    found = project_changes(changes)
    assert isinstance(found.answer, HeatTable)
    return found.answer


def test_edits_are_counted_by_area_and_day_and_by_who_wrote() -> None:
    changes = [
        change("risk", date(2026, 3, 4), "A. Mason"),
        change("issue", date(2026, 3, 4), "A. Mason"),
        change("milestone", date(2026, 3, 6), "B. Pike"),
    ]
    found = project_changes(changes)
    assert (found.title, found.caption) == ("Most of it in RAID: 2 of 3, last 6 Mar 2026", "Edits a day, by area")
    assert [note.text for note in found.notes] == ["A. Mason: 2 edits", "B. Pike: 1 edit"]
    table = table_of(changes)
    assert table.columns == ("4 Mar", "5 Mar", "6 Mar")
    assert [(row.label, row.shown) for row in table.rows] == [("Schedule", ("", "", "1")), ("RAID", ("2", "", ""))]


def test_a_longer_history_is_counted_by_week_then_by_month() -> None:
    weeks = [change("risk", date(2026, 3, 4)), change("risk", date(2026, 3, 23))]
    assert table_of(weeks).columns == ("2 Mar", "9 Mar", "16 Mar", "23 Mar")  # from Mondays on
    assert table_of(weeks).rows[0].values == (1, 0, 0, 1)
    months = [change("risk", date(2025, 3, 4)), change("risk", date(2026, 1, 31)), change("risk", date(2026, 3, 1))]
    assert project_changes(months).caption == "Edits a month, by area"
    assert table_of(months).columns == ("Aug", "Sept", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
    assert table_of(months).rows[0].values == (0, 0, 0, 0, 0, 1, 0, 1)


def test_nothing_edited_says_so() -> None:
    assert project_changes([]).title == "Nothing was edited yet"
    assert not table_of([]).rows
