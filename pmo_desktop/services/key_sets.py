"""Questions about many rows at once: their keys go into a statement as one text, however many they are."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal, select

_LOT = 5_000  # keys whose rows are held in memory together


def among(column: Any, keys: Collection[int] | None = None) -> ColumnElement[bool]:  # noqa: ANN401  an attribute too
    """Whether a column holds one of `keys`, or of those bound later as "keys", as `listed` writes them."""
    text = bindparam("keys") if keys is None else literal(listed(keys))
    found: ColumnElement[bool] = column.in_(select(func.json_each(text).table_valued("value").c.value))
    return found


def listed(keys: Iterable[int]) -> str:
    """Keys as the text that `among` takes."""
    return json.dumps(list(keys))


def lots(keys: Collection[int]) -> Iterable[list[int]]:
    """Keys in order, in lists that are not too long to hold everything about them in memory."""
    ordered = sorted(keys)
    return (ordered[at : at + _LOT] for at in range(0, len(ordered), _LOT))
