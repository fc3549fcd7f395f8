from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.ratio import exact, percent, ratio

whole_numbers = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 4, 0.25), (0, 7, 0.0), (-3, 2, -1.5), (3, -2, -1.5), (1, 0, None), (None, 5, None), (5, None, None)],
)
def test_a_ratio_is_a_quotient_or_nothing(part: int | None, whole: int | None, expected: float | None) -> None:
    assert ratio(part, whole) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1, 8, 12.5),
        (71, 1000, 7.1),
        (-1, 4, -25.0),
        (0, 3, 0.0),
        (1, 0, None),
        (1, -4, None),
        (None, 4, None),
        (4, None, None),
    ],
)
def test_a_percentage_is_of_something_above_zero_or_nothing(
    part: int | None, whole: int | None, expected: float | None
) -> None:
    assert percent(part, whole) == expected


def test_a_typed_decimal_is_taken_at_its_word() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert percent(exact(1.1) - exact(1), exact(1)) == 10.0


@given(st.integers(1, 10**12), st.integers(0, 1000))
def test_a_percentage_that_can_be_written_exactly_is_exact(whole: int, points: int) -> None:
    assert percent(whole * points, whole * 100) == points


@given(whole_numbers, whole_numbers)
def test_a_ratio_times_its_divisor_is_the_part_again(part: int, whole: int) -> None:
    quotient = ratio(part, whole)
    if whole == 0:
        assert quotient is None
    else:
        assert quotient is not None
        assert quotient * whole == pytest.approx(part)
