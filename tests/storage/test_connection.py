"""Opening: the settings a file is held with, and what is refused in a sentence."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage.connection import FORMAT, connect, format_of, let_go
from pmo_desktop.storage.driver import Fault, driver
from pmo_desktop.storage.workspace import Workspace

SETTINGS = {
    "trusted_schema": 0,
    "cell_size_check": 1,
    "locking_mode": "exclusive",
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "temp_store": 2,
    "cache_size": -4096,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_the_file_is_held_with_the_settings_that_lose_nothing(workspace: Workspace, name: str) -> None:
    with workspace.reading() as session:
        assert session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() == SETTINGS[name]


def test_a_setting_the_database_does_not_keep_is_told_at_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmo_desktop.storage.connection._SETTINGS", (("synchronous", "FULL", 1),))
    with pytest.raises(PmoError, match="does not keep synchronous=FULL"):
        connect(path)


def test_a_schema_change_is_part_of_its_transaction(workspace: Workspace) -> None:
    def fail(session: object) -> None:
        session.connection().exec_driver_sql("CREATE TABLE left_behind (x)")  # type: ignore[attr-defined]
        msg = "on purpose"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="on purpose"):
        workspace.do("Make a table", fail)
    with workspace.reading() as session:
        found = session.connection().exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'left_behind'")
        assert found.first() is None


def test_a_second_window_on_the_same_file_is_refused(workspace: Workspace, *, long: bool) -> None:
    for _ in range(50 if long else 5):
        with pytest.raises(PmoError, match="open in another window or program"):
            Workspace.open(workspace.path)


def test_a_second_program_on_the_same_file_is_refused(workspace: Workspace) -> None:
    code = "import sys; from pathlib import Path; from pmo_desktop.storage.connection import connect; "
    other = subprocess.run(
        [sys.executable, "-c", code + "connect(Path(sys.argv[1]))", str(workspace.path)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert "open in another window or program" in other.stderr


def test_a_closed_file_leaves_nothing_beside_it_and_opens_again(workspace: Workspace) -> None:
    workspace.close()
    assert [each.name for each in workspace.path.parent.iterdir()] == [workspace.path.name]
    Workspace.open(workspace.path).close()


def test_a_released_connection_may_be_released_again(path: Path) -> None:
    connection = connect(path)
    let_go(connection)
    let_go(connection)
    with pytest.raises(Fault):
        connection.execute("SELECT 1")


def test_the_format_is_read_without_opening_the_database(workspace: Workspace) -> None:
    workspace.close()
    assert format_of(workspace.path) == FORMAT


def test_a_newer_format_is_refused_and_not_a_byte_is_changed(workspace: Workspace, tamper: Callable[..., None]) -> None:
    workspace.close()
    tamper(workspace.path, f"PRAGMA user_version={FORMAT + 1}")
    before = hashlib.sha256(workspace.path.read_bytes()).hexdigest()
    with pytest.raises(PmoError, match="made by a newer version"):
        Workspace.open(workspace.path)
    assert hashlib.sha256(workspace.path.read_bytes()).hexdigest() == before


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="There is no file"):
        Workspace.open(tmp_path / "none.pmo")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="is a folder"):
        Workspace.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a database", b"SQLite format 3\0" + b"\0" * 84])
def test_another_kind_of_file_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(PmoError, match="is not a PMO workspace"):
        Workspace.open(path)


def test_a_file_whose_folder_is_a_file_cannot_be_read(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(PmoError, match="cannot be read: Not a directory"):
        format_of(path / "inner.pmo")


def test_a_file_in_a_folder_that_is_not_there_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="no folder"):
        Workspace.create(tmp_path / "none" / "office.pmo")


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(PmoError, match="cannot be written"):
        connect(tmp_path / "none" / "office.pmo")


def test_a_name_that_looks_like_an_address_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Workspace.create(Path("file:office.pmo?mode=memory")).close()
    assert (tmp_path / "file:office.pmo?mode=memory").stat().st_size > 0


def test_while_the_schema_is_looked_at_nothing_else_may_happen(path: Path) -> None:
    def write(connection: object) -> str:
        connection.execute("CREATE TABLE evil (x)")  # type: ignore[attr-defined]
        return ""

    with pytest.raises(PmoError, match="not authorized"):
        connect(path, write)
    with driver.connect(str(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
