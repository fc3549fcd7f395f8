from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating, ReportState
from pmo_desktop.domain.milestone import Milestone
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, registers, workspaces
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.home.page import HomePage
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.kpi import KpiTile


def key_of(document: Document, name: str) -> int:
    with document.reading() as session:
        return session.scalars(select(Project.key).where(Project.name == name)).one()


def report(session: Session, key: int, overall: Rating) -> None:
    period = periods.current_period(session)
    assert period is not None
    found = periods.report_of(session, key, period.key)
    assert found is not None
    found.overall = overall
    found.state = ReportState.SUBMITTED
    found.submitted_on = period.cut_off_on


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> HomePage:
    key = key_of(document, "Mobile Payments")

    def fill(session: Session) -> None:
        session.add(Milestone(project_key=key, name="Gate 4 Build exit", baseline_on=date(2026, 12, 11)))

    document.do("Add a milestone", fill)
    made = HomePage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitSignal(made.told, timeout=20_000):
        made.show()
    return made


def words(page: HomePage, name: str) -> str:
    return page.findChildren(QLabel, name)[0].text()


def title(page: HomePage) -> str:
    return words(page, "page title")


def test_the_title_is_the_message_and_six_figures_stand_below_it(page: HomePage) -> None:
    assert "off track" in title(page)
    tiles = page.findChildren(KpiTile)
    assert 3 <= len(tiles) <= 6
    assert tiles[0].accessibleName().startswith("Projects off track: 2 of 4 rated") or "off track" in tiles[0].kpi.label


def test_what_needs_attention_opens_its_record_by_mouse_and_by_key(page: HomePage, qtbot: QtBot) -> None:
    table = page.attention.table
    first = table.rows()[0]
    assert first.cells[0].top in {"Mobile Payments", "Customer Portal Renewal"}
    with qtbot.waitSignal(page.go) as told:
        where = table.visualRect(table.model().index(0, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told.args == ["project", first.key]
    with qtbot.waitSignal(page.go) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["project", first.key]


def test_a_milestone_of_the_next_days_opens_its_project(page: HomePage, qtbot: QtBot) -> None:
    table = page.due.table
    (row,) = table.rows()
    assert row.cells[0].top == "Gate 4 Build exit"
    assert row.cells[1].bottom == "in 14 d"
    with qtbot.waitSignal(page.go) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["project", key_of(page.document, "Mobile Payments")]


def test_a_first_period_says_that_there_is_nothing_to_compare(page: HomePage) -> None:
    assert page.changes.table.isHidden()


def test_a_figure_opens_what_stands_behind_it(page: HomePage, qtbot: QtBot) -> None:
    tile = page.findChildren(KpiTile)[0]
    with qtbot.waitSignal(page.go) as told:
        QTest.keyClick(tile, Qt.Key.Key_Space)
    assert told.args == ["register", None]


def test_the_primary_action_leads_to_the_pack(page: HomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go) as told:
        QTest.mouseClick(page.findChildren(QPushButton, "build board pack")[0], Qt.MouseButton.LeftButton)
    assert told.args == ["board_pack", None]


def test_a_change_and_its_undo_are_followed(page: HomePage, qtbot: QtBot) -> None:
    before = title(page)
    key = key_of(page.document, "Branch Network Refit")
    with qtbot.waitSignal(page.told, timeout=20_000):
        page.document.do("Report", lambda session: report(session, key, Rating.RED))
    assert title(page) != before
    with qtbot.waitSignal(page.told, timeout=20_000):
        page.document.undo()
    assert title(page) == before
    with qtbot.waitSignal(page.told, timeout=20_000):
        page.document.redo()
    assert title(page) != before


def test_another_period_is_shown_when_it_is_chosen(page: HomePage, qtbot: QtBot) -> None:
    document = page.document
    with document.reading() as session:
        first = periods.periods(session)[0].key
    document.follow(lambda: freeze_period(document.workspace, "November 2026"))

    def open_next(session: Session) -> None:
        periods.open_period(session, "December 2026", date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 31))

    with qtbot.waitSignal(page.told, timeout=20_000):
        document.do("Open", open_next)
    qtbot.waitUntil(lambda: "December 2026" in words(page, "page subtitle"), timeout=20_000)
    with qtbot.waitSignal(page.told, timeout=20_000):
        document.choose_period(first)
    assert "November 2026" in words(page, "page subtitle")
    assert "frozen" in words(page, "page subtitle")


@pytest.fixture
def empty(tmp_path: Path, theme: Theme) -> Iterator[Document]:
    opened = Document(workspaces.create(tmp_path / "empty.pmo"), Settings(), theme)
    yield opened
    opened.close()


def test_an_empty_workspace_offers_three_ways_to_begin(empty: Document, jobs: Jobs, qtbot: QtBot) -> None:
    made = HomePage(empty, jobs)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.told):
        made.show()
    assert title(made) == "Nothing to show yet"
    buttons = {each.objectName(): each for each in made.beginning.findChildren(QPushButton)}
    assert set(buttons) == {"begin import", "begin period", "begin project"}
    assert [name for name, each in buttons.items() if each.property("look") == "primary"] == ["begin import"]
    with qtbot.waitSignal(made.beginning.asked) as told:
        QTest.keyClick(buttons["begin import"], Qt.Key.Key_Space)
    assert told.args == ["import"]
    ran: list[str] = []
    for name in ("file.import", "period.open", "register.add_record"):
        action = QAction(made)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False, name=name: ran.append(name))
    for name in ("import", "period", "project"):
        QTest.mouseClick(buttons[f"begin {name}"], Qt.MouseButton.LeftButton)
    assert ran == ["file.import", "period.open", "register.add_record"]


def test_with_a_project_the_next_step_is_its_first_period(empty: Document, jobs: Jobs, qtbot: QtBot) -> None:
    empty.do("Add", lambda session: registers.add(session, PROJECTS, {"name": "Quay"}))
    made = HomePage(empty, jobs)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.told):
        made.show()
    buttons = {each.objectName(): each for each in made.beginning.findChildren(QPushButton)}
    assert buttons["begin period"].property("look") == "primary"

    def open_first(session: Session) -> None:
        periods.open_period(session, "May 2026", date(2026, 5, 1), date(2026, 5, 31), date(2026, 5, 31))

    with qtbot.waitSignal(made.told, timeout=20_000):
        empty.do("Open", open_first)
    assert title(made) == "No project is rated yet"
