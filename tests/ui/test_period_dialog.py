from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pmo_desktop.domain.choices import PeriodState
from pmo_desktop.domain.period import PeriodEvent
from pmo_desktop.services import periods
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.period_dialog import PeriodDialog, proposal
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme


@pytest.fixture
def window(document: Document, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    kept, theme.settings = theme.settings, Settings(theme="light")
    made = MainWindow(theme.settings, theme, Jobs(), ())
    made.show()
    made.furnish()
    qtbot.waitExposed(made)
    made.take(lambda: document)
    yield made
    made.close()
    theme.settings = kept


def shown(window: MainWindow) -> str:
    return window.rail.period.accessibleName()


def open_next(window: MainWindow) -> None:
    window.registered["period.open"].trigger()
    dialog = window.findChildren(PeriodDialog)[-1]
    QTest.mouseClick(dialog.findChildren(QPushButton, "period agree")[0], Qt.MouseButton.LeftButton)


def test_the_month_after_the_newest_period_is_proposed(document: Document) -> None:
    with document.reading() as session:
        assert proposal(session) == {
            "name": "December 2026",
            "starts_on": date(2026, 12, 1),
            "ends_on": date(2026, 12, 31),
            "cut_off_on": date(2026, 12, 31),
        }


def test_after_a_period_named_by_figures_comes_another(document: Document) -> None:
    document.do("Rename", lambda session: periods.periods(session)[0].__setattr__("name", "2026-11"))
    with document.reading() as session:
        assert proposal(session)["name"] == "2026-12"


def test_the_next_period_is_opened_and_looked_at_and_undo_takes_it_back(window: MainWindow) -> None:
    open_next(window)
    assert shown(window) == "December 2026, Open · cut-off 31 Dec"
    window.undo()
    assert shown(window) == "November 2026, Open · cut-off 27 Nov"
    window.redo()
    assert shown(window).startswith("December 2026")


def test_a_name_that_is_taken_is_refused_and_the_dialog_stays(window: MainWindow, document: Document) -> None:
    window.registered["period.open"].trigger()
    dialog = window.findChildren(PeriodDialog)[-1]
    dialog.findChildren(QLineEdit)[0].setText("november 2026")
    QTest.mouseClick(dialog.findChildren(QPushButton, "period agree")[0], Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "november 2026" in dialog.form.editor("name").accessibleDescription().lower()
    assert not window.messages.isVisible()
    dialog.reject()
    with document.reading() as session:
        assert len(periods.periods(session)) == 1


def test_an_earlier_period_is_chosen_and_the_newest_again(window: MainWindow, document: Document) -> None:
    open_next(window)
    with document.reading() as session:
        first, second = (each.key for each in periods.periods(session))
    document.choose_period(first)
    assert shown(window).startswith("November 2026")
    with document.reading() as session:
        found = document.period(session)
        assert found is not None
        assert found.key == first
    document.choose_period(None)
    assert shown(window).startswith("December 2026")
    document.choose_period(second)
    window.undo()
    assert shown(window).startswith("November 2026")


def test_a_period_is_frozen_after_asking_and_opened_again_with_a_reason(window: MainWindow, document: Document) -> None:
    def state() -> PeriodState:
        with document.reading() as session:
            found = document.period(session)
            assert found is not None
            return found.state

    turn = window.registered["period.turn"]
    assert turn.text() == "Freeze November 2026…"
    turn.trigger()
    question = window.findChildren(QMessageBox, "freeze question")[-1]
    QTest.mouseClick(question.buttons()[-1], Qt.MouseButton.LeftButton)
    assert state() is PeriodState.OPEN
    turn.trigger()
    question = window.findChildren(QMessageBox, "freeze question")[-1]
    freeze = next(each for each in question.buttons() if each.text() == "Freeze")
    QTest.mouseClick(freeze, Qt.MouseButton.LeftButton)
    assert state() is PeriodState.FROZEN
    assert turn.text() == "Reopen November 2026…"
    window.undo()
    assert state() is PeriodState.OPEN
    window.redo()
    turn.trigger()
    dialog = window.findChildren(AskDialog)[-1]
    dialog.accept()
    assert state() is PeriodState.FROZEN
    dialog.form.editor("reason").show_value("The depot sent its report late")
    dialog.accept()
    assert state() is PeriodState.OPEN
    with document.reading() as session:
        events = session.scalars(select(PeriodEvent).order_by(PeriodEvent.key)).all()
        assert [(each.kind.value, each.reason) for each in events] == [
            ("frozen", ""), ("reopened", "The depot sent its report late"),
        ]  # fmt: skip


def test_the_rail_offers_every_period_the_next_one_and_freezing(window: MainWindow) -> None:
    open_next(window)
    menu = window.rail.period._menu
    assert menu is not None
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [
        "December 2026", "November 2026", "", "Open the next period…", "Freeze December 2026…",
    ]  # fmt: skip
    assert [action.isChecked() for action in menu.actions()[:2]] == [True, False]
    menu.actions()[1].trigger()
    assert shown(window).startswith("November 2026")


def test_without_a_workspace_nothing_is_asked(window: MainWindow) -> None:
    window.close_document()
    window.registered["period.open"].trigger()
    window.registered["period.turn"].trigger()
    assert window.findChildren(PeriodDialog) == []
