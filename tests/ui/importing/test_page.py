from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.resources import resource
from pmo_desktop.services import periods
from pmo_desktop.services.registers import keys, remove
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.importing.field_dialog import FieldDialog
from pmo_desktop.ui.importing.page import ImportPage
from pmo_desktop.ui.jobs import Jobs

GMPP = resource("sample", "gmpp")
LIST = """Project name,Budget (k€),EAC (k€),Weather,Guess
Mobile Payments,2400,2800,R,1
Harbour,soon,120,A,2
,5,6,G,3
"""


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[ImportPage]:
    made = ImportPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1240, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def press(parent: QWidget, name: str) -> None:
    QTest.mouseClick(parent.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton)


def read(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    page.show_record(str(path))
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)


def count(page: ImportPage, name: str) -> str:
    found = page.pane.findChild(QLabel, f"count {name}")
    assert isinstance(found, QLabel)
    return found.text()


def lines(page: ImportPage) -> list[tuple[str, ...]]:
    return [row.cells for row in page.columns.rows.rows]


def test_nothing_is_shown_before_a_file_is_chosen(page: ImportPage) -> None:
    assert not page.go_button.isVisible()
    assert count(page, "created") == "—"


def test_the_dry_run_tells_what_would_happen_and_writes_nothing(
    page: ImportPage, listed: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)
    assert [count(page, name) for name in ("updated", "created", "unchanged", "rejected")] == ["1", "1", "0", "1"]
    assert document.undo_title() == "Fill"
    assert page.period.text() == "November 2026"
    found = page.findChild(QLabel, "page subtitle")
    assert isinstance(found, QLabel)
    assert found.text().startswith("list.csv, header in row 1, ")
    assert found.text().endswith("comma, EUR")


def test_each_column_shows_samples_field_problem_and_match(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    assert lines(page)[0][:5] == ("A", "Project name", "Mobile Payments, Harbour", "Project", "")
    assert lines(page)[1][3:5] == ("BAC, k€", "1 not read")
    assert lines(page)[4] == ("E", "Guess", "1, 2, 3", "Kept as text", "", "None")
    page.tabs.setCurrentIndex(1)
    assert page.problems.isVisible()
    assert [row.cells[0] for row in page.problems.rows.rows] == ["row 4", "B3"]
    assert page.problems.rows.rows[1].cells[1:3] == ("Budget (k€)", "soon")


def test_importing_is_one_change_that_undo_takes_back(
    page: ImportPage, listed: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)
    with qtbot.waitSignal(page.go) as led:
        press(page, "import agree")
    assert led.args == ["register", None]
    with document.reading() as session:
        assert len(keys(session, PROJECTS)) == 5
    assert document.undo_title() == "Import list.csv"
    document.undo()
    with document.reading() as session:
        assert len(keys(session, PROJECTS)) == 4
    assert not page.go_button.isVisible()


def test_a_column_is_given_another_field(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    page.columns.show_key(4)
    page.columns.setFocus()
    QTest.keyClick(page.columns, Qt.Key.Key_Return)
    dialog = page.findChild(FieldDialog)
    assert isinstance(dialog, FieldDialog)
    dialog.fields.show_value("category")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)
    assert lines(page)[4][3:] == ("Category", "", "Chosen")


def test_another_period_is_tried_out_at_once(page: ImportPage, listed: Path, document: Document, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    page.period.setText("2025")
    page.period.editingFinished.emit()
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)
    press(page, "import agree")
    with document.reading() as session:
        assert [period.name for period in periods.periods(session)] == ["2025", "November 2026"]


def test_a_period_without_a_year_is_refused_in_a_sentence(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    page.period.setText("Soon")
    page.period.editingFinished.emit()
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)
    assert "Soon" in page.messages.sentence.text()
    assert not page.go_button.isEnabled()


def test_a_file_that_is_no_register_is_refused_in_a_sentence(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    read(page, empty, qtbot)
    assert "empty.csv" in page.messages.sentence.text()
    assert not page.go_button.isVisible()


def test_a_government_register_is_read_whole_once_its_currency_fits(
    page: ImportPage, document: Document, qtbot: QtBot
) -> None:
    path = next(Path(str(GMPP)).rglob("uk_2021.csv"))
    read(page, path, qtbot)
    assert "GBP" in page.messages.sentence.text()
    assert not page.go_button.isEnabled()
    document.do("Empty", lambda session: remove(session, PROJECTS, keys(session, PROJECTS)))
    qtbot.waitUntil(page.go_button.isEnabled, timeout=30_000)
    assert count(page, "created") == "184"
    assert page.messages.isHidden()


def test_cancel_forgets_the_file(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    with qtbot.waitSignal(page.go):
        press(page, "import cancel")
    assert not page.go_button.isVisible()


def test_the_file_dialog_leads_to_the_dry_run(
    page: ImportPage, listed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer: Callable[..., tuple[str, str]] = lambda *_args: (str(listed), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(answer))
    press(page, "empty action")
    qtbot.waitUntil(page.go_button.isEnabled, timeout=30_000)
    assert count(page, "created") == "1"
