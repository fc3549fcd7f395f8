import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.interchange.amounts import (
    MoneyColumn,
    Unit,
    holds_fractions,
    money_reader,
    read_money,
    read_number,
    read_percent,
    read_unit,
    settle_decimal,
    split_amount,
)
from pmo_desktop.interchange.unread import Unread

_POUNDS = MoneyColumn(currency="GBP")


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£2,013.02", 201_302),
        ("£0.00", 0),
        ("1234", 123_400),
        ("-7", -700),
        ("(1,200.50)", -120_050),
        ("£(12)", None),
        ("-£5", -500),
        ("£-5", -500),
        ("5-", -500),
        ("\u22125", -500),
        ("--5", None),
        ("(-5)", None),
        ("(5", None),
        ("£1.2bn", 120_000_000_000),
        ("£45M", 4_500_000_000),
        ("3.5 million", 350_000_000),
        ("12k", 1_200_000),
        ("1 234,50", 123_450),
        ("1\u00a0234,50", 123_450),
        ("1'234.50", 123_450),
        ("1.234.567,89", 123_456_789),
        ("12,34,567.00", 123_456_700),
        ("1,234,567", 123_456_700),
        ("1,23", 123),
        ("1 2", None),
        ("GBP 12", 1_200),
        ("12 GBP", 1_200),
        ("5.", 500),
        (".5", 50),
        ("0.005", 0),
        ("0.015", 2),
        ("1,2,3", None),
        ("1.5.", None),
        ("5 apples", None),
        ("2024-03-31", None),
        ("", None),
    ],
)
def test_an_amount_is_read_to_the_penny(text: str, pence: int | None) -> None:
    answer = read_money(text, _POUNDS)
    assert answer == pence if pence is not None else (answer is None or isinstance(answer, Unread))


@pytest.mark.parametrize(("text", "reason"), [
    ("Exempt under Section 43", "not an amount"),
    ("TBC", "not known yet, says the file"),
    ("#REF!", "an error value of the spreadsheet"),
    ("$5", "in USD, while the file is in GBP"),
    ("99999999999999999999", "larger than any amount that can be kept"),
])  # fmt: skip
def test_what_is_no_amount_says_why(text: str, reason: str) -> None:
    assert read_money(text, _POUNDS) == Unread(reason)


@pytest.mark.parametrize("text", ["-", "–", "n/a", " ", "N/A"])
def test_a_dash_is_no_amount_and_never_zero(text: str) -> None:
    assert read_money(text, _POUNDS) is None


def test_a_number_of_a_spreadsheet_takes_the_scale_of_its_column() -> None:
    millions = MoneyColumn("million", "GBP")
    assert read_money(2013.02, millions) == 201_302_000_000
    assert read_money(2066075.5899999999, _POUNDS) == 206_607_559
    assert read_money(5, millions) == 500_000_000
    assert read_money(5.0, MoneyColumn(currency="JPY")) == 5


def test_a_scale_of_its_own_goes_before_that_of_the_column() -> None:
    assert read_money("£1.5bn", MoneyColumn("million", "GBP")) == 150_000_000_000


@pytest.mark.parametrize("cell", [math.inf, math.nan, 1e300, True, object()])
def test_what_can_be_no_amount_is_told(cell: object) -> None:
    assert isinstance(read_money(cell, _POUNDS), Unread)


def test_an_empty_cell_is_no_amount() -> None:
    assert read_money(None, _POUNDS) is None


@given(st.integers(-(10**12), 10**12), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", ".")]))
def test_an_amount_survives_being_written_in_any_locale(pence: int, marks: tuple[str, str]) -> None:
    group, decimal = marks
    text = f"{Decimal(pence) / 100:,.2f}"
    written = text.replace(",", "\0").replace(".", decimal).replace("\0", group)
    assert read_money(written, MoneyColumn(currency="GBP", decimal=decimal)) == pence


@given(st.floats(), st.sampled_from(["one", "thousand", "million", "billion"]), st.sampled_from(["GBP", "JPY", "KWD"]))
def test_the_quick_reader_of_a_column_answers_as_the_plain_one(number: float, scale: str, currency: str) -> None:
    column = MoneyColumn(scale, currency)
    for cell in (number, round(number, 2) if math.isfinite(number) else number, str(number), None):
        assert money_reader(column)(cell) == read_money(cell, column)


@given(st.integers(-(10**15), 10**15))
def test_a_float_of_pence_is_read_as_those_pence(pence: int) -> None:
    assert read_money(pence / 100, _POUNDS) == pence


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.none(), st.binary()))
def test_no_cell_makes_the_reader_of_amounts_fail(cell: object) -> None:
    answers = (read_money(cell, MoneyColumn("billion", "EUR", "")), read_percent(cell, fractions=True))
    assert all(answer is None or isinstance(answer, (int, float, Unread)) for answer in answers)


@given(st.text("0123456789.,' -+()£€$kmbn%", max_size=20))
def test_no_text_like_an_amount_makes_the_reader_fail(text: str) -> None:
    answer = read_money(text, _POUNDS)
    assert answer is None or isinstance(answer, (int, Unread))


@pytest.mark.parametrize(("text", "unit"), [
    ("£m", Unit("million", "GBP")), ("m£", Unit("million", "GBP")), ("£ million", Unit("million", "GBP")),
    ("£000", Unit("thousand", "GBP")), ("£'000s", Unit("thousand", "GBP")), ("k€", Unit("thousand", "EUR")),
    ("TEUR", Unit("thousand", "EUR")), ("Mio. EUR", Unit("million", "EUR")), ("Mrd. €", Unit("billion", "EUR")),
    ("milliers d'euros", Unit("thousand", "EUR")),
    ("US$ millions", Unit("million", "USD")), ("$bn", Unit("billion", "USD")),
    ("in millions", Unit("million")), ("EUR", Unit(currency="EUR")), ("£", Unit(currency="GBP")),
    ("days", None), ("", None), ("europe", None), ("turn", None),
])  # fmt: skip
def test_a_unit_is_known_in_many_spellings(text: str, unit: Unit | None) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize(("cells", "mark"), [
    (["1,234", "5,678"], None), (["1.234,50", "12"], ","), (["1,50", "2,75"], ","), (["1.234.567"], ","),
    (["1,234.50"], "."), (["1,5", "1.5"], ""), ([12.5, None, "x" * 50 + ",5"], None),
])  # fmt: skip
def test_the_decimal_mark_is_settled_by_the_whole_column(cells: list[object], mark: str | None) -> None:
    assert settle_decimal(cells) == mark


def test_an_amount_that_could_be_two_is_not_read_where_the_column_holds_both_marks() -> None:
    assert read_number("1,234", "") is None
    assert read_number("1,234", ".") == 1234
    assert read_number("1,234", ",") == Decimal("1.234")


@pytest.mark.parametrize(("cell", "points"), [
    ("12.5 %", 12.5), ("-7%", -7.0), ("85", 85.0), (0.85, 0.85), ("(3%)", -3.0), ("12,5%", 12.5), ("-", None),
    (None, None),
])  # fmt: skip
def test_a_percent_is_in_percent_points(cell: object, points: float | None) -> None:
    assert read_percent(cell, decimal=",") == points


def test_parts_of_one_become_percent_points() -> None:
    assert holds_fractions([0.85, 1.0, "85%", True])
    assert not holds_fractions([1, 0])
    assert not holds_fractions([85.0, 0.5])
    assert read_percent(0.85, fractions=True) == 85.0
    assert read_percent("0.85", fractions=True) == 85.0
    assert read_percent("85%", fractions=True) == 85.0


@pytest.mark.parametrize("cell", ["most", "£5", math.nan, True, object()])
def test_what_is_no_percent_is_told(cell: object) -> None:
    assert isinstance(read_percent(cell), Unread)


def test_an_amount_is_split_from_its_unit() -> None:
    assert split_amount("(£1,200m)") == (Decimal(-1200), Unit("million", "GBP"))
    assert split_amount("a long sentence that speaks of £1,200m somewhere") is None


@given(
    st.integers(-(10**16), 10**16),
    st.sampled_from(["one", "thousand", "million", "billion"]),
    st.sampled_from(["EUR", "JPY"]),
    st.integers(0, 12),
)
def test_a_number_of_a_spreadsheet_is_the_amount_that_its_digits_say(
    digits: int, scale: str, currency: str, decimals: int
) -> None:
    column = MoneyColumn(scale, currency)
    cell = digits / 10**decimals
    assert money_reader(column)(cell) == read_money(cell, column)
