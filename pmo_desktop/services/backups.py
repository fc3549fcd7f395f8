"""Backups beside a workspace: made by themselves and before whatever changes much at once, and the way back to one.

Use cases of a whole file: they take a workspace or a path and not a session.
"""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.workspaces import open_workspace
from pmo_desktop.storage.backup import Backup, back_up, backups, place, prune, rewrite
from pmo_desktop.storage.connection import is_open_elsewhere
from pmo_desktop.storage.secret import Secret, is_encrypted
from pmo_desktop.storage.workspace import Workspace
from pmo_desktop.text import N_, say

# What a backup was made for, as it stands in the name of its file.
BY_ITSELF = N_("by itself")
BY_HAND = N_("by hand")
BEFORE_IMPORT = N_("before an import")
BEFORE_MERGE = N_("before a merge")
REPLACED = N_("replaced")


def folder_of(path: Path) -> Path:
    """The folder beside the workspace at `path` in which its backups are."""
    return path.with_name(f"{path.stem} backups")


def kept(path: Path) -> list[Backup]:
    """The backups of the workspace at `path`, newest first."""
    return backups(folder_of(path), path.stem)


def every(path: Path) -> list[Path]:
    """The files of all backups of the workspace at `path`, those that an upgrade left beside it too."""
    return [backup.path for backup in (*kept(path), *backups(path.parent, path.stem))]


def take(workspace: Workspace, label: str, now: datetime | None = None) -> Path:
    """Write a backup, and let those of the same label go that are older than the rule keeps.

    Raises:
        PmoError: the folder cannot be written, the drive is full, or the workspace is damaged.
    """
    now = now or datetime.now()  # noqa: DTZ005  names of backups tell local time
    folder = folder_of(workspace.path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise PmoError(
            say("The folder “{name}” for backups cannot be made: {reason}.", name=folder, reason=error.strerror)
        ) from None
    made = back_up(workspace, folder, label, now)
    prune(folder, workspace.path.stem, label, now)
    return made


def is_due(workspace: Workspace) -> bool:
    """Whether something was changed since the newest backup."""
    newest = next(iter(kept(workspace.path)), None)
    changed = datetime.fromisoformat(workspace.history(1, with_keys=False)[0].at).astimezone().replace(tzinfo=None)
    return newest is None or newest.at <= changed


def look_after(workspace: Workspace) -> list[str]:
    """Check every row of a workspace against its seal, and back it up if that is due; give its faults.

    One that is not sound is not backed up, so that no good backup goes to make room for it. Backups of an encrypted one
    that are in the clear, because encrypting them was cut short, are encrypted.

    Raises:
        PmoError: as `take`.
    """
    faults = workspace.faults()
    if not faults and is_due(workspace):
        take(workspace, BY_ITSELF)
    for backup in every(workspace.path) if workspace.secret else ():
        if not is_encrypted(backup):
            with suppress(PmoError):  # one that is no workspace any more says nothing
                rewrite(backup, None, workspace.secret)
    return faults


def restore(backup: Path, path: Path, secret: Secret | None = None, own: Secret | None = None) -> Path | None:
    """Put what `backup` holds in the place of the closed workspace at `path`; tell where that is kept, if it was there.

    An encrypted backup is opened with its `secret`; the workspace then has the same, or its `own` if it had one.

    Raises:
        PmoError: the backup is damaged, or the folder cannot be written; the workspace is as it was then.
    """
    if path.exists() and is_open_elsewhere(path):
        raise PmoError(say("“{name}” is open in another window or program. Close it there first.", name=path.name))
    with TemporaryDirectory(prefix=".restore ", dir=path.parent) as folder:
        copy = Path(shutil.copyfile(backup, Path(folder) / path.name))
        if own is not None and own != secret:
            rewrite(copy, secret, own)
        workspace = open_workspace(copy, own or secret)
        try:
            if workspace.faults():
                raise PmoError(
                    say(
                        "The backup “{name}” is damaged, too. Choose the one before it; nothing was changed.",
                        name=backup.name,
                    )
                )
            before = _put_aside(path)
            workspace.copy_to(path)
        finally:
            workspace.close()
    return before


def _put_aside(path: Path) -> Path | None:
    """Copy the workspace at `path`, as damaged as it may be, among its backups."""
    if not path.exists():
        return None
    aside = place(folder_of(path), path.stem, REPLACED, datetime.now())  # noqa: DTZ005
    return Path(shutil.copyfile(path, aside))
