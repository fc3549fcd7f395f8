"""Files written for other programs, one entry for each kind: registers, documents, calendars, questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import N_, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session


class Exporter(NamedTuple):
    """One kind of file: its ending, what it is, and the function that writes it; of one register where it takes one."""

    ending: str
    label: str
    write: Callable[[Session, Path, str], None]


def _xlsx(session: Session, path: Path, register: str) -> None:
    from pmo_desktop.interchange.out.registers import write_workbook

    write_workbook(session, path, register)


def _csv(session: Session, path: Path, register: str) -> None:
    from pmo_desktop.interchange.out.separated import write_separated

    write_separated(session, path, register or "project")


def _json(session: Session, path: Path, register: str) -> None:
    from pmo_desktop.interchange.out.document import write_document

    del register
    write_document(session, path)


def _ics(session: Session, path: Path, register: str) -> None:
    from pmo_desktop.interchange.out.calendar import write_calendar

    del register
    write_calendar(session, path)


EXPORTERS = (
    Exporter(".xlsx", N_("The register and every log, as a workbook"), _xlsx),
    Exporter(".csv", N_("The register, as separated values"), _csv),
    Exporter(".json", N_("Everything, as one document"), _json),
    Exporter(".ics", N_("Milestones, as a calendar"), _ics),
)


def export(session: Session, path: Path, register: str = "") -> None:
    """Write what `path` asks for by its ending; of `register` alone, by its table's name, where that is given.

    Raises:
        PmoError: nothing is written as that kind of file, or it cannot be written.
    """
    for exporter in EXPORTERS:
        if path.suffix.lower() == exporter.ending:
            exporter.write(session, path, register)
            return
    endings = ", ".join(exporter.ending for exporter in EXPORTERS)
    raise PmoError(
        say(
            "“{name}” is no kind of file that is written. Its ending can be {endings}.", name=path.name, endings=endings
        )
    )
