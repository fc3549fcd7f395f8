"""The tree and its roll-up, and views that are saved in the workspace."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QInputDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import Rating
from pmo_desktop.services import registers
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import PROJECTS, register_named
from pmo_desktop.services.saved_views import Rule
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.new_record import NewRecord
from pmo_desktop.ui.register.page import RegisterPage

_RED = Filter("figures.rating", "one of", (Rating.RED,))


def _into_a_tree(session: Session) -> None:
    """Payments and portal in a programme of a portfolio, the refit in the portfolio alone."""
    portfolio = registers.add(session, register_named("portfolio"), {"name": "Growth"})
    programme = registers.add(session, register_named("programme"), {"name": "Digital", "portfolio_key": portfolio})
    for key in registers.keys(session, PROJECTS):
        name = registers.rows(session, PROJECTS, [key], ["name"])[0][0]
        if "Portal" in name or "Mobile" in name:
            registers.edit(session, PROJECTS, key, "programme_key", programme)
        elif "Refit" in name:
            registers.edit(session, PROJECTS, key, "portfolio_key", portfolio)


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[RegisterPage]:
    document.do("Make a tree", _into_a_tree)
    made = RegisterPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1240, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


def names(page: RegisterPage) -> list[str]:
    return [page.table.model.cell(row, 0).text for row in range(page.table.model.rowCount())]


def titles(page: RegisterPage) -> list[str]:
    return [page.tabs.tabText(number) for number in range(page.tabs.count())]


def press(page: RegisterPage, name: str) -> None:
    QTest.mouseClick(page.findChildren(QAbstractButton, name)[-1], Qt.MouseButton.LeftButton)


def test_the_register_opens_as_a_tree_on_its_first_project(page: RegisterPage) -> None:
    assert names(page) == [
        "Growth", "Digital", "Customer Portal Renewal", "Mobile Payments", "Branch Network Refit",
        "Without portfolio", "R&D “Laboratory” <b>1</b>",
    ]  # fmt: skip
    assert [page.table.model.level(row) for row in range(5)] == [0, 1, 2, 2, 1]
    assert page.table.view.currentIndex().row() == 2


def test_the_head_of_a_group_tells_its_roll_up_and_leads_to_what_drives_it(page: RegisterPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.inspected):
        page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    words = [each.text() for each in page.group_pane.findChildren(QLabel)]
    assert words[0] == "Growth"
    assert "3 projects" in words
    assert "Worst: Off track, driven by" in words
    assert "11,000" in words
    assert page.inspector.isHidden()
    press(page, "driver Mobile Payments")
    assert page.group_pane.isHidden()
    assert page.inspector.seen is not None
    assert page.inspector.seen.name == "Mobile Payments"


def test_a_portfolio_without_a_project_is_shown_and_takes_a_new_one(page: RegisterPage, document: Document) -> None:
    document.do("New portfolio", lambda s: registers.add(s, register_named("portfolio"), {"name": "Empty"}))
    assert names(page)[0] == "Empty"
    assert [page.table.model.cell(0, at).text for at in range(1, page.table.model.columnCount())] == [""] * (
        page.table.model.columnCount() - 1
    )
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    page.add_record()
    dialog = page.findChildren(NewRecord)[-1]
    dialog.form.editor("name").show_value("First of its portfolio")
    press(page, "new add")
    assert names(page)[:2] == ["Empty", "First of its portfolio"]
    document.undo()
    document.undo()
    assert "Empty" not in names(page)


def test_the_first_portfolio_makes_a_tree(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    page = RegisterPage(document, jobs)
    qtbot.addWidget(page)
    page.show()
    assert page.table.model.group_by == ()
    document.do("New portfolio", lambda s: registers.add(s, register_named("portfolio"), {"name": "Empty"}))
    assert names(page)[0] == "Empty"
    page.hide()


def test_a_project_in_a_folded_group_is_shown_when_it_is_asked_for(page: RegisterPage) -> None:
    key = page.table.model.key_at(3)
    page.table.model.fold_all(folded=True)
    assert page.table.model.row_of(key) is None
    page.show_record(key)
    assert page.table.view.current_key() == key
    assert names(page) == ["Growth", "Digital", "Customer Portal Renewal", "Mobile Payments", "Branch Network Refit",
                           "Without portfolio"]  # fmt: skip


def test_a_view_is_saved_under_a_name_and_shows_all_of_it_again(page: RegisterPage, document: Document) -> None:
    table = page.table
    table.model.ask(filters=(_RED,), sort=(("eac", False),), groups=("stage",), rules=(Rule(_RED, "R"),))
    table.show_columns(("name", "eac", "figures.rating"))
    table.freeze(2)
    press(page, "new view")
    dialog = page.findChild(QInputDialog, "view name")
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("My reds")
    dialog.accept()
    assert (titles(page)[0], titles(page)[-1]) == ("All entries", "My reds")
    assert page.tabs.currentIndex() == len(titles(page)) - 1
    assert document.undo_title() == "Save view My reds"
    page.tabs.setCurrentIndex(2)
    assert not table.model.group_by
    page.tabs.setCurrentIndex(len(titles(page)) - 1)
    assert names(page) == ["Deliver", "Mobile Payments"]
    assert [each.name for each in table.model.columns] == ["name", "eac", "figures.rating"]
    assert (table.view.frozen_count, table.model.sort_order) == (2, (("eac", False),))
    assert table.model.cell(1, 2).tone == "R"
    document.undo()
    assert "My reds" not in titles(page)
    assert page.tabs.currentIndex() == 0
    document.redo()
    assert titles(page)[-1] == "My reds"


def test_a_saved_view_that_is_changed_says_so_until_it_is_saved(page: RegisterPage, document: Document) -> None:
    views = page.kept_views
    views.add("Mine")
    page.table.model.ask(filters=(_RED,))
    assert titles(page)[-1] == "Mine •"
    views.save()
    assert titles(page)[-1] == "Mine"
    document.undo()
    assert page.table.model.filters == {}
    views.rename("Ours")
    views.add("Other")
    views.move(-1)
    assert titles(page)[-2:] == ["Other", "Ours"]
    views.remove()
    assert titles(page)[-1] == "Ours"
    assert page.tabs.currentIndex() == 0


def test_a_saved_view_is_there_when_the_workspace_is_opened_again(
    page: RegisterPage, document: Document, jobs: Jobs, qtbot: QtBot
) -> None:
    page.table.group(("sponsor",))
    page.kept_views.add("By SRO")
    again = RegisterPage(document, jobs)
    qtbot.addWidget(again)
    again.kept_views.choose(again.kept_views.all[-1].key)
    assert again.table.model.group_by == ("sponsor",)
