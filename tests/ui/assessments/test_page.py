import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Answer, Assessment, AssessmentTarget, Evidence
from pmo_desktop.domain.base import Base
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject
from pmo_desktop.services import assessments, documents
from pmo_desktop.services.insights.maturity import maturity
from pmo_desktop.services.workspaces import open_workspace
from pmo_desktop.ui.assessments.page import AssessmentsPage
from pmo_desktop.ui.assessments.statement import LevelHeader, StatementRow
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.kpi import KpiTile

NOVEMBER, OCTOBER = date(2025, 11, 6), date(2026, 10, 8)


def shown(document: Document, jobs: Jobs, qtbot: QtBot) -> AssessmentsPage:
    page = AssessmentsPage(document, jobs)
    qtbot.addWidget(page)
    page.resize(1240, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[AssessmentsPage]:
    made = shown(document, jobs, qtbot)
    yield made
    made.hide()


def assess(document: Document, digits: str, held_on: date, *, closes: bool = True) -> int:
    """Begin a short form and answer every domain with two digits a level; the key of the assessment."""

    def command(session: Session) -> int:
        title, subject = f"Review {held_on.year}", AssessmentSubject.PROJECTS
        key = assessments.begin(session, "pm-maturity", title, subject, held_on, assessor="PMO lead").key
        session.flush()
        for domain in maturity(session, key).domains:
            for each, digit in zip(domain.answers, digits, strict=False):
                assessments.answer(session, key, each.statement.key, int(digit))
        if closes:
            assessments.close(session, key, held_on)
        return key

    key = document.do("Assess", command)
    assert key is not None
    return key


@pytest.fixture
def answering(page: AssessmentsPage, document: Document) -> AssessmentsPage:
    key = document.do(
        "Begin",
        lambda s: assessments.begin(s, "pm-maturity", "Review", AssessmentSubject.PROJECTS, OCTOBER).key,
    )
    page.show_record(key)
    return page


def press(parent: QWidget, name: str) -> None:
    QApplication.processEvents()  # what was laid out just now is shown
    found = (*parent.findChildren(QPushButton, name), *parent.findChildren(QToolButton, name))
    (seen,) = [each for each in found if each.isVisible()]
    QTest.mouseClick(seen, Qt.MouseButton.LeftButton)


def title(page: AssessmentsPage) -> str:
    (found,) = [each for each in page.findChildren(QLabel, "page title") if each.isVisible()]
    return found.text()


def dialog(page: AssessmentsPage) -> QDialog:
    (found,) = [each for each in page.findChildren(QDialog) if each.isVisible()]
    return found


def at_hand(page: AssessmentsPage) -> StatementRow:
    """The statement that has the keyboard."""
    (found,) = [each for each in page.answers.rows.values() if each.hasFocus()]
    return found


def first_number(page: AssessmentsPage) -> str:
    return next(iter(page.answers.rows.values())).answer.number


def count(document: Document, entity: type[Base]) -> int:
    with document.reading() as session:
        return session.scalar(select(func.count()).select_from(entity)) or 0


def values(document: Document) -> list[int | None]:
    with document.reading() as session:
        return list(session.scalars(select(Answer.value).order_by(Answer.key)))


# Beginning -----------------------------------------------------------------------------------------------------------


def test_the_first_assessment_is_begun_from_the_empty_page_and_undone(
    page: AssessmentsPage, document: Document
) -> None:
    press(page, "empty action")
    asked = dialog(page)
    kind = asked.findChild(ListEditor, "choose template")
    assert isinstance(kind, ListEditor)
    assert kind.count() == 6
    kind.setCurrentIndex(1)
    kind.committed.emit()
    name = asked.findChild(QLineEdit, "field title")
    assert isinstance(name, QLineEdit)
    name.setText("Autumn review")
    press(asked, "dialog take")
    assert title(page) == "Project management maturity, projects"
    assert document.undo_title() == "Begin assessment “Autumn review”"
    document.undo()
    assert title(page) == "Assessments"
    assert count(document, Assessment) == 0
    document.redo()
    assert page.overview.list.rows.rows[0].cells[0] == "Autumn review"


def test_an_assessment_needs_a_title(page: AssessmentsPage, document: Document) -> None:
    press(page, "empty action")
    asked = dialog(page)
    name = asked.findChild(QLineEdit, "field title")
    assert isinstance(name, QLineEdit)
    name.clear()
    press(asked, "dialog take")
    assert asked.isVisible()
    press(asked, "dialog cancel")
    assert count(document, Assessment) == 0


def test_the_list_tells_state_level_and_average_and_opens_by_enter(page: AssessmentsPage, document: Document) -> None:
    assess(document, "3333", NOVEMBER)
    assess(document, "3333300000", OCTOBER, closes=False)
    rows = [each.cells for each in page.overview.list.rows.rows]
    assert rows[0][4:] == ("PMO lead", "120 of 120", "—", "Open")
    assert rows[1][4:] == ("PMO lead", "48 of 120", "level 2", "Closed")
    page.overview.list.setCurrentIndex(page.overview.list.rows.index(1, 0))
    QTest.keyClick(page.overview.list, Qt.Key.Key_Return)
    assert title(page) == "Projects: level 2; 24 steps would reach level 3"
    press(page, "all assessments too")
    assert title(page) == "Assessments"


# Answering -----------------------------------------------------------------------------------------------------------


def test_keys_answer_and_arrows_go_on(answering: AssessmentsPage, document: Document) -> None:
    for key in ("3", "n", "0"):
        QTest.keyClicks(at_hand(answering), key)
        QTest.keyClick(at_hand(answering), Qt.Key.Key_Down)
    assert values(document) == [3, None, 0]
    assert at_hand(answering).answer.number == "1.4"
    QTest.keyClick(at_hand(answering), Qt.Key.Key_Up)
    QTest.keyClicks(at_hand(answering), "2")
    assert values(document) == [3, None, 2]
    assert document.undo_title() == "Answer 1.3"


def test_the_statement_at_hand_stays_in_sight_down_to_the_last(answering: AssessmentsPage, qtbot: QtBot) -> None:
    area = answering.answers.findChild(QScrollArea, "statements")
    assert isinstance(area, QScrollArea)
    answering.resize(1000, 680)

    def is_in_sight() -> bool:
        line = at_hand(answering)
        top = line.mapTo(area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + line.height() <= area.viewport().height()

    for digit in "3222322222":
        QTest.keyClicks(at_hand(answering), digit)
        QTest.keyClick(at_hand(answering), Qt.Key.Key_Down)
        qtbot.wait(50)  # whatever is still to be laid out takes its room
        assert is_in_sight()
    assert at_hand(answering).answer.number == "1.10"


def test_every_answer_is_undone_and_made_again(answering: AssessmentsPage, document: Document) -> None:
    QTest.keyClicks(at_hand(answering), "1")
    assert at_hand(answering).buttons[1].isChecked()
    document.undo()
    assert values(document) == []
    assert not any(each.isChecked() for each in at_hand(answering).buttons)
    document.redo()
    assert at_hand(answering).buttons[1].isChecked()
    QTest.keyClick(at_hand(answering), Qt.Key.Key_Delete)
    assert (values(document), document.undo_title()) == ([], "Take back answer 1.1")


def test_an_answer_is_given_by_mouse_to_the_statement_under_it(answering: AssessmentsPage, document: Document) -> None:
    second = list(answering.answers.rows.values())[1]
    QTest.mouseClick(second.buttons[2], Qt.MouseButton.LeftButton)
    assert at_hand(answering).answer.number == "1.2"
    assert values(document) == [2]
    first = next(iter(answering.answers.rows.values()))
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert at_hand(answering).answer.number == "1.1"


def test_a_row_tells_screen_readers_its_statement_and_answer(answering: AssessmentsPage) -> None:
    assert at_hand(answering).accessibleName().endswith(": not answered")
    QTest.keyClicks(at_hand(answering), "3")
    assert at_hand(answering).accessibleName().endswith(": Fully")
    assert at_hand(answering).accessibleDescription() == "no document seen"


def test_evidence_and_comment_are_written_under_the_open_statement(
    answering: AssessmentsPage, document: Document
) -> None:
    row = at_hand(answering)
    details = row.details
    assert details is not None
    assert not details.title.isEnabled()
    QTest.keyClicks(row, "3")
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert details.title.hasFocus()
    QTest.keyClicks(details.title, "Risk register")
    QTest.keyClicks(details.place, "PMO/Register")
    QTest.keyClick(details.place, Qt.Key.Key_Return)
    assert (count(document, Evidence), details.title.text()) == (1, "")
    assert row.accessibleDescription() == "Risk register"
    details.comment.setFocus()
    QTest.keyClicks(details.comment, "Two of twenty")
    QTest.keyClick(details.comment, Qt.Key.Key_Escape)
    assert row.hasFocus()
    assert document.undo_title() == "Comment 1.1"
    press(details, "drop evidence")
    assert count(document, Evidence) == 0
    for _ in range(2):
        document.undo()
    assert (count(document, Evidence), details.comment.text()) == (1, "")
    details.attach.setEnabled(True)
    QTest.keyClicks(details.title, "Log")
    press(details, "add evidence")
    assert count(document, Evidence) == 2
    assert row.accessibleDescription() == "2 documents"
    details.take("PMO/Issues.xlsx")
    assert [each.title for each in row.answer.evidence] == ["Risk register", "Log", "Issues.xlsx"]


def test_a_file_that_is_dropped_is_kept_and_opens_again_while_a_link_stays_where_it_is(
    answering: AssessmentsPage, document: Document, tmp_path: Path
) -> None:
    row = at_hand(answering)
    QTest.keyClicks(row, "3")
    details = row.details
    assert details is not None
    (file := tmp_path / "Risks.pdf").write_bytes(b"Twenty risks")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://register.example/risks")])
    copy, none, left = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    row.dropEvent(QDropEvent(QPointF(10, 10), copy, dropped, left, none))
    kept, link = row.answer.evidence
    assert (kept.title, kept.location, link.location) == ("Risks.pdf", "", "https://register.example/risks")
    assert kept.document_key is not None
    file.unlink()
    with document.reading() as session:
        assert documents.copy_of(session, kept.document_key).content == b"Twenty risks"
    QTest.mouseClick(details.findChildren(QToolButton, "open evidence")[-1], Qt.MouseButton.LeftButton)
    asked = answering.findChild(QMessageBox, "follow link")
    assert asked is not None
    asked.reject()
    refused: list[str] = []
    document.refused.connect(refused.append)
    (run := tmp_path / "run.exe").write_bytes(b"MZ")
    details.take(str(run))
    assert "is of a kind that is not kept here" in refused[0]
    assert len(row.answer.evidence) == 2


def test_next_unanswered_goes_round_all_domains_and_only_unanswered_hides_the_rest(
    answering: AssessmentsPage, document: Document
) -> None:
    QTest.keyClicks(at_hand(answering), "3")
    press(answering, "next unanswered")
    assert at_hand(answering).answer.number == "1.2"
    press(answering, "only unanswered")
    assert "1.1" not in [each.answer.number for each in answering.answers.rows.values()]
    QTest.keyClicks(at_hand(answering), "3")
    assert at_hand(answering).answer.number == "1.2"
    last = answering.answers.domains.model().rowCount() - 1
    answering.answers.domains.setCurrentIndex(answering.answers.domains.model().index(last, 0))
    assert first_number(answering) == "12.1"
    for _ in range(10):
        press(answering, "next unanswered")
    assert at_hand(answering).answer.number == "1.3"
    assert count(document, Answer) == 2


def test_levels_open_and_close_and_the_domain_before_is_one_press_away(answering: AssessmentsPage) -> None:
    heads = answering.answers.findChildren(LevelHeader)
    assert [each.isChecked() for each in heads] == [True, False, False, False, False]
    QTest.mouseClick(heads[2], Qt.MouseButton.LeftButton)
    assert [each.answer.statement.level for each in answering.answers.rows.values()] == [1, 1, 3, 3]
    answering.answers.show_domain("governance")
    press(answering, "previous domain")
    assert [each.answer.number for each in answering.answers.rows.values()] == ["1.1", "1.2"]


def test_levels_stay_hidden_until_the_assessment_is_closed(answering: AssessmentsPage, document: Document) -> None:
    assert not any(tile.isVisible() for tile in answering.findChildren(KpiTile))
    QTest.keyClicks(at_hand(answering), "3")
    press(answering, "close assessment")
    assert any("119 statements have no answer" in each.text() for each in dialog(answering).findChildren(QLabel))
    press(dialog(answering), "dialog take")
    assert title(answering).startswith("Projects: level 0")
    assert {tile.kpi.note for tile in answering.findChildren(KpiTile, "kpi level")} == {"in 1 of 12 domains answered"}
    with document.reading() as session:
        assert session.scalars(select(Assessment.state)).one() is AssessmentState.CLOSED
    press(answering, "answers")
    row = next(iter(answering.answers.rows.values()))
    assert not row.buttons[0].isEnabled()
    QTest.keyClicks(row, "0")
    assert values(document) == [3]
    press(answering, "results")
    document.undo()
    assert title(answering) == "Project management maturity, projects"


# Results -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def assessed(filled: Path, tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Path:
    """A workspace with two closed assessments, made once; every test works on a copy."""
    made = Path(shutil.copy(filled, tmp_path_factory.mktemp("assessed")))
    document = Document(open_workspace(made), Settings(), theme)
    assess(document, "3333", NOVEMBER)
    assess(document, "3333310000", OCTOBER)
    document.close()
    return made


@pytest.fixture
def results(assessed: Path, tmp_path: Path, theme: Theme, jobs: Jobs, qtbot: QtBot) -> Iterator[AssessmentsPage]:
    document = Document(open_workspace(Path(shutil.copy(assessed, tmp_path))), Settings(), theme)
    page = shown(document, jobs, qtbot)
    page.show_record(page.overview.list.rows.rows[0].key)
    views = [page.results.charts[each] for each in ("radar", "gaps")]
    with qtbot.waitSignals([view.drawn for view in views], timeout=20_000):
        page.resize(1241, 801)
    yield page
    page.hide()
    document.close()


def tile(page: AssessmentsPage, key: str) -> KpiTile:
    (found,) = [each for each in page.findChildren(KpiTile, f"kpi {key}") if each.isVisible()]
    return found


def test_figures_tell_level_way_average_weakest_and_claims(results: AssessmentsPage) -> None:
    kpis = {each: tile(results, each).kpi for each in ("level", "towards", "average", "weakest", "claimed")}
    assert (kpis["level"].value, kpis["level"].unit) == ("2", "repeated")
    assert (kpis["towards"].label, kpis["towards"].value, kpis["towards"].note) == (
        "Towards level 3",
        "0.8",
        "12 steps to go",
    )
    assert (kpis["average"].value, kpis["average"].note, kpis["average"].change) == ("2.8", "+0.8 since 6 Nov 2025", 1)
    assert kpis["weakest"].note == "Direction and strategy and 11 more"
    assert (kpis["claimed"].value, kpis["claimed"].note) == ("24", "of 24 at level 3 and up")


def test_charts_tell_their_marks_and_lead_to_the_answers_behind_them(results: AssessmentsPage) -> None:
    assert len(results.results.charts["radar"].marks()) == 12
    assert results.results.charts["gaps"].marks()[0] == ("direction", "Direction and strategy: 2.83")
    results.results.charts["gaps"].record_chosen.emit("risk")
    assert title(results) == "Project management maturity, projects"
    assert first_number(results) == "6.1"


def test_a_figure_leads_to_what_is_claimed(results: AssessmentsPage) -> None:
    QTest.mouseClick(tile(results, "claimed"), Qt.MouseButton.LeftButton)
    assert at_hand(results).answer.is_claimed


def test_the_weakest_link_leads_to_its_domain(results: AssessmentsPage) -> None:
    QTest.mouseClick(tile(results, "weakest"), Qt.MouseButton.LeftButton)
    assert first_number(results) == "1.1"


def test_a_way_up_becomes_an_action_and_undo_takes_it_back(results: AssessmentsPage) -> None:
    ways = results.results.lists["ways up"]
    assert ways.rows.rows[0].cells[-1] == "Make action"
    ways.setFocus()
    ways.setCurrentIndex(ways.rows.index(0, 6))
    QTest.keyClick(ways, Qt.Key.Key_Return)
    asked = dialog(results)
    owner = asked.findChild(QLineEdit, "field owner")
    assert isinstance(owner, QLineEdit)
    owner.setText("L. Meyer")
    press(asked, "dialog take")
    assert ways.rows.rows[0].cells[-2:] == ("L. Meyer", "Planned")
    assert results.results.lists["findings"].rows.rows[0].cells[4] == "L. Meyer"
    with results.document.reading() as session:
        assert session.scalars(select(Action.source)).one() == "Review 2026"
    results.document.undo()
    assert ways.rows.rows[0].cells[-1] == "Make action"
    results.document.redo()
    assert ways.rows.rows[0].cells[-1] == "Planned"


def test_documents_for_claims_become_an_action_too(results: AssessmentsPage) -> None:
    ways = results.results.lists["ways up"]
    assert ways.rows.rows[-1].cells[:3] == ("Show documents for 24 claimed answers", "12 domains", "24 of them")
    ways.pressed_link.emit(ways.rows.rows[-1].key)
    press(dialog(results), "dialog take")
    assert ways.rows.rows[-1].cells[-1] == "Planned"


def test_a_way_up_leads_to_its_statement(results: AssessmentsPage) -> None:
    ways = results.results.lists["ways up"]
    ways.setCurrentIndex(ways.rows.index(0, 0))
    QTest.keyClick(ways, Qt.Key.Key_Return)
    assert at_hand(results).answer.number == ways.rows.rows[0].cells[2].split(",")[0]


def test_targets_are_set_as_one_step(results: AssessmentsPage) -> None:
    press(results, "targets too")
    asked = dialog(results)
    level = asked.findChild(ListEditor, "target risk")
    assert isinstance(level, ListEditor)
    assert level.value() == 3.0
    level.show_value(4.5)
    press(asked, "dialog take")
    assert results.results.charts["gaps"].accessibleName() == "Gaps to target"

    def aimed() -> float:
        with results.document.reading() as session:
            wanted = select(AssessmentTarget.level).join(Assessment, AssessmentTarget.assessment_key == Assessment.key)
            return session.scalars(wanted.where(AssessmentTarget.domain == "risk", Assessment.held_on == OCTOBER)).one()

    assert (aimed(), results.document.undo_title()) == (4.5, "Set targets")
    results.document.undo()
    assert aimed() == 3.0


def test_the_lists_change_by_tab(results: AssessmentsPage) -> None:
    tabs = results.results.findChild(QWidget, "result lists")
    assert tabs is not None
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert results.results.lists["findings"].isVisible()
    assert not results.results.lists["ways up"].isVisible()


def test_a_removed_assessment_leads_back_to_the_list(results: AssessmentsPage) -> None:
    results.document.undo()
    assert title(results) == "Assessments"
    assert len(results.overview.list.rows.rows) == 1


def test_whatever_takes_the_focus_has_a_name(answering: AssessmentsPage) -> None:
    nameless = [
        each
        for each in answering.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.accessibleName()
    ]
    assert nameless == []
