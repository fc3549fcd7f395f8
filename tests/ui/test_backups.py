"""Backups in the window: made behind it, listed, and the way back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from pmo_desktop.domain.project import Project
from pmo_desktop.services import backups, registers
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.backups import BackupsDialog, _look_after
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme

Press = Callable[[QWidget, str], None]


@pytest.fixture
def window(path: Path, theme: Theme, jobs: Jobs, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings(), theme, jobs)
    qtbot.addWidget(made)
    made.furnish()
    made.show()
    made.open_path(path)
    yield made
    made.close()


def count(window: MainWindow) -> int:
    assert window.document is not None
    with window.document.reading() as session:
        return session.scalar(select(func.count()).select_from(Project)) or 0


def add(window: MainWindow) -> None:
    assert window.document is not None
    window.document.do("Add", lambda session: registers.add(session, PROJECTS, {"name": "Crane"}))


def shown(window: MainWindow) -> BackupsDialog:
    window.registered["file.backups"].trigger()
    (found,) = window.findChildren(BackupsDialog)
    return found


def test_a_backup_made_by_hand_is_listed_and_leads_back(window: MainWindow, press: Press) -> None:
    dialog = shown(window)
    assert dialog.list.model().rowCount() == 0
    press(dialog, "backup now")
    assert dialog.list.model().rowCount() == 1
    add(window)
    assert count(window) == 5
    press(dialog, "restore")
    assert count(window) == 4
    assert "kept as a backup" in window.messages.sentence.text()
    assert window.document is not None
    assert {each.label for each in backups.kept(window.document.workspace.path)} == {"by hand", "replaced"}


def test_a_copy_of_a_backup_is_opened_beside_the_workspace(
    window: MainWindow, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(window)
    press(dialog, "backup now")
    add(window)
    target = tmp_path / "before.pmo"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    press(dialog, "backup copy")
    assert window.document is not None
    assert window.document.workspace.path == target
    assert count(window) == 4


def test_a_damaged_backup_is_told_in_the_dialog_and_the_workspace_is_open_again(
    window: MainWindow, press: Press
) -> None:
    dialog = shown(window)
    press(dialog, "backup now")
    add(window)
    (made,) = backups.kept(window.document.workspace.path)  # type: ignore[union-attr]
    made.path.write_bytes(b"no workspace")
    press(dialog, "restore")
    assert "not a PMO workspace" in dialog.problem.text()
    assert dialog.problem.isVisible()
    assert count(window) == 5


def test_the_workspace_is_backed_up_behind_the_window(window: MainWindow, qtbot: QtBot) -> None:
    assert window.document is not None
    _look_after(window, window.document)
    qtbot.waitUntil(lambda: not window.jobs.is_running())
    (made,) = backups.kept(window.document.workspace.path)
    assert made.label == "by itself"
    assert not window.messages.isVisible()


def test_what_others_changed_is_told_with_the_way_to_the_backups(
    window: MainWindow, qtbot: QtBot, press: Press
) -> None:
    add(window)
    assert window.document is not None
    raw = window.document.workspace._raw
    raw.execute("DROP TRIGGER journal_project_UPDATE")
    raw.execute("UPDATE project SET name = 'Other'")
    _look_after(window, window.document)
    qtbot.waitUntil(lambda: not window.jobs.is_running())
    assert "Restore a backup" in window.messages.sentence.text()
    press(window.messages, "message offer")
    assert window.findChildren(BackupsDialog)


def test_a_workspace_that_cannot_be_opened_offers_its_backups(
    window: MainWindow, path: Path, press: Press, qapp: QApplication
) -> None:
    assert window.document is not None
    backups.take(window.document.workspace, backups.BY_HAND)
    window.close_document()
    path.write_bytes(b"no workspace")
    window.open_path(path)
    assert window.current_page() == ""
    press(window.messages, "message offer")
    (dialog,) = window.findChildren(BackupsDialog)
    press(dialog, "restore")
    qapp.processEvents()
    assert count(window) == 4


def test_where_there_is_no_backup_none_is_offered(window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "other.pmo"
    other.write_bytes(b"no workspace")
    window.open_path(other)
    assert window.messages.isVisible()
    assert not window.messages._offer.isVisible()
