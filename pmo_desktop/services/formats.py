"""Dates, numbers and money as the user's locale writes them, and read back from what the user types."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.money import to_major, to_minor
from pmo_desktop.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

NO_VALUE: Final = "—"
MINUS: Final = "−"
_MILLION: Final = 1_000_000
_locale = "en_GB"


def use_locale(name: str) -> None:
    """Write and read everything in the locale `name`, such as "fr_FR"; an unknown one becomes British English."""
    global _locale  # noqa: PLW0603  one locale for the whole process, chosen once at start
    _locale = name
    for kept in (
        _babel,
        show_date,
        show_short_date,
        show_month,
        show_month_name,
        _months,
        _separators,
        _groups_in_threes,
    ):
        kept.cache_clear()


@cache
def _babel() -> "Locale":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_locale)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


# Showing -------------------------------------------------------------------------------------------------------------


def show_number(value: float | Decimal | None, digits: int | None = None) -> str:
    """A number with grouped thousands; `digits` decimal places, or as many as it has up to three."""
    if value is None:
        return NO_VALUE
    exact = value if isinstance(value, int | Decimal) else Decimal(str(value))
    text = _in_threes(exact, digits) if _groups_in_threes() else _by_babel(exact, digits)
    return text if text.strip(f"{MINUS}0.,") else text.removeprefix(MINUS)


def _by_babel(value: Decimal | int, digits: int | None) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, pattern, _babel()).replace("-", MINUS)


def _in_threes(value: Decimal | int, digits: int | None) -> str:
    """The same without Babel's care for every script, five times as fast: a table shows thousands of numbers."""
    text = f"{value:,.{3 if digits is None else digits}f}"
    if digits is None:
        text = text.rstrip("0").rstrip(".")
    decimal, group = _separators()
    whole, _, part = text.partition(".")
    return whole.replace("-", MINUS).replace(",", group) + (decimal + part if part else "")


@cache
def _groups_in_threes() -> bool:
    """Whether the locale writes numbers as most do, found out by comparing."""
    samples = (Decimal("-1234567.25"), Decimal(1234), Decimal("0.5"))
    return all(_in_threes(each, digits) == _by_babel(each, digits) for each in samples for digits in (None, 0, 1))


def show_change(value: float | Decimal | None, digits: int | None = None) -> str:
    """A difference with its sign: `+3`, `−3`, `0`."""
    text = show_number(value, digits)
    return f"+{text}" if value and value > 0 and text.strip("0.,") else text


def show_percent(value: float | None, digits: int = 1) -> str:
    """Percent points, 12.5 as `12.5 %`, written as the locale does."""
    if value is None:
        return NO_VALUE
    from babel.numbers import format_percent

    return format_percent(Decimal(str(value)) / 100, _percent_pattern(digits), _babel()).replace("-", MINUS)


def _percent_pattern(digits: int) -> str:
    zeros = "#,##0" + ("." + "0" * digits if digits else "")
    return str(_babel().percent_formats[None].pattern).replace("#,##0", zeros)


@lru_cache(4096)
def show_date(day: date | None) -> str:
    """A day with its year, such as `16 Aug 2027`."""
    if day is None:
        return NO_VALUE
    from babel.dates import format_date

    return format_date(day, "medium", _babel())


@lru_cache(4096)
def show_short_date(day: date | None) -> str:
    """A day without its year, such as `16 Aug`."""
    if day is None:
        return NO_VALUE
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", day, locale=_babel())


@lru_cache(4096)
def show_month(day: date | None) -> str:
    """A month with its year, such as `Aug 2027`."""
    if day is None:
        return NO_VALUE
    from babel.dates import format_skeleton

    return format_skeleton("yMMM", day, locale=_babel())


def show_whole_month(day: date) -> str:
    """A month with its year in full, such as `August 2027`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=_babel())


@lru_cache(4096)
def show_month_name(day: date) -> str:
    """A month without its year, such as `Aug`."""
    from babel.dates import format_skeleton

    return format_skeleton("MMM", day, locale=_babel())


def show_moment(moment: datetime | None) -> str:
    """A day and a time of day in the computer's time zone, such as `16 Aug 2027, 14:02`."""
    return NO_VALUE if moment is None else f"{show_date(moment.astimezone().date())}, {show_time(moment)}"


def show_time(moment: datetime) -> str:
    """Hours and minutes in the computer's time zone."""
    from babel.dates import format_time

    return format_time(moment.astimezone(), "short", locale=_babel())


def money_unit(currency: str, scale: int = 1) -> str:
    """The unit money is told in for a `scale` of 1, 1 000, 1 000 000 or 1 000 000 000: `€`, `k€`, `M€`, `bn€`; `£m`."""
    from babel.numbers import get_currency_symbol

    symbol = get_currency_symbol(currency, _babel())
    if _babel().language == "en" and symbol in {"£", "$", "US$"}:
        return symbol + {1: "", 1_000: "k", 1_000_000: "m", 1_000_000_000: "bn"}[scale]
    return {1: "", 1_000: "k", 1_000_000: "M", 1_000_000_000: "bn"}[scale] + symbol


def show_money(minor: int | None, currency: str, scale: int = 1, digits: int | None = None) -> str:
    """An amount of minor units in units of `scale`, without its unit; whole, to a tenth from a scale of a million."""
    if minor is None:
        return NO_VALUE
    places = int(scale >= _MILLION) if digits is None else digits
    return show_number(to_major(minor, currency) / scale, places)


def exact_money(minor: int | None, currency: str, scale: int = 1) -> str:
    """An amount as an editor shows it: in units of `scale`, no digit lost; nothing for no amount."""
    if minor is None:
        return ""
    from babel.numbers import format_decimal

    return format_decimal(to_major(minor, currency) / scale, "#,##0.############", _babel())


def ungrouped(number: str) -> str:
    """A shown number without thousands signs and with a plain minus, as spreadsheets take it."""
    return number.replace(_separators()[1], "").replace(MINUS, "-")


def best_scale(amounts: "list[int]", currency: str) -> int:
    """The scale, 1 to 1 000 000, in which the middle one of some `amounts` of minor units has up to four digits."""
    if not amounts:
        return 1_000
    middle = abs(to_major(sorted(amounts, key=abs)[len(amounts) // 2], currency))
    return next((scale for scale in (1, 1_000) if middle < scale * 10_000), 1_000_000)


# Reading -------------------------------------------------------------------------------------------------------------


def read_number(text: str) -> Decimal:
    """The number in `text`, written as `1 234,5`, `1,234.5` or `1234.5`; −, brackets and a % sign are understood.

    Raises:
        PmoError: “…” is not a number.
    """
    bare = re.sub(r"[\s'’%]", "", text).replace(MINUS, "-")
    if bracketed := re.fullmatch(r"\((.+)\)", bare):
        bare = "-" + bracketed[1]
    digits = _with_a_point(bare) if re.fullmatch(r"[+-]?(\d[\d.,]*|[.,]\d+)", bare) else ""
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise PmoError(
            say("“{text}” is not a number. Write it like {example}.", text=text.strip(), example=_example())
        ) from None


def _with_a_point(digits: str) -> str:
    """Drop the signs that group thousands: the decimal sign is the last of two kinds, or what the locale means."""
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return digits
    sign = digits[last]
    other = "." if sign == "," else ","
    if other in digits:
        return digits.replace(other, "").replace(sign, ".")
    grouped = re.fullmatch(rf"[+-]?\d{{1,3}}(\{sign}\d{{3}})+", digits) is not None
    if grouped and (digits.count(sign) > 1 or sign == _separators()[1]):
        return digits.replace(sign, "")
    return digits.replace(sign, ".")


@cache
def _separators() -> tuple[str, str]:
    """The locale's decimal sign and its thousands sign."""
    symbols: Mapping[str, str] = _babel().number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def _example() -> str:
    return show_number(Decimal("1234.5"))


def read_money(text: str, currency: str, scale: int = 1) -> int:
    """Minor units of an amount typed in units of `scale`.

    Raises:
        PmoError: “…” is not a number.
    """
    return to_minor(read_number(text) * scale, currency)


_NUMERIC = re.compile(r"(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?[\s.\-]*([^\W\d_]{3,})\.?[\s\-,]*(\d{2,4})")
_NAMED_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{2,4})")


def read_date(text: str) -> date:
    """The day in `text`: `2027-08-16`, `16/08/2027` (day first where the locale does), `16 Aug 2027`, `Aug 16, 2027`.

    Raises:
        PmoError: “…” is not a date.
    """
    bare = text.strip()
    try:
        if numeric := _NUMERIC.fullmatch(bare):
            return _numeric_date(*numeric.groups())
        if named := _NAMED.fullmatch(bare):
            return date(_year(named[3]), _month(named[2]), int(named[1]))
        if named := _NAMED_FIRST.fullmatch(bare):
            return date(_year(named[3]), _month(named[1]), int(named[2]))
    except (ValueError, KeyError):
        pass
    raise PmoError(
        say("“{text}” is not a date. Write it like {example}.", text=bare, example=show_date(date(2027, 8, 16)))
    )


def _numeric_date(first: str, second: str, third: str) -> date:
    if len(first) == 4:  # noqa: PLR2004  a year has four digits
        return date(int(first), int(second), int(third))
    pattern = _babel().date_formats["short"].pattern.lower()
    day, month = (second, first) if pattern.find("m") < pattern.find("d") else (first, second)
    return date(_year(third), int(month), int(day))


def _year(digits: str) -> int:
    year = int(digits)
    return year + 2000 if year < 100 else year  # noqa: PLR2004  two digits mean this century


def _month(word: str) -> int:
    known = _months()
    plain = word.lower().rstrip(".")
    return known[plain] if plain in known else known[plain[:3]]


@cache
def _months() -> dict[str, int]:
    """Month names in English and in the locale, whole and short, in small letters without a full stop."""
    from babel import Locale

    return {
        name.lower().rstrip("."): number
        for locale in (Locale("en"), _babel())
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    }
