"""The one table model: keys in order from SQL, and a cache of pages of 64 lines that hold finished values."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from pmo_desktop.charts.style import LIGHT
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say
from pmo_desktop.ui import values
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.widgets.table.cells import GONE, Cell, coloured, finished, head
from pmo_desktop.ui.widgets.table.filter_words import filter_words
from pmo_desktop.ui.widgets.table.lines import Lines, flat, in_groups

if TYPE_CHECKING:
    from pmo_desktop.services.grouping import Group, Grouped
    from pmo_desktop.services.registers import Filter
    from pmo_desktop.services.registry import Column
    from pmo_desktop.services.saved_views import Rule
    from pmo_desktop.ui.widgets.table.lines import Path
    from pmo_desktop.ui.widgets.table.source import RegisterSource, Sort

PAGE = 64
PAGES_KEPT = 128
CELL = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


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
        groups: Sequence[str] = (),
        rules: "Sequence[Rule]" = (),
    ) -> None:
        super().__init__(parent)
        self.source = source
        self.sort_order: Sort = sort
        self.filters: dict[str, Filter] = {each.column: each for each in filters}
        self.group_by = tuple(groups)
        self.rules = tuple(rules)
        self.search = ""
        self._lines = Lines()
        self._grouped: Grouped | None = None
        self._folded: set[Path] = set()
        self._places: dict[int, int] | None = None
        self._pages: OrderedDict[int, list[tuple[Cell, ...]]] = OrderedDict()
        self._set_columns(columns)
        self._query()

    # What is asked -----------------------------------------------------------------------------------------------

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order."""
        self.beginResetModel()
        self._set_columns(names)
        if self.group_by:
            self._query()
        self.endResetModel()

    def ask(
        self,
        *,
        sort: "Sort | None" = None,
        filters: "Iterable[Filter] | None" = None,
        search: str | None = None,
        columns: Sequence[str] = (),
        groups: Sequence[str] | None = None,
        rules: "Sequence[Rule] | None" = None,
    ) -> None:
        """Ask anew, with another order, other filters, groups, colours or columns; what is not given stays."""
        self.sort_order = self.sort_order if sort is None else sort
        self.filters = self.filters if filters is None else {each.column: each for each in filters}
        self.search = self.search if search is None else search
        self.rules = self.rules if rules is None else tuple(rules)
        if groups is not None and tuple(groups) != self.group_by:
            self.group_by = tuple(groups)
            self._folded.clear()
        self.beginResetModel()
        if columns:
            self._set_columns(columns)
        self._query()
        self.endResetModel()
        self.queried.emit()

    @property
    def found(self) -> "tuple[Grouped | None, Lines]":
        """What was asked for last: the groups, if there are any, and the lines."""
        return self._grouped, self._lines

    def follow(self, other: "RegisterModel") -> None:
        """Show the rows that another model over the same register shows; what that one knows is not asked again."""
        self.source, self.sort_order = other.source, other.sort_order
        self.filters, self.search = other.filters, other.search
        if self.group_by != other.group_by:
            self.group_by = other.group_by
            self._folded.clear()
        self.beginResetModel()
        added_up = {column.name for column in self.columns if column.field.kind in {"rating", "money"}}
        if not self.group_by or added_up <= {column.name for column in other.columns}:
            self._grouped, self._lines = other.found
            self._lay_out()
        else:
            self._query()
        self.endResetModel()
        self.queried.emit()

    # Groups ------------------------------------------------------------------------------------------------------

    def group_at(self, row: int) -> "Group | None":
        """The group whose head a line is; none for a row."""
        return self._lines.groups.get(row)

    def level(self, row: int) -> int:
        """How many groups a line lies in."""
        return self._lines.levels[row]

    def is_folded(self, row: int) -> bool:
        """Whether the group at a line is folded."""
        group = self.group_at(row)
        return group is not None and group.values in self._folded

    def fold(self, row: int, *, folded: bool) -> None:
        """Fold or unfold the group whose head a line is."""
        group = self.group_at(row)
        if group is not None and (group.values in self._folded) != folded:
            self._fold((self._folded | {group.values}) if folded else (self._folded - {group.values}))

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold every group."""
        groups = self._grouped.groups if self._grouped else ()
        paths = {group.values[:depth] for group in groups for depth in range(1, len(group.values) + 1)}
        self._fold(paths if folded else set())

    def _fold(self, folded: "set[Path]") -> None:
        self.beginResetModel()
        self._folded = folded
        self._lay_out()
        self.endResetModel()

    def members(self, row: int) -> list[int]:
        """The keys of all rows of the group whose head a line is, folded or not."""
        head, found, start = self.group_at(row), list[int](), 0
        if head is None or self._grouped is None:
            return found
        for group in self._grouped.groups:
            if group.values[: len(head.values)] == head.values:
                found += self._grouped.keys[start : start + group.count]
            start += group.count
        return found

    def reveal(self, key: int) -> None:
        """Unfold the groups a row lies in."""
        if self._grouped is None or key in self._rows:
            return
        start = 0
        for group in self._grouped.groups:
            if key in self._grouped.keys[start : start + group.count]:
                self._fold(self._folded - {group.values[:depth] for depth in range(1, len(group.values) + 1)})
                return
            start += group.count

    def row_of_group(self, path: "Path") -> int | None:
        """The line of the head of a group; none if there is no such group now, or it lies under a folded one."""
        return next((row for row, group in self._lines.groups.items() if group.values == path), None)

    def renew(self, touched: Mapping[str, frozenset[int]]) -> None:
        """Read again what a change touched, and nothing else; the order stays until somebody asks anew."""
        affected = self.source.affected(touched)
        if affected is None:
            self._renew_all()
            return
        if self.group_by:
            if affected:
                self.ask()
            return
        known = affected & self._rows.keys()
        found = self._finished(sorted(known)) if known else {}
        if len(found) < len(known) or (affected - known and self._has_other_rows()):
            self.ask()
            return
        for key, cells in found.items():
            row = self._rows[key]
            page = self._pages.get(row // PAGE)
            if page is not None:
                before, page[row % PAGE] = page[row % PAGE], cells
                others = [place for place, cell in enumerate(cells) if cell != before[place]]
                if others:
                    self.dataChanged.emit(self.index(row, others[0]), self.index(row, others[-1]))

    def _renew_all(self) -> None:
        if self.group_by or self._has_other_rows():
            self.ask()
            return
        self._pages.clear()
        if self._lines.keys and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines.keys) - 1, len(self.columns) - 1))

    def _has_other_rows(self) -> bool:
        now = self.source.keys((), tuple(self.filters.values()), self.search)
        return len(now) != len(self._rows) or set(now) != self._rows.keys()

    def _set_columns(self, names: Sequence[str]) -> None:
        known = {column.name: column for column in self.source.columns}
        self.columns: tuple[Column, ...] = tuple(known[name] for name in names if name in known)
        inked = self.source.look.inked or {}
        extra = sorted({inked[name] for name in names if name in inked} - {column.name for column in self.columns})
        self._asked = (*(column.name for column in self.columns), *extra)
        self._inks = [self._asked.index(inked[c.name]) if c.name in inked else -1 for c in self.columns]
        self._pages.clear()

    def _query(self) -> None:
        filters = tuple(self.filters.values())
        names = [column.name for column in self.columns]
        known = {column.name for column in self.source.columns}
        self.group_by = tuple(name for name in self.group_by if name in known)
        if self.group_by:
            self._grouped = self.source.grouped(self.group_by, self.sort_order, filters, self.search, names)
        else:
            self._grouped = None
            self._lines = flat(self.source.keys(self.sort_order, filters, self.search))
        self._lay_out()

    def _lay_out(self) -> None:
        if self._grouped:
            self._lines = in_groups(self._grouped.keys, self._grouped.groups, self._folded)
        self._places = None
        self._pages.clear()

    @property
    def _rows(self) -> dict[int, int]:
        """The row of each key, made when first needed: of 100,000 it takes as long as to read a page of them."""
        if self._places is None:
            self._places = {key: row for row, key in enumerate(self._lines.keys) if key}
        return self._places

    # What is shown -----------------------------------------------------------------------------------------------

    def key_at(self, row: int) -> int:
        """The key of a row; 0 for the head of a group."""
        return self._lines.keys[row]

    def row_of(self, key: int) -> int | None:
        """The row of a key; none if it is filtered out, folded away or gone."""
        if self._places is not None:
            return self._places.get(key)
        return self._lines.keys.index(key) if key and key in self._lines.keys else None

    def keys(self) -> list[int]:
        """The keys of all rows that can be seen, in order."""
        return list(self.keys_from(0))

    @property
    def count(self) -> int:
        """How many rows pass the filters, folded away or not."""
        return len(self._grouped.keys) if self._grouped else len(self._lines.keys)

    def keys_from(self, row: int) -> Iterator[int]:
        """The keys from a line on, heads of groups passed over."""
        return (key for key in self._lines.keys[row:] if key)

    def records(self, first: int, last: int) -> list[int]:
        """The lines from `first` to `last`, both included, that are rows and not heads of groups."""
        return [row for row in range(first, last + 1) if self._lines.keys[row]]

    def cell(self, row: int, column: int) -> Cell:
        """The finished cell at a place."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        return page[place][column]

    def _read(self, number: int) -> list[tuple[Cell, ...]]:
        first = number * PAGE
        wanted = self._lines.keys[first : first + PAGE]
        found = self._finished([key for key in wanted if key])
        gone = tuple(GONE for _ in self.columns)
        page = [found.get(key, gone) if key else self._head(first + place) for place, key in enumerate(wanted)]
        self._pages[number] = page
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    def _finished(self, keys: Sequence[int]) -> dict[int, tuple[Cell, ...]]:
        found = self.source.rows(keys, self._asked)
        cells = {key: finished(self.columns, row, self._inks, self.source) for key, row in found.items()}
        if self.rules and cells:
            met = self.source.meeting(keys, [rule.when for rule in self.rules])
            told = [(rule, self._words(rule)) for rule in self.rules]
            cells = {key: coloured(row, self.columns, told, met[key]) for key, row in cells.items()}
        return cells

    def _words(self, rule: "Rule") -> str:
        column = next(each for each in self.source.columns if each.name == rule.when.column)
        return filter_words(column, rule.when, self.source)

    def _head(self, row: int) -> tuple[Cell, ...]:
        group = self._lines.groups[row]
        by = self.group_by[len(group.values) - 1]
        return head(self.columns, group, next(each for each in self.source.columns if each.name == by), self.source)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines.keys)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        return cell if role == CELL else self._told(role, index.row(), self.columns[index.column()], cell)

    def _told(self, role: int, row: int, column: "Column", cell: Cell) -> object:
        """What a cell says of itself to whoever is not our own delegate."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.rule) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column, cell)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return values.alignment(column.field)
        if role == Qt.ItemDataRole.EditRole:
            return values.typed(column.field, cell.value, self.source.money)
        return None

    def _spoken(self, row: int, column: "Column", cell: Cell) -> str:
        group = self.group_at(row)
        if group is not None and column is self.columns[0]:
            state = say("folded") if self.is_folded(row) else say("unfolded")
            return say("Group {name}, {count} rows, {state}", name=cell.text, count=group.count, state=state)
        words = ", ".join(f"{LIGHT.statuses[key].word} {count}" for key, count in cell.counts)
        return "; ".join(filter(None, (f"{column.field.label}: {words or cell.text}", cell.rule)))

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
        can_be = self.columns[index.column()].field.editable and self._lines.keys[index.row()] != 0
        return plain | Qt.ItemFlag.ItemIsEditable if can_be else plain

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
        key = self.key_at(index.row())
        title = say("Change {field} of “{name}”", field=column.field.label, name=self._name_of(key))
        return self.source.write(title, [(key, column.name, new)])

    def _name_of(self, key: int) -> str:
        """What a row is called: the first of the columns its register comes with."""
        first = self.source.first_columns[0]
        place = next((number for number, column in enumerate(self.columns) if column.name == first), None)
        if place is not None:
            return self.cell(self._rows[key], place).text
        return str(self.source.rows([key], [first])[key][0])

    def understood(self, column: "Column", text: str) -> object:
        """What `text` means in a column.

        Raises:
            PmoError: it cannot be read as what the column holds.
        """
        options = self.source.options(column) if column.field.kind == "reference" else ()
        return values.read(column.field, text, self.source.money, options)
