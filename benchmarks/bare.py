"""The floor of a table of projects: its rows by bare SQL, painted by a bare table view."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QMainWindow, QTableView
from typing_extensions import override

SCREENFUL = 64
SHOWN = (
    "p.name, f.rating, p.stage, p.bac, p.eac, f.cost_percent, p.whole_life_cost, p.forecast_finish_on, f.slip_days, "
    "r.forward_look, p.organisation, p.sponsor, p.status, p.reference"
)
JOINED = (
    "FROM project p LEFT JOIN status_report r ON r.project_key = p.key AND r.period_key = (SELECT max(key) FROM "
    "reporting_period) LEFT JOIN figures f ON f.report_key = r.key"
)
_NOWHERE = QModelIndex()


class Tuples(QAbstractTableModel):
    """Rows as they were fetched."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tuples: Sequence[tuple[object, ...]] = ()

    def take(self, tuples: Sequence[tuple[object, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.tuples = tuples
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return len(self.tuples)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return SHOWN.count(",") + 1

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return str(self.tuples[index.row()][index.column()]) if role == Qt.ItemDataRole.DisplayRole else None


class BareTable:
    """A window that holds nothing but a table."""

    def __init__(self, width: int, height: int) -> None:
        self.window = QMainWindow()
        self.model = Tuples(self.window)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.window.setCentralWidget(self.view)
        self.window.resize(width, height)
        self.window.show()

    def open(self, path: Path) -> None:
        """Fetch the shown columns of every project and paint a screenful."""
        connection = sqlite3.connect(path)
        self.model.take(connection.execute(f"SELECT {SHOWN} {JOINED}").fetchall())
        connection.close()
        self.window.grab()

    def ask(self, connection: sqlite3.Connection, question: str) -> None:
        """The keys that answer a question, the values of the first screenful, and one repaint."""
        keys = [key for (key,) in connection.execute(f"SELECT p.key {JOINED} {question}")]
        asked = ", ".join("?" * len(keys[:SCREENFUL]))
        query = f"SELECT {SHOWN} {JOINED} WHERE p.key IN ({asked})"
        self.model.take(connection.execute(query, keys[:SCREENFUL]).fetchall())
        self.view.grab()
