from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pmo_desktop.services import recipes, workspaces
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.recipes import RecipeSeen
from pmo_desktop.ui.board_pack.page import BoardPackPage
from pmo_desktop.ui.board_pack.recipe_menu import RecipeMenu
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.main_window import MainWindow
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.pages import PAGES
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import Theme
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.tag import Tag

LONG = 20_000


@pytest.fixture
def page(document: Document, jobs: Jobs, qtbot: QtBot) -> BoardPackPage:
    made = BoardPackPage(document, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitSignal(made.ready, timeout=LONG):
        made.show()
    return made


def recipe(page: BoardPackPage) -> RecipeSeen:
    with page.document.reading() as session:
        return recipes.recipes(session)[0]


def test_the_preview_is_the_pack_of_the_period(page: BoardPackPage) -> None:
    assert page.preview.pages() > 3
    assert page.findChildren(QLabel, "page title")[0].text() == "Board pack, November 2026"
    assert page.findChildren(QLabel, "total pages")[0].text() == f"{page.preview.pages()} pages"
    notes = {page.sections.item(row).text(): page.sections.item(row) for row in range(page.sections.count())}
    left_out = notes["Decisions"].data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert left_out == "nothing to say"


def test_it_is_a_draft_until_the_period_is_frozen(page: BoardPackPage, qtbot: QtBot) -> None:
    tag = page.findChildren(Tag)[0]
    assert tag.accessibleName() == "Draft until frozen"
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.follow(lambda: freeze_period(page.document.workspace, "November 2026"))
    assert "frozen" in tag.accessibleName()
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.undo()
    assert tag.accessibleName() == "Draft until frozen"


def test_leaving_a_section_out_changes_recipe_and_pages_and_undo_takes_it_back(
    page: BoardPackPage, qtbot: QtBot
) -> None:
    before, pages = recipe(page).sections, page.preview.pages()
    page.sections.setCurrentRow(page.sections.keys().index("annex"))
    with qtbot.waitSignal(page.ready, timeout=LONG):
        QTest.keyClick(page.sections, Qt.Key.Key_Space)
    assert recipe(page).sections == tuple(key for key in before if key != "annex")
    assert page.preview.pages() < pages
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.undo()
    assert recipe(page).sections == before
    assert page.preview.pages() == pages
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.redo()
    assert page.preview.pages() < pages


def test_alt_and_down_reorders_the_recipe(page: BoardPackPage, qtbot: QtBot) -> None:
    page.sections.setCurrentRow(0)
    with qtbot.waitSignal(page.ready, timeout=LONG):
        QTest.keyClick(page.sections, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert recipe(page).sections[:2] == ("summary", "control")
    assert page.sections.keys()[:2] == ["summary", "control"]


def test_the_last_section_cannot_be_left_out(page: BoardPackPage, qtbot: QtBot) -> None:
    key = recipe(page).key
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.do("One", lambda session: recipes.set_sections(session, key, ("control",)))
    page.sections.setCurrentRow(page.sections.keys().index("control"))
    with qtbot.waitSignal(page.document.refused):
        QTest.keyClick(page.sections, Qt.Key.Key_Space)
    assert page.sections.item(page.sections.currentRow()).checkState() is Qt.CheckState.Checked


def test_choosing_a_section_shows_its_first_page_and_turning_marks_it(page: BoardPackPage) -> None:
    page.sections.setFocus()
    page.sections.setCurrentRow(page.sections.keys().index("dashboard"))
    assert page.preview.page() > 1
    QTest.keyClick(page.preview, Qt.Key.Key_Home)
    assert page.sections.current() == "control"


def test_what_the_recipe_says_is_edited_in_place(page: BoardPackPage, qtbot: QtBot) -> None:
    audience = page.aside.findChildren(QLineEdit)[0]
    audience.setText("Executive board")
    with qtbot.waitSignal(page.ready, timeout=LONG):
        QTest.keyClick(audience, Qt.Key.Key_Return)
    assert recipe(page).audience == "Executive board"
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.undo()
    assert recipe(page).audience == ""
    assert page.aside.findChildren(QLineEdit)[0].text() == ""


def test_recipes_are_made_renamed_and_deleted_by_the_menu(page: BoardPackPage, qtbot: QtBot) -> None:
    menu = page.findChildren(RecipeMenu)[0]
    menu.ask_new()
    dialog = page.findChildren(QInputDialog, "recipe name")[0]
    assert dialog.textValue() == "Board pack, copy"
    dialog.setTextValue("Steering")
    with qtbot.waitSignal(page.ready, timeout=LONG):
        dialog.accept()
    choice = page.findChildren(ListEditor, "recipe")[0]
    assert choice.currentText() == "Steering"
    with qtbot.waitSignal(page.document.changed):
        menu.rename("Steering group")
    assert choice.currentText() == "Steering group"
    with qtbot.waitSignal(page.document.changed):
        menu.delete()
    assert choice.currentText() == "Board pack"
    with qtbot.waitSignal(page.document.refused):
        menu.delete()
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.undo()
    with page.document.reading() as session:
        assert [each.name for each in recipes.recipes(session)] == ["Board pack", "Steering group"]


def test_another_recipe_is_chosen_from_the_list(page: BoardPackPage, qtbot: QtBot) -> None:
    key = page.document.do("Add", lambda session: recipes.add_recipe(session, "Short"))
    page.document.do("Cut", lambda session: recipes.set_sections(session, key or 0, ("summary",)))
    choice = page.findChildren(ListEditor, "recipe")[0]
    choice.show_value(key)
    with qtbot.waitSignal(page.ready, timeout=LONG):
        choice.committed.emit()
    assert page.preview.pages() == 1


def test_the_pdf_is_written_where_it_was_asked_and_offered_for_opening(
    page: BoardPackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[str] = []
    out = tmp_path / "pack.pdf"

    def answer(proposed: str) -> str:
        asked.append(proposed)
        return str(out)

    page.ask_path = answer
    with qtbot.waitSignal(page.written) as told:
        QTest.mouseClick(page.findChildren(QPushButton, "write pdf")[0], Qt.MouseButton.LeftButton)
    assert told.args == [str(out)]
    assert asked[0].endswith("Board pack November 2026.pdf")
    assert len(PdfReader(out).pages) == page.preview.pages()
    opened: list[str] = []

    def note(url: QUrl | str) -> bool:
        opened.append(QUrl(url).toLocalFile())
        return True

    page.foot.open_url = note
    QTest.mouseClick(page.findChildren(QPushButton, "open folder")[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.findChildren(QPushButton, "open file")[0], Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path), str(out)]


def test_what_was_changed_just_now_is_in_the_pdf(page: BoardPackPage, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    page.sections.setCurrentRow(page.sections.keys().index("annex"))
    QTest.keyClick(page.sections, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.written, timeout=LONG):
        page.write_to(out)
    assert len(PdfReader(out).pages) == page.preview.pages()
    assert all("Annex" not in str(entry) for entry in PdfReader(out).outline)


def test_a_dialog_that_is_left_writes_nothing_and_a_bad_place_says_so(
    page: BoardPackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.ask_path = lambda _proposed: ""
    with qtbot.assertNotEmitted(page.written, wait=50):
        page.write_pdf()
    with qtbot.waitSignal(page.document.refused):
        page.write_to(tmp_path / "no such folder" / "pack.pdf")


def test_a_check_leads_to_what_is_missing(page: BoardPackPage, qtbot: QtBot) -> None:
    go = page.findChildren(QPushButton, "check reports")[0]
    with qtbot.waitSignal(page.go) as told:
        QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[0] == "register"
    assert isinstance(told.args[1], int)


def test_a_cancelled_preview_can_be_made_again(page: BoardPackPage, jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.making.failed, timeout=LONG) as told:
        page.foot.again.emit()
        for job in list(jobs._waiting):
            job.cancel()
    assert "cancelled" in str(told.args)
    again = page.findChildren(QPushButton, "make again")[0]
    assert not again.isHidden()
    with qtbot.waitSignal(page.ready, timeout=LONG):
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert again.isHidden()


@pytest.fixture
def empty(tmp_path: Path, theme: Theme) -> Iterator[Document]:
    opened = Document(workspaces.create(tmp_path / "empty.pmo"), Settings(), theme)
    yield opened
    opened.close()


def test_without_a_period_there_is_one_thing_to_do(empty: Document, jobs: Jobs, qtbot: QtBot) -> None:
    made = BoardPackPage(empty, jobs)
    qtbot.addWidget(made)
    made.show()
    assert not made.findChildren(QPushButton, "write pdf")[0].isVisible()
    assert made.findChildren(QPushButton, "empty action")[0].isVisible()
    with qtbot.waitSignal(empty.refused):
        made.write_pdf()


def test_ctrl_p_writes_the_pack_from_any_page(document: Document, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    kept, theme.settings = theme.settings, Settings(theme="light")
    out = tmp_path / "pack.pdf"

    def make(opened: Document, jobs: Jobs) -> Page:
        made = BoardPackPage(opened, jobs)
        made.ask_path = lambda _proposed: str(out)
        return made

    specs = tuple(replace(spec, make=make) if spec.key == "board_pack" else spec for spec in PAGES)
    window = MainWindow(theme.settings, theme, Jobs(), specs)
    window.show()
    window.furnish()
    window.take(lambda: document)
    action = window.registered["board_pack.write_pdf"]
    assert action.shortcut() == QKeySequence("Ctrl+P")
    action.trigger()
    assert window.current_page() == "board_pack"
    qtbot.waitUntil(out.exists, timeout=LONG)
    assert len(PdfReader(out).pages) > 3
    window.close()
    theme.settings = kept
