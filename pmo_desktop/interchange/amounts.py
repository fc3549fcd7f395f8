"""Amounts of money and percents as people type them: signs, separators, brackets, scales. Exact, never a float."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pmo_desktop.domain.money import minor_digits, to_minor
from pmo_desktop.interchange.unread import Unread, is_nothing, why_unread
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

PLACES = {"one": 0, "thousand": 3, "million": 6, "billion": 9}
_LARGEST = 2**63 - 1
_TOLD_APART = 10**15  # minor units below which each whole number has a float of its own
_LONGEST = 40  # characters of an amount with all its signs
_TIDY = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "\u2019": "'", "\xa0": " ",
                       "\u202f": " ", "\u2009": " ", "\uff0c": ","})  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+])?\s*(?P<before>[^0-9()+.,-]{0,12}?)\s*(?P<sign2>[-+])?\s*"
    r"(?P<number>[.,]?[0-9][0-9.,' ]*)(?P<after>[^0-9()-]{0,20}?)\s*(?P<minus>-)?\s*(?P<close>\))?"
)
_PLAIN = re.compile(r"-?[0-9]{1,25}(?:\.[0-9]{1,2})?")
_POINT_GROUP = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])")
_GROUPS = re.compile(r"[0-9]{1,3}([.,' ])(?:[0-9]{2,3}\1)*[0-9]{3}")
_DECIMAL_COMMA = re.compile(r",[0-9]{1,2}(?![0-9.,])|\.[0-9]{3},[0-9]|,[0-9]{4,}(?![0-9.,])|(?:\.[0-9]{3}){2}")
_DECIMAL_POINT = re.compile(r"\.[0-9]{1,2}(?![0-9.,])|,[0-9]{3}\.[0-9]|\.[0-9]{4,}(?![0-9.,])|(?:,[0-9]{3}){2}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A scale ("one" to "billion") and a currency (ISO code), either of which may be unknown."""

    scale: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """What holds for every amount of a column: its scale, the file's currency, and which mark is the decimal one.

    An empty `decimal` means that the column holds evidence for both marks; `shown` is the currency that its signs would
    mean if nobody had said otherwise: a "$" may be Canadian.
    """

    scale: str = "one"
    currency: str = ""
    decimal: str = "."
    shown: str = ""


@cache
def _currency_words() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(lookup("currencies").items(), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=10_000)
def read_unit(text: str) -> Unit | None:
    """The unit that `text` is, such as "£m", "k€", "Mio. EUR", "'000" or "USD millions"; `None` if it is none."""
    plain = fold(text).replace("'", "").replace(".", "").strip()
    currency = None
    for word, code in _currency_words():
        start, end = plain.startswith(word), plain.endswith(word)
        whole = not word.isalpha() or plain == word or len(word) == 3 or " " in plain  # noqa: PLR2004  ISO codes
        if (start or end) and whole:
            currency = code
            plain = (plain[len(word) :] if start else plain[: -len(word)]).strip()
            break
    plain = plain.removeprefix("in ").removeprefix("of ").removesuffix(" of").removesuffix(" de").removesuffix(" d")
    scale = lookup("scales").get(plain.strip())
    if scale is None or (scale == "one" and currency is None):
        return None
    return Unit(None if scale == "one" else scale, currency)


def settle_decimal(cells: Iterable[object]) -> str | None:
    """The decimal mark in the texts of a column: "." or ","; `None` without evidence, "" with evidence for both."""
    comma = point = False
    for cell in cells:
        if isinstance(cell, str) and len(cell) <= _LONGEST:
            comma = comma or bool(_DECIMAL_COMMA.search(cell))
            point = point or bool(_DECIMAL_POINT.search(cell))
    if comma and point:
        return ""
    return "," if comma else "." if point else None


def groups_by_point(cells: Iterable[object]) -> bool:
    """Whether a column without evidence holds amounts such as 1.000, whose point may well separate thousands."""
    return any(isinstance(cell, str) and _POINT_GROUP.search(cell[:_LONGEST]) for cell in cells)


def read_number(text: str, decimal: str = ".") -> Decimal | None:
    """The number in digits and separators that `text` is; `None` if it is none or could be two different ones."""
    text = text.strip().strip("'")
    marks = [mark for mark in ".," if mark in text]
    if len(marks) == 2:  # noqa: PLR2004  both marks: the last one is the decimal mark
        mark = max(marks, key=text.rfind)
    elif marks and (text.count(marks[0]) > 1 or not _could_be_group(text, marks[0])):
        mark = "" if text.count(marks[0]) > 1 else marks[0]
    elif marks and not decimal:
        return None
    else:
        mark = decimal
    whole, found, part = text.rpartition(mark) if mark and mark in text else (text, "", "")
    if whole and not whole.isdigit() and not _GROUPS.fullmatch(whole):
        return None
    digits = re.sub(r"[.,' ]", "", whole)
    if found and not part.isdigit():
        return None if part else Decimal(digits or "0")
    return Decimal(f"{digits or '0'}.{part or '0'}")


def _could_be_group(text: str, mark: str) -> bool:
    whole, _, part = text.partition(mark)
    return len(part) == 3 and 1 <= len(whole) <= 3 and whole != "0"  # noqa: PLR2004  thousands stand in threes


def split_amount(text: str, decimal: str = ".") -> tuple[Decimal, Unit] | None:
    """The number and the unit typed beside it: -1200 and million GBP for "(£1,200m)"; `None` if it is no amount."""
    match = _AMOUNT.fullmatch(text.translate(_TIDY).strip()) if len(text) <= _LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    before, after = match["before"].strip(), match["after"].strip()
    if (unit := read_unit(f"{before} {after}".strip()) if before or after else Unit()) is None:
        return None
    number = read_number(match["number"], decimal)
    if number is None or sum(map(bool, (match["open"], match["sign"], match["sign2"], match["minus"]))) > 1:
        return None
    negative = match["open"] or match["minus"] or "-" in (match["sign"], match["sign2"])
    return (-number if negative else number), unit


def read_money(cell: object, column: MoneyColumn) -> int | Unread | None:
    """Whole minor units of the amount in `cell`, halves to even; `None` for an empty cell."""
    if isinstance(cell, str):
        return None if is_nothing(text := cell.strip()) else _read_money_text(text, column)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = Decimal(repr(cell))
        return _minor(number, column.scale, column.currency) if number.is_finite() else _no_number()
    return None if cell is None else _not(say("an amount"))


def money_reader(column: MoneyColumn) -> Callable[[object], int | Unread | None]:
    """`read_money` for one column; a number that is whole in minor units, as most are, takes a tenth of the time."""
    power = 10.0 ** (PLACES[column.scale] + minor_digits(column.currency))  # exact: at most 10¹²

    def read(cell: object) -> int | Unread | None:
        if type(cell) is float and -_TOLD_APART < (minor := cell * power) < _TOLD_APART:
            whole = round(minor)
            if whole / power == cell:  # no other whole number has this float for its nearest
                return whole
        return read_money(cell, column)

    return read


def _read_money_text(text: str, column: MoneyColumn) -> int | Unread:
    if _PLAIN.fullmatch(text):  # most are; a third of the time
        return _minor(Decimal(text), column.scale, column.currency)
    if (split := split_amount(text, column.decimal)) is None:
        return why_unread(text, say("an amount"))
    number, unit = split
    if unit.currency and column.currency and unit.currency not in {column.currency, column.shown}:
        reason = "in {currency}, while the file is in {other}"
        return Unread(say(reason, currency=unit.currency, other=column.currency))
    return _minor(number, unit.scale or column.scale, column.currency)


def _minor(number: Decimal, scale: str, currency: str) -> int | Unread:
    return _bounded(to_minor(number.scaleb(PLACES[scale]), currency))


def _bounded(minor: int) -> int | Unread:
    return minor if -_LARGEST <= minor <= _LARGEST else Unread(say("larger than any amount that can be kept"))


def _no_number() -> Unread:
    return Unread(say("not a number"))


def _not(expected: str) -> Unread:
    return Unread(say("not {expected}", expected=expected))


def read_percent(cell: object, *, fractions: bool = False, decimal: str = ".") -> float | Unread | None:
    """Percent points of `cell`: 12.5 for "12.5 %", and for 0.125 where the column holds `fractions`."""
    if isinstance(cell, str):
        if is_nothing(text := cell.strip()):
            return None
        bare = text.translate(_TIDY).replace("%", "").strip()
        split = split_amount(bare, decimal)
        if split is None or split[1] != Unit() or abs(split[0]) > _LARGEST:
            return why_unread(text, say("a percentage"))
        return float(split[0] * 100 if fractions and "%" not in text else split[0])
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = Decimal(repr(cell))
        return float(number * 100 if fractions else number) if number.is_finite() else _no_number()
    return None if cell is None else _not(say("a percentage"))


def holds_fractions(cells: Iterable[object]) -> bool:
    """Whether the percents of a column are parts of one: its bare numbers lie between -1 and 1, one of them inside."""
    numbers = [float(cell) for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    return any(0 < abs(number) < 1 for number in numbers) and all(abs(number) <= 1 for number in numbers)
