"""What can be done with recipes: a new one like this one, another name, none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QMenu

from pmo_desktop.domain.choices import Level
from pmo_desktop.services import recipes
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pmo_desktop.ui.board_pack.page import BoardPackPage


class RecipeMenu(QMenu):
    """Issue and look back, new, rename, delete."""

    def __init__(self, page: "BoardPackPage") -> None:
        super().__init__(page)
        self.setObjectName("recipes")
        self._page = page
        for words, kind in ((self.tr("Write slides…"), "pptx"), (self.tr("Write a workbook…"), "xlsx")):
            writes = self.addAction(words)
            writes.setObjectName(f"write {kind}")
            writes.triggered.connect(lambda _checked=False, kind=kind: page.write_as(kind))
        protects = self.addAction(self.tr("Write a protected PDF…"))
        protects.triggered.connect(lambda _checked=False: page.write_protected())
        self.addSeparator()
        self.addAction(self.tr("Issue this pack…")).triggered.connect(lambda _checked=False: page.ask_issue())
        self.addAction(self.tr("Packs that went out…")).triggered.connect(lambda _checked=False: page.show_archive())
        self.addSeparator()
        self.addAction(self.tr("New recipe like this one…")).triggered.connect(lambda _checked=False: self.ask_new())
        reports = self.addMenu(self.tr("New report"))
        for level in Level:
            shown = reports.addAction(say(recipes.TITLES[level]))
            shown.triggered.connect(lambda _checked=False, level=level: self.ask_report(level))
        self.addAction(self.tr("Rename…")).triggered.connect(lambda _checked=False: self.ask_rename())
        self.addSeparator()
        self.addAction(self.tr("Delete this recipe")).triggered.connect(lambda _checked=False: self.delete())

    def ask_new(self) -> None:
        """Ask for the name of a new recipe."""
        shown = self._page.recipe
        if shown is not None:
            proposed = self.tr("{name}, copy").format(name=shown.name)
            self._ask(self.tr("New recipe"), proposed, self.add)

    def ask_report(self, level: Level) -> None:
        """Ask for the name of a report with the usual sections of a level, then for the projects it tells of."""

        def take(name: str) -> None:
            made = self._page.document.do(
                say("New recipe {name}", name=name), lambda session: recipes.add_recipe(session, name, level=level)
            )
            if made is not None:
                self._page.choose_recipe(made)
                if level is not Level.BOARD:
                    self._page.ask_scope()

        self._ask(say(recipes.TITLES[level]), say(recipes.TITLES[level]), take)

    def ask_rename(self) -> None:
        """Ask for another name of this recipe."""
        shown = self._page.recipe
        if shown is not None:
            self._ask(self.tr("Rename the recipe"), shown.name, self.rename)

    def _ask(self, title: str, proposed: str, take: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._page)
        dialog.setObjectName("recipe name")
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(proposed)
        dialog.textValueSelected.connect(take)
        dialog.open()

    def add(self, name: str) -> None:
        """Make a recipe like this one and show it."""
        like = self._page.recipe.key if self._page.recipe else None
        title = say("New recipe {name}", name=name)
        made = self._page.document.do(title, lambda session: recipes.add_recipe(session, name, like))
        if made is not None:
            self._page.choose_recipe(made)

    def rename(self, name: str) -> None:
        """Give this recipe another name."""
        shown = self._page.recipe
        if shown is not None and name != shown.name:
            title = say("Rename recipe {name}", name=shown.name)
            self._page.document.do(title, lambda session: recipes.rename_recipe(session, shown.key, name))

    def delete(self) -> None:
        """Delete this recipe; undo brings it back."""
        shown = self._page.recipe
        if shown is not None:
            title = say("Delete recipe {name}", name=shown.name)
            self._page.document.do(title, lambda session: recipes.remove_recipe(session, shown.key))
