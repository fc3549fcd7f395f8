from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.office import ObjectiveLink, Office, StrategicObjective
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.value import Saving
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.value.fronts import ObjectivesFront
from pmo_desktop.ui.value.page import ValuePage

Press = Callable[[QWidget, str], None]


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[ValuePage]:
    made = ValuePage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.hide()


def save(session: Session) -> None:
    office = session.scalars(select(Office.key)).one()
    session.add(Saving(office_key=office, title="Licences", year=2026, amount=64_000_00, is_measured=True))


def test_an_empty_page_says_what_it_is_for_and_asks_for_a_first_figure(page: ValuePage, press: Press) -> None:
    assert page.value_front.empty.isVisible()
    press(page, "empty action")
    dialog = page.findChild(NewRecord)
    assert isinstance(dialog, NewRecord)
    for name, value in (("measure", "success rate"), ("year", 2023), ("value", 44.0), ("is_before", True)):
        dialog.form.editor(name).show_value(value)
    press(dialog, "new add")
    page.tabs.setCurrentIndex(0)
    assert page.value_front.measures.rows.rows[0].cells == ("Success rate", "44%, estimated", "—", "—")


def test_savings_are_listed_drawn_and_opened(page: ValuePage, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.value_front.chart.drawn, timeout=30_000):
        document.do("Save", save)
    savings = page.value_front.savings
    assert savings.rows.rows[0].cells == ("Licences", "Services", "", "64.0\xa0k€", "measured")
    assert "Services: 64.0\xa0k€" in [words for _, words in page.value_front.chart.marks()]
    savings.opened.emit(savings.rows.rows[0].key)
    assert page._view().pane.title.text() == "Licences"
    document.undo()
    page.tabs.setCurrentIndex(0)
    assert page.value_front.empty.isVisible()


def test_the_page_is_written_as_a_pdf(
    page: ValuePage, document: Document, tmp_path: Path, press: Press, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    document.do("Save", save)
    out = tmp_path / "value.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    with qtbot.waitSignal(page.news):
        press(page, "value pdf")
    assert out.read_bytes().startswith(b"%PDF-")


def test_objectives_tell_what_nobody_serves_and_lead_to_their_rows(page: ValuePage, document: Document) -> None:
    page.tabs.setCurrentIndex(1)
    front = page.fronts[1]
    assert isinstance(front, ObjectivesFront)
    assert front.empty.isVisible()

    def aim(session: Session) -> None:
        project = session.scalars(select(Project).where(Project.reference == "P-002")).one()
        session.add(
            StrategicObjective(key=1, title="Grow", measure="Customers", target="2 m", result="1.4 m", weight=3)
        )
        session.add(StrategicObjective(key=2, title="Save", weight=1))
        session.flush()
        session.add(ObjectiveLink(project_key=project.key, objective_key=1))

    document.do("Aim", aim)
    rows = [row.cells for row in front.objectives.rows.rows]
    assert rows == [
        ("Grow", "Customers", "2 m", "1.4 m", "3", "2.7\xa0M€", "1 project"),
        ("Save", "—", "—", "—", "1", "—", "Nobody"),
    ]
    assert "nobody serves “Save”" in page._header.title.text()
    front.objectives.opened.emit(1)
    assert page._view().pane.title.text() == "Grow"
