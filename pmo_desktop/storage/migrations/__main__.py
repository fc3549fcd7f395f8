"""`python -m pmo_desktop.storage.migrations` writes the newest migration and schema from the mapped classes.

Raise FORMAT, run it, read what it wrote (Alembic cannot see a column that was renamed), and add it to MIGRATIONS. As
long as the newest format is not released, run it again whenever a mapped class changes.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, cast

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from sqlalchemy import Enum, String, Table
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.storage.connection import FORMAT, connect, engine_on
from pmo_desktop.storage.migrations import MIGRATIONS
from pmo_desktop.storage.migrations.run import Migration, run
from pmo_desktop.storage.tables import Made, change_row, change_set, row_layout

_HEAD = '''"""Format {number}: {what}."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: "Operations") -> None:{noqa}
'''


def written(number: int, before: tuple[Migration, ...]) -> str:
    """The code of migration `number`, from the format that `before` makes to the mapped classes."""
    connection = connect(None)
    run(connection, before)
    with engine_on(connection).connect() as connected:
        context = MigrationContext.configure(connected, opts={"target_metadata": change_set.metadata})
        found = produce_migrations(context, change_set.metadata).upgrade_ops
        if found is None or found.is_empty():
            return ""
        body = render_python_code(
            found, migration_context=context, render_as_batch=bool(before), render_item=_plain_types
        )
    what = "what the mapped classes gained since the format before" if before else "every table of the first release"
    noqa = "" if before else "  # noqa: PLR0915  a statement for every table"
    return _HEAD.format(number=number, what=what, noqa=noqa) + "\n".join(_indented(body))


def _indented(body: str) -> Iterator[str]:
    for line in body.splitlines():
        if not line.startswith("# ###"):
            yield line and f"    {line}"


def _plain_types(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:  # noqa: ANN401  Alembic's own
    """Text is text and a choice is a word: a migration must not follow the mapped types as they change later."""
    del context
    if kind != "type" or not isinstance(item, String):
        return False
    return f"sa.String(length={item.length})" if isinstance(item, Enum) else "sa.String()"


def schema() -> dict[str, Made]:
    """How each table of the newest format is made: the mapped classes in their order, then the journal's own."""
    ours = [cast("Table", entity.__table__) for entity in ENTITIES]
    return {table.name: _made(table, is_ours=table in ours) for table in (*ours, change_set, row_layout, change_row)}


def _made(table: Table, *, is_ours: bool) -> Made:
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    return {
        "parts": {
            table.name: _sql(CreateTable(table)),
            **{str(index.name): _sql(CreateIndex(index)) for index in indexes},
        },
        "columns": [column.name for column in table.columns],
        "derived": [column.name for column in table.columns if column.info.get("derived")],
        "is_journalled": is_ours and table.info.get("journal", True),
    }


def _sql(statement: CreateTable | CreateIndex) -> str:
    return " ".join(str(statement.compile(dialect=dialect())).split())


def write(folder: Path = Path(__file__).parent) -> Path:
    """Write the newest migration and the schema into `folder`: this one, unless the command names another."""
    target = folder / f"format_{FORMAT}.py"
    target.write_text(written(FORMAT, MIGRATIONS[: FORMAT - 1]) + "\n", encoding="utf-8")
    (folder / "schema.json").write_text(json.dumps(schema(), indent=1) + "\n", encoding="utf-8")
    return target


if __name__ == "__main__":
    print(write(*map(Path, sys.argv[1:])))  # noqa: T201  the developer wants to see it
