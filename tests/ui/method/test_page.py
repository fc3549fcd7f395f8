from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from pmo_desktop.domain.gate import Gate
from pmo_desktop.domain.project import Project
from pmo_desktop.ui.ask_dialog import AskDialog
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.method.compliance import ComplianceFront
from pmo_desktop.ui.method.page import MethodPage
from pmo_desktop.ui.method.tailoring import TailoringFront

Press = Callable[[QWidget, str], None]


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> Iterator[MethodPage]:
    made = MethodPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.hide()


def front(page: MethodPage) -> ComplianceFront:
    found = page.fronts[0]
    assert isinstance(found, ComplianceFront)
    return found


def tailored(page: MethodPage) -> TailoringFront:
    page.tabs.setCurrentIndex(1)
    found = page.fronts[1]
    assert isinstance(found, TailoringFront)
    return found


def ask(page: QWidget) -> AskDialog:
    return page.findChildren(AskDialog)[-1]


def take(page: MethodPage, press: Press) -> None:
    press(page, "empty action")
    press(ask(page), "ask take")


def give(page: MethodPage, press: Press) -> None:
    take(page, press)
    press(front(page).empty, "empty action")
    press(ask(page), "ask take")


def states(page: MethodPage) -> list[str]:
    return [row.cells[-1] for row in front(page).items.rows.rows]


def test_an_empty_page_takes_a_lifecycle_from_a_template_then_gives_it_to_projects(
    page: MethodPage, document: Document, press: Press
) -> None:
    assert front(page).empty.title.text() == "No lifecycle yet"
    take(page, press)
    assert front(page).empty.title.text() == "No project follows the method yet"
    press(front(page).empty, "empty action")
    assert ask(page).form.editor("project").value() == 0
    press(ask(page), "ask take")
    with document.reading() as session:
        assert session.scalar(select(func.count()).select_from(Gate)) == 4 * 4
        assert all(session.scalars(select(Project.lifecycle_key)))
    assert page._header.title.text().startswith("0% of what is due is done")
    document.undo()
    assert front(page).empty.isVisible()


def test_one_project_is_given_a_class_by_size_and_uncertainty(
    page: MethodPage, document: Document, press: Press
) -> None:
    give(page, press)
    press(page, "new row")
    with document.reading() as session:
        key = session.scalars(select(Project.key).where(Project.reference == "P-004")).one()
    for name, value in (("project", key), ("size", "medium"), ("uncertainty", "high")):
        ask(page).form.editor(name).show_value(value)
    press(ask(page), "ask take")
    with document.reading() as session:
        assert session.get_one(Project, key).project_class == "large"
    assert front(page).choice.value() == key


def test_an_item_is_marked_done_waived_and_taken_back(page: MethodPage, document: Document, press: Press) -> None:
    give(page, press)
    items = front(page).items
    assert states(page)[:2] == ["Deviation", "Deviation"]
    items.setCurrentIndex(items.rows.index(0, 0))
    press(page, "done")
    ask(page).form.editor("evidence").show_value("Brief of May")
    press(ask(page), "ask take")
    assert states(page)[0] == "Done"
    assert items.rows.rows[0].cells[2] == "Brief of May"
    items.setCurrentIndex(items.rows.index(1, 0))
    press(page, "waive")
    press(ask(page), "ask take")
    assert ask(page).isVisible()
    ask(page).form.editor("reason").show_value("Known from the last one")
    ask(page).form.editor("approver").show_value("Board")
    press(ask(page), "ask take")
    assert states(page)[1] == "Waived"
    assert not front(page).waive.isEnabled()
    press(page, "take back")
    assert states(page)[1] == "Deviation"
    document.undo()
    assert states(page)[1] == "Waived"


def test_tailoring_shows_what_each_class_is_asked_and_templates_are_renewed_and_issued(
    page: MethodPage, document: Document, press: Press
) -> None:
    take(page, press)
    found = tailored(page)
    assert [row.cells[3:] for row in found.items.rows.rows if row.cells[0] == "Business case"] == [("–", "●", "●", "●")]
    templates = found.templates
    templates.setCurrentIndex(templates.rows.index(0, 0))
    press(found, "issue")
    press(ask(found), "ask take")
    assert templates.rows.rows[0].cells == ("Acceptance record", "1", "4 projects")
    press(found, "new version")
    ask(found).form.editor("version").show_value("2")
    press(ask(found), "ask take")
    assert templates.rows.rows[0].cells == ("Acceptance record", "2", "4 with an older one")
    document.undo()
    assert templates.rows.rows[0].cells[1] == "1"


def test_tailoring_takes_the_first_lifecycle_and_further_ones(page: MethodPage, press: Press) -> None:
    found = tailored(page)
    press(found.empty, "empty action")
    press(ask(found), "ask take")
    press(page, "new row")
    ask(found).form.editor("template").show_value("light")
    press(ask(found), "ask take")
    assert [found.lifecycle.itemText(number) for number in range(found.lifecycle.count())] == [
        "Light lifecycle", "Standard lifecycle",
    ]  # fmt: skip


def test_the_command_of_the_menu_asks_for_what_comes_next(page: MethodPage, press: Press) -> None:
    page.give_lifecycle()
    assert ask(page).windowTitle() == "Take a lifecycle from a template…"
    press(ask(page), "ask take")
    page.give_lifecycle()
    assert ask(page).windowTitle() == "Give a lifecycle…"
