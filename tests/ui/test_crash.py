import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.ui.crash import CrashHook, details_of
from pmo_desktop.ui.crash_dialog import CrashDialog, diagnostics
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.theme import Theme


@pytest.fixture
def told(qapp: QApplication, theme: Theme) -> Iterator[list[str]]:
    assert theme.parent() is qapp
    sentences: list[str] = []
    before = sys.excepthook, threading.excepthook
    CrashHook(qapp, sentences.append).install()
    yield sentences
    sys.excepthook, threading.excepthook = before


def raised(error: BaseException) -> None:
    sys.excepthook(type(error), error, None)


def leave_dialog(seen: list[str]) -> None:
    """Wait for the dialog from inside its own event loop, note its details, and close it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            seen.append(dialog.details)
            dialog.findChildren(QPushButton, "crash copy")[0].click()
            dialog.findChildren(QPushButton, "crash close")[0].click()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_a_sentence_goes_to_the_message_bar(told: list[str]) -> None:
    raised(PmoError("The file is empty."))
    assert told == ["The file is empty."]


def test_a_bug_opens_the_crash_dialog_with_details_to_copy(told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[str] = []
    leave_dialog(seen)
    raised(ZeroDivisionError("division by zero"))
    assert "ZeroDivisionError: division by zero" in seen[0]
    assert QGuiApplication.clipboard().text() == seen[0]
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert told == []


def test_a_bug_in_another_thread_is_told_in_front(
    told: list[str], qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []
    leave_dialog(seen)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    qtbot.waitUntil(lambda: bool(seen))
    assert "ZeroDivisionError" in seen[0]
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert told == []


def test_an_interrupt_stays_an_interrupt(told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    raised(KeyboardInterrupt())
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert told == []


def test_diagnostics_name_versions_and_no_path(told: list[str]) -> None:
    assert diagnostics().startswith("PMO Desktop ")
    assert "/" not in diagnostics().splitlines()[1]
    assert told == []


def test_the_details_name_the_fault_and_nothing_of_what_was_typed(document: Document) -> None:
    canaries = ("Nightjar", "O'Hara's “Quay”", "Crane\nBridge")
    for word in canaries:
        for fail in (
            lambda word=word: float(word),
            lambda word=word: {}[word],
            lambda word=word: date.fromisoformat(word),
            lambda word=word: Path(word).read_bytes(),
            lambda word=word: document.workspace.do(
                "Fail", lambda session: session.execute(text("INSERT INTO none_such VALUES (:word)"), {"word": word})
            ),
        ):
            with pytest.raises((ValueError, LookupError, OSError, DatabaseError)) as caught:
                fail()
            error = RuntimeError(str(caught.value))
            error.__cause__ = caught.value
            told = details_of(error)
            assert type(caught.value).__name__ in told
            assert "test_crash.py" in told
            assert not any(part in told for part in (word, "Nightjar", "Hara", "Quay", "Crane", "Bridge"))
