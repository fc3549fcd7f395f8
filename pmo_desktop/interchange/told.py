"""What the user says of a file, and what is known of it beside its cells, before its rows are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmo_desktop.domain.choices import Rating
from pmo_desktop.interchange.dates import Order


@dataclass(frozen=True, slots=True)
class Told:
    """Answers about one table.

    Attributes:
        fields: What columns stand for, by their index; none keeps a column as text.
        orders: Which of day and month comes first, by column.
        units: The scale of a money column, such as "thousand", by column.
        words: What words of a column mean, by column: a folded word of the file and the one it is read as; "" for none.
        currency: The ISO code of the amounts; empty for what the file shows.
        answers: What was chosen where a table asks a question, by the question's name.
        colours: Ratings by the fill of a cell, by row and column from 0.
    """

    fields: Mapping[int, str | None] = field(default_factory=dict[int, "str | None"])
    orders: Mapping[int, Order] = field(default_factory=dict[int, Order])
    units: Mapping[int, str] = field(default_factory=dict[int, str])
    words: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])
    currency: str = ""
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    colours: Mapping[tuple[int, int], Rating] = field(default_factory=dict[tuple[int, int], Rating])


NOTHING_TOLD = Told()
