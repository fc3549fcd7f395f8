"""The pane at the right of the register while the cursor is on the head of a group: what it rolls up to, and why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from pmo_desktop.services import formats
from pmo_desktop.services.insights.group import group_roll_up
from pmo_desktop.text import N_
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, clear, column, icon_button, label, row, rule, scrolled
from pmo_desktop.ui.widgets.link_row import LinkRow
from pmo_desktop.ui.widgets.status import StatusSign, status_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_desktop.domain.rules.roll_up import RollUp
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.values import Money

WIDTH = 352
_MOST_NAMED = 12


class GroupPane(QFrame):
    """`show_group(name, keys, money)`. `closed` when the user has seen enough; `asked` leads to a project."""

    closed = Signal()
    asked = Signal(object)

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.setAccessibleName(self.tr("Group"))
        self.setFixedWidth(px(WIDTH))
        self._document = document
        self.title = label("", "section", wraps=True)
        self.title.setObjectName("group title")
        self.note = ElidedLabel("", "note")
        close = icon_button("close", self.tr("Close (Esc)"), self.closed.emit, name="close group")
        head = row(column(self.title, self.note, gap=0), close, gap=4, margins=(16, 16, 8, 8))
        head.setStretch(0, 1)
        head.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(4))
        body = QWidget()
        body.setLayout(column(self._lines, None, margins=(16, 12, 16, 16)))
        self.setLayout(column(head, rule(), scrolled(body), gap=0))

    def show_group(self, name: str, keys: "Sequence[int]", money: "Money") -> None:
        """Show what some projects come to together."""
        with self._document.reading() as session:
            rolled, drivers = group_roll_up(session, keys)
        self.title.setText(name)
        self.note.setText(formats.show_count(rolled.count, N_("{count} project"), N_("{count} projects")))
        clear(self._lines)
        self._lines.addWidget(label(self.tr("By rating, BAC {unit}").format(unit=money.unit), "label"))
        self._lines.addWidget(_table(rolled, money))
        if rolled.without_money:
            self._lines.addWidget(
                label(
                    self.tr("{count} of them without a BAC").format(count=formats.show_number(rolled.without_money, 0)),
                    "note",
                )
            )
        if rolled.drivers:
            worst = status_of(rolled.worst).word
            self._lines.addSpacing(px(12))
            self._lines.addWidget(label(self.tr("Worst: {rating}, driven by").format(rating=worst), "label"))
            self._add_drivers(rolled, drivers)

    def _add_drivers(self, rolled: "RollUp", drivers: dict[str, int]) -> None:
        for name in rolled.drivers[:_MOST_NAMED]:
            line = LinkRow(name, "")
            line.setObjectName(f"driver {name}")
            line.clicked.connect(lambda _checked=False, key=drivers[name]: self.asked.emit(key))
            self._lines.addWidget(line)
        if len(rolled.drivers) > _MOST_NAMED:
            rest = len(rolled.drivers) - _MOST_NAMED
            self._lines.addWidget(label(self.tr("and {count} more").format(count=formats.show_number(rest, 0)), "note"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _table(rolled: "RollUp", money: "Money") -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(0, 1)
    groups = [each for each in reversed(rolled.groups) if each.count]
    for number, each in enumerate(sorted(groups, key=lambda each: each.rating is None)):
        known = each.money if each.without_money < each.count else None
        amount = formats.show_money(known, money.currency, money.scale)
        grid.addWidget(StatusSign(each.rating), number, 0)
        _put(grid, number, str(each.count), amount)
    last = grid.rowCount()
    grid.addWidget(rule(), last, 0, 1, 3)
    grid.addWidget(label(made.tr("All"), "strong"), last + 1, 0)
    known = rolled.money if rolled.without_money < rolled.count else None
    _put(grid, last + 1, str(rolled.count), formats.show_money(known, money.currency, money.scale), strong=True)
    return made


def _put(grid: QGridLayout, number: int, count: str, amount: str, *, strong: bool = False) -> None:
    for place, words in ((1, count), (2, amount)):
        figure = label(words, "strong" if strong else "body")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(figure, number, place)
