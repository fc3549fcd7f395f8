"""Chips above a table: one for each filter, set or offered, and one to add another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from pmo_desktop.ui.actions import plain
from pmo_desktop.ui.icons import icon
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, clear
from pmo_desktop.ui.widgets.flow import FlowLayout
from pmo_desktop.ui.widgets.table.filter_popup import FilterPopup
from pmo_desktop.ui.widgets.table.filter_words import filter_words
from pmo_desktop.ui.widgets.table.model import RegisterModel

if TYPE_CHECKING:
    from pmo_desktop.services.registers import Filter
    from pmo_desktop.services.registry import Column


class FilterBar(QWidget):
    """`offered` columns always have a chip; other columns get one while they filter. `changed` after every change."""

    changed = Signal()

    def __init__(self, model: RegisterModel, offered: Sequence[str]) -> None:
        super().__init__()
        self._model = model
        self._columns = {column.name: column for column in model.source.columns}
        self._offered = [name for name in offered if name in self._columns]
        self._line = FlowLayout(self, px(8))
        self._shown: object = None
        self.show_filters()

    def show_filters(self) -> None:
        """Show a chip for each filter of the model, if they are others than those shown."""
        now = (tuple(self._model.filters.values()), self._model.source)
        if now == self._shown:
            return
        self._shown = now
        clear(self._line)
        extra = [name for name in self._model.filters if name not in self._offered]
        for name in (*self._offered, *extra):
            self._line.addWidget(self._chip(self._columns[name]))
        more = button(self.tr("Filter"), look="quiet", picture="plus", name="add filter")
        more.clicked.connect(lambda _checked=False: self._offer(more))
        self._line.addWidget(more)

    def _chip(self, column: "Column") -> QPushButton:
        wanted = self._model.filters.get(column.name)
        words = filter_words(column, wanted, self._model.source)
        chip = button(words, look="chip", name=f"filter {column.name}")
        chip.setProperty("on", wanted is not None)
        chip.setIcon(icon("close" if wanted else "chevron-down", "text"))
        if wanted is None:
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setIconSize(QSize(px(14), px(14)))
        chip.setToolTip(self.tr("Press to change this filter; Delete drops it") if wanted else "")
        chip.clicked.connect(lambda _checked=False: self._open(column, chip))
        return chip

    def open(self, name: str) -> None:
        """Open the popup of a column's filter, under its chip or under the button that adds one."""
        chip = self.findChild(QPushButton, f"filter {name}") or self.findChild(QPushButton, "add filter")
        if isinstance(chip, QPushButton):
            self._open(self._columns[name], chip)

    def _open(self, column: "Column", chip: QWidget) -> None:
        popup = FilterPopup(
            self._model.source,
            column,
            self._model.filters.get(column.name),
            lambda wanted: self.take(column.name, wanted),
            self,
        )
        popup.move(chip.mapToGlobal(QPoint(0, chip.height() + px(2))))
        popup.show()

    def take(self, name: str, wanted: "Filter | None") -> None:
        """Filter a column, or no longer."""
        others = [each for each in self._model.filters.values() if each.column != name]
        self._model.ask(filters=[*others, *([wanted] if wanted is not None else [])])
        self.show_filters()
        self.changed.emit()

    def _offer(self, place: QWidget) -> None:
        menu = QMenu(self)
        for column in sorted(self._columns.values(), key=lambda each: each.field.label.casefold()):
            if column.name not in self._model.filters:
                menu.addAction(plain(column.field.label)).setData(column.name)
        menu.triggered.connect(lambda action: self._open(self._columns[action.data()], place))
        menu.popup(place.mapToGlobal(QPoint(0, place.height())))
