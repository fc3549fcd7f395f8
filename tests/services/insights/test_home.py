from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.domain.choices import DecisionKind, Level, Rating
from pmo_desktop.services import workspaces
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.insights.dashboard import dashboard
from pmo_desktop.services.insights.home import Beginning, Home, beginning, home, home_of
from pmo_desktop.services.insights.summary import summary

if TYPE_CHECKING:
    from tests.services.insights.conftest import Book


def page(book: "Book") -> Home:
    found = book.ask(home)
    assert isinstance(found, Home)
    return found


def test_the_title_is_the_summary_s_and_the_bars_are_the_dashboard_s(two_months: "Book") -> None:
    found = page(two_months)
    told = two_months.ask(summary)
    board = two_months.ask(lambda _session, standing: dashboard(standing))
    assert told is not None
    assert board is not None
    assert found.title == told.title
    assert found.by_count.now is not None
    assert found.by_count.last is not None
    assert [part.value for part in found.by_count.now.slices] == [each.count for each in board.totals.now]
    assert [part.value for part in found.by_count.last.slices] == [each.count for each in board.totals.before]
    assert found.by_money.now is not None
    assert [part.value for part in found.by_money.now.slices] == [each.money for each in board.totals.now]
    assert [part.shown for part in found.by_money.now.slices] == ["55.0", "30.0", "20.0", "10.0"]
    assert found.money_title == "By whole-life cost, £m"


def test_without_money_there_are_no_bars_of_money(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    book.report(book.project("Quay"), Rating.GREEN)
    found = page(book)
    assert found.money_title == ""
    assert found.by_money.now is None
    assert found.by_count.last is None


def test_there_are_six_tiles_at_most_and_decisions_are_one_of_them(two_months: "Book") -> None:
    assert "decisions" not in [each.key for each in page(two_months).kpis]
    two_months.add("decision", title="Dredge?", kind=DecisionKind.DECIDE, level=Level.BOARD)
    found = page(two_months).kpis
    assert len(found) <= 6
    assert len({each.key for each in found}) == len(found)
    asked = next(each for each in found if each.key == "decisions")
    assert (asked.figure, asked.context) == ("1", "")


def test_the_page_of_a_frozen_period_stays_as_it_was(two_months: "Book") -> None:
    before = home_of(two_months.workspace, "February 2026")
    assert before is not None
    freeze_period(two_months.workspace, "February 2026")
    key = before.standing.entries[0].key
    two_months.change(key, name="Renamed")
    now = home_of(two_months.workspace, "February 2026")
    assert now is not None
    assert now.standing.period.is_frozen
    assert now.standing.entries[0].name == "Quay"


def test_a_period_without_reports_has_no_page(book: "Book") -> None:
    book.open("January 2026", 2026, 1)
    assert home_of(book.workspace, "January 2026") is None


def test_a_beginning_knows_what_is_there(tmp_path: Path, book: "Book") -> None:
    empty = workspaces.create(tmp_path / "empty.pmo")
    with empty.reading() as session:
        assert beginning(session) == Beginning(has_period=False, projects=0)
    empty.close()
    book.project("Quay")
    book.open("January 2026", 2026, 1)
    with book.workspace.reading() as session:
        assert beginning(session) == Beginning(has_period=True, projects=1)
