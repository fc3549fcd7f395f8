"""Columns headed by the name of a month alone, whose year stands in a title: "Apr" under "Spend profile 2025/26"."""

import re
from collections.abc import Iterable, Sequence

from pmo_desktop.interchange.words import fold, lookup

_FEWEST = 4  # months in a row
_SPAN = re.compile(r"(?<![0-9])(20[0-9]{2}) ?[-/] ?(?:20)?([0-9]{2})(?![0-9])")
_FISCAL = re.compile(r"\bfy ?(?:20)?([0-9]{2})(?![0-9/-])")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


def bare_months(headers: Sequence[str]) -> dict[int, int]:
    """The columns whose header, or a line of it, is the name of a month and no more: which month each is."""
    found: dict[int, int] = {}
    for index, header in enumerate(headers):
        for part in header.split(" / "):
            if number := lookup("months").get(fold(part).rstrip(".")):
                found[index] = int(number)
    return found if len(set(found.values())) >= _FEWEST else {}


def with_years(headers: tuple[str, ...], texts: Iterable[str]) -> tuple[str, ...]:
    """The headers with a year behind each bare month, where one of the texts above names it for all of them."""
    months = bare_months(headers)
    if not months:
        return headers
    first = next(iter(months.values()))
    start = next((year for text in texts if (year := _start(fold(text), first))), None)
    if start is None:
        return headers
    return tuple(
        " / ".join(_dated(part, start + (months[index] < first)) for part in header.split(" / "))
        if index in months
        else header
        for index, header in enumerate(headers)
    )


def _dated(part: str, year: int) -> str:
    return f"{part} {year}" if fold(part).rstrip(".") in lookup("months") else part


def _start(text: str, first: int) -> int | None:
    """The year in which months begin that start with the month `first`, as a text names it."""
    if (span := _SPAN.search(text)) and (int(span[1]) + 1) % 100 == int(span[2]):
        return int(span[1])
    if fiscal := _FISCAL.search(text):
        return 2000 + int(fiscal[1]) - (first > 1)
    year = _YEAR.search(text)
    return int(year[1]) if year and first == 1 else None
