"""Board pack: a recipe and a period, the real pages as they are, and what to mend before it goes out."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from pmo_desktop.domain.choices import PeriodState
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import archive, brands, periods, recipes
from pmo_desktop.services.files import save
from pmo_desktop.services.insights.pack_checks import Check, CheckKind
from pmo_desktop.services.narrowing import scope_names
from pmo_desktop.services.wording import names
from pmo_desktop.text import say
from pmo_desktop.ui.board_pack.archive_dialog import ArchiveDialog, IssueDialog
from pmo_desktop.ui.board_pack.aside import SECTION, Aside
from pmo_desktop.ui.board_pack.brand_dialog import BrandDialog
from pmo_desktop.ui.board_pack.choosing import ProjectsDialog
from pmo_desktop.ui.board_pack.foot import Foot
from pmo_desktop.ui.board_pack.making import Made, Making
from pmo_desktop.ui.board_pack.password_dialog import PasswordDialog
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
    from collections.abc import Callable, Iterable, Sequence

    from pmo_desktop.services.recipes import RecipeSeen
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Job, Jobs

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
        self._target = ""
        self._scope = ""
        self._brands: tuple[brands.BrandSeen, ...] = ()
        self._options_of: tuple[str, object, bool] = ("", None, False)
        self._period_key: int | None = None
        self._written: dict[str, recipes.Written] = {}
        self._then: Callable[[Made], None] | None = None
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
        self.aside.scope_asked.connect(self.ask_scope)
        self.aside.pages_asked.connect(self.ask_pages)
        self.aside.brands_asked.connect(lambda: BrandDialog(self.document, self).open())
        self.aside.section.written.connect(self._write_words)
        self.aside.section.chosen.connect(self._choose_option)
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
            used = recipes.recipe_used(session, self._known_key(known), period_key or 0)
            scope = scope_names(session, used.recipe.scope) if used else []
            known_brands = brands.brands(session)
        self._period_key = period_key
        self._written = dict(used.written) if used else {}
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
        self._scope, self._brands = names(scope, 2) or self.tr("All projects…"), known_brands
        self._show_aside()
        self._tell()
        self.foot.tell_progress(0.0, "")
        self._pause.start(_PAUSE_MS if self._made else 0)

    def _show_aside(self) -> None:
        if self._recipe is not None:
            self.aside.show_recipe(self._recipe, self._scope, self._brands, is_kept=self._is_kept())

    def _known_key(self, known: "Sequence[RecipeSeen]") -> int:
        """The key of the recipe to show: the chosen one if there still is one, or the first."""
        keys = [each.key for each in known]
        return self._recipe_key if self._recipe_key in keys else keys[0] if keys else 0

    def _is_kept(self) -> bool:
        """Whether what is shown is the pack of a frozen period, which keeps its recipe."""
        return self._made is not None and self._made.pack.is_kept and self._made.pack.recipe is not None

    def _tell(self) -> None:
        """Show what is known of the pack so far."""
        if self._recipe is None:
            return
        self._header.show_words(
            self.tr("Board pack, {period}").format(period=self._period), self._subtitle(self._recipe)
        )
        if self._made is not None:
            pack = self._made.pack
            kept = pack.recipe if pack.is_kept and pack.recipe else self._recipe
            self.sections.setEnabled(not pack.is_kept)
            self.sections.show_lines(section_lines(kept.sections, pack, self._made.titles))
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
        was_kept, self._made = self._is_kept(), made
        self._tell()
        if was_kept != self._is_kept():
            self._show_aside()
        self.preview.show_pack(made.pack.content)
        self.aside.show_checks(made.checks)
        self.foot.tell_ready(made.pack.pages)
        self._turned(self.preview.page())
        if self._then is not None:
            then, self._then = self._then, None
            then(made)
        self.ready.emit()

    def _fail(self, sentence: str) -> None:
        self._then = None
        self.foot.tell_failed(sentence)

    def _look_at(self, key: str) -> None:
        first = dict(self._made.pack.first_pages).get(key) if self._made else None
        if first is not None:
            self.preview.show_page(first)
        self.aside.tabs.setCurrentIndex(SECTION)
        self._show_section(key, first or 0)

    def _show_section(self, key: str, page: int) -> None:
        """Show at the right what is said of a section, or of the project whose page is looked at."""
        if self._made is None or self._recipe is None:
            return
        pack, made = self._made.pack, self._made
        begun = [(start, name) for name, start in pack.starts.items() if start <= page and name.startswith("project-")]
        self._target = max(begun)[1] if key == "one_pagers" and begun else key
        title = made.titles.get(key, "")
        if self._target != key:
            title = self.tr("One-pager")
        own = self._written.get(self._target, recipes.Written())
        self.aside.section.show_section(title, pack.titles.get(self._target, ""), own, is_kept=pack.is_kept)
        shown = made.sections.get(key)
        recipe = pack.recipe if pack.is_kept and pack.recipe else self._recipe
        if shown is not None and (key, recipe.options, pack.is_kept) != self._options_of:
            self._options_of = (key, recipe.options, pack.is_kept)
            self.aside.section.show_options(shown.options, shown.choices(recipe), is_kept=pack.is_kept)

    def _turned(self, page: int) -> None:
        if self._made is not None:
            begun = [key for key, first in self._made.pack.first_pages if first <= page]
            if begun:
                self.sections.show_current(begun[-1])
                self._show_section(begun[-1], page)

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

    def _write_words(self, name: str, text: str) -> None:
        if self._recipe is None or self._period_key is None or not self._target:
            return
        key, period_key, target = self._recipe.key, self._period_key, self._target

        def command(session: Session) -> bool:
            recipes.write_words(session, key, period_key, target, **{name: text})
            return True

        self.document.do(say("Write on the pages of {recipe}", recipe=self._recipe.name), command)

    def _choose_option(self, name: str, value: object) -> None:
        if self._recipe is None or not isinstance(value, str | int):
            return
        key, section = self._recipe.key, self.sections.current()

        def command(session: Session) -> bool:
            recipes.set_option(session, key, section, name, value)
            return True

        self.document.do(say("Change the sections of {recipe}", recipe=self._recipe.name), command)

    def ask_scope(self) -> None:
        """Ask which portfolios, programmes and projects the pack tells of."""
        words = self.tr("The pack tells of what is ticked, and of everything if nothing is.")
        self._ask_projects(self.tr("Projects in this pack"), words, recipes.set_scope, groups=True)

    def ask_pages(self) -> None:
        """Ask which projects have a page of their own."""
        words = self.tr("These projects have a page of their own, whatever their rating.")
        self._ask_projects(self.tr("One-pagers by hand"), words, recipes.set_chosen, groups=False)

    def _ask_projects(
        self, title: str, words: str, take: "Callable[[Session, int, Iterable[int]], None]", *, groups: bool
    ) -> None:
        recipe = self._recipe
        if recipe is None:
            return
        dialog = ProjectsDialog(
            self.document, title, words, recipe.scope if groups else recipe.chosen, self, groups=groups
        )

        def agree(keys: tuple[int, ...]) -> None:
            named = say("Choose the projects of {recipe}", recipe=recipe.name)
            self.document.do(named, lambda session: take(session, recipe.key, keys))

        dialog.agreed.connect(agree)
        dialog.open()

    def _mend(self, check: Check) -> None:
        if check.kind is CheckKind.DECISIONS:
            self.go.emit("decisions", None)
        else:
            self.go.emit("register", check.projects[0][0] if check.projects else None)

    # The archive -------------------------------------------------------------------------------------------------

    def ask_issue(self) -> None:
        """Ask when and to whom the pack goes out, and keep it in the archive."""
        recipe, period_key = self._recipe, self._period_key
        if recipe is None or period_key is None:
            return
        words = self.tr("The pack of {period} is kept as it is now, with its hash.").format(period=self._period)
        dialog = IssueDialog(words, recipe.distribution, self)

        def agree(on: date, distribution: str) -> None:
            self._when_made(lambda made: self._issue(made, replace(recipe, distribution=distribution), period_key, on))

        dialog.agreed.connect(agree)
        dialog.open()

    def _issue(self, made: Made, recipe: "RecipeSeen", period_key: int, on: date) -> None:
        pack = made.pack
        issued = self.document.do(
            say("Issue the pack of {period}", period=self._period),
            lambda session: archive.issue(
                session, recipe, period_key, pack.content, pages=pack.pages, is_final=not pack.is_draft, issued_on=on,
                asked=pack.asked,
            ),
        )  # fmt: skip
        if issued is not None:
            self.news.emit(self.tr("The pack is in the archive, with its hash."))

    def show_archive(self) -> None:
        """Show the packs that went out."""
        ArchiveDialog(self.document, self).open()

    # Writing -----------------------------------------------------------------------------------------------------

    def write_pdf(self) -> None:
        """Ask where to, and write the pack there."""
        self.write_as("pdf")

    def write_protected(self) -> None:
        """Ask for a password and where to, and write the pack there as a PDF that opens with it alone."""
        dialog = PasswordDialog(self)
        dialog.agreed.connect(lambda password: self.write_as("pdf", password))
        dialog.open()

    def write_as(self, kind: str, password: str = "") -> None:
        """Ask where to, and write the pack there as a pdf, pptx or xlsx."""
        self._renew()
        if self._recipe is None or not self._period:
            self.document.refused.emit(self.tr("There is no reporting period yet, so there is no pack to write."))
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        bare = re.sub(r'[\\/:*?"<>|]+', "-", f"{self._recipe.name} {self._period}")
        chosen = self.ask_path(str(Path(folder) / f"{bare}.{kind}"))
        if chosen:
            self.write_to(Path(chosen), kind, password)

    def _ask_path(self, proposed: str) -> str:
        kind = Path(proposed).suffix
        kinds = {
            ".pdf": self.tr("PDF (*.pdf)"),
            ".pptx": self.tr("Slides (*.pptx)"),
            ".xlsx": self.tr("Workbook (*.xlsx)"),
        }
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Write the board pack"), proposed, kinds[kind])
        return chosen if not chosen or chosen.lower().endswith(kind) else f"{chosen}{kind}"

    def write_to(self, path: Path, kind: str = "pdf", password: str = "") -> None:
        """Write the pack to `path`, as soon as its pages are made."""
        self._when_made(lambda made: self._write_file(made, path, kind, password))

    def _write_file(self, made: Made, path: Path, kind: str, password: str) -> None:
        """Write the pages that are made, or behind the window make another kind of file of them."""
        pack = made.pack
        if kind == "pdf" and not password:
            self._save(pack.content, path, pack.pages)
            return

        def work(job: "Job") -> bytes:
            from pmo_desktop.reports.pack import written

            job.step(0.1, path.name)
            return written(pack, kind, password)

        title = self.tr("Writing {name}").format(name=path.name)
        self.jobs.start(title, work, lambda content: self._save(content, path, pack.pages))

    def _when_made(self, then: "Callable[[Made], None]") -> None:
        if self._made is None or self.making.is_running() or self._pause.isActive():
            self._then = then
        else:
            then(self._made)

    def _save(self, content: bytes, path: Path, pages: int) -> None:
        try:
            save(content, path)
        except PmoError as error:
            self.document.refused.emit(str(error))
            return
        self.foot.tell_written(path, pages)
        self.written.emit(str(path))
