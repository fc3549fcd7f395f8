"""Reading a file and trying the import out on a copy: what runs behind the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.interchange import read_register
from pmo_desktop.services.import_world import Outcome
from pmo_desktop.services.imports import take_register

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ReadTable
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.jobs import Job


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks for: a file, a sheet or the likeliest one, what columns stand for, and the period."""

    path: Path
    sheet: str | None = None
    fields: Mapping[int, str | None] = field(default_factory=dict[int, str | None])
    period: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What was read, and what taking it in would do; the outcome is none where that is refused, with `why`."""

    table: "ReadTable"
    outcome: Outcome | None
    why: str = ""


def rehearse(job: "Job", copy: "Workspace", asked: Asked, currency: str) -> Rehearsed:
    """Read the file and take it into `copy`.

    Raises:
        PmoError: the file cannot be read, or holds no register.
    """
    table = read_register(asked.path, asked.sheet, currency=currency, fields=asked.fields)
    job.step(0.5)
    try:
        outcome = copy.do("", lambda session: take_register(session, table, asked.period)).value
    except PmoError as error:
        return Rehearsed(table, None, str(error))
    return Rehearsed(table, outcome)
