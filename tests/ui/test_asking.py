from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pmo_desktop.resources import resource
from pmo_desktop.services.settings import settings_of
from pmo_desktop.ui import asking, period_dialog
from pmo_desktop.ui.importing.page import ImportPage
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.pages import PAGES
from pmo_desktop.ui.period_dialog import PeriodDialog
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme

GMPP = resource("sample", "gmpp")


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings(), theme, Jobs(), [spec for spec in PAGES if spec.key == "import"])
    made.show()
    made.furnish()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


def press(parent: QDialog, name: str) -> None:
    QTest.mouseClick(parent.findChildren(QPushButton, name)[0], Qt.MouseButton.LeftButton)


def choose(monkeypatch: pytest.MonkeyPatch, kind: str, path: Path | str) -> None:
    """Answer the system's own file dialog, which no test can press."""
    monkeypatch.setattr(QFileDialog, kind, staticmethod(lambda *_args, **_kept: (str(path), "")))


def test_a_new_workspace_is_named_kept_and_opened(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "Delivery office")
    window.registered["file.new"].trigger()
    dialog = window.findChild(QDialog, "new workspace")
    assert dialog is not None
    for name, words in (("organisation", "Meridian"), ("office", "Delivery office")):
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        field.setText(words)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.document is not None
    assert window.document.path == tmp_path / "Delivery office.pmo"
    assert window.rail.workspace.accessibleName() == "Meridian, Delivery office"
    assert window.rail.period.accessibleName() == "No period yet, Open the first one"


def test_a_file_that_is_there_already_is_not_overwritten(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    choose(monkeypatch, "getSaveFileName", path)
    asking.ask_new(window)
    dialog = window.findChild(QDialog, "new workspace")
    assert dialog is not None
    press(dialog, "new agree")
    assert "exists already" in window.messages.sentence.text()
    assert path.read_bytes() == before


def test_a_workspace_is_opened_from_the_file_dialog(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getOpenFileName", path)
    window.registered["file.open"].trigger()
    assert window.document is not None
    window.close_document()
    choose(monkeypatch, "getOpenFileName", "")
    window.registered["file.open"].trigger()
    assert window.document is None


def test_a_missing_workspace_is_found_and_its_old_place_forgotten(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.settings.recent = ["/gone/meridian.pmo"]
    window.welcome.show_recent()
    choose(monkeypatch, "getOpenFileName", path)
    find = [found for found in window.welcome.findChildren(QPushButton) if found.text() == "Find"]
    QTest.mouseClick(find[0], Qt.MouseButton.LeftButton)
    assert window.settings.recent == [str(path)]


def test_a_restore_point_is_named(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", staticmethod(lambda *_args: (" Before the board ", True)))
    asking.ask_mark(window)
    window.open_path(path)
    window.registered["file.mark"].trigger()
    assert window.document is not None
    assert window.document.history(1)[0].title == "Before the board"


def test_importing_without_a_workspace_makes_one_and_leads_to_the_import(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "government.pmo")
    asking.ask_import(window, str(next(GMPP.rglob("uk_2021.csv"))))
    assert window.document is not None
    assert window.document.path == tmp_path / "government.pmo"
    page = window.stack.currentWidget()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(page.go_button.isEnabled, timeout=30_000)


def test_the_next_period_is_proposed_and_opened(window: MainWindow, path: Path) -> None:
    window.open_path(path)
    period_dialog.ask_period(window)
    dialog = window.findChild(PeriodDialog)
    assert dialog is not None
    assert [str(value) for value in dialog.form.values().values()] == [
        "December 2026",
        "2026-12-01",
        "2026-12-31",
        "2026-12-31",
        "None",
    ]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.rail.period.accessibleName() == "December 2026, Open · cut-off 31 Dec"


def test_the_sample_is_written_behind_the_window_and_opened(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(asking, "sample_path", lambda: tmp_path / "sample.pmo")
    with qtbot.waitSignal(window.opened, timeout=60_000):
        QTest.mouseClick(window.welcome.findChildren(QPushButton, "door sample")[0], Qt.MouseButton.LeftButton)
    assert window.document is not None
    with window.document.reading() as session:
        assert settings_of(session).organisation
    assert QApplication.activeModalWidget() is None
