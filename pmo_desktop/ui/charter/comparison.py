"""Two versions of a charter, section by section: side by side, or one text with what came and what went."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from pmo_desktop.domain.charter import Section
from pmo_desktop.services.insights.charter import CharterSeen, as_text, charter
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, clear, column, label, row, rule, tabs
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.growing_text import GrowingText

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.diff_view import Side

_SIDE_BY_SIDE = 0


class Comparison(QWidget):
    """`show_versions(seen)`: at first `seen` against the version it follows. `close` leads back to the text."""

    def __init__(self, document: Document, close: Callable[[], None]) -> None:
        super().__init__()
        self._document = document
        self._shown: object = None
        self._key = 0
        self.before = _chooser(self.tr("Earlier version"), "compare before")
        self.after = _chooser(self.tr("Later version"), "compare after")
        self.manner = tabs(self.tr("Side by side"), self.tr("In place"), name="compare manner")
        self.manner.setAccessibleName(self.tr("How to compare"))
        self.only_changed = QCheckBox(self.tr("Only sections that differ"))
        self.only_changed.setObjectName("compare changed only")
        self.only_changed.setAccessibleName(self.only_changed.text())
        self.only_changed.setChecked(True)
        back = button(self.tr("Back to the text"), close, picture="close", name="compare close")
        for each in (self.before, self.after):
            each.committed.connect(self._show)
        self.manner.currentChanged.connect(self._show)
        self.only_changed.toggled.connect(self._show)
        arrow = label("→", "quiet")
        bar = row(self.before, arrow, self.after, 16, self.manner, None, self.only_changed, back, gap=8)
        bar.setContentsMargins(px(24), px(12), px(24), px(12))
        sheet = QFrame()
        sheet.setProperty("look", "card")
        self._lines = QVBoxLayout(sheet)
        self._lines.setContentsMargins(px(28), px(20), px(28), px(24))
        self._lines.setSpacing(px(8))
        ground = QWidget()
        ground.setProperty("look", "plain")
        ground.setLayout(column(sheet, None, margins=(24, 0, 24, 24)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("Changes"))
        area.setWidget(ground)
        self.setLayout(column(bar, area, gap=0))

    def show_versions(self, seen: CharterSeen) -> None:
        """Offer every version of the office, and compare again."""
        offered = [(each.key, self.tr("Version {number}").format(number=each.version)) for each in seen.versions]
        for chooser in (self.before, self.after):
            chooser.offer(offered)
        if seen.key != self._key:
            self._key = seen.key
            self.after.show_value(seen.key)
            self.before.show_value(seen.before.key if seen.before else seen.key)
        if self.isVisible():
            self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self, _of: object = None) -> None:
        keys = self.before.value(), self.after.value()
        if not all(isinstance(key, int) for key in keys):
            return
        with self._document.reading() as session:
            before, after = (charter(session, key) for key in keys if isinstance(key, int))
        clear(self._lines)
        is_beside = self.manner.currentIndex() == _SIDE_BY_SIDE
        if is_beside:
            self._lines.addWidget(self._heads(before, after))
        shown = 0
        for section in Section:
            texts = as_text(before, section), as_text(after, section)
            if texts[0] != texts[1] or not self.only_changed.isChecked():
                shown += 1
                self._add(section, *texts, is_beside=is_beside)
        if not shown:
            self._lines.addWidget(label(self.tr("The two versions say the same."), "quiet"))

    def _heads(self, before: CharterSeen, after: CharterSeen) -> QWidget:
        made = QWidget()
        line = row(gap=24)
        for each in (before, after):
            words = self.tr("Version {number}, {state}").format(number=each.version, state=each.state.label.lower())
            line.addWidget(label(words, "label"), 1)
        made.setLayout(line)
        return made

    def _add(self, section: Section, before: str, after: str, *, is_beside: bool) -> None:
        self._lines.addWidget(rule())
        note = self.tr("no change") if before == after else ""
        head = QWidget()
        head.setLayout(row(label(section.label, "section"), None, label(note, "note"), margins=(0, 8, 0, 0)))
        self._lines.addWidget(head)
        texts = QWidget()
        line: QHBoxLayout = row(gap=24)
        sides: tuple[Side, ...] = ("before", "after") if is_beside else ("both",)
        for side in sides:
            text = GrowingText(section.label)
            text.setReadOnly(True)
            text.show_value(after)
            text.show_changes(before, side)
            line.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        texts.setLayout(line)
        self._lines.addWidget(texts)


def _chooser(name: str, object_name: str) -> ListEditor:
    made = ListEditor((), required=True)
    made.setAccessibleName(name)
    made.setObjectName(object_name)
    made.setMinimumWidth(px(128))
    return made
