"""The table view: columns frozen at the left, spreadsheet keys, heads of groups that fold, rows of one height."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.table import clipboard
from pmo_desktop.ui.widgets.table.clipboard import Block, Plan
from pmo_desktop.ui.widgets.table.delegate import CellDelegate
from pmo_desktop.ui.widgets.table.header import TableHeader
from pmo_desktop.ui.widgets.table.model import RegisterModel
from pmo_desktop.ui.widgets.table.place import Place, place_of, return_to

_TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class RegisterView(QTableView):
    """Shows a `RegisterModel`. Ctrl+C, Ctrl+V, Ctrl+D and Delete work on the selected block; F2 or typing edits.

    `record_chosen` carries the key of the row under the cursor whenever that changes; `opened` that of a row entered.
    Left, Right, Space and Enter fold and unfold a group under the cursor. `menu_asked` carries the number of a column
    whose menu is wanted, by the right button on its head or by Alt+Down; `edit_asked` comes with Ctrl+E. A head that is
    dragged to another place is `column_moved`, with both numbers; it stays among the frozen ones, or among the others.
    A double click on its edge is `fit_asked`.
    """

    record_chosen = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(int)
    column_moved = Signal(int, int)
    fit_asked = Signal(int)
    edit_asked = Signal()

    def __init__(self, model: RegisterModel, parent: QWidget | None = None, *, row_height: int = 32) -> None:
        super().__init__(parent)
        self.register = model
        self.frozen_count = 1
        self._frozen = QTableView(self)
        self._row_height = 0
        self.set_row_height(row_height)
        for view in (self._frozen, self):
            _prepare(view, model, self)
        self._frozen.setSelectionModel(self.selectionModel())
        self._frozen.raise_()
        self._frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frozen.pressed.connect(lambda _index: self.setFocus())
        self._frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setProperty("look", "frozen")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
        self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self._frozen.horizontalHeader().sectionResized.connect(self._frozen_resized)
        for view in (self, self._frozen):
            view.horizontalHeader().sectionClicked.connect(self._sort)
            head = view.horizontalHeader()
            head.sectionMoved.connect(partial(self._move, head))
            head.sectionHandleDoubleClicked.disconnect()  # Qt would ask the cells, which do not know
            head.sectionHandleDoubleClicked.connect(self.fit_asked)
            head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            head.customContextMenuRequested.connect(partial(self._ask_menu, head))
            view.clicked.connect(self._press)
        self.selectionModel().currentRowChanged.connect(self._current_row)
        self._kept: Place | None = None
        bindings = QKeySequence.keyBindings
        self._keys: tuple[tuple[Sequence[QKeySequence], Callable[[], object]], ...] = (
            (bindings(QKeySequence.StandardKey.Copy), self.copy),
            (bindings(QKeySequence.StandardKey.Cut), self.cut),
            (bindings(QKeySequence.StandardKey.Paste), self.paste),
            ([QKeySequence("Ctrl+D")], self.fill_down),
            ([QKeySequence("Del")], self.clear_cells),
            ([QKeySequence("Ctrl+E")], self.edit_asked.emit),
            ([QKeySequence("Alt+Down")], lambda: self.menu_asked.emit(max(0, self.currentIndex().column()))),
        )
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._show_frozen)
        model.modelReset.connect(self._return_to_place)
        model.refused.connect(self._open_again)
        self._show_frozen()

    # Rows and columns --------------------------------------------------------------------------------------------

    def set_row_height(self, pixels: int) -> None:
        """Make every row 28, 32 or 40 pixels high. Before there are rows this costs nothing."""
        if px(pixels) == self._row_height:
            return
        self._row_height = px(pixels)
        for view in (self, self._frozen):
            view.verticalHeader().setMinimumSectionSize(px(pixels))
            view.verticalHeader().setDefaultSectionSize(px(pixels))

    def freeze(self, count: int) -> None:
        """Keep the first `count` columns in place while the others scroll; 0 for none."""
        self.frozen_count = max(0, count)
        self._show_frozen()

    def _show_frozen(self) -> None:
        for number in range(self.register.columnCount()):
            self._frozen.setColumnHidden(number, number >= self.frozen_count)
        self.place_frozen()
        for view in (self, self._frozen):
            view.horizontalHeader().viewport().update()

    def _resized(self, section: int, _old: int, new: int) -> None:
        if section < self.frozen_count and self._frozen.columnWidth(section) != new:
            self._frozen.setColumnWidth(section, new)
        self.place_frozen()

    def _frozen_resized(self, section: int, _old: int, new: int) -> None:
        if section < self.frozen_count and self.columnWidth(section) != new:
            self.setColumnWidth(section, new)

    @property
    def _frozen_width(self) -> int:
        return sum(self.columnWidth(number) for number in range(min(self.frozen_count, self.register.columnCount())))

    def place_frozen(self) -> None:
        """Lay the frozen columns over the first ones."""
        for number in range(min(self.frozen_count, self.register.columnCount())):
            if self._frozen.columnWidth(number) != self.columnWidth(number):
                self._frozen.setColumnWidth(number, self.columnWidth(number))
        self._frozen.setVisible(self.frozen_count > 0)
        height = self.viewport().height() + self.horizontalHeader().height()
        self._frozen.setGeometry(self.frameWidth(), self.frameWidth(), self._frozen_width + 1, height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_frozen()

    @override
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a cell, and not behind the frozen columns."""
        if index.column() < self.frozen_count:
            self._frozen.scrollTo(index, hint)
            return
        super().scrollTo(index, hint)
        hidden = self._frozen_width - self.visualRect(index).left()
        if hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    # The cursor --------------------------------------------------------------------------------------------------

    def show_key(self, key: int) -> None:
        """Move the cursor to the row of `key`, if it is shown."""
        row = self.register.row_of(key)
        if row is not None:
            self.setCurrentIndex(self.register.index(row, max(0, self.currentIndex().column())))

    def current_key(self) -> int | None:
        """The key of the row under the cursor; none if it is on the head of a group."""
        row = self.currentIndex().row()
        return (self.register.key_at(row) or None) if row >= 0 else None

    def take_focus(self) -> None:
        """Put the focus on the cells."""
        self.setFocus()

    def selected_keys(self) -> list[int]:
        """The keys of the rows that hold a selected cell, in order."""
        current, parts = self.currentIndex(), self._parts()
        if not parts:
            parts = [Block(current.row(), current.row(), 0, 0)] if current.isValid() else []
        rows = sorted({row for part in parts for row in self.register.records(part.top, part.bottom)})
        return [self.register.key_at(row) for row in rows]

    def _parts(self) -> list[Block]:
        """The rectangles that are selected."""
        selected = self.selectionModel().selection()
        ranges = (selected.at(number) for number in range(selected.count()))
        return [Block(each.top(), each.bottom(), each.left(), each.right()) for each in ranges]

    def block(self) -> Block | None:
        """The rectangle of selected cells, or the cell under the cursor; none if there is no cursor.

        Raises:
            PmoError: what is selected is no rectangle, so that cells between would be meant too.
        """
        current, parts = self.currentIndex(), self._parts()
        if not parts:
            one = (current.row(), current.row(), current.column(), current.column())
            return Block(*one) if current.isValid() else None
        whole = Block(
            min(part.top for part in parts),
            max(part.bottom for part in parts),
            min(part.left for part in parts),
            max(part.right for part in parts),
        )
        if whole.count != sum(part.count for part in parts):
            raise PmoError(say("This works on one rectangle of cells. Select cells that stand side by side."))
        return whole

    def _keep_place(self) -> None:
        self._kept = place_of(self, self._parts())

    def _return_to_place(self) -> None:
        if self._kept is not None:
            return_to(self, self._kept)

    def _current_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self._frozen.viewport().update()
        self.record_chosen.emit((self.register.key_at(now.row()) or None) if now.isValid() else None)

    def _sort(self, section: int) -> None:
        """Sort by a column: up, then down, then not; with Shift, within what it is sorted by already."""
        name = self.register.columns[section].name
        rises = dict(self.register.sort_order).get(name)
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        kept = tuple(each for each in self.register.sort_order if each[0] != name) if held else ()
        self.register.ask(sort=(*kept, (name, not rises)) if rises is not False else kept)

    def _move(self, head: QHeaderView, _section: int, start: int, end: int) -> None:
        """Take a head that was dragged for a wish: both heads show the columns in the order of the model."""
        head.blockSignals(True)
        head.moveSection(end, start)
        head.blockSignals(False)
        is_frozen = start < self.frozen_count
        first = 0 if is_frozen else self.frozen_count
        last = (self.frozen_count if is_frozen else self.register.columnCount()) - 1
        end = max(first, min(end, last))
        if end != start:
            self.column_moved.emit(start, end)

    def _ask_menu(self, head: QHeaderView, place: QPoint) -> None:
        if (number := head.logicalIndexAt(place)) >= 0:
            self.menu_asked.emit(number)

    # Groups ------------------------------------------------------------------------------------------------------

    def _press(self, index: QModelIndex) -> None:
        """Fold or unfold a group whose name is pressed."""
        if index.column() == 0 and self.register.group_at(index.row()) is not None:
            self.setCurrentIndex(index)
            self.fold(folded=not self.register.is_folded(index.row()))

    def fold(self, *, folded: bool) -> None:
        """Fold or unfold the group under the cursor, and stay on it."""
        row, column = self.currentIndex().row(), max(0, self.currentIndex().column())
        group = self.register.group_at(row)
        if group is not None:
            self.register.fold(row, folded=folded)
            self.setCurrentIndex(self.register.index(self.register.row_of_group(group.values) or 0, column))

    def _fold_by_key(self, key: int) -> bool:
        """Take a key that folds a group, or leads from a row to its head; says whether it was one."""
        current = self.currentIndex()
        if not current.isValid() or self._is_editing():
            return False
        row, is_folded = current.row(), self.register.is_folded(current.row())
        if self.register.group_at(row) is None:
            return False
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.fold(folded=not is_folded)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and current.column() == 0:
            self.fold(folded=key == Qt.Key.Key_Left)
        else:
            return False
        return True

    def edit_cell(self, index: QModelIndex) -> None:
        """Open the editor of a cell, be it in a frozen column or not."""
        (self._frozen if index.column() < self.frozen_count else self).edit(index)

    def _open_again(self, row: int, column: int, text: str) -> None:
        """Open the editor again with what could not be taken, so that nothing typed is lost."""
        index = self.register.index(row, column)
        view = self._frozen if column < self.frozen_count else self
        delegate = view.itemDelegate()
        if isinstance(delegate, CellDelegate):
            delegate.typed_before[row, column] = text
            QTimer.singleShot(0, view, lambda: view.edit(index))

    # Keys --------------------------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = QKeySequence(event.keyCombination())
        run = next((run for keys, run in self._keys if asked in keys), None)
        if run is not None:
            run()
        elif not event.modifiers() and self._fold_by_key(event.key()):
            return
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not self._is_editing():
                self.opened.emit(self.current_key())
        elif event.key() == Qt.Key.Key_F2 and self.currentIndex().column() < self.frozen_count:
            self.edit_cell(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _is_editing(self) -> bool:
        """Whether a cell is open: its editor hands the Enter that commits on to us."""
        editing = QAbstractItemView.State.EditingState
        return editing in {self.state(), self._frozen.state()}

    def copy(self) -> None:
        """Put the selected cells onto the clipboard."""

        def take(block: Block) -> None:
            QGuiApplication.clipboard().setMimeData(clipboard.copied(self.register, block))

        self._with_block(take)

    def cut(self) -> None:
        """Put the selected cells onto the clipboard and empty them."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """Take the cells of the clipboard, as one step."""
        if grid := clipboard.pasted(QGuiApplication.clipboard().mimeData()):
            self._carry_out(lambda block: clipboard.plan_paste(self.register, block, grid), say("Paste {count} cells"))

    def fill_down(self) -> None:
        """Give all selected rows what the first of them holds, as one step."""
        self._carry_out(lambda block: clipboard.plan_fill(self.register, block), say("Fill down {count} cells"))

    def clear_cells(self) -> None:
        """Empty the selected cells, as one step."""
        self._carry_out(lambda block: clipboard.plan_clear(self.register, block), say("Clear {count} cells"))

    def _carry_out(self, plan_it: Callable[[Block], Plan], title: str) -> None:
        def take(block: Block) -> None:
            plan = plan_it(block)
            count = len(plan.cells) + sum(len(row) for row in plan.added)
            is_done = count and self.register.source.write(title.format(count=count), plan.cells, plan.added)
            if is_done and plan.left_out:
                self.register.source.refuse(plan.left_out)

        self._with_block(take)

    def _with_block(self, take: Callable[[Block], None]) -> None:
        """Do something with the selected rectangle, or say why that cannot be."""
        try:
            if block := self.block():
                take(block)
        except PmoError as error:
            self.register.source.refuse(str(error))


def _prepare(view: QTableView, model: RegisterModel, owner: RegisterView) -> None:
    """Give a view our header and our cells; `owner` is the view with the cursor."""
    view.setModel(model)
    view.setHorizontalHeader(TableHeader(model, view, lambda: owner.frozen_count))
    view.horizontalHeader().setSectionsMovable(True)
    for selects_column in (view.horizontalHeader().sectionPressed, view.horizontalHeader().sectionEntered):
        selects_column.disconnect()  # it would take the cursor to the first row
    view.setItemDelegate(CellDelegate(owner, model))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setEditTriggers(_TRIGGERS)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
