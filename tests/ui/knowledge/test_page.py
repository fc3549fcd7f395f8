from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.knowledge import Competence
from pmo_desktop.domain.project import Project
from pmo_desktop.services import registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.knowledge.fronts import CompetenceFront, SearchFront
from pmo_desktop.ui.knowledge.page import KnowledgePage
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.offered_lessons import IntakeLessons
from pmo_desktop.ui.register.page import RegisterPage

Press = Callable[[QWidget, str], None]


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[KnowledgePage]:
    made = KnowledgePage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.hide()


def search(page: KnowledgePage) -> SearchFront:
    found = page.fronts[0]
    assert isinstance(found, SearchFront)
    return found


def titles(page: KnowledgePage) -> list[str]:
    return [row.cells[0] for row in search(page).found.rows.rows]


def learn(session: Session) -> None:
    lesson = {"title": "Payments were tested late", "category": "Digital", "recommendation": "Test payments first"}
    registers.add(session, register_named("lesson"), lesson)
    project = session.scalars(select(Project).where(Project.reference == "P-002")).one()
    project.category = "Digital"
    session.add(Gate(project_key=project.key, name="Gate 2"))


def test_an_empty_page_begins_with_our_practices(page: KnowledgePage, document: Document, press: Press) -> None:
    assert search(page).empty.isVisible()
    press(page, "empty action")
    assert len(titles(page)) == 6
    document.undo()
    assert search(page).empty.isVisible()


def test_what_is_typed_finds_and_opens_what_holds_it(page: KnowledgePage, document: Document) -> None:
    document.do("Learn", learn)
    page.find_words()
    QTest.keyClicks(search(page).search, "testing pay")
    QTest.keyClick(search(page).search, Qt.Key.Key_Return)
    assert titles(page) == ["Payments were tested late"]
    search(page).found.opened.emit(search(page).found.rows.rows[0].key)
    assert page._view().register.name == "lesson"
    assert page._view().pane.title.text() == "Payments were tested late"


def test_a_project_is_shown_what_others_learnt(page: KnowledgePage, document: Document) -> None:
    document.do("Learn", learn)
    front = search(page)
    front.project.show_value("Mobile Payments")
    front.project.committed.emit()
    assert [each.title for each in front.offered.lessons] == ["Payments were tested late"]
    front.project.show_value("Branch Network Refit")
    front.project.committed.emit()
    assert front.offered.lessons == ()


def test_competence_by_role_is_drawn_and_its_cells_lead_to_the_rows(
    page: KnowledgePage, document: Document, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(1)
    front = page.fronts[1]
    assert isinstance(front, CompetenceFront)
    assert front.empty.isVisible()

    def assess(session: Session) -> None:
        role = registers.add(session, register_named("role"), {"name": "Buyer"})
        person = registers.add(session, register_named("person"), {"name": "Ada", "role_key": role})
        session.add(Competence(person_key=person, title="Contracts", level=2, needed=4))

    with qtbot.waitSignal(front.chart.drawn, timeout=30_000):
        document.do("Assess", assess)
    assert [words for _, words in front.chart.marks()] == ["Buyer, Contracts: 2.0 of 4.0 needed"]
    front.chart.record_chosen.emit(front.chart.marks()[0][0])
    assert page._view().register.name == "competence"


def test_a_new_project_is_offered_lessons_as_its_fields_are_left(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    document.do("Learn", learn)
    page = RegisterPage(document, jobs)
    qtbot.addWidget(page)
    page.show()
    page.add_record()
    dialog = page.findChild(NewRecord)
    assert isinstance(dialog, NewRecord)
    aside = dialog.findChild(IntakeLessons)
    assert isinstance(aside, IntakeLessons)
    assert not aside.offered.lessons
    category = dialog.form.editor("category")
    category.show_value("digital")
    category.committed.emit()
    assert [each.why for each in aside.offered.lessons] == ["same category"]
    page.hide()


def test_a_gate_is_offered_lessons_in_its_pane(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    document.do("Learn", learn)
    page = LogPage(document, jobs, "plans")
    qtbot.addWidget(page)
    page.show()
    with document.reading() as session:
        key = session.scalars(select(Gate.key)).one()
    page.show_record(("gate", key))
    pane = page._view().pane
    pane.tabs.setCurrentIndex(2)
    assert pane.lessons is not None
    assert [each.title for each in pane.lessons.lessons] == ["Payments were tested late"]
    page.hide()
