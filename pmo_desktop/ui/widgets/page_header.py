"""The head of a page: a title that states the message, a line under it, and the page's actions at the right."""

from PySide6.QtWidgets import QFrame, QWidget

from pmo_desktop.ui.widgets.controls import ElidedLabel, column, row


class PageHeader(QFrame):
    """`PageHeader(title, subtitle, actions=(button, …))`; the primary action comes last.

    `banded` gives it a ground and a rule of its own, for pages made of panes; `middle` stands beside the title.
    """

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        *,
        actions: tuple[QWidget, ...] = (),
        middle: QWidget | None = None,
        banded: bool = False,
    ) -> None:
        super().__init__()
        if banded:
            self.setProperty("look", "band")
        self.title = ElidedLabel(title, "title")
        self.title.setObjectName("page title")
        self.subtitle = ElidedLabel(subtitle, "quiet")
        self.subtitle.setObjectName("page subtitle")
        words = column(self.title, self.subtitle, gap=0)
        margins = (24, 12, 24, 12) if banded else (0, 0, 0, 0)
        line = row(words, *((32, middle, None) if middle else ()), *actions, gap=8, margins=margins)
        line.setStretch(0, 0 if middle else 1)
        self.setLayout(line)

    def show_words(self, title: str, subtitle: str) -> None:
        """Replace both lines."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.title.setAccessibleName(title)
