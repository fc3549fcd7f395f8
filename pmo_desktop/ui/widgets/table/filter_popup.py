"""The popup of one filter: a list to tick for words and choices, first and last for figures and dates."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.registers import Filter
from pmo_desktop.ui import values
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.table.source import RegisterSource

if TYPE_CHECKING:
    from pmo_desktop.services.registry import Column

_RANGED = {"integer", "year", "number", "percent", "money", "date"}


class FilterPopup(QDialog):
    """Call `take(Filter)` when the user agrees, `take(None)` when the filter is to go."""

    def __init__(
        self,
        source: RegisterSource,
        column_: "Column",
        now: Filter | None,
        take: Callable[[Filter | None], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._source = source
        self._column = column_
        self._take = take
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        body = self._range(now) if column_.field.kind in _RANGED else self._list(now)
        drop = button(self.tr("Any"), lambda: self._leave(None), look="link", name="filter any")
        drop.setVisible(now is not None)
        agree = button(self.tr("Filter"), self._agree, look="primary", name="filter take")
        head = label(values.heading(column_.field, source.money), "label")
        foot = row(drop, None, agree)
        self.setLayout(column(head, *body, *self._emptiness(), self._problem, foot, gap=8, margins=(12, 12, 12, 12)))
        self.setFixedWidth(px(280))
        next(each for each in body if isinstance(each, QLineEdit)).setFocus()

    # A list to tick ----------------------------------------------------------------------------------------------

    def _list(self, now: Filter | None) -> list[QWidget]:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Contains"))
        self.search.setAccessibleName(self.tr("Contains"))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._agree)
        self.list = QListWidget()
        self.list.setAccessibleName(self._column.field.label)
        self.list.setFixedHeight(px(240))
        ticked = now.values if now is not None and now.kind == "one of" else ()
        if now is not None and now.kind == "contains":
            self.search.setText(str(now.values[0]))
        self._values: list[object] = []
        for value, words in self._offered():
            item = QListWidgetItem(words, self.list)
            self._values.append(value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked)
        self._narrow(self.search.text())
        return [self.search, self.list]

    def _offered(self) -> list[tuple[object, str]]:
        field = self._column.field
        known = values.choices(field)
        none = [] if field.required or field.kind == "flag" else [(None, values.shown(field, None, self._source.money))]
        if known:
            return [*known, *none]
        used = self._source.values_in_use(self._column)
        return [(value, values.shown(field, value, self._source.money)) for value in used]

    def _narrow(self, text: str) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _ticked(self) -> tuple[object, ...]:
        return tuple(
            value
            for number, value in enumerate(self._values)
            if self.list.item(number).checkState() == Qt.CheckState.Checked
        )

    # First and last ----------------------------------------------------------------------------------------------

    def _range(self, now: Filter | None) -> list[QWidget]:
        first, last = now.values if now is not None and now.kind == "between" else (None, None)
        self.first = self._bound(self.tr("From"), first)
        self.last = self._bound(self.tr("To"), last)
        return [label(self.tr("From"), "note"), self.first, label(self.tr("To, included"), "note"), self.last]

    def _bound(self, name: str, value: object) -> QLineEdit:
        made = QLineEdit(values.typed(self._column.field, value, self._source.money))
        made.setAccessibleName(name)
        made.returnPressed.connect(self._agree)
        return made

    def _emptiness(self) -> list[QWidget]:
        """What is empty, or what is not, where there is such a thing."""
        if self._column.field.required or self._column.field.kind == "flag":
            return []
        name = self._column.name
        empty = button(self.tr("Empty"), lambda: self._leave(Filter(name, "empty")), look="link", name="filter empty")
        filled = button(
            self.tr("Not empty"), lambda: self._leave(Filter(name, "filled")), look="link", name="filter filled"
        )
        line = QWidget()
        line.setLayout(row(empty, filled, None))
        return [line]

    # Leaving -----------------------------------------------------------------------------------------------------

    def _agree(self) -> None:
        try:
            self._leave(self._filter())
        except PmoError as error:
            self._problem.setText(str(error))
            self._problem.show()

    def _filter(self) -> Filter | None:
        name = self._column.name
        if self._column.field.kind in _RANGED:
            bounds = tuple(self._read(field.text()) for field in (self.first, self.last))
            return Filter(name, "between", bounds) if bounds != (None, None) else None
        if ticked := self._ticked():
            return Filter(name, "one of", ticked)
        text = self.search.text().strip()
        return Filter(name, "contains", (text,)) if text else None

    def _read(self, text: str) -> object:
        return values.read(self._column.field, text, self._source.money) if text.strip() else None

    def _leave(self, wanted: Filter | None) -> None:
        self.close()
        self._take(wanted)
