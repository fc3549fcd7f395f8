from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pmo_desktop.domain.deployment import DeploymentActivity
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.deployment.page import DeploymentPage, PlanFront
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.new_record import NewRecord

Press = Callable[[QWidget, str], None]


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[DeploymentPage]:
    made = DeploymentPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.hide()


def front(page: DeploymentPage) -> PlanFront:
    found = page.fronts[0]
    assert isinstance(found, PlanFront)
    return found


def count(document: Document) -> int:
    with document.reading() as session:
        return session.scalar(select(func.count()).select_from(DeploymentActivity)) or 0


def begin(page: DeploymentPage, press: Press) -> None:
    page.begin_plan()
    dialog = page.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    dialog.form.editor("start_on").show_value(date(2026, 9, 7))
    press(dialog, "ask take")


def test_without_a_plan_the_page_says_what_it_is_for_and_begins_one_from_the_template(
    page: DeploymentPage, document: Document, qtbot: QtBot, press: Press
) -> None:
    assert not page.new.isVisible()
    assert front(page).empty.action.text() == "Begin from a template…"
    with qtbot.waitSignal(front(page).chart.drawn, timeout=30_000):
        begin(page, press)
    assert count(document) == 23
    assert page._header.title.text() == "0 of 23 activities are done, 4 are late"
    assert front(page).phases.rows.rowCount() == 5
    assert any("Name the sponsor" in words for _, words in front(page).chart.marks())
    document.undo()
    assert count(document) == 0
    assert front(page).empty.isVisible()


def test_a_bar_opens_its_activity_and_the_button_adds_one(page: DeploymentPage, press: Press) -> None:
    begin(page, press)
    late = front(page).late
    late.opened.emit(late.rows.rows[0].key)
    assert page.tabs.currentIndex() == 1
    assert page._view().pane.title.text() == late.rows.rows[0].cells[0]
    page.tabs.setCurrentIndex(0)
    press(page, "new row")
    assert page.findChild(NewRecord) is not None


def test_a_new_baseline_is_one_step_back(page: DeploymentPage, document: Document, press: Press) -> None:
    begin(page, press)

    def move(session: Session) -> None:
        for each in session.scalars(select(DeploymentActivity)):
            each.forecast_finish_on = date(2029, 1, 1)

    document.do("Move", move)
    assert page._header.title.text().endswith("23 are late")
    press(front(page), "new baseline")
    assert document.undo_title() == "New baseline of the deployment plan"
    assert page._header.title.text().endswith("none is late")
    press(page, "undo")
    assert page._header.title.text().endswith("23 are late")
