from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pmo_desktop.domain.central import CentralItem, CentralKind
from pmo_desktop.ui.central.page import CentralFront, CentralPage
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.new_record import NewRecord

Press = Callable[[QWidget, str], None]


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[CentralPage]:
    made = CentralPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.hide()


def front(page: CentralPage) -> CentralFront:
    found = page.fronts[0]
    assert isinstance(found, CentralFront)
    return found


def tab(page: CentralPage, title: str) -> None:
    titles = [page.tabs.tabText(number) for number in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index(title))


def add(page: CentralPage, press: Press, name: str) -> None:
    dialog = page.findChildren(NewRecord)[-1]
    dialog.form.editor("name").show_value(name)
    dialog.form.editor("saving_per_year").show_value(3_400_00)
    press(dialog, "new add")


def test_the_first_supplier_is_added_from_the_empty_page_and_counted(
    page: CentralPage, document: Document, press: Press
) -> None:
    press(page, "empty action")
    add(page, press, "Kontur Survey")
    with document.reading() as session:
        assert session.scalars(select(CentralItem.kind)).one() is CentralKind.SUPPLIER
    page.tabs.setCurrentIndex(0)
    assert [row.cells[:2] for row in front(page).parts.rows.rows] == [
        ("Staff", "0"), ("Suppliers", "1"), ("Customers", "0"), ("Equipment", "0"),
    ]  # fmt: skip
    assert front(page).unused.text() == "Used by no project: Kontur Survey."
    document.undo()
    assert front(page).empty.isVisible()


def test_each_kind_has_a_tab_of_its_own_that_says_what_it_is_for_and_begins_as_it(
    page: CentralPage, document: Document, press: Press
) -> None:
    press(page, "empty action")
    add(page, press, "Kontur Survey")
    tab(page, "Equipment")
    view = page._view()
    assert view.table.model.rowCount() == 0
    press(view.table, "empty action")
    add(page, press, "Measuring train")
    assert [view.table.model.cell(0, 0).text, view.table.model.rowCount()] == ["Measuring train", 1]
    with document.reading() as session:
        key = session.scalars(select(CentralItem.key).where(CentralItem.kind == CentralKind.EQUIPMENT)).one()
    page.tabs.setCurrentIndex(0)
    page.show_record(("central_item", key))
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Equipment"


def test_staff_of_the_office_are_people_with_its_mark(page: CentralPage, press: Press) -> None:
    tab(page, "Staff")
    press(page._view().table, "empty action")
    dialog = page.findChildren(NewRecord)[-1]
    dialog.form.editor("name").show_value("Ada")
    press(dialog, "new add")
    page.tabs.setCurrentIndex(0)
    assert front(page).parts.rows.rows[0].cells[:2] == ("Staff", "1")
