"""At the right of a pack: for whom the recipe is, and what to mend before the pack goes out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.recipe import Recipe
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, clear, column, label, row, rule
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.services.insights.pack_checks import Check
    from pmo_desktop.services.recipes import RecipeSeen

_NAMED = 12
_ASKED = ("audience", "one_pagers", "distribution")


class Aside(QFrame):
    """Signals: `edited` with a field's name and its value, `asked` with the kind of a check to mend."""

    edited = Signal(str, object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.setFixedWidth(px(264))
        self._form = Form([field for field in fields_of(Recipe) if field.name in _ASKED])
        self._form.edited.connect(self.edited)
        self._form.editor("distribution").setFixedHeight(px(120))
        self._form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._checks = QVBoxLayout()
        self._checks.setSpacing(0)
        self._title = label("", "section")
        self._tone = label(self.tr("What this recipe says"), "note")
        heads = column(self._title, self._tone, gap=0)
        body = column(
            heads, self._form, rule(), label(self.tr("Checks"), "section"), self._checks, None, gap=16,
            margins=(16, 12, 16, 12),
        )  # fmt: skip
        self.setLayout(body)

    def show_recipe(self, recipe: "RecipeSeen") -> None:
        """Show for whom a recipe is."""
        self._title.setText(recipe.name)
        self._form.show_values({name: getattr(recipe, name) for name in _ASKED})

    def show_checks(self, checks: "Sequence[Check]") -> None:
        """Show what was checked, what is amiss first."""
        clear(self._checks)
        for check in sorted(checks, key=lambda each: not each.count):
            self._checks.addWidget(self._line(check))

    def _line(self, check: "Check") -> QFrame:
        sign = Picture("warning", 18, "A") if check.count else Picture("check", 18, "G")
        words = ElidedLabel(check.words)
        line = row(sign, words, gap=8)
        line.setStretch(1, 1)
        if check.count:
            go = button(self.tr("Open"), lambda: self.asked.emit(check), look="link", name=f"check {check.kind}")
            go.setAccessibleName(self.tr("Open: {words}").format(words=check.words))
            go.setToolTip("\n".join(name for _, name in check.projects[:_NAMED]))
            line.addWidget(go)
        made = QFrame()
        made.setFixedHeight(px(32))
        made.setLayout(line)
        return made
