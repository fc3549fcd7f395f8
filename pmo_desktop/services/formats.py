"""Dates, numbers and money as the user's locale writes them, and read back from what the user types."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Final

from pmo_desktop import numbers
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.money import to_major, to_minor
from pmo_desktop.numbers import (
    MINUS,
    NO_VALUE,
    locale,
    separators,
    show_change,
    show_number,
    show_percent,
    show_percent_change,
)
from pmo_desktop.text import say

__all__ = [  # numbers are written below the domain; who writes dates and money too finds all of it here
    "MINUS",
    "NO_VALUE",
    "show_change",
    "show_number",
    "show_percent",
    "show_percent_change",
]
_MILLION: Final = 1_000_000


def use_locale(name: str) -> None:
    """Write and read everything in the locale `name`, such as "fr_FR"; an unknown one becomes British English."""
    numbers.use_locale(name)
    for kept in (show_date, show_short_date, show_month, show_month_name, _months):
        kept.cache_clear()


def show_count(count: int, one: str, many: str) -> str:
    """`1 project`, `2,000 projects`: `one` and `many` are marked with `N_` and hold “{count}”."""
    return say(one if count == 1 else many, count=show_number(count, 0))


# Showing -------------------------------------------------------------------------------------------------------------


@lru_cache(4096)
def show_date(day: date | None) -> str:
    """A day with its year, such as `16 Aug 2027`."""
    if day is None:
        return NO_VALUE
    from babel.dates import format_date

    return format_date(day, "medium", locale())


@lru_cache(4096)
def show_short_date(day: date | None) -> str:
    """A day without its year, such as `16 Aug`."""
    if day is None:
        return NO_VALUE
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", day, locale=locale())


@lru_cache(4096)
def show_month(day: date | None) -> str:
    """A month with its year, such as `Aug 2027`."""
    if day is None:
        return NO_VALUE
    from babel.dates import format_skeleton

    return format_skeleton("yMMM", day, locale=locale())


def show_whole_month(day: date) -> str:
    """A month with its year in full, such as `August 2027`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=locale())


@lru_cache(4096)
def show_month_name(day: date) -> str:
    """A month without its year, such as `Aug`."""
    from babel.dates import format_skeleton

    return format_skeleton("MMM", day, locale=locale())


def show_moment(moment: datetime | None) -> str:
    """A day and a time of day in the computer's time zone, such as `16 Aug 2027, 14:02`."""
    return NO_VALUE if moment is None else f"{show_date(moment.astimezone().date())}, {show_time(moment)}"


def show_time(moment: datetime) -> str:
    """Hours and minutes in the computer's time zone."""
    from babel.dates import format_time

    return format_time(moment.astimezone(), "short", locale=locale())


def money_unit(currency: str, scale: int = 1) -> str:
    """The unit money is told in for a `scale` of 1, 1 000, 1 000 000 or 1 000 000 000: `€`, `k€`, `M€`, `bn€`; `£m`."""
    from babel.numbers import get_currency_symbol

    symbol = get_currency_symbol(currency, locale())
    if locale().language == "en" and symbol in {"£", "$", "US$"}:
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

    return format_decimal(to_major(minor, currency) / scale, "#,##0.############", locale())


def ungrouped(number: str) -> str:
    """A shown number without thousands signs and with a plain minus, as spreadsheets take it."""
    return number.replace(separators()[1], "").replace(MINUS, "-")


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
    if grouped and (digits.count(sign) > 1 or sign == separators()[1]):
        return digits.replace(sign, "")
    return digits.replace(sign, ".")


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
    pattern = locale().date_formats["short"].pattern.lower()
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
        for each in (Locale("en"), locale())
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in each.months[context][width].items()
    }
