"""A card: a surface with an edge, a title that states the message, and what it is about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, column, row


class Card(QFrame):
    """`Card(title, hint, actions=(…))`; put the content into `body`, or call `put(widget)`.

    The title line is 44 pixels high; without a title there is none. `flush` content, such as a table, reaches the edge.
    """

    def __init__(
        self, title: str = "", hint: str = "", *, actions: tuple[QWidget, ...] = (), flush: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel(title, "section")
        self.hint = ElidedLabel(hint, "note")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*((1, 0, 1, 1) if flush else (px(16), 0, px(16), px(16))))
        self.body.setSpacing(px(8))
        head = QWidget()
        head.setFixedHeight(px(44))
        self._line: QHBoxLayout = row(self.title, self.hint, None, *actions, gap=8, margins=(16, 4, 12, 0))
        head.setLayout(self._line)
        self._head = head
        self.setAccessibleName(title)
        self.setLayout(column(head, self.body, gap=0))
        head.setVisible(bool(title or actions))  # not before it has a parent: it would be a window of its own

    def show_words(self, title: str, hint: str = "") -> None:
        """Replace the title and the hint beside it."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.setAccessibleName(title)
        self._head.show()

    def put(self, *widgets: QWidget) -> None:
        """Add widgets to the content."""
        for widget in widgets:
            self.body.addWidget(widget)
