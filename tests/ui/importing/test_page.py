from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pmo_desktop.domain.project import Project
from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.resources import resource
from pmo_desktop.services import periods
from pmo_desktop.services.registers import keys, remove
from pmo_desktop.services.registry import PROJECTS, register_named
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


def test_the_amounts_of_a_column_are_said_to_be_in_millions(
    page: ImportPage, listed: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)
    page.columns.show_key(2)
    page.columns.setFocus()
    QTest.keyClick(page.columns, Qt.Key.Key_Return)
    dialog = page.findChild(FieldDialog)
    assert isinstance(dialog, FieldDialog)
    assert dialog.units.isVisible()
    assert dialog.units.value() == "thousand"
    dialog.fields.show_value("summary")
    assert not dialog.units.isVisible()
    dialog.fields.show_value("eac")
    dialog.units.show_value("million")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)
    assert lines(page)[2][2:4] == ("2,800.0, 120.0, 6.0", "EAC, M€")
    press(page, "import agree")
    with document.workspace.reading() as session:
        assert session.scalars(select(Project.eac).where(Project.name == "Harbour")).one() == 120_000_000_00


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


@pytest.fixture
def raid(tmp_path: Path) -> Path:
    path = tmp_path / "raid.xlsx"
    with xlsxwriter.Workbook(path) as book:
        risks = book.add_worksheet("Risks")
        risks.write_row(0, 0, ["Risk", "Project", "Probability", "Impact", "Raised", "Category"])
        risks.write_row(1, 0, ["Steel is late", "Mobile Payments", "High", 5, "03/04/2026", "Supply"])
        risks.write_row(2, 0, ["Strike", "Harbour", "often", 2, "04/05/2026", "People"])
        milestones = book.add_worksheet("Milestones")
        milestones.write_row(0, 0, ["Milestone", "Project", "Baseline", "Forecast"])
        milestones.write_row(1, 0, ["Opening", "", "2026-05-01", "2026-06-01"])
        counts = book.add_worksheet("Summary")
        counts.write_row(0, 0, ["Status", "Count"])
        counts.write_row(1, 0, ["Open", 5])
    return path


def wait(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)


def test_a_workbook_of_several_registers_is_one_import(
    page: ImportPage, raid: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, raid, qtbot)
    assert [page.sheet.itemText(row) for row in range(page.sheet.count())] == [
        "Risks: risks, 2", "Milestones: milestones, 1", "Summary: left out",
    ]  # fmt: skip
    assert [count(page, name) for name in ("created", "rejected")] == ["2", "1"]
    assert page.target.value() == "risk"
    assert [row.cells[0] for row in page.left_out.rows.rows] == ["Summary"]
    page.sheet.setCurrentIndex(1)
    page.sheet.committed.emit()
    assert lines(page)[0][3] == "Milestone"
    assert page.problems.rows.rows[0].cells[0] == "row 2"
    page.project.setText("P-002")
    page.project.editingFinished.emit()
    wait(page, qtbot)
    assert [count(page, name) for name in ("created", "rejected")] == ["3", "0"]
    press(page, "import agree")
    with document.reading() as session:
        assert len(keys(session, register_named("risk"))) == 2
        assert len(keys(session, register_named("milestone"))) == 1
        assert len(keys(session, PROJECTS)) == 5
    document.undo()
    with document.reading() as session:
        assert keys(session, register_named("risk")) == []


def test_the_order_of_day_and_month_is_asked_and_learnt(page: ImportPage, raid: Path, qtbot: QtBot) -> None:
    read(page, raid, qtbot)
    assert lines(page)[4][4] == "day or month first?"
    press(page.pane, "month first 4")
    wait(page, qtbot)
    assert lines(page)[4][2].startswith("4 Mar 2026")
    press(page, "import agree")
    read(page, raid, qtbot)
    assert lines(page)[4][2].startswith("4 Mar 2026")
    assert [count(page, name) for name in ("created", "updated", "unchanged")] == ["0", "0", "2"]


def test_a_field_that_was_chosen_is_learnt_for_the_same_headers(page: ImportPage, raid: Path, qtbot: QtBot) -> None:
    read(page, raid, qtbot)
    page._take_field(5, "cause")
    wait(page, qtbot)
    assert lines(page)[5][3:] == ("Cause", "", "Chosen")
    press(page, "import agree")
    read(page, raid, qtbot)
    assert lines(page)[5][3:] == ("Cause", "", "Learned")


def test_a_table_is_taken_for_another_register_or_left_out(page: ImportPage, raid: Path, qtbot: QtBot) -> None:
    read(page, raid, qtbot)
    page.target.show_value("issue")
    page.target.committed.emit()
    wait(page, qtbot)
    assert page.sheet.itemText(0) == "Risks: issues, 2"
    page.target.show_value(None)
    page.target.committed.emit()
    wait(page, qtbot)
    assert [row.cells[0] for row in page.left_out.rows.rows] == ["Risks", "Summary"]


def test_all_or_nothing_refuses_in_a_sentence(page: ImportPage, raid: Path, qtbot: QtBot) -> None:
    read(page, raid, qtbot)
    page.whole.setChecked(True)
    wait(page, qtbot)
    assert "nothing was" in page.messages.sentence.text()
    assert not page.go_button.isEnabled()


def test_what_is_not_taken_is_saved_as_a_workbook(
    page: ImportPage, raid: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(page, raid, qtbot)
    out = tmp_path / "rejects.xlsx"
    answer: Callable[..., tuple[str, str]] = lambda *_args: (str(out), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
    with qtbot.waitSignal(page.news):
        press(page, "save rejects")
    sheets = {sheet.name: sheet.rows for sheet in read_sheets(out)}
    assert sheets["Milestones"][1][0] == "Opening"
    assert "often" in [row[4] for row in sheets["Cells not read"]]
