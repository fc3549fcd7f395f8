"""What is written, chosen and kept on the page of the board pack."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import PasswordError, Pdf
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.choices import Level
from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.services import archive, brands, periods, recipes
from pmo_desktop.services.freezing import freeze_period
from pmo_desktop.services.recipes import RecipeSeen
from pmo_desktop.ui.board_pack.archive_dialog import ArchiveDialog, IssueDialog
from pmo_desktop.ui.board_pack.brand_dialog import BrandDialog
from pmo_desktop.ui.board_pack.choosing import ProjectsDialog
from pmo_desktop.ui.board_pack.page import BoardPackPage
from pmo_desktop.ui.board_pack.password_dialog import PasswordDialog
from pmo_desktop.ui.board_pack.recipe_menu import RecipeMenu
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.widgets.editors import FlagEditor, LineEditor, TextEditor

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


def pages(page: BoardPackPage) -> list[str]:
    assert page._made is not None
    return [" ".join(each.extract_text().split()) for each in PdfReader(BytesIO(page._made.pack.content)).pages]


def look_at(page: BoardPackPage, section: str) -> None:
    page.sections.setCurrentRow(page.sections.keys().index(section))


def test_a_title_and_words_of_the_user_stand_on_the_page_and_an_empty_title_gives_way_to_ours(
    page: BoardPackPage, qtbot: QtBot
) -> None:
    look_at(page, "dashboard")
    title = page.aside.findChildren(QLineEdit, "own title")[0]
    ours = title.placeholderText()
    assert any(ours in text for text in pages(page))
    title.setText("Two of three hold")
    with qtbot.waitSignal(page.ready, timeout=LONG):
        QTest.keyClick(title, Qt.Key.Key_Return)
    words = page.aside.findChildren(TextEditor, "own words")[0]
    words.setPlainText("The harbour is the reason.")
    with qtbot.waitSignal(page.ready, timeout=LONG):
        words.committed.emit()
    shown = next(text for text in pages(page) if "Two of three hold" in text)
    assert "The harbour is the reason." in shown
    assert title.placeholderText() == ours
    for _ in range(2):
        with qtbot.waitSignal(page.ready, timeout=LONG):
            page.document.undo()
    assert not any("Two of three hold" in text for text in pages(page))
    assert title.text() == ""


def test_an_option_of_a_section_changes_its_page_and_can_be_taken_back(page: BoardPackPage, qtbot: QtBot) -> None:
    look_at(page, "dashboard")
    flag = page.aside.findChildren(FlagEditor, "option sponsor")[0]
    assert flag.isChecked()
    with qtbot.waitSignal(page.ready, timeout=LONG):
        flag.click()
    assert recipe(page).options == {"dashboard": {"sponsor": False}}
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.undo()
    assert recipe(page).options == {}


def test_projects_are_ticked_in_a_tree_for_the_whole_pack_and_for_pages_by_hand(
    page: BoardPackPage, qtbot: QtBot
) -> None:
    page.ask_scope()
    dialog = page.findChildren(ProjectsDialog)[0]
    item = dialog._items()[-1]
    item.setCheckState(0, Qt.CheckState.Checked)
    (chosen,) = dialog.ticked()
    with qtbot.waitSignal(page.ready, timeout=LONG):
        QTest.mouseClick(dialog.findChildren(QPushButton, "take projects")[0], Qt.MouseButton.LeftButton)
    assert recipe(page).scope == (chosen,)
    assert page.aside.scope.text() in item.text(0)
    page.ask_pages()
    by_hand = next(each for each in page.findChildren(ProjectsDialog) if each is not dialog)
    by_hand._items()[-1].setCheckState(0, Qt.CheckState.Checked)
    with qtbot.waitSignal(page.ready, timeout=LONG):
        by_hand._agree()
    assert (recipe(page).one_pagers, recipe(page).chosen) == (OnePagerRule.CHOSEN, (chosen,))


def test_a_pack_is_issued_noted_and_handed_out_again_byte_for_byte(
    page: BoardPackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page._made is not None
    content = page._made.pack.content
    page.ask_issue()
    asked = page.findChildren(IssueDialog)[0]
    asked.findChildren(LineEditor, "issued on")[0].show_value(date(2026, 12, 3))
    with qtbot.waitSignal(page.news):
        QTest.mouseClick(asked.findChildren(QPushButton, "issue agree")[0], Qt.MouseButton.LeftButton)
    page.show_archive()
    shown = page.findChildren(ArchiveDialog)[0]
    assert shown.list.topLevelItemCount() == 1
    shown.decided.setPlainText("Agreed as asked.")
    shown.decided.committed.emit()
    shown.ask_path = lambda _proposed: str(tmp_path / "again.pdf")
    QTest.mouseClick(shown.findChildren(QPushButton, "save copy")[0], Qt.MouseButton.LeftButton)
    assert (tmp_path / "again.pdf").read_bytes() == content
    with page.document.reading() as session:
        (kept,) = archive.archive(session)
    assert (kept.issued_on, kept.decided, kept.is_final) == (date(2026, 12, 3), "Agreed as asked.", False)


@pytest.mark.parametrize("kind", ["pptx", "xlsx"])
def test_slides_and_a_workbook_are_written_behind_the_window(
    page: BoardPackPage, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / f"pack.{kind}"
    page.ask_path = lambda _proposed: str(out)
    action = next(each for each in page.findChildren(RecipeMenu)[0].actions() if each.objectName() == f"write {kind}")
    with qtbot.waitSignal(page.written, timeout=LONG):
        action.trigger()
    assert out.read_bytes().startswith(b"PK")


def test_a_protected_pdf_asks_for_its_password_twice(page: BoardPackPage, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    page.ask_path = lambda _proposed: str(out)
    page.write_protected()
    dialog = page.findChildren(PasswordDialog)[0]
    agree = dialog.findChildren(QPushButton, "protect agree")[0]
    dialog.first.setText("näher am Ziel")
    dialog.second.setText("other")
    QTest.mouseClick(agree, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    dialog.second.setText("näher am Ziel")
    with qtbot.waitSignal(page.written, timeout=LONG):
        QTest.mouseClick(agree, Qt.MouseButton.LeftButton)
    with pytest.raises(PasswordError):
        Pdf.open(out)


def test_the_pack_of_a_frozen_period_cannot_be_changed_and_says_why(page: BoardPackPage, qtbot: QtBot) -> None:
    look_at(page, "summary")
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.document.follow(lambda: freeze_period(page.document.workspace, "November 2026"))
    assert not page.sections.isEnabled()
    assert not page.aside.findChildren(QLineEdit, "own title")[0].isEnabled()
    assert not page.aside.scope.isEnabled()
    page.document.do(
        "Reopen",
        lambda session: periods.reopen(session, periods.period_named(session, "November 2026"), "A late report"),
    )
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.making.made.connect(lambda _made: None)
    assert page.sections.isEnabled()


def test_a_report_of_a_programme_starts_with_its_sections_and_asks_for_its_projects(
    page: BoardPackPage, qtbot: QtBot
) -> None:
    menu = page.findChildren(RecipeMenu)[0]
    menu.ask_report(Level.PROGRAMME)
    dialog = page.findChildren(QLineEdit)[-1].window()
    with qtbot.waitSignal(page.ready, timeout=LONG):
        dialog.accept()  # type: ignore[attr-defined]
    assert page.recipe is not None
    assert page.recipe.level is Level.PROGRAMME
    assert page.recipe.sections == tuple(recipes.REPORTS[Level.PROGRAMME].split())
    assert page.findChildren(ProjectsDialog)


def test_a_brand_gives_the_pack_its_colour_and_its_logo(page: BoardPackPage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = BrandDialog(page.document, page)
    dialog.name.setText("Harbour Trust")
    dialog.accent.setText("green")
    with qtbot.waitSignal(page.document.refused) as told:
        dialog._keep()
    assert told.args is not None
    assert "no colour" in str(told.args[0])
    dialog.accent.setText("#106030")
    dialog._keep()
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"not a picture")
    dialog.ask_file = lambda _kinds: str(logo)
    with qtbot.waitSignal(page.document.refused):
        QTest.mouseClick(dialog.findChildren(QPushButton, "choose logo")[0], Qt.MouseButton.LeftButton)
    page.grab().scaled(60, 20).save(str(logo))
    QTest.mouseClick(dialog.findChildren(QPushButton, "choose logo")[0], Qt.MouseButton.LeftButton)
    with page.document.reading() as session:
        (brand,) = brands.brands(session)
    assert (brand.accent, brand.has_logo, brand.has_deck) == ("#106030", True, False)
    with qtbot.waitSignal(page.ready, timeout=LONG):
        page.aside.edited.emit("brand_key", brand.key)
    assert page._made is not None
    first = PdfReader(BytesIO(page._made.pack.content)).pages[0]
    assert len(first.images) == 1
    QTest.mouseClick(dialog.findChildren(QPushButton, "delete brand")[0], Qt.MouseButton.LeftButton)
    assert recipe(page).brand_key is None
