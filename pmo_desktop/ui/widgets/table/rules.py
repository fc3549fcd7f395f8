"""Colour rules: which rows or cells of a table take the tint and the shape of a status, the first that holds wins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from pmo_desktop.services.registers import Filter
from pmo_desktop.services.saved_views import Rule
from pmo_desktop.ui.theme import palette, px
from pmo_desktop.ui.widgets.controls import button, column, icon_button, label, row, rule, scrolled
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.status import paint_sign
from pmo_desktop.ui.widgets.table.filter_popup import FilterPopup
from pmo_desktop.ui.widgets.table.filter_words import filter_words
from pmo_desktop.ui.widgets.table.source import RegisterSource

if TYPE_CHECKING:
    from pmo_desktop.services.registry import Column

TONES = ("R", "A", "G", "complete", "none")


class RulesDialog(QDialog):
    """`chosen` carries the rules, in order. `name` is the column a new rule begins with."""

    chosen = Signal(object)

    def __init__(
        self, source: RegisterSource, shown: Sequence[str], rules: Sequence[Rule], name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("colour rules")
        self.setWindowTitle(self.tr("Colour rules"))
        self._source = source
        self._name = name
        place = {each: number for number, each in enumerate(shown)}
        self._columns = sorted(source.columns, key=lambda each: place.get(each.name, len(place)))
        self.lines: list[RuleLine] = []
        self._layout = QVBoxLayout()
        self._layout.setSpacing(px(8))
        words = self.tr(
            "A rule gives cells the tint and the shape of a status. Where several hold, the first one counts."
        )
        inner = QWidget()
        inner.setLayout(column(self._layout, None, margins=(20, 4, 20, 8)))
        more = button(self.tr("Add a rule"), lambda: self.add_line(None), look="quiet", picture="plus", name="rule add")
        cancel = button(self.tr("Cancel"), self.reject)
        take = button(self.tr("Colour"), self.accept, look="primary", name="rules take")
        take.setDefault(True)
        head = column(label(words, "quiet", wraps=True), margins=(20, 16, 20, 8))
        foot = row(more, None, cancel, take, margins=(20, 12, 20, 16))
        self.setLayout(column(head, scrolled(inner), rule(), foot, gap=0))
        self.resize(px(760), px(380))
        for each in rules:
            self.add_line(each)
        if not rules:
            self.add_line(None)
        self.accepted.connect(lambda: self.chosen.emit(self.rules()))

    def rules(self) -> tuple[Rule, ...]:
        """The rules that have a condition, in order."""
        return tuple(made for line in self.lines if (made := line.rule()) is not None)

    def add_line(self, given: Rule | None) -> None:
        """Add a rule below the others."""
        name = given.when.column if given else self._name
        line = RuleLine(self._source, self._columns, name, given)
        line.gone.connect(lambda: self._drop(line))
        line.raised.connect(lambda: self._raise(line))
        self.lines.append(line)
        self._layout.addWidget(line)

    def _drop(self, line: "RuleLine") -> None:
        self.lines.remove(line)
        self._layout.removeWidget(line)
        line.deleteLater()

    def _raise(self, line: "RuleLine") -> None:
        place = self.lines.index(line)
        self.lines.insert(max(0, place - 1), self.lines.pop(place))
        self._layout.insertWidget(max(0, place - 1), line)


class RuleLine(QWidget):
    """One rule: its column, its condition, its tone, and whether all of the row takes it."""

    gone = Signal()
    raised = Signal()

    def __init__(self, source: RegisterSource, columns: "Sequence[Column]", name: str, given: Rule | None) -> None:
        super().__init__()
        self._source = source
        self._named = {each.name: each for each in columns}
        self.when: Filter | None = given.when if given else None
        self.column = ListEditor([(each.name, each.field.label) for each in columns], required=True)
        self.column.setAccessibleName(self.tr("Column"))
        self.column.show_value(name)
        self.column.committed.connect(lambda: self.take(None))
        self.condition = button("", self._ask, look="chip", name="rule condition")
        self.tone = ListEditor(self._tones(), required=True)
        self.tone.setAccessibleName(self.tr("Tint and shape"))
        self.tone.setMinimumWidth(px(136))
        for number, tone in enumerate(TONES):
            self.tone.setItemIcon(number, _sign(tone))
        self.tone.show_value(given.tone if given else TONES[0])
        self.whole = QCheckBox(self.tr("Whole row"))
        self.whole.setChecked(given is not None and given.whole_row)
        up = icon_button("arrow-up", self.tr("Before the others"), self.raised.emit, name="rule up")
        gone = icon_button("delete", self.tr("Remove this rule"), self.gone.emit, name="rule remove")
        line = row(self.column, self.condition, self.tone, self.whole, up, gone, gap=8)
        line.setStretch(0, 2)
        line.setStretch(1, 2)
        self.setLayout(line)
        self.take(self.when)

    def rule(self) -> Rule | None:
        """The rule; none while it has no condition."""
        if self.when is None:
            return None
        return Rule(self.when, str(self.tone.value()), self.whole.isChecked())

    def take(self, when: Filter | None) -> None:
        """Hold under another condition, or none yet."""
        self.when = when
        chosen = self._named[str(self.column.value())]
        words = filter_words(chosen, when, self._source) if when else self.tr("Choose when…")
        self.condition.setText(words.replace("&", "&&"))
        self.condition.setAccessibleName(words)

    def _ask(self) -> None:
        chosen = self._named[str(self.column.value())]
        popup = FilterPopup(self._source, chosen, self.when, self.take, self)
        popup.move(self.condition.mapToGlobal(QPoint(0, self.condition.height())))
        popup.show()

    def _tones(self) -> list[tuple[object, str]]:
        words = (self.tr("Red"), self.tr("Amber"), self.tr("Green"), self.tr("Blue"), self.tr("Grey"))
        return [*zip(TONES, words, strict=True)]


def _sign(tone: str) -> QIcon:
    picture = QPixmap(px(16), px(16))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_sign(painter, picture.rect().toRectF(), palette().statuses[tone], letters=False)
    painter.end()
    return QIcon(picture)
