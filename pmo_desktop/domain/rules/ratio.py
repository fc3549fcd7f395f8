"""Ratios that are exact until the last step. Source: arithmetic; a missing number or a zero divisor has no answer."""

from fractions import Fraction


def exact(value: float) -> Fraction:
    """The decimal number a user typed: 0.1 is one tenth, not the binary fraction next to it."""
    return Fraction(str(value))


def ratio(part: int | Fraction | None, whole: int | Fraction | None) -> float | None:
    """`part` ÷ `whole`, rounded once; `None` where one is missing or `whole` is 0."""
    if part is None or whole is None or whole == 0:
        return None
    return float(part / whole)


def percent(part: int | Fraction | None, whole: int | Fraction | None) -> float | None:
    """`part` as percent points of `whole` (12.5 is 12.5 %); `None` where one is missing or `whole` is not above 0."""
    if part is None or whole is None or whole <= 0:
        return None
    return float(100 * part / whole)
