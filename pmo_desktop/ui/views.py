"""The views of one table: those it comes with, and those saved in the workspace, which can be changed and removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from pmo_desktop.services import saved_views
from pmo_desktop.services.saved_views import View
from pmo_desktop.text import say
from pmo_desktop.ui.actions import plain
from pmo_desktop.ui.widgets.controls import button, icon_button, row, tabs
from pmo_desktop.ui.widgets.table.source import Shown

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from pmo_desktop.services.registry import Register
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.widgets.table.register import RegisterTable


@dataclass(frozen=True, slots=True)
class NamedView:
    """A view with its title. `key` is a word for one the table comes with, a number for a saved one."""

    key: str | int
    title: str
    shown: Shown


class Views(QObject):
    """`Views(document, table, register, place, built_in)`; `place` is what the workspace keeps the saved ones under.

    `listed` when there are others or one has another name, `turned` when another one is shown, `altered` when the one
    that is shown was changed or saved. A view is shown as it was left.
    """

    listed = Signal()
    turned = Signal()
    altered = Signal()

    def __init__(
        self,
        document: "Document",
        table: "RegisterTable",
        register: "Register",
        place: str,
        built_in: Sequence[NamedView],
        prepare: "Callable[[NamedView], Shown]" = lambda view: view.shown,
    ) -> None:
        super().__init__(table)
        self._document = document
        self._table = table
        self._register = register
        self._place = place
        self._built_in = tuple(built_in)
        self._prepare = prepare
        self._saved = self._read()
        self._left: dict[str | int, Shown] = {}
        self.current = self._built_in[0]
        table.altered.connect(self.altered)
        document.changed.connect(self._hear)

    @property
    def all(self) -> tuple[NamedView, ...]:
        """Every view, those the table comes with first."""
        return (*self._built_in, *self._saved)

    @property
    def is_saved(self) -> bool:
        """Whether the view that is shown is one of the workspace."""
        return isinstance(self.current.key, int)

    @property
    def is_changed(self) -> bool:
        """Whether a saved view is shown otherwise than it was saved."""
        return self.is_saved and _kept(self._table.shown) != _kept(self.current.shown)

    def choose(self, key: str | int) -> None:
        """Show a view as it was left, or as it is at first."""
        wanted = next((view for view in self.all if view.key == key), self._built_in[0])
        if wanted.key != self.current.key:
            self._left[self.current.key] = self._table.shown
            self._show(wanted)

    def forget_changes(self) -> None:
        """Show every view as it is at first from now on."""
        self._left.clear()

    def _show(self, view: NamedView) -> None:
        key, self.current = self._table.current_key(), view
        self._table.show_view(self._left.get(view.key) or self._prepare(view))
        if key is not None:
            self._table.show_key(key)
        self.turned.emit()

    # What the workspace keeps ------------------------------------------------------------------------------------

    def _read(self) -> tuple[NamedView, ...]:
        with self._document.reading() as session:
            found = saved_views.saved_views(session, self._register, self._place)
        return tuple(NamedView(each.key, each.name, self._shown(each.key, each.view)) for each in found)

    def _shown(self, key: int, view: View) -> Shown:
        columns = view.columns or self._built_in[0].shown.columns
        kept_as = f"{self._place} {key}"
        return Shown(
            kept_as, columns, view.sort, view.filters, view.groups, view.frozen, view.rules, view.face, is_saved=True
        )

    def _hear(self, tables: frozenset[str]) -> None:
        if "saved_view" not in tables:
            return
        before, self._saved = {view.key: view for view in self._saved}, self._read()
        now = {view.key: view for view in self.all}
        for key in [key for key in self._left if key not in now or now[key] != before.get(key, now[key])]:
            del self._left[key]
        before_it, self.current = self.current, now.get(self.current.key, self._built_in[0])
        self.listed.emit()
        is_changed = before_it.shown != self.current.shown and _kept(self.current.shown) != _kept(self._table.shown)
        if before_it.key != self.current.key or is_changed:
            self._show(self.current)
        self.altered.emit()

    # What is done ------------------------------------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask for the name of a new view that shows what is shown now."""
        self._ask(self.tr("Save as a new view"), "", self.add)

    def ask_rename(self) -> None:
        """Ask for another name of the saved view that is shown."""
        if self.is_saved:
            self._ask(self.tr("Rename the view"), self.current.title, self.rename)

    def _ask(self, title: str, proposed: str, take: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._table)
        dialog.setObjectName("view name")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(proposed)
        dialog.textValueSelected.connect(take)
        dialog.open()

    def add(self, name: str) -> None:
        """Save what is shown under a new name, and show that view; the one before is again as it is at first."""
        view, before = _kept(self._table.shown), self.current.key
        title = say("Save view {name}", name=name.strip())
        key = self._document.do(title, lambda session: saved_views.save_view(session, self._place, name, view))
        if key is not None:
            self.choose(key)
            self._left.pop(before, None)

    def save(self) -> None:
        """Let the saved view that is shown be as it is shown now."""
        if isinstance(key := self.current.key, int):
            view, title = _kept(self._table.shown), say("Change view {name}", name=self.current.title)
            self._document.do(title, lambda session: saved_views.change_view(session, key, view))

    def rename(self, name: str) -> None:
        """Give the saved view that is shown another name."""
        if isinstance(key := self.current.key, int) and name.strip() != self.current.title:
            title = say("Rename view {name}", name=self.current.title)
            self._document.do(title, lambda session: saved_views.rename_view(session, key, name))

    def move(self, step: int) -> None:
        """Move the saved view that is shown towards the front (−1) or the end (1)."""
        if isinstance(key := self.current.key, int):
            title = say("Move view {name}", name=self.current.title)
            self._document.do(title, lambda session: saved_views.move_view(session, key, step))

    def remove(self) -> None:
        """Forget the saved view that is shown; undo brings it back."""
        if isinstance(key := self.current.key, int):
            title = say("Remove view {name}", name=self.current.title)
            self._document.do(title, lambda session: saved_views.remove_view(session, key))

    def fill_menu(self, menu: QMenu, *, with_views: bool) -> None:
        """Offer all of this in a menu, below the views themselves if the menu is where they are chosen."""
        menu.clear()
        if with_views:
            for view in self.all:
                action = menu.addAction(plain(view.title))
                action.setCheckable(True)
                action.setChecked(view.key == self.current.key)
                action.triggered.connect(lambda _checked=False, key=view.key: self.choose(key))
            menu.addSeparator()
        for name, title, run, enabled in (
            ("save", self.tr("Save the changes to this view"), self.save, self.is_changed),
            ("new", self.tr("Save as a new view…"), self.ask_new, True),
            ("rename", self.tr("Rename…"), self.ask_rename, self.is_saved),
            ("forward", self.tr("Move forward"), lambda: self.move(-1), self.is_saved),
            ("back", self.tr("Move back"), lambda: self.move(1), self.is_saved),
            ("remove", self.tr("Remove this view"), self.remove, self.is_saved),
        ):
            action = menu.addAction(title)
            action.setObjectName(f"view {name}")
            action.setEnabled(enabled)
            action.triggered.connect(lambda _checked=False, run=run: run())


def _kept(shown: Shown) -> View:
    return View(
        shown.face,
        tuple(shown.columns),
        shown.sort,
        tuple(shown.filters),
        tuple(shown.groups),
        shown.frozen,
        tuple(shown.rules),
    )


class ViewTabs(QWidget):
    """The views as tabs, a button that saves another one, and one for what can be done with them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bar = tabs(name=name)
        self.bar.setProperty("look", "bare")
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(self.tr("Views"))
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.customContextMenuRequested.connect(self._pop_up)
        self._plus = icon_button("plus", self.tr("Save as a new view"), self._add, name="new view")
        self._more = icon_button("more", self.tr("This view"), name="view menu")
        self.menu = QMenu(self)
        self._more.setMenu(self.menu)
        line = row(self.bar, self._plus, self._more, None, gap=0)
        self.setLayout(line)

    def follow(self, views: Views) -> None:
        """Show and choose these views from now on."""
        self._views = views
        views.listed.connect(self.show_views)
        views.turned.connect(self._turn)
        views.altered.connect(self._mark)
        self.bar.currentChanged.connect(lambda number: views.choose(self.bar.tabData(number)))
        self.menu.aboutToShow.connect(lambda: views.fill_menu(self.menu, with_views=False))
        self.show_views()

    def show_views(self) -> None:
        """Show the views there are."""
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for number, view in enumerate(self._views.all):
            self.bar.addTab(plain(view.title))
            self.bar.setTabData(number, view.key)
        self._turn()
        self.bar.blockSignals(False)

    def _turn(self) -> None:
        keys = [view.key for view in self._views.all]
        self.bar.setCurrentIndex(keys.index(self._views.current.key))
        self._mark()

    def _mark(self) -> None:
        """A dot behind the name of a saved view that was changed."""
        current, is_changed = self._views.current.key, self._views.is_changed
        for number, view in enumerate(self._views.all):
            is_marked = is_changed and view.key == current
            words = plain(view.title) + (" •" if is_marked else "")
            if self.bar.tabText(number) != words:
                self.bar.setTabText(number, words)
                self.bar.setTabToolTip(number, self.tr("Changed; save it from the menu") if is_marked else "")

    def _add(self) -> None:
        self._views.ask_new()

    def _pop_up(self, place: "QPoint") -> None:
        number = self.bar.tabAt(place)
        if number >= 0:
            self.bar.setCurrentIndex(number)
        self.menu.popup(self.bar.mapToGlobal(place))


class ViewButton(QWidget):
    """The views behind one button, for a page that has tabs of its own."""

    def __init__(self, views: Views) -> None:
        super().__init__()
        self._views = views
        self._button = button("", look="quiet", picture="eye", name="views")
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(lambda: views.fill_menu(self.menu, with_views=True))
        self._button.setMenu(self.menu)
        self.setLayout(row(self._button))
        for signal in (views.listed, views.turned, views.altered):
            signal.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        words = self.tr("View: {name}").format(name=self._views.current.title)
        self._button.setText(plain(words + (" •" if self._views.is_changed else "")))
        self._button.setAccessibleName(words)
