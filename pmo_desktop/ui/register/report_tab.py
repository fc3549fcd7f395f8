"""The report of one project for the newest period, edited in place: each field is one step that undo takes back."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.choices import ReportState
from pmo_desktop.domain.fields import field_of
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.services import formats, registers, reports
from pmo_desktop.services.registry import PROJECTS
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.form import Form
from pmo_desktop.ui.widgets.tag import Tag, Tone

if TYPE_CHECKING:
    from pmo_desktop.services.insights.project import ProjectSeen
    from pmo_desktop.ui.document import Document

_NAMES = (
    "overall", "forward_look", "summary", "schedule", "cost", "scope", "quality", "risk", "benefits", "resources",
    "path_to_green", "path_owner", "path_due_on", "achieved", "next_steps", "overall_reason", "schedule_note",
    "cost_note", "budget_note",
)  # fmt: skip
_TONES: dict[ReportState, Tone] = {
    ReportState.MISSING: "warning",
    ReportState.DRAFT: "news",
    ReportState.SUBMITTED: "good",
    ReportState.CARRIED_FORWARD: "quiet",
}


class ReportTab(QWidget):
    """`show_project(seen)`. What is typed is written when the field is left."""

    names: ClassVar[tuple[str, ...]] = _NAMES

    def __init__(self, document: "Document") -> None:
        super().__init__()
        self._document = document
        self._key = 0
        self._name = ""
        self.period = label("", "section")
        self.state = Tag("")
        self.note = label("", "note", wraps=True)
        self.submit = button(self.tr("Submit"), self._submit, look="primary", name="submit report")
        self.carry = button(self.tr("Carry forward"), self._carry, name="carry forward")
        self.carry.setToolTip(self.tr("Fill it with the words and ratings of the last report"))
        self.form = Form([field_of(StatusReport, name) for name in _NAMES], columns=2)
        self.form.edited.connect(self._edit)
        head = row(self.period, None, self.state, gap=8)
        buttons = row(self.submit, self.carry, None, gap=8)
        self.setLayout(column(head, self.note, buttons, self.form, gap=12, margins=(16, 12, 16, 16)))
        self.setMinimumWidth(px(280))

    def show_project(self, seen: "ProjectSeen") -> None:
        """Show a project's report, or that it makes none."""
        self._key, self._name = seen.key, seen.name
        reports_here = seen.state is not None
        self.period.setText(seen.period)
        self.state.setVisible(reports_here)
        if seen.state is not None:
            self.state.show_words(seen.state.label, _TONES[seen.state])
        self.note.setText(self._note(seen))
        self.note.setVisible(bool(self.note.text()))
        editable = reports_here and not seen.is_frozen
        self.submit.setVisible(editable and seen.state is not ReportState.SUBMITTED)
        self.carry.setVisible(editable and seen.state is ReportState.MISSING)
        self.form.setVisible(reports_here)
        self.form.set_read_only(not editable)
        self.form.show_values(seen.report)

    def _note(self, seen: "ProjectSeen") -> str:
        if not seen.period:
            return self.tr("There is no reporting period yet. Open the first one at the foot of the rail.")
        if seen.state is None:
            return self.tr("This project is not running, so it does not report.")
        if seen.is_frozen:
            return self.tr("The period is frozen. Reopen it to change its reports.")
        submitted = seen.report.get("submitted_on")
        if seen.state is ReportState.SUBMITTED and seen.entry is not None and submitted:
            return self.tr("Submitted {day}").format(day=formats.show_date(seen.entry.submitted_on))
        return ""

    def _edit(self, name: str, value: object) -> None:
        key, field = self._key, field_of(StatusReport, name)
        self._document.do(
            say("Change {field} of “{name}”", field=field.label, name=self._name),
            lambda session: registers.edit(session, PROJECTS, key, f"report.{name}", value),
        )

    def _submit(self) -> None:
        key = self._key
        self._document.do(say("Submit report"), lambda session: reports.submit(session, key))

    def _carry(self) -> None:
        key = self._key
        self._document.do(say("Carry report forward"), lambda session: reports.carry_forward(session, key))
