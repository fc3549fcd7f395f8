"""A register, whole: filters, search, columns and row height above; the table; and what it adds up to below."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pmo_desktop.domain.saved_view import Face
from pmo_desktop.services.formats import show_count
from pmo_desktop.services.registers import Filter
from pmo_desktop.text import N_
from pmo_desktop.ui.settings import Settings
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import ElidedLabel, column, icon_button, label, row, rule
from pmo_desktop.ui.widgets.search_field import SearchField
from pmo_desktop.ui.widgets.table.column_menu import ColumnMenu
from pmo_desktop.ui.widgets.table.columns import ColumnChooser
from pmo_desktop.ui.widgets.table.density import density_button
from pmo_desktop.ui.widgets.table.edit_selected import EditSelected
from pmo_desktop.ui.widgets.table.face import OtherFace
from pmo_desktop.ui.widgets.table.faces import Faces
from pmo_desktop.ui.widgets.table.filter_bar import FilterBar
from pmo_desktop.ui.widgets.table.group_menu import group_button, tell_groups
from pmo_desktop.ui.widgets.table.kept import Kept
from pmo_desktop.ui.widgets.table.model import RegisterModel
from pmo_desktop.ui.widgets.table.nothing import Nothing, Words
from pmo_desktop.ui.widgets.table.rules import RulesDialog
from pmo_desktop.ui.widgets.table.source import RegisterSource, Shown
from pmo_desktop.ui.widgets.table.view import RegisterView
from pmo_desktop.ui.widgets.table.widths import Widths


class RegisterTable(QWidget):
    """`RegisterTable(source, settings, offered=("status", "stage"))`; call `renew(document.touched)` on each change.

    `record_chosen` carries the key under the cursor, or none; `opened` that of a row that was entered. `empty` are the
    words and the action shown when the register holds nothing at all. `footer` is a label for totals. `head`, such as
    tabs, stands above the filters, left of the search. `shown` is how it starts; `altered` is told whenever the user
    changes columns, order, filters, groups, frozen columns or colours.
    """

    record_chosen = Signal(object)
    opened = Signal(object)
    asked = Signal()
    altered = Signal()

    def __init__(
        self,
        source: RegisterSource,
        settings: Settings,
        *,
        offered: Sequence[str] = (),
        empty: Words | None = None,
        head: QWidget | None = None,
        shown: Shown | None = None,
    ) -> None:
        super().__init__()
        self._source = source
        self._settings = settings
        first = shown or Shown(source.name, source.first_columns)
        self._kept = Kept(settings, first)
        self._head = head
        self.model = RegisterModel(
            source,
            self._kept.columns(source),
            self,
            sort=first.sort,
            filters=first.filters,
            groups=first.groups,
            rules=first.rules,
        )
        self.view = RegisterView(self.model, row_height=settings.row_height)
        self._widths = Widths(self.view)
        self.view.freeze(self._kept.frozen)
        self.view.setAccessibleName(self.tr("Register"))
        self.filters = FilterBar(self.model, offered)
        self.search = SearchField(self.tr("Search"))
        self.search.searched.connect(lambda text: self.model.ask(search=text))
        self.count = label("", "note")
        self.footer = ElidedLabel("", "label")
        self.footer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._empty = Nothing(self.model, empty)
        self._faces = Faces(self.view, self._empty)
        self._group = group_button(self)
        self._build()
        self._connect()
        self._restore_widths()
        self._queried()

    def _connect(self) -> None:
        self._faces.record_chosen.connect(self.record_chosen)
        self._faces.opened.connect(self.opened)
        self.view.record_chosen.connect(self.record_chosen)
        self.view.opened.connect(self.opened)
        self.view.menu_asked.connect(self.open_column_menu)
        self.view.edit_asked.connect(self.edit_selected)
        self.view.column_moved.connect(lambda start, end: self.move_column(start, end - start))
        self.view.fit_asked.connect(self._widths.fit)
        self.model.queried.connect(self.altered)
        self.model.modelReset.connect(self._restore_widths)
        self.model.queried.connect(self._queried)
        self.view.horizontalHeader().sectionResized.connect(lambda *_sizes: self._keep_widths())

    def _build(self) -> None:
        choose = icon_button("columns", self.tr("Choose columns"), self._choose_columns, name="choose columns")
        density = density_button(self.set_row_height)
        foot = QWidget()
        foot.setFixedHeight(px(36))
        line = row(self.count, self.footer, gap=16, margins=(16, 0, 16, 0))
        line.setStretch(1, 1)
        foot.setLayout(line)
        card = Card(flush=True)
        card.body.setSpacing(0)
        self._line = row(self._faces, gap=0)
        holder = QWidget()
        holder.setLayout(self._line)
        card.put(holder, foot)
        if self._head is None:
            self._bar = row(self.filters, self._group, self.search, choose, density, gap=8)
            self._bar.setStretch(0, 1)
            self._bar.addLayout(self._faces.buttons)
            self.setLayout(column(self._bar, card, gap=12))
            return
        self._head.setProperty("look", "bare")
        self.search.setMinimumWidth(px(120))
        top = row(self._head, self._faces.buttons, self.search, gap=8)
        top.setStretch(0, 1)
        self._bar = row(self.filters, self._group, choose, density, gap=4)
        self._bar.setStretch(0, 1)
        made = column(column(top, rule(), gap=0), self._bar, card, gap=12)
        made.setStretch(2, 1)
        self.setLayout(made)

    def add_tool(self, tool: QWidget) -> None:
        """Put another tool beside the filters."""
        self._bar.insertWidget(1, tool)

    # Faces -------------------------------------------------------------------------------------------------------

    @property
    def face(self) -> Face:
        """What the rows are shown as."""
        return self._faces.now

    def add_face(self, face: Face, make: Callable[[], OtherFace], picture: str) -> None:
        """Let the rows that pass be shown as a board or a roadmap too, chosen by a button and made when first shown."""
        self._faces.add(face, make, picture, self.show_face)

    def show_face(self, face: Face) -> None:
        """Show the rows that pass as a table, a board or a roadmap."""
        key = self.current_key()
        self._faces.turn_to(face)
        self._show_face()
        if key is not None:
            self.show_key(key)
        self.take_focus()
        self.altered.emit()

    def _show_face(self) -> None:
        self._group.setVisible(self.face is not Face.BOARD)
        self._faces.show_rows()

    def current_key(self) -> int | None:
        """The key of the row or card under the cursor."""
        return self._faces.shown().current_key()

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows or cards."""
        return self._faces.shown().selected_keys()

    def show_key(self, key: int) -> None:
        """Move the cursor to a row or card, if it is shown."""
        self._faces.shown().show_key(key)

    def take_focus(self) -> None:
        """Put the focus on what is shown."""
        self._faces.shown().take_focus()

    def put_beside(self, widget: QWidget) -> None:
        """Show something right of the rows that goes with them, such as a line of time."""
        self._line.addWidget(widget)

    def renew(self, touched: Mapping[str, frozenset[int]]) -> None:
        """Read again what a change touched."""
        self.model.renew(touched)
        self._queried()

    def show_source(self, source: RegisterSource) -> None:
        """Show the same register told otherwise, such as in another unit of money."""
        self._source = self.model.source = source
        self._widths.forget()
        self.model.show_columns([each.name for each in self.model.columns])

    def show_view(self, shown: Shown) -> None:
        """Show the register another way."""
        self._kept.shown = shown
        self._widths.forget()
        self.view.frozen_count = self._kept.frozen
        self._faces.turn_to(shown.face)
        self.model.ask(
            sort=shown.sort,
            filters=shown.filters,
            columns=self._kept.columns(self._source),
            groups=shown.groups,
            rules=shown.rules,
        )

    @property
    def shown(self) -> Shown:
        """How the register is shown now."""
        model = self.model
        return Shown(
            self._kept.shown.name,
            tuple(each.name for each in model.columns),
            model.sort_order,
            tuple(model.filters.values()),
            model.group_by,
            self.view.frozen_count,
            model.rules,
            self.face,
            self._kept.shown.is_saved,
        )

    # Columns -----------------------------------------------------------------------------------------------------

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns, and remember it."""
        self.model.show_columns(names or self._kept.shown.columns)
        self._keep_widths(chosen=True)
        self._settings.save()
        self.altered.emit()

    def move_column(self, number: int, step: int) -> None:
        """Move a column by so many places, to the left if it is negative."""
        names = [each.name for each in self.model.columns]
        names.insert(number + step, names.pop(number))
        self.show_columns(names)

    def hide_column(self, number: int) -> None:
        """Show one column less."""
        self.show_columns([each.name for place, each in enumerate(self.model.columns) if place != number])

    def freeze(self, count: int) -> None:
        """Keep the first `count` columns in place, and remember it."""
        self.view.freeze(count)
        self._kept.keep_frozen(count)
        self._settings.save()
        self.altered.emit()

    def _choose_columns(self) -> None:
        names = [each.name for each in self.model.columns]
        titles = [(each.name, each.field.label) for each in self._source.columns]
        chooser = ColumnChooser(titles, names, self._kept.shown.columns, self, self.view.frozen_count)
        chooser.chosen.connect(self._take_columns)
        chooser.open()

    def _take_columns(self, names: Sequence[str], frozen: int) -> None:
        self.show_columns(names)
        self.freeze(frozen)

    def open_column_menu(self, number: int) -> None:
        """Open the menu of a column under its head."""
        menu = ColumnMenu(self, number)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = self.view.horizontalHeader()
        left = max(0, head.sectionViewportPosition(number)) if number >= self.view.frozen_count else 0
        menu.popup(head.mapToGlobal(QPoint(left, head.height())))

    # Groups, colours and many rows at once -----------------------------------------------------------------------

    def group(self, names: Sequence[str]) -> None:
        """Group by these columns, outermost first."""
        self.model.ask(groups=names)

    def toggle_group(self, name: str) -> None:
        """Group by one more column, within the others, or no longer."""
        by = self.model.group_by
        self.group(tuple(each for each in by if each != name) if name in by else (*by, name))

    def ask_rules(self, name: str) -> None:
        """Ask for the colour rules; a new one begins with the column `name`."""
        shown = [each.name for each in self.model.columns]
        dialog = RulesDialog(self._source, shown, self.model.rules, name, self)
        dialog.chosen.connect(lambda rules: self.model.ask(rules=rules))
        dialog.open()

    def edit_selected(self) -> None:
        """Ask what to change in all selected rows at once."""
        keys = self.selected_keys()
        if keys:
            EditSelected(self._source, keys, [each.name for each in self.model.columns], self).open()

    # Widths ------------------------------------------------------------------------------------------------------

    def _restore_widths(self) -> None:
        self._widths.restore(self._kept.widths())

    def _keep_widths(self, *, chosen: bool = False) -> None:
        names = enumerate(each.name for each in self.model.columns)
        self._kept.keep_columns(((name, self.view.columnWidth(number)) for number, name in names), chosen=chosen)

    def set_row_height(self, pixels: int) -> None:
        """Make rows 28, 32 or 40 pixels high, and remember it."""
        self._settings.row_height = pixels
        self._settings.save()
        self.view.set_row_height(pixels)

    # What came back ----------------------------------------------------------------------------------------------

    def _queried(self) -> None:
        count = self.model.count
        self.count.setText(show_count(count, N_("{count} entry"), N_("{count} entries")))
        tell_groups(self._group, self)
        self._show_face()
        if not count:
            self._empty.explain(self.search.drop, lambda name: self.filters.take(name, None))
        self.filters.show_filters()
        self.asked.emit()

    def be_part_of_register(self, filters: Sequence[Filter]) -> None:
        """Take `filters` for what makes this one of several tables of its register: without rows it is then empty."""
        self._empty.own = tuple(filters)
        self._queried()

    def menu_at(self, place: QPoint, actions: QMenu) -> None:
        """Open a menu of the page's own at a place of the table."""
        actions.popup(self.view.viewport().mapToGlobal(place))
