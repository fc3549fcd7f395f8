"""Numbers and percentages as the user's locale writes them; below all layers, for sentences of rules have them too."""

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

NO_VALUE: Final = "—"
MINUS: Final = "−"
_MOST_DIGITS: Final = 3
_PERCENT_DIGITS: Final = 2
_locale = "en_GB"


def use_locale(name: str) -> None:
    """Write and read numbers in the locale `name`, such as "fr_FR"; an unknown one becomes British English."""
    global _locale  # noqa: PLW0603  one locale for the whole process, chosen once at start
    _locale = name
    for kept in (locale, separators, _groups_in_threes, _percent_pattern):
        kept.cache_clear()


@cache
def locale() -> "Locale":
    """The locale in use."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_locale)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def show_number(value: float | Decimal | None, digits: int | None = None) -> str:
    """A number with grouped thousands; `digits` decimal places, or as many as it has up to three."""
    if value is None:
        return NO_VALUE
    exact = value if isinstance(value, int | Decimal) else Decimal(str(value))
    text = _in_threes(exact, digits) if _groups_in_threes() else by_babel(exact, digits)
    return text if text.strip(f"{MINUS}0.,") else text.removeprefix(MINUS)


def by_babel(value: Decimal | int, digits: int | None) -> str:
    """The same with Babel's care for every script, and a fifth of the speed."""
    from babel.numbers import format_decimal

    pattern = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, pattern, locale()).replace("-", MINUS)


def _in_threes(value: Decimal | int, digits: int | None) -> str:
    """The same without Babel: a table shows thousands of numbers."""
    text = f"{value:,.{_MOST_DIGITS if digits is None else digits}f}"
    if digits is None:
        text = text.rstrip("0").rstrip(".")
    decimal, group = separators()
    whole, _, part = text.partition(".")
    return whole.replace("-", MINUS).replace(",", group) + (decimal + part if part else "")


@cache
def _groups_in_threes() -> bool:
    """Whether the locale writes numbers as most do, found out by comparing."""
    samples = (Decimal("-1234567.25"), Decimal(1234), Decimal("0.5"))
    return all(_in_threes(each, digits) == by_babel(each, digits) for each in samples for digits in (None, 0, 1))


@cache
def separators() -> tuple[str, str]:
    """The locale's decimal sign and its thousands sign."""
    symbols: Mapping[str, str] = locale().number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def show_change(value: float | Decimal | None, digits: int | None = None) -> str:
    """A difference with its sign: `+3`, `−3`, `0`."""
    text = show_number(value, digits)
    return f"+{text}" if value and value > 0 and text.strip("0.,") else text


def show_percent(value: float | None, digits: int | None = 1) -> str:
    """Percent points with their sign as the locale writes it: `12.5%`, `12,5 %`.

    `digits` decimal places, or as many as it has up to two.
    """
    return _with_sign(value, show_number(_few(value, digits), digits))


def show_percent_change(value: float | None, digits: int | None = 1) -> str:
    """A difference in percent points: `+12.5%`, `−3.0%`."""
    return _with_sign(value, show_change(_few(value, digits), digits))


def _few(value: float | None, digits: int | None) -> float | Decimal | None:
    if value is None or digits is not None:
        return value
    return round(Decimal(str(value)), _PERCENT_DIGITS)


def _with_sign(value: float | None, number: str) -> str:
    if value is None:
        return NO_VALUE
    lead = number[:1] if number[:1] in {"+", MINUS} else ""
    return lead + _percent_pattern().format(number.removeprefix(lead))


@cache
def _percent_pattern() -> str:
    """Where the locale puts the sign of percent, as `{}%`."""
    return re.sub(r"[#0][#0,.]*", "{}", str(locale().percent_formats[None].pattern))
