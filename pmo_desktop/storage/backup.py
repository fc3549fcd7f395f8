"""Backups: whole copies, checked and on the drive before they bear their name, and how long each is kept."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage.connection import connect, copy_all, let_go, opened
from pmo_desktop.storage.driver import Fault
from pmo_desktop.storage.pouring import pour
from pmo_desktop.storage.secret import Secret
from pmo_desktop.storage.sentences import damaged, sentence_for
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pmo_desktop.storage.workspace import Workspace

_MOMENT = "%Y-%m-%d %H-%M-%S"
_NAME = re.compile(r"(?P<stem>.+) (?P<at>\d{4}-\d\d-\d\d \d\d-\d\d-\d\d) (?P<label>.+)\.pmo")
_ALL_FOR = timedelta(days=2)
_DAYS, _WEEKS, _MONTHS = 14, 8, 12


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, the local time it was made, and what it was made for."""

    path: Path
    at: datetime
    label: str


def back_up(workspace: "Workspace", folder: Path, label: str, at: datetime | None = None) -> Path:
    """Write a backup of `workspace` into `folder`, named after the workspace, the moment and `label`.

    Raises:
        PmoError: the folder cannot be written, the drive is full, or the workspace is damaged.
    """
    target = place(folder, workspace.name, label, at or datetime.now())  # noqa: DTZ005  names tell local time
    workspace.copy_to(target)
    return target


def place(folder: Path, stem: str, label: str, at: datetime) -> Path:
    """A free name in `folder`: the stem, the moment and the label, with a number behind it if it is taken."""
    words = re.sub(r"[^\w \-]", "_", label)
    name = f"{stem} {at.strftime(_MOMENT)} {words}"
    number = 1
    while (target := folder / (f"{name} {number}.pmo" if number > 1 else f"{name}.pmo")).exists():
        number += 1
    return target


def backups(folder: Path, stem: str) -> list[Backup]:
    """The backups of one workspace in `folder`, newest first."""
    return sorted(_found(folder, stem), key=lambda backup: (backup.at, backup.path), reverse=True)


def _found(folder: Path, stem: str) -> Iterator[Backup]:
    for path in folder.glob("*.pmo"):
        name = _NAME.fullmatch(path.name)
        if name and name["stem"] == stem:
            with suppress(ValueError):  # the 31st of February is somebody else's file
                yield Backup(path, datetime.strptime(name["at"], _MOMENT), name["label"])  # noqa: DTZ007  local time


def to_keep(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups to keep: all of two days, then the newest of each of 14 days, 8 weeks and 12 months, now included.

    One that is dated later than `now` is kept: the clock was wrong once, and nobody can say when.
    """
    kept: set[datetime] = set()
    newest: set[tuple[str, date]] = set()
    for moment in sorted(moments, reverse=True):
        day = moment.date()
        monday = day - timedelta(days=day.weekday())
        slots = {
            ("day", day): (now.date() - day).days < _DAYS,
            ("week", monday): (now.date() - monday).days < 7 * _WEEKS,
            ("month", day.replace(day=1)): 12 * (now.year - day.year) + now.month - day.month < _MONTHS,
        }
        fresh = {slot for slot, counts in slots.items() if counts and slot not in newest}
        if fresh or now - moment <= _ALL_FOR:
            kept.add(moment)
            newest |= fresh
    return kept


def prune(folder: Path, stem: str, label: str, now: datetime) -> list[Path]:
    """Remove the backups with this label that are not to be kept, and tell which; those of other labels stay."""
    found = [backup for backup in backups(folder, stem) if backup.label == label]
    kept = to_keep((backup.at for backup in found), now)
    gone = [backup.path for backup in found if backup.at not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def write_copy(
    connection: Any,  # noqa: ANN401  the driver ships no types
    target: Path,
    secret: Secret | None,
    fill: Callable[[Any, Any], None] = copy_all,
) -> None:
    """Write what a connection holds to a new file: whole, checked and on the drive before it bears its name.

    `secret` is that of the new file; `fill` has to be `pour` where that of the connection is another one.

    Raises:
        PmoError: the folder cannot be written, the drive is full, or the copy is not sound.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        found = _filled(opened(part, secret), partial(fill, connection))
        if found != "ok":
            raise PmoError(damaged(target, found))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        _sync_names(target.parent)
    except Fault as error:
        if sentence := sentence_for(error, target):
            raise PmoError(sentence) from error
        raise
    except OSError as error:
        raise PmoError(_not_written(target, error)) from None
    finally:
        with suppress(OSError):
            part.unlink()


def _not_written(path: Path, error: OSError) -> str:
    return say("“{name}” cannot be written: {reason}.", name=path.name, reason=error.strerror)


def rewrite(path: Path, old: Secret | None, new: Secret | None) -> None:
    """Write the closed file at `path` anew under another secret, or under none; it takes its place when it is whole.

    Raises:
        PmoError: `old` does not open it, somebody else holds it, it is damaged, or the folder cannot be written; it is
            as it was then.
    """
    fresh = path.with_name(f"{path.name}.new")
    connection = connect(path, secret=old)
    try:
        write_copy(connection, fresh, new, pour)
        let_go(connection)
        fresh.replace(path)
        _sync_names(path.parent)
    except OSError as error:
        raise PmoError(_not_written(path, error)) from None
    finally:
        let_go(connection)
        fresh.unlink(missing_ok=True)


def _filled(copy: Any, fill: Callable[[Any], None]) -> str:  # noqa: ANN401
    """Fill a new file and tell what is wrong with its pages: “ok” if nothing."""
    with closing(copy):
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")  # one fsync at the end does
        fill(copy)
        (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    return str(found)


def _sync_names(folder: Path) -> None:
    """Wait until the names in a folder are on the drive; Windows opens no folder and needs none."""
    with suppress(PermissionError):
        number = os.open(folder, os.O_RDONLY)
        os.fsync(number)
        os.close(number)
