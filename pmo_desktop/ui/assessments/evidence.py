"""Under the open statement: what to look for, the documents seen, and a comment."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from pmo_desktop.services import formats
from pmo_desktop.services.insights.outcomes.shared import answer_word, given_word
from pmo_desktop.services.insights.rounds import EvidenceSeen, StatementAnswer
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, clear, column, icon_button, label, row
from pmo_desktop.ui.widgets.editors import ListEditor


class Details(QWidget):
    """`evidence_named` carries a title and a place, `file_named` the path of a file to be kept.

    `evidence_opened` carries an `EvidenceSeen`, `evidence_dropped` its key, `commented` the words.
    """

    evidence_named = Signal(str, str)
    file_named = Signal(object)
    evidence_opened = Signal(object)
    evidence_dropped = Signal(object)
    commented = Signal(str)
    left = Signal()
    relevance_chosen = Signal(int)
    agreed = Signal(bool)

    def __init__(self, answer: StatementAnswer, scale_words: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._comment_shown = ""
        self._is_open = True
        self.seen: QVBoxLayout = column(gap=2)
        self.title = _Line(self.tr("Evidence"), "evidence title")
        self.place = _Line(self.tr("Where it is kept"), "evidence place")
        self.place.setPlaceholderText(self.tr("Where it is kept"))
        self.attach = button(self.tr("Attach a file"), self._attach, picture="attach", name="attach")
        self.attach.setToolTip(self.tr("Keep a copy of a file in the workspace, with its SHA-256"))
        self.link = icon_button("link", self.tr("Note where a file is, without keeping it"), self._link, name="link")
        self.add = button(self.tr("Add"), self._name, picture="plus", name="add evidence")
        self.comment = _Line(self.tr("Comment"), "comment")
        self.title.returnPressed.connect(self._name)
        self.place.returnPressed.connect(self._name)
        self.comment.editingFinished.connect(self._comment)
        for line in (self.title, self.place, self.comment):
            line.left.connect(self.left)
        look_for = label(self.tr("Look for: {what}").format(what=answer.statement.evidence), "quiet", wraps=True)
        judge = label(answer.statement.guidance, "note", wraps=True)
        naming = row(self.title, self.place, self.link, self.add, self.attach, gap=8)
        for line in (self.title, self.place):
            line.setMinimumWidth(px(80))
        look_for.setMinimumWidth(px(160))
        judge.setMinimumWidth(px(160))
        meanings = "\n".join(f"{value}  {words}" for value, words in enumerate(scale_words))
        scale = label(meanings, "quiet", wraps=True)
        scale.setVisible(bool(meanings))
        scale.setMinimumWidth(px(160))
        levels = (self.tr("0  not at all"), self.tr("1  a little"), self.tr("2  clearly"), self.tr("3  much"))
        chooser = ListEditor(list(enumerate(levels)), required=True)
        chooser.setObjectName("relevance")
        chooser.setAccessibleName(self.tr("Relevance for this project"))
        chooser.committed.connect(self._weigh)
        self.relevance = (label(self.tr("How much it matters to this project"), "label"), chooser)
        self._is_agreed = False
        self.respondents = label("", "quiet", wraps=True)
        self.respondents.setMinimumWidth(px(160))
        self.said = label("", "quiet", wraps=True)
        self.said.setMinimumWidth(px(160))
        self.agree = button("", self._agree, picture="people", name="agree")
        naming.setStretch(0, 3)
        naming.setStretch(1, 2)
        lines = column(
            column(look_for, judge, scale, gap=2),
            row(self.relevance[0], self.relevance[1], None, gap=8),
            column(self.respondents, row(self.agree, None), self.said, gap=4),
            column(label(self.tr("Evidence"), "label"), self.seen, naming, gap=4),
            column(label(self.tr("Comment"), "label"), self.comment, gap=4),
            gap=10,
            margins=(52, 0, 0, 4),
        )
        self.setLayout(lines)

    def show_answer(self, answer: StatementAnswer, *, is_open: bool) -> None:
        """Show the evidence and the comment of an answer."""
        self._is_open = is_open and answer.is_answered
        clear(self.seen)
        for each in answer.evidence:
            self.seen.addWidget(self._line(each))
        hint = self.tr("Document or record seen") if answer.is_answered else self.tr("Answer first")
        self.title.setPlaceholderText(hint)
        for editor in (self.title, self.place, self.comment, self.link, self.add, self.attach):
            editor.setEnabled(self._is_open)
        for widget in self.relevance:
            widget.setVisible(answer.relevance is not None)
        self.relevance[1].setEnabled(self._is_open)
        self.relevance[1].show_value(answer.relevance)
        self._show_respondents(answer, is_open=is_open)
        if self.comment.text() == self._comment_shown:
            self.comment.setText(answer.comment)
        self._comment_shown = answer.comment

    def _show_respondents(self, answer: StatementAnswer, *, is_open: bool) -> None:
        self.respondents.setVisible(bool(answer.others))
        self.said.setVisible(bool(answer.said))
        self.said.setText("\n".join(f"{name}: “{words}”" for name, words in answer.said))
        self.agree.setVisible(bool(answer.others) and is_open and answer.is_answered)
        self._is_agreed = answer.is_agreed
        told = ", ".join(f"{name}: {given_word(answer, value)}" for name, value in answer.others)
        if answer.is_agreed:
            ending = self.tr("Agreed: {answer}.")
        elif answer.is_disputed:
            ending = self.tr(
                "They are two steps or more apart: talk, answer, and agree. Till then the median counts: {answer}."
            )
        else:
            ending = self.tr("The median counts: {answer}.")
        self.respondents.setText(f"{told}. " + ending.format(answer=answer_word(answer)))
        self.agree.setText(self.tr("Back to the median") if answer.is_agreed else self.tr("Agree on my answer"))

    def _agree(self) -> None:
        self.agreed.emit(not self._is_agreed)

    def _weigh(self) -> None:
        chosen = self.relevance[1].value()
        if isinstance(chosen, int):
            self.relevance_chosen.emit(chosen)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_open and event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Keep every file that is dropped as evidence; of a web address or a folder, note where it is."""
        for url in event.mimeData().urls():
            self.take(url.toLocalFile() or url.toString())
        event.acceptProposedAction()

    def begin(self) -> None:
        """Put the cursor where evidence is named."""
        self.title.setFocus()

    def _line(self, each: EvidenceSeen) -> QWidget:
        made = QWidget()
        kept = self.tr("kept here") if each.document_key is not None else ""
        words = " · ".join(
            filter(None, (each.title, each.location, formats.show_date(each.seen_on) if each.seen_on else "", kept))
        )
        look = icon_button(
            "open",
            self.tr("Open “{title}”").format(title=each.title),
            lambda: self.evidence_opened.emit(each),
            name="open evidence",
        )
        look.setVisible(each.can_open)
        drop = icon_button(
            "close",
            self.tr("Take “{title}” back").format(title=each.title),
            lambda: self.evidence_dropped.emit(each.key),
            name="drop evidence",
        )
        drop.setVisible(self._is_open)
        sign = Picture("link" if each.document_key is None else "attach", 16, "text_2")
        line = row(sign, ElidedLabel(words), look, drop, gap=6)
        line.setStretch(1, 1)
        made.setLayout(line)
        made.setFixedHeight(px(30))
        return made

    def _name(self) -> None:
        if self.title.text().strip():
            title, place = self.title.text(), self.place.text()
            self.title.clear()
            self.place.clear()
            self.evidence_named.emit(title, place)

    def _attach(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the document"))
        if path:
            self.take(path)

    def take(self, place: str) -> None:
        """Take a file to be kept in the workspace; of anything else, note where it is."""
        path = Path(place)
        if path.is_file():
            self.file_named.emit(path)
        else:
            self.evidence_named.emit(path.name, place)

    def _link(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the document to link to"))
        if path:
            self.title.setText(self.title.text().strip() or Path(path).name)
            self.place.setText(path)
            self.title.setFocus()

    def _comment(self) -> None:
        if self.comment.text() != self._comment_shown:
            self._comment_shown = self.comment.text()
            self.commented.emit(self._comment_shown)


class _Line(QLineEdit):
    left = Signal()

    def __init__(self, name: str, object_name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(object_name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
