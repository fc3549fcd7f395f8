"""Why a rating is what it is, how ratings are made, and who owes a report: asked in the window."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pmo_desktop.domain.choices import Dimension, Rating, Scale
from pmo_desktop.domain.project import Project
from pmo_desktop.domain.settings import ThresholdOverride
from pmo_desktop.services import registers
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.services.settings import settings_of
from pmo_desktop.ui.chase import ChaseDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.logs.log import LogView
from pmo_desktop.ui.logs.page import LogPage
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.rating_settings import RatingSettings
from pmo_desktop.ui.register.inspector import ESSENTIALS, REPORT
from pmo_desktop.ui.register.page import RegisterPage
from pmo_desktop.ui.register.why import WhyDialog
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme


@pytest.fixture
def window(document: Document, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    kept, theme.settings = theme.settings, Settings(theme="light")
    made = MainWindow(theme.settings, theme, Jobs())
    made.show()
    made.furnish()
    qtbot.waitExposed(made)
    made.take(lambda: document)
    yield made
    made.close()
    theme.settings = kept


def press(parent: QWidget, name: str) -> None:
    found = [each for each in parent.findChildren(QPushButton, name) if each.isVisible()]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def key_of(document: Document, reference: str) -> int:
    with document.reading() as session:
        return session.scalars(select(Project.key).where(Project.reference == reference)).one()


def shown(document: Document, reference: str, column: str) -> object:
    with document.reading() as session:
        return registers.rows(session, PROJECTS, [key_of(document, reference)], [column])[0][0]


def inspected(window: MainWindow, key: int) -> RegisterPage:
    window.show_page("register", key)
    page = window.stack.currentWidget()
    assert isinstance(page, RegisterPage)
    page.inspector.show_tab(ESSENTIALS)
    return page


def test_why_is_it_red_opens_the_rule_the_numbers_and_the_record(window: MainWindow, document: Document) -> None:
    key = key_of(document, "P-001")
    risk = {"title": "Supplier fails", "project_key": key, "probability": 5, "impact": 5, "owner": "A"}
    risk_key = document.do("Add", lambda session: registers.add(session, register_named("risk"), risk))
    page = inspected(window, key)
    press(page.inspector, "why rated")
    dialog = page.inspector.findChildren(WhyDialog)[-1]
    assert dialog.found is not None
    assert dialog.sentence.text() == "The highest risk, Supplier fails, scores 25. Red starts at 20."
    assert "Highest score: 25" in dialog.numbers.text()
    assert dialog.limits.text().splitlines()[:2] == ["Amber from: 12", "Red from: 20"]
    press(dialog, "open driver")
    assert window.current_page() == "raid"
    log = window.stack.currentWidget()
    assert isinstance(log, LogPage)
    view = log.stack.currentWidget()
    assert isinstance(view, LogView)
    assert view.table.view.current_key() == risk_key


def test_each_dimension_can_be_asked_for(window: MainWindow, document: Document) -> None:
    page = inspected(window, key_of(document, "P-002"))
    press(page.inspector, "why rated")
    dialog = page.inspector.findChildren(WhyDialog)[-1]
    row = [None, *Dimension].index(Dimension.COST)
    dialog.about.setCurrentIndex(row)
    dialog.about.activated.emit(row)
    assert dialog.sentence.text().startswith("EAC is 12.92% above BAC.")
    assert dialog.numbers.text().startswith("BAC: ")
    press(dialog, "open driver")
    assert page.inspector.tabs.currentIndex() == ESSENTIALS
    assert not dialog.isVisible()


def test_thresholds_of_the_workspace_are_changed_and_all_ratings_follow(window: MainWindow, document: Document) -> None:
    assert shown(document, "P-002", "figures.calculated_cost") is Rating.RED
    window.registered["ratings.settings"].trigger()
    dialog = window.findChildren(RatingSettings)[-1]
    dialog.common.editor("cost_red").show_value(20.0)
    press(dialog, "settings keep")
    assert not dialog.isVisible()
    assert shown(document, "P-002", "figures.calculated_cost") is Rating.AMBER
    window.undo()
    assert shown(document, "P-002", "figures.calculated_cost") is Rating.RED
    window.redo()
    window.registered["ratings.settings"].trigger()
    dialog = window.findChildren(RatingSettings)[-1]
    dialog.common.editor("scale").show_value(Scale.FIVE)
    press(dialog, "settings keep")
    assert shown(document, "P-002", "figures.calculated_cost") is Rating.AMBER


def test_thresholds_out_of_order_are_refused(window: MainWindow, document: Document) -> None:
    window.registered["ratings.settings"].trigger()
    dialog = window.findChildren(RatingSettings)[-1]
    dialog.common.editor("amber_percent").show_value(30.0)
    press(dialog, "settings keep")
    assert dialog.isVisible()
    assert dialog.problem.text() != ""
    dialog.tabs.setCurrentIndex(1)
    assert dialog.problem.text() == ""
    for dimension in Dimension:
        dialog.weights.editor(f"{dimension}_weight").show_value(0.0)
    press(dialog, "settings keep")
    assert dialog.isVisible()
    with document.reading() as session:
        assert settings_of(session).amber_percent == 5
    dialog.close()


def test_a_project_has_thresholds_of_its_own_with_a_reason(window: MainWindow, document: Document) -> None:
    window.registered["ratings.settings"].trigger()
    dialog = window.findChildren(RatingSettings)[-1]
    dialog.tabs.setCurrentIndex(2)
    dialog.project.show_value(key_of(document, "P-002"))
    dialog.project.committed.emit()
    dialog.own.editor("cost_red").show_value(20.0)
    press(dialog, "settings keep")
    assert dialog.isVisible()
    dialog.own.editor("reason").show_value("A pilot may cost more")
    press(dialog, "settings keep")
    assert not dialog.isVisible()
    assert shown(document, "P-002", "figures.calculated_cost") is Rating.AMBER
    with document.reading() as session:
        own = session.scalars(select(ThresholdOverride)).one()
    assert (own.reason, own.cost_red, own.amber_percent) == ("A pilot may cost more", 20.0, None)
    window.registered["ratings.settings"].trigger()
    dialog = window.findChildren(RatingSettings)[-1]
    dialog.tabs.setCurrentIndex(2)
    dialog.project.show_value(key_of(document, "P-002"))
    dialog.project.committed.emit()
    press(dialog, "drop own")
    assert shown(document, "P-002", "figures.calculated_cost") is Rating.RED
    dialog.close()


def test_reports_still_to_come_are_listed_and_copied_as_a_message(window: MainWindow, document: Document) -> None:
    document.do(
        "Submit",
        lambda s: registers.edit(s, PROJECTS, key_of_in(s, "P-001"), "report.submitted_on", date(2026, 11, 27)),
    )
    window.show_page("reports")
    press(window, "chase reports")
    dialog = window.findChildren(ChaseDialog)[-1]
    assert dialog.title.text() == "4 of 4 reports for November 2026 are still to come"
    assert [row.cells[0] for row in dialog.list.rows.rows][:2] == ["Branch Network Refit", "Mobile Payments"]
    press(dialog, "copy message")
    assert "P-002 Mobile Payments" in QApplication.clipboard().text()
    dialog.list.show_key(key_of(document, "P-002"))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.current_page() == "register"
    page = window.stack.currentWidget()
    assert isinstance(page, RegisterPage)
    assert page.inspector.tabs.currentIndex() == REPORT
    assert page.inspector.seen is not None
    assert page.inspector.seen.reference == "P-002"


def key_of_in(session: object, reference: str) -> int:
    return session.scalars(select(Project.key).where(Project.reference == reference)).one()  # type: ignore[attr-defined, no-any-return]
