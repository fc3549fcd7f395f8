"""Home before there is anything to show: three ways to begin, one action each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import ButtonLook, Picture, button, column, label, row

if TYPE_CHECKING:
    from pmo_desktop.services.insights.home import Beginning


class BeginningView(QWidget):
    """`asked` carries "period", "import" or "project". The next sensible step is the primary one."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", wraps=True)
        self._why = label("", "quiet", wraps=True)
        self._steps = {
            "import": self._step(
                "import", "import", self.tr("Import a register"),
                self.tr("A spreadsheet of projects, with their ratings, dates and money."), self.tr("Import…"),
            ),
            "period": self._step(
                "period", "calendar", self.tr("Open the first period"),
                self.tr("A month or a quarter that every running project reports on."), self.tr("Open a period…"),
            ),
            "project": self._step(
                "project", "register", self.tr("Add a project"),
                self.tr("One line in the register; everything else hangs on it."), self.tr("New project…"),
            ),
        }  # fmt: skip
        inner = QWidget()
        inner.setMaximumWidth(px(640))
        inner.setLayout(column(self._title, self._why, 8, *(card for card, _ in self._steps.values()), gap=12))
        line = row(None, inner, None)
        line.setStretch(1, 8)
        self.setLayout(column(None, line, None, None))

    def _step(self, key: str, picture: str, title: str, why: str, action: str) -> tuple[Card, QPushButton]:
        go = button(action, lambda: self.asked.emit(key), name=f"begin {key}")
        card = Card()
        words = column(label(title, "strong"), label(why, "quiet", wraps=True), gap=0)
        line = row(Picture(picture, 24, "accent"), words, go, gap=16)
        line.setStretch(1, 1)
        card.body.setContentsMargins(px(16), px(12), px(16), px(12))
        card.body.addLayout(line)
        return card, go

    def show_beginning(self, found: "Beginning") -> None:
        """Say what is missing, and make the step that mends it the primary one."""
        if not found.has_period:
            self._title.setText(self.tr("There is no reporting period yet"))
            self._why.setText(
                self.tr(
                    "Home compares what projects report from period to period. An import opens its period by itself."
                )
            )
            first = "period" if found.projects else "import"
        else:
            self._title.setText(self.tr("No project reports in this period"))
            self._why.setText(self.tr("Home shows figures as soon as the register holds a running project."))
            first = "import"
        self._steps["period"][0].setVisible(not found.has_period)
        for key, (_card, go) in self._steps.items():
            look: ButtonLook = "primary" if key == first else ""
            go.setProperty("look", look)
            go.style().unpolish(go)
            go.style().polish(go)
