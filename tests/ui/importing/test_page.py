from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Stage
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange.tables import read_sheets
from pmo_desktop.resources import resource
from pmo_desktop.services import periods
from pmo_desktop.services.registers import keys, remove
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.importing.columns import FIELD, UNIT
from pmo_desktop.ui.importing.page import ImportPage
from pmo_desktop.ui.importing.words_dialog import WordsDialog
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.widgets.pick_popup import PickPopup

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
    return [row.cells for row in page.contents.columns.rows.rows]


def test_nothing_is_shown_before_a_file_is_chosen(page: ImportPage) -> None:
    assert not page.go_button.isVisible()
    assert count(page, "created") == "—"


def test_the_dry_run_tells_what_would_happen_and_writes_nothing(
    page: ImportPage, listed: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)
    assert [count(page, name) for name in ("updated", "created", "unchanged", "rejected")] == ["1", "1", "0", "1"]
    assert document.undo_title() == "Fill"
    assert page.choice.period.text() == "November 2026"
    found = page.findChild(QLabel, "page subtitle")
    assert isinstance(found, QLabel)
    assert found.text().startswith("list.csv, header in row 1, ")
    assert found.text().endswith("comma, EUR")


def test_each_column_shows_samples_field_problem_and_match(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    assert lines(page)[0][:5] == ("A", "Project name", "Mobile Payments, Harbour", "Project", "")
    assert lines(page)[1][3:] == ("BAC", "k€", "Exact", "1 not read")
    assert lines(page)[4] == ("E", "Guess", "1, 2, 3", "Kept as text", "", "None", "")
    page.contents.tabs.setCurrentIndex(1)
    assert page.contents.problems.isVisible()
    assert [row.cells[0] for row in page.contents.problems.rows.rows] == ["row 4", "B3"]
    assert page.contents.problems.rows.rows[1].cells[1:3] == ("Budget (k€)", "soon")


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


def pick(page: ImportPage, index: int, place: int, typed: str, qtbot: QtBot) -> None:
    """Pick by keyboard alone, in the row itself: move there, type, and take what is found."""
    listing = page.contents.columns
    listing.show_key(index)
    listing.setFocus()
    for _ in range(place):
        QTest.keyClick(listing, Qt.Key.Key_Right)
    QTest.keyClick(listing, Qt.Key.Key_F2)
    popup = page.findChildren(PickPopup)[-1]
    QTest.keyClicks(popup.search, typed)
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    wait(page, qtbot)


def test_a_column_is_given_another_field_in_its_row(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    pick(page, 4, FIELD, "catego", qtbot)
    assert lines(page)[4][3:] == ("Category", "", "Chosen", "")


def test_a_letter_on_a_row_searches_the_fields_and_escape_leaves_it(
    page: ImportPage, listed: Path, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)
    listing = page.contents.columns
    listing.show_key(4)
    listing.setFocus()
    QTest.keyClick(listing, Qt.Key.Key_S)
    popup = page.findChildren(PickPopup)[-1]
    assert popup.search.text() == "s"
    QTest.keyClicks(popup.search, "ro")
    item = popup.list.currentItem()
    assert item is not None
    assert item.text() == "SRO"
    popup.search.setText("météo")
    item = popup.list.currentItem()
    assert item is not None
    assert item.text().startswith("Reported rating")
    QTest.keyClick(popup.search, Qt.Key.Key_Escape)  # empties the search
    QTest.keyClick(popup.search, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert lines(page)[4][3] == "Kept as text"


def test_a_click_on_the_field_opens_what_it_can_be(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    listing = page.contents.columns
    place = listing.visualRect(listing.rows.index(4, FIELD)).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    popup = page.findChildren(PickPopup)[-1]
    names = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert names[0] == "Keep as text"
    assert "Project, now column A" in names
    row = names.index("Project, now column A")
    popup.list.scrollToItem(popup.list.item(row))
    at = popup.list.visualItemRect(popup.list.item(row)).center()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    wait(page, qtbot)
    assert [line[3] for line in lines(page)][::4] == ["Kept as text", "Project"]


def test_the_amounts_of_a_column_are_said_to_be_in_millions_and_that_is_learnt(
    page: ImportPage, listed: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)
    assert page.contents.columns.rows.rows[4].picks == {FIELD}
    pick(page, 2, UNIT, "millions", qtbot)
    assert lines(page)[2][2:6] == ("2,800.0, 120.0, 6.0", "EAC", "M€", "Chosen")
    press(page, "import agree")
    with document.workspace.reading() as session:
        assert session.scalars(select(Project.eac).where(Project.name == "Harbour")).one() == 120_000_000_00
    read(page, listed, qtbot)
    assert lines(page)[2][3:6] == ("EAC", "M€", "Learned")
    assert [count(page, name) for name in ("created", "updated")] == ["0", "0"]


PHASES = """Intitulé;Phase;Météo
Portail;Cadrage;Soleil
Réseau;Bilan;plutôt bon
Quai;bilan;plutôt bon
"""


def test_words_that_are_not_known_are_mapped_tried_out_and_learnt(
    page: ImportPage, tmp_path: Path, document: Document, qtbot: QtBot
) -> None:
    path = tmp_path / "projets.csv"
    path.write_text(PHASES, encoding="utf-8")
    read(page, path, qtbot)
    assert [line[6] for line in lines(page)] == ["", "map 2 words", "map 1 word"]
    press(page.pane, "map words 1")
    dialog = page.findChildren(WordsDialog)[-1]
    assert list(dialog.editors) == ["bilan", "cadrage"]
    dialog.editors["cadrage"].show_value("define")
    dialog.editors["bilan"].show_value("close")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    wait(page, qtbot)
    assert lines(page)[1][2] == "Define, Close"
    assert lines(page)[1][6] == "words mapped"
    listing = page.contents.columns
    listing.setCurrentIndex(listing.rows.index(2, 6))
    QTest.keyClick(listing, Qt.Key.Key_Space)
    dialog = page.findChildren(WordsDialog)[-1]
    dialog.editors["plutot bon"].show_value("A/G")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    wait(page, qtbot)
    assert page.pane.findChild(QAbstractButton, "map words 2") is None
    press(page, "import agree")
    with document.workspace.reading() as session:
        found = {project.name: project.stage for project in session.scalars(select(Project))}
    assert (found["Portail"], found["Quai"]) == (Stage.DEFINE, Stage.CLOSE)
    path.write_text(PHASES + "Gare;CADRAGE;Plutôt bon\nPort;Neu;Orage\n", encoding="utf-8")
    read(page, path, qtbot)
    assert lines(page)[1][6] == "map 1 word"
    assert [count(page, name) for name in ("created", "unchanged")] == ["2", "3"]


def test_a_sign_that_means_another_dollar_is_explained_once(
    page: ImportPage, tmp_path: Path, document: Document, qtbot: QtBot
) -> None:
    path = tmp_path / "money.csv"
    path.write_text("Project name,Budget\nHarbour,$5\nQuay,$7\n", encoding="utf-8")
    read(page, path, qtbot)
    assert "USD" in page.messages.sentence.text()
    press(page.pane, "amounts are ours")
    wait(page, qtbot)
    assert page.messages.isHidden()
    press(page, "import agree")
    with document.workspace.reading() as session:
        assert session.scalars(select(Project.bac).where(Project.name == "Quay")).one() == 7_00
    read(page, path, qtbot)
    assert page.messages.isHidden()


def test_a_table_in_another_currency_is_left_out_and_the_rest_is_taken(
    page: ImportPage, tmp_path: Path, document: Document, qtbot: QtBot
) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        changes = book.add_worksheet("Changes")
        changes.write_row(0, 0, ["Change request", "Cost impact (¥)", "Status"])
        changes.write_row(1, 0, ["Paint", 2000, "Approved"])
        risks = book.add_worksheet("Risks")
        risks.write_row(0, 0, ["Risk", "Probability", "Impact"])
        risks.write_row(1, 0, ["Strike", 3, 4])
    read(page, tmp_path / "a.xlsx", qtbot)
    assert "JPY" in page.messages.sentence.text()
    press(page.pane, "leave out Changes")
    wait(page, qtbot)
    assert page.messages.isHidden()
    press(page, "import agree")
    with document.reading() as session:
        assert len(keys(session, register_named("risk"))) == 1
        assert keys(session, register_named("change_request")) == []


def test_another_period_is_tried_out_at_once(page: ImportPage, listed: Path, document: Document, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    page.choice.period.setText("2025")
    page.choice.period.editingFinished.emit()
    qtbot.waitUntil(lambda: not page.jobs.is_running(), timeout=30_000)
    press(page, "import agree")
    with document.reading() as session:
        assert [period.name for period in periods.periods(session)] == ["2025", "November 2026"]


def test_a_period_without_a_year_is_refused_in_a_sentence(page: ImportPage, listed: Path, qtbot: QtBot) -> None:
    read(page, listed, qtbot)
    page.choice.period.setText("Soon")
    page.choice.period.editingFinished.emit()
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
    assert [page.choice.sheet.itemText(row) for row in range(page.choice.sheet.count())] == [
        "Risks: risks, 2", "Milestones: milestones, 1", "Summary: left out",
    ]  # fmt: skip
    assert [count(page, name) for name in ("created", "rejected")] == ["2", "1"]
    assert page.choice.target.value() == "risk"
    assert [row.cells[0] for row in page.contents.left_out.rows.rows] == ["Summary"]
    page.choice.sheet.setCurrentIndex(1)
    page.choice.sheet.committed.emit()
    assert lines(page)[0][3] == "Milestone"
    assert page.contents.problems.rows.rows[0].cells[0] == "row 2"
    page.choice.project.setText("P-002")
    page.choice.project.editingFinished.emit()
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


def test_rows_that_the_file_hides_are_read_and_told_and_may_be_left_out(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        risks = book.add_worksheet("Risks")
        for number, row in enumerate([["Risk", "Probability", "Impact"], ["Strike", 3, 4], ["Flood", 2, 5]]):
            risks.write_row(number, 0, row)
        risks.set_row(2, None, None, {"hidden": True})
    read(page, tmp_path / "a.xlsx", qtbot)
    assert count(page, "created") == "2"
    press(page.pane, "hidden rows leave out")
    wait(page, qtbot)
    assert count(page, "created") == "1"
    press(page.pane, "hidden rows read")
    wait(page, qtbot)
    assert count(page, "created") == "2"


def test_the_order_of_day_and_month_is_asked_and_learnt(page: ImportPage, raid: Path, qtbot: QtBot) -> None:
    read(page, raid, qtbot)
    assert lines(page)[4][6] == "day/month?"
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
    assert lines(page)[5][3:] == ("Cause", "", "Chosen", "")
    press(page, "import agree")
    read(page, raid, qtbot)
    assert lines(page)[5][3:] == ("Cause", "", "Learned", "")


def test_a_table_is_taken_for_another_register_or_left_out(page: ImportPage, raid: Path, qtbot: QtBot) -> None:
    read(page, raid, qtbot)
    page.choice.target.show_value("issue")
    page.choice.target.committed.emit()
    wait(page, qtbot)
    assert page.choice.sheet.itemText(0) == "Risks: issues, 2"
    page.choice.target.show_value(None)
    page.choice.target.committed.emit()
    wait(page, qtbot)
    assert [row.cells[0] for row in page.contents.left_out.rows.rows] == ["Risks", "Summary"]


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


def test_after_the_import_most_of_what_came_in_is_shown(page: ImportPage, raid: Path, qtbot: QtBot) -> None:
    read(page, raid, qtbot)
    with qtbot.waitSignal(page.go) as led, qtbot.waitSignal(page.news) as told:
        press(page, "import agree")
    assert led.args == ["raid", "risk"]
    assert told.args == ["2 rows of “raid.xlsx” are in. Undo takes them back."]


def test_a_file_that_vanishes_meanwhile_is_told_and_what_was_read_still_holds(
    page: ImportPage, listed: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)
    listed.unlink()
    page.choice.period.setText("2025")
    page.choice.period.editingFinished.emit()
    wait(page, qtbot)
    assert "list.csv" in page.messages.sentence.text()
    assert page.go_button.isEnabled()
    assert page.choice.period.text() == "November 2026"
    press(page, "import agree")
    with document.reading() as session:
        assert [period.name for period in periods.periods(session)] == ["November 2026"]


def test_a_change_that_is_refused_leaves_the_dry_run_as_it_is(
    page: ImportPage, listed: Path, document: Document, qtbot: QtBot
) -> None:
    read(page, listed, qtbot)

    def freeze(session: Session) -> None:
        period = periods.current_period(session)
        assert period is not None
        periods.freeze(session, period)

    document.workspace.do("Freeze", freeze)  # behind the window's back
    with qtbot.waitSignal(document.refused):
        press(page, "import agree")
    assert page.found is not None
    assert page.go_button.isEnabled()


def test_names_of_projects_that_are_not_known_are_said_to_mean_ours(
    page: ImportPage, tmp_path: Path, document: Document, qtbot: QtBot
) -> None:
    path = tmp_path / "issues.csv"
    rows = "Issue,Project,Owner\nLeak,Mobile Paymnets,Doe\nNoise,Somewhere else,Roe\nDust,mobile paymnets,Roe\n"
    path.write_text(rows, encoding="utf-8")
    read(page, path, qtbot)
    assert lines(page)[1][6] == "2 new names"
    press(page.pane, "map words 1")
    dialog = page.findChildren(WordsDialog)[-1]
    assert {word: editor.value() for word, editor in dialog.editors.items()} == {
        "mobile paymnets": "Mobile Payments", "somewhere else": None,
    }  # fmt: skip
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    wait(page, qtbot)
    assert lines(page)[1][6] == "1 new name"
    press(page, "import agree")
    with document.reading() as session:
        assert sorted(session.scalars(select(Project.name).where(Project.name.ilike("mobile%")))) == ["Mobile Payments"]
        assert len(keys(session, PROJECTS)) == 5
    path.write_text("Issue,Project,Owner\nDamp,Mobile Paymnets,Doe\n", encoding="utf-8")
    read(page, path, qtbot)
    assert lines(page)[1][6] == "words mapped"
