"""Rows and columns that a file hides, by a filter or by hand: read and told, or left out where that is wanted."""

from dataclasses import replace

from pmo_desktop.domain.importing import Question
from pmo_desktop.interchange.layout import Layout
from pmo_desktop.interchange.sheet import Sheet
from pmo_desktop.interchange.told import Told
from pmo_desktop.interchange.words import column_letters, short
from pmo_desktop.text import say

QUESTION, READ, LEAVE_OUT = "hidden rows", "read", "leave out"
_SHOWN = 10


def without_hidden(sheet: Sheet, layout: Layout, told: Told) -> tuple[Layout, list[str], list[Question]]:
    """A table with its hidden rows or without them, sentences on what is hidden, and a question on the rows."""
    is_turned = layout.orientation == "columns"
    rows, columns = sheet.hidden_rows, sheet.hidden_columns
    if is_turned:
        rows, columns = columns, rows
    notes: list[str] = []
    if headers := [
        short(layout.headers[column]) or column_letters(column) for column in layout.columns if column in columns
    ]:
        shown = ", ".join(f"“{header}”" for header in headers[:_SHOWN]) + (" …" if len(headers) > _SHOWN else "")
        notes.append(say("Hidden in the file, and read like the others: {headers}.", headers=shown))
    hidden = [place for place in layout.body if place in rows]
    if not hidden:
        return layout, notes, []
    shown = ", ".join(column_letters(place) if is_turned else str(place + 1) for place in hidden[:_SHOWN])
    shown += " …" if len(hidden) > _SHOWN else ""
    if told.answers.get(QUESTION) == LEAVE_OUT:
        left = say("Rows that are hidden in the file were left out: {count} ({rows}).", count=len(hidden), rows=shown)
        question = Question(
            QUESTION, say("Hidden rows are left out: {count}.", count=len(hidden)), ((READ, say("Read them")),)
        )
        return (
            replace(layout, body=tuple(place for place in layout.body if place not in rows)),
            [*notes, left],
            [question],
        )
    read = say("Rows that are hidden in the file, perhaps by a filter, are read too: {count} ({rows}).",
               count=len(hidden), rows=shown)  # fmt: skip
    question = Question(
        QUESTION, say("Hidden rows are read too: {count}.", count=len(hidden)), ((LEAVE_OUT, say("Leave out")),)
    )
    return layout, [*notes, read], [question]
