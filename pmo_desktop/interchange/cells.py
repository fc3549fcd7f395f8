"""Cells of one column, read by what the column holds: dates, money, ratings, choices, flags or text."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from pmo_desktop.domain.choices import Choice, Rating
from pmo_desktop.interchange.amounts import (
    PLACES,
    MoneyColumn,
    holds_fractions,
    money_reader,
    read_percent,
    settle_decimal,
    split_amount,
)
from pmo_desktop.interchange.dates import Order, read_date, settle_order
from pmo_desktop.interchange.months import read_month
from pmo_desktop.interchange.scales import read_scale, settle_top
from pmo_desktop.interchange.unread import NotRated, Unread, is_error, is_nothing, why_unread
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

_RATINGS = {rating.value: rating for rating in Rating}
_EDGES = re.compile(r"^[^\w#]+|[^\w]+$")
_SEPARATORS = re.compile(r"\s*[/\\|-]\s*")
_NUMBERED = re.compile(r"^[0-9]{1,2}\s*[-:.)=]\s*(?=\S)|\s*[(\[][0-9]{1,2}[)\]]$")
TEXTS = frozenset({"text", "long text", "reference"})  # kinds read as text
_REMARKED = re.compile(r"([^\n:;(–]{2,40}?)\s*(?:[:;(–\n]|\s-\s)")
_LARGEST = 10**15
_EXACT = 1e15  # below it a whole float is exact
_LONGEST_WORD = 40  # characters of a choice, a flag or a rating


_PLAIN = MoneyColumn()


@dataclass(frozen=True, slots=True)
class Settings:
    """What was settled for a whole column before its cells are read."""

    order: Order = "day first"
    money: MoneyColumn = _PLAIN
    fractions: bool = False
    top: float = 5
    parts: bool = False
    ends: bool = True


def text_of(cell: object) -> str:
    """What a cell shows: texts as they are, whole numbers without decimals, dates in ISO form."""
    if cell is None or isinstance(cell, str):
        return (cell or "").strip()
    if isinstance(cell, bool):
        return say("Yes") if cell else say("No")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    return str(cell)


def read_text(cell: object) -> str | Unread | None:
    """The text of `cell`, with its line breaks; an error value of a spreadsheet is not read."""
    text = cell.strip() if type(cell) is str else text_of(cell)
    return why_unread(text, "") if text[:1] == "#" and is_error(text) else text or None


def read_rating(cell: object) -> Rating | NotRated | Unread | None:
    """The rating that `cell` names; not rated, with the reason, where it holds other text."""
    text = text_of(cell)
    if is_nothing(text):
        return None
    if len(text) <= _LONGEST_WORD:
        plain = _EDGES.sub("", _SEPARATORS.sub("/", fold(text)))
        value = lookup("ratings").get(plain) or lookup("ratings").get(plain.replace("/", " "))
        if value:
            return _RATINGS[value]
    return NotRated(text)


def read_choice(cell: object, choices: type[Choice]) -> Choice | Unread | None:
    """The member of a closed list that `cell` names, by its value, its label or a word for it."""
    text = text_of(cell)
    if is_nothing(text):
        return None
    meaning = _choice_words(choices).get(_bare_choice(text)) if len(text) <= _LONGEST_WORD else None
    if meaning is None and (before := _REMARKED.match(text)) and len(before[1]) <= _LONGEST_WORD:
        meaning = _choice_words(choices).get(fold(before[1]))
    return choices(meaning) if meaning else why_unread(text, say("one of the known choices"))


@cache
def _choice_words(choices: type[Choice]) -> dict[str, str]:
    own = {fold(word): member.value for member in choices for word in (member.value, member.word, member.label)}
    return {**lookup(choices.__name__), **own}


def is_remarked(text: str, choices: type[Choice]) -> bool:
    """Whether a text that names a choice says more behind it, as "Accept: costs too much" does."""
    return _bare_choice(text) not in _choice_words(choices)


def _bare_choice(text: str) -> str:
    """A choice without the number people set before or behind it: "2 - Medium", "High (3)"."""
    plain = fold(text)
    return _NUMBERED.sub("", plain) or plain


def read_flag(cell: object) -> bool | Unread | None:
    """Yes or no."""
    if isinstance(cell, bool) or cell is None:
        return cell
    text = text_of(cell)
    if is_nothing(text):
        return None
    meaning = lookup("flags").get(fold(text)) if len(text) <= _LONGEST_WORD else None
    return meaning == "yes" if meaning else why_unread(text, say("yes or no"))


def settle(kind: str, cells: Iterable[object], money: MoneyColumn) -> Settings:
    """What holds for a column of `kind` by all its `cells`; `money` is what is known of its unit."""
    if kind == "date":
        return Settings(order=settle_order(cells))
    if kind == "money":
        return Settings(money=money)
    if kind == "percent":
        kept = tuple(cells)
        return Settings(money=MoneyColumn(decimal=settle_decimal(kept) or "."), fractions=holds_fractions(kept))
    if kind == "scale":
        return Settings(top=settle_top(cells))
    if kind in {"number", "integer", "year"}:
        return Settings(money=MoneyColumn(decimal=settle_decimal(cells) or "."))
    return Settings()


def read_plain_number(cell: object, decimal: str, *, parts: bool = False) -> float | Unread | None:
    """A bare number, whatever sign or scale stands beside it; if percents are `parts` of one, "50%" is a half."""
    if isinstance(cell, str):
        if is_nothing(text := cell.strip()):
            return None
        split = split_amount(text.replace("%", ""), decimal)
        if split is None or abs(split[0]) > _LARGEST:
            return why_unread(text, say("a number"))
        hundredths = -2 if parts and "%" in text else 0
        return float(split[0].scaleb(PLACES[split[1].scale or "one"] + hundredths))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and math.isfinite(cell):
        return float(cell)
    return None if cell is None else why_unread("", say("a number"))


def read_whole_number(cell: object, decimal: str) -> int | Unread | None:
    """A bare whole number."""
    number = read_plain_number(cell, decimal)
    if isinstance(number, float):
        return int(number) if number.is_integer() else why_unread("", say("a whole number"))
    return number


def reader(kind: str, choices: type[Choice] | None, settings: Settings) -> Callable[[object], object]:
    """The function that reads one cell of a column of `kind`; a choice is one of `choices`."""
    readers: dict[str, Callable[[object], object]] = {
        "date": lambda cell: read_date(cell, settings.order, ends=settings.ends),
        "money": money_reader(settings.money),
        "percent": lambda cell: read_percent(cell, fractions=settings.fractions, decimal=settings.money.decimal),
        "rating": read_rating,
        "flag": read_flag,
        "scale": lambda cell: read_scale(cell, settings.top),
        "month": read_month,
        "number": lambda cell: read_plain_number(cell, settings.money.decimal, parts=settings.parts),
        "integer": lambda cell: read_whole_number(cell, settings.money.decimal),
        "year": lambda cell: read_whole_number(cell, settings.money.decimal),
    }
    if choices is not None and kind == "choice":
        return lambda cell: read_choice(cell, choices)
    return readers.get(kind, read_text)


def read_column(cells: Iterable[object], read: Callable[[object], object]) -> list[object]:
    """Every cell read in turn; a text or a day that comes again is read once."""
    seen: dict[object, object] = {"": None}
    answers: list[object] = []
    for cell in cells:
        if type(cell) is str or type(cell) is date:
            if (answer := seen.get(cell, seen)) is seen:
                answer = seen[cell] = read(cell)
            answers.append(answer)
        else:
            answers.append(None if cell is None else read(cell))
    return answers
