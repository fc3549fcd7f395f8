"""How an assessment is begun or planned: which one, about what, by whom and when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from pmo_desktop.domain.assessment import Assessment, PlannedAssessment
from pmo_desktop.domain.choices import AssessmentSubject
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, field_of
from pmo_desktop.domain.templates.reader import MATURITY
from pmo_desktop.services.assessments import SUBJECTS
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import ListEditor
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from pmo_desktop.services.assessment_templates import TemplateSeen

BEGIN = tuple(field_of(Assessment, name) for name in ("title", "held_on", "assessor", "is_independent", "short_form"))
PLAN = tuple(field_of(PlannedAssessment, name) for name in ("title", "due_on", "owner"))
Choices = Sequence[tuple[int, str]]


class BeginDialog(QDialog):
    """A template, what it is about, and a few fields; `take` gets all of it and says whether it was done."""

    def __init__(
        self,
        title: str,
        fields: tuple[Field, ...],
        shown: Mapping[str, object],
        templates: "Sequence[TemplateSeen]",
        projects: Choices,
        offices: Choices,
        take: Callable[[dict[str, Any]], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._templates = {each.key: each for each in templates}
        self._shown_title = ""
        self.setObjectName("begin dialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(560))
        self.template = _chooser([(each.key, each.title) for each in templates], "template", self.tr("Assessment"))
        self.template.committed.connect(self._choose)
        self._purpose = label("", "quiet", wraps=True)
        self.subject = _chooser([], "subject", self.tr("Subject"))
        self.project = _chooser(projects, "project", self.tr("Project"), required=False)
        self.office = _chooser(offices, "office", self.tr("Office"))
        self._about = {
            "subject": _block(self.tr("Level that is assessed"), self.subject),
            "project": _block(self.tr("Project"), self.project),
            "office": _block(self.tr("Office"), self.office),
        }
        self._many_offices = len(offices) > 1
        self._asks_form = fields == BEGIN
        self.form = Form(fields)
        self.form.show_values(shown)
        cancel = button(self.tr("Cancel"), self.reject, name="dialog cancel")
        confirm = button(title, self.accept, look="primary", name="dialog take")
        confirm.setDefault(True)
        chosen = column(label(self.tr("Kind of assessment"), "label"), self.template, self._purpose, gap=4)
        foot = row(None, cancel, confirm)
        self.setLayout(column(chosen, *self._about.values(), self.form, foot, gap=14, margins=(20, 20, 20, 20)))
        self._choose()

    def choose(self, template: str, project: int | None = None) -> None:
        """Choose a template, and a project, instead of the user."""
        self.template.show_value(template)
        self.project.show_value(project)
        self._choose()

    def _choose(self) -> None:
        found = self._templates[str(self.template.value())]
        self._purpose.setText(found.purpose)
        subjects = SUBJECTS[found.kind]
        self.subject.offer([(each, each.label) for each in subjects])
        self.subject.setCurrentIndex(0)
        self._about["subject"].setVisible(len(subjects) > 1)
        self._about["project"].setVisible(subjects[0] is AssessmentSubject.PROJECT)
        self._about["office"].setVisible(subjects[0] is AssessmentSubject.OFFICE and self._many_offices)
        if self._asks_form:
            block = self.form.editor("short_form").parentWidget()
            if block is not None:
                block.setVisible(found.kind == MATURITY)
        title = self.form.editor("title")
        if isinstance(title, QLineEdit) and title.text() == self._shown_title:
            self._shown_title = f"{found.title} {date.today().year}"  # noqa: DTZ011  the user's own year
            title.setText(self._shown_title)

    def accept(self) -> None:
        """Do it, and close if it was done."""
        try:
            read: dict[str, Any] = self.form.values()
        except PmoError:
            return
        read["template"] = self.template.value()
        read["subject"] = self.subject.value()
        read["project_key"] = self.project.value()
        read["office_key"] = self.office.value()
        if self._take(read):
            super().accept()


def _chooser(options: Sequence[tuple[object, str]], name: str, words: str, *, required: bool = True) -> ListEditor:
    made = ListEditor(list(options), required=required)
    made.setObjectName(f"choose {name}")
    made.setAccessibleName(words)
    if made.count():
        made.setCurrentIndex(0)
    return made


def _block(words: str, editor: ListEditor) -> QWidget:
    made = QWidget()
    title = label(words, "label")
    title.setBuddy(editor)
    made.setLayout(column(title, editor, gap=4))
    return made
