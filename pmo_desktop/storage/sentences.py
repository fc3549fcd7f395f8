"""What a fault of the database means for the person in front of it."""

import shutil
from pathlib import Path

from pmo_desktop.domain.base import Base
from pmo_desktop.storage.driver import driver
from pmo_desktop.text import say

_BUSY = {driver.SQLITE_BUSY, driver.SQLITE_LOCKED}
_DRIVE = {driver.SQLITE_FULL, driver.SQLITE_IOERR}
_NOT_OURS = {driver.SQLITE_READONLY, driver.SQLITE_CANTOPEN, driver.SQLITE_PERM}
_DAMAGE = {driver.SQLITE_CORRUPT, driver.SQLITE_NOTADB, driver.SQLITE_FORMAT}
_PRIMARY = 0xFF  # the low byte of a result code says what, the rest where
_WITHOUT_CODE = {  # what comes from a backup or from text that is no UTF-8
    "disk I/O error": driver.SQLITE_IOERR,
    "disk is full": driver.SQLITE_FULL,
    "locked": driver.SQLITE_BUSY,
    "readonly": driver.SQLITE_READONLY,
    "malformed": driver.SQLITE_CORRUPT,
    "not a database": driver.SQLITE_NOTADB,
    "decode": driver.SQLITE_CORRUPT,
}
_MEGABYTE = 1_000_000


def name_of(path: Path | None) -> str:
    """The file as the user knows it."""
    return path.name if path else say("The workspace")


def sentence_for(error: BaseException | None, path: Path | None) -> str:
    """What a fault of the driver says about the file; empty if it is not the file's fault but ours."""
    what = _code(error)
    name = name_of(path)
    if what in _BUSY:
        return say("“{name}” is open in another window or program. Close it there first.", name=name)
    if what in _DRIVE:
        return _full(path)
    if what in _NOT_OURS:
        return say("“{name}” cannot be written. Copy it to a folder of your own and open it there.", name=name)
    if what in _DAMAGE:
        return damaged(path, error)
    return ""


def is_read_only(error: BaseException | None) -> bool:
    """Whether something wanted to write where nothing may be written."""
    return bool(_code(error) == driver.SQLITE_READONLY)


def is_busy(error: BaseException | None) -> bool:
    """Whether somebody else holds the file."""
    return _code(error) in _BUSY


def is_no_database(error: BaseException | None) -> bool:
    """Whether the first page of a file makes no sense."""
    return bool(_code(error) == driver.SQLITE_NOTADB)


def _code(error: BaseException | None) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & _PRIMARY
    return next((known for text, known in _WITHOUT_CODE.items() if text in str(error)), None)


def _full(path: Path | None) -> str:
    """The drive, what is free on it, and what a change may need at most: the file once more, for its journal."""
    if path is None:
        return say("The drive for temporary files is full. Free some space and try again.")
    free = shutil.disk_usage(path.parent).free
    needed = path.stat().st_size + _MEGABYTE if path.exists() else _MEGABYTE
    return say(
        "“{name}” could not be saved: the drive of “{folder}” is full or cannot be written ({free} MB are free, up to "
        "{needed} MB are needed). Free some space and try again; the last step was not kept, everything before it was.",
        name=path.name,
        folder=path.parent,
        free=free // _MEGABYTE,
        needed=-(-needed // _MEGABYTE),
    )


def damaged(path: Path | None, detail: object) -> str:
    """That the file is not as it was written, and what to do."""
    return say(
        "“{name}” is damaged. Open a backup of it; the file was not changed. ({detail})",
        name=name_of(path),
        detail=detail,
    )


def broken_rule(error: BaseException | None) -> str:
    """What a broken rule of the schema asks of the user; empty if the columns show nowhere: the fault is ours then."""
    rule, _, columns = str(error).partition(" constraint failed")
    if rule == "FOREIGN KEY":
        return say(
            "It cannot be removed while something refers to it, and nothing can refer to what is not there. "
            "Remove or change what refers to it first."
        )
    labels = [_label(column) for column in columns.removeprefix(": ").split(", ")]
    if not all(labels):
        return ""
    if rule == "UNIQUE":
        return say("There is one with the same {fields} already. Change one of the two.", fields=", ".join(labels))
    return say("“{field}” must not be empty.", field=labels[0])


def _label(column: str) -> str:
    """The label of “table.column”; empty if it shows nowhere."""
    table, _, name = column.partition(".")
    info = Base.metadata.tables[table].columns[name].info
    return say(info["shown"]["word"]) if "shown" in info else ""
