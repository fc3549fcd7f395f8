"""The pane of findings: what is wrong with the matrix, how to mend it, and what is left as it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from pmo_desktop.services.insights.responsibilities import FindingSeen, Matrix
from pmo_desktop.ui.responsibilities.grid import tone_of
from pmo_desktop.ui.theme import ink, px
from pmo_desktop.ui.widgets.controls import button, clear, column, label, row, rule, scrolled
from pmo_desktop.ui.widgets.flow import FlowLayout
from pmo_desktop.ui.widgets.tag import Tag

WIDTH, LEAST = 320, 280


class FindingCard(QWidget):
    """One finding. A click, Enter or Space chooses it; the chosen one shows why it matters and what mends it."""

    chosen = Signal(object)
    repaired = Signal(object)
    left = Signal(object)

    def __init__(self, found: FindingSeen, *, is_chosen: bool, is_open: bool) -> None:
        super().__init__()
        self.found = found
        self._is_chosen = is_chosen
        self.setObjectName("finding")
        self.setAccessibleName(f"{found.fault.label}: {found.name}, {found.note}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        parts: list[QWidget | QVBoxLayout | int] = [
            _line(Tag(found.fault.label, tone_of(found.fault))),
            label(found.name, "strong" if is_chosen else "body", wraps=True),
            label(found.note, "note", wraps=True),
        ]
        if is_chosen:
            parts += [4, label(found.why, "quiet", wraps=True)]
            parts += self._repairs() if is_open else []
        self.setLayout(column(*parts, gap=2, margins=(16, 10, 16, 12)))

    def _repairs(self) -> list[QWidget | QVBoxLayout | int]:
        offered = QWidget()
        flow = FlowLayout(offered, gap=px(8))
        for number, repair in enumerate(self.found.repairs):
            made = button(repair.title, look="" if number else "primary", name=f"repair {number}")
            made.clicked.connect(lambda _checked=False, of=repair: self.repaired.emit(of))
            flow.addWidget(made)
        leave = button(
            self.tr("Leave as is, with a reason"), lambda: self.left.emit(self.found), look="link", name="leave as is"
        )
        return [4, offered, _line(leave)]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_chosen:
            painter.fillRect(self.rect(), ink("selection"))
            painter.fillRect(0, 0, px(3), self.height(), ink("accent"))
        if self.hasFocus():
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.found)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.found)
        else:
            super().keyPressEvent(event)


class FindingsPane(QFrame):
    """`show_matrix(matrix, activity)`: the findings, the first of `activity` opened.

    Signals: `chosen` and `left` with a `FindingSeen`, `repaired` with a `Repair`, `taken_up` with the key of what was
    left as it is.
    """

    chosen = Signal(object)
    repaired = Signal(object)
    left = Signal(object)
    taken_up = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.set_narrow(is_narrow=False)
        self.setAccessibleName(self.tr("Findings"))
        self._count = label("", "note")
        self._count.setObjectName("finding count")
        inner = QWidget()
        self._lines = column(gap=0)
        inner.setLayout(self._lines)
        head = row(label(self.tr("Findings"), "section"), None, self._count, margins=(16, 16, 16, 12))
        self.setLayout(column(head, rule(), scrolled(inner), gap=0))
        self._chosen: FindingSeen | None = None
        self._matrix: Matrix | None = None

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Take less room where the window is small."""
        self.setFixedWidth(px(LEAST if is_narrow else WIDTH))

    def show_matrix(self, matrix: Matrix, activity: int | None) -> None:
        """Show what is wrong with a matrix; the finding of `activity` is the open one, or else the first."""
        self._matrix = matrix
        kept = self._chosen
        same = [each for each in matrix.findings if kept and (each.fault, each.activity, each.party) == _of(kept)]
        here = [each for each in matrix.findings if activity is not None and each.activity == activity]
        if same and (not here or same[0] in here):
            here = same
        self._chosen = next(iter(here), next(iter(matrix.findings), None))
        self._show(matrix)

    def show_activity(self, activity: int | None) -> None:
        """Open the first finding of an activity, if it has one."""
        if self._matrix is None or (self._chosen and self._chosen.activity == activity):
            return
        found = next((each for each in self._matrix.findings if each.activity == activity), None)
        if found is not None:
            self._chosen = found
            self._show(self._matrix)

    def _show(self, matrix: Matrix) -> None:
        self._count.setText(
            self.tr("{count} open, {left} left as is").format(count=len(matrix.findings), left=len(matrix.left))
        )
        clear(self._lines)
        for found in matrix.findings:
            card = FindingCard(found, is_chosen=found is self._chosen, is_open=matrix.is_open)
            card.chosen.connect(self._choose)
            card.repaired.connect(self.repaired)
            card.left.connect(self.left)
            self._lines.addWidget(card)
            self._lines.addWidget(rule())
        if not matrix.findings:
            self._lines.addWidget(_calm(self._none(matrix)))
        for found in matrix.left:
            self._lines.addWidget(self._left_line(found, is_open=matrix.is_open))
        self._lines.addStretch(1)
        for words in self._also(matrix):
            self._lines.addWidget(_calm(words, role="note"))

    def _none(self, matrix: Matrix) -> str:
        if not matrix.activities:
            return self.tr("Nothing is checked before there are activities.")
        return self.tr("Every activity has one party that answers for it, one that does it, and one that is told.")

    def _also(self, matrix: Matrix) -> list[str]:
        faults = {each.fault.value for each in (*matrix.findings, *matrix.left)}
        said = {
            "party without role": self.tr("Also checked: every party has a role."),
            "same activity": self.tr("The same activity named twice: none."),
        }
        return [words for fault, words in said.items() if fault not in faults and matrix.activities]

    def _left_line(self, found: FindingSeen, *, is_open: bool) -> QWidget:
        made = QWidget()
        again = button(
            self.tr("Take it up again"), lambda: self.taken_up.emit(found.left_key), look="link", name="take up"
        )
        again.setVisible(is_open)
        tag = Tag(self.tr("{fault}, left").format(fault=found.fault.label), "quiet")
        made.setLayout(
            column(
                _line(tag),
                label(found.name, wraps=True),
                label(f"{found.note}. {found.reason}", "note", wraps=True),
                _line(again),
                rule(),
                gap=2,
                margins=(16, 10, 16, 0),
            )
        )
        return made

    def _choose(self, found: object) -> None:
        if isinstance(found, FindingSeen) and self._matrix is not None and found is not self._chosen:
            self._chosen = found
            self._show(self._matrix)
        self.chosen.emit(found)


def _of(found: FindingSeen) -> tuple[object, ...]:
    return found.fault, found.activity, found.party


def _line(content: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(content, None, gap=0))
    return made


def _calm(words: str, *, role: str = "quiet") -> QWidget:
    made = label(words, "note" if role == "note" else "quiet", wraps=True)
    made.setContentsMargins(px(16), px(8), px(16), px(8) if role != "note" else 0)
    return made
