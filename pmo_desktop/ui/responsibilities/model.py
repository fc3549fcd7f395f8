"""The matrix as a table: a line for each group and each activity, a column for each party."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from pmo_desktop.domain.rules.responsibility import Fault, Responsibility
from pmo_desktop.services.insights.responsibilities import ActivitySeen, Matrix, PartySeen
from pmo_desktop.ui.actions import tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: the title of a group, or an activity."""

    group: str
    activity: ActivitySeen | None = None


class MatrixModel(QAbstractTableModel):
    """`show_matrix(matrix, hidden, only_faulty)`; what is typed over a title goes to `rename(line, title)`."""

    def __init__(self, rename: Callable[[Line, str], object], parent: QTableView) -> None:
        super().__init__(parent)
        self._rename = rename
        self.matrix: Matrix | None = None
        self.lines: tuple[Line, ...] = ()
        self.parties: tuple[PartySeen, ...] = ()
        self.is_at_fault: set[tuple[int, int]] = set()

    def show_matrix(self, matrix: Matrix, hidden: set[int], *, only_faulty: bool) -> None:
        """Show a matrix without the parties in `hidden`, and on wish only the activities with a finding."""
        self.beginResetModel()
        self.matrix = matrix
        self.parties = tuple(party for party in matrix.parties if party.key not in hidden)
        self.lines = tuple(
            line
            for group in matrix.groups
            for line in _lines(
                group, [each for each in matrix.activities if each.group == group and (each.faults or not only_faulty)]
            )
        )
        self.is_at_fault = {
            (found.activity, party)
            for found in matrix.findings
            if found.activity is not None and found.fault is Fault.SEVERAL_ACCOUNTABLE
            for party in found.parties
        }
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """The line of an index, none for no index."""
        return self.lines[index.row()] if index.isValid() else None

    def party(self, index: Index) -> PartySeen | None:
        """The party of an index, none in the first and the last column."""
        place = index.column() - 1
        return self.parties[place] if index.isValid() and 0 <= place < len(self.parties) else None

    def letters(self, index: Index) -> str:
        """The letters of a cell."""
        line, party = self.line(index), self.party(index)
        return line.activity.letters.get(party.key, "") if line and line.activity and party else ""

    def row_of(self, activity: int) -> int | None:
        """The row of an activity, none if it is not shown."""
        keys = [line.activity.key if line.activity else None for line in self.lines]
        return keys.index(activity) if activity in keys else None

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.matrix is None else len(self.parties) + 2

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        name = (self.tr("Activity"), *(party.name for party in self.parties), self.tr("Finding"))[section]
        return tip(name) if role == Qt.ItemDataRole.ToolTipRole else name

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, party = self.line(index), self.party(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._told(line, party) if party else str(self.data(index)))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            if index.column() == 0:
                return line.activity.title if line.activity else line.group
            return self.letters(index) if party else self._faults(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = line.activity.title if line.activity else line.group
            return self._told(line, party) if party else ", ".join(filter(None, (title, self._faults(line))))
        return None

    def _told(self, line: Line, party: PartySeen) -> str:
        if line.activity is None:
            return ""
        letters = line.activity.letters.get(party.key, "")
        said = ", ".join(Responsibility(letter).label for letter in letters) or self.tr("no part")
        return f"{line.activity.title}, {party.name}: {said}"

    def _faults(self, line: Line) -> str:
        return ", ".join(fault.label for fault in line.activity.faults) if line.activity else ""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if line is None or (line.activity is None and index.column()):
            return Qt.ItemFlag.ItemIsEnabled
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_open = self.matrix is not None and self.matrix.is_open
        return found | Qt.ItemFlag.ItemIsEditable if is_open and index.column() == 0 else found

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line(index)
        if line is None or role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        self._rename(line, str(value))
        return True


def _lines(group: str, activities: list[ActivitySeen]) -> list[Line]:
    if not activities:
        return []
    return [*([Line(group)] if group else []), *(Line(group, each) for each in activities)]
