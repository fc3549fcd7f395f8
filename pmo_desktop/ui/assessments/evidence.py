"""Under the open statement: what to look for, the documents seen, and a comment."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from pmo_desktop.services import formats
from pmo_desktop.services.insights.rounds import EvidenceSeen, StatementAnswer
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, Picture, button, clear, column, icon_button, label, row


class Details(QWidget):
    """`evidence_named` carries a title and a place, `evidence_dropped` a key, `commented` the words."""

    evidence_named = Signal(str, str)
    evidence_dropped = Signal(object)
    commented = Signal(str)
    left = Signal()

    def __init__(self, answer: StatementAnswer) -> None:
        super().__init__()
        self._comment_shown = ""
        self._is_open = True
        self.seen: QVBoxLayout = column(gap=2)
        self.title = _Line(self.tr("Evidence"), "evidence title")
        self.place = _Line(self.tr("Where it is kept"), "evidence place")
        self.place.setPlaceholderText(self.tr("Where it is kept"))
        self.attach = button(self.tr("Attach"), self._attach, picture="attach", name="attach")
        self.add = button(self.tr("Add"), self._name, picture="plus", name="add evidence")
        self.comment = _Line(self.tr("Comment"), "comment")
        self.title.returnPressed.connect(self._name)
        self.place.returnPressed.connect(self._name)
        self.comment.editingFinished.connect(self._comment)
        for line in (self.title, self.place, self.comment):
            line.left.connect(self.left)
        look_for = label(self.tr("Look for: {what}").format(what=answer.statement.evidence), "quiet", wraps=True)
        judge = label(answer.statement.guidance, "note", wraps=True)
        naming = row(self.title, self.place, self.add, self.attach, gap=8)
        for line in (self.title, self.place):
            line.setMinimumWidth(px(80))
        look_for.setMinimumWidth(px(160))
        judge.setMinimumWidth(px(160))
        naming.setStretch(0, 3)
        naming.setStretch(1, 2)
        lines = column(
            column(look_for, judge, gap=2),
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
        for editor in (self.title, self.place, self.comment, self.add, self.attach):
            editor.setEnabled(self._is_open)
        if self.comment.text() == self._comment_shown:
            self.comment.setText(answer.comment)
        self._comment_shown = answer.comment

    def begin(self) -> None:
        """Put the cursor where evidence is named."""
        self.title.setFocus()

    def _line(self, each: EvidenceSeen) -> QWidget:
        made = QWidget()
        words = " · ".join(
            filter(None, (each.title, each.location, formats.show_date(each.seen_on) if each.seen_on else ""))
        )
        drop = icon_button(
            "close",
            self.tr("Take “{title}” back").format(title=each.title),
            lambda: self.evidence_dropped.emit(each.key),
            name="drop evidence",
        )
        drop.setVisible(self._is_open)
        line = row(Picture("attach", 16, "text_2"), ElidedLabel(words), drop, gap=6)
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
            self.take_file(path)

    def take_file(self, path: str) -> None:
        """Name a file as evidence; the workspace keeps where it is, not the file itself."""
        self.evidence_named.emit(Path(path).name, path)

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
