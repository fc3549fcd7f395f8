"""What every page of a register does with its rows: the same keys, the same menu, the same way to remove them."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from pmo_desktop.services import registers
from pmo_desktop.text import say

if TYPE_CHECKING:
    from pmo_desktop.services.registry import Register
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.widgets.table.register import RegisterTable


def bind_keys(table: "RegisterTable", remove: Callable[[], None], leave: Callable[[], None]) -> None:
    """Ctrl+Delete removes the selected rows, Ctrl+F goes to the search, Esc leaves the pane beside the table."""
    for keys, run in (
        (QKeySequence("Ctrl+Delete"), remove),
        (QKeySequence(QKeySequence.StandardKey.Find), table.search.setFocus),
        (QKeySequence(Qt.Key.Key_Escape), leave),
    ):
        shortcut = QShortcut(keys, table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)


def bind_menu(
    table: "RegisterTable",
    *entries: tuple[str, Callable[[], object]],
    more: Callable[[], Sequence[tuple[str, Callable[[], object]]]] = tuple,
) -> None:
    """Offer `entries`, title and what to do, where the table is pressed with the right button or the menu key.

    `more` gives what else can be done with the row under the cursor as it is now. What can be done with the selected
    cells of any table stands below them, with its keys.
    """

    def show(place: QPoint) -> None:
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, run in (*entries, *more()):
            menu.addAction(title.replace("&", "&&"), run)
        menu.addSeparator()
        for title, keys, run in (
            (say("Edit selected rows…"), "Ctrl+E", table.edit_selected),
            (say("Copy"), "Ctrl+C", table.view.copy),
            (say("Cut"), "Ctrl+X", table.view.cut),
            (say("Paste"), "Ctrl+V", table.view.paste),
            (say("Fill down"), "Ctrl+D", table.view.fill_down),
            (say("Clear"), "Del", table.view.clear_cells),
        ):
            action = menu.addAction(title, run)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        table.menu_at(place, menu)

    table.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.view.customContextMenuRequested.connect(show)


def remove_rows(document: "Document", register: "Register", table: "RegisterTable", keys: Collection[int]) -> None:
    """Remove rows with what belongs to them alone, as one step, and put the cursor on the row after them."""
    if not keys:
        return
    wanted = list(keys)
    number = table.model.row_of(wanted[0]) or 0
    name = table.model.cell(number, 0).text
    title = (
        say("Remove “{name}”", name=name)
        if len(wanted) == 1
        else say("Remove {count} from “{register}”", count=len(wanted), register=say(register.title))
    )
    document.do(title, lambda session: registers.remove(session, register, wanted))
    last = table.model.rowCount() - 1
    if last >= 0:
        table.view.setCurrentIndex(table.model.index(min(number, last), 0))
