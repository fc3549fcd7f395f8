"""What stands where there is nothing to show: why, and the one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import Picture, button, column, label, row


class EmptyState(QWidget):
    """`EmptyState("filter-off", "No project passes these filters", "Without … there would be 3.", "Drop …", run)`."""

    def __init__(
        self, picture: str, title: str, why: str = "", action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._run = run
        self._picture = Picture(picture, 32, "text_3")
        self.title = label(title, "section", wraps=True)
        self.why = label(why, "quiet", wraps=True)
        for words in (self.title, self.why):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setMinimumWidth(px(360))
        self.action: QPushButton = button(action, self._pressed, look="primary", name="empty action")
        self.action.setVisible(bool(action))
        inner = column(row(None, self._picture, None), 4, self.title, self.why, 4, row(None, self.action, None), gap=8)
        self.setLayout(column(None, row(None, inner, None), None))

    def show_words(self, title: str, why: str, action: str, run: Callable[[], object]) -> None:
        """Replace the words and what the button does; no button without `action`."""
        self._run = run
        self.title.setText(title)
        self.why.setText(why)
        self.action.setText(action.replace("&", "&&"))
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))

    def _pressed(self) -> None:
        if self._run is not None:
            self._run()
