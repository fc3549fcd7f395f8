from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import EntryKind, Rating
from pmo_desktop.services.insights.history import PeriodFigures, history

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def past(book: "Book", most: int = 6) -> tuple[PeriodFigures, ...]:
    answer: tuple[PeriodFigures, ...] = book.ask(lambda session, standing: history(session, standing.period.key, most))
    return answer


def test_every_period_tells_its_reds_and_its_sums_oldest_first(two_months: "Book") -> None:
    assert past(two_months) == (
        PeriodFigures("January 2026", 1, 100_000_000_00),
        PeriodFigures("February 2026", 1, 115_000_000_00),
    )


def test_only_the_last_periods_are_told(two_months: "Book") -> None:
    assert [each.name for each in past(two_months, 1)] == ["February 2026"]


def test_operations_count_for_nothing(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay", eac=5, in_year_forecast=7), Rating.RED)
    book.project("Harbour watch", kind=EntryKind.OPERATION, eac=100)
    assert past(book) == (PeriodFigures("January 2026", 1, None, 5, 7),)
