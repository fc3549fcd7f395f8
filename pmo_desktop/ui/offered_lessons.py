"""Lessons offered where they help: beside a new project, and at a gate."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.domain.choices import ProjectClass
from pmo_desktop.services.insights.knowledge import OfferedLesson, lessons_for, lessons_for_gate
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import clear, column, label, scrolled

if TYPE_CHECKING:
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.widgets.form import Form

WIDTH = 300


class OfferedLessons(QWidget):
    """`show_lessons(lessons)`: what happened, what to do the next time, and why it is offered."""

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self._document = document
        self.lessons: tuple[OfferedLesson, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(16))
        inner = QWidget()
        inner.setLayout(self._lines)
        self._lines.setContentsMargins(px(16), px(12), px(16), px(16))
        self.setLayout(column(scrolled(inner), gap=0))
        self.show_lessons(())

    def show_lessons(self, lessons: Sequence[OfferedLesson]) -> None:
        """Show these, or say that there is none."""
        self.lessons = tuple(lessons)
        clear(self._lines)
        if not lessons:
            nothing = self.tr("No lesson is close to it by category, class or words.")
            self._lines.addWidget(label(nothing, "quiet", wraps=True))
        for each in lessons:
            block = QWidget()
            where = " · ".join(part for part in (each.source, each.why) if part)
            lines = (label(each.title, "strong", wraps=True), label(each.recommendation, wraps=True))
            block.setLayout(column(*lines, label(where, "note", wraps=True), gap=2))
            self._lines.addWidget(block)
        self._lines.addStretch(1)

    def show_gate(self, key: int) -> None:
        """Show the lessons of other projects for one gate."""
        with self._document.reading() as session:
            self.show_lessons(lessons_for_gate(session, key))

    def show_profile(self, category: str, project_class: ProjectClass | None, text: str) -> None:
        """Show the lessons for a project that is described so."""
        with self._document.reading() as session:
            found = lessons_for(session, category=category, project_class=project_class, text=text)
        self.show_lessons(found)


class IntakeLessons(QWidget):
    """`follow(form)`: lessons for the project that is being typed into a form, anew after each field."""

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self._known: dict[str, object] = {}
        self.offered = OfferedLessons(document)
        self.setFixedWidth(px(WIDTH))
        title = label(self.tr("Lessons to look at first"), "section")
        title.setContentsMargins(px(16), 0, 0, 0)
        self.setLayout(column(title, self.offered, gap=4, margins=(0, 16, 0, 0)))
        self.setAccessibleName(title.text())

    def follow(self, form: "Form") -> None:
        """Offer what suits the form whenever a field of it is left."""
        form.edited.connect(self._take)

    def _take(self, name: str, value: object) -> None:
        self._known[name] = value
        chosen = self._known.get("project_class")
        wanted = ProjectClass(str(chosen)) if chosen else None
        text = " ".join(str(self._known.get(each) or "") for each in ("name", "description"))
        self.offered.show_profile(str(self._known.get("category") or ""), wanted, text)
