from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange.out.forms import ANSWER, NAME
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.returns.page import ReturnsPage


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[ReturnsPage]:
    made = ReturnsPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1240, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def press(page: ReturnsPage, name: str) -> None:
    QTest.mouseClick(page.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton)


def wait(page: ReturnsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)


def answer(path: Path, **answers: str | float) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for place, row in enumerate(sheet.iter_rows(min_row=8), 8):
        for field, value in answers.items():
            if str(row[NAME].value or "").endswith(f":{field}"):
                sheet.cell(place, ANSWER + 1, value)
    book.save(path)


def test_returns_are_sent_answered_and_accepted_field_by_field(
    page: ReturnsPage, document: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    page.send_to(tmp_path / "out")
    wait(page, qtbot)
    (path,) = (tmp_path / "out").iterdir()
    assert [row.cells[2] for row in page.sent.rows.rows] == ["Sent"]
    answer(path, overall="R", eac=1_000)
    page.read_files([path, tmp_path / "gone.xlsx"])
    wait(page, qtbot)
    assert "gone.xlsx" in page.messages.sentence.text()
    rows = page.answers.listing.rows.rows
    assert len(rows) == 7  # four projects: three ratings that differ, four estimates
    assert {row.cells[5] for row in rows} == {"Take"}
    estimates = [row for row in rows if row.cells[1] == "EAC €"]
    for row in estimates:
        page.answers.listing.show_key(row.key)
        QTest.keyClick(page.answers.listing, Qt.Key.Key_Return)
    assert {row.cells[5] for row in page.answers.listing.rows.rows if row.cells[1] == "EAC €"} == {"Leave"}
    press(page, "accept returns")
    with document.reading() as session:
        assert set(session.scalars(select(StatusReport.overall))) == {Rating.RED}
        assert set(session.scalars(select(StatusReport.state))) == {ReportState.SUBMITTED}
        assert 1_000_00 not in set(session.scalars(select(Project.eac)))
    assert [row.cells[2] for row in page.sent.rows.rows] == ["Received"]
    assert not page.answers.isVisible()
    document.undo()
    with document.reading() as session:
        assert set(session.scalars(select(StatusReport.overall))) != {Rating.RED}


def test_what_was_read_can_be_forgotten(page: ReturnsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.send_to(tmp_path)
    wait(page, qtbot)
    page.read_files([next(tmp_path.glob("*.xlsx"))])
    wait(page, qtbot)
    press(page, "forget returns")
    assert page.returned == {}
    assert not page.answers.isVisible()
