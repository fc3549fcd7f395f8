"""Answering: domains at the left, the statements of one domain by level, the open one with its evidence."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.domain.templates.reader import EXTENT, VALUED
from pmo_desktop.services.insights.rounds import DomainAnswers, Round, StatementAnswer
from pmo_desktop.ui.assessments.domains import DomainList
from pmo_desktop.ui.assessments.statement import LevelHeader, StatementRow
from pmo_desktop.ui.assessments.writer import AnswerWriter
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, clear, column, label, row


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the rows were built for; while it stays the same they are brought up to date in place."""

    assessment: int
    domain: str
    levels: tuple[tuple[int, bool], ...]
    statements: tuple[str, ...]


class AnswersView(QWidget):
    """`show_result(result)`; answers, evidence and comments are written through the document, one step each."""

    all_answered = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._writer = AnswerWriter(document, self)
        self._result: Round | None = None
        self._domain = ""
        self._current = ""
        self._open_levels: set[int] = set()
        self._shown: _Shown | None = None
        self.rows: dict[str, StatementRow] = {}
        self._heads: dict[int, LevelHeader] = {}
        self.domains = DomainList()
        self.domains.chosen.connect(self.show_domain)
        self._build()

    def _build(self) -> None:
        self._title = label("", "section")
        self._purpose = ElidedLabel("", "quiet")
        self.only_unanswered = button(self.tr("Only unanswered"), self._fill, picture="filter", name="only unanswered")
        self.only_unanswered.setCheckable(True)
        words = column(self._title, self._purpose, gap=0)
        head = row(words, self.only_unanswered, gap=16)
        head.setStretch(0, 1)
        card = QFrame()
        card.setProperty("look", "card")
        inner = QWidget()
        self._lines: QVBoxLayout = column(gap=0, margins=(1, 1, 1, 1))
        inner.setLayout(column(self._lines, None, gap=0))
        inner.setProperty("look", "plain")
        self._area = QScrollArea()
        self._area.setObjectName("statements")
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.tr("Statements"))
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        card.setLayout(column(self._area, margins=(1, 1, 1, 1)))
        self._previous = button("", self._go_back, picture="chevron-left", name="previous domain")
        keys = label(self.tr("Figures and N answer, ↓ goes on, Enter adds evidence"), "note")
        self._left = label("", "note")
        self.next = button(self.tr("Next unanswered"), self.next_unanswered, look="primary", name="next unanswered")
        foot = row(self._previous, keys, None, self._left, self.next, gap=8)
        right = column(head, card, foot, gap=12, margins=(24, 16, 24, 16))
        pane = QFrame()
        pane.setProperty("look", "left pane")
        pane.setFixedWidth(px(264))
        self._count = label("", "note")
        note = label(
            self.tr("Results stay hidden until you close, so that answers are not steered."), "note", wraps=True
        )
        self._note = note
        titles = row(
            label(self.tr("Domains"), "label"), None, label(self.tr("answered"), "note"), margins=(16, 12, 16, 4)
        )
        pane.setLayout(column(titles, self.domains, column(note, margins=(16, 4, 16, 12)), gap=0))
        line = row(pane, right, gap=0)
        line.setStretch(1, 1)
        self.setLayout(line)

    # What is shown -----------------------------------------------------------------------------------------------

    def show_result(self, result: Round) -> None:
        """Show an assessment; the place in it is kept when it is the one shown already."""
        is_other = self._result is None or self._result.key != result.key
        self._result = result
        self._writer.assessment_key = result.key
        if is_other:
            first = self._first_unanswered() or (result.domains[0], result.domains[0].answers[0])
            self._stand_on(first[0], first[1].statement.key)
        self._fill()

    def begin(self) -> None:
        """Put the cursor on the statement at hand."""
        self._focus()

    def show_domain(self, key: str) -> None:
        """Show a domain, at its first statement without an answer."""
        domain = self._of(key)
        if domain is not None:
            waiting = next((each for each in domain.answers if not each.is_answered), domain.answers[0])
            self._stand_on(domain, waiting.statement.key)
            self._fill()

    def show_statement(self, key: str) -> None:
        """Open a statement, wherever it is."""
        for domain in self._domains():
            if key in {each.statement.key for each in domain.answers}:
                self._stand_on(domain, key)
                self._fill()
                self._focus()

    def show_place(self, key: str) -> None:
        """Show a domain or open a statement, whichever has that key."""
        if self._of(key) is not None:
            self.show_domain(key)
        else:
            self.show_statement(key)

    def next_unanswered(self) -> None:
        """Go to the next statement without an answer, in this domain or the ones after, and round to the first."""
        every = [(domain, each) for domain in self._domains() for each in domain.answers]
        place = next((n for n, (_, each) in enumerate(every) if each.statement.key == self._current), 0)
        for domain, each in (*every[place + 1 :], *every[: place + 1]):
            if not each.is_answered:
                self._stand_on(domain, each.statement.key)
                self._fill()
                self._focus()
                return
        self.all_answered.emit()

    def _stand_on(self, domain: DomainAnswers, statement: str) -> None:
        if domain.key != self._domain:
            self._open_levels = set()
        self._domain, self._current = domain.key, statement
        self._open_levels |= {each.statement.level for each in domain.answers if each.statement.key == statement}

    def _domains(self) -> tuple[DomainAnswers, ...]:
        return self._result.domains if self._result else ()

    def _of(self, key: str) -> DomainAnswers | None:
        return next((domain for domain in self._domains() if domain.key == key), None)

    def _first_unanswered(self) -> tuple[DomainAnswers, StatementAnswer] | None:
        return next(((d, each) for d in self._domains() for each in d.answers if not each.is_answered), None)

    def _visible(self, domain: DomainAnswers) -> list[StatementAnswer]:
        only = self.only_unanswered.isChecked()
        return [a for a in domain.answers if not (only and a.is_answered and a.statement.key != self._current)]

    def _fill(self) -> None:
        result, domain = self._result, self._of(self._domain)
        if result is None or domain is None:
            return
        self.domains.show_domains(result.domains, domain.key)
        self._title.setText(f"{domain.number}  {domain.name}")
        self._purpose.setText(domain.purpose)
        visible = self._visible(domain)
        levels = tuple(sorted({each.statement.level for each in visible}))
        shown = _Shown(
            result.key,
            domain.key,
            tuple((level, level in self._open_levels) for level in levels),
            tuple(each.statement.key for each in visible if each.statement.level in self._open_levels),
        )
        if shown != self._shown:
            self._shown = shown
            self._rebuild(result, visible, levels)
        for level, head in self._heads.items():
            own = [each for each in domain.answers if each.statement.level == level]
            done = sum(each.is_answered for each in own)
            head.show_count(done, len(own), is_open=level in self._open_levels)
        for each in visible:
            if (line := self.rows.get(each.statement.key)) is not None:
                line.show_answer(each, is_open=result.is_open, is_current=each.statement.key == self._current)
        self._tell_foot(result, domain)

    def _rebuild(self, result: Round, visible: list[StatementAnswer], levels: tuple[int, ...]) -> None:
        had_focus = any(_holds_focus(line) for line in self.rows.values())
        clear(self._lines)
        self.rows, self._heads = {}, {}
        names = {each.level: each.name for each in result.template.levels}
        for level in levels:
            if level:
                words = self.tr("Level {level}, {name}").format(level=level, name=names[level])
                head = LevelHeader(level, words)
                head.clicked.connect(lambda _checked=False, level=level: self._toggle(level))
                self._heads[level] = head
                self._lines.addWidget(head)
            if level in self._open_levels:
                for each in visible:
                    if each.statement.level == level:
                        self._lines.addWidget(self._row(each))
        if had_focus:
            self._focus()

    def _row(self, answer: StatementAnswer) -> StatementRow:
        line, key = StatementRow(answer, self._scale_words(answer)), answer.statement.key
        write = self._writer
        line.relevance_chosen.connect(lambda value: write.set_relevance(line.answer, value))
        line.agreed.connect(lambda is_agreed: write.agree(line.answer, is_agreed=is_agreed))
        line.value_chosen.connect(lambda value: self._answer(key, value))
        line.withdrawn.connect(lambda: write.withdraw(line.answer))
        line.moved.connect(self._move)
        line.opened.connect(lambda: self._open(key))
        line.evidence_named.connect(lambda title, place: write.add_evidence(line.answer, title, place))
        line.file_named.connect(lambda path: write.attach_evidence(line.answer, path))
        line.evidence_opened.connect(lambda seen: write.open_evidence(seen, self))
        line.evidence_dropped.connect(lambda evidence_key: write.remove_evidence(line.answer, evidence_key))
        line.commented.connect(lambda words: write.comment(line.answer, words))
        self.rows[key] = line
        return line

    def _scale_words(self, answer: StatementAnswer) -> tuple[str, ...]:
        """What the marks of a statement mean, from 0 up; nothing for no to fully."""
        if self._result is None or answer.statement.scale == EXTENT:
            return ()
        if answer.statement.scale == VALUED:
            return ()
        domain = next(each for each in self._result.template.domains if each.key == answer.statement.domain)
        return (self._result.template.levels[0].description, *domain.levels)

    def _tell_foot(self, result: Round, domain: DomainAnswers) -> None:
        left = len(domain.answers) - domain.answered
        self._left.setText(
            self.tr("{count} left in this domain").format(count=left) if left else self.tr("domain complete")
        )
        before = self._of_number(domain.number - 1)
        self._previous.setVisible(before is not None)
        if before is not None:
            self._previous.setText(before.name.replace("&", "&&"))
            self._previous.setAccessibleName(before.name)
        self.next.setVisible(result.is_open and result.answered < result.asked)
        self.only_unanswered.setVisible(result.is_open)
        self._note.setVisible(result.is_open)

    def _of_number(self, number: int) -> DomainAnswers | None:
        return next((domain for domain in self._domains() if domain.number == number), None)

    # Going about -------------------------------------------------------------------------------------------------

    def _go_back(self) -> None:
        domain = self._of(self._domain)
        before = self._of_number(domain.number - 1) if domain else None
        if before is not None:
            self.show_domain(before.key)

    def _toggle(self, level: int) -> None:
        self._open_levels ^= {level}
        self._fill()

    def _open(self, key: str) -> None:
        self._current = key
        self._fill()
        self._focus()

    def _answer(self, key: str, value: int | None) -> None:
        if key != self._current:
            self._open(key)
        self._writer.answer(self.rows[key].answer, value)
        self._fill()  # an answer that was refused, or is the same as before, stays as it stands

    def _move(self, step: int) -> None:
        domain = self._of(self._domain)
        if domain is None:
            return
        keys = [each.statement.key for each in self._visible(domain)]
        place = keys.index(self._current) + step if self._current in keys else 0
        if 0 <= place < len(keys):
            self._stand_on(domain, keys[place])
            self._fill()
            self._focus()

    def _focus(self) -> None:
        line = self.rows.get(self._current)
        if line is not None:
            line.show()  # a row made just now would not take the focus otherwise
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Scroll to the statement at hand, also once its details have taken their room."""
        line = self.rows.get(self._current)
        if line is not None and _holds_focus(line):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # a new row lies at the top till then
            self._area.ensureWidgetVisible(line, 0, px(24))


def _holds_focus(line: StatementRow) -> bool:
    focused = QApplication.focusWidget()
    return line.hasFocus() or (isinstance(focused, QWidget) and line.isAncestorOf(focused))
