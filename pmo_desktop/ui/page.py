"""What every page is: a widget that reads when it is shown and when what it shows has changed."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.storage.workspace import Workspace
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Job, Jobs

T = TypeVar("T")


class Page(QWidget):
    """Subclass it as `ui/<name>/page.py`, build widgets in `__init__`, fill them in `refresh`.

    `reads` names the tables the page shows; empty means all. `refresh` is called before the page is first seen, and
    after each change of one of them: at once if the page is visible, otherwise when it is shown again. Emit `go` with
    the key of another page and a record's key, or `None`, to lead there; the window then calls its `show_record`.
    `news` carries a sentence to tell above the page, and `told` says that the answer to the last question
    asked is shown.
    """

    go = Signal(str, object)
    news = Signal(str)
    told = Signal()
    reads: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__()
        self.document = document
        self.jobs = jobs
        self._stale = True
        self._asking: Job | None = None
        document.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read everything anew and show it."""
        raise NotImplementedError

    def show_record(self, key: object) -> None:
        """Show one record; `key` is what another page's `go` carried. Pages without records ignore it."""

    def take_focus(self) -> None:
        """Put the focus on what the page is about: its first list, or else the first thing to type in or to press."""
        every = [each for each in self.findChildren(QWidget) if _can_be_reached(each)]
        wanted = [each for each in every if isinstance(each, QAbstractItemView)] or every
        if wanted:
            first = min(wanted, key=lambda each: (each.mapTo(self, QPoint()).y(), each.mapTo(self, QPoint()).x()))
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def run(self, action: str) -> None:
        """Run an action of the window by its key, such as "file.import"; nothing if it has none of that key."""
        found = self.window().findChild(QAction, action)
        if found is not None:
            found.trigger()

    def ask(self, title: str, question: "Callable[[Workspace], T]", show: "Callable[[T], None]") -> None:
        """Ask `question` of a snapshot, behind the window, and show the answer; a newer question takes its place."""
        self.ask_long(title, lambda snapshot, _is_stopped: question(snapshot), show)

    def ask_long(
        self,
        title: str,
        question: "Callable[[Workspace, Callable[[], bool]], T]",
        show: "Callable[[T], None]",
        ended: "Callable[[], None] | None" = None,
    ) -> None:
        """Ask what takes long: the question is given whether to stop, and `ended` is called where it had no answer."""
        self.ask_no_more()
        snapshot = self.document.workspace.snapshot()

        def work(job: "Job") -> T:
            job.step(0.1)
            try:
                return question(snapshot, lambda: job.is_cancelled)
            finally:
                snapshot.close()  # a large one takes its time, even to go

        def is_wanted() -> bool:
            snapshot.close()  # where it was cancelled before it began
            wanted, self._asking = self._asking is job, None if self._asking is job else self._asking
            return wanted

        def done(answer: T) -> None:
            if is_wanted():
                show(answer)
                if self._asking is None:
                    self.told.emit()

        def failed(sentence: str) -> None:
            if is_wanted():
                if ended is not None:
                    ended()
                self.document.refused.emit(sentence)

        job = self.jobs.start(title, work, done, failed)
        self._asking = job

    @property
    def asking(self) -> "Job | None":
        """The question that has no answer yet."""
        return self._asking

    def ask_no_more(self) -> None:
        """Drop the question that has no answer yet, if there is one."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def ask_when_shown(self) -> None:
        """Read everything anew when the page is shown again."""
        self._stale = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._renew()
        super().showEvent(event)

    def _hear(self, tables: frozenset[str]) -> None:
        if self.reads and not self.reads & tables:
            return
        self._stale = True
        if self.isVisible():
            self._renew()

    def _renew(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()


def _can_be_reached(each: QWidget) -> bool:
    return each.isVisible() and each.isEnabled() and bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
