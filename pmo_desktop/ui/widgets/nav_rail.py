"""The navigation rail: the workspace, the search field, the pages in their groups with counts, the period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from pmo_desktop.ui.icons import icon
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import column, label
from pmo_desktop.ui.widgets.nav_heading import NavHeading
from pmo_desktop.ui.widgets.nav_item import NavItem
from pmo_desktop.ui.widgets.rail_card import RailCard

WIDE = 208
NARROW = 56


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page as the rail shows it; `group` is the heading it stands under, empty for the first pages."""

    key: str
    title: str
    picture: str
    group: str = ""


class NavRail(QFrame):
    """208 pixels wide, or 56 when collapsed. Up and Down move between pages, Enter or Space opens one.

    A heading folds its group away; the page that is open stays to be seen. Signals: `chosen` with the key of a page,
    `folded` when the user folds or unfolds a group, `search_asked` when the field is pressed.
    """

    chosen = Signal(str)
    folded = Signal()
    search_asked = Signal()

    def __init__(self, entries: tuple[NavEntry, ...]) -> None:
        super().__init__()
        self.setProperty("look", "left pane")
        self.setAccessibleName(self.tr("Pages"))
        self.workspace = RailCard("workspace", "office", edged=False)
        self.period = RailCard("period", "calendar", edged=True)
        self._search = self._make_search()
        self._group = QButtonGroup(self)
        self._headings: dict[str, NavHeading] = {}
        self._groups = {entry.key: entry.group for entry in entries}
        self._items = {entry.key: NavItem(entry.key, entry.title, entry.picture) for entry in entries}
        self._pages = self._fill(entries)
        self.setLayout(
            column(self.workspace, self._search, 4, self._pages, 4, self.period, gap=0, margins=(8, 8, 8, 12))
        )
        self.set_narrow(False)

    def _make_search(self) -> QPushButton:
        made = QPushButton(self.tr("Find or run"))
        made.setObjectName("find or run")
        made.setAccessibleName(self.tr("Find a page or a project, or run an action"))
        made.setIcon(icon("search"))
        made.setIconSize(QSize(px(18), px(18)))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setStyleSheet(f"text-align: left; padding-left: {px(6)}px; padding-right: {px(6)}px;")
        hint = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        self._hint = label(hint, "note")
        self._hint.setParent(made)
        made.setLayout(column(self._hint, margins=(0, 0, 8, 0)))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.clicked.connect(lambda _checked=False: self.search_asked.emit())
        return made

    def _fill(self, entries: tuple[NavEntry, ...]) -> QScrollArea:
        """The pages in their groups, which scroll where the window is too low for them."""
        inner = QWidget()
        inner.setProperty("look", "surface")
        lines = column(gap=0)
        heading = ""
        for entry in entries:
            if entry.group != heading:
                heading = entry.group
                self._headings[heading] = self._heading(heading)
                lines.addWidget(self._headings[heading])
            item = self._items[entry.key]
            self._group.addButton(item)
            item.installEventFilter(self)
            item.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            lines.addWidget(item)
        lines.addStretch(1)
        inner.setLayout(lines)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _heading(self, title: str) -> NavHeading:
        made = NavHeading(title)
        made.toggled.connect(self._show_items)
        made.clicked.connect(lambda _checked=False: self.folded.emit())
        return made

    def folded_groups(self) -> list[str]:
        """The titles of the groups that are folded away."""
        return [title for title, heading in self._headings.items() if heading.isChecked()]

    def fold(self, groups: Iterable[str]) -> None:
        """Fold the groups of these titles away and show all others."""
        for title, heading in self._headings.items():
            heading.setChecked(title in groups)

    def _show_items(self) -> None:
        folded = set() if self.is_narrow() else set(self.folded_groups())
        for key, item in self._items.items():
            item.setVisible(self._groups[key] not in folded or item.isChecked())

    def show_current(self, key: str) -> None:
        """Mark the page `key` as the one that is open; a page that is not here leaves the mark where it is."""
        if key not in self._items:
            return
        self._items[key].setChecked(True)
        self._show_items()
        self._pages.ensureWidgetVisible(self._items[key])

    def show_counts(self, counts: Mapping[str, str]) -> None:
        """Show what stands at the right of these pages; the others stay as they are."""
        for key in counts.keys() & self._items.keys():
            self._items[key].show_count(counts[key])

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or words again."""
        self.setFixedWidth(px(NARROW if narrow else WIDE))
        for item in self._items.values():
            item.set_narrow(narrow)
        for block in (self.workspace, self.period):
            block.set_narrow(narrow)
        for heading in self._headings.values():
            heading.setVisible(not narrow)
        self._show_items()
        self._search.setText("" if narrow else self.tr("Find or run"))
        self._search.setToolTip(self._search.accessibleName() if narrow else "")
        self._hint.setVisible(not narrow)

    def is_narrow(self) -> bool:
        """Whether icons stand alone."""
        return self.width() <= px(NARROW)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, NavItem):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if (step := steps.get(Qt.Key(event.key()))) is not None:
                items = [item for item in self._items.values() if not item.isHidden()]
                items[(items.index(watched) + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                watched.click()
                return True
        return super().eventFilter(watched, event)
