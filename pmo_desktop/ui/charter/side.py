"""The pane at the left: whose charter it is, its sections, and what is kept about the office."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from pmo_desktop.services.insights.charter import CharterSeen
from pmo_desktop.ui.charter.sections import SectionList
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import ListEditor

WIDTH = 256


class CharterSide(QFrame):
    """`show_charter(seen)`, `show_offices(known, key)`. `office_chosen` carries the key of another office."""

    office_chosen = Signal(object)

    def __init__(self, open_office: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("look", "left pane")
        self.setFixedWidth(px(WIDTH))
        self.sections = SectionList()
        self._complete = label("", "note")
        self._complete.setObjectName("complete sections")
        self.offices = ListEditor((), required=True)
        self.offices.setObjectName("offices")
        self.offices.setAccessibleName(self.tr("Office"))
        self.offices.committed.connect(lambda: self.office_chosen.emit(self.offices.value()))
        about = button(self.tr("About the office"), open_office, look="link", picture="office", name="office")
        self._has_several = False
        self._head = QWidget()
        self._head.setLayout(row(label(self.tr("Sections"), "label"), None, self._complete, margins=(16, 12, 16, 4)))
        foot = column(None, self.offices, row(about, None), gap=4, margins=(12, 4, 12, 8))
        lines = column(self._head, self.sections, foot, gap=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def show_charter(self, seen: CharterSeen) -> None:
        """Show how far each section is."""
        words = self.tr("{done} of {count} complete").format(done=seen.complete, count=len(seen.sections))
        self._complete.setText(words)
        self.sections.show_sections(seen.sections)

    def show_for(self, *, has_text: bool, is_compared: bool) -> None:
        """Show the sections beside the text; the offices alone, if there are several, where there is no charter."""
        self._head.setVisible(has_text)
        self.sections.setVisible(has_text)
        self.setVisible(has_text or (not is_compared and self._has_several))

    def show_offices(self, known: list[tuple[int, str]], key: int) -> None:
        """Offer the offices there are, where there is more than one."""
        self.offices.offer(known)
        self.offices.show_value(key)
        self._has_several = len(known) > 1
        self.offices.setVisible(self._has_several)
