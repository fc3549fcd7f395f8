from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from pmo_desktop.services import registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.register.page import RegisterPage
from pmo_desktop.ui.register.roadmap import Roadmap
from pmo_desktop.ui.register.roadmap_rows import RoadmapRows
from pmo_desktop.ui.register.time_axis import TimeAxis
from pmo_desktop.ui.register.time_cells import TIME

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _plan(session: Session) -> None:
    """Payments began in 2026 and is 107 days late, with one gate passed and one to come; the others have no dates."""
    key = registers.keys(session, PROJECTS, filters=[Filter("name", "contains", ("Mobile",))])[0]
    for name, day in (
        ("baseline_start_on", date(2026, 1, 5)),
        ("actual_start_on", date(2026, 1, 12)),
        ("baseline_finish_on", date(2027, 5, 15)),
        ("forecast_finish_on", date(2027, 8, 30)),
    ):
        registers.edit(session, PROJECTS, key, name, day)
    gates = register_named("milestone")
    passed = {"name": "Gate 1", "baseline_on": date(2026, 3, 1), "actual_on": date(2026, 3, 1)}
    ahead = {"name": "Gate 2", "baseline_on": date(2026, 12, 1), "forecast_on": date(2027, 1, 15)}
    for values in (passed, ahead):
        registers.add(session, gates, {"project_key": key, **values})


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[RegisterPage]:
    document.do("Plan", _plan)
    made = RegisterPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.kept_views.choose("roadmap")
    yield made
    made.hide()


@pytest.fixture
def rows(page: RegisterPage) -> RoadmapRows:
    """The rows, with the cursor on Mobile Payments, which the earliest finish puts first."""
    found = page.findChild(Roadmap)
    assert isinstance(found, Roadmap)
    found.take_focus()
    found.rows.setCurrentIndex(found.rows.register.index(0, 0))
    return found.rows


def hold(rows: RoadmapRows, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    """Press a key while others are held down and stay so."""
    QApplication.sendEvent(rows, QKeyEvent(QEvent.Type.KeyPress, key, held))


def value(document: Document, table: str, name: str, column: str) -> object:
    register = register_named(table)
    with document.reading() as session:
        wanted = registers.keys(session, register, filters=[Filter("name", "contains", (name,))])
        return registers.rows(session, register, wanted, [column])[0][0]


def test_a_row_tells_its_dates_and_what_can_be_moved(rows: RoadmapRows) -> None:
    assert rows.register.cell(0, 0).text == "Mobile Payments"
    assert [(each.name, each.on) for each in rows.handles_of(0)] == [
        ("Gate 2", date(2027, 1, 15)),
        ("Finish", date(2027, 8, 30)),
    ]
    assert rows.handles_of(1) == ()
    spoken = rows.register.data(rows.register.index(0, TIME), Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str)
    assert spoken.startswith("Start, baseline: 5 Jan 2026, Finish, baseline: 15 May 2027, Finish: 30 Aug 2027")
    assert spoken.endswith("Slip d: +107")


def test_a_date_is_moved_by_key_set_by_letting_go_and_taken_back_by_undo(rows: RoadmapRows, document: Document) -> None:
    QTest.keyClick(rows, Qt.Key.Key_Right)
    QTest.keyClick(rows, Qt.Key.Key_Right)
    for key, held in ((Qt.Key.Key_Right, ALT), (Qt.Key.Key_Right, ALT | SHIFT), (Qt.Key.Key_PageDown, ALT)):
        hold(rows, key, held)
    assert rows.accessibleDescription() == "Finish: 7 Oct 2027 · baseline 15 May 2027, +145 d"
    assert value(document, "project", "Mobile", "forecast_finish_on") == date(2027, 8, 30)
    QTest.keyRelease(rows, Qt.Key.Key_Alt)
    assert value(document, "project", "Mobile", "forecast_finish_on") == date(2027, 10, 7)
    assert value(document, "project", "Mobile", "figures.slip_days") == 145
    assert document.undo_title() == "Move Finish of “Mobile Payments” to 7 Oct 2027"
    assert rows.chosen is not None
    assert rows.chosen.on == date(2027, 10, 7)
    document.undo()
    assert value(document, "project", "Mobile", "forecast_finish_on") == date(2027, 8, 30)


def test_escape_leaves_a_date_where_it_was(rows: RoadmapRows, document: Document) -> None:
    before = document.undo_title()
    QTest.keyClick(rows, Qt.Key.Key_Right)
    hold(rows, Qt.Key.Key_Left, ALT)
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    QTest.keyRelease(rows, Qt.Key.Key_Alt)
    assert document.undo_title() == before


def test_a_milestone_is_dragged_to_another_day(rows: RoadmapRows, document: Document) -> None:
    left, middle = rows.columnViewportPosition(TIME), rows.rowViewportPosition(0) + 12
    start = QPoint(left + round(rows.axis.at(date(2027, 1, 15))), middle)
    end = QPoint(left + round(rows.axis.at(date(2027, 3, 1))), middle)
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(rows.viewport(), button, pos=start)
    QTest.mouseMove(rows.viewport(), end)
    QTest.mouseRelease(rows.viewport(), button, pos=end)
    moved = value(document, "milestone", "Gate 2", "forecast_on")
    assert isinstance(moved, date)
    assert abs((moved - date(2027, 3, 1)).days) <= 2, "as exact as a pixel is"
    assert value(document, "milestone", "Gate 2", "baseline_on") == date(2026, 12, 1)
    document.undo()
    assert value(document, "milestone", "Gate 2", "forecast_on") == date(2027, 1, 15)


def test_a_date_is_typed(rows: RoadmapRows, document: Document) -> None:
    QTest.keyClick(rows, Qt.Key.Key_Right)
    QTest.keyClick(rows, Qt.Key.Key_F2)
    dialog = rows.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    dialog.form.editor("forecast_on").show_value(date(2027, 2, 1))
    QTest.mouseClick(dialog.findChildren(QAbstractButton, "ask take")[-1], Qt.MouseButton.LeftButton)
    assert value(document, "milestone", "Gate 2", "forecast_on") == date(2027, 2, 1)


def test_the_roadmap_shows_the_groups_of_the_table_and_folds_by_itself(page: RegisterPage, rows: RoadmapRows) -> None:
    page.table.group(("stage",))
    model = page.table.model
    named = [[each.cell(row, 0).text for row in range(each.rowCount())] for each in (model, rows.register)]
    assert named[0] == named[1]
    rows.register.fold_all(folded=True)
    assert rows.register.rowCount() < model.rowCount()
    page.table.show_columns(("name",))
    page.table.group(("stage", "status"))
    counts = rows.register.cell(0, 1).counts
    assert sum(count for _, count in counts) == rows.register.group_at(0).count  # type: ignore[union-attr]


def test_the_roadmap_works_on_the_filters_and_zooms(page: RegisterPage, rows: RoadmapRows) -> None:
    page.table.model.ask(filters=[Filter("forecast_finish_on", "filled")])
    assert rows.register.rowCount() == 1
    whole = rows.axis
    assert whole.first < date(2026, 1, 5)
    assert whole.day(whole.width) > date(2027, 8, 30)
    QTest.keyClick(rows, Qt.Key.Key_Plus)
    assert rows.axis.days == pytest.approx(whole.days / 2)
    QTest.keyClick(rows, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert rows.axis.first > whole.first
    QTest.keyClick(rows, Qt.Key.Key_0)
    assert rows.axis == whole


def test_the_axis_puts_a_day_where_it_finds_it_and_ticks_what_there_is_room_for() -> None:
    axis = TimeAxis(date(2026, 1, 1), 365, 730)
    assert axis.at(date(2026, 7, 2)) == 364
    assert axis.day(364) == date(2026, 7, 2)
    assert [words for _, words, _ in axis.ticks()][:3] == ["2026", "Feb", "Mar"]
    assert [words for _, words, _ in axis.zoomed(4, 0).ticks()] == ["2026", "Jul", "2027", "Jul", "2028", "Jul", "2029",
                                                                     "Jul"]  # fmt: skip
    assert axis.panned(-10_000).first == date(1900, 1, 1)
