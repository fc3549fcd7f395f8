"""The one table model: keys in order from SQL, and a cache of pages of 128 rows that hold finished values."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from pmo_desktop.charts.style import status
from pmo_desktop.domain.choices import Rating
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import formats
from pmo_desktop.text import say
from pmo_desktop.ui import values

if TYPE_CHECKING:
    from pmo_desktop.services.registers import Filter
    from pmo_desktop.services.registry import Column
    from pmo_desktop.ui.widgets.table.source import RegisterSource, Sort

PAGE = 128
PAGES_KEPT = 64
CELL = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WORRYING = {Rating.AMBER, Rating.AMBER_RED, Rating.RED}


@dataclass(frozen=True, slots=True)
class Cell:
    """A finished cell: its value, its text, the key of the status it shows, and the token of its ink."""

    value: object
    text: str
    status: str = ""
    ink: str = "text"


_GONE = Cell(None, formats.NO_VALUE, ink="text_3")


class RegisterModel(QAbstractTableModel):
    """Sorting, filtering and searching happen in SQL; `data` is a look-up.

    `refused` carries what could not be typed, the row and the column, and the text, so that the editor can open again.
    """

    refused = Signal(int, int, str)
    queried = Signal()

    def __init__(
        self,
        source: "RegisterSource",
        columns: Sequence[str],
        parent: QObject | None = None,
        *,
        sort: "Sort" = (),
        filters: "Iterable[Filter]" = (),
    ) -> None:
        super().__init__(parent)
        self.source = source
        self.sort_order: Sort = sort
        self.filters: dict[str, Filter] = {each.column: each for each in filters}
        self.search = ""
        self._keys: list[int] = []
        self._rows: dict[int, int] = {}
        self._pages: OrderedDict[int, list[tuple[Cell, ...]]] = OrderedDict()
        self._set_columns(columns)
        self._query()

    # What is asked -----------------------------------------------------------------------------------------------

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order; the first one is frozen."""
        self.beginResetModel()
        self._set_columns(names)
        self.endResetModel()

    def ask(
        self,
        *,
        sort: "Sort | None" = None,
        filters: "Iterable[Filter] | None" = None,
        search: str | None = None,
        columns: Sequence[str] = (),
    ) -> None:
        """Ask anew, with another order, other filters, another search or other columns; what is not given stays."""
        self.sort_order = self.sort_order if sort is None else sort
        self.filters = self.filters if filters is None else {each.column: each for each in filters}
        self.search = self.search if search is None else search
        self.beginResetModel()
        if columns:
            self._set_columns(columns)
        self._query()
        self.endResetModel()
        self.queried.emit()

    def renew(self, touched: Mapping[str, frozenset[int]]) -> None:
        """Read again what a change touched, and nothing else; the order stays until somebody asks anew."""
        affected = self.source.affected(touched)
        if affected is None:
            self._renew_all()
            return
        known = affected & self._rows.keys()
        found = self.source.rows(sorted(known), self._asked) if known else {}
        if len(found) < len(known) or (affected - known and self._has_other_rows()):
            self.ask()
            return
        for key, values_now in found.items():
            row = self._rows[key]
            page = self._pages.get(row // PAGE)
            if page is not None:
                page[row % PAGE] = self._finish(values_now)
            self._tell(row, row)

    def _renew_all(self) -> None:
        if self._has_other_rows():
            self.ask()
            return
        self._pages.clear()
        self._tell(0, len(self._keys) - 1)

    def _has_other_rows(self) -> bool:
        now = self.source.keys((), tuple(self.filters.values()), self.search)
        return len(now) != len(self._keys) or set(now) != self._rows.keys()

    def _tell(self, first: int, last: int) -> None:
        if self._keys and self.columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _set_columns(self, names: Sequence[str]) -> None:
        known = {column.name: column for column in self.source.columns}
        self.columns: tuple[Column, ...] = tuple(known[name] for name in names if name in known)
        inked = self.source.look.inked or {}
        extra = sorted({inked[name] for name in names if name in inked} - {column.name for column in self.columns})
        self._asked = (*(column.name for column in self.columns), *extra)
        self._inks = [self._asked.index(inked[c.name]) if c.name in inked else -1 for c in self.columns]
        self._pages.clear()

    def _query(self) -> None:
        self._keys = self.source.keys(self.sort_order, tuple(self.filters.values()), self.search)
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self._pages.clear()

    # What is shown -----------------------------------------------------------------------------------------------

    def key_at(self, row: int) -> int:
        """The key of a row."""
        return self._keys[row]

    def row_of(self, key: int) -> int | None:
        """The row of a key; none if it is filtered out or gone."""
        return self._rows.get(key)

    def keys(self) -> list[int]:
        """The keys of all rows, in order."""
        return list(self._keys)

    def cell(self, row: int, column: int) -> Cell:
        """The finished cell at a place."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        return page[place][column]

    def _read(self, number: int) -> list[tuple[Cell, ...]]:
        wanted = self._keys[number * PAGE : (number + 1) * PAGE]
        found = self.source.rows(wanted, self._asked)
        gone = tuple(_GONE for _ in self.columns)
        page = [self._finish(found[key]) if key in found else gone for key in wanted]
        self._pages[number] = page
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    def _finish(self, row: tuple[object, ...]) -> tuple[Cell, ...]:
        money, signed = self.source.money, self.source.look.signed
        finished: list[Cell] = []
        for number, column in enumerate(self.columns):
            value, field = row[number], column.field
            text = values.shown(field, value, money)
            if field.kind == "rating":
                finished.append(Cell(value, text, status(value if isinstance(value, Rating) else None).key))
                continue
            if column.name in signed and isinstance(value, int | float) and value > 0 and text.strip("0.,"):
                text = "+" + text
            rating = row[self._inks[number]] if self._inks[number] >= 0 else None
            finished.append(Cell(value, text, ink=_ink(value, rating)))
        return tuple(finished)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        return cell if role == CELL else self._told(role, self.columns[index.column()], cell)

    def _told(self, role: int, column: "Column", cell: Cell) -> object:
        """What a cell says of itself to whoever is not our own delegate."""
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return values.alignment(column.field)
        if role == Qt.ItemDataRole.EditRole:
            return values.typed(column.field, cell.value, self.source.money)
        return f"{column.field.label}: {cell.text}" if role == Qt.ItemDataRole.AccessibleTextRole else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        field = self.columns[section].field
        if role == Qt.ItemDataRole.DisplayRole:
            return values.heading(field, self.source.money)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return values.alignment(field)
        return (field.help or None) if role == Qt.ItemDataRole.ToolTipRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return plain | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].field.editable else plain

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self.ask(sort=((self.columns[column].name, order == Qt.SortOrder.AscendingOrder),))

    # What is written ---------------------------------------------------------------------------------------------

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, as text, or what was chosen, as a value."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        column = self.columns[index.column()]
        try:
            new = self.understood(column, value) if isinstance(value, str) else value
        except PmoError as error:
            self.source.refuse(str(error))
            self.refused.emit(index.row(), index.column(), str(value))
            return False
        if new == self.cell(index.row(), index.column()).value:
            return True
        title = say("Change {field}", field=column.field.label)
        return self.source.write(title, [(self._keys[index.row()], column.name, new)])

    def understood(self, column: "Column", text: str) -> object:
        """What `text` means in a column.

        Raises:
            PmoError: it cannot be read as what the column holds.
        """
        options = self.source.options(column) if column.field.kind == "reference" else ()
        return values.read(column.field, text, self.source.money, options)


def _ink(value: object, rating: object) -> str:
    if value is None:
        return "text_3"
    return rating.value if isinstance(rating, Rating) and rating in _WORRYING else "text"
