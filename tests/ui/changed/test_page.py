from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.project import Project
from pmo_desktop.services import periods, registers
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.ui.changed.page import ChangedPage
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs


def next_month(session: Session) -> None:
    """Freeze November, open December, and let things happen."""
    key = session.scalars(select(Project.key).order_by(Project.reference)).first() or 0
    registers.edit(session, PROJECTS, key, "report.summary", "All is well with the portal.")
    registers.add(session, register_named("risk"), {"title": "Rock", "project_key": key, "owner": "A"})
    session.flush()
    periods.freeze(session, periods.period_named(session, "November 2026"))


def december(session: Session) -> None:
    periods.open_period(session, "December 2026", date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 31))
    session.flush()
    key = session.scalars(select(Project.key).order_by(Project.reference)).first() or 0
    registers.edit(session, PROJECTS, key, "report.overall", Rating.RED)
    registers.edit(session, PROJECTS, key, "report.summary", "All is not well with the portal.")


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[ChangedPage]:
    document.do("November", next_month)
    document.do("December", december)
    made = ChangedPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitSignal(made.told):
        made.show()
    yield made
    made.hide()


def cells(page: ChangedPage) -> list[tuple[str, str, str]]:
    return [(row.cells[0], row.cells[3], row.cells[4]) for row in page.list.rows.rows]


def choose(page: ChangedPage, name: str, words: str) -> None:
    editor = getattr(page, name)
    found = next(number for number in range(editor.count()) if words in editor.itemText(number))
    editor.setCurrentIndex(found)
    editor.activated.emit(found)


def test_the_last_two_periods_are_compared_at_first(page: ChangedPage) -> None:
    assert (page.since.currentText(), page.until.currentText()) == ("November 2026", "December 2026")
    assert ("Customer Portal Renewal", "Worse", "Amber → Red") in cells(page)
    assert ("Customer Portal Renewal", "Text changed", "Summary") in cells(page)
    assert page.header.title.text().startswith("1 worse")


def test_a_changed_text_is_shown_word_by_word_beside_the_list(page: ChangedPage) -> None:
    choose(page, "kind", "Text changed")
    page.list.show_key(0)
    assert page.diff.isVisible()
    assert page.diff.toPlainText() == "All is not well with the portal."
    choose(page, "kind", "Worse")
    assert not page.diff.isVisible()
    assert page.note.text() == "Project · Worse\nAmber → Red"


def test_each_line_opens_its_record(page: ChangedPage, document: Document, qtbot: QtBot) -> None:
    with document.reading() as session:
        risk = session.scalars(select(register_named("risk").entity.key)).one()
    with qtbot.waitSignal(page.told):
        document.do("Own", lambda s: registers.edit(s, register_named("risk"), risk, "owner", "B"))
    assert ("Rock", "Changed otherwise", "Owner: A → B") in cells(page)
    choose(page, "kind", "Changed otherwise")
    with qtbot.waitSignal(page.go) as led:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert led.args == ["raid", ("risk", risk)]
    choose(page, "kind", "Worse")
    with qtbot.waitSignal(page.go) as led:
        QTest.mouseClick(page.findChildren(QPushButton, "open record")[0], Qt.MouseButton.LeftButton)
    assert led.args
    assert led.args[0] == "register"


def test_any_moment_of_the_history_can_be_looked_back_to(page: ChangedPage, qtbot: QtBot) -> None:
    choose(page, "since", "December")
    assert not page.until.isVisible() or page.until.isEnabled()
    with qtbot.waitSignal(page.told):
        choose(page, "since", "· December")
    assert not page.until.isEnabled()
    assert cells(page) == []
    assert page.header.title.text() == "Nothing changed"
    with qtbot.waitSignal(page.told):
        choose(page, "since", "· Fill")
    assert ("Rock", "New", "") in cells(page)


def test_what_is_shown_is_copied_as_a_spreadsheet_takes_it(page: ChangedPage) -> None:
    choose(page, "kind", "Worse")
    QTest.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == (
        "Record\tWhat\tProject\tHappened\tChange\n"
        "Customer Portal Renewal\tProject\tCustomer Portal Renewal\tWorse\tAmber → Red"
    )


def test_with_one_period_the_whole_history_is_compared(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    page = ChangedPage(document, jobs)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.told):
        page.show()
    assert page.since.currentText().endswith("Create workspace")
    assert len(cells(page)) > 0
    page.hide()
