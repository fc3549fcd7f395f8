"""What needs the whole application: opening workspaces, and what the frame tells of them. Imported late."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import PeriodState
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, workspaces
from pmo_desktop.services.pass_phrases import fresh_secret
from pmo_desktop.services.settings import settings_of
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Job
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.unlocking import with_secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.storage.secret import Secret
    from pmo_desktop.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What the frame says of a workspace; no period before the first is opened.

    `periods` are keys and names, newest first, with which of them is looked at under `period_key`.
    """

    organisation: str
    office: str
    period: str
    is_frozen: bool
    cut_off_on: date | None
    period_key: int | None
    periods: tuple[tuple[int, str], ...]


def open_into(window: "MainWindow", path: Path, known: "Secret | None" = None) -> None:
    """Open the workspace at `path` in the window; an encrypted one with the `known` secret or after asking."""

    def take(secret: "Secret | None") -> None:
        if not window.take(lambda: open_document(path, window.settings, secret)):
            offer_backups(window, path)

    with_secret(window, path, known, take, backups_of(window, path))


def open_document(path: Path, settings: Settings, secret: "Secret | None" = None) -> Document:
    """Open the workspace at `path`.

    Raises:
        PmoError: it is no workspace, damaged, of a newer format, open elsewhere, or encrypted with another secret.
    """
    return Document(workspaces.open_workspace(path, secret), settings)


def new_document(
    path: Path, settings: Settings, *, organisation: str, office: str, currency: str, pass_phrase: str = ""
) -> Document:
    """Make a workspace at `path`, encrypted if there is a pass-phrase, and open it.

    Raises:
        PmoError: there is a file already, or the folder cannot be written.
    """
    secret = fresh_secret(pass_phrase) if pass_phrase else None
    made = workspaces.create(path, organisation=organisation, office=office, currency=currency, secret=secret)
    return Document(made, settings)


def write_sample(job: Job, path: Path) -> Path:
    """Write the sample workspace to `path`, in place of one that is there; for the background thread.

    Raises:
        PmoError: the folder cannot be written.
    """
    from pmo_desktop.services import sample

    job.step(0.1)
    path.unlink(missing_ok=True)
    sample.write_sample(path).close()
    return path


def frame_facts(document: Document) -> FrameFacts:
    """What the rail and the status bar show."""
    with document.reading() as session:
        office = session.scalars(select(Office).order_by(Office.key)).first()
        period = document.period(session)
        return FrameFacts(
            organisation=settings_of(session).organisation or (document.path.stem if document.path else ""),
            office=office.name if office else "",
            period=period.name if period else "",
            is_frozen=period is not None and period.state is PeriodState.FROZEN,
            cut_off_on=period.cut_off_on if period else None,
            period_key=period.key if period else None,
            periods=tuple((each.key, each.name) for each in reversed(periods.periods(session))),
        )


def offer_backups(window: "MainWindow", path: Path) -> None:
    """Beside the sentence why a workspace cannot be opened, offer its backups if there are any."""
    if found := backups_of(window, path):
        window.messages.offer(*found)


def backups_of(window: "MainWindow", path: Path) -> "tuple[str, Callable[[], object]] | None":
    """The way to the backups of a workspace: its words, and what it does; none if there are none."""
    from pmo_desktop.services.backups import kept
    from pmo_desktop.ui.backups import show_backups

    title = QCoreApplication.translate("Opening", "Backups…")
    return (title, partial(show_backups, window, path)) if kept(path) else None


def projects_by_name(session: Session) -> list[tuple[int, str, str]]:
    """Key, name and reference of every project, for the palette."""
    found = session.execute(select(Project.key, Project.name, Project.reference).order_by(Project.name))
    return [(key, name, reference) for key, name, reference in found]
