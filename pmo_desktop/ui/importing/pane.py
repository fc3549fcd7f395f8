"""The dry run: what the import would do, in four counts and in sentences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from pmo_desktop.services.formats import show_number
from pmo_desktop.ui.importing.reading import Rehearsed
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import clear, column, label, rule, scrolled

WIDTH = 336


class DryRunPane(QFrame):
    """`show_run(rehearsed)`: counts, what was found out, and what happens after."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(self.tr("Dry run"))
        self._read = label("", "note", wraps=True)
        self._counts: dict[str, QLabel] = {}
        self._notes = QVBoxLayout()
        self._notes.setSpacing(px(8))
        inner = QWidget()
        after = label(self.tr("After the import"), "strong")
        words = self.tr(
            "One undo takes all of it back. Ratings stay “reported”; the calculated ones are worked out beside them."
        )
        inner.setLayout(
            column(
                self._tiles(), rule(), self._notes, rule(), after, label(words, "quiet", wraps=True), None,
                gap=16, margins=(16, 12, 16, 16),
            )
        )  # fmt: skip
        head = column(label(self.tr("Dry run"), "section"), self._read, gap=2, margins=(16, 16, 16, 0))
        self.setLayout(column(head, scrolled(inner), gap=0))

    def _tiles(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(px(8))
        titles = {
            "updated": self.tr("projects updated"),
            "created": self.tr("projects added"),
            "unchanged": self.tr("same, untouched"),
            "rejected": self.tr("rows refused"),
        }
        for place, (name, title) in enumerate(titles.items()):
            figure = label("—", "section")
            figure.setObjectName(f"count {name}")
            self._counts[name] = figure
            tile = QFrame()
            tile.setProperty("look", "card")
            tile.setLayout(column(figure, label(title, "note"), gap=0, margins=(12, 8, 12, 8)))
            grid.addWidget(tile, place // 2, place % 2)
        return grid

    def show_run(self, run: Rehearsed) -> None:
        """Show what was read and what it would do."""
        rows = show_number(len(run.table.rows), 0)
        self._read.setText(self.tr("Nothing is written yet · {rows} rows read").format(rows=rows))
        for name, figure in self._counts.items():
            figure.setText(show_number(getattr(run.outcome, name), 0) if run.outcome else "—")
        clear(self._notes)
        for note in run.outcome.notes if run.outcome else run.table.notes:
            words = label(note, "quiet", wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._notes.addWidget(words)

    def show_nothing(self, words: str) -> None:
        """Show that nothing is known yet."""
        self._read.setText(words)
        for figure in self._counts.values():
            figure.setText("—")
        clear(self._notes)
