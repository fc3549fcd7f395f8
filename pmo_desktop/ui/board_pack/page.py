"""Board pack: a recipe and a period, the real pages as they are, and what to mend before it goes out."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from pmo_desktop.domain.choices import PeriodState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import periods, recipes
from pmo_desktop.services.insights.pack_checks import Check, CheckKind
from pmo_desktop.text import say
from pmo_desktop.ui.board_pack.aside import Aside
from pmo_desktop.ui.board_pack.foot import Foot
from pmo_desktop.ui.board_pack.making import Made, Making
from pmo_desktop.ui.board_pack.preview import Preview
from pmo_desktop.ui.board_pack.recipe_menu import RecipeMenu
from pmo_desktop.ui.board_pack.section_lines import section_lines
from pmo_desktop.ui.board_pack.sections import SectionList
from pmo_desktop.ui.page import Page
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, icon_button, label, row, rule
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.empty_state import EmptyState
from pmo_desktop.ui.widgets.page_header import PageHeader
from pmo_desktop.ui.widgets.tag import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.services.recipes import RecipeSeen
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs

_PAUSE_MS = 200


class BoardPackPage(Page):
    """Pages are made behind the window after every change; `ready` says that they are shown, `written` where to."""

    ready = Signal()
    written = Signal(str)

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self._recipe_key: int | None = None
        self._recipe: RecipeSeen | None = None
        self._period = ""
        self._made: Made | None = None
        self._out: Path | None = None
        self.ask_path: Callable[[str], str] = self._ask_path
        self.making = Making(document, jobs, self)
        self.making.made.connect(self._show_made)
        self.making.failed.connect(self._fail)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._make)
        self._build()

    def _build(self) -> None:
        self._state = Tag("")
        self.periods = ListEditor((), required=True)
        self.periods.setObjectName("pack period")
        self.periods.setAccessibleName(self.tr("Reporting period"))
        self.periods.committed.connect(self._choose_period)
        self.recipes = ListEditor((), required=True)
        self.recipes.setObjectName("recipe")
        self.recipes.setAccessibleName(self.tr("Recipe"))
        self.recipes.committed.connect(lambda: self.choose_recipe(self.recipes.value()))
        for choice in (self.periods, self.recipes):
            choice.setMinimumWidth(px(152))
        more = icon_button("more", self.tr("New, renamed or deleted recipes"), name="recipe menu")
        more.setMenu(RecipeMenu(self))
        self._write = button(self.tr("Write PDF"), self.write_pdf, look="primary", picture="pdf", name="write pdf")
        self._header = PageHeader(banded=True, actions=(self._state, self.periods, self.recipes, more, self._write))
        self._more = more
        self.sections = SectionList()
        self.sections.arranged.connect(self._arrange)
        self.sections.chosen.connect(self._look_at)
        self.preview = Preview()
        self.preview.turned.connect(self._turned)
        self.foot = Foot()
        self.foot.again.connect(self._make)
        self.making.stepped.connect(self.foot.tell_progress)
        self.aside = Aside()
        self.aside.edited.connect(self._edit)
        self.aside.asked.connect(self._mend)
        middle = QWidget()
        middle.setLayout(column(self.preview, self.foot, gap=4, margins=(24, 12, 24, 8)))
        body = QWidget()
        line = row(self._left(), middle, self.aside, gap=0)
        line.setStretch(1, 1)
        body.setLayout(line)
        self._empty = EmptyState(
            "pack", self.tr("There is nothing to report yet"),
            self.tr("A board pack is made of a reporting period. Open the first one, or import a register."),
            self.tr("Open a period…"), lambda: self.run("period.open"),
        )  # fmt: skip
        self._stack = QStackedLayout()
        self._stack.addWidget(body)
        self._stack.addWidget(self._empty)
        self.setLayout(column(self._header, self._stack, gap=0))

    def _left(self) -> QFrame:
        pane = QFrame()
        pane.setProperty("look", "left pane")
        pane.setFixedWidth(px(280))
        self._total = label("", "strong")
        self._total.setObjectName("total pages")
        heads = row(
            label(self.tr("Sections"), "label"), None, label(self.tr("Pages"), "label"), margins=(16, 12, 16, 4)
        )
        foot = row(label(self.tr("Total"), "strong"), None, self._total, margins=(16, 12, 16, 16))
        under = row(rule(), margins=(16, 0, 16, 0))
        pane.setLayout(column(heads, self.sections, under, foot, gap=0))
        return pane

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        with self.document.reading() as session:
            period = self.document.period(session)
            every = [(each.key, each.name) for each in reversed(periods.periods(session))]
            known = recipes.recipes(session)
            is_frozen = period is not None and period.state is PeriodState.FROZEN
            period_key, self._period = (period.key, period.name) if period else (None, "")
        self._recipe = next((each for each in known if each.key == self._recipe_key), known[0] if known else None)
        self._recipe_key = self._recipe.key if self._recipe else None
        has_pack = period_key is not None and self._recipe is not None
        for part in (self._state, self.periods, self.recipes, self._more, self._write):
            part.setVisible(has_pack)
        self._stack.setCurrentIndex(0 if has_pack else 1)
        if not has_pack or self._recipe is None:
            self._header.show_words(self.tr("Board pack"), self.tr("From the register to one PDF"))
            return
        self.periods.offer(every)
        self.periods.show_value(period_key)
        self.recipes.offer([(each.key, each.name) for each in known])
        self.recipes.show_value(self._recipe_key)
        if is_frozen:
            self._state.show_words(self.tr("Final: the period is frozen"), "good")
        else:
            self._state.show_words(self.tr("Draft until frozen"), "warning")
        self.aside.show_recipe(self._recipe)
        self._tell()
        self.foot.tell_progress(0.0, "")
        self._pause.start(_PAUSE_MS if self._made else 0)

    def _tell(self) -> None:
        """Show what is known of the pack so far."""
        if self._recipe is None:
            return
        self._header.show_words(
            self.tr("Board pack, {period}").format(period=self._period), self._subtitle(self._recipe)
        )
        if self._made is not None:
            pack = self._made.pack
            self.sections.show_lines(section_lines(self._recipe.sections, pack, self._made.titles))
            self._total.setText(self.tr("{count} pages").format(count=pack.pages))

    def _subtitle(self, recipe: "RecipeSeen") -> str:
        said = [self.tr("Recipe “{recipe}”").format(recipe=recipe.name)]
        if recipe.audience:
            said.append(self.tr("for {audience}").format(audience=recipe.audience))
        left_out = self._made.pack.left_out if self._made else ()
        if left_out:
            said.append(self.tr("nothing to say: {sections}").format(sections=", ".join(left_out)))
        return " · ".join(said)

    def _make(self) -> None:
        if self._recipe is not None and self._period:
            self.making.start(self._period, self._recipe.name)

    def _show_made(self, made: Made) -> None:
        self._made = made
        self._tell()
        self.preview.show_pack(made.pack.content)
        self.aside.show_checks(made.checks)
        self.foot.tell_ready(made.pack.pages)
        self._turned(self.preview.page())
        if self._out is not None:
            self._save(self._out)
        self.ready.emit()

    def _fail(self, sentence: str) -> None:
        self._out = None
        self.foot.tell_failed(sentence)

    def _look_at(self, key: str) -> None:
        first = dict(self._made.pack.first_pages).get(key) if self._made else None
        if first is not None:
            self.preview.show_page(first)

    def _turned(self, page: int) -> None:
        if self._made is not None:
            begun = [key for key, first in self._made.pack.first_pages if first <= page]
            if begun:
                self.sections.show_current(begun[-1])

    # What is changed ---------------------------------------------------------------------------------------------

    def _choose_period(self) -> None:
        key = self.periods.value()
        newest = self.periods.itemData(0)
        self.document.choose_period(None if key == newest or not isinstance(key, int) else key)

    def choose_recipe(self, key: object) -> None:
        """Show the pack by another recipe."""
        if isinstance(key, int):
            self._recipe_key = key
            self.refresh()

    @property
    def recipe(self) -> "RecipeSeen | None":
        """The recipe that is shown."""
        return self._recipe

    def _arrange(self, keys: tuple[str, ...]) -> None:
        if self._recipe is None or keys == self._recipe.sections:
            return
        key, name = self._recipe.key, self._recipe.name

        def command(session: Session) -> bool:
            recipes.set_sections(session, key, keys)
            return True

        if not self.document.do(say("Change the sections of {recipe}", recipe=name), command):
            self._tell()

    def _edit(self, name: str, value: object) -> None:
        if self._recipe is None or getattr(self._recipe, name) == value:
            return
        key, change = self._recipe.key, {name: value}
        title = say("Change recipe {recipe}", recipe=self._recipe.name)
        self.document.do(title, lambda session: recipes.edit_recipe(session, key, **change))

    def _mend(self, check: Check) -> None:
        if check.kind is CheckKind.DECISIONS:
            self.go.emit("decisions", None)
        else:
            self.go.emit("register", check.projects[0][0] if check.projects else None)

    # Writing -----------------------------------------------------------------------------------------------------

    def write_pdf(self) -> None:
        """Ask where to, and write the pack there."""
        self._renew()
        if self._recipe is None or not self._period:
            self.document.refused.emit(self.tr("There is no reporting period yet, so there is no pack to write."))
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        bare = re.sub(r'[\\/:*?"<>|]+', "-", f"{self._recipe.name} {self._period}")
        chosen = self.ask_path(str(Path(folder) / f"{bare}.pdf"))
        if chosen:
            self.write_to(Path(chosen))

    def _ask_path(self, proposed: str) -> str:
        title, kinds = self.tr("Write the board pack"), self.tr("PDF (*.pdf)")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, proposed, kinds)
        return chosen if not chosen or chosen.lower().endswith(".pdf") else f"{chosen}.pdf"

    def write_to(self, path: Path) -> None:
        """Write the pack to `path`, as soon as its pages are made."""
        if self._made is None or self.making.is_running() or self._pause.isActive():
            self._out = path
        else:
            self._save(path)

    def _save(self, path: Path) -> None:
        from pmo_desktop.reports.pack import save

        self._out = None
        if self._made is None:
            return
        try:
            save(self._made.pack.content, path)
        except PmoError as error:
            self.document.refused.emit(str(error))
            return
        self.foot.tell_written(path, self._made.pack.pages)
        self.written.emit(str(path))
