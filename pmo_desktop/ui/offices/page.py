"""The offices: each with its kind, scope and authority, and the four kinds of office compared."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from pmo_desktop.services.insights.offices import Answer, Comparison, comparison
from pmo_desktop.ui.logs.page import Front, LogPage
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.card import Card
from pmo_desktop.ui.widgets.controls import clear, column, label, rule, scrolled

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.jobs import Jobs


class ComparisonFront(Front):
    """Project office, programme office, PMO and portfolio office side by side, with our own answers below."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs)
        self.tab = self.tr("Kinds compared")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(10))
        self._notes = column(gap=4)
        inner = QWidget()
        card = Card(self.tr("How the kinds of office differ"), self.tr("in general, and here"))
        card.body.addLayout(self._grid)
        inner.setLayout(column(card, self._notes, None, gap=16))
        self.setLayout(column(scrolled(inner), gap=0))

    @override
    def renew(self) -> None:
        with self.document.reading() as session:
            found = comparison(session)
        clear(self._grid)
        clear(self._notes)
        for number, kind in enumerate(found.kinds, 1):
            names = ", ".join(found.held[number - 1]) or self.tr("none here")
            head = QWidget()
            note = label(names, "note", wraps=True)
            head.setLayout(column(label(kind.label, "strong", wraps=True), note, gap=0))
            self._grid.addWidget(head, 0, number, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(number, 1)
        self._show_aspects(found)
        for name, words in found.notes:
            told = label(f"{name}. {words}", "quiet", wraps=True)
            told.setObjectName("neutrality note")
            self._notes.addWidget(told)

    def _show_aspects(self, found: Comparison) -> None:
        for number, aspect in enumerate(found.aspects):
            place = 1 + 2 * number
            self._grid.addWidget(rule(), place, 0, 1, len(found.kinds) + 1)
            title = label(aspect.title, "label", wraps=True)
            title.setMinimumWidth(px(104))
            self._grid.addWidget(title, place + 1, 0, Qt.AlignmentFlag.AlignTop)
            for across, answer in enumerate(aspect.answers, 1):
                self._grid.addWidget(_cell(answer), place + 1, across, Qt.AlignmentFlag.AlignTop)


def _cell(answer: Answer) -> QWidget:
    made = QWidget()
    lines: list[QLabel] = [label(answer.general, "quiet", wraps=True)]
    lines += [label(words[:1].upper() + words[1:], "body", wraps=True) for words in answer.own]
    for each in lines[1:]:
        each.setObjectName("own answer")
    made.setLayout(column(*lines, gap=4))
    return made


class OfficesPage(LogPage):
    """Every office as a row, then the comparison."""

    def __init__(self, document: "Document", jobs: "Jobs") -> None:
        super().__init__(document, jobs, "offices", (ComparisonFront,))
        self.tabs.setCurrentIndex(len(self.fronts))
