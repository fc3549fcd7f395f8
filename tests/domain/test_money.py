"""Money in minor units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.money import minor_digits, to_major, to_minor


@pytest.mark.parametrize(
    ("currency", "digits"), [("GBP", 2), ("EUR", 2), ("CHF", 2), ("JPY", 0), ("KWD", 3), ("RWF", 0), ("XYZ", 2)]
)
def test_a_currency_has_as_many_decimals_as_iso_4217_says(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.34", "GBP", 1234), ("-12.34", "GBP", -1234), ("1234", "JPY", 1234), ("1.234", "KWD", 1234),
        ("0.005", "GBP", 0), ("0.015", "GBP", 2), ("-0.015", "GBP", -2), ("1.2E+9", "EUR", 120_000_000_000),
    ],
)  # fmt: skip
def test_an_amount_becomes_whole_minor_units_halves_to_even(amount: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(amount), currency) == minor


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(["GBP", "JPY", "KWD"]))
def test_minor_units_come_back_exactly(minor: int, currency: str) -> None:
    assert to_minor(to_major(minor, currency), currency) == minor


def test_major_units_are_exact() -> None:
    assert to_major(1234, "GBP") == Decimal("12.34")
    assert to_major(1234, "JPY") == Decimal(1234)
