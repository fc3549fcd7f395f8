"""The migrations make what the mapped classes say, and only a file that is behind loads them."""

import json
import os
import runpy
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations

from pmo_desktop.domain.base import Base
from pmo_desktop.storage.connection import FORMAT, connect, engine_on
from pmo_desktop.storage.migrations import MIGRATIONS
from pmo_desktop.storage.migrations import __main__ as writer
from pmo_desktop.storage.migrations.run import run
from pmo_desktop.storage.tables import SCHEMA
from pmo_desktop.storage.workspace import Workspace


@pytest.fixture
def migrated() -> Any:  # noqa: ANN401  the driver ships no types
    connection = connect(None)
    run(connection, MIGRATIONS)
    return connection


def structure_of(execute: Callable[[str], Any]) -> dict[str, object]:
    """Every column, reference and index of every table, as SQLite tells them."""
    tables = [name for (name,) in execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    structure: dict[str, object] = {}
    for table in tables:
        indexes = [tuple(row[1:]) for row in execute(f'PRAGMA index_list("{table}")').fetchall()]
        structure[table] = (
            sorted(tuple(row[1:]) for row in execute(f'PRAGMA table_xinfo("{table}")').fetchall()),
            sorted(tuple(row[1:]) for row in execute(f'PRAGMA foreign_key_list("{table}")').fetchall()),
            sorted(
                (unique, origin, partial, tuple(map(tuple, execute(f'PRAGMA index_xinfo("{name}")').fetchall())))
                for name, unique, origin, partial in indexes
            ),
        )
    return structure


HINT = "the mapped classes changed: run python -m pmo_desktop.storage.migrations, then ruff format on its folder"


def test_the_migrations_make_the_mapped_schema(migrated: Any) -> None:  # noqa: ANN401
    with engine_on(migrated).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == [], HINT


def test_a_migrated_file_has_the_structure_of_a_new_one(workspace: Workspace, migrated: Any) -> None:  # noqa: ANN401
    workspace.close()
    with closing(sqlite3.connect(workspace.path)) as made:
        assert structure_of(migrated.execute) == structure_of(made.execute), HINT


def test_the_format_is_the_number_of_migrations() -> None:
    assert len(MIGRATIONS) == FORMAT


def test_a_written_migration_makes_the_mapped_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["migrations", str(tmp_path)])
    runpy.run_path(writer.__file__, run_name="__main__")
    assert json.loads((tmp_path / "schema.json").read_bytes()) == SCHEMA, HINT
    module = runpy.run_path(str(tmp_path / f"format_{FORMAT}.py"))
    connection = connect(None)
    run(connection, (*MIGRATIONS[: FORMAT - 1], module["upgrade"]))
    with engine_on(connection).connect() as connected:
        assert compare_metadata(MigrationContext.configure(connected), Base.metadata) == []


def test_a_later_migration_adds_what_is_missing(tmp_path: Path) -> None:
    def before(operations: Operations) -> None:
        MIGRATIONS[0](operations)
        operations.drop_index("ix_project_reference", "project")
        with operations.batch_alter_table("project") as project:
            project.drop_column("tags")
            project.drop_column("bac")
        operations.drop_table("kept_text")

    code = writer.written(2, (before,))
    assert code.startswith('"""Format 2: what the mapped classes gained since the format before."""')
    assert "batch_op.add_column" in code
    assert "sa.String()" in code
    (tmp_path / "format_2.py").write_text(code.replace("nullable=False))", "nullable=False, server_default=''))"))
    connection = connect(None)
    run(connection, (before, runpy.run_path(str(tmp_path / "format_2.py"))["upgrade"]))
    with engine_on(connection).connect() as connected:
        assert compare_metadata(MigrationContext.configure(connected), Base.metadata) == []


def test_there_is_nothing_to_write_when_nothing_changed() -> None:
    assert writer.written(2, MIGRATIONS) == ""


@pytest.mark.parametrize("module", ["alembic", "pmo_desktop.storage.upgrade", "pmo_desktop.domain.schema"])
def test_opening_a_file_of_today_loads_no_migrations_and_maps_no_classes(workspace: Workspace, module: str) -> None:
    workspace.close()
    code = (
        "import sys; from pathlib import Path; from pmo_desktop.storage.workspace import Workspace; "
        f"Workspace.open(Path(sys.argv[1])).close(); sys.exit({module!r} in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code, str(workspace.path)], check=True, env=environment)
