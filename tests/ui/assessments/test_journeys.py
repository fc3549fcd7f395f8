"""A journey through each of the six assessments in the window: begun, answered, closed, read, acted on."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.action import Action
from pmo_desktop.domain.assessment import Answer, Assessment, Finding, PlannedAssessment, RecheckOutcome
from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import AssessmentState, AssessmentSubject, OfficeAuthority, OfficeScope, ServiceGroup
from pmo_desktop.domain.lesson import Lesson
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.service import Service
from pmo_desktop.domain.templates import reader
from pmo_desktop.services import assessments
from pmo_desktop.services.assessment_templates import copy_template, known_templates, raw_template
from pmo_desktop.services.insights.rounds import round_of
from pmo_desktop.ui.assessments.page import AssessmentsPage
from pmo_desktop.ui.assessments.statement import StatementRow
from pmo_desktop.ui.assessments.template_dialog import TemplateDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.kpi import KpiTile
from pmo_desktop.ui.widgets.listing import Listing

MARCH, JUNE = date(2026, 3, 10), date(2026, 6, 10)


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[AssessmentsPage]:
    made = AssessmentsPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1240, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


def press(parent: QWidget, name: str) -> None:
    QApplication.processEvents()
    found = (*parent.findChildren(QPushButton, name), *parent.findChildren(QToolButton, name))
    (seen,) = [each for each in found if each.isVisible()]
    QTest.mouseClick(seen, Qt.MouseButton.LeftButton)
    page = parent.parentWidget() if isinstance(parent, QDialog) else None
    if page is not None and not parent.isVisible():  # here nobody else brings the window to the front again
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)


def dialog(page: AssessmentsPage) -> QDialog:
    (found,) = [each for each in page.findChildren(QDialog) if each.isVisible()]
    return found


def title(page: AssessmentsPage) -> str:
    (found,) = [each for each in page.findChildren(QLabel, "page title") if each.isVisible()]
    return found.text()


def choose(parent: QWidget, name: str, value: object) -> None:
    found = parent.findChild(ListEditor, name)
    assert isinstance(found, ListEditor)
    found.show_value(value)
    found.committed.emit()


def type_in(parent: QWidget, name: str, words: str) -> None:
    found = parent.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    found.setText(words)


def begin(page: AssessmentsPage, template: str, project: int | None = None) -> None:
    page.begin()
    asked = dialog(page)
    choose(asked, "choose template", template)
    if project is not None:
        choose(asked, "choose project", project)
    press(asked, "dialog take")


def at_hand(page: AssessmentsPage) -> StatementRow:
    (found,) = [each for each in page.answers.rows.values() if each.hasFocus()]
    return found


def answer_all(page: AssessmentsPage, key: str) -> None:
    """Answer three statements that wait by keyboard alone, and the rest in one step."""
    for _ in range(3):
        if at_hand(page).answer.is_answered:
            page.answers.next_unanswered()
        QTest.keyClicks(at_hand(page), key)
        page.answers.next_unanswered()

    def fill(session: Session) -> None:
        open_one = session.scalars(select(Assessment.key).where(Assessment.state == AssessmentState.OPEN)).one()
        for each in round_of(session, open_one).answers:
            if not each.is_answered:
                assessments.answer(session, open_one, each.statement.key, int(key))

    page.document.do("Answer the rest", fill)


def close(page: AssessmentsPage) -> None:
    press(page, "close assessment")
    press(dialog(page), "dialog take")


def figure(page: AssessmentsPage, key: str) -> str:
    (found,) = [each for each in page.findChildren(KpiTile, f"kpi {key}") if each.isVisible()]
    return found.kpi.value


def cells(listing: Listing) -> list[tuple[str, ...]]:
    return [each.cells for each in listing.rows.rows]


def follow(listing: Listing, row: int = 0) -> None:
    """Press the link at the end of a row by keyboard."""
    listing.setFocus()
    listing.setCurrentIndex(listing.rows.index(row, len(listing.rows.columns) - 1))
    QTest.keyClick(listing, Qt.Key.Key_Return)


def project(document: Document, name: str = "Mobile Payments") -> int:
    with document.reading() as session:
        return session.scalars(select(Project.key).where(Project.name == name)).one()


def test_a_need_check_from_first_answer_to_an_action(page: AssessmentsPage) -> None:
    begin(page, "need-check")
    assert title(page) == "PMO need check, organisation"
    answer_all(page, "3")
    close(page)
    assert title(page) == "A PMO is needed, and the ground is ready"
    assert figure(page, "need") == "100%"
    follow(page.results.lists["drivers"])
    type_in(dialog(page), "field owner", "A. Roux")
    press(dialog(page), "dialog take")
    assert cells(page.results.lists["findings"])[0][4] == "A. Roux"
    QTest.mouseClick(page.findChildren(KpiTile, "kpi readiness")[-1], Qt.MouseButton.LeftButton)
    assert next(iter(page.answers.rows.values())).answer.statement.domain == "readiness"


def test_maturity_of_programmes_stands_apart_from_that_of_projects(page: AssessmentsPage, document: Document) -> None:
    page.begin()
    asked = dialog(page)
    choose(asked, "choose template", "pm-maturity")
    choose(asked, "choose subject", AssessmentSubject.PROGRAMMES)
    press(asked, "dialog take")
    assert title(page) == "Project management maturity, programmes"
    for _ in range(10):
        QTest.keyClicks(at_hand(page), "3")
        page.answers.next_unanswered()
    close(page)
    assert title(page).startswith("Programmes: level")
    assert cells(page.results.lists["scores"])[0][1] == "5"
    with document.reading() as session:
        assert session.scalars(select(Assessment.subject)).one() is AssessmentSubject.PROGRAMMES


def test_the_services_of_the_office_are_assessed_on_their_own_scales(page: AssessmentsPage, document: Document) -> None:
    def add(session: Session) -> None:
        office = session.scalars(select(Office.key)).one()
        session.add(Service(office_key=office, title="Board pack", group=ServiceGroup.CONTROLLING))

    document.do("Add", add)
    begin(page, "pmo-assessment")
    for key in "3245":
        QTest.keyClicks(at_hand(page), key)
        page.answers.next_unanswered()
    close(page)
    assert title(page) == "Needed services run at 2.7 of 5; 1 falls short"
    assert cells(page.results.lists["services"])[0][-2:] == ("Runs too weakly", "Make action")


def test_a_recommendation_drafts_the_charter_in_one_step(page: AssessmentsPage, document: Document) -> None:
    begin(page, "pmo-type")
    led: list[str] = []
    page.go.connect(lambda where, _key: led.append(where))
    for key in "300331123131133001":
        QTest.keyClicks(at_hand(page), key)
        page.answers.next_unanswered()
    close(page)
    assert title(page) == "PMO: corporate (EPMO), hybrid, central"
    assert cells(page.results.lists["changes"])[0][0].startswith("If ")
    press(page, "draft charter")
    press(dialog(page), "dialog take")
    assert led == ["charter"]
    with document.reading() as session:
        assert session.scalars(select(Office.authority)).one() is OfficeAuthority.HYBRID
        assert len(session.scalars(select(Service)).all()) > 5
        assert session.scalars(select(Charter.version)).all() == [1]
    assert document.undo_title().startswith("Draft the charter")
    document.undo()
    with document.reading() as session:
        assert session.scalars(select(Service)).all() == []


def test_an_office_that_becomes_temporary_is_asked_for_its_end(page: AssessmentsPage, document: Document) -> None:
    begin(page, "pmo-type")
    for key in "003031123131130300":
        QTest.keyClicks(at_hand(page), key)
        page.answers.next_unanswered()
    close(page)
    press(page, "draft charter")
    press(dialog(page), "dialog take")
    asked = dialog(page)
    assert asked.isVisible()
    asked.findChildren(QLineEdit)[-1].setText("30 Jun 2027")
    press(asked, "dialog take")
    with document.reading() as session:
        office = session.scalars(select(Office)).one()
    assert (office.scope, office.ends_on) == (OfficeScope.SINGLE, date(2027, 6, 30))


def test_a_health_check_leads_to_an_action_and_is_looked_at_again(page: AssessmentsPage, document: Document) -> None:
    begin(page, "health-check", project(document))
    QTest.keyClicks(at_hand(page), "0")
    choose(page, "relevance", 2)
    page.answers.next_unanswered()
    answer_all(page, "3")
    close(page)
    assert title(page) == "Mobile Payments: confidence is medium; 1 thing to do now"
    findings = page.results.lists["findings"]
    with document.reading() as session:
        key = session.scalars(select(Finding.key)).one()
    page.show_list()
    page.show_record(("finding", key))  # as the reason of a rating leads to it
    assert findings.current_key() == str(key)
    follow(findings)
    type_in(dialog(page), "field owner", "L. Meyer")
    press(dialog(page), "dialog take")
    assert cells(findings)[0][-1] == "Look again"
    page.show_list()
    page.overview.tabs.setCurrentIndex(1)
    follow(page.overview.due)
    press(dialog(page), "dialog take")
    with document.reading() as session:
        finding = session.scalars(select(Finding)).one()
        assert finding.outcome is RecheckOutcome.RESOLVED
        assert session.scalars(select(Action.effect)).one() == "Resolved"
    assert cells(page.overview.due)[0][0].startswith("Nothing is planned")
    document.undo()
    assert cells(page.overview.due)[0][-1] == "Look again"


def test_an_evaluation_leaves_a_lesson_and_a_second_review(page: AssessmentsPage, document: Document) -> None:
    begin(page, "post-project", project(document))
    filled = page._round.answered if page._round else 0
    assert filled >= 1
    answer_all(page, "1")
    close(page)
    follow(page.results.lists["lessons"])
    type_in(dialog(page), "field title", "The supplier was late")
    asked = dialog(page)
    words = asked.findChild(QWidget, "field recommendation")
    assert words is not None
    QTest.keyClicks(words, "Contract a second source")
    press(asked, "dialog take")
    assert cells(page.results.lists["lessons"])[0] == ("The supplier was late", "—", "Kept")
    with document.reading() as session:
        assert session.scalars(select(Lesson.recommendation)).one() == "Contract a second source"
        assert session.scalars(select(PlannedAssessment.title)).one() == "Second benefits review, Mobile Payments"
    page.show_list()
    page.overview.tabs.setCurrentIndex(1)
    follow(page.overview.due)
    kind = dialog(page).findChild(ListEditor, "choose template")
    assert isinstance(kind, ListEditor)
    assert kind.value() == "post-project"
    press(dialog(page), "dialog take")
    assert title(page) == "Post-project evaluation, Mobile Payments"
    with document.reading() as session:
        assert session.scalars(select(PlannedAssessment.assessment_key)).one() is not None


# Besides -------------------------------------------------------------------------------------------------------------


def test_respondents_answer_by_workbook_and_agree_in_the_window(
    page: AssessmentsPage, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(page, "need-check")
    out = tmp_path / "anna.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(out)], ""))
    press(page, "respondents")
    asked = dialog(page)
    press(asked, "write questionnaire")
    assert not out.exists()
    type_in(asked, "respondent name", "Anna Weiss")
    press(asked, "write questionnaire")
    book = load_workbook(out)
    for row in book.worksheets[0].iter_rows(min_row=8):
        if row[0].value:
            book.worksheets[0].cell(row[0].row or 0, 6, "3 Fully")
    book.save(out)
    press(asked, "read answers")
    told = asked.findChild(QLabel, "respondents told")
    assert isinstance(told, QLabel)
    assert told.text() == "Anna Weiss: 24 new, 0 changed, 0 as before, 0 kept."
    press(asked, "dialog close")
    QTest.keyClicks(page.answers.rows["volume-1"], "0")
    line = page.answers.rows["volume-1"]
    assert line.answer.is_disputed
    press(line, "agree")
    assert (line.answer.is_agreed, line.answer.settled) == (True, 0)
    document.undo()
    assert page.answers.rows["volume-1"].answer.is_disputed


def test_files_are_dropped_as_evidence(page: AssessmentsPage, tmp_path: Path) -> None:
    begin(page, "need-check")
    QTest.keyClicks(at_hand(page), "3")
    seen = tmp_path / "List of projects.pdf"
    seen.write_bytes(b"%PDF-1.7")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(seen))])
    details = at_hand(page).details
    assert details is not None
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    details.dropEvent(event)
    assert [each.title for each in at_hand(page).answer.evidence] == ["List of projects.pdf"]


def test_problems_of_several_projects_come_back_in_the_list_and_become_one_action(
    page: AssessmentsPage, document: Document
) -> None:
    for name in ("Mobile Payments", "Customer Portal Renewal"):
        key = project(document, name)

        def hold(session: Session, key: int = key) -> None:
            made = assessments.begin(
                session, "health-check", "Check", AssessmentSubject.PROJECT, MARCH, project_key=key
            )
            assessments.answer(session, made.key, "mandate-1", 0)
            assessments.close(session, made.key, MARCH)

        document.do("Hold", hold)
    page.show_list()
    page.overview.tabs.setCurrentIndex(2)
    (row,) = cells(page.overview.recurring)
    assert row[2] == "2: Customer Portal Renewal, Mobile Payments"
    follow(page.overview.recurring)
    press(dialog(page), "dialog take")
    with document.reading() as session:
        assert session.scalars(select(Action.title)).one().startswith("Resolve in 2 projects")


def test_an_assessment_is_planned_and_begun_when_due(page: AssessmentsPage, document: Document) -> None:
    page.acts.plan()
    asked = dialog(page)
    choose(asked, "choose template", "pm-maturity")
    press(asked, "dialog take")
    page.overview.tabs.setCurrentIndex(1)
    assert cells(page.overview.due)[0][0].startswith("Project management maturity")
    assert document.undo_title().startswith("Plan assessment")


def test_a_template_is_copied_edited_and_used(page: AssessmentsPage) -> None:
    page.acts.plan()
    press(dialog(page), "dialog take")  # something is there, so that the lists are shown
    page.overview.tabs.setCurrentIndex(3)
    assert len(cells(page.overview.templates)) == 6
    follow(page.overview.templates)
    type_in(dialog(page), "field title", "Our check")
    press(dialog(page), "dialog take")
    edited = dialog(page)
    press(edited, "add statement")
    press(edited, "dialog take")
    assert cells(page.overview.templates)[-1][:3] == ("Our check", "1.0", "25")
    follow(page.overview.templates, 6)
    edited = dialog(page)
    text = edited.findChild(QPlainTextEdit, "template text")
    assert isinstance(text, QPlainTextEdit)
    text.clear()
    press(edited, "dialog take")
    faults = edited.findChild(QLabel, "template faults")
    assert isinstance(faults, QLabel)
    assert "has no text for the field “name”" in faults.text()
    press(edited, "dialog cancel")
    begin(page, "need-check-2")
    assert title(page) == "Our check, organisation"


def test_the_points_of_a_type_are_edited_and_all_else_stays(page: AssessmentsPage, document: Document) -> None:
    row = document.do("Copy", lambda s: copy_template(s, "pmo-type", "Our type").key)
    assert row is not None
    with document.reading() as session:
        mine = next(each for each in known_templates(session) if each.row == row)
        before = raw_template(session, row)
    page.acts.edit_template(mine)
    edited = dialog(page)
    assert isinstance(edited, TemplateDialog)
    edited.items.setCurrentRow(1)
    points = edited.points.points
    assert {name: field.text() for name, field in points.items() if field.text()} == {
        ("yes", "corporate"): "3", ("no", "sectorial"): "2",
    }  # fmt: skip
    type_in(edited, "points yes corporate", "5")
    type_in(edited, "more", "")
    press(edited, "dialog take")
    assert "has no text for the field “more”" in edited.faults.text()
    type_in(edited, "more", "the projects cut across more")
    edited.items.setCurrentRow(edited.items.count() - 1)
    assert edited.points.isVisible()
    press(edited, "remove statement")
    assert edited.faults.text().startswith("Levels and figures of other assessments stay")
    press(edited, "dialog take")
    with document.reading() as session:
        after = raw_template(session, row)
    statement = after["domains"][0]["statements"][0]
    assert (statement["effects"], statement["more"]["en"]) == (
        {"yes": {"corporate": 5}, "no": {"sectorial": 2}}, "the projects cut across more",
    )  # fmt: skip
    statement.update(effects=before["domains"][0]["statements"][0]["effects"])
    statement.update(more=before["domains"][0]["statements"][0]["more"])
    assert after == before


def test_the_words_of_levels_are_edited(page: AssessmentsPage, document: Document) -> None:
    row = document.do("Copy", lambda s: copy_template(s, "pm-maturity", "Our maturity").key)
    assert row is not None
    with document.reading() as session:
        mine = next(each for each in known_templates(session) if each.row == row)
    page.acts.edit_template(mine)
    edited = dialog(page)
    assert isinstance(edited, TemplateDialog)
    assert edited.items.item(3).text() == "3  standard"
    edited.items.setCurrentRow(3)
    edited.purpose.setPlainText("One way for all.")
    edited.items.setCurrentRow(6)
    assert edited.text.toPlainText() == "Direction and strategy"
    edited.levels["4"].setPlainText("Steered by figures.")
    press(edited, "dialog take")
    with document.reading() as session:
        found = reader.read(json.dumps(raw_template(session, row)))
    assert (found.levels[3].description, found.domains[0].levels[3]) == ("One way for all.", "Steered by figures.")


def test_the_report_is_written_where_the_user_says(
    page: AssessmentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(page, "need-check")
    answer_all(page, "2")
    close(page)
    out = tmp_path / "need.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    told: list[str] = []
    page.news.connect(told.append)
    press(page, "report")
    assert out.read_bytes().startswith(b"%PDF")
    assert told == [f"Written: {out}"]


def test_everything_can_be_undone_to_the_first_state(page: AssessmentsPage, document: Document) -> None:
    begin(page, "need-check")
    answer_all(page, "3")
    close(page)
    while document.undo_title():
        document.undo()
    with document.reading() as session:
        assert session.scalars(select(Assessment)).all() == []
        assert session.scalars(select(Answer)).all() == []


def test_whatever_takes_the_focus_in_results_and_dialogs_has_a_name(page: AssessmentsPage, document: Document) -> None:
    begin(page, "need-check")
    answer_all(page, "3")
    close(page)
    page.acts.plan()
    nameless = [
        each.objectName() or each.metaObject().className()
        for each in page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.accessibleName()
    ]
    assert nameless == []
    with document.reading() as session:
        key = session.scalars(select(Assessment.key)).one()
        assert round_of(session, key).answered == 24
        assert session.scalars(select(Assessment.state)).one() is AssessmentState.CLOSED
