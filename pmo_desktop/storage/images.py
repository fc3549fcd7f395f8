"""The image of a row: SQLite's `quote()` of each column, joined by commas. It keeps floats exact, as JSON does not."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_LITERAL = re.compile(r"X?'[^']*(?:''[^']*)*'|[^,]+")


class RowChange(NamedTuple):
    """One row before and after a change set. An image is none where the row did not exist."""

    table: str
    columns: tuple[str, ...]
    key: int
    before: str | None
    after: str | None


def image_sql(columns: Iterable[str], prefix: str) -> str:
    """The SQL expression for the image of the row that `prefix` names."""
    quoted = ", ".join(f'quote({prefix}."{column}")' for column in columns)
    return f"concat_ws(',', {quoted})"


def literals(image: str) -> list[str]:
    """The literals an image holds, in the order of its columns."""
    return _LITERAL.findall(image)


def value_of(literal: str) -> object:
    """The value that SQLite wrote as `literal`."""
    if literal[0] == "'":
        return literal[1:-1].replace("''", "'")
    if literal == "NULL":
        return None
    if literal[0] == "X":
        return bytes.fromhex(literal[2:-1])
    try:
        return int(literal)
    except ValueError:
        return float(literal)
