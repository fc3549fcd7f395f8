"""The charter as one reads and writes it: a sheet with all sections, one under the other."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from pmo_desktop.domain.charter import Charter, Section
from pmo_desktop.domain.fields import field_of
from pmo_desktop.services import charters
from pmo_desktop.services.insights.charter import CharterSeen, SectionSeen
from pmo_desktop.ui.charter.objectives import ObjectivesTable
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Money
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule
from pmo_desktop.ui.widgets.form import Form
from pmo_desktop.ui.widgets.growing_text import GrowingText

_FIGURES = ("fte", "cost_per_year")


class SectionBlock(QWidget):
    """One section: number and title, what it lacks, its text, and what else belongs to it."""

    def __init__(self, section: Section, number: int, more: QWidget | None) -> None:
        super().__init__()
        self.section = section
        self.title = label(f"{number}  {section.label}", "title")
        self.note = label("", "note")
        self.text = GrowingText(section.label, self.tr("Write here"))
        self.text.setObjectName(f"section {section.value}")
        head = row(self.title, None, self.note, margins=(6, 0, 6, 0))
        self.setLayout(column(head, self.text, *((8, more) if more else ()), gap=8))

    def show_section(self, seen: SectionSeen, *, is_open: bool, has_before: bool) -> None:
        """Show its text; with `has_before`, what changed since the version before."""
        self.text.setReadOnly(not is_open)
        self.text.show_value(seen.text)
        self.text.show_changes(seen.before if has_before else None)
        self.note.setText(seen.gap or self.tr("complete"))


class CharterPaper(QScrollArea):
    """`show_charter(seen)`. `entered` carries the section somebody begins to write in, `led` the page to open."""

    entered = Signal(object)
    led = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._seen: CharterSeen | None = None
        self._marks_changes = False
        self.objectives = ObjectivesTable(document)
        fields = [field_of(Charter, name) for name in _FIGURES]
        self.figures = Form(fields, money=Money(document.currency), columns=2)
        self.figures.edited.connect(self._write_figure)
        more: dict[Section, QWidget] = {Section.OBJECTIVES: self.objectives, Section.RESOURCES: self.figures}
        for section, key, words in (
            (Section.SERVICES, "services", self.tr("Open the service catalogue")),
            (Section.ROLES, "responsibilities", self.tr("Open the responsibility matrix")),
            (Section.GOVERNANCE, "governance", self.tr("Open the bodies and the escalation path")),
        ):
            more[section] = self._link(words, key)
        self.blocks = {
            section: SectionBlock(section, number, more.get(section)) for number, section in enumerate(Section, 1)
        }
        for section, block in self.blocks.items():
            block.text.committed.connect(lambda of=section: self._write(of))
            block.text.entered.connect(lambda of=section: self.entered.emit(of))
        self._build()

    def _link(self, words: str, key: str) -> QWidget:
        made = QWidget()
        leads = button(words, lambda: self.led.emit(key), look="link", picture="arrow-right", name=f"open {key}")
        made.setLayout(row(leads, None))
        return made

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Charter"))
        sheet = QFrame()
        sheet.setProperty("look", "card")
        items: list[QWidget | int] = []
        for block in self.blocks.values():
            items += [block, 12, rule(), 12]
        sheet.setLayout(column(*items[:-3], None, gap=0, margins=(28, 24, 28, 28)))
        sheet.setMaximumWidth(px(640))
        self._sheet = sheet
        ground = QWidget()
        ground.setProperty("look", "plain")
        line = row(None, sheet, None, gap=0, margins=(16, 0, 16, 24))
        line.setStretch(1, 1000)
        ground.setLayout(line)
        self.setWidget(ground)

    def show_charter(self, seen: CharterSeen, *, marks_changes: bool) -> None:
        """Show a version, with what changed since the one before or without."""
        is_other = self._seen is None or self._seen.key != seen.key
        self._seen = seen
        has_before = marks_changes and seen.before is not None
        for each in seen.sections:
            self.blocks[each.section].show_section(each, is_open=seen.is_open, has_before=has_before)
        self.objectives.show_version(seen.key, is_open=seen.is_open)
        self.figures.show_values({"fte": seen.fte, "cost_per_year": seen.cost_per_year})
        self.figures.set_read_only(not seen.is_open)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def renew(self, touched: Mapping[str, frozenset[int]]) -> None:
        """Bring the table of objectives up to date with a change."""
        self.objectives.renew(touched)

    def show_section(self, section: Section) -> None:
        """Scroll to a section."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(section))

    def _scroll_to(self, section: Section) -> None:
        self.verticalScrollBar().setValue(self.blocks[section].y() - px(20))

    def _write(self, section: Section) -> None:
        if self._seen is None:
            return
        key, text = self._seen.key, self.blocks[section].text.value()
        title = self.tr("Edit {section}").format(section=section.label)
        self._document.do(title, lambda session: charters.write(session, key, section, text))

    def _write_figure(self, name: str, value: object) -> None:
        if self._seen is None:
            return
        key = self._seen.key
        title = self.tr("Change {field}").format(field=field_of(Charter, name).label)
        self._document.do(title, lambda session: charters.write_figures(session, key, {name: value}))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheet.setMinimumWidth(min(px(640), self.viewport().width() - px(32)))
