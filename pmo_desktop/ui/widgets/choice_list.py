"""A listing whose rows are taken or left: double click, Enter or Space changes one, two buttons change all."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmo_desktop.ui.widgets.controls import button, column, row
from pmo_desktop.ui.widgets.listing import Listing, ListingColumn, ListingRow


class ChoiceList(QWidget):
    """`ChoiceList(name, columns, yes, no)`, then `show_rows(rows, chosen)`; `chosen` holds the keys that are taken.

    `yes` and `no` are what the last column says of a row; rows that are not `open` cannot be changed.
    """

    changed = Signal()

    def __init__(self, name: str, columns: Sequence[ListingColumn], yes: str, no: str) -> None:
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
        inner = column(self.listing, row(None, self.all_yes, self.all_no, gap=12, margins=(16, 4, 16, 4)), gap=0)
        inner.setStretch(0, 1)
        self.setLayout(inner)

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
