from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.pages import PAGES
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme


@pytest.fixture
def window(theme: Theme, path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings(), theme, Jobs(), [spec for spec in PAGES if spec.key == "import"])
    made.show()
    made.furnish()
    qtbot.waitExposed(made)
    made.open_path(path)
    qtbot.waitUntil(lambda: made.document is not None, timeout=30_000)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize(("name", "kind"), [("out.xlsx", ""), ("out", "Milestones, as a calendar (*.ics)")])
def test_the_register_is_exported_as_what_was_chosen(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args: (str(tmp_path / name), kind)))
    window.registered["file.export"].trigger()
    out = tmp_path / ("out.ics" if kind else "out.xlsx")
    qtbot.waitUntil(lambda: "Written" in window.messages.sentence.text(), timeout=30_000)
    if kind:
        assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")
    else:
        assert read_sheets(out)[0].rows[1][0] == "Customer Portal Renewal"
