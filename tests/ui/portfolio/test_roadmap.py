from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import EntryKind, ProjectStatus
from pmo_desktop.domain.project import Project
from pmo_desktop.services import registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.portfolio.page import PortfolioPage
from pmo_desktop.ui.portfolio.roadmap import RoadmapView


def fill(session: Session) -> None:
    """A portfolio of two projects, one of them through its programme; one that is closed, and operations."""
    add = registers.add
    portfolio = add(session, register_named("portfolio"), {"name": "Digital"})
    programme = add(session, register_named("programme"), {"name": "Online", "portfolio_key": portfolio})
    first, second, third, fourth = session.scalars(select(Project).order_by(Project.reference))
    first.portfolio_key, second.programme_key = portfolio, programme
    fourth.status = ProjectStatus.CLOSED
    for number, each in enumerate((first, second, third)):
        each.baseline_finish_on = date(2027, 3, 1)
        each.forecast_finish_on = date(2027, 6 - number, 1)
    session.add(Project(name="Help desk", kind=EntryKind.OPERATION, forecast_finish_on=date(2027, 1, 1)))


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[PortfolioPage]:
    document.do("Fill", fill)
    made = PortfolioPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1232, 800)
    with qtbot.waitSignal(made.told):
        made.show()
    with qtbot.waitSignal(made.told):
        made.show_record("roadmap")
    yield made
    made.hide()


@pytest.fixture
def view(page: PortfolioPage) -> RoadmapView:
    found = page.view()
    assert isinstance(found, RoadmapView)
    return found


def names(view: RoadmapView) -> list[str]:
    register = view.roadmap.rows.register
    return [register.cell(row, 0).text for row in range(register.rowCount())]


def test_running_projects_stand_by_their_finish_and_a_portfolio_shows_its_own(
    page: PortfolioPage, view: RoadmapView, document: Document, qtbot: QtBot
) -> None:
    assert names(view) == ["Branch Network Refit", "Mobile Payments", "Customer Portal Renewal"]
    with document.reading() as session:
        portfolio = session.scalars(select(Project.portfolio_key).where(Project.reference == "P-001")).one()
    with qtbot.waitSignal(page.told):
        page.show_record(portfolio)
    assert names(view) == ["Mobile Payments", "Customer Portal Renewal"]


def test_a_forecast_is_typed_here_as_in_the_register_and_undo_takes_it_back(
    page: PortfolioPage, view: RoadmapView, document: Document, qtbot: QtBot
) -> None:
    rows = view.roadmap.rows
    rows.setFocus()
    rows.setCurrentIndex(rows.register.index(1, 0))
    QTest.keyClick(rows, Qt.Key.Key_F2)
    dialog = rows.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    dialog.form.editor("forecast_finish_on").show_value(date(2027, 2, 1))
    with qtbot.waitSignal(page.told):
        QTest.mouseClick(dialog.findChildren(QAbstractButton, "ask take")[-1], Qt.MouseButton.LeftButton)
    assert names(view)[0] == "Mobile Payments"
    assert document.undo_title() == "Move Finish of “Mobile Payments” to 1 Feb 2027"
    assert view.card.title.text() == "2 of 3 projects finish behind their baseline"
    with qtbot.waitSignal(page.told):
        document.undo()
    assert names(view)[0] == "Branch Network Refit"


def test_enter_opens_the_project(page: PortfolioPage, view: RoadmapView, qtbot: QtBot) -> None:
    rows = view.roadmap.rows
    rows.setFocus()
    rows.setCurrentIndex(rows.register.index(0, 0))
    with qtbot.waitSignal(page.go) as told:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert told.args == ["project", rows.register.key_at(0)]
