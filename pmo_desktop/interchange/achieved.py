"""Milestones that are complete by their status, in tables that give no actual date."""

from collections.abc import Sequence
from dataclasses import replace

from pmo_desktop.domain.importing import ColumnMatch, ReadRow
from pmo_desktop.interchange.amounts import holds_fractions, read_percent
from pmo_desktop.interchange.headers import candidates, read_header
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.words import fold, lookup
from pmo_desktop.text import say

_WHOLE = 100.0  # percent
_DONE = frozenset({"achieved", "met", "delivered", "passed", "100%", "erreicht", "atteint", "alcanzado", "raggiunto"})
_COMPLETE = frozenset(
    {"complete", "completed", "completion", "progress", "done", "fortschritt", "avancement", "avance"}
)
_EXACT = 10  # see headers.candidates


def with_achieved(
    layout: Layout, matches: Sequence[ColumnMatch], rows: tuple[ReadRow, ...]
) -> tuple[tuple[ReadRow, ...], list[str]]:
    """The rows with the date a complete milestone was due as the one it was reached, and a sentence on them."""
    done = _done(layout, matches)
    found: list[ReadRow] = []
    count = 0
    for place, row in zip(layout.body, rows, strict=True):
        due = row.values.get("forecast_on") or row.values.get("baseline_on")
        if place in done and due and not row.values.get("actual_on"):
            found.append(replace(row, values={**row.values, "actual_on": due}))
            count += 1
        else:
            found.append(row)
    sentence = "Milestones that are complete and have no actual date: {count}; the date they were due was taken for it."
    return tuple(found), [say(sentence, count=count)] if count else []


def _done(layout: Layout, matches: Sequence[ColumnMatch]) -> set[int]:
    """The rows that are complete, by a column for the status or for how much of it is done."""
    kept = [match for match in matches if match.field is None and match.header]
    found: set[int] = set()
    for match in kept:
        cells = {place: layout.rows[place][match.index] for place in layout.body}
        header = read_header(match.header)
        if header.words & _COMPLETE and header.percent:
            fractions = holds_fractions(cells.values()) or set(cells.values()) <= {0, 1, "", None}
            found |= {place for place, cell in cells.items() if read_percent(cell, fractions=fractions) == _WHOLE}
        elif (state := candidates(match.header, "risk")) and state[0].field == "state" and state[0].score >= _EXACT:
            found |= {place for place, cell in cells.items() if isinstance(cell, str) and _is_done(fold(cell))}
    return found


def _is_done(word: str) -> bool:
    return word in _DONE or (
        lookup("ItemState").get(word) == "closed" and word not in {"cancelled", "canceled", "withdrawn"}
    )
