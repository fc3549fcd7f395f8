"""Damaged files: whatever bits were lost, there is a sentence, and never other data without a warning."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.storage.tables import LAYOUTS
from pmo_desktop.storage.workspace import Workspace

Content = dict[str, list[object]]


@pytest.fixture
def original(workspace: Workspace) -> Path:
    def add(session: Session) -> None:
        for number in range(40):
            programme = Programme(name=f"Programme {number}")
            session.add(programme)
            session.flush()
            project = Project(name=f"Project {number}", bac=number * 10**9, programme_key=programme.key)
            session.add(project)
            session.flush()
            session.add(Risk(title=f"Risk {number}", cause="words " * 40, project_key=project.key, probability=3))

    workspace.do("Add everything", add)
    workspace.do("Rename", lambda session: session.execute(text("UPDATE project SET name = name || '!'")))
    workspace.undo()
    workspace.close()
    return workspace.path


def content_of(workspace: Workspace) -> Content:
    """Every row as the database gives it, and once as entities, as the screens read them."""
    with workspace.reading() as session:
        for entity in (Programme, Project, Risk):
            session.scalars(select(entity)).all()
        connection = session.connection()
        return {
            table: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY key")]
            for table in LAYOUTS
        }


def mutate(chance: random.Random, content: bytes) -> bytes:
    """A few bits flipped, a stretch lost, the end cut off, or a page taken from elsewhere."""
    mutated = bytearray(content)
    what = chance.choice(["bits", "bits", "stretch", "cut", "page"])
    if what == "bits":
        for _ in range(chance.choice([1, 3, 20])):
            mutated[chance.randrange(len(mutated))] ^= 1 << chance.randrange(8)
    elif what == "stretch":
        start = chance.randrange(len(mutated))
        length = min(chance.choice([4, 100, 5000]), len(mutated) - start)
        mutated[start : start + length] = bytes(chance.choice([0, 255]) for _ in range(1)) * length
    elif what == "cut":
        del mutated[chance.randrange(len(mutated)) :]
    else:
        one, other = (4096 * chance.randrange(len(mutated) // 4096) for _ in range(2))
        mutated[one : one + 4096] = mutated[other : other + 4096]
    return bytes(mutated)


def look_at(path: Path, *, despite_faults: bool = True) -> tuple[Content | None, list[str]]:
    """What a user gets to see and can do, and the warnings that come with it."""
    faults: list[str] = []
    try:
        workspace = Workspace.open(path)
    except PmoError as error:
        return None, [str(error)]
    try:
        faults = workspace.faults()
        if faults and not despite_faults:
            return None, faults
        content = content_of(workspace)
        assert workspace.history() is not None
        workspace.undo_title()
        workspace.do("Add", lambda session: session.add(Programme(name="New")))
        workspace.undo()
    except PmoError as error:
        return None, [*faults, str(error)]
    else:
        return content, faults
    finally:
        workspace.close()


@pytest.mark.parametrize("seed", range(5))
def test_no_damage_is_a_crash_and_none_goes_unnoticed(original: Path, seed: int, *, long: bool) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret, a plan
    intact = original.read_bytes()
    content, faults = look_at(original)
    assert faults == []
    path = original.with_name("damaged.pmo")
    opened = 0
    for number in range(2000 if long else 100):
        path.write_bytes(mutate(chance, intact))
        found, faults = look_at(path, despite_faults=number % 4 == 0)
        opened += found is not None
        assert faults or found == content
    assert opened > 4  # some damage is small enough to look at what is left
