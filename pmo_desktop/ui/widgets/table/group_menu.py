"""The button that groups a table: which columns it is grouped by, outermost first, and folding all groups at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu, QPushButton

from pmo_desktop.ui.icons import icon
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button
from pmo_desktop.ui.widgets.table.cells import lowered

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.table.register import RegisterTable

_UNGROUPED = {"long text", "money", "number", "percent", "moment"}
"""Kinds of fields by which a group would hold one row each; the menu of a column offers them all the same."""


def group_button(table: "RegisterTable") -> QPushButton:
    """A button with the menu of groups; `tell_groups` words it."""
    made = button("", look="quiet", name="group")
    made.setIcon(icon("bullets"))
    made.setIconSize(QSize(px(16), px(16)))
    menu = QMenu(made)
    menu.setObjectName("group menu")
    menu.aboutToShow.connect(lambda: _fill(menu, table))
    made.setMenu(menu)
    return made


def tell_groups(made: QPushButton, table: "RegisterTable") -> None:
    """Say what the table is grouped by."""
    grouped = table.model.group_by
    labels = {each.name: lowered(each.field.label) for each in table.model.source.columns if each.name in grouped}
    named = ", ".join(labels[name] for name in grouped)
    words = table.tr("Group: {fields}").format(fields=named) if named else table.tr("Group")
    made.setText(words.replace("&", "&&"))
    made.setAccessibleName(words)


def _fill(menu: QMenu, table: "RegisterTable") -> None:
    menu.clear()
    model = table.model
    for title, run in (
        (table.tr("No groups"), lambda: table.group(())),
        (table.tr("Fold all groups"), lambda: model.fold_all(folded=True)),
        (table.tr("Unfold all groups"), lambda: model.fold_all(folded=False)),
    ):
        action = menu.addAction(title)
        action.setEnabled(bool(model.group_by))
        action.triggered.connect(lambda _checked=False, run=run: run())
    menu.addSeparator()
    shown = {each.name for each in model.columns}
    offered = [each for each in model.source.columns if each.field.kind not in _UNGROUPED]
    for each in sorted(offered, key=lambda each: (each.name not in shown, each.field.label.casefold())):
        action = menu.addAction(each.field.label.replace("&", "&&"))
        action.setObjectName(f"group {each.name}")
        action.setCheckable(True)
        action.setChecked(each.name in model.group_by)
        action.triggered.connect(lambda _checked=False, name=each.name: table.toggle_group(name))
