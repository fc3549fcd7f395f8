"""The objectives of a charter as a table that is edited in its cells."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from pmo_desktop.domain.fields import field_of
from pmo_desktop.services import charters, registers
from pmo_desktop.services.charters import OBJECTIVES
from pmo_desktop.services.registers import Filter
from pmo_desktop.services.registry import Column
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.sources import DocumentSource
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import button, column, row
from pmo_desktop.ui.widgets.table.cells import Cell
from pmo_desktop.ui.widgets.table.model import RegisterModel
from pmo_desktop.ui.widgets.table.source import Cells, Look, Sort
from pmo_desktop.ui.widgets.table.view import RegisterView

_ROW, _HEAD = 36, 32
_SHARES = {"title": 27, "objective_key": 22, "measure": 25, "target": 11, "due_on": 15}


class ObjectivesSource(DocumentSource):
    """The objectives of one version."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, OBJECTIVES)
        self.charter_key = 0
        self.columns = tuple(
            Column(name, OBJECTIVES.entity, field_of(OBJECTIVES.entity, name)) for name in self.first_columns
        )
        self.look = Look()

    @override
    def keys(self, sort: Sort, filters: Collection[Filter], search: str) -> list[int]:
        """The keys of all of them, in the order they were written."""
        if not self.charter_key:
            return []
        with self._document.reading() as session:
            return [each.key for each in charters.objectives(session, self.charter_key)]

    @override
    def rows(self, keys: Sequence[int], columns: Sequence[str]) -> dict[int, tuple[object, ...]]:
        """The values of `columns` by key; rows that are gone are missing."""
        with self._document.reading() as session:
            alive = {each.key for each in charters.objectives(session, self.charter_key)}
            wanted = [key for key in keys if key in alive]
            if not columns:
                return dict.fromkeys(wanted, ())
            return dict(zip(wanted, registers.rows(session, OBJECTIVES, wanted, columns), strict=True))

    @override
    def write(self, title: str, cells: Cells, added: Sequence[Mapping[str, object]] = ()) -> bool:
        """Set cells and add objectives as one step; says whether it was done."""

        def command(session: Session) -> bool:
            charters.write_objectives(session, self.charter_key, cells, added)
            return True

        return self._document.do(title, command) is True

    @override
    def values_in_use(self, column: Column) -> list[object]:
        """Nothing: this table has no filters."""
        return []

    @override
    def affected(self, touched: Mapping[str, frozenset[int]]) -> set[int] | None:
        """The objectives among what was touched, or `None` when a strategic objective was."""
        return None if "strategic_objective" in touched else set(touched.get(self.name, ()))


class ObjectivesModel(RegisterModel):
    """Says in words what is missing where an objective has no measure, and all of what is cut off in a tooltip."""

    def __init__(self, source: ObjectivesSource) -> None:
        super().__init__(source, source.first_columns)
        self.is_open = True

    @override
    def cell(self, row: int, column: int) -> Cell:
        found = super().cell(row, column)
        if self.columns[column].name == "measure" and not found.value:
            return Cell(found.value, self.tr("No measure yet"), ink="A")
        return found

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return tip(self.cell(index.row(), index.column()).text)
        return super().data(index, role)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        found = super().flags(index)
        return found if self.is_open else found & ~Qt.ItemFlag.ItemIsEditable


class ObjectivesView(RegisterView):
    """Shares its width among the columns."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(self.viewport().width(), px(480))
        for number, each in enumerate(self.register.columns):
            self.setColumnWidth(number, room * _SHARES[each.name] // sum(_SHARES.values()))


class ObjectivesTable(QWidget):
    """As high as its rows. `show_version(key, is_open)`, then `renew(document.touched)` on each change."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._source = ObjectivesSource(document)
        self.model = ObjectivesModel(self._source)
        self.view = ObjectivesView(self.model)
        self.view.setObjectName("objectives")
        self.view.setAccessibleName(self.tr("Objectives"))
        self.view.horizontalHeader().setSectionsClickable(False)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view.set_row_height(_ROW)
        self._add = button(self.tr("Objective"), self.add, picture="plus", name="add objective")
        self._link = button(self.tr("Link to a strategic objective"), self.link, picture="link", name="link objective")
        self._remove = button(self.tr("Remove"), self.remove, look="quiet", name="remove objective")
        for model_signal in (self.model.modelReset, self.model.dataChanged):
            model_signal.connect(self._fit)
        self.view.record_chosen.connect(lambda _key: self._tell_buttons())
        card = Card(flush=True)
        card.put(self.view)
        self.setLayout(column(card, row(self._add, self._link, self._remove, None), gap=12))
        self._fit()

    def show_version(self, charter_key: int, *, is_open: bool) -> None:
        """Show the objectives of a version."""
        self.model.is_open = is_open
        if charter_key != self._source.charter_key:
            self._source.charter_key = charter_key
            self.model.ask()
        self._tell_buttons()

    def renew(self, touched: Mapping[str, frozenset[int]]) -> None:
        """Read again what a change touched."""
        self.model.renew(touched)

    def add(self) -> None:
        """Add an objective and begin to name it."""
        if self._source.write(self.tr("Add an objective"), (), [{"title": self.tr("New objective")}]):
            newest = max(self.model.keys())
            self._edit(newest, "title")

    def link(self) -> None:
        """Choose the strategic objective that the one under the cursor serves."""
        key = self.view.current_key()
        if not self._source.options(self._source.columns[1]):
            self._source.refuse(
                self.tr(
                    "There is no strategic objective yet. Add one to the register of objectives, then link it here."
                )
            )
        elif key is not None:
            self._edit(key, "objective_key")

    def remove(self) -> None:
        """Take the objectives in the selection out."""
        keys = self.view.selected_keys()
        title = self.tr("Remove an objective") if len(keys) == 1 else self.tr("Remove objectives")
        self._document.do(title, lambda session: charters.remove_objectives(session, self._source.charter_key, keys))

    def _edit(self, key: int, name: str) -> None:
        place = self.first_index(key, name)
        self.view.setCurrentIndex(place)
        self.view.setFocus()
        self.view.edit_cell(place)

    def first_index(self, key: int, name: str) -> QModelIndex:
        """The cell of a row's key and a column's name."""
        return self.model.index(self.model.row_of(key) or 0, OBJECTIVES.first_columns.index(name))

    def _tell_buttons(self) -> None:
        has_row = self.view.currentIndex().isValid()
        self._add.setVisible(self.model.is_open)
        for each in (self._link, self._remove):
            each.setVisible(self.model.is_open)
            each.setEnabled(has_row)

    def _fit(self) -> None:
        self.view.setFixedHeight(px(_HEAD) + px(_ROW) * self.model.rowCount() + 2)
        self.setVisible(self.model.is_open or self.model.rowCount() > 0)
        self._tell_buttons()
