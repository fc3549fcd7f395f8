"""A workspace as bytes: the compressed copy that a frozen period keeps, and the way back to one that can be read."""

import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from pmo_desktop.storage.connection import connect
from pmo_desktop.storage.workspace import Derive, Workspace


def packed(workspace: Workspace) -> bytes:
    """The whole workspace, compressed; copies it keeps of earlier states, and packs that went out, are left out."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy.pmo"
        copy = connect(path)
        workspace.copy_into(copy)
        for own in ("period_copy", "pack_file"):
            copy.execute(f"DELETE FROM {own}")
        copy.execute("VACUUM")
        copy.close()
        return zlib.compress(path.read_bytes(), level=6)


def unpacked(content: bytes, derive: Derive) -> Workspace:
    """A workspace in memory that holds what `packed` made; changes to it go nowhere."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy.pmo"
        path.write_bytes(zlib.decompress(content))
        workspace = Workspace.open(path, derive)
        try:
            return workspace.snapshot()
        finally:
            workspace.close()
