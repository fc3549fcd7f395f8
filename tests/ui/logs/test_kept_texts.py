from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from pmo_desktop.domain.kept_text import LogText
from pmo_desktop.domain.risk import Risk
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.logs.pane import RecordPane
from pmo_desktop.ui.values import Money


def test_texts_that_came_with_an_imported_row_stand_below_its_fields(document: Document, qtbot: QtBot) -> None:
    def fill(session: Session) -> tuple[int, int]:
        imported, own = Risk(title="Late"), Risk(title="Dear")
        session.add_all([imported, own])
        session.flush()
        session.add(LogText(log="risk", row_key=imported.key, header="Score", text="20", reason="not a date"))
        return imported.key, own.key

    keys = document.do("Fill", fill)
    assert keys is not None
    pane = RecordPane(document, register_named("risk"), Money("EUR"))
    qtbot.addWidget(pane)
    pane.show_record(keys[0])
    kept = pane.findChild(QLabel, "kept texts")
    assert isinstance(kept, QLabel)
    assert kept.text() == "From the imported file\nScore: 20 (not a date)"
    pane.show_record(keys[1])
    assert kept.isHidden()
