"""Scales of one to five as people write them: figures, words, letters, parts of one, percents."""

import re
from collections.abc import Iterable

from pmo_desktop.interchange.amounts import read_number
from pmo_desktop.interchange.unread import Unread, is_nothing, why_unread
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

_LONGEST = 40  # characters
_TOP = 5
_BANDS = (10, 30, 50, 70)  # percent: the upper bounds of 1 to 4
_NUMBER = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]+)?)(?![0-9])")
_SHORT_SCALE = re.compile(r"(?<![0-9])1\s*(?:-|–|to|bis|à|a|\.\.)\s*([34])(?![0-9])")
_REMARK = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")


def settle_top(cells: Iterable[object]) -> float:
    """The highest figure the scale of a column has: 1 for parts of one, 5, 10 or 100; 25 for products of two."""
    numbers = [number for cell in cells if (number := _bare_number(cell)) is not None]
    if not numbers:
        return _TOP
    top = max(numbers)
    if top <= 1 and any(number % 1 for number in numbers):
        return 1
    if 10 < top <= _TOP**2 and any(number % 5 for number in numbers) and all(map(_is_product, numbers)):  # noqa: PLR2004
        return _TOP**2
    return next((each for each in (_TOP, 10, 100) if top <= each), top)


def _is_product(number: float) -> bool:
    """Whether a figure is one that likelihood times impact gives, each from 1 to 5."""
    return any(number == one * other for one in range(1, _TOP + 1) for other in range(1, _TOP + 1))


def top_in(header: str) -> int | None:
    """The top of a scale of three or four that a header names: "Impact (1-3)"."""
    found = _SHORT_SCALE.search(header)
    return int(found[1]) if found else None


def read_scale(cell: object, top: float = _TOP) -> int | Unread | None:
    """1 to 5 for "4", "High", "Low (1)", "VH", "Almost certain", and for parts of a scale that goes up to `top`."""
    if isinstance(cell, bool):
        return _unread("")
    number = _bare_number(cell)
    if number is not None:
        return _by_number(number, top, is_percent=isinstance(cell, str) and "%" in cell)
    if cell is None or not isinstance(cell, str):
        return None if cell is None else _unread("")
    text = cell.strip()
    if is_nothing(text):
        return None
    return (_by_words(text) if len(text) <= _LONGEST else None) or _unread(text)


def _unread(text: str) -> Unread:
    return why_unread(text, say("a level from 1 to 5"))


def _bare_number(cell: object) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell)
    if isinstance(cell, str) and 0 < len(plain := cell.replace("%", "").strip()) <= 6 and plain[0].isdigit():  # noqa: PLR2004
        number = read_number(plain)
        return None if number is None else float(number)
    return None


def _by_number(number: float, top: float, *, is_percent: bool) -> int | Unread:
    if top == _TOP**2 and not is_percent:
        return _unread("")
    if is_percent or top == 1 or top > 10:  # noqa: PLR2004  parts and percents are bands, not points
        percent = number * 100 if top == 1 and not is_percent else number
        if not 0 <= percent <= 100:  # noqa: PLR2004
            return _unread("")
        return 1 + sum(percent > bound for bound in _BANDS)
    if top < _TOP:
        return (
            round(1 + (number - 1) * (_TOP - 1) / (top - 1)) if number % 1 == 0 and 1 <= number <= top else _unread("")
        )
    if top > _TOP:
        number = -(-number // 2)
    return int(number) if number % 1 == 0 and 1 <= number <= _TOP else _unread("")


def _by_words(text: str) -> int | None:
    """By the word, else by the figure that stands beside it."""
    plain = fold(text)
    words = lookup("scale")
    bare = _REMARK.sub(" ", plain)
    for each in (plain, bare.strip(), _NUMBER.sub(" ", bare).strip(" -:.=/")):
        if each in words:
            return int(words[each])
    figures = _NUMBER.findall(plain)
    if len(figures) == 1 and figures[0] in {"1", "2", "3", "4", "5"}:
        return int(figures[0])
    parts = [part.strip() for part in re.split(r"\s[-–/:]\s|[-–/:](?=\D)", bare) if part.strip() in words]
    return int(words[parts[0]]) if len(parts) == 1 else None
