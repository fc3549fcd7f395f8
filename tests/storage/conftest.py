"""A workspace in a folder of its own, and other hands that change its file behind its back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pmo_desktop.storage.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.pmo"


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    made = Workspace.create(path)
    yield made
    made.close()


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Run SQL on a file with another program's SQLite, as somebody with a database tool would."""

    def run(path: Path, *statements: str) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return run
