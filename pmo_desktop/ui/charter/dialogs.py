"""What the charter asks: who takes a step and what they say, and what kind of office it is."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget
from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import CharterReview
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import field_of, fields_of
from pmo_desktop.domain.office import Office
from pmo_desktop.services import registers
from pmo_desktop.services.registry import register_named
from pmo_desktop.ui.document import Document
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.form import Form

OFFICE = register_named("office")


class StepDialog(QDialog):
    """Who takes a step, and a comment. `take(by, comment)` says whether it was taken; only then the dialog closes."""

    def __init__(self, title: str, words: str, by: str, take: Callable[[str, str], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._take = take
        self.setObjectName("charter step")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(440))
        self.form = Form([field_of(CharterReview, name) for name in ("by", "comment")])
        self.form.show_values({"by": by})
        cancel = button(self.tr("Cancel"), self.reject, name="step cancel")
        self.confirm = button(title, self.accept, look="primary", name="step take")
        self.confirm.setDefault(True)
        lines = (label(words, "quiet", wraps=True), self.form, row(None, cancel, self.confirm))
        self.setLayout(column(*lines, gap=16, margins=(20, 20, 20, 20)))

    def accept(self) -> None:
        """Take the step, and close if it was taken."""
        try:
            read = self.form.values()
        except PmoError:
            return
        if self._take(str(read["by"] or ""), str(read["comment"] or "")):
            super().accept()


class OfficeDialog(QDialog):
    """The office of the charter, each field saved as it is left."""

    def __init__(self, document: Document, office_key: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._office_key = office_key
        self.setObjectName("office")
        self.setWindowTitle(self.tr("The office"))
        self.setMinimumWidth(px(620))
        with document.reading() as session:
            targets = {field.name: field.target for field in fields_of(Office) if field.target}
            options = {name: registers.references(session, target) for name, target in targets.items()}
        self.form = Form(fields_of(Office), options=lambda field: options[field.name], columns=2)
        self.form.edited.connect(self._edit)
        self._note = label("", "quiet", wraps=True)
        close = button(self.tr("Close"), self.accept, look="primary", name="office close")
        words = label(self.tr("Each field is saved when you leave it."), "note")
        self.setLayout(column(self.form, self._note, row(words, None, close), gap=16, margins=(20, 20, 20, 20)))
        document.changed.connect(self._show)
        self._show()

    def _show(self, _tables: object = None) -> None:
        with self._document.reading() as session:
            office = session.get_one(Office, self._office_key)
            self.form.show_values({field.name: getattr(office, field.name) for field in fields_of(Office)})
            note = office.neutrality_note()
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _edit(self, name: str, value: object) -> None:
        title = self.tr("Change {field}").format(field=field_of(Office, name).label)

        def command(session: Session) -> bool:
            registers.edit(session, OFFICE, self._office_key, name, value)
            return True

        if not self._document.do(title, command):
            self._show()  # what was refused is shown as it is
