"""A power cut at any moment of a save loses nothing that was said to be saved, and leaves a sound file.

The statements of real saves are run again on a file system that notes every write. Then the power is cut between any
two of them: what was synchronised stays, and of the rest each sector stays, is lost, or is torn. The database that runs
them again is the same engine in another build, since only that one lets its file system be watched.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import apsw
from sqlalchemy import delete

from pmo_desktop.domain.project import Project
from pmo_desktop.storage.connection import _GUARDS, _SETTINGS
from pmo_desktop.storage.driver import driver
from pmo_desktop.storage.workspace import Workspace

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Step:
    """One call of the database to its file system: `what` is write, size, sync or remove; `at` an offset or a size."""

    name: str
    what: str
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Recording:
    """Every step, and how many had been taken when each save was told to be done."""

    steps: list[Step] = field(default_factory=list[Step])
    saved_after: list[int] = field(default_factory=list[int])


class WatchedFile(apsw.VFSFile):
    """A file whose writes are noted, the database's or its journal's."""

    def __init__(self, recording: Recording, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._recording = recording
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else str(name)).name

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._recording.steps.append(Step(self._name, "write", offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._recording.steps.append(Step(self._name, "size", newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._recording.steps.append(Step(self._name, "sync"))
        super().xSync(flags)


class WatchedFileSystem(apsw.VFS):
    """Opens watched files and notes what is removed."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        super().__init__("watched", "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> WatchedFile:  # noqa: N802
        return WatchedFile(self._recording, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001
        self._recording.steps.append(Step(Path(filename).name, "remove"))
        super().xDelete(filename, syncdir)


def statements_of_saves(workspace: Workspace) -> list[list[str]]:
    """What the database is told in some saves: small and large ones, a removal, an undo and a redo."""
    told: list[str] = []
    saves: list[list[str]] = []
    workspace._raw.set_trace_callback(told.append)

    def add(number: int) -> None:
        rows = [Project(name=f"{number} {part}", tags="x" * 3000 * (number % 3)) for part in range(1 + number)]
        workspace.do(f"Add {number}", lambda session: session.add_all(rows))

    def remove() -> None:
        workspace.do("Remove", lambda session: session.execute(delete(Project).where(Project.name.like("% 0"))))

    for save in (*(lambda n=number: add(n) for number in range(6)), remove, workspace.undo, workspace.redo):
        save()
        saves.append([statement for statement, _ in groupby(told)])  # a statement is told again for each trigger
        told.clear()
    workspace._raw.set_trace_callback(None)
    return saves


def recorded(start: Path, saves: list[list[str]]) -> Recording:
    """Run the saves on a copy of the file and note what reaches the disk."""
    recording = Recording()
    watched = WatchedFileSystem(recording)
    connection = apsw.Connection(str(start), vfs="watched")
    for name, value, _ in (*_GUARDS, *_SETTINGS):
        connection.execute(f"PRAGMA {name}={value}")
    for save in saves:
        for statement in save:
            connection.execute(statement)
        recording.saved_after.append(len(recording.steps))
    connection.close()
    watched.unregister()
    return recording


def after_the_cut(content: bytes, steps: list[Step], chance: random.Random) -> dict[str, bytes]:
    """The files as the disk holds them when the power goes after the last of `steps`."""
    files: dict[str, bytearray] = {"start.pmo": bytearray(content)}
    waiting: dict[str, list[Step]] = {}
    for step in steps:
        if step.what == "sync":
            for done in waiting.pop(step.name, []):
                _apply(files.setdefault(step.name, bytearray()), done)
        elif step.what == "remove":
            files.pop(step.name, None)
            waiting.pop(step.name, None)
        else:
            waiting.setdefault(step.name, []).append(step)
    for name, rest in waiting.items():
        for step in rest:
            for part in _by_sector(step):
                fate = chance.random()
                if fate < 0.4:
                    _apply(files.setdefault(name, bytearray()), part)
                elif fate < 0.5 and part.data:
                    torn = part.data[: len(part.data) // 2] + chance.randbytes(len(part.data) - len(part.data) // 2)
                    _apply(files.setdefault(name, bytearray()), Step(name, "write", part.at, torn))
    return {name: bytes(found) for name, found in files.items()}


def _by_sector(step: Step) -> Iterator[Step]:
    if step.what != "write":
        yield step
        return
    at = step.at
    while at < step.at + len(step.data):
        end = min((at // SECTOR + 1) * SECTOR, step.at + len(step.data))
        yield Step(step.name, "write", at, step.data[at - step.at : end - step.at])
        at = end


def _apply(file: bytearray, step: Step) -> None:
    if step.what == "size":
        file[step.at :] = b""
        return
    if len(file) < step.at:
        file.extend(b"\0" * (step.at - len(file)))
    file[step.at : step.at + len(step.data)] = step.data


def newest_change(path: Path) -> int:
    """The number of the newest change in a file that was cut off, after the database has mended it."""
    connection = driver.connect(str(path))
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    (newest,) = connection.execute("SELECT max(seq) FROM change_set").fetchone()
    (rows,) = connection.execute("SELECT count(*) FROM change_row WHERE seq > ?", (newest,)).fetchone()
    connection.close()
    assert rows == 0
    return int(newest)


def test_a_power_cut_loses_no_save_and_tears_none(workspace: Workspace, tmp_path: Path, *, long: bool) -> None:
    workspace.close()
    content = workspace.path.read_bytes()
    first = newest_change(workspace.path)
    again = Workspace.open(workspace.path)
    saves = statements_of_saves(again)
    again.close()
    path = tmp_path / "start.pmo"
    path.write_bytes(content)
    recording = recorded(path, saves)
    assert newest_change(path) == first + len(saves)
    chance = random.Random(1871)  # noqa: S311  no secret, a plan
    for number in range(20_000 if long else 1_000):
        cut = chance.randrange(len(recording.steps) + 1)
        folder = tmp_path / "cut"
        folder.mkdir(exist_ok=True)
        for name, found in after_the_cut(content, recording.steps[:cut], chance).items():
            (folder / name).write_bytes(found)
        saved = sum(done <= cut for done in recording.saved_after)
        assert newest_change(folder / "start.pmo") - first in {saved, saved + 1}, number
        for left in folder.iterdir():
            left.unlink()
