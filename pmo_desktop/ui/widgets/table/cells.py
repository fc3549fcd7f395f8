"""Finished cells: what a value, a subtotal or a colour rule looks like, worked out once for each page of rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pmo_desktop.charts.style import status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.services import formats
from pmo_desktop.text import say
from pmo_desktop.ui import values

if TYPE_CHECKING:
    from pmo_desktop.domain.fields import Field
    from pmo_desktop.services.grouping import Group
    from pmo_desktop.services.registry import Column
    from pmo_desktop.services.saved_views import Rule
    from pmo_desktop.ui.widgets.table.source import RegisterSource

_WORRYING = {Rating.AMBER, Rating.AMBER_RED, Rating.RED}


@dataclass(frozen=True, slots=True)
class Cell:
    """A finished cell: its value, its text, the key of the status it shows, and the token of its ink.

    `tone` and `rule` are the status whose tint a colour rule gives it, and the words of that rule. `counts` are, in the
    head of a group, how many rows have each rating, and `is_head` says that it belongs to one.
    """

    value: object
    text: str
    status: str = ""
    ink: str = "text"
    tone: str = ""
    rule: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    is_head: bool = False


GONE = Cell(None, formats.NO_VALUE, ink="text_3")


def finished(
    columns: "Sequence[Column]", row: Sequence[object], inked_by: Sequence[int], source: "RegisterSource"
) -> tuple[Cell, ...]:
    """The cells of a row; `inked_by` is, for each column, the place in `row` of the rating that inks it, or -1."""
    made: list[Cell] = []
    for number, column in enumerate(columns):
        value, field = row[number], column.field
        text = values.shown(field, value, source.money)
        if field.kind == "rating":
            made.append(Cell(value, text, status(value if isinstance(value, Rating) else None).key))
            continue
        text = _signed(text, value) if column.name in source.look.signed else text
        rating = row[inked_by[number]] if inked_by[number] >= 0 else None
        made.append(Cell(value, text, ink=_ink(value, rating)))
    return tuple(made)


def head(columns: "Sequence[Column]", group: "Group", by: "Column", source: "RegisterSource") -> tuple[Cell, ...]:
    """The cells of the head of a group: its name and how many rows it has, counts by rating, and subtotals."""
    made: list[Cell] = []
    for number, column in enumerate(columns):
        if number == 0:
            made.append(Cell(group.words[-1], group_words(by.field, group, source), is_head=True))
        elif column.name in group.ratings:
            made.append(Cell(None, "", counts=rating_counts(group.ratings[column.name]), is_head=True))
        else:
            value = group.figure(column.name)
            text = "" if value is None else values.shown(column.field, value, source.money)
            text = _signed(text, value) if column.name in source.look.signed else text
            made.append(Cell(value, text, is_head=True))
    return tuple(made)


def coloured(
    cells: tuple[Cell, ...],
    columns: "Sequence[Column]",
    rules: "Sequence[tuple[Rule, str]]",
    meets: Sequence[bool],
) -> tuple[Cell, ...]:
    """The cells with the tints and words of the rules their row meets; the first that speaks of a cell counts."""
    made = list(cells)
    for (rule, words), is_met in zip(rules, meets, strict=True):
        if is_met:
            for number, column in enumerate(columns):
                if not made[number].tone and (rule.whole_row or column.name == rule.when.column):
                    made[number] = replace(made[number], tone=rule.tone, rule=words)
    return tuple(made)


def group_words(field: "Field", group: "Group", source: "RegisterSource") -> str:
    """What a group is called: its value, its month, or that it has none."""
    value = group.words[-1]
    if value is None:
        return say("Without {field}", field=lowered(field.label))
    if field.kind == "date":
        return formats.show_month(date.fromisoformat(f"{value}-01"))
    return values.shown(field, value, source.money)


def lowered(words: str) -> str:
    """Words inside a sentence: without their capital, unless they begin with an abbreviation."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def rating_counts(counts: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """From red to green, then what is not rated; ratings nobody has are left out."""
    keys = [*(status(rating).key for rating in Rating), status(None).key]
    *rated, unrated = zip(keys, counts, strict=True)
    return tuple((key, count) for key, count in (*reversed(rated), unrated) if count)


def _signed(text: str, value: object) -> str:
    return "+" + text if isinstance(value, int | float) and value > 0 and text.strip("0.,") else text


def _ink(value: object, rating: object) -> str:
    if value is None:
        return "text_3"
    return rating.value if isinstance(rating, Rating) and rating in _WORRYING else "text"
