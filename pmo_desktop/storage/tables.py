"""The tables of the journal, and the schema of the newest format: what a file is made of.

The schema is read from the file beside the migrations, written from the mapped classes by `python -m
pmo_desktop.storage.migrations`: to map some ninety classes takes longer than to open a workspace, and a command that
only reads needs a few of them.
"""

import json
from pathlib import Path
from typing import TypedDict

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from pmo_desktop.domain.base import Base

change_set = Table(
    "change_set",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("reverts", Integer),
    Column("seal", String, nullable=False),
    Column("hash", String, nullable=False),
    sqlite_autoincrement=True,  # SQLite then remembers the last number, so that a change cut off the end is missed
)
row_layout = Table(
    "row_layout",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("table_name", String, nullable=False),
    Column("columns", String, nullable=False),
)
change_row = Table(
    "change_row",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, ForeignKey("change_set.seq"), nullable=False, index=True),
    Column("layout_id", Integer, ForeignKey("row_layout.id"), nullable=False),
    Column("row_key", Integer, nullable=False, index=True),
    Column("before", String),
    Column("after", String),
)


class Made(TypedDict):
    """How one table is made: the statements by name of the part, its columns, and which the journal leaves alone."""

    parts: dict[str, str]
    columns: list[str]
    derived: list[str]
    is_journalled: bool


SCHEMA: dict[str, Made] = json.loads((Path(__file__).parent / "migrations" / "schema.json").read_bytes())
LAYOUTS = {name: tuple(made["columns"]) for name, made in SCHEMA.items() if made["is_journalled"]}
DERIVED = {name: frozenset(SCHEMA[name]["derived"]) for name in LAYOUTS}
