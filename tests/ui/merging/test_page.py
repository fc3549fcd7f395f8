import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Stage
from pmo_desktop.domain.project import Programme, Project
from pmo_desktop.services.workspaces import create, open_workspace
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.merging.page import MergePage


@pytest.fixture
def other(filled: Path, tmp_path: Path) -> Path:
    path = Path(shutil.copy(filled, tmp_path / "other.pmo"))
    workspace = open_workspace(path)

    def command(session: Session) -> None:
        for project in session.scalars(select(Project)):
            project.sponsor = "There"
        session.add(Project(name="New there"))

    workspace.do("Edit", command)
    workspace.close()
    return path


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[MergePage]:
    made = MergePage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1240, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def press(page: MergePage, name: str) -> None:
    QTest.mouseClick(page.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton)


def wait(page: MergePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)


def test_a_copy_is_merged_as_one_change_and_contested_fields_are_chosen(
    page: MergePage, document: Document, other: Path, qtbot: QtBot
) -> None:
    def here(session: Session) -> None:
        for project in session.scalars(select(Project).where(Project.reference.in_(("P-001", "P-002")))):
            project.sponsor = "Here"

    document.do("Edit", here)
    page.show_record(str(other))
    wait(page, qtbot)
    rows = page.rows.listing.rows.rows
    assert Counter(row.cells[0] for row in rows) == {"On both sides": 2, "Changed there": 2, "New there": 1}
    assert rows[0].cells[3:] == ("SRO", "Here", "There", "Here")
    page.rows.listing.show_key(rows[0].key)
    QTest.keyClick(page.rows.listing, Qt.Key.Key_Return)
    assert page.rows.listing.rows.rows[0].cells[6] == "There"
    press(page, "merge agree")
    with document.reading() as session:
        sponsors = sorted(session.scalars(select(Project.sponsor)))
    assert sponsors == ["", "Here", "There", "There", "There"]
    assert document.undo_title() == "Merge other.pmo"
    assert not page.go_button.isEnabled()
    document.undo()
    with document.reading() as session:
        assert sorted(session.scalars(select(Project.sponsor))) == ["", "", "Here", "Here"]


def test_a_workspace_that_is_no_copy_is_refused_in_a_sentence(page: MergePage, tmp_path: Path, qtbot: QtBot) -> None:
    create(tmp_path / "strange.pmo").close()
    page.compare_with(tmp_path / "strange.pmo")
    wait(page, qtbot)
    assert "no copy of this workspace" in page.messages.sentence.text()
    assert not page.go_button.isEnabled()


def test_what_differs_is_told_in_words_and_in_full_below(
    page: MergePage, document: Document, filled: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = Path(shutil.copy(filled, tmp_path / "words.pmo"))
    workspace = open_workspace(path)
    long = "Said there. " * 30

    def command(session: Session) -> None:
        programme = Programme(name="Rail")
        session.add(programme)
        session.flush()
        project = session.scalars(select(Project).where(Project.reference == "P-001")).one()
        project.programme_key, project.bac, project.stage = programme.key, 1_234_50, Stage.BENEFITS
        project.forecast_finish_on, project.description = date(2027, 3, 1), long

    workspace.do("Edit", command)
    workspace.close()
    page.show_record(path)
    wait(page, qtbot)
    rows = {row.cells[3]: row for row in page.rows.listing.rows.rows if row.cells[0] == "Changed there"}
    assert {name: rows[name].cells[5] for name in ("Programme", "BAC", "Stage", "Finish")} == {
        "Programme": "Rail", "BAC": "1,234.5 EUR", "Stage": "Benefits", "Finish": "1 Mar 2027",
    }  # fmt: skip
    page.rows.listing.show_key(rows["Description"].key)
    shown = [each.text() for each in page.rows.findChildren(QLabel) if each.isVisible()]
    assert long.strip() in shown
    press(page, "merge agree")
    with document.reading() as session:
        assert session.scalars(select(Project.bac).where(Project.reference == "P-001")).one() == 1_234_50
