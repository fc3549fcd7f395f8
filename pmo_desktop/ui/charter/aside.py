"""The pane at the right: guidance for the section at hand, the reviews of the version, and what was changed."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.charter import Section
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.templates.guidance import guidance
from pmo_desktop.services import formats
from pmo_desktop.services.insights.charter import CHECKS, CharterSeen, ReviewSeen
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import Picture, clear, column, label, row, rule, tabs
from pmo_desktop.ui.widgets.history_list import HistoryEntry, HistoryList
from pmo_desktop.ui.widgets.tag import Tag, Tone

WIDTH = 288
_HISTORY = 2
_TABLES = {"charter", "charter_section", "charter_objective", "charter_review"}
_TONES: dict[CharterState, Tone] = {
    CharterState.DRAFT: "warning",
    CharterState.IN_REVIEW: "news",
    CharterState.APPROVED: "good",
    CharterState.SUPERSEDED: "quiet",
}


class CharterAside(QFrame):
    """`show_charter(seen, section)`."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setProperty("look", "pane")
        self.setFixedWidth(px(WIDTH))
        self.tabs = tabs(self.tr("Guidance"), self.tr("Reviews"), self.tr("History"), name="charter aside")
        self.tabs.setAccessibleName(self.tr("Beside the charter"))
        self._guidance, guidance_area = _scrolled(self.tr("Guidance"))
        self._reviews, reviews_area = _scrolled(self.tr("Reviews"))
        self.history = HistoryList()
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        told = QWidget()
        told.setLayout(column(self.history, margins=(16, 8, 8, 16)))
        for each in (guidance_area, reviews_area, told):
            self._stack.addWidget(each)
        self.tabs.currentChanged.connect(self._turn)
        self.setLayout(column(row(self.tabs, None, margins=(16, 8, 16, 0)), inner, gap=8))

    def show_charter(self, seen: CharterSeen, section: Section) -> None:
        """Show what there is to say about a version and one of its sections."""
        self.show_guidance(seen, section)
        clear(self._reviews)
        count = len(seen.reviews)
        words = self.tr("Reviews {count}").format(count=count) if count else self.tr("Reviews")
        self.tabs.setTabText(1, words)
        for each in seen.reviews:
            self._reviews.addWidget(_review(each, self.tr("Somebody")))
        if not seen.reviews:
            none = self.tr("Nobody has reviewed this version yet. It is logged here when it is submitted.")
            self._reviews.addWidget(label(none, "quiet", wraps=True))
        self._reviews.addStretch(1)
        self._show_history()

    def _turn(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._show_history()

    def _show_history(self) -> None:
        """Read the history only while it is looked at: it can be long."""
        if self.tabs.currentIndex() != _HISTORY:
            return
        self.history.show_entries(
            [
                HistoryEntry(change.seq, change.title, f"{_moment(change.at)} · {change.by}".strip(" ·"))
                for change in self._document.history(with_keys=True)
                if change.tables & _TABLES
            ]
        )

    def show_guidance(self, seen: CharterSeen, section: Section) -> None:
        """Show what belongs under a heading."""
        words = guidance(self._document.language)[section]
        clear(self._guidance)
        for title, text in (
            (self.tr("What belongs here"), words.belongs),
            (self.tr("What to leave out"), words.leave_out),
            (self.tr("For example"), words.example),
            (self.tr("What boards ask"), words.boards_ask),
        ):
            self._guidance.addWidget(label(title, "strong", wraps=True))
            self._guidance.addWidget(label(text, "quiet", wraps=True))
            self._guidance.addSpacing(px(8))
        self._guidance.addWidget(rule())
        self._guidance.addSpacing(px(8))
        self._guidance.addWidget(label(self.tr("Check"), "strong"))
        for check in words.checks:
            is_met = CHECKS[check.rule](seen) if check.rule else None
            self._guidance.addWidget(self._check(check.text, is_met))
        self._guidance.addStretch(1)

    def _check(self, text: str, is_met: bool | None) -> QWidget:
        """A point that is met, is not met yet, or is for the reader to judge."""
        look = {True: ("check-circle", "G"), False: ("error", "A"), None: ("help", "text_3")}[is_met]
        says = {True: self.tr("met"), False: self.tr("not yet"), None: self.tr("judge for yourself")}[is_met]
        made = QWidget()
        sign, words = Picture(look[0], 18, look[1]), label(text, wraps=True)
        line: QHBoxLayout = row(sign, words, gap=8, margins=(0, 3, 0, 3))
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        made.setLayout(line)
        made.setToolTip(says)
        made.setAccessibleName(f"{text}: {says}")
        return made


def _review(each: ReviewSeen, somebody: str) -> QWidget:
    made = QWidget()
    who = label(each.by or somebody, "strong", wraps=True)
    when = label(formats.show_moment(each.at), "note", wraps=True)
    parts: list[QWidget] = [who, when]
    if each.comment:
        parts.append(label(each.comment, "quiet", wraps=True))
    made.setLayout(column(row(Tag(each.state.label, _TONES[each.state]), None), *parts, gap=2, margins=(0, 0, 0, 12)))
    return made


def _moment(at: str) -> str:
    return formats.show_moment(datetime.fromisoformat(at))


def _scrolled(name: str) -> tuple[QVBoxLayout, QScrollArea]:
    inner = QWidget()
    inner.setProperty("look", "plain")
    lines = QVBoxLayout(inner)
    lines.setContentsMargins(px(16), px(8), px(16), px(16))
    lines.setSpacing(px(4))
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return lines, area
