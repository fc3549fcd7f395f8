"""Amounts whose currency stands in a column of its own: rows in another one than the table's are not read, and told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmo_desktop.domain.importing import CellProblem, ColumnMatch, ReadRow
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.vocabulary import kind_of
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

_HEADERS = frozenset({
    "currency", "ccy", "cur", "currency code", "iso currency", "devise", "monnaie", "wahrung", "waehrung", "moneda",
    "divisa", "valuta",
})  # fmt: skip
_MOSTLY = 0.8


def currencies_of(layout: Layout, matches: Sequence[ColumnMatch], target: str) -> Mapping[int, str]:
    """The currency of each row, by its place, where a column names them beside amounts."""
    if not any(match.field and kind_of(match.field, target) == "money" for match in matches):
        return {}
    for match in matches:
        if match.field is None and fold(match.header.rpartition(" / ")[2]) in _HEADERS:
            texts = {place: text for place in layout.body if (text := fold(text_of(layout.rows[place][match.index])))}
            codes = {place: code for place, text in texts.items() if (code := lookup("currencies").get(text))}
            if texts and len(codes) >= _MOSTLY * len(texts):
                return codes
    return {}


def shared_currency(codes: Mapping[int, str], home: str | None) -> str:
    """The currency a table is read in: its only one, else the workspace's if any row is in it, else the commonest."""
    counts = Counter(codes.values())
    return home if home and home in counts and len(counts) > 1 else counts.most_common(1)[0][0] if counts else ""


def without_others(
    layout: Layout,
    matches: Sequence[ColumnMatch],
    rows: tuple[ReadRow, ...],
    codes: Mapping[int, str],
    currency: str,
    target: str,
) -> tuple[ReadRow, ...]:
    """The rows without amounts in another currency, which are told and kept as text."""
    money = [match for match in matches if match.field and kind_of(match.field, target) == "money"]
    found: list[ReadRow] = []
    for place, row in zip(layout.body, rows, strict=True):
        code = codes.get(layout.origins.get(place, (place, 0))[0], currency)
        foreign = [match for match in money if code != currency and row.values.get(str(match.field)) is not None]
        found.append(_without(layout, place, row, foreign, code, currency) if foreign else row)
    return tuple(found)


def _without(
    layout: Layout, place: int, row: ReadRow, foreign: Sequence[ColumnMatch], code: str, currency: str
) -> ReadRow:
    reason = say("in {currency}, while the file is in {other}", currency=code, other=currency)
    mend = say("Convert the amount, or import these rows apart.")
    texts = {str(match.field): text_of(layout.rows[place][match.index]) for match in foreign}
    problems = [
        CellProblem(*layout.place(place, match.index), match.header, texts[str(match.field)], reason, mend)
        for match in foreign
    ]
    values = {**row.values, **dict.fromkeys(texts)}
    return replace(row, values=values, problems=(*row.problems, *problems), texts={**row.texts, **texts})
