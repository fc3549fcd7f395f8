"""Rows of totals: those that say so, and those whose figures are the sum of the rows below or above them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from pmo_desktop.interchange.amounts import PLACES, split_amount
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.words import fold

Rows = Sequence[Sequence[object]]

_TOTALS = frozenset({
    "total", "totals", "grand total", "sum", "subtotal", "subtotals", "sub total", "overall total", "net total",
    "total general", "sous total", "totaux", "total cumule", "somme",
    "summe", "summen", "gesamt", "gesamtsumme", "zwischensumme", "gesamtergebnis", "insgesamt", "teilsumme",
    "totale", "totale generale", "totale complessivo", "subtotale", "somma",
    "suma", "suma total", "total parcial", "gran total",
    "totaal", "subtotaal", "totalt", "i alt", "yhteensa", "razem", "celkem", "osszesen",
})  # fmt: skip
_WEAK = frozenset({"sum", "suma", "somma", "somme", "summe", "gesamt"})  # which may be names beside other texts
_FIGURES_BEHIND = re.compile(r"[\s:]+[-0-9.,%]+$")
_STARTS = tuple(f"{word} " for word in sorted(_TOTALS - {"sum", "net total"}))
_ENDS = tuple(f" {word}" for word in sorted(_TOTALS - {"sum", "gesamt"}))
_GROUP = re.compile(
    r"\b(?:programmes?|programs?|portfolios?|groups?|workstreams?|programma?|programas?|gruppe|bereich|portefeuille|"
    r"groupe|cartera|grupo|gruppo)\b|programm\b"
)
_MAY_BE_GROUP = re.compile("progr|portf|portef|gro?up|workst|bereich|carter", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SHARE = 2  # of rows, at most one in so many names a group
_MOST_TEXTS = 2  # of a row of sums: what it sums, and its kind or number
_LONGEST_NAME = 60  # characters
_LOOKED_AT = 200  # rows
_FEWEST, _MOST_SUMMED = 2, 200
_FEWER_TEXTS = 2  # than other rows, in a row of sums
_CENT = 0.006


def holds_totals(cells: Sequence[object]) -> bool:
    """Whether a row begins with a word for a total, or with such a word among others and figures alone behind it."""
    first, *rest = [cell for cell in cells if cell not in ("", None)]
    if not isinstance(first, str):
        return False
    plain = " ".join(fold(first).replace("-", " ").rstrip(":. ").split())
    if _FIGURES_BEHIND.sub("", plain) in _TOTALS:
        return not (plain in _WEAK and any(isinstance(cell, str) and _figure(cell) is None for cell in rest))
    bare = all(isinstance(cell, (int, float)) or split_amount(text_of(cell).replace("%", "")) for cell in rest)
    return bool(rest) and bare and (plain.startswith(_STARTS) or plain.endswith(_ENDS))


def sums_in(rows: Rows, body: Sequence[int]) -> dict[int, bool]:
    """The rows of `body` that are sums of others, and whether of those below: few texts, and figures that add up.

    A row of figures alone among others is one too.
    """
    counts = _counts_of_texts(rows, body)
    numbers = _numberings(rows, body)
    usual = sorted(counts)[len(counts) // 2] if counts else 0
    groups = _groups(rows, body)
    found: dict[int, bool] = {}
    for number, place in enumerate(body):
        if not counts[number]:
            if usual:
                found[place] = False
            continue
        is_short = counts[number] <= min(usual - _FEWER_TEXTS, _MOST_TEXTS)
        if not is_short and place not in groups:
            continue
        own = texts_of(rows[place])
        first = next(index for index, cell in enumerate(rows[place]) if text_of(cell) == own[0])
        figures = {
            index: each for index, each in _figures(rows[place]).items() if index > first and index not in numbers
        }
        for is_below, order in ((True, range(number + 1, len(body))), (False, range(number - 1, -1, -1))):
            others = (body[at] for at in order[:_MOST_SUMMED] if body[at] not in found)
            if len(figures) > (len(own) > _MOST_TEXTS) and _add_up(figures, rows, others):
                found[place] = is_below
                break
    return found


def _groups(rows: Rows, body: Sequence[int]) -> set[int]:
    """The rows that name a group, such as a programme; none where so many do that a column names it for each row."""
    found = {place for place in body if any(map(_names_group, rows[place]))}
    return found if len(found) * _SHARE <= len(body) else set()


def _numberings(rows: Rows, body: Sequence[int]) -> set[int]:
    """The columns of figures of which most are one more than the one above: they number the rows."""
    columns: dict[int, list[float]] = {}
    for place in body[:_LOOKED_AT]:
        for index, figure in _figures(rows[place]).items():
            columns.setdefault(index, []).append(figure)
    return {
        index
        for index, figures in columns.items()
        if sum(second - first == 1 for first, second in pairwise(figures)) * 2 >= len(figures) > 1
    }


def _add_up(sums: dict[int, float], rows: Rows, others: Iterable[int]) -> bool:
    """Whether at least two of the other rows, one after another, add up to most of the figures."""
    reached = dict.fromkeys(sums, 0.0)
    for count, place in enumerate(others, 1):
        figures = _figures(rows[place])
        for column in reached:
            reached[column] += figures.get(column, 0.0)
        same = sum(abs(reached[column] - total) <= _CENT + abs(total) * 1e-9 for column, total in sums.items())
        if count >= _FEWEST and same * 2 > len(sums):
            return True
        if all(value > sums[column] + _CENT for column, value in reached.items() if sums[column] > 0):
            return False
    return False


def texts_of(cells: Sequence[object]) -> list[str]:
    """The texts of a row that are no figures."""
    return [text_of(cell) for cell in cells if _is_text(cell)]


def _counts_of_texts(rows: Rows, body: Sequence[int]) -> list[int]:
    """How many texts each row has. Where all have more than a row of sums, those without digits are enough to count."""
    is_plain = _Plain()
    certain = [sum([is_plain[cell] if type(cell) is str else type(cell) is date for cell in rows[place]])
               for place in body]  # fmt: skip
    if min(certain, default=0) > _MOST_TEXTS:
        return certain
    return [sum(map(_is_text, rows[place])) for place in body]


class _Plain(dict[str, bool]):
    """Whether a text holds something that cannot be a figure; most texts of a register come again and again."""

    def __missing__(self, text: str) -> bool:
        """Look at a text that comes for the first time."""
        self[text] = bool(text) and not text.isspace() and _DIGIT.search(text) is None
        return self[text]


def _names_group(cell: object) -> bool:
    """Whether a cell names a group of rows, such as a programme."""
    return (
        isinstance(cell, str)
        and len(cell) <= _LONGEST_NAME
        and _MAY_BE_GROUP.search(cell) is not None
        and _is_text(cell)
        and _GROUP.search(fold(cell)) is not None
    )


def _is_text(cell: object) -> bool:
    """Whether a cell shows a text that is no figure; a day is a text."""
    if isinstance(cell, str):
        return bool(cell) and _figure_in(cell) is None and not cell.isspace()
    return cell is not None and (isinstance(cell, bool) or not isinstance(cell, (int, float)))


def _figures(cells: Sequence[object]) -> dict[int, float]:
    """The figures of a row by column, without those that are nought."""
    return {index: figure for index, cell in enumerate(cells) if (figure := _figure(cell))}


def _figure(cell: object) -> float | None:
    if isinstance(cell, str):
        return _figure_in(cell) if cell else None
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


@lru_cache(16_384)
def _figure_in(text: str) -> float | None:
    split = split_amount(text) if any(map(str.isdigit, text)) else None
    return float(split[0].scaleb(PLACES[split[1].scale or "one"])) if split else None
