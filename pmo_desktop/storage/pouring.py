"""Copying a database row by row where its pages cannot be: to another secret, and to Python's own SQLite."""

from collections.abc import Collection
from typing import Any

_PARTS = (
    "SELECT sql FROM sqlite_schema WHERE type {} 'table' AND sql IS NOT NULL AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
)
_KEPT_IN_THE_HEADER = ("application_id", "user_version")


def pour(source: Any, target: Any, without: Collection[str] = ()) -> None:  # noqa: ANN401  drivers ship no types
    """Make the empty database `target` hold what `source` holds, save the rows of the tables `without`."""
    target.execute("PRAGMA foreign_keys=OFF")  # the order of the tables is any
    target.execute("BEGIN")
    _make(source, target, "=")
    for (name,) in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if name not in without:
            _pour_table(source, target, name)
    _make(source, target, "<>")
    for name in _KEPT_IN_THE_HEADER:
        (number,) = source.execute(f"PRAGMA {name}").fetchone()
        target.execute(f"PRAGMA {name}={number}")
    target.execute("COMMIT")
    target.execute("PRAGMA foreign_keys=ON")


def _make(source: Any, target: Any, which: str) -> None:  # noqa: ANN401
    for (statement,) in source.execute(_PARTS.format(which)).fetchall():
        target.execute(statement)


def _pour_table(source: Any, target: Any, name: str) -> None:  # noqa: ANN401
    target.execute(f'DELETE FROM "{name}"')  # what SQLite counted by itself
    rows = source.execute(f'SELECT * FROM "{name}"')
    marks = ",".join("?" * len(rows.description))
    target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
