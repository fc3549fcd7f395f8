"""The menu of one column, by the right button on its head or by Alt+Down: sort, filter, group, freeze, move, colour."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.table.register import RegisterTable


class ColumnMenu(QMenu):
    """`ColumnMenu(table, number)`; open it with `popup`."""

    def __init__(self, table: "RegisterTable", number: int) -> None:
        super().__init__(table)
        self.setObjectName("column menu")
        self._table = table
        self._number = number
        self._name = table.model.columns[number].name
        self._add_order()
        self.addSeparator()
        self._add_groups()
        self.addSeparator()
        self._add_places()
        self.addSeparator()
        self._add("colour", self.tr("Colour rules…"), lambda: table.ask_rules(self._name))

    def _add(self, key: str, title: str, run: "object", *, enabled: bool = True) -> None:
        action = self.addAction(title.replace("&", "&&"))
        action.setObjectName(f"column {key}")
        action.setEnabled(enabled)
        if callable(run):
            action.triggered.connect(lambda _checked=False: run())

    def _add_order(self) -> None:
        model, name = self._table.model, self._name
        self._add("up", self.tr("Sort up"), lambda: model.ask(sort=((name, True),)))
        self._add("down", self.tr("Sort down"), lambda: model.ask(sort=((name, False),)))
        self._add("unsorted", self.tr("Do not sort"), lambda: model.ask(sort=()), enabled=bool(model.sort_order))
        self._add("filter", self.tr("Filter…"), lambda: self._table.filters.open(name))

    def _add_groups(self) -> None:
        model, name = self._table.model, self._name
        if name in model.group_by:
            self._add("ungroup", self.tr("Do not group by this"), lambda: self._table.toggle_group(name))
        else:
            title = self.tr("Group by this within the groups") if model.group_by else self.tr("Group by this")
            self._add("group", title, lambda: self._table.toggle_group(name))

    def _add_places(self) -> None:
        table, number, last = self._table, self._number, len(self._table.model.columns) - 1
        if table.view.frozen_count == number + 1:
            self._add("unfreeze", self.tr("Freeze no column"), lambda: table.freeze(0))
        else:
            self._add("freeze", self.tr("Freeze up to here"), lambda: table.freeze(number + 1))
        self._add("left", self.tr("Move to the left"), lambda: table.move_column(number, -1), enabled=number > 0)
        self._add("right", self.tr("Move to the right"), lambda: table.move_column(number, 1), enabled=number < last)
        self._add("hide", self.tr("Hide"), lambda: table.hide_column(number), enabled=last > 0)
