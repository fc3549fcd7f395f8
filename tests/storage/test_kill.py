"""A program that is killed while it saves loses nothing that it had said is saved, and leaves nothing half done."""

import multiprocessing
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from pmo_desktop.domain.project import Project
from pmo_desktop.storage.secret import Secret, new_secret
from pmo_desktop.storage.workspace import Workspace

SAVER = """
from sqlalchemy import func, select
from pmo_desktop.domain.project import Project
from pmo_desktop.storage.workspace import Workspace

workspace = Workspace.open(path, secret=secret)
with workspace.reading() as session:
    number = session.scalar(select(func.count()).select_from(Project)) // 2
while True:
    number += 1
    workspace.do(f"Add {number}", lambda session: session.add_all(
        [Project(name=f"{number} a", tags="x" * 3000), Project(name=f"{number} b")]
    ))
    told.send(number)
"""

PROCESSES: Any = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)


def saved_before_kill(path: Path, secret: Secret | None, chance: random.Random) -> int:
    """Save in another process, kill it in the midst of it, and tell the last number it said was saved."""
    told, tell = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=exec, args=(SAVER, {"path": path, "secret": secret, "told": tell}))
    process.start()
    tell.close()
    saved = [told.recv() for _ in range(chance.randint(1, 4))]
    for _ in range(chance.randrange(200_000)):  # a moment that no clock chose
        pass
    process.kill()
    process.join()
    process.close()
    with suppress(EOFError):  # what it said before it died is still to be heard
        while True:
            saved.append(told.recv())
    told.close()
    return int(saved[-1])


@pytest.mark.parametrize("phrase", ["", "four words nobody joins"])
def test_a_kill_loses_nothing_saved_and_leaves_nothing_half_done(path: Path, phrase: str, *, long: bool) -> None:
    secret = new_secret(phrase) if phrase else None
    Workspace.create(path, secret=secret).close()
    PROCESSES.set_forkserver_preload(["sqlalchemy.orm", "pmo_desktop.storage.workspace", "pmo_desktop.storage.check"])
    chance = random.Random(2026)  # noqa: S311  no secret, a plan
    for _ in range(1000 if long else 20):
        saved = saved_before_kill(path, secret, chance)
        again = Workspace.open(path, secret=secret)
        with again.reading() as session:
            names = session.scalars(select(Project.name).order_by(Project.key)).all()
        assert again.faults() == []
        again.close()
        last = len(names) // 2
        assert names == [f"{number} {half}" for number in range(1, last + 1) for half in "ab"]
        assert last in {saved, saved + 1}  # the one it was about to speak of may be there
