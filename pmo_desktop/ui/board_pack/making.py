"""Making a pack behind the window: from a snapshot, one at a time, the newest wish wins."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pmo_desktop.reports.pack import Pack
    from pmo_desktop.reports.sections.section import Section
    from pmo_desktop.services.insights.pack_checks import Check
    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Job, Jobs


@dataclass(frozen=True, slots=True)
class Made:
    """A pack, what was checked about it, and all sections there are, by key, in their usual order."""

    pack: "Pack"
    checks: "tuple[Check, ...]"
    sections: "dict[str, Section[Any]]"

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the sections, by key."""
        return {key: section.title for key, section in self.sections.items()}


class Making(QObject):
    """Signals: `made` with a `Made`, `stepped` with a fraction and words, `failed` with a sentence."""

    made = Signal(object)
    stepped = Signal(float, str)
    failed = Signal(str)

    def __init__(self, document: "Document", jobs: "Jobs", parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._jobs = jobs
        self._job: Job | None = None

    def start(self, period: str, recipe: str) -> None:
        """Make the pack of a period by a recipe; what is being made is dropped."""
        self.stop()
        snapshot = self._document.workspace.snapshot()

        def work(job: "Job") -> Made:
            try:
                return make(snapshot, period, recipe, job)
            finally:
                snapshot.close()

        job = self._jobs.start(
            self.tr("Making the pages"),
            work,
            lambda found: self._end(job, found, ""),
            lambda sentence: self._end(job, None, sentence),
        )
        job.stepped.connect(lambda fraction, words: self.stepped.emit(fraction, words) if self._job is job else None)
        self._job = job

    def stop(self) -> None:
        """Drop what is being made."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def is_running(self) -> bool:
        """Whether a pack is being made."""
        return self._job is not None

    def _end(self, job: "Job", found: Made | None, sentence: str) -> None:
        if job is not self._job:
            return
        self._job = None
        if found is not None:
            self.made.emit(found)
        else:
            self.failed.emit(sentence)


def make(workspace: "Workspace", period: str, recipe: str, job: "Job") -> Made:
    """Make a pack and its checks, on the thread of `job`.

    Raises:
        PmoError: it was cancelled, or there is no such period or recipe.
    """
    from pmo_desktop.reports.pack import make_pack
    from pmo_desktop.reports.sections import SECTIONS
    from pmo_desktop.services import periods
    from pmo_desktop.services.freezing import as_it_stood
    from pmo_desktop.services.insights.entries import standing
    from pmo_desktop.services.insights.pack_checks import pack_checks

    pack = make_pack(workspace, period, recipe, job.step)
    stood = as_it_stood(workspace, period)
    try:
        with stood.reading() as session:
            checks = pack_checks(session, standing(session, periods.period_named(session, period)))
            return Made(pack, checks, {section.key: section for section in SECTIONS})
    finally:
        stood.close()
