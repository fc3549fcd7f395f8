"""What other hands did to a file is found: to its content, its history, or its parts."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.storage.tables import LAYOUTS
from pmo_desktop.storage.workspace import Workspace


def fill(workspace: Workspace) -> None:
    """A small history: things added, renamed, removed, undone and marked."""

    def add(session: Session, number: int) -> None:
        programme = Programme(name=f"Programme {number}", sponsor="")
        session.add(programme)
        session.flush()
        project = Project(name=f"Project {number}", bac=number * 100, programme_key=programme.key)
        session.add(project)
        session.flush()
        session.add(Risk(title=f"Risk {number}", project_key=project.key, probability=3))

    def rename(session: Session) -> None:
        for project in session.scalars(select(Project)):
            project.name += "!"

    for number in range(8):
        workspace.do(f"Add {number}", partial(add, number=number))
    workspace.do("Rename", rename)
    workspace.do("Remove", lambda session: session.delete(session.scalars(select(Risk)).first()))
    workspace.undo()
    workspace.mark("Before the board")
    workspace.mark("After the board")


@pytest.fixture
def original(workspace: Workspace) -> Path:
    fill(workspace)
    assert workspace.faults() == []
    workspace.close()
    return workspace.path


def faults_of(path: Path) -> list[str]:
    try:
        workspace = Workspace.open(path)
    except PmoError as error:
        return [str(error)]
    try:
        return workspace.faults()
    finally:
        workspace.close()


def a_tampering(chance: random.Random, path: Path) -> str:
    """One change by bare SQL: an edit of a cell, a removal, a repeated row or two rows that change places."""
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = ["change_set", "change_row", "project", "programme", "risk"]
        table = chance.choice(tables)
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        ids = [row[0] for row in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
        one, other = chance.sample(ids, 2)
        what = chance.choice(["edit", "empty", "remove", "swap", "add"])
        column = chance.choice(columns[1:])
        if what == "edit":
            connection.execute(f"UPDATE {table} SET \"{column}\" = 'x' || ifnull(\"{column}\", '') WHERE rowid = {one}")
        elif what == "empty":
            connection.execute(f'UPDATE OR IGNORE {table} SET "{column}" = NULL WHERE rowid = {one}')
        elif what == "remove":
            connection.execute(f"DELETE FROM {table} WHERE rowid = {one}")
        elif what == "swap":
            for was, will in ((one, -1), (other, one), (-1, other)):
                connection.execute(f"UPDATE {table} SET {columns[0]} = {will} WHERE rowid = {was}")
        else:
            rest = ", ".join(f'"{name}"' for name in columns[1:])
            connection.execute(
                f"INSERT INTO {table} ({columns[0]}, {rest}) "
                f"SELECT {max(ids) + 1}, {rest} FROM {table} WHERE rowid = {one}"
            )
        return f"{what} {table}.{column}"


def content_of(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
            for name in ("change_set", "change_row", *LAYOUTS)
        ]


@pytest.mark.parametrize("seed", range(4))
def test_every_change_by_other_hands_is_found(original: Path, seed: int, *, long: bool) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret, a plan
    before = content_of(original)
    copy = original.with_name("copy.pmo")
    missed: list[str] = []
    tried = 0
    while tried < (250 if long else 50):
        copyfile(original, copy)
        what = a_tampering(chance, copy)
        if content_of(copy) != before:
            tried += 1
            if not faults_of(copy):
                missed.append(what)
    assert missed == []


TAMPERINGS = {
    "content": ("UPDATE project SET name = 'Other'", "does not match the seal"),
    "nul": ("UPDATE project SET name = name || char(0) || 'hidden'", "does not match the seal"),
    "a real for a whole number": ("UPDATE risk SET probability = 3.5", "does not match the seal"),
    "last change": ("DELETE FROM change_set WHERE title = 'After the board'", "change 14 does not follow"),
    "first change": ("DELETE FROM change_set WHERE seq = 1", "change 1 does not follow"),
    "words": ("UPDATE change_set SET title = 'Other' WHERE seq = 3", "change 3 does not follow"),
    "image": ("UPDATE change_row SET after = replace(after, 'Programme 1', 'Other')", "change 3 does not follow"),
    "layout": ("UPDATE row_layout SET columns = replace(columns, 'name', 'eman')", "change 2 does not follow"),
    "no layout": ("DELETE FROM row_layout", "A row of change_row points to nothing"),
    "reference": ("UPDATE project SET programme_key = 5", "A row of project points to nothing"),
    "no text": ("UPDATE change_set SET title = CAST(x'ff' AS TEXT) WHERE seq = 2", "The file is damaged"),
    "no seal": ("UPDATE change_set SET seal = x'00' WHERE seq = 14", "does not match the seal"),
    "null": ("UPDATE change_row SET row_key = x'01' WHERE id = 1", "change 2 does not follow"),
}


@pytest.mark.parametrize("which", TAMPERINGS)
def test_a_fault_is_told_by_its_kind(original: Path, tamper: Callable[..., None], which: str) -> None:
    statement, sentence = TAMPERINGS[which]
    tamper(original, statement)
    assert sentence in " ".join(faults_of(original))


def test_pages_that_are_broken_are_told(original: Path) -> None:
    content = bytearray(original.read_bytes())
    start = 4096 * (len(content) // 4096 // 2)
    content[start : start + 4096] = b"\xa5" * 4096
    original.write_bytes(content)
    assert "damaged" in " ".join(faults_of(original))


def test_an_index_that_disagrees_with_its_table_is_told(original: Path, tamper: Callable[..., None]) -> None:
    tamper(
        original,
        "PRAGMA writable_schema=ON",
        "CREATE TABLE spare (x)",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'ix_risk_project_key') "
        "WHERE name = 'ix_project_reference'",
        "DELETE FROM sqlite_schema WHERE name = 'spare'",
    )
    assert "damaged" in " ".join(faults_of(original))


EVIL = "AFTER UPDATE ON project BEGIN DELETE FROM risk; END"
STRANGE = {
    "trigger": "CREATE TRIGGER evil " + EVIL,
    "trigger called like one of ours": "CREATE TRIGGER journal_project_UPDATE " + EVIL,
    "view": "CREATE VIEW evil AS SELECT * FROM project",
    "table": "CREATE TABLE evil (x)",
    "index": "CREATE INDEX evil ON project (name)",
    "expression index": "CREATE INDEX evil ON project (upper(name))",
    "partial index": "CREATE INDEX evil ON project (name) WHERE name = ''",
    "virtual table": "CREATE VIRTUAL TABLE evil USING fts5(x)",
    "column": "ALTER TABLE project ADD COLUMN evil",
    "default": "ALTER TABLE project ADD COLUMN evil DEFAULT 1",
    "generated column": "ALTER TABLE project ADD COLUMN evil AS (upper(name))",
    "check": "ALTER TABLE project ADD COLUMN evil CHECK (length(evil) < 5)",
    "missing table": "DROP TABLE kept_text",
    "missing index": "DROP INDEX ix_project_reference",
    "missing column": "ALTER TABLE project DROP COLUMN tags",
    "renamed column": "ALTER TABLE project RENAME COLUMN tags TO evil",
    "statistics": "ANALYZE",
}


@pytest.mark.parametrize("part", STRANGE)
def test_a_file_with_other_parts_than_ours_is_refused_before_it_runs(
    original: Path, tamper: Callable[..., None], part: str
) -> None:
    tamper(original, STRANGE[part])
    before = original.read_bytes()
    with pytest.raises(PmoError, match=r"not as PMO Desktop writes it .* nothing in it was run"):
        Workspace.open(original)
    assert original.read_bytes() == before


DISGUISED = {
    "trigger called a statistic": ("trigger", "sqlite_stat9", "CREATE TRIGGER sqlite_stat9 " + EVIL),
    "trigger called an index": ("index", "sqlite_autoindex_risk_9", "CREATE TRIGGER sqlite_autoindex_risk_9 " + EVIL),
    "view called a sequence": ("table", "sqlite_sequence", "CREATE VIEW sqlite_sequence AS SELECT 1"),
    "second row of a table": ("table", "project", "CREATE VIEW project AS SELECT 1"),
}


@pytest.mark.parametrize("disguise", DISGUISED)
def test_a_part_in_disguise_is_refused(original: Path, disguise: str) -> None:
    kind, name, sql = DISGUISED[disguise]
    with closing(sqlite3.connect(original)) as connection, connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (?, ?, 'project', 0, ?)",
            (kind, name, sql),
        )
    with pytest.raises(PmoError):
        Workspace.open(original)


def test_a_table_of_ours_with_another_statement_is_refused(original: Path) -> None:
    with closing(sqlite3.connect(original)) as connection, connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'tags VARCHAR NOT NULL', "
            "'tags VARCHAR NOT NULL CHECK (length(tags) < 9)') WHERE name = 'project'"
        )
    with pytest.raises(PmoError, match=r"not as PMO Desktop writes it \(project\)"):
        Workspace.open(original)
