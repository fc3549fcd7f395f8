"""At the right of a pack: the section at hand, for whom the recipe is, and what to mend before the pack goes out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.board_pack.section_pane import SectionPane
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import (
    ElidedLabel,
    Picture,
    button,
    clear,
    column,
    label,
    row,
    rule,
    scrolled,
    tabs,
)
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.services.brands import BrandSeen
    from pmo_desktop.services.insights.pack_checks import Check
    from pmo_desktop.services.recipes import RecipeSeen

_NAMED = 12
_ASKED = ("level", "audience", "one_pagers", "classification", "distribution")
SECTION, RECIPE, CHECKS = range(3)


class Aside(QFrame):
    """Signals: `edited` with a field's name and its value, `asked` with the kind of a check to mend.

    `scope_asked`, `pages_asked` and `brands_asked` tell that the user wants to choose projects, pages or brands.
    """

    edited = Signal(str, object)
    asked = Signal(object)
    scope_asked = Signal()
    pages_asked = Signal()
    brands_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.setFixedWidth(px(296))
        self.tabs = tabs(self.tr("Section"), self.tr("Recipe"), self.tr("Checks"), name="pack tabs")
        self.section = SectionPane()
        self._form = Form([field for field in fields_of(Recipe) if field.name in _ASKED])
        self._form.edited.connect(self.edited)
        self._form.editor("distribution").setFixedHeight(px(96))
        self._form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.brand = ListEditor((), required=True)
        self.brand.setObjectName("brand")
        self.brand.setAccessibleName(self.tr("Brand"))
        self.brand.committed.connect(lambda: self.edited.emit("brand_key", self.brand.value()))
        self._checks = QVBoxLayout()
        self._checks.setSpacing(0)
        self._stack = QStackedWidget()
        for each in (self.section, self._recipe(), self._list()):
            self._stack.addWidget(scrolled(each))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.setLayout(column(row(self.tabs, margins=(16, 8, 16, 0)), rule(), self._stack, gap=0))

    def _recipe(self) -> QWidget:
        self._title = label("", "section")
        self.scope = button("", self.scope_asked.emit, look="link", name="choose projects")
        self.pages = button(self.tr("Choose pages by hand…"), self.pages_asked.emit, look="link", name="choose pages")
        brands = button(self.tr("Brands…"), self.brands_asked.emit, look="link", name="brands")
        made = QWidget()
        made.setLayout(
            column(
                self._title, row(label(self.tr("Projects"), "label"), None, self.scope),
                column(row(label(self.tr("Brand"), "label"), None, brands), self.brand, gap=4),
                self._form, row(None, self.pages), None, gap=12, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        return made

    def _list(self) -> QWidget:
        made = QWidget()
        title = label(self.tr("Before it goes out"), "section")
        made.setLayout(column(title, self._checks, None, gap=8, margins=(16, 12, 16, 12)))
        return made

    def show_recipe(self, recipe: "RecipeSeen", scope: str, brands: "Sequence[BrandSeen]", *, is_kept: bool) -> None:
        """Show for whom a recipe is; `scope` are its projects in words."""
        self._title.setText(recipe.name)
        self._form.show_values({name: getattr(recipe, name) for name in _ASKED})
        self._form.set_read_only(is_kept)
        self.scope.setText(scope)
        self.scope.setAccessibleName(self.tr("Projects: {which}").format(which=scope))
        self.brand.offer([(None, self.tr("House style")), *((each.key, each.name) for each in brands)])
        self.brand.show_value(recipe.brand_key)
        for part in (self.scope, self.pages, self.brand):
            part.setEnabled(not is_kept)

    def show_checks(self, checks: "Sequence[Check]") -> None:
        """Show what was checked, what is amiss first."""
        clear(self._checks)
        for check in sorted(checks, key=lambda each: not each.count):
            self._checks.addWidget(self._line(check))
        amiss = sum(bool(check.count) for check in checks)
        words = self.tr("Checks ({count})").format(count=amiss) if amiss else self.tr("Checks")
        self.tabs.setTabText(CHECKS, words)

    def _line(self, check: "Check") -> QFrame:
        sign = Picture("warning", 18, "A") if check.count else Picture("check", 18, "G")
        words = ElidedLabel(check.words)
        line = row(sign, words, gap=8)
        line.setStretch(1, 1)
        if check.count:
            go = button(self.tr("Open"), lambda: self.asked.emit(check), look="link", name=f"check {check.kind}")
            go.setAccessibleName(self.tr("Open: {words}").format(words=check.words))
            go.setToolTip(tip("\n".join(name for _, name in check.projects[:_NAMED])))
            line.addWidget(go)
        made = QFrame()
        made.setFixedHeight(px(32))
        made.setLayout(line)
        return made
