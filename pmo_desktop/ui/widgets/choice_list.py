"""A listing whose rows are taken or left: double click, Enter or Space changes one, two buttons change all."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.ui.widgets.controls import button, column, label, row, rule
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow

_LONGEST = 600  # characters of a text that is compared


class ChoiceList(QWidget):
    """`ChoiceList(name, columns, yes, no)`, then `show_rows(rows, chosen)`; `chosen` holds the keys that are taken.

    `yes` and `no` are what the last column says of a row; rows that are not `open` cannot be changed. The columns that
    `compares` names stand in full below, for the row under the cursor.
    """

    changed = Signal()

    def __init__(
        self, name: str, columns: Sequence[ListingColumn], yes: str, no: str, *, compares: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self._yes, self._no = yes, no
        self._rows: tuple[ListingRow, ...] = ()
        self._open: frozenset[Hashable] = frozenset()
        self.chosen: set[Hashable] = set()
        self.listing = Listing(name, (*columns, ListingColumn("", 12)))
        self.listing.opened.connect(self._turn)
        self.listing.pressed_link.connect(self._turn)
        self.all_yes = button(self.tr("{word}: all").format(word=yes), lambda: self._turn_all(yes=True), look="link")
        self.all_no = button(self.tr("{word}: all").format(word=no), lambda: self._turn_all(yes=False), look="link")
        self.all_yes.setObjectName("all yes")
        self.all_no.setObjectName("all no")
        self._compared = {place: label("", "body", wraps=True) for place in compares}
        self._below = QWidget()
        self._below.setLayout(self._lay_out(columns))
        self._below.hide()
        self.listing.selectionModel().currentChanged.connect(lambda _now, _before: self._compare())
        inner = column(
            self.listing, self._below, row(None, self.all_yes, self.all_no, gap=12, margins=(16, 4, 16, 4)), gap=0
        )
        inner.setStretch(0, 1)
        self.setLayout(inner)

    def _lay_out(self, columns: Sequence[ListingColumn]) -> QVBoxLayout:
        parts = [
            column(label(columns[place].title, "label"), words, None, gap=2) for place, words in self._compared.items()
        ]
        line = row(*parts, gap=24, margins=(16, 8, 16, 8))
        for number in range(len(parts)):
            line.setStretch(number, 1)
        return column(rule(), line, gap=0)

    def _compare(self) -> None:
        """Show in full what the row under the cursor compares."""
        found = next((each for each in self._rows if each.key == self.listing.current_key()), None)
        for place, words in self._compared.items():
            text = found.cells[place] if found else ""
            words.setText(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
        self._below.setVisible(bool(self._compared) and found is not None)

    def show_rows(self, rows: Sequence[ListingRow], chosen: Sequence[Hashable], fixed: Sequence[Hashable] = ()) -> None:
        """Show rows, those of the keys `chosen` as taken; the `fixed` ones say nothing and stay as they are."""
        self._rows = tuple(rows)
        self._open = frozenset(each.key for each in rows) - frozenset(fixed)
        self.chosen = set(chosen) & self._open
        self._show()

    def _show(self) -> None:
        kept = self.listing.current_key()
        self.listing.show_rows([self._told(each) for each in self._rows])
        self.listing.show_key(kept)
        self._compare()
        for each in (self.all_yes, self.all_no):
            each.setVisible(bool(self._open))

    def _told(self, told: ListingRow) -> ListingRow:
        if told.key not in self._open:
            return ListingRow(told.key, (*told.cells, ""))
        return ListingRow(told.key, (*told.cells, self._yes if told.key in self.chosen else self._no), link=True)

    def _turn(self, key: object) -> None:
        if key in self._open:
            self.chosen ^= {key}
            self._show()
            self.changed.emit()

    def _turn_all(self, *, yes: bool) -> None:
        self.chosen = set(self._open) if yes else set()
        self._show()
        self.changed.emit()
