"""What belongs to a project: its risks, issues, actions, decisions, milestones and benefits, and its kept texts."""

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.services import formats
from pmo_desktop.services.registry import register_named
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import clear, label
from pmo_desktop.ui.widgets.link_row import LinkRow

if TYPE_CHECKING:
    from pmo_desktop.services.insights.project import Kept, ProjectSeen, Related


class LinksTab(QWidget):
    """`show_project(seen)`. `asked` carries the table and the key of a record that was pressed."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(px(16), px(12), px(16), px(16))
        self._lines.setSpacing(px(2))

    def show_project(self, seen: "ProjectSeen") -> None:
        """Show what belongs to one project."""
        clear(self._lines)
        if not seen.related and not seen.kept:
            nothing = self.tr("No risk, issue, action, decision, milestone or benefit belongs to this project yet.")
            self._lines.addWidget(label(nothing, "quiet", wraps=True))
        for table, found in groupby(seen.related, key=lambda each: each.table):
            self._add_group(table, list(found))
        if seen.kept:
            self._add_kept(seen.kept)
        self._lines.addStretch(1)

    def _add_group(self, table: str, found: "list[Related]") -> None:
        still = sum(each.is_open for each in found)
        title = say(register_named(table).title)
        count = self.tr("{open} of {all} open").format(open=still, all=len(found))
        self._head(f"{title} · {count}" if table != "benefit" else f"{title} · {len(found)}")
        for each in found:
            line = LinkRow(each.title, self._note(each), quiet=not each.is_open)
            line.setObjectName(f"{table} {each.key}")
            line.clicked.connect(lambda _checked=False, key=each.key: self.asked.emit(table, key))
            self._lines.addWidget(line)

    def _note(self, each: "Related") -> str:
        parts = [formats.show_number(each.score, 0) if each.score else "", formats.show_short_date(each.due_on)]
        if not each.is_open:
            parts.append(self.tr("done"))
        return " · ".join(part for part in parts if part and part != formats.NO_VALUE)

    def _add_kept(self, kept: "tuple[Kept, ...]") -> None:
        self._head(self.tr("Text of cells that were not read"))
        for each in kept:
            where = " · ".join(filter(None, (each.header, each.period)))
            self._lines.addWidget(label(where, "label", wraps=True))
            self._lines.addWidget(label(each.text, wraps=True))
            if each.reason:
                self._lines.addWidget(label(each.reason, "note", wraps=True))
            self._lines.addSpacing(px(6))

    def _head(self, words: str) -> None:
        if self._lines.count():
            self._lines.addSpacing(px(12))
        self._lines.addWidget(label(words, "label"))
