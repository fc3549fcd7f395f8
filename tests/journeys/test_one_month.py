"""One month of an office, through the window: report, freeze, go on, and see what changed, in the pack as well."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import DecisionOutcome, Level, Rating, ReportState
from pmo_desktop.domain.project import Project
from pmo_desktop.reports.pack import write_pack
from pmo_desktop.services import periods, registers
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.services.workspaces import create, open_workspace
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.changed.page import ChangedPage
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.period_dialog import PeriodDialog
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme


def begin(session: Session) -> None:
    """Two projects with a milestone, a risk and a question for the board."""
    for name, reference in (("Harbour bridge", "P-1"), ("Crane renewal", "P-2")):
        values = {"name": name, "reference": reference, "whole_life_cost": 5_000_000_00, "bac": 100_000_00}
        dates = {
            "baseline_start_on": date(2026, 1, 1), "baseline_finish_on": date(2027, 1, 1),
            "forecast_finish_on": date(2027, 1, 1), "eac": 100_000_00, "sponsor": "A. Harbour",
        }  # fmt: skip
        registers.add(session, PROJECTS, {**values, **dates, "status": "active"})
    key = session.scalars(select(Project.key).order_by(Project.reference)).first() or 0
    add = registers.add
    day = date(2026, 12, 1)
    add(session, register_named("milestone"), {
        "project_key": key, "name": "Deck in place", "is_key": True, "baseline_on": day, "forecast_on": day,
    })  # fmt: skip
    risk = {"project_key": key, "title": "Rock in the river bed", "probability": 4, "impact": 4, "owner": "B. Quay"}
    add(session, register_named("risk"), risk)
    add(session, register_named("decision"), {
        "project_key": key, "title": "Blast or drill?", "decide_by_on": date(2026, 2, 20), "level": "board",
    })  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("journey") / "harbour.pmo"
    workspace = create(path, organisation="Harbour Trust", currency="EUR", office="Harbour PMO")
    workspace.do("Begin", begin)
    workspace.close()
    return path


@pytest.fixture
def window(begun: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    settings = Settings(theme="light")
    theme = Theme(qapp, settings)
    theme.apply()
    made = MainWindow(settings, theme, Jobs())
    made.show()
    made.furnish()
    qtbot.waitExposed(made)
    path = Path(shutil.copy(begun, tmp_path))
    made.take(lambda: Document(open_workspace(path), settings))
    yield made
    made.close()


def press(parent: QWidget, name: str) -> None:
    found = [each for each in parent.findChildren(QAbstractButton, name) if each.isVisible()]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def document(window: MainWindow) -> Document:
    assert window.document is not None
    return window.document


def key_of(window: MainWindow, table: str, word: str) -> int:
    with document(window).reading() as session:
        register = register_named(table)
        return registers.keys(session, register, search=word)[0]


def open_period(window: MainWindow, name: str, first: date, last: date) -> None:
    window.registered["period.open"].trigger()
    dialog = window.findChildren(PeriodDialog)[-1]
    for field, value in (("name", name), ("starts_on", first), ("ends_on", last), ("cut_off_on", last)):
        dialog.form.editor(field).show_value(value)
    press(dialog, "period agree")
    assert not dialog.isVisible()


def freeze(window: MainWindow) -> None:
    window.registered["period.turn"].trigger()
    question = window.findChildren(QMessageBox, "freeze question")[-1]
    agree = next(each for each in question.buttons() if each.text() == "Freeze")
    QTest.mouseClick(agree, Qt.MouseButton.LeftButton)


def log(window: MainWindow, page: str, table: str, key: int) -> LogView:
    window.show_page(page, (table, key))
    shown = window.stack.currentWidget()
    assert isinstance(shown, LogPage)
    view = shown.stack.currentWidget()
    assert isinstance(view, LogView)
    return view


def edit(view: LogView, name: str, value: Any) -> None:  # noqa: ANN401
    view.pane.form.editor(name).show_value(value)
    view.pane.form.edited.emit(name, value)


def answer(view: LogView, **values: object) -> None:
    dialog = view.pane.findChildren(AskDialog)[-1]
    for name, value in values.items():
        dialog.form.editor(name).show_value(value)
    press(dialog, "ask take")
    assert not dialog.isVisible()


def report(window: MainWindow, project: int, **values: object) -> None:
    """Write a report in the pane of the register."""
    window.show_page("register", project)
    page: Any = window.stack.currentWidget()
    page.inspector.show_tab(1)
    for name, value in values.items():
        page.inspector.report.form.edited.emit(name, value)


def test_one_month(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    bridge, crane = (key_of(window, "project", name) for name in ("bridge", "Crane"))

    open_period(window, "January 2026", date(2026, 1, 1), date(2026, 1, 31))
    for key in (bridge, crane):
        report(window, key, overall=Rating.GREEN, summary="All is well.", state=ReportState.SUBMITTED)
    freeze(window)
    open_period(window, "February 2026", date(2026, 2, 1), date(2026, 2, 28))

    edit(log(window, "plans", "milestone", key_of(window, "milestone", "Deck")), "forecast_on", date(2027, 1, 15))
    view = log(window, "raid", "risk", key_of(window, "risk", "Rock"))
    press(view.pane, "escalate")
    answer(view, level=Level.BOARD, reason="Only the board can pay for blasting")
    view = log(window, "decisions", "decision", key_of(window, "decision", "Blast"))
    press(view.pane, "decide")
    answer(view, outcome=DecisionOutcome.AGREED, text="Drill, for the sake of the fish", on=date(2026, 2, 12))
    report(window, bridge, overall=Rating.RED, summary="All is not well.", state=ReportState.SUBMITTED,
           path_to_green="Drill at night.", path_owner="B. Quay", path_due_on=date(2026, 6, 1))  # fmt: skip
    report(window, crane, overall=Rating.GREEN, summary="All is well.", state=ReportState.SUBMITTED)

    window.show_page("changed")
    page = window.stack.currentWidget()
    assert isinstance(page, ChangedPage)
    qtbot.waitUntil(lambda: page.found is not None)
    assert (page.since.currentText(), page.until.currentText()) == ("January 2026", "February 2026")
    told = {(row.cells[0], row.cells[3], row.cells[4]) for row in page.list.rows.rows}
    assert ("Harbour bridge", "Worse", "Green → Red") in told
    assert ("Deck in place", "Later", "+45 d: 1 Dec 2026 → 15 Jan 2027") in told
    assert ("Rock in the river bed", "Escalated", "Project → Board") in told
    assert ("Blast or drill?", "Decided", "Agreed") in told
    assert ("Harbour bridge", "Text changed", "Summary") in told
    assert not {line for line in told if line[0] == "Crane renewal" and line[1] in {"Worse", "Later"}}

    with document(window).reading() as session:
        assert [period.name for period in periods.periods(session)] == ["January 2026", "February 2026"]
    text = _pack(window, tmp_path, "February 2026")
    for words in ("Harbour bridge", "Deck in place", "Rock in the river bed", "Blast or drill?", "Drill, for the sake"):
        assert words in text
    assert "All is not well." in text
    assert "Drill at night." in text
    before = _pack(window, tmp_path, "January 2026")
    assert "All is not well." not in before
    assert "Drill, for the sake" not in before


def _pack(window: MainWindow, folder: Path, period: str) -> str:
    """The text of the board pack of a period, its lines joined."""
    out = folder / f"{period}.pdf"
    write_pack(document(window).workspace, out, period)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
