import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.ui.jobs import Job, Jobs

EMPTY = "The file is empty."


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(qapp)
    yield made
    made.close()


def test_work_runs_behind_and_its_result_arrives_in_front(jobs: Jobs, qtbot: QtBot) -> None:
    where: list[object] = []
    jobs.start(
        "Read",
        lambda _job: threading.current_thread().name,
        lambda name: where.extend([name, threading.current_thread()]),
    )
    qtbot.waitUntil(lambda: len(where) == 2)
    assert str(where[0]).startswith("job")
    assert where[1] is threading.main_thread()
    assert not jobs.is_running()


def test_a_sentence_reaches_whoever_started_the_job_or_else_everybody(jobs: Jobs, qtbot: QtBot) -> None:
    def refuse(_job: Job) -> None:
        raise PmoError(EMPTY)

    heard: list[str] = []
    jobs.start("Read", refuse, lambda _nothing: heard.append("done"), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    with qtbot.waitSignal(jobs.refused) as refused:
        jobs.start("Read", refuse, lambda _nothing: heard.append("done"))
    assert heard == [EMPTY]
    assert refused.args == [EMPTY]


def test_any_other_exception_is_raised_in_front_as_a_bug(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        jobs.start("Divide", lambda _job: 1 // 0, lambda _nothing: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_short_job_is_never_called_busy_and_a_long_one_is(
    jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmo_desktop.ui.jobs.BUSY_AFTER_MS", 20)
    monkeypatch.setattr("pmo_desktop.ui.jobs.PROGRESS_AFTER_MS", 40)
    go_on = threading.Event()
    busy: list[str] = []
    jobs.busy.connect(lambda job: busy.append(job.title))
    jobs.start("Short", lambda _job: None, lambda _nothing: None)
    with qtbot.waitSignal(jobs.slow) as slow:
        jobs.start("Long", lambda _job: go_on.wait(5), lambda _nothing: None)
    with qtbot.waitSignal(jobs.idle):
        go_on.set()
    assert slow.args is not None
    assert slow.args[0].title == "Long"
    assert busy == ["Long"]


def test_a_cancelled_job_ends_at_its_next_step(jobs: Jobs, qtbot: QtBot) -> None:
    started = threading.Event()
    heard: list[str] = []

    def work(job: Job) -> None:
        started.set()
        while True:
            job.step(0.5, "halfway")

    job = jobs.start("Draw", work, lambda _nothing: heard.append("done"), heard.append)
    started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["“Draw” was cancelled. Nothing was changed."]


def test_how_far_a_job_is_arrives_in_front(jobs: Jobs, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def work(job: Job) -> None:
        go_on.wait(5)
        job.step(0.25, "first quarter")

    job = jobs.start("Count", work, lambda _nothing: None)
    heard: list[tuple[float, str]] = []
    job.stepped.connect(lambda fraction, words: heard.append((fraction, words)))
    with qtbot.waitSignal(jobs.idle):
        go_on.set()
    assert (0.25, "first quarter") in heard
