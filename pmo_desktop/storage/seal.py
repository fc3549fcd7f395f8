"""The seal over the content and the chain over the changes: both break when the file is changed by other hands."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from pmo_desktop.storage.images import RowChange, image_sql
from pmo_desktop.storage.tables import LAYOUTS

NONE = "0" * 64
_SIZE = 1 << 256
_RECORD = ("seq", "kind", "title", "at", "by", "reverts", "seal")


def _row_hash(table: str, image: bytes) -> int:
    """What one row adds to the seal: 0 to 2²⁵⁶ − 1."""
    return int.from_bytes(hashlib.sha256(b"%b|%b" % (table.encode(), image)).digest(), "big")


def renewed(seal: str, rows: Iterable[RowChange]) -> str:
    """The seal is the sum of a hash of every row, so that it can be renewed from the changed rows alone."""
    total = int(seal, 16)
    for row in rows:
        if row.after is not None:
            total += _row_hash(row.table, row.after.encode())
        if row.before is not None:
            total -= _row_hash(row.table, row.before.encode())
    return f"{total % _SIZE:064x}"


def seal_of(connection: Connection, layouts: Mapping[str, Iterable[str]] = LAYOUTS) -> str:
    """The seal worked out anew from every row of the file, as bytes, because a damaged text may be no text."""
    total = 0
    for table, columns in layouts.items():
        image = image_sql(columns, f'"{table}"')
        for (found,) in connection.exec_driver_sql(f'SELECT CAST({image} AS BLOB) FROM "{table}"'):
            total += _row_hash(table, found)
    return f"{total % _SIZE:064x}"


def chain_hash(previous: str, record: Mapping[Any, Any], rows: Iterable[RowChange]) -> str:
    """The hash of one change set, over the hash before it, its record and its rows in order: 64 hexadecimal digits."""
    digest = hashlib.sha256(json.dumps([previous, *(record[name] for name in _RECORD)], default=repr).encode())
    begun: dict[tuple[str, tuple[str, ...]], str] = {}
    for table, columns, key, before, after in rows:
        if (table, columns) not in begun:
            begun[table, columns] = f"{_sized(table)}|{_sized(','.join(columns))}"
        digest.update(f"{key}|{begun[table, columns]}|{_sized(before)}|{_sized(after)}".encode())
    return digest.hexdigest()


def _sized(text: str | None) -> str:
    """A text with its length before it, so that nothing can slip from one part into the next."""
    return "-" if text is None else f"{len(text)}:{text}"
