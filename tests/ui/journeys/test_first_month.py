"""The first month of a PMO head: from a blank workspace to an approved charter with all that belongs to it."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.charter import Charter, CharterObjective, Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.responsibility import Activity
from pmo_desktop.domain.service import Service
from pmo_desktop.domain.stakeholder import Stakeholder
from pmo_desktop.services.insights.charter import newest_charter, offices
from pmo_desktop.services.workspaces import create
from pmo_desktop.ui.charter.exporting import made
from pmo_desktop.ui.charter.page import CharterPage
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.saving import write
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.form import Form

Press = Callable[[QWidget, str], None]
TEXTS = {section: f"What we mean by {section.label.lower()}, in a sentence." for section in Section}


@pytest.fixture
def window(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on a workspace in which nothing was done yet."""
    kept, theme.settings = theme.settings, Settings(theme="light")
    shown = MainWindow(theme.settings, theme, Jobs())
    shown.resize(1440, 900)
    shown.show()
    shown.furnish()
    blank = create(tmp_path / "blank.pmo", organisation="Harbour Trust", currency="EUR", office="Harbour PMO")
    shown.take(lambda: Document(blank, theme.settings))
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    shown.close()
    theme.settings = kept


def document(window: MainWindow) -> Document:
    assert window.document is not None
    return window.document


def page(window: MainWindow, key: str) -> QWidget:
    window.show_page(key)
    QApplication.processEvents()
    found = window.stack.currentWidget()
    assert found is not None
    return found


def count(window: MainWindow, entity: type[Base]) -> int:
    with document(window).reading() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


def seen(parent: QWidget, name: str) -> QAbstractButton:
    QApplication.processEvents()
    return next(each for each in parent.findChildren(QAbstractButton, name) if each.isVisible())


def asked(window: MainWindow) -> QDialog:
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


# The steps, each by what a user presses and types -------------------------------------------------------------------


def write_charter(window: MainWindow) -> None:
    shown = page(window, "charter")
    assert isinstance(shown, CharterPage)
    seen(shown, "empty action").click()
    QApplication.processEvents()
    for section, words in TEXTS.items():
        text = shown.paper.blocks[section].text
        text.setFocus()
        QTest.keyClicks(text, words)
        QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seen(shown, "add objective").click()


def begin(window: MainWindow, key: str) -> None:
    """Take the one action that an empty page offers."""
    seen(page(window, key), "empty action").click()


def begin_plan(window: MainWindow) -> None:
    begin(window, "deployment")
    dialog = asked(window)
    form = dialog.findChild(Form)
    assert isinstance(form, Form)
    form.editor("start_on").show_value(date(2026, 9, 7))
    seen(dialog, "ask take").click()


def approve(window: MainWindow) -> None:
    shown = page(window, "charter")
    for who, words in (("A. Bell", "Sent to all directors."), ("C. Dunn", "For two years.")):
        seen(shown, "main step").click()
        dialog = asked(window)
        form = dialog.findChild(Form)
        assert isinstance(form, Form)
        for name, value in (("by", who), ("comment", words)):
            form.editor(name).setFocus()
            QTest.keyClicks(form.editor(name), value)
        seen(dialog, "step take").click()


def state(window: MainWindow) -> CharterState | None:
    with document(window).reading() as session:
        return session.scalars(select(Charter.state)).one_or_none()


STEPS = (
    (write_charter, Charter, 1),
    (lambda window: begin(window, "responsibilities"), Activity, 15),
    (lambda window: begin(window, "services"), Service, 8),
    (lambda window: begin(window, "governance"), GovernanceBody, 4),
    (lambda window: begin(window, "stakeholders"), Stakeholder, 7),
    (begin_plan, DeploymentActivity, 23),
)


def test_a_blank_workspace_becomes_an_approved_charter_that_is_exported_and_taken_back(
    window: MainWindow, tmp_path: Path
) -> None:
    for step, entity, expected in STEPS:
        step(window)
        assert count(window, entity) == expected, entity.__tablename__
    approve(window)
    assert state(window) is CharterState.APPROVED
    _look_at_exports(window, tmp_path)
    steps = 0
    while document(window).undo_title() and steps < 60:
        document(window).undo()
        steps += 1
    assert [count(window, entity) for _, entity, _ in STEPS] == [0] * len(STEPS)
    assert count(window, CharterObjective) == 0
    for _ in range(steps):
        document(window).redo()
    assert state(window) is CharterState.APPROVED
    assert [count(window, entity) for _, entity, _ in STEPS] == [expected for _, _, expected in STEPS]


def _look_at_exports(window: MainWindow, folder: Path) -> None:
    shown = page(window, "charter")
    assert isinstance(shown, CharterPage)
    with document(window).reading() as session:
        found = newest_charter(session, offices(session)[0][0])
    assert found is not None
    for kind in ("pdf", "docx"):
        write(shown, folder / f"charter.{kind}", lambda: made(document(window).workspace, found.key, kind))  # noqa: B023
    pages = [each.extract_text() for each in PdfReader(folder / "charter.pdf").pages]
    text = "\n".join(pages)
    for words in (*TEXTS.values(), "C. Dunn", "Coaching of project managers", "Executive board"):
        assert words in text, words
    assert "DRAFT" not in text
    written = docx.Document(BytesIO((folder / "charter.docx").read_bytes()))
    assert {TEXTS[Section.PURPOSE], "Responsibility matrix"} <= {line.text for line in written.paragraphs}
    assert any(table.cell(0, 1).text == "PMO" and len(table.rows) == 19 for table in written.tables)
