"""A workspace as bytes: the compressed copy that a frozen period keeps, and the way back to one that can be read.

Nothing of it touches the drive. Python's own SQLite turns a database in memory into the bytes of its file and back,
which the one with encryption cannot.
"""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage.check import strange_part
from pmo_desktop.storage.connection import FORMAT, connect, format_in
from pmo_desktop.storage.pouring import pour
from pmo_desktop.storage.sentences import damaged
from pmo_desktop.storage.workspace import Derive, Workspace

_OWN = ("period_copy", "pack_file")
_NAME = Path("copy.pmo")


def packed(workspace: Workspace) -> bytes:
    """The whole workspace, compressed; copies it keeps of earlier states, and packs that went out, are left out."""
    with closing(_in_memory()) as copy:
        workspace.pour_into(copy, without=_OWN)
        return zlib.compress(copy.serialize(), level=6)


def unpacked(content: bytes, derive: Derive) -> Workspace:
    """A workspace in memory that holds what `packed` made; it cannot be written to.

    Raises:
        PmoError: it is not what `packed` makes.
    """
    try:
        return Workspace(_read(zlib.decompress(content)), _NAME, derive, writable=False)
    except (sqlite3.Error, zlib.error) as error:
        raise PmoError(damaged(_NAME, error)) from None


def _in_memory() -> sqlite3.Connection:
    """An empty database; what it sorts stays in memory, too."""
    made = sqlite3.connect(":memory:", isolation_level=None)
    for setting in ("temp_store=MEMORY", "trusted_schema=OFF", "cell_size_check=ON"):
        made.execute(f"PRAGMA {setting}")
    return made


def _read(file: bytes) -> object:
    number = format_in(file[:100], _NAME)
    copy = connect(None)
    with closing(_in_memory()) as kept:
        kept.deserialize(file)
        if sentence := _strange(kept, number):
            raise PmoError(sentence)
        pour(kept, copy)
    if number < FORMAT:
        from pmo_desktop.storage.migrations import MIGRATIONS
        from pmo_desktop.storage.upgrade import migrate

        migrate(copy, MIGRATIONS, number)
    return copy


def _strange(kept: sqlite3.Connection, number: int) -> str:
    if number == FORMAT:
        return strange_part(kept)
    from pmo_desktop.storage.migrations import MIGRATIONS
    from pmo_desktop.storage.upgrade import parts_after

    return strange_part(kept, parts_after(MIGRATIONS[:number]))
