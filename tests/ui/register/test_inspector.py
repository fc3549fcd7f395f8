from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Dimension, Rating, ReportState
from pmo_desktop.domain.kept_text import KeptText
from pmo_desktop.domain.period import ReportingPeriod
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, registers
from pmo_desktop.services.insights.project import ProjectSeen, project_seen
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.register.inspector import HISTORY, LINKS, REPORT, Inspector
from pmo_desktop.ui.register.override import OverrideDialog
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.editors import ListEditor, TextEditor
from pmo_desktop.ui.widgets.link_row import LinkRow
from pmo_desktop.ui.widgets.status import StatusSign

MONEY = Money("EUR", 1000)


def key_of(session: Session, reference: str) -> int:
    return session.scalars(select(Project.key).where(Project.reference == reference)).one()


@pytest.fixture
def payments(document: Document) -> int:
    with document.reading() as session:
        return key_of(session, "P-002")


@pytest.fixture
def inspector(document: Document, payments: int, qtbot: QtBot) -> Iterator[Inspector]:
    made = Inspector(document)
    qtbot.addWidget(made)
    made.resize(352, 900)
    made.show()
    document.changed.connect(lambda _tables: made.show_project(payments, MONEY))
    made.show_project(payments, MONEY)
    yield made
    made.hide()


def press(parent: QWidget, name: str) -> None:
    QTest.mouseClick(parent.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton)


def words(parent: QWidget, name: str) -> str:
    found = parent.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def seen(document: Document, key: int) -> ProjectSeen:
    with document.reading() as session:
        found = project_seen(session, key)
    assert found is not None
    return found


def test_the_rating_is_told_with_its_reason_and_its_three_sides(inspector: Inspector) -> None:
    card = inspector.essentials.rating
    assert card.sign.accessibleName() == "Off track"
    assert "12.92%" in card.why.text()
    told = [sign.accessibleName() for sign in card.dimensions.findChildren(StatusSign)]
    assert told[:2] == ["Schedule: Not rated", "Cost: Off track"]


def test_facts_and_money_are_told(inspector: Inspector) -> None:
    assert words(inspector, "fact sponsor") == "—"
    assert inspector.essentials.bars.accessibleName() == "Budget 2,400, Actual —, Forecast 2,710, k€"


def test_a_project_without_report_says_so_and_leads_to_it(inspector: Inspector) -> None:
    assert words(inspector, "no report") == "No report for November 2026 yet."
    press(inspector, "write")
    assert inspector.tabs.currentIndex() == REPORT


def test_a_text_of_the_report_is_written_when_it_is_left_and_undone(
    inspector: Inspector, document: Document, payments: int
) -> None:
    inspector.show_tab(REPORT)
    summary = inspector.report.form.editor("summary")
    assert isinstance(summary, TextEditor)
    summary.setFocus()
    QTest.keyClicks(summary, "Supplier claims")
    QTest.keyClick(summary, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    now = seen(document, payments)
    assert (now.report["summary"], now.state) == ("Supplier claims", ReportState.DRAFT)
    assert document.undo_title() == "Change Summary of “Mobile Payments”"
    document.undo()
    assert seen(document, payments).state is ReportState.MISSING
    assert summary.toPlainText() == ""
    document.redo()
    assert summary.toPlainText() == "Supplier claims"


def test_a_dimension_is_rated(inspector: Inspector, document: Document, payments: int) -> None:
    inspector.show_tab(REPORT)
    cost = inspector.report.form.editor("cost")
    assert isinstance(cost, ListEditor)
    cost.show_value(Rating.AMBER)
    cost.committed.emit()
    assert seen(document, payments).report["cost"] is Rating.AMBER
    document.undo()
    assert cost.value() is None


def test_a_report_is_submitted(inspector: Inspector, document: Document, payments: int) -> None:
    inspector.show_tab(REPORT)
    press(inspector, "submit report")
    assert seen(document, payments).state is ReportState.SUBMITTED
    assert inspector.report.submit.isHidden()
    document.undo()
    assert not inspector.report.submit.isHidden()


def test_a_frozen_period_cannot_be_written_to(inspector: Inspector, document: Document) -> None:
    def freeze(session: Session) -> None:
        periods.freeze(session, session.scalars(select(ReportingPeriod)).one())

    document.do("Freeze", freeze)
    inspector.show_tab(REPORT)
    assert not inspector.report.form.editor("summary").isEnabled()
    assert inspector.report.submit.isHidden()
    assert inspector.essentials.rating.change.isHidden()


def test_the_view_of_the_pmo_needs_a_reason_and_counts(inspector: Inspector, document: Document, payments: int) -> None:
    press(inspector, "override")
    dialog = inspector.findChild(OverrideDialog)
    assert isinstance(dialog, OverrideDialog)
    dialog.rating.show_value(Rating.GREEN)
    press(dialog, "override set")
    assert dialog.isVisible()
    QTest.keyClicks(dialog.reason, "The claim was withdrawn")
    QTest.keyClicks(dialog.by, "N. Haddad")
    QTest.keyClick(dialog.by, Qt.Key.Key_Return)
    entry = seen(document, payments).entry
    assert entry is not None
    assert (entry.overall.shown, entry.overall.reported) == (Rating.GREEN, Rating.RED)
    assert "The claim was withdrawn (N. Haddad" in inspector.essentials.rating.reason.text()
    document.undo()
    assert inspector.essentials.rating.sign.accessibleName() == "Off track"


def test_the_view_of_the_pmo_is_dropped(inspector: Inspector, document: Document, payments: int, qtbot: QtBot) -> None:
    for name in ("override set", "override drop"):
        press(inspector, "override")
        dialog = inspector.findChildren(OverrideDialog)[-1]
        dialog.about.show_value(Dimension.COST)
        dialog.about.committed.emit()
        if name == "override set":
            dialog.reason.setPlainText("The claim was withdrawn")
        with qtbot.waitSignal(document.changed):
            press(dialog, name)
    entry = seen(document, payments).entry
    assert entry is not None
    assert entry.dimensions[Dimension.COST].override is None


def test_what_belongs_to_it_leads_to_its_log(
    inspector: Inspector, document: Document, payments: int, qtbot: QtBot
) -> None:
    row = {"title": "Supplier fails", "project_key": payments, "probability": 4, "impact": 5}
    key = document.do("Add", lambda s: registers.add(s, register_named("risk"), row))
    inspector.show_tab(LINKS)
    link = inspector.findChild(LinkRow, f"risk {key}")
    assert isinstance(link, LinkRow)
    assert link.accessibleName() == "Supplier fails, 20"
    link.setFocus()
    with qtbot.waitSignal(inspector.asked) as led:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert led.args == ["risk", key]


def test_texts_of_cells_that_were_not_read_are_shown(inspector: Inspector, document: Document, payments: int) -> None:
    def keep(session: Session) -> None:
        period = session.scalars(select(ReportingPeriod.key)).one()
        kept = {"header": "Start", "text": "soon", "reason": "No date", "field": "forecast_start_on"}
        session.add(KeptText(project_key=payments, period_key=period, **kept))

    document.do("Keep", keep)
    inspector.show_tab(LINKS)
    shown = [each.text() for each in inspector.links.findChildren(QLabel)]
    assert {"soon", "No date", "Start · November 2026"} <= set(shown)


def test_the_history_is_told_in_words(inspector: Inspector, document: Document, payments: int) -> None:
    registered = PROJECTS
    document.do("Change EAC", lambda s: registers.edit(s, registered, payments, "eac", 2_800_000_00))
    document.do("Change Summary", lambda s: registers.edit(s, registered, payments, "report.summary", "Fine"))
    inspector.show_tab(HISTORY)
    told = [entry.words for entry in inspector.history.list.entries()]
    assert told[:2] == ["Summary written: Fine; 1 more", "EAC 2,710 → 2,800 k€"]
    assert told[-1] == "Added"


def test_escape_closes_it(inspector: Inspector, qtbot: QtBot) -> None:
    with qtbot.waitSignal(inspector.closed):
        QTest.keyClick(inspector, Qt.Key.Key_Escape)


def test_everything_to_press_has_a_name(inspector: Inspector) -> None:
    for number in range(inspector.tabs.count()):
        inspector.show_tab(number)
        for each in inspector.findChildren(QAbstractButton):
            if each.isVisible():
                assert each.accessibleName() or each.text(), each.objectName()
