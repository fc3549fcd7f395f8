"""Long work on one background thread: reading and drawing, never writing. Its result comes back on the main thread."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from pmo_desktop.collecting import no_collecting
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_T = TypeVar("_T")
BUSY_AFTER_MS = 300
PROGRESS_AFTER_MS = 2_000


class CancelledError(PmoError):
    """Raised inside a job at its next step after the user cancelled it."""


class Job(QObject):
    """One piece of work: tell it how far it is with `step`, from its own thread."""

    stepped = Signal(float, str)

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = threading.Event()

    def step(self, fraction: float, words: str = "") -> None:
        """Say that `fraction` of the work, 0 to 1, is done.

        Raises:
            PmoError: “…” was cancelled. Nothing was changed.
        """
        if self._cancelled.is_set():
            raise CancelledError(say("“{title}” was cancelled. Nothing was changed.", title=self.title))
        self.stepped.emit(fraction, words)

    def cancel(self) -> None:
        """Make the next `step` end the job."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to end."""
        return self._cancelled.is_set()


class Jobs(QObject):
    """Runs jobs one after the other.

    Signals, all on the main thread: `busy` with a `Job` that has run for 0.3 s, `slow` with one that has run for 2 s
    (show its progress and offer `job.cancel()`), `idle` when nothing runs any more, `refused` with the sentence of
    a `PmoError` nobody took.
    """

    busy = Signal(object)
    slow = Signal(object)
    idle = Signal()
    refused = Signal(str)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: ThreadPoolExecutor | None = None
        self._waiting: dict[Job, tuple[Callable[[Any], None], Callable[[str], None]]] = {}
        self._ended.connect(self._end)

    def start(
        self,
        title: str,
        work: Callable[[Job], _T],
        done: Callable[[_T], None],
        failed: Callable[[str], None] | None = None,
    ) -> Job:
        """Run `work(job)` behind the window, then `done(result)`, or `failed(sentence)` after a `PmoError`, in front.

        `work` must touch no widget and write nothing to the workspace: give it a snapshot. Any other exception is a bug
        and reaches the crash dialog. A cancelled job whose work has ended all the same is not `done` but `failed`.
        """
        job = Job(title, self)
        self._waiting[job] = (done, failed or self.refused.emit)
        QTimer.singleShot(BUSY_AFTER_MS, job, lambda: self._tell(self.busy, job))
        QTimer.singleShot(PROGRESS_AFTER_MS, job, lambda: self._tell(self.slow, job))
        self._thread().submit(self._run, job, work)
        return job

    def is_running(self) -> bool:
        """Whether any job is waiting or at work."""
        return bool(self._waiting)

    def close(self) -> None:
        """Cancel everything and wait until the thread has ended."""
        for job in self._waiting:
            job.cancel()
        self._waiting.clear()
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)

    def _thread(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        self._threads = self._threads or ThreadPoolExecutor(1, thread_name_prefix="job")
        return self._threads

    def _run(self, job: Job, work: Callable[[Job], object]) -> None:
        try:
            job.step(0.0)
            with no_collecting():  # which would stop the window for half a second where there are many objects
                result = work(job)
            job.step(1.0)
        except Exception as error:
            self._ended.emit(job, None, error)
        else:
            self._ended.emit(job, result, None)

    def _tell(self, signal: Any, job: Job) -> None:  # noqa: ANN401  a bound signal has no public type
        if job in self._waiting:
            signal.emit(job)

    def _end(self, job: Job, result: object, error: Exception | None) -> None:
        if job not in self._waiting:
            return
        done, failed = self._waiting.pop(job)
        job.deleteLater()
        if not self._waiting:
            self.idle.emit()
        if error is None:
            done(result)
        elif isinstance(error, PmoError):
            failed(str(error))
        else:
            raise error
