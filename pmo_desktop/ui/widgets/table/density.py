"""The button that makes the rows of a table lower or higher."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QToolButton

from pmo_desktop.text import say
from pmo_desktop.ui.widgets.controls import icon_button


def density_button(choose: Callable[[int], object]) -> QToolButton:
    """A button with a menu of the three heights; `choose` is told the one taken, in pixels."""
    made = icon_button("density", say("Height of the rows"), name="row height")
    menu = QMenu(made)
    for pixels, title in ((28, say("Compact")), (32, say("Normal")), (40, say("Relaxed"))):
        menu.addAction(title).setData(pixels)
    menu.triggered.connect(lambda action: choose(action.data()))
    made.setMenu(menu)
    return made
