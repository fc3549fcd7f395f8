from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.interchange.dates import Order, read_date, settle_order
from pmo_desktop.interchange.unread import Unread


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-31", date(2024, 3, 31)),
        ("2024/3/1", date(2024, 3, 1)),
        ("2016-05-25 17:00:00", date(2016, 5, 25)),
        ("2016-05-25T17:00:00Z", date(2016, 5, 25)),
        ("2016-05-25T17:00:00.123+02:00", date(2016, 5, 25)),
        ("20240331", date(2024, 3, 31)),
        ("31/03/2024", date(2024, 3, 31)),
        ("5/02/2016 5:00:00 PM", date(2016, 2, 5)),
        ("31.3.24", date(2024, 3, 31)),
        ("31-03-99", date(1999, 3, 31)),
        ("31. 03. 2024", date(2024, 3, 31)),
        ("Mon 12/02/24", date(2024, 2, 12)),
        ("3/31/2024", date(2024, 3, 31)),
        ("31 March 2024", date(2024, 3, 31)),
        ("31-Mar-24", date(2024, 3, 31)),
        ("1st of April 2024", date(2024, 4, 1)),
        ("March 31, 2024", date(2024, 3, 31)),
        ("Sunday, March 31, 2024", date(2024, 3, 31)),
        ("Sunday 31 March 2024", date(2024, 3, 31)),
        ("31. März 2024", date(2024, 3, 31)),
        ("1er août 2024", date(2024, 8, 1)),
        ("31 de marzo de 2024", date(2024, 3, 31)),
        ("31 dicembre 2024", date(2024, 12, 31)),
        ("45382", date(2024, 3, 31)),
        (45382, date(2024, 3, 31)),
        (45382.75, date(2024, 3, 31)),
        (date(2024, 3, 31), date(2024, 3, 31)),
        (datetime(2024, 3, 31, 17, 0), date(2024, 3, 31)),  # noqa: DTZ001  spreadsheets know no zones
        (None, None),
        ("", None),
        ("-", None),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: object, day: date | None) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize(("cell", "reason"), [
    ("TBC", "not known yet, says the file"),
    ("Not provided", "not a date"),
    ("31/02/2024", "no such day"),
    ("2024-13-01", "no such day"),


    ("2024", "not a date"),
    ("12 apples 2024", "not a date"),
    ("apples 12, 2024", "not a date"),

    ("Exempt under Section 43 of the Freedom of Information Act 2000 (Commercial Interests)", "not a date"),
    ("#N/A", "an error value of the spreadsheet"),
    (12, "not a date"),
    (float("nan"), "not a date"),
    (True, "not a date"),
    (time(5), "not a date"),
    (timedelta(5), "not a date"),
])  # fmt: skip
def test_what_is_no_day_says_why(cell: object, reason: str) -> None:
    assert read_date(cell) == Unread(reason)


@pytest.mark.parametrize(("cells", "order"), [
    (["01/02/2024", "13/02/2024"], "day first"),
    (["01/02/2024", "02/13/2024"], "month first"),
    (["13/02/2024", "02/13/2024"], "both"),
    (["01/02/2024", "TBC", None], "unknown"), (["01.02.2024", "3.4.24"], "day first"),
    (["01.02.2024", "03/04/2024"], "unknown"),
    (["2024-01-02", 45000, "x" * 100], "day first"),
])  # fmt: skip
def test_the_order_of_day_and_month_is_settled_by_the_whole_column(cells: list[object], order: Order) -> None:
    assert settle_order(cells) == order


def test_an_ambiguous_day_follows_its_column() -> None:
    assert read_date("01/02/2024", "day first") == date(2024, 2, 1)
    assert read_date("01/02/2024", "month first") == date(2024, 1, 2)
    assert read_date("01/02/2024", "both") == Unread("day and month could be either way round")
    assert read_date("02/02/2024", "both") == date(2024, 2, 2)
    assert read_date("13/02/2024", "both") == date(2024, 2, 13)


@given(
    st.dates(date(1950, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y%m%d"]),
)
def test_a_day_survives_being_written(day: date, form: str) -> None:
    if form == "%Y%m%d" and day.year >= 2100:
        form = "%Y-%m-%d"
    assert read_date(day.strftime(form)) == day


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times(), st.none()))
def test_no_cell_makes_the_reader_of_dates_fail(cell: object) -> None:
    answer = read_date(cell, "both")
    assert answer is None or isinstance(answer, (date, Unread))


@given(st.text("0123456789/-. :TZapmarch,", max_size=25))
def test_no_text_like_a_date_makes_the_reader_fail(text: str) -> None:
    assert isinstance(read_date(text), (date, Unread, type(None)))


@pytest.mark.parametrize(("text", "last", "first"), [
    ("Mar-26", "2026-03-31", "2026-03-01"), ("Q3 25/26", "2025-12-31", "2025-10-01"),
    ("Q3 2026", "2026-09-30", "2026-07-01"), ("end of June 2026", "2026-06-30", "2026-06-30"),
    ("w/c 3 March 2026", "2026-03-03", "2026-03-03"), ("w/e 13/03/2026", "2026-03-13", "2026-03-13"),
    ("mid-2026", "2026-06-30", "2026-06-30"), ("mid June 2026", "2026-06-15", "2026-06-15"),
    ("H1 2026", "2026-06-30", "2026-01-01"), ("2H26", "2026-12-31", "2026-07-01"),
    ("KW 12/2026", "2026-03-20", "2026-03-16"), ("2026-W12", "2026-03-20", "2026-03-16"),
    ("Ende Juni 2026", "2026-06-30", "2026-06-30"), ("finales de junio de 2026", "2026-06-30", "2026-06-30"),
    ("circa Q4 2025", "2025-12-31", "2025-10-01"), ("early 2027", "2027-01-01", "2027-01-01"),
    ("by end of March 2026", "2026-03-31", "2026-03-31"), ("End 2026", "2026-12-31", "2026-12-31"),
])  # fmt: skip
def test_a_month_a_quarter_or_a_week_is_its_last_day_where_something_ends_and_its_first_elsewhere(
    text: str, last: str, first: str
) -> None:
    assert (str(read_date(text)), str(read_date(text, ends=False))) == (last, first)


@pytest.mark.parametrize("text", ["2026", "26-Mar", "Spring 2026", "week 60 2026", "mid-flight", "end of", "H3 2026"])
def test_what_names_no_day_and_no_month_is_not_guessed(text: str) -> None:
    assert isinstance(read_date(text), Unread)


def test_the_order_of_day_and_month_is_settled_by_weeks_too() -> None:
    assert settle_order(["w/c 13/03/2026"]) == "day first"
    assert settle_order(["w/c 03/04/2026"]) == "unknown"
