from typing import TYPE_CHECKING

from pmo_desktop.domain.risk import Risk
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.insights.before import Values, changed_since

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.services.insights.conftest import Book

Changed = dict[int, Values | None] | None


def asked(book: "Book") -> Changed:
    answer: Changed = book.ask(lambda session, standing: changed_since(session, standing, Risk))
    return answer


def score(book: "Book", key: int, probability: int) -> None:
    def change(session: "Session") -> None:
        session.get_one(Risk, key).probability = probability

    book.workspace.do("Score", change)


def test_nothing_is_known_without_a_period_before(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.add("risk", title="Rock")
    assert asked(book) is None


def test_what_changed_since_the_freeze_is_told_as_it_was_then(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.add("risk", title="It’s rock, or mud", probability=2)
    still = book.add("risk", title="Still", probability=2)
    freeze_period(book.workspace, "January 2026")
    book.open("February 2026", 2026, 2)
    score(book, key, 3)
    score(book, key, 5)
    changed = asked(book)
    assert changed is not None
    values = changed[key]
    assert values is not None
    assert (values["title"], values["probability"], values["impact"]) == ("It’s rock, or mud", 2, None)
    assert still not in changed


def test_what_is_newer_has_no_earlier_values(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    freeze_period(book.workspace, "January 2026")
    book.open("February 2026", 2026, 2)
    key = book.add("risk", title="New")
    assert asked(book) == {key: None}


def test_without_a_freeze_the_opening_of_the_period_counts(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    key = book.add("risk", title="Rock", probability=2)
    score(book, key, 3)
    book.open("February 2026", 2026, 2)
    score(book, key, 4)
    changed = asked(book)
    assert changed is not None
    values = changed[key]
    assert values is not None
    assert values["probability"] == 3


def test_a_period_opened_after_the_one_that_follows_it_tells_nothing(book: "Book") -> None:
    book.open("February 2026", 2026, 2)
    book.add("risk", title="Rock")
    book.open("January 2026", 2026, 1)
    assert asked(book) is None


def test_the_last_of_two_freezes_counts(book: "Book") -> None:
    from pmo_desktop.services import periods

    book.open("January 2026", 2026, 1)
    key = book.add("risk", title="Rock", probability=2)
    freeze_period(book.workspace, "January 2026")
    book.workspace.do(
        "Reopen",
        lambda session: periods.reopen(session, periods.period_named(session, "January 2026"), "A late report"),
    )
    score(book, key, 3)
    freeze_period(book.workspace, "January 2026")
    book.open("February 2026", 2026, 2)
    score(book, key, 5)
    changed = asked(book)
    assert changed is not None
    values = changed[key]
    assert values is not None
    assert values["probability"] == 3
