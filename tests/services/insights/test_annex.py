from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import DecisionOutcome, ItemState
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.services.insights.annex import Annex, annex
from pmo_desktop.services.periods import current_period

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def asked(book: "Book") -> Annex:
    answer = book.ask(annex)
    assert answer is not None
    return answer


def test_a_workspace_without_projects_has_no_annex(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    assert book.ask(annex) is None


def test_the_register_is_in_the_order_of_names(two_months: "Book") -> None:
    assert [entry.name for entry in asked(two_months).entries] == ["Crane", "Gate", "Light", "Quay"]
    assert asked(two_months).limits.red == 10.0


def test_a_decision_is_open_while_it_waits_for_its_outcome_and_a_note_never_is(two_months: "Book") -> None:
    two_months.add("decision", title="Ask", decide_by_on=date(2026, 3, 1))
    two_months.add("decision", title="Note", kind="note")
    two_months.add("decision", title="Done", outcome=DecisionOutcome.AGREED, decide_by_on=date(2026, 2, 1))
    assert [(each.title, each.is_open) for each in asked(two_months).decisions] == [
        ("Done", False), ("Ask", True), ("Note", False),
    ]  # fmt: skip


def test_actions_are_late_from_their_due_day_to_the_cut_off(two_months: "Book") -> None:
    closed = {"state": ItemState.CLOSED}
    two_months.add("action", title="Late", due_on=date(2026, 2, 18))
    two_months.add("action", title="In time", due_on=date(2026, 3, 1))
    two_months.add("action", title="Some day")
    two_months.add("action", title="Just closed", due_on=date(2026, 2, 1), closed_on=date(2026, 2, 2), **closed)
    two_months.add("action", title="Long closed", due_on=date(2026, 1, 1), closed_on=date(2026, 1, 2), **closed)
    assert [(each.title, each.days_late) for each in asked(two_months).actions] == [
        ("Just closed", 0), ("Late", 10), ("In time", 0), ("Some day", 0),
    ]  # fmt: skip


def test_cells_that_could_not_be_read_are_listed_and_columns_without_a_field_are_not(two_months: "Book") -> None:
    entry = asked(two_months).entries[0]
    with two_months.workspace.reading() as session:
        period = current_period(session)
        assert period is not None
        where = {"project_key": entry.key, "period_key": period.key}
    two_months.workspace.do(
        "Keep", lambda s: s.add(KeptText(**where, header="Cost", text="TBC", reason="not an amount"))
    )
    two_months.workspace.do("Keep", lambda s: s.add(KeptText(**where, header="Colour", text="blue")))
    (unread,) = asked(two_months).unread
    assert (unread.project, unread.header, unread.text, unread.reason) == ("Crane", "Cost", "TBC", "not an amount")
