from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop import numbers
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import formats


@pytest.fixture(autouse=True)
def _british() -> Iterator[None]:
    formats.use_locale("en_GB")
    yield
    formats.use_locale("en_GB")


def test_no_value_is_an_em_dash_and_never_nought() -> None:
    shown = (
        formats.show_number(None),
        formats.show_percent(None),
        formats.show_date(None),
        formats.show_short_date(None),
        formats.show_moment(None),
        formats.show_money(None, "EUR"),
    )
    assert set(shown) == {"—"}
    assert formats.show_number(0) == "0"


def test_minus_is_the_minus_sign() -> None:
    assert formats.show_number(-1234.5) == "−1,234.5"
    assert formats.show_percent(-2.0) == "−2.0%"


def test_nothing_has_no_sign() -> None:
    assert [formats.show_number(value, 1) for value in (-0.04, 0.0, -0.05)] == ["0.0", "0.0", "0.0"]
    assert formats.show_number(-0.06, 1) == "−0.1"


@pytest.mark.parametrize("locale", ["en_GB", "fr_FR", "de_CH", "en_IN", "es_ES", "pl_PL", "ar_EG"])
@pytest.mark.parametrize("digits", [None, 0, 1, 2])
def test_the_quick_way_writes_what_babel_writes(locale: str, digits: int | None) -> None:
    formats.use_locale(locale)
    for value in (1, 12, 1234, 12345, 1234567.891, 0.5, 1000.25):
        assert formats.show_number(value, digits) == numbers.by_babel(Decimal(str(value)), digits)


def test_a_change_carries_its_sign_and_none_for_nothing() -> None:
    assert [formats.show_change(value, 1) for value in (2.4, -2.4, 0.0, 0.04, None)] == [
        "+2.4",
        "−2.4",
        "0.0",
        "0.0",
        "—",
    ]


@pytest.mark.parametrize(
    ("locale", "number", "percent", "day", "short"),
    [
        ("en_GB", "1,234.5", "12.5%", "16 Aug 2027", "16 Aug"),
        ("fr_FR", "1\u202f234,5", "12,5\u00a0%", "16 août 2027", "16 août"),
        ("de_DE", "1.234,5", "12,5\u00a0%", "16.08.2027", "16. Aug."),
    ],
)
def test_numbers_and_dates_follow_the_locale(locale: str, number: str, percent: str, day: str, short: str) -> None:
    formats.use_locale(locale)
    assert formats.show_number(1234.5) == number
    assert formats.show_percent(12.5) == percent
    assert formats.show_date(date(2027, 8, 16)) == day
    assert formats.show_short_date(date(2027, 8, 16)) == short


def test_an_unknown_locale_is_british() -> None:
    formats.use_locale("xx_nowhere")
    assert formats.show_date(date(2027, 8, 6)) == "6 Aug 2027"


def test_a_moment_is_told_in_the_time_of_the_computer() -> None:
    moment = datetime(2027, 8, 16, 12, 2, tzinfo=UTC)
    assert formats.show_moment(moment) == f"16 Aug 2027, {moment.astimezone():%H:%M}"


@pytest.mark.parametrize(
    ("locale", "currency", "scale", "unit"),
    [
        ("en_GB", "EUR", 1_000, "k€"),
        ("en_GB", "EUR", 1_000_000, "M€"),
        ("en_GB", "GBP", 1_000_000, "£m"),
        ("en_GB", "GBP", 1, "£"),
        ("fr_FR", "GBP", 1_000_000, "M£GB"),
        ("en_GB", "SEK", 1_000, "kSEK"),
    ],
)
def test_a_unit_of_money_stands_where_readers_expect_it(locale: str, currency: str, scale: int, unit: str) -> None:
    formats.use_locale(locale)
    assert formats.money_unit(currency, scale) == unit


def test_money_is_shown_in_one_unit_and_edited_without_loss() -> None:
    assert formats.show_money(271_034_500, "EUR", 1_000) == "2,710"
    assert formats.exact_money(271_034_500, "EUR", 1_000) == "2,710.345"
    assert formats.exact_money(None, "EUR") == ""
    assert formats.show_money(123_456_789_00, "GBP", 1_000_000) == "123.5"
    assert formats.show_money(500, "JPY") == "500"


@given(
    st.integers(-(10**15), 10**15), st.sampled_from([1, 1_000, 1_000_000]), st.sampled_from(["en_GB", "fr_FR", "de_CH"])
)
def test_what_an_editor_shows_reads_back_as_the_same_money(minor: int, scale: int, locale: str) -> None:
    formats.use_locale(locale)
    assert formats.read_money(formats.exact_money(minor, "EUR", scale), "EUR", scale) == minor


@pytest.mark.parametrize(
    ("amounts", "scale"),
    [
        ([], 1_000),
        ([5_000_00], 1),
        ([40_000_00, 50_000_00, 900_000_000_00], 1_000),
        ([20_000_000_00, -30_000_000_00], 1_000_000),
    ],
)
def test_the_best_scale_gives_the_middle_amount_four_digits(amounts: list[int], scale: int) -> None:
    assert formats.best_scale(amounts, "EUR") == scale


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234", "1234"),
        ("1,5", "1.5"),
        ("1.234", "1.234"),
        ("1,234,567", "1234567"),
        ("1'234.50", "1234.50"),
        ("−3", "-3"),
        ("(12)", "-12"),
        ("12 %", "12"),
        (".5", "0.5"),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, number: str) -> None:
    assert formats.read_number(text) == Decimal(number)


def test_a_lone_sign_before_three_digits_is_what_the_locale_means() -> None:
    formats.use_locale("fr_FR")
    assert formats.read_number("1,234") == Decimal("1.234")
    formats.use_locale("de_DE")
    assert formats.read_number("1.234") == Decimal(1234)


@pytest.mark.parametrize("text", ["", "about 3", "1,2.3,4", "1e5", "--2", "NaN", "0x10", "."])
def test_what_is_not_a_number_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(PmoError, match=r"is not a number\. Write it like 1,234\.5\."):
        formats.read_number(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-08-16", date(2027, 8, 16)),
        ("16/08/2027", date(2027, 8, 16)),
        ("16.8.27", date(2027, 8, 16)),
        ("16 Aug 2027", date(2027, 8, 16)),
        ("16-Aug-27", date(2027, 8, 16)),
        ("5 Sept 2027", date(2027, 9, 5)),
        ("1st September 2027", date(2027, 9, 1)),
        ("August 16, 2027", date(2027, 8, 16)),
    ],
)
def test_dates_are_read_however_they_are_written(text: str, day: date) -> None:
    assert formats.read_date(text) == day


def test_the_order_of_day_and_month_is_that_of_the_locale() -> None:
    assert formats.read_date("03/04/2027") == date(2027, 4, 3)
    formats.use_locale("en_US")
    assert formats.read_date("03/04/2027") == date(2027, 3, 4)


def test_months_are_read_in_the_language_of_the_user_and_in_english() -> None:
    formats.use_locale("fr_FR")
    assert formats.read_date("16 août 2027") == date(2027, 8, 16)
    assert formats.read_date("1 juil. 2027") == date(2027, 7, 1)
    assert formats.read_date("16 Aug 2027") == date(2027, 8, 16)


@pytest.mark.parametrize("text", ["", "tomorrow", "31/02/2027", "2027", "16 Foo 2027", "45/45/2027"])
def test_what_is_not_a_date_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(PmoError, match=r"is not a date\. Write it like 16 Aug 2027\."):
        formats.read_date(text)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["en_GB", "en_US", "fr_FR", "de_DE"]))
def test_a_shown_date_reads_back_as_itself(day: date, locale: str) -> None:
    formats.use_locale(locale)
    assert formats.read_date(formats.show_date(day)) == day


def test_a_month_is_written_as_the_locale_does() -> None:
    assert formats.show_month(date(2027, 8, 16)) == "Aug 2027"
    assert formats.show_month_name(date(2027, 8, 16)) == "Aug"
    assert formats.show_month(None) == "—"
    formats.use_locale("fr_FR")
    assert formats.show_month(date(2027, 8, 16)) == "août 2027"
    assert formats.show_month_name(date(2027, 8, 16)) == "août"


def test_a_count_is_told_in_the_singular_and_with_its_thousands() -> None:
    words = ("{count} project", "{count} projects")
    assert [formats.show_count(count, *words) for count in (0, 1, 2_000)] == [
        "0 projects",
        "1 project",
        "2,000 projects",
    ]
