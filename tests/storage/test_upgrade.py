"""An upgrade is all or nothing: the old file or the new one, never between, and a backup of the old."""

import hashlib
import multiprocessing
import random
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Engine, String, event, select, text

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.storage import journal
from pmo_desktop.storage.connection import APPLICATION_ID, connect, let_go
from pmo_desktop.storage.images import RowChange
from pmo_desktop.storage.migrations import MIGRATIONS
from pmo_desktop.storage.migrations.run import run
from pmo_desktop.storage.seal import seal_of
from pmo_desktop.storage.tables import LAYOUTS
from pmo_desktop.storage.upgrade import upgrade
from pmo_desktop.storage.workspace import Workspace

OLD_PROJECT = (*(column for column in LAYOUTS["project"] if column != "tags"), "shade")
OLD_LAYOUTS = {**{table: columns for table, columns in LAYOUTS.items() if table != "recipe"}, "project": OLD_PROJECT}


def older(operations: Operations) -> None:
    """A first format that never was: without a table, an index and a column of today, with another column."""
    MIGRATIONS[0](operations)
    operations.drop_table("recipe")
    operations.drop_index("ix_project_reference", "project")
    with operations.batch_alter_table("project") as project:
        project.drop_column("tags")
        project.add_column(Column("shade", String(), nullable=True))


def newer(operations: Operations) -> None:
    """The second, which is today's."""
    Recipe.metadata.tables["recipe"].create(operations.get_bind())
    with operations.batch_alter_table("project") as project:
        project.drop_column("shade")
        project.add_column(Column("tags", String(), nullable=False, server_default=""))
        project.create_index("ix_project_reference", ["reference"])
    with operations.batch_alter_table("project") as project:
        project.alter_column("tags", server_default=None)


def greater(operations: Operations) -> None:
    newer(operations)
    operations.execute("UPDATE project SET tags = hex(zeroblob(200000))")


FORMATS = (older, newer)


def fill(connection: Connection) -> None:
    """Two projects, with the history that the program of that time would have kept."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql("PRAGMA user_version=1")
    empty = ["reference", "description", "organisation", "category", "sponsor", "project_manager", "price_base"]
    for key, name in ((1, "Bridge"), (2, "Tunnel")):
        values = {**dict.fromkeys(empty, ""), "key": key, "name": name, "kind": "project", "status": "active"}
        values |= {"managed_by_pmo": 0, "confidentiality": "internal", "eac_method": "bottom-up", "shade": "blue"}
        values |= {"money_source": "typed"}
        places = ", ".join(f":{column}" for column in values)
        connection.execute(text(f"INSERT INTO project ({', '.join(values)}) VALUES ({places})"), values)
    journal.add(connection, "start", "Create workspace", [], seal=seal_of(connection, OLD_LAYOUTS))
    layout = text("INSERT INTO row_layout (table_name, columns) VALUES ('project', :columns)")
    connection.execute(layout, {"columns": ",".join(OLD_PROJECT)})
    renamed = RowChange("programme", LAYOUTS["programme"], 1, "1", "1")
    journal.add(connection, "do", "Rename", [renamed], seal=seal_of(connection, OLD_LAYOUTS))


@pytest.fixture
def old(path: Path) -> Path:
    connection = connect(path)
    run(connection, (older,), fill)
    let_go(connection)
    return path


def called_format_1(path: Path) -> Path:
    """Today's program knows one format; let it take the file of the second for one of the first."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        connection.execute("PRAGMA user_version=1")
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_an_upgrade_keeps_everything_and_seals_it_anew(old: Path) -> None:
    upgrade(old, FORMATS)
    workspace = Workspace.open(called_format_1(old))
    with workspace.reading() as session:
        assert session.execute(select(Project.name, Project.tags)).all() == [("Bridge", ""), ("Tunnel", "")]
        assert session.scalars(select(Recipe)).all() == []
    assert [change.title for change in workspace.history()] == ["Upgrade to format 2", "Rename", "Create workspace"]
    assert workspace.faults() == []
    workspace.close()


def test_what_was_done_before_an_upgrade_is_not_undone_by_the_new_program(old: Path) -> None:
    upgrade(old, FORMATS)
    workspace = Workspace.open(called_format_1(old))
    assert (workspace.undo_title(), workspace.undo()) == ("", None)
    workspace.do("Rename", lambda session: setattr(session.get_one(Project, 1), "name", "Gate"))
    workspace.undo()
    assert workspace.faults() == []
    workspace.close()


def test_the_old_file_is_kept_beside_the_new_one(old: Path) -> None:
    before = dump(old)
    kept = upgrade(old, FORMATS)
    assert kept.parent == old.parent
    assert kept.name.endswith(" format 1.pmo")
    assert dump(kept) == before
    assert sorted(each.suffix for each in old.parent.iterdir()) == [".pmo", ".pmo"]


def test_an_upgraded_file_can_be_upgraded_again(old: Path) -> None:
    upgrade(old, FORMATS)
    upgrade(called_format_1(old), (older_and_newer, lambda _: None))
    workspace = Workspace.open(called_format_1(old))
    assert workspace.faults() == []
    workspace.close()


def older_and_newer(operations: Operations) -> None:
    older(operations)
    newer(operations)


def points(every: int, *, long: bool) -> range:
    """At which statements to fail: at each before a release, else at some."""
    return range(1, 10_000, 1 if long else every)


def test_a_failure_at_any_statement_leaves_the_old_file(old: Path, *, long: bool) -> None:
    before = digest(old)
    count = 0
    limit = 0

    def fail(*_: object) -> None:
        nonlocal count
        count += 1
        if count == limit:
            msg = "on purpose"
            raise RuntimeError(msg)

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        for limit in points(61, long=long):  # noqa: B007  the listener reads it
            count = 0
            try:
                upgrade(old, FORMATS)
            except RuntimeError:
                assert digest(old) == before
                continue
            break
    finally:
        event.remove(Engine, "before_cursor_execute", fail)
    assert limit > 200
    assert digest(old) != before
    called_format_1(old)


PROCESSES: Any = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
UPGRADER = """
from pmo_desktop.storage.connection import connect, copy_all
source = connect(old)
target = connect(path)
told.send("ready")
told.recv()
copy_all(source, target)
"""


def test_a_kill_while_the_new_file_is_written_leaves_the_old_or_the_new(old: Path, *, long: bool) -> None:
    """The last step of an upgrade is the only one that writes to the file."""
    chance = random.Random(2026)  # noqa: S311  no secret, a plan
    upgraded = old.with_name("upgraded.pmo")
    upgraded.write_bytes(old.read_bytes())
    upgrade(upgraded, (older, greater))
    before = old.read_bytes()
    for _ in range(200 if long else 12):
        old.write_bytes(before)
        ours, theirs = PROCESSES.Pipe()
        process = PROCESSES.Process(target=exec, args=(UPGRADER, {"old": upgraded, "path": old, "told": theirs}))
        process.start()
        assert ours.recv() == "ready"
        ours.send("go")
        for _ in range(chance.randrange(400_000)):  # a moment that no clock chose
            pass
        process.kill()
        process.join()
        process.close()
        with closing(sqlite3.connect(old)) as connection:
            (number,) = connection.execute("PRAGMA user_version").fetchone()
            (shades,) = connection.execute(
                "SELECT count(*) FROM pragma_table_info('project') WHERE name = 'shade'"
            ).fetchone()
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert (number, shades) in {(1, 1), (2, 0)}


@pytest.mark.parametrize(("room", "migrations"), [(-8192, (older, newer)), (8192, (older, greater))])
def test_a_full_drive_leaves_the_old_file(
    old: Path, room: int, migrations: tuple[Callable[[Operations], None], ...]
) -> None:
    before = digest(old)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (old.stat().st_size + room, limits[1]))
    try:
        with pytest.raises(PmoError, match="could not be saved: the drive of"):
            upgrade(old, migrations)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert digest(old) == before


def test_a_file_that_was_tampered_with_is_not_sealed_anew(old: Path, tamper: Callable[..., None]) -> None:
    tamper(old, "UPDATE project SET shade = 'red' WHERE key = 1")
    before = digest(old)
    with pytest.raises(PmoError, match=r"is damaged.*does not match the seal"):
        upgrade(old, FORMATS)
    assert digest(old) == before
    assert list(old.parent.iterdir()) == [old]


def test_a_file_of_no_format_of_ours_is_refused(workspace: Workspace, tamper: Callable[..., None]) -> None:
    workspace.close()
    tamper(workspace.path, "PRAGMA user_version=0")
    before = digest(workspace.path)
    with pytest.raises(PmoError, match="not as PMO Desktop writes it"):
        Workspace.open(workspace.path)
    assert digest(workspace.path) == before


def test_an_old_file_with_strange_parts_is_refused(old: Path, tamper: Callable[..., None]) -> None:
    tamper(old, "CREATE TRIGGER evil AFTER UPDATE ON project BEGIN DELETE FROM risk; END")
    with pytest.raises(PmoError, match=r"not as PMO Desktop writes it \(evil\)"):
        upgrade(old, FORMATS)


def test_an_old_file_that_is_open_elsewhere_is_refused(old: Path) -> None:
    connection = connect(old)
    with pytest.raises(PmoError, match="open in another window or program"):
        upgrade(old, FORMATS)
    let_go(connection)


def test_a_migration_that_breaks_a_reference_is_not_kept(old: Path) -> None:
    def breaking(operations: Operations) -> None:
        newer(operations)
        operations.execute("UPDATE project SET programme_key = 5")

    before = digest(old)
    with pytest.raises(PmoError, match="points to nothing"):
        upgrade(old, (older, breaking))
    assert digest(old) == before
