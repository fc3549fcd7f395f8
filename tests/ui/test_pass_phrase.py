"""The pass-phrase in the window: given, changed, asked for, forgotten and taken away."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.project import Project
from pmo_desktop.services import backups, registers
from pmo_desktop.services.pass_phrases import change_secret, fresh_secret
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.services.workspaces import open_workspace
from pmo_desktop.storage.secret import Secret, is_encrypted
from pmo_desktop.ui.backups import BackupsDialog
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.merging.page import MergePage
from pmo_desktop.ui.pass_phrase import PassPhraseDialog
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.unlocking import UnlockDialog

Press = Callable[[QWidget, str], None]
PHRASE = "four words nobody joins"
WRONG = "The pass-phrase is wrong, or this is no PMO workspace."
RETURN = Qt.Key.Key_Return


@pytest.fixture(scope="module")
def secret() -> Secret:
    return fresh_secret(PHRASE)


@pytest.fixture
def window(theme: Theme, jobs: Jobs, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings(), theme, jobs)
    qtbot.addWidget(made)
    made.furnish()
    made.show()
    yield made
    made.close()


@pytest.fixture
def encrypted(path: Path, secret: Secret) -> Path:
    change_secret(path, None, secret)
    return path


def shown(window: QWidget, kind: type[QDialog]) -> QDialog:
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def line(parent: QWidget, name: str) -> QLineEdit:
    (found,) = parent.findChildren(QLineEdit, name)
    return found


def asked(window: MainWindow) -> PassPhraseDialog:
    window.registered["file.passphrase"].trigger()
    found = shown(window, PassPhraseDialog)
    assert isinstance(found, PassPhraseDialog)
    return found


def unlock(window: QWidget, phrase: str) -> UnlockDialog:
    dialog = shown(window, UnlockDialog)
    assert isinstance(dialog, UnlockDialog)
    QTest.keyClicks(line(dialog, "unlock phrase"), phrase)
    QTest.keyClick(dialog, RETURN)
    return dialog


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_open(window: MainWindow, path: Path) -> bool:
    return window.document is not None and window.document.path == path


def test_a_workspace_is_encrypted_by_keyboard_and_its_backups_follow(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    window.open_path(path)
    assert window.document is not None
    made = backups.take(window.document.workspace, backups.BY_HAND)
    dialog = asked(window)
    assert not line(dialog, "old phrase").isVisible()
    for name in ("new phrase", "new phrase again"):
        QTest.keyClicks(line(dialog, name), PHRASE)
    assert dialog.new.worth.text().startswith("Fair")
    QTest.keyClick(dialog, RETURN)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert is_open(window, path)
    assert is_encrypted(path)
    assert is_encrypted(made)
    assert b"Mobile Payments" not in path.read_bytes() + made.read_bytes()
    assert window.messages.sentence.text() == (
        "The workspace opens with its new pass-phrase alone. Forgotten is lost. Its backups follow: 1."
    )
    assert "meridian.pmo · encrypted file" in [words.text() for words in window.foot.findChildren(QLabel)]
    window.document.do("Add", lambda session: registers.add(session, PROJECTS, {"name": "Crane"}))
    window.undo()
    assert b"Crane" not in path.read_bytes()


def test_two_that_differ_and_seven_letters_are_told_in_the_dialog(window: MainWindow, path: Path, press: Press) -> None:
    window.open_path(path)
    before = digest(path)
    dialog = asked(window)
    QTest.keyClicks(line(dialog, "new phrase"), "seven77")
    press(dialog, "phrase agree")
    assert "Eight characters" in dialog.problem.text()
    QTest.keyClicks(line(dialog, "new phrase"), "7 and more")
    press(dialog, "phrase agree")
    assert "not the same" in dialog.problem.text()
    press(dialog, "phrase cancel")
    assert not dialog.isVisible()
    assert line(dialog, "new phrase").text() == ""
    assert digest(path) == before


def test_opening_asks_tells_a_wrong_one_and_changes_nothing(window: MainWindow, encrypted: Path) -> None:
    before = digest(encrypted)
    window.open_path(encrypted)
    assert window.document is None
    dialog = unlock(window, "another one")
    assert dialog.isVisible()
    assert dialog.problem.text() == WRONG
    assert digest(encrypted) == before
    unlock(window, PHRASE)
    assert not dialog.isVisible()
    assert is_open(window, encrypted)
    assert dialog.line.text() == ""


def test_who_would_rather_not_keeps_what_was_open(
    window: MainWindow, encrypted: Path, tmp_path: Path, filled: Path, press: Press
) -> None:
    other = tmp_path / "other.pmo"
    other.write_bytes(filled.read_bytes())
    window.open_path(other)
    window.open_path(encrypted)
    press(shown(window, UnlockDialog), "unlock cancel")
    assert is_open(window, other)
    assert window.settings.recent == [str(other)]


def test_what_is_typed_is_hidden_until_the_eye_is_pressed(window: MainWindow, encrypted: Path, qtbot: QtBot) -> None:
    window.open_path(encrypted)
    dialog = shown(window, UnlockDialog)
    assert isinstance(dialog, UnlockDialog)
    assert dialog.line.echoMode() is QLineEdit.EchoMode.Password
    dialog.activateWindow()
    qtbot.waitUntil(dialog.line.hasFocus)
    QTest.keyClick(dialog.line, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: dialog.line.echoMode() is QLineEdit.EchoMode.Normal)


def test_a_dropped_one_and_a_recent_one_ask_as_well(window: MainWindow, encrypted: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(encrypted))])
    at, buttons, keys = QPointF(window.rect().center()), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))
    unlock(window, PHRASE)
    assert is_open(window, encrypted)
    window.close_document()
    window.welcome.open_asked.emit(str(encrypted))
    unlock(window, PHRASE)
    assert is_open(window, encrypted)


def test_it_is_changed_only_by_who_knows_the_present_one(
    window: MainWindow, encrypted: Path, secret: Secret, qtbot: QtBot, press: Press
) -> None:
    window.open_path(encrypted, secret)
    before = digest(encrypted)
    dialog = asked(window)
    for name in ("new phrase", "new phrase again"):
        QTest.keyClicks(line(dialog, name), "five other words they know")
    QTest.keyClicks(line(dialog, "old phrase"), "not this one")
    press(dialog, "phrase agree")
    assert dialog.problem.text() == "The present pass-phrase is wrong."
    assert digest(encrypted) == before
    line(dialog, "old phrase").selectAll()
    QTest.keyClicks(line(dialog, "old phrase"), PHRASE)
    press(dialog, "phrase agree")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.close_document()
    window.open_path(encrypted)
    assert unlock(window, PHRASE).isVisible()
    unlock(window, "five other words they know")
    assert is_open(window, encrypted)


def test_it_is_taken_away(window: MainWindow, encrypted: Path, secret: Secret, qtbot: QtBot, press: Press) -> None:
    window.open_path(encrypted, secret)
    dialog = asked(window)
    press(dialog, "phrase remove")
    assert dialog.problem.text() == "The pass-phrase is empty. Type one."
    QTest.keyClicks(line(dialog, "old phrase"), PHRASE)
    press(dialog, "phrase remove")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert is_open(window, encrypted)
    assert not is_encrypted(encrypted)


def test_what_cannot_be_written_is_told_and_the_workspace_is_open_again(
    window: MainWindow, encrypted: Path, secret: Secret, qtbot: QtBot, press: Press
) -> None:
    window.open_path(encrypted, secret)
    assert window.document is not None
    raw = window.document.workspace._raw
    window.document.do("Add", lambda session: registers.add(session, PROJECTS, {"name": "Crane"}))
    raw.execute("DROP TRIGGER journal_project_UPDATE")
    raw.execute("UPDATE project SET name = 'Other'")
    dialog = asked(window)
    QTest.keyClicks(line(dialog, "old phrase"), PHRASE)
    press(dialog, "phrase remove")
    qtbot.waitUntil(lambda: bool(dialog.problem.text()))
    assert "not sound" in dialog.problem.text()
    assert is_open(window, encrypted)
    assert is_encrypted(encrypted)


def test_a_new_workspace_is_encrypted_from_the_start(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press: Press
) -> None:
    target = tmp_path / "new.pmo"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window.registered["file.new"].trigger()
    (dialog,) = window.findChildren(QDialog, "new workspace")
    press(dialog, "encrypted")
    press(dialog, "new agree")
    assert dialog.isVisible()
    for name in ("new phrase", "new phrase again"):
        QTest.keyClicks(line(dialog, name), PHRASE)
    press(dialog, "new agree")
    assert is_open(window, target)
    assert is_encrypted(target)
    assert line(dialog, "new phrase").text() == ""


def test_a_backup_leads_back_without_asking_again(
    window: MainWindow, encrypted: Path, secret: Secret, press: Press
) -> None:
    window.open_path(encrypted, secret)
    assert window.document is not None
    backups.take(window.document.workspace, backups.BY_HAND)
    window.document.do("Add", lambda session: registers.add(session, PROJECTS, {"name": "Crane"}))
    window.registered["file.backups"].trigger()
    press(shown(window, BackupsDialog), "restore")
    assert is_open(window, encrypted)
    with window.document.reading() as session:
        assert session.query(Project).count() == 4
    assert is_encrypted(encrypted)


def test_a_backup_with_another_pass_phrase_asks_for_it(
    window: MainWindow, encrypted: Path, secret: Secret, press: Press
) -> None:
    window.open_path(encrypted, secret)
    assert window.document is not None
    backups.take(window.document.workspace, backups.BY_HAND)
    window.close_document()
    (kept,) = backups.kept(encrypted)
    change_secret(kept.path, secret, fresh_secret("as it was before"))
    window.open_path(encrypted, secret)
    window.registered["file.backups"].trigger()
    dialog = shown(window, BackupsDialog)
    press(dialog, "restore")
    unlock(dialog, "as it was before")
    assert is_open(window, encrypted)
    assert "Restored" in window.messages.sentence.text()
    assert window.document is not None
    assert window.document.workspace.secret == secret


def test_one_that_no_pass_phrase_opens_leads_to_its_backups(
    window: MainWindow, encrypted: Path, secret: Secret, press: Press
) -> None:
    workspace = open_workspace(encrypted, secret)
    backups.take(workspace, backups.BY_HAND)
    workspace.close()
    encrypted.write_bytes(b"\1" * 8192)
    window.open_path(encrypted)
    press(unlock(window, PHRASE), "unlock instead")
    dialog = shown(window, BackupsDialog)
    press(dialog, "restore")
    unlock(dialog, PHRASE)
    assert is_open(window, encrypted)


def test_an_encrypted_copy_is_merged_with_the_pass_phrase_of_this_one(
    window: MainWindow, encrypted: Path, secret: Secret, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "elsewhere.pmo"
    other.write_bytes(encrypted.read_bytes())
    changed = open_workspace(other, secret)
    changed.do("Add", lambda session: registers.add(session, PROJECTS, {"name": "Crane"}))
    changed.close()
    window.open_path(encrypted, secret)
    window.show_page("merge")
    page = window.stack.currentWidget()
    assert isinstance(page, MergePage)
    page.compare_with(other)
    qtbot.waitUntil(lambda: page.found is not None)
    page.take()
    assert window.document is not None
    with window.document.reading() as session:
        assert session.query(Project).count() == 5
