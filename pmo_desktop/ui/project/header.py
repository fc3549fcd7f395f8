"""The head of a project's page: the way to it, its name and marks, who leads it, its stage, and its rating."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from pmo_desktop.domain.choices import Stage
from pmo_desktop.services.formats import NO_VALUE, show_date, show_number
from pmo_desktop.ui.register.rating import RatingCard
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, clear, column, icon_button, label, row
from pmo_desktop.ui.widgets.flow import FlowLayout
from pmo_desktop.ui.widgets.steps import Steps
from pmo_desktop.ui.widgets.tag import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmo_desktop.services.insights.project_head import ProjectHead

_RATING = 340


class Header(QWidget):
    """`show_head(head, place, count)`. Signals say what is asked for; `asked` leads to a record or a page."""

    asked = Signal(str, object)
    step_asked = Signal(int)
    one_pager_asked = Signal()

    def __init__(self, more: "tuple[tuple[str, Callable[[], object]], ...]") -> None:
        super().__init__()
        self._way = QHBoxLayout()
        self._way.setSpacing(px(4))
        self.place = label("", "note")
        self.before = icon_button(
            "chevron-up", self.tr("Previous project (Alt+↑)"), lambda: self.step_asked.emit(-1), name="previous"
        )
        self.after = icon_button(
            "chevron-down", self.tr("Next project (Alt+↓)"), lambda: self.step_asked.emit(1), name="next"
        )
        self.one_pager = button(self.tr("One-pager"), self.one_pager_asked.emit, picture="pdf", name="one-pager")
        menu = QMenu(self)
        for title, run in more:
            menu.addAction(title, run)
        dots = icon_button("more", self.tr("More"), name="more")
        dots.setMenu(menu)
        self.menu = menu
        top = row(self._way, None, self.before, self.after, self.place, 8, self.one_pager, dots, gap=4)
        self.name = ElidedLabel("", "title")
        self.name.setObjectName("page title")
        self.reference = label("", "quiet")
        self._marks = QWidget()
        self._tags = FlowLayout(self._marks)
        self._facts: dict[str, ElidedLabel] = {}
        self.steps = Steps(tuple(stage.label for stage in Stage))
        self.no_stage = label(self.tr("No stage is set"), "note")
        self.rating = RatingCard(dimensions=False)
        self.unrated = label("", "quiet", wraps=True)
        self._build(top)

    def _build(self, top: QHBoxLayout) -> None:
        title = row(self.name, self.reference, self._marks, gap=12)
        title.setStretch(2, 1)
        left = column(title, self._fact_line(), self.steps, self.no_stage, None, gap=10)
        left.setAlignment(self.steps, Qt.AlignmentFlag.AlignLeft)
        card = Card()
        card.body.setContentsMargins(px(16), px(12), px(16), px(8))
        card.put(self.rating, self.unrated)
        card.setFixedWidth(px(_RATING))
        card.setAccessibleName(self.tr("Rating"))
        main = row(left, card, gap=16)
        main.setStretch(0, 1)
        main.setAlignment(card, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(top, main, gap=8))

    def _fact_line(self) -> QHBoxLayout:
        titles = {
            "sponsor": self.tr("SRO"),
            "manager": self.tr("Project manager"),
            "class": self.tr("Class"),
            "look": self.tr("Forward look"),
        }
        line = row(gap=24)
        for name, title in titles.items():
            value = ElidedLabel()
            value.setObjectName(f"head {name}")
            self._facts[name] = value
            line.addLayout(column(label(title, "label"), value, gap=0), 1)
        line.addStretch(1)
        return line

    def show_head(self, head: "ProjectHead", place: int, count: int) -> None:
        """Show a project, the `place`-th (from 0) of `count`."""
        seen = head.seen
        self.name.setText(seen.name)
        self.name.setAccessibleName(seen.name)
        self.reference.setText(seen.reference)
        self._show_way(head)
        self._show_marks(head)
        self.place.setText(self.tr("{place} of {count}").format(place=show_number(place + 1), count=show_number(count)))
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place + 1 < count)
        look = seen.entry.forward_look.label if seen.entry and seen.entry.forward_look else ""
        for name, text in (
            ("sponsor", seen.sponsor),
            ("manager", seen.manager),
            ("class", head.project_class),
            ("look", look),
        ):
            self._facts[name].setText(text or NO_VALUE)
        self.steps.setVisible(head.stage is not None)
        self.no_stage.setVisible(head.stage is None)
        if head.stage is not None:
            self.steps.show_step(
                list(Stage).index(head.stage) + (head.status.is_over and head.stage is not Stage.BENEFITS)
            )
        self._show_rating(head)

    def _show_rating(self, head: "ProjectHead") -> None:
        seen = head.seen
        self.rating.setVisible(seen.entry is not None)
        self.unrated.setVisible(seen.entry is None)
        self.one_pager.setEnabled(seen.entry is not None)
        if seen.entry is None:
            self.unrated.setText(
                self.tr("Not rated: does not report in {period}.").format(period=seen.period)
                if seen.period
                else self.tr("Not rated: there is no reporting period yet.")
            )
            return
        self.rating.show_entry(seen.entry, editable=not seen.is_frozen)
        if head.rated_since is not None and head.rated_since[1]:
            since, days = head.rated_since
            words = self.tr("{days} d since {day}").format(days=show_number(days), day=show_date(since))
            self.rating.before.setText(words)

    def _show_way(self, head: "ProjectHead") -> None:
        clear(self._way)
        self._add_step(self.tr("Register"), "register", head.seen.key)
        for table, key, name in head.way:
            self._way.addWidget(Picture("chevron-right", 14))
            self._add_step(name, table, key)

    def _add_step(self, words: str, table: str, key: int) -> None:
        made = button(words, lambda: self.asked.emit(table, key), look="link", name=f"way {table}")
        made.setProperty("role", "note")
        made.setMaximumWidth(px(220))
        self._way.addWidget(made)

    def _show_marks(self, head: "ProjectHead") -> None:
        clear(self._tags)
        for mark in head.marks:
            self._tags.addWidget(Tag(mark.words, mark.tone))
        self._marks.setVisible(bool(head.marks))
