"""Cells of one column, read by what the column holds: dates, money, ratings, choices, flags or text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from pmo_desktop.domain.choices import (
    Confidentiality,
    EntryKind,
    ForwardLook,
    ProjectClass,
    ProjectStatus,
    Rating,
    Stage,
)
from pmo_desktop.interchange.amounts import MoneyColumn, holds_fractions, money_reader, read_percent, settle_decimal
from pmo_desktop.interchange.dates import Order, read_date, settle_order
from pmo_desktop.interchange.unread import NotRated, Unread, is_error, is_nothing, why_unread
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

CHOICES: dict[str, type[StrEnum]] = {
    "kind": EntryKind,
    "project_class": ProjectClass,
    "stage": Stage,
    "status": ProjectStatus,
    "confidentiality": Confidentiality,
    "forward_look": ForwardLook,
}
_RATINGS = {rating.value: rating for rating in Rating}
_EDGES = re.compile(r"^[^\w#]+|[^\w]+$")
_SEPARATORS = re.compile(r"\s*[/\\|-]\s*")
_EXACT = 1e15  # below it a whole float is exact
_LONGEST_WORD = 40  # characters of a choice, a flag or a rating


_PLAIN = MoneyColumn()


@dataclass(frozen=True, slots=True)
class Settings:
    """What was settled for a whole column before its cells are read."""

    order: Order = "day first"
    money: MoneyColumn = _PLAIN
    fractions: bool = False


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


def read_choice(cell: object, field: str) -> StrEnum | Unread | None:
    """The member of the closed list of `field` that `cell` names, by its value, its label or a word for it."""
    text = text_of(cell)
    if is_nothing(text):
        return None
    meaning = lookup(field).get(fold(text)) if len(text) <= _LONGEST_WORD else None
    return CHOICES[field](meaning) if meaning else why_unread(text, say("one of the known choices"))


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
    return Settings()


def reader(kind: str, field: str, settings: Settings) -> Callable[[object], object]:
    """The function that reads one cell of a column of `kind` that was matched to `field`."""
    readers: dict[str, Callable[[object], object]] = {
        "date": lambda cell: read_date(cell, settings.order),
        "money": money_reader(settings.money),
        "percent": lambda cell: read_percent(cell, fractions=settings.fractions, decimal=settings.money.decimal),
        "rating": read_rating,
        "choice": lambda cell: read_choice(cell, field),
        "flag": read_flag,
    }
    return readers.get(kind, read_text)


def read_column(cells: Iterable[object], read: Callable[[object], object]) -> list[object]:
    """Every cell read in turn; a text that comes again is read once."""
    seen: dict[str, object] = {"": None}
    answers: list[object] = []
    for cell in cells:
        if type(cell) is str:
            if (answer := seen.get(cell, seen)) is seen:
                answer = seen[cell] = read(cell)
            answers.append(answer)
        else:
            answers.append(None if cell is None else read(cell))
    return answers
