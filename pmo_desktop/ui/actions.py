"""Every action is registered once, and feeds the menus, the toolbars, the palette and the list of shortcuts."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from pmo_desktop.ui.icons import icon


class Actions(QObject):
    """The actions of one window, in the order they were added."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}

    def add(
        self,
        key: str,
        title: str,
        run: Callable[[], object],
        *,
        menu: str = "",
        picture: str = "",
        shortcut: str | QKeySequence.StandardKey = "",
        separated: bool = False,
    ) -> QAction:
        """Register an action.

        `key` names it in tests, such as "file.open"; `menu` is the title of the menu it stands in, or nothing to stand
        in the palette alone; `separated` puts a line above it. `title` is plain text: an ampersand is an ampersand.
        """
        action = QAction(plain(title), self._window)
        action.setObjectName(key)
        action.setData((title, menu, separated))
        if picture:
            action.setIcon(icon(picture))
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self._window.addAction(action)
        self._actions[key] = action
        return action

    def retitle(self, key: str, title: str) -> None:
        """Give an action another title, such as “Undo close risk”."""
        action = self._actions[key]
        _, menu, separated = action.data()
        action.setText(plain(title))
        action.setData((title, menu, separated))

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def all(self) -> tuple[QAction, ...]:
        """Every action, in order."""
        return tuple(self._actions.values())

    def title(self, action: QAction) -> str:
        """What an action is called, as plain text."""
        return str(action.data()[0])

    def menu(self, action: QAction) -> str:
        """The title of the menu an action stands in; empty for none."""
        return str(action.data()[1])

    def fill(self, bar: QMenuBar, titles: tuple[str, ...]) -> None:
        """Make the menus called `titles`, in that order, each with the actions that name it."""
        taken: set[str] = set()
        for title in titles:
            menu = bar.addMenu(lettered(title, taken))
            menu.setObjectName(f"menu {title}")
            for action in self._actions.values():
                _, stands_in, separated = action.data()
                if stands_in == title:
                    if separated:
                        menu.addSeparator()
                    menu.addAction(action)


def plain(text: str) -> str:
    """`text` for a menu, tab or button, where a single ampersand would mark a letter."""
    return text.replace("&", "&&")


def lettered(title: str, taken: set[str]) -> str:
    """`title` with its first letter marked that is not `taken`, which Alt then opens; it is taken from now on."""
    place = next(
        (
            at
            for at, letter in enumerate(title)
            if letter.isascii() and letter.isalpha() and letter.casefold() not in taken
        ),
        None,
    )
    if place is None:
        return plain(title)
    taken.add(title[place].casefold())
    return f"{plain(title[:place])}&{plain(title[place:])}"


def tip(text: str) -> str:
    """`text` for a tooltip, where words in pointed brackets would be taken for formatting."""
    is_taken = "<" in text or "&lt;" in text
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>" if is_taken else text
