"""A board: rows as cards in a column for each value of a choice, moved by dragging or by key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import column
from pmo_desktop.ui.widgets.table.cards import CARD_WIDTH, CardList, ColumnHead
from pmo_desktop.ui.widgets.table.face import OtherFace

if TYPE_CHECKING:
    from pmo_desktop.services.grouping import Group
    from pmo_desktop.services.registry import Column
    from pmo_desktop.ui.widgets.table.model import RegisterModel
    from pmo_desktop.ui.widgets.table.source import RegisterSource


class Board(OtherFace):
    """`Board(source, "stage", cards, totals)`, then `ask(model)`: the rows that pass the filters of a table's model.

    `cards` are the columns a card shows: its title, its rating, a line at the left and figures at the right. `totals`
    are what the head of a column sums. Left and Right go to the next column, Alt with them moves the selected cards
    there, Enter opens one.
    """

    def __init__(self, source: "RegisterSource", field: str, cards: Sequence[str], totals: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("board")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cards = tuple(cards)
        self._totals = tuple(totals)
        self._source = source
        self._field = field
        self._key: int | None = None
        self.lists: list[CardList] = []
        self._heads: list[ColumnHead] = []
        self._blocks: list[QWidget] = []
        ground = QWidget()
        ground.setProperty("look", "plain")
        self._line = QHBoxLayout(ground)
        self._line.setContentsMargins(px(12), px(12), px(12), px(8))
        self._line.setSpacing(px(12))
        self._scroll.setWidget(ground)
        self.setLayout(column(self._scroll, gap=0))
        self._build()

    @property
    def choice(self) -> "Column":
        """The column of the register whose values are the columns of the board."""
        return next(each for each in self._source.columns if each.name == self._field)

    def _build(self) -> None:
        for value, words in [*self._source.options(self.choice), (None, say("Without a stage"))]:
            made = CardList(value, words, self._source, self._cards)
            head = ColumnHead(words)
            made.chosen.connect(self._choose)
            made.opened.connect(self.opened)
            made.stepped.connect(lambda step, made=made: self._step(made, step))
            made.shifted.connect(lambda step, made=made: self._shift(made, step))
            made.dropped.connect(self.move_cards)
            block = QWidget()
            block.setMinimumWidth(px(CARD_WIDTH))
            block.setLayout(column(head, made, gap=4))
            self.lists.append(made)
            self._heads.append(head)
            self._blocks.append(block)
            self._line.addWidget(block, 1)

    # What is shown -----------------------------------------------------------------------------------------------

    @override
    def ask(self, model: "RegisterModel") -> None:
        """Show the rows that pass the filters and the search of a table, in its order."""
        self._source = model.source
        names = [*self._cards, *self._totals]
        found = model.source.grouped(
            (self._field,), model.sort_order, tuple(model.filters.values()), model.search, names
        )
        start = 0
        parts: dict[object, tuple[Group, list[int]]] = {}
        for group in found.groups:
            parts[group.values[0]] = (group, found.keys[start : start + group.count])
            start += group.count
        for each, head in zip(self.lists, self._heads, strict=True):
            each.cards.show_keys(model.source, parts[each.value][1] if each.value in parts else [])
            head.show_group(parts[each.value][0] if each.value in parts else None, self._totals, model.source)
        self._blocks[-1].setVisible(None in parts)
        if self._key is not None:
            self.show_key(self._key)

    @override
    def show_key(self, key: int) -> None:
        """Move the cursor to a card."""
        for each in self.lists:
            number = each.cards.row_of(key)
            if number is not None:
                self._key = key
                had_focus = any(other.hasFocus() for other in self.lists)
                each.setCurrentIndex(each.cards.index(number))
                if had_focus:
                    each.setFocus()

    @override
    def current_key(self) -> int | None:
        """The key of the card under the cursor."""
        return self._key if any(each.cards.row_of(self._key or 0) is not None for each in self.lists) else None

    @override
    def selected_keys(self) -> list[int]:
        """The keys of the selected cards of the column under the cursor."""
        here = next((each for each in self.lists if each.cards.row_of(self._key or 0) is not None), None)
        return here.selected_keys() if here else []

    @override
    def take_focus(self) -> None:
        """Put the focus on the card under the cursor, or on the first one there is."""
        filled = [each for each in self.lists if each.cards.rowCount()]
        here = next((each for each in filled if each.cards.row_of(self._key or 0) is not None), None)
        if here is not None or filled:
            self._land(here or filled[0], 0)

    def _choose(self, key: object) -> None:
        self._key = key if isinstance(key, int) else None
        self.record_chosen.emit(key)

    # What is done ------------------------------------------------------------------------------------------------

    def _step(self, here: CardList, step: int) -> None:
        """Go to the next column that holds a card."""
        number = self.lists.index(here)
        ways = self.lists[number + 1 :] if step > 0 else list(reversed(self.lists[:number]))
        there = next((each for each in ways if each.cards.rowCount()), None)
        if there is not None:
            self._land(there, here.currentIndex().row())

    def _land(self, there: CardList, number: int) -> None:
        current = there.currentIndex()
        if not current.isValid() or there.cards.key_at(current.row()) != self._key:
            place = there.cards.index(max(0, min(number, there.cards.rowCount() - 1)))
            there.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        there.setFocus()
        there.tell_current()
        self._scroll.ensureWidgetVisible(there)

    def _shift(self, here: CardList, step: int) -> None:
        """Move the selected cards one column on."""
        number = self.lists.index(here) + step
        if 0 <= number < len(self.lists) and self.lists[number].value is not None:
            self.move_cards(here.selected_keys(), self.lists[number].value)

    def move_cards(self, keys: Sequence[int], value: object) -> None:
        """Give rows another value, as one step that undo takes back; the cursor goes with them."""
        there = next((each for each in self.lists if each.value == value), None)
        moved = [key for key in keys if there is not None and there.cards.row_of(key) is None]
        if there is None or not moved:
            return
        name = next((each.cards.title(moved[0]) for each in self.lists if each.cards.row_of(moved[0]) is not None), "")
        title = (
            say("Move “{name}” to {stage}", name=name, stage=there.words)
            if len(moved) == 1
            else say("Move {count} cards to {stage}", count=len(moved), stage=there.words)
        )
        self._key = moved[0]
        self._source.write(title, [(key, self._field, value) for key in moved])
