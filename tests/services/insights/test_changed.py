from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ItemState, Level, Rating, Scale
from pmo_desktop.services import escalations, periods, registers
from pmo_desktop.services.insights import changed
from pmo_desktop.services.insights.changed import Changed, Kind, changed_between, changed_since
from pmo_desktop.services.registry import register_named
from pmo_desktop.services.settings import settings_of

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def told(found: Changed) -> list[tuple[str, str, str]]:
    return [(line.kind.value, line.title, line.note) for line in found.lines]


def periods_of(book: "Book", before: str, after: str) -> Changed:
    with book.workspace.reading() as session:
        return changed_between(session, periods.period_named(session, before), periods.period_named(session, after))


def do(book: "Book", command: Callable[[Session], object]) -> None:
    book.workspace.do("Step", command)


def freeze(book: "Book", name: str) -> None:
    do(book, lambda s: periods.freeze(s, periods.period_named(s, name)))


def moment(book: "Book") -> int:
    return book.workspace.history(1)[0].seq


def since(book: "Book", seq: int) -> Changed:
    with book.workspace.reading() as session:
        return changed_since(session, seq, "then")


def edit(book: "Book", table: str, key: int, **values: object) -> None:
    for name, value in values.items():
        do(book, lambda s, name=name, value=value: registers.edit(s, register_named(table), key, name, value))  # type: ignore[misc]


def test_two_periods_tell_ratings_dates_money_texts_and_who_is_new(two_months: "Book") -> None:
    found = periods_of(two_months, "January 2026", "February 2026")
    assert (found.before, found.after, found.scale_changed) == ("January 2026", "February 2026", False)
    assert told(found)[:5] == [
        ("down", "Quay", "Amber → Red"),
        ("up", "Crane", "Red → Amber"),
        ("new", "Light", "reports for the first time"),
        ("slipped", "Quay", "Finish +45 d: 1 Dec 2026 → 15 Jan 2027"),
        ("money", "Quay", "Cost +£5.0m, now £55.0m"),
    ]
    texts = {line.note: line.texts for line in found.of(Kind.TEXT) if line.title == "Quay"}
    assert texts["Path to green"] == ("Dredge first.", "Hire a cutter. Then dredge.")
    assert found.of(Kind.DOWN)[0].ratings == (Rating.AMBER, Rating.RED)


def test_the_same_two_periods_the_other_way_round_tell_the_opposite(two_months: "Book") -> None:
    found = told(periods_of(two_months, "February 2026", "January 2026"))
    assert ("up", "Quay", "Red → Amber") in found
    assert ("closed", "Light", "reports no more") in found
    assert ("earlier", "Quay", f"Finish {chr(0x2212)}45 d: 15 Jan 2027 → 1 Dec 2026") in found


def test_who_has_not_reported_yet_has_not_changed_the_words(two_months: "Book") -> None:
    two_months.open("March 2026", 2026, 3)
    assert periods_of(two_months, "February 2026", "March 2026").of(Kind.TEXT) == ()


def test_another_scale_is_marked_and_neither_up_nor_down(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.project("Quay")
    book.report(key, Rating.AMBER)
    freeze(book, "January 2026")
    do(book, lambda s: setattr(settings_of(s), "scale", Scale.FIVE))
    book.open("February 2026", 2026, 2)
    book.report(key, Rating.AMBER_RED)
    found = periods_of(book, "January 2026", "February 2026")
    assert found.scale_changed
    assert told(found)[0] == ("otherwise", "Quay", "Amber → Amber/Red, on another scale")


@pytest.fixture
def quay(book: "Book") -> int:
    """A project that reported in January, which is frozen."""
    book.open("January 2026", 2026, 1)
    key = book.project("Quay", bac=1_000_00, eac=1_000_00, forecast_finish_on=date(2026, 12, 1))
    book.report(key, Rating.GREEN)
    return key


def test_records_are_told_by_what_became_of_them(book: "Book", quay: int) -> None:
    add, day = book.add, date(2026, 1, 20)
    milestone = add("milestone", name="Deck", project_key=quay, forecast_on=date(2026, 6, 1))
    risk = add("risk", title="Rock", project_key=quay, cause="Old maps", owner="A")
    issue = add("issue", title="Mud", project_key=quay)
    gone = add("issue", title="Dust", project_key=quay)
    decision = add("decision", title="Dig?", project_key=quay)
    freeze(book, "January 2026")
    book.open("February 2026", 2026, 2)
    edit(book, "milestone", milestone, forecast_on=date(2026, 6, 15))
    do(book, lambda s: escalations.escalate(s, "risk", risk, Level.BOARD, reason="Dear", on=day))
    edit(book, "risk", risk, cause="Old maps and haste", owner="B")
    edit(book, "issue", issue, state=ItemState.CLOSED)
    do(book, lambda s: registers.remove(s, register_named("issue"), [gone]))
    edit(book, "decision", decision, outcome="agreed")
    add("action", title="Survey", project_key=quay)
    found = periods_of(book, "January 2026", "February 2026")
    assert told(found) == [
        ("new", "Survey", ""),
        ("closed", "Mud", "closed"),
        ("closed", "Dust", "removed"),
        ("slipped", "Deck", "+14 d: 1 Jun 2026 → 15 Jun 2026"),
        ("escalated", "Rock", "Project → Board"),
        ("decided", "Dig?", "Agreed"),
        ("text", "Rock", "Cause"),
        ("changed", "Rock", "Owner: A → B"),
    ]
    assert found.of(Kind.TEXT)[0].texts == ("Old maps", "Old maps and haste")
    assert {line.project for line in found.lines} == {"Quay"}
    assert found.of(Kind.SLIPPED)[0].table == "milestone"
    assert found.of(Kind.SLIPPED)[0].key == milestone


def test_a_later_change_is_not_told_of_two_frozen_periods(book: "Book", quay: int) -> None:
    risk = book.add("risk", title="Rock", project_key=quay, owner="A")
    freeze(book, "January 2026")
    book.open("February 2026", 2026, 2)
    edit(book, "risk", risk, owner="B")
    freeze(book, "February 2026")
    book.open("March 2026", 2026, 3)
    edit(book, "risk", risk, owner="C")
    assert told(periods_of(book, "January 2026", "February 2026")) == [("changed", "Rock", "Owner: A → B")]
    assert told(periods_of(book, "January 2026", "March 2026")) == [("changed", "Rock", "Owner: A → C")]


def test_since_any_moment_ratings_are_those_that_counted_then(book: "Book", quay: int) -> None:
    then = moment(book)
    assert since(book, then).lines == ()
    book.change(quay, eac=1_200_00, forecast_finish_on=date(2026, 12, 11))
    book.report(quay, None, summary="Rock")
    found = since(book, then)
    assert told(found)[:3] == [
        ("down", "Quay", "Green → Red"),
        ("slipped", "Quay", "Finish +10 d: 1 Dec 2026 → 11 Dec 2026"),
        ("money", "Quay", "Cost +£200, now £1.2k"),
    ]
    later = moment(book)
    book.override(quay, Rating.AMBER, "Paid by the port")
    assert told(since(book, later)) == [("up", "Quay", "Red → Amber")]
    book.workspace.undo()
    assert since(book, later).lines == ()


def test_since_a_moment_before_the_period_compares_with_the_report_that_was_the_newest_then(
    book: "Book", quay: int
) -> None:
    freeze(book, "January 2026")
    then = moment(book)
    book.open("February 2026", 2026, 2)
    book.report(quay, Rating.RED)
    other = book.project("Crane")
    found = told(since(book, then))
    assert found[0] == ("down", "Quay", "Green → Red")
    assert ("new", "Crane", "reports for the first time") in found
    do(book, lambda s: registers.remove(s, register_named("project"), [other]))
    assert "Crane" not in {title for _, title, _ in told(since(book, then))}


def test_many_new_records_are_told_in_one_line(book: "Book", quay: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "MOST", 2)
    then = moment(book)
    for number in range(5):
        book.add("risk", title=f"Risk {number}", project_key=quay)
    found = since(book, then)
    assert told(found) == [("new", "Risk 0", ""), ("new", "Risk 1", ""), ("new", "3 more", "")]
    assert found.lines[-1].key == 0
