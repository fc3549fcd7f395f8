"""One statement with its five answers; the open one shows what to look for, the evidence seen, and a comment."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from pmo_desktop.domain.templates.reader import EXTENT, VALUES
from pmo_desktop.services.insights.outcomes.shared import answer_word
from pmo_desktop.services.insights.rounds import StatementAnswer
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.assessments.evidence import Details
from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, column, label, row

_FIGURES = (Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
_WIDE, _NARROW = 84, 44


class AnswerButton(QAbstractButton):
    """One of five answers: its key and its word; filled when given."""

    def __init__(self, key: str, words: str, name: str = "") -> None:
        super().__init__()
        self._key = key
        self._width = _WIDE if words else _NARROW
        self.setText(words)
        self.setAccessibleName(name or words)
        self.setToolTip(tip(name))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(px(32))
        self.setMinimumWidth(px(min(self._width, 72)))
        self.setMaximumWidth(px(self._width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        given = self.isChecked()
        edge = "accent" if given else "edge" if self.isEnabled() else "divider"
        painter.setPen(QPen(ink(edge), 1))
        ground = "accent" if given else "header" if self.underMouse() and self.isEnabled() else "surface"
        painter.setBrush(ink(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font(bold=given))
        painter.setPen(ink("on_accent" if given else "text" if self.isEnabled() else "text_3"))
        words = f"{self._key}  {self.text()}".strip()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - px(8))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), shown)


class StatementRow(QWidget):
    """`show_answer(answer, is_open, is_current)`.

    The keys 0 to 3 (or 5) and N answer, Delete takes the answer back, the arrows move. `value_chosen` carries the
    figure or none, `moved` −1 or 1, `opened` and `withdrawn` nothing; the details tell what was seen and said.
    `scale_words` say what each figure of a longer scale means.
    """

    value_chosen = Signal(object)
    withdrawn = Signal()
    moved = Signal(int)
    opened = Signal()
    evidence_named = Signal(str, str)
    file_named = Signal(object)
    evidence_opened = Signal(object)
    evidence_dropped = Signal(object)
    commented = Signal(str)
    relevance_chosen = Signal(int)
    agreed = Signal(bool)

    def __init__(self, answer: StatementAnswer, scale_words: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.answer = answer
        self._scale_words = scale_words
        self._values: tuple[int | None, ...] = (*VALUES[answer.statement.scale], None)
        self._is_current = False
        self._is_open = True
        self.setObjectName(f"statement {answer.statement.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._number = label(answer.number, "quiet")
        self._number.setFixedWidth(px(44))
        self._words = label(answer.statement.text, wraps=True)
        self._words.setMinimumWidth(px(160))
        self._sign = Picture("attach", 16, "text_3")
        self._note = ElidedLabel("", "note")
        self.buttons = tuple(self._button(value) for value in self._values)
        for value, made in zip(self._values, self.buttons, strict=True):
            made.clicked.connect(lambda _checked=False, value=value: self._choose(value))
        self.details: Details | None = None
        seen = row(self._sign, self._note, gap=4)
        seen.setStretch(1, 1)
        words = column(self._words, seen, None, gap=2)
        answers = column(row(*self.buttons, gap=4), None)
        head = row(column(self._number, None), words, answers, gap=8)
        head.setStretch(1, 1000)
        head.setStretch(2, 1)
        self._lines = column(head, gap=8, margins=(16, 10, 16, 10))
        self.setLayout(self._lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _button(self, value: int | None) -> AnswerButton:
        if value is None:
            return AnswerButton("N", self.tr("n/a"))
        if self.answer.statement.scale == EXTENT:
            words = (self.tr("No"), self.tr("Partly"), self.tr("Largely"), self.tr("Fully"))
            return AnswerButton(str(value), words[value])
        meaning = self._scale_words[value] if self._scale_words else ""
        return AnswerButton(str(value), "", f"{value}  {meaning}".strip())

    def show_answer(self, answer: StatementAnswer, *, is_open: bool, is_current: bool) -> None:
        """Show what was answered; `is_open` when it may change, `is_current` when this is the statement at hand."""
        self.answer, self._is_current, self._is_open = answer, is_current, is_open
        for value, made in zip(self._values, self.buttons, strict=True):
            made.setChecked(answer.is_answered and answer.value == value)
            made.setEnabled(is_open)
        self._words.setFont(font(bold=is_current))
        picture, words = self._seen()
        self._sign.show_icon(picture or "attach", "text_3" if not answer.is_claimed else "A")
        self._sign.setVisible(bool(picture))
        self._note.setText(words)
        given = next((made.accessibleName() for made in self.buttons if made.isChecked()), self.tr("not answered"))
        self.setAccessibleName(f"{answer.number} {answer.statement.text}: {given}")
        self.setAccessibleDescription(words)
        if is_current and self.details is None:
            self.details = self._make_details(answer)
        if self.details is not None:
            self.details.setVisible(is_current)
            self.details.show_answer(answer, is_open=is_open)
        self.update()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.details is not None and self._is_current:
            self.details.dragEnterEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped beside the details as if it were dropped on them."""
        if self.details is not None and self._is_current:
            self.details.dropEvent(event)

    def _make_details(self, answer: StatementAnswer) -> Details:
        made = Details(answer, self._scale_words)
        made.relevance_chosen.connect(self.relevance_chosen)
        made.agreed.connect(self.agreed)
        made.evidence_named.connect(self.evidence_named)
        made.file_named.connect(self.file_named)
        made.evidence_opened.connect(self.evidence_opened)
        made.evidence_dropped.connect(self.evidence_dropped)
        made.commented.connect(self.commented)
        made.left.connect(self.setFocus)
        self._lines.addWidget(made)
        return made

    def _seen(self) -> tuple[str, str]:
        answer = self.answer
        if answer.others and (answer.is_disputed or not answer.is_answered):
            return "people", self._said_by_others(answer)
        if not answer.is_answered or answer.value is None:
            told = self.tr("does not apply") if answer.is_answered else self.tr("not answered")
            return ("comment", answer.comment) if answer.comment else ("", told)
        if len(answer.evidence) > 1:
            return "attach", self.tr("{count} documents").format(count=len(answer.evidence))
        if answer.evidence:
            return "attach", answer.evidence[0].title
        if answer.is_claimed:
            return "warning", self.tr("no evidence: counts as claimed")
        return ("comment", answer.comment) if answer.comment else ("", self.tr("no document seen"))

    def _said_by_others(self, answer: StatementAnswer) -> str:
        if answer.is_disputed:
            return self.tr("respondents are {steps} steps apart").format(steps=answer.pooled.spread)
        told = self.tr("{count} respondents: {answer}")
        return told.format(count=len(answer.others), answer=answer_word(answer))

    def _choose(self, value: int | None) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.value_chosen.emit(value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, moves = event.key(), {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if self._is_open and self._is_answer(key) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.value_chosen.emit(None if key == Qt.Key.Key_N else _FIGURES.index(Qt.Key(key)))
        elif self._is_open and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.withdrawn.emit()
        elif key in moves:
            self.moved.emit(moves[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.details is not None:
            self.details.begin()
        else:
            super().keyPressEvent(event)

    def _is_answer(self, key: int) -> bool:
        return key == Qt.Key.Key_N or (key in _FIGURES and _FIGURES.index(Qt.Key(key)) in self._values)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink("selection" if self._is_current else "surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, ink("divider"))
        if self._is_current:
            painter.fillRect(0, 0, px(3), self.height(), ink("accent"))
        if self.hasFocus():
            painter.setPen(QPen(ink("accent"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class LevelHeader(QAbstractButton):
    """The heading of a level, which opens and closes its statements."""

    def __init__(self, level: int, words: str) -> None:
        super().__init__()
        self.setObjectName(f"level {level}")
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(px(32))
        self._count = ""

    def show_count(self, done: int, count: int, *, is_open: bool) -> None:
        """Say how many of its statements are answered."""
        self._count = self.tr("{done} of {count}").format(done=done, count=count)
        self.setChecked(is_open)
        self.setAccessibleName(f"{self.text()}, {self._count}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(200), px(32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), ink("header"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, ink("divider"))
        side = px(16)
        picture = pixmap(
            "chevron-down" if self.isChecked() else "chevron-right", side, ink("text_2"), self.devicePixelRatioF()
        )
        painter.drawPixmap(px(12), (self.height() - side) // 2, picture)
        place = self.rect().adjusted(px(34), 0, -px(16), 0)
        painter.setFont(font("label"))
        painter.setPen(ink("text_2"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._count)
        if self.hasFocus():
            painter.setPen(QPen(ink("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
