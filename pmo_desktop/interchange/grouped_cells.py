"""Columns that name a programme or a project in the first row of each group and leave the rest of the group blank."""

from collections.abc import Sequence
from dataclasses import replace

from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.cells import text_of
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.words import fold, short
from pmo_desktop.text import say

_GROUPS = frozenset({"programme", "portfolio", "project_key", "programme_key", "portfolio_key"})
_FEWEST = 2  # groups
_SHARE = 0.3  # of the rows at least are blank


def filled_groups(layout: Layout, matches: Sequence[ColumnMatch]) -> tuple[Layout, list[str]]:
    """The table with such columns filled down, and a sentence on each; a text that comes again fills nothing."""
    notes: list[str] = []
    for match in matches:
        if match.field in _GROUPS and _is_grouped(layout, match.index):
            layout = _filled(layout, match.index)
            notes.append(
                say("“{header}”: blank cells are taken to say what the one above says.", header=short(match.header))
            )
    return layout, notes


def _is_grouped(layout: Layout, column: int) -> bool:
    texts = [fold(text_of(layout.rows[place][column])) for place in layout.body]
    named = [text for text in texts if text]
    blank = len(texts) - len(named)
    return (
        bool(texts)
        and bool(texts[0])
        and len(named) >= _FEWEST
        and len(set(named)) == len(named)
        and blank >= _SHARE * len(texts)
    )


def _filled(layout: Layout, column: int) -> Layout:
    rows, current = list(layout.rows), ""
    for place in layout.body:
        cells = rows[place]
        current = text_of(cells[column]) or current
        rows[place] = (*cells[:column], current, *cells[column + 1 :])
    return replace(layout, rows=tuple(rows))
