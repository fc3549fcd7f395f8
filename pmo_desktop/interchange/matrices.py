"""Tables with projects down and milestones or months across: every date or rating gets a row of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.importing import ColumnMatch
from pmo_desktop.interchange.cells import read_rating
from pmo_desktop.interchange.choosing import Choice
from pmo_desktop.interchange.dates import read_date
from pmo_desktop.interchange.headers import candidates
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.matching import match_columns, sample
from pmo_desktop.interchange.melting import months_of
from pmo_desktop.interchange.unread import says_nothing_yet
from pmo_desktop.interchange.words import column_letters, fold
from pmo_desktop.text import say

_FEWEST = 2  # columns of dates, or of ratings
_EXACT = 10  # see headers.candidates
_MOSTLY = 0.8

Turned = tuple[Layout, Choice]


def turned(layout: Layout, targets: Sequence[str]) -> Turned | None:
    """A matrix of milestones or of ratings by month as one row each, with what its columns stand for."""
    if "milestone" in targets and (found := _milestones(layout)):
        return found
    return _ratings(layout) if "project" in targets else None


def _milestones(layout: Layout) -> Turned | None:
    """A column for the project and nothing but dates beside it, each under the name of a milestone."""
    named = [column for column in layout.columns if _names_project(layout.headers[column])]
    rest = [column for column in layout.columns if column not in named]
    own = [column for column in rest if _is_of_project(layout.headers[column])]
    if len(named) != 1 or len(rest) - len(own) < _FEWEST or len(own) > 1:
        return None
    if not all(_is_of_dates(layout, column) for column in rest):
        return None
    field = "baseline_on" if any("baseline" in fold(text) for text in layout.above) else "forecast_on"
    titles = (say("Milestone"), say("Date"))
    filled = _spread(layout, rest, lambda header: header.replace(" / ", " "), titles)
    width = len(layout.headers)
    matches = (
        ColumnMatch(named[0], column_letters(named[0]), layout.headers[named[0]], "project_key", None, "exact"),
        ColumnMatch(width, column_letters(width), titles[0], "name", None, "exact"),
        ColumnMatch(width + 1, column_letters(width + 1), titles[1], field, None, "exact"),
    )
    note = say("Milestones stand in a column each: {count} columns.", count=len(rest))
    return replace(filled, notes=(*filled.notes, note)), Choice("milestone", matches, 0)


def _names_project(header: str) -> bool:
    found = candidates(header, "milestone")
    return bool(found) and found[0].field == "project_key" and found[0].score >= _EXACT


def _is_of_project(header: str) -> bool:
    """Whether a header, such as that of the last milestone, is one of a register of projects too."""
    known = candidates(header, "project")
    return bool(known) and known[0].score >= _EXACT


def _is_of_dates(layout: Layout, column: int) -> bool:
    """Whether a column holds dates under a header that is no month."""
    header = layout.headers[column]
    if not header or months_of(header):
        return False
    cells = [cell for cell in sample(layout, column) if not (isinstance(cell, str) and says_nothing_yet(cell))]
    days = sum(isinstance(read_date(cell), date) and not isinstance(cell, (int, float)) for cell in cells)
    return bool(cells) and days >= _MOSTLY * len(cells)


def _ratings(layout: Layout) -> Turned | None:
    """A register with a column of ratings for each of several months, and no rating of its own."""
    months = [
        column for column in layout.columns if months_of(layout.headers[column]) and _is_of_ratings(layout, column)
    ]
    matches = match_columns(layout)
    fields = {match.field for match in matches if match.index not in months}
    if len(months) < _FEWEST or "name" not in fields or fields & {"overall", "period"}:
        return None
    titles = (say("Period"), say("RAG"))
    filled = _spread(layout, months, _period, titles)
    width = len(layout.headers)
    kept = tuple(match for match in matches if match.index not in months)
    added = (
        ColumnMatch(width, column_letters(width), titles[0], "period", None, "exact"),
        ColumnMatch(width + 1, column_letters(width + 1), titles[1], "overall", None, "exact"),
    )
    note = say("Ratings stand in a column for each month: {count} columns.", count=len(months))
    return replace(filled, notes=(*filled.notes, note)), Choice("project", (*kept, *added), 0)


def _is_of_ratings(layout: Layout, column: int) -> bool:
    cells = sample(layout, column)
    return bool(cells) and sum(isinstance(read_rating(cell), Rating) for cell in cells) >= _MOSTLY * len(cells)


def _period(header: str) -> str:
    """The month that a header names, such as "2026-01"; of a quarter or a year its own words."""
    months = months_of(header)
    return f"{months.starts_on:%Y-%m}" if months and months.count == 1 else header.replace(" / ", " ")


def _spread(layout: Layout, columns: Sequence[int], word: Callable[[str], str], titles: tuple[str, str]) -> Layout:
    """The table with a row for each filled cell of some columns: the word for its header, and the cell."""
    width = len(layout.headers)
    rows, origins, body = list(layout.rows), dict[int, tuple[int, int]](), list[int]()
    for column in columns:
        for place in layout.body:
            if (cell := layout.rows[place][column]) not in ("", None):
                origins[len(rows)] = (place, column)
                body.append(len(rows))
                rows.append((*layout.rows[place], word(layout.headers[column]), cell))
    return replace(
        layout,
        headers=(*layout.headers, *titles),
        rows=tuple((*cells, "", "") if len(cells) == width else cells for cells in rows),
        body=tuple(body),
        columns=(*(column for column in layout.columns if column not in columns), width, width + 1),
        origins=origins,
    )
