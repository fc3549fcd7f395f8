"""Opening the file: what it must be, the settings it is held with, and a sentence for each way it can be wrong."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, StaticPool, create_engine, event

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

APPLICATION_ID = 0x504D4F44  # "PMOD": marks a SQLite file as a workspace
FORMAT = 1  # the number of the newest migration; a file of a newer format is refused

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100

# Source: https://sqlite.org/pragma.html; each one is asserted by a test. FULL and TRUNCATE lose no commit in a power cut.
_SETTINGS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-32768",
)


def format_of(path: Path) -> int:
    """The format number of the workspace at `path`, read from its first 100 bytes without opening it as a database.

    Raises:
        PmoError: it is missing, a folder, unreadable, no workspace, damaged, or of a newer format.
    """
    header = _header(path)
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise PmoError(
            say("“{name}” is not a PMO workspace, or it is damaged. Choose a file that ends in .pmo.", name=path.name)
        )
    number = int.from_bytes(header[60:64], "big")
    if number > FORMAT:
        raise PmoError(
            say(
                "“{name}” was made by a newer version of PMO Desktop. Install that version to open it; "
                "the file was not changed.",
                name=path.name,
            )
        )
    return number


def _header(path: Path) -> bytes:
    if path.is_dir():
        raise PmoError(say("“{name}” is a folder. Choose a workspace file that ends in .pmo.", name=path.name))
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise PmoError(
            say("There is no file “{name}”. Check the name, or create a new workspace.", name=path)
        ) from None
    except OSError as error:
        raise PmoError(
            say(
                "“{name}” cannot be read: {reason}. Check the file and its folder.",
                name=path.name,
                reason=error.strerror,
            )
        ) from None


def connect(path: Path | None) -> Any:  # noqa: ANN401  the driver ships no types
    """The one connection to the file at `path`, locked for this process, or to a database in memory.

    Raises:
        PmoError: somebody else holds the file, or it is damaged.
    """
    connection = driver.connect(
        str(path) if path else ":memory:", isolation_level=None, check_same_thread=False, timeout=0.2
    )
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
        if path:
            connection.execute("BEGIN EXCLUSIVE").execute("COMMIT")
    except driver.Error as error:
        connection.close()
        raise PmoError(sentence_for(error, path)) from None
    return connection


def engine_on(connection: Any) -> Engine:  # noqa: ANN401  the driver ships no types
    """A SQLAlchemy engine that always uses this one connection, with transactions that hold schema changes too.

    A plain BEGIN is enough: the file is locked for this connection alone from the moment it is opened.
    """
    engine = create_engine("sqlite+pysqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connected: Any) -> None:  # noqa: ANN401
        connected.exec_driver_sql("BEGIN")

    return engine


def sentence_for(error: BaseException, path: Path | None) -> str:
    """What a fault of the database means for the person in front of it."""
    name = path.name if path else say("the workspace")
    reason = str(error)
    if "locked" in reason:
        return say("“{name}” is open in another window or program. Close it there first.", name=name)
    if "full" in reason or "disk I/O" in reason:
        return say(
            "“{name}” could not be saved: the drive is full or cannot be written. Free some space and try again; "
            "the last step was not kept, everything before it was.",
            name=name,
        )
    if "readonly" in reason or "unable to open" in reason:
        return say("“{name}” cannot be written. Copy it to a folder of your own and open it there.", name=name)
    return say(
        "“{name}” is damaged and was not opened. Open a backup of it; the file was not changed. ({reason})",
        name=name,
        reason=reason,
    )


Fault = driver.DatabaseError
