"""The tables of the journal, beside those of the domain, and which of the domain's it watches."""

from typing import cast

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.schema import ENTITIES

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


def _journalled() -> tuple[Table, ...]:
    tables = (cast("Table", entity.__table__) for entity in ENTITIES)
    return tuple(table for table in tables if table.info.get("journal", True))


JOURNALLED = _journalled()
DERIVED = {
    table.name: frozenset(column.name for column in table.columns if column.info.get("derived")) for table in JOURNALLED
}
LAYOUTS = {table.name: tuple(column.name for column in table.columns) for table in JOURNALLED}
