"""Many rows of one table written by one statement, column by column."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection


def add(connection: Connection, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Add rows: under each column's name its values, as the driver takes them, one for each row.

    What is the same in every row stands in the statement itself: bound row by row it takes four times as long.
    """
    several = {name: values for name, values in columns.items() if name == "key" or not _is_one(values)}
    same = {name: columns[name][0] for name in columns if name not in several}
    names = ", ".join(f'"{name}"' for name in (*several, *same))
    places = ", ".join((*("?" for _ in several), *_quoted(connection, tuple(same.values()))))
    connection.exec_driver_sql(
        f'INSERT INTO "{table}" ({names}) VALUES ({places})',
        list(zip(*several.values(), strict=True)),
    )


def change(connection: Connection, table: str, keys: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> None:
    """Set some columns of the rows of these keys, likewise."""
    taken = ", ".join(f'"{name}" = ?' for name in columns)
    connection.exec_driver_sql(
        f'UPDATE "{table}" SET {taken} WHERE key = ?',
        list(zip(*columns.values(), keys, strict=True)),
    )


def _is_one(values: Sequence[Any]) -> bool:
    return len(values) > 1 and values[0] == values[-1] and values.count(values[0]) == len(values)


def _quoted(connection: Connection, values: tuple[Any, ...]) -> Sequence[str]:
    """Values as SQLite writes them in a statement."""
    asked = ", ".join(("quote(?)",) * len(values))
    return connection.exec_driver_sql(f"SELECT {asked}", values).one() if values else ()
