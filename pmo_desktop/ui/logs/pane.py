"""The pane beside a log: every field of one row, edited in place, and what happened to it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget
from typing_extensions import override

from pmo_desktop.domain.fields import fields_of
from pmo_desktop.services import registers, row_rules
from pmo_desktop.services.escalations import steps
from pmo_desktop.services.formats import show_date
from pmo_desktop.services.kept_texts import texts_of
from pmo_desktop.services.registry import title_of
from pmo_desktop.text import say
from pmo_desktop.ui.deeds.catalogue import DEEDS
from pmo_desktop.ui.deeds.deed import Deed
from pmo_desktop.ui.new_record import fields_to_ask, options_of
from pmo_desktop.ui.offered_lessons import OfferedLessons
from pmo_desktop.ui.record_history import RecordHistory
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import ElidedLabel, button, column, icon_button, label, row, rule, scrolled, tabs
from pmo_desktop.ui.widgets.flow import FlowLayout
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pmo_desktop.services.registry import Register
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.values import Money

WIDTH = 352
_LESSONS = 2  # the tab


class RecordPane(QFrame):
    """`show_record(key)`. `closed` when the user has seen enough; `project_asked` leads to the row's project.

    Its form is made when a row is first shown, since lists of thousands of projects take a moment. At a gate it offers
    the lessons of similar projects.
    """

    closed = Signal()
    remove_asked = Signal()
    project_asked = Signal(object)
    shown_or_hidden = Signal()

    def __init__(self, document: "Document", register: "Register", money: "Money") -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self.setFixedWidth(px(WIDTH))
        self._document = document
        self._register = register
        self._money = money
        self._key = 0
        self._project: int | None = None
        self.of_project: int | None = None
        """The one project whose records the pane is for: then its form asks for no other."""
        self._fields = fields_to_ask(register)
        self.setAccessibleName(say(register.one))
        self.title = label("", "section", wraps=True)
        self.title.setObjectName("pane title")
        self.note = ElidedLabel("", "note")
        self.hint = label("", "quiet", wraps=True)
        self.hint.setObjectName("pane hint")
        self._form: Form | None = None
        self.history = RecordHistory(document)
        self.lessons = OfferedLessons(document) if register.name == "gate" else None
        more = (self.tr("Lessons"),) if self.lessons else ()
        self.tabs = tabs(self.tr("Details"), self.tr("History"), *more, name="pane tabs")
        self.tabs.setProperty("look", "bare")
        self.tabs.setAccessibleName(self.tr("What to show of the row"))
        self.tabs.currentChanged.connect(self._show_tab)
        self._build()

    @property
    def form(self) -> Form:
        """The form of the row's fields, made when first asked for."""
        if self._form is None:
            self._form = self._made_form()
            self._lines.addWidget(self._form)
            self._lines.addWidget(self.kept)
        return self._form

    def _made_form(self) -> Form:
        form = Form(
            self._fields,
            money=self._money,
            options=lambda field: options_of(self._document, field, self.of_project),
            columns=2,
        )
        form.edited.connect(self._edit)
        return form

    def _build(self) -> None:
        remove = icon_button("delete", self.tr("Remove this row"), self.remove_asked.emit, name="remove")
        shut = icon_button("close", self.tr("Close (Esc)"), self.closed.emit, name="close pane")
        head = row(column(self.title, self.note, gap=0), remove, shut, gap=4, margins=(16, 16, 8, 4))
        head.setStretch(0, 1)
        for each in (remove, shut):
            head.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        self.finish = button("", self._finish, picture="check", name="finish")
        self.lead = button(self.tr("Open project"), self._lead, look="link", picture="arrow-right", name="open project")
        self.deeds = {
            deed: button(say(deed.word), partial(self._do, deed), picture=deed.picture, name=deed.name)
            for deed in DEEDS.get(self._register.name, ())
        }
        self._details = QWidget()
        line = QWidget()
        flow = FlowLayout(line)
        for shown in (self.finish, *self.deeds.values(), self.lead):
            flow.addWidget(shown)
        self.steps = label("", "quiet", wraps=True)
        self.steps.setObjectName("steps")
        self.kept = label("", "quiet", wraps=True)
        self.kept.setObjectName("kept texts")
        self.kept.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        above = QWidget()
        above.setLayout(column(line, self.hint, self.steps, gap=12, margins=(16, 12, 16, 4)))
        self._lines = column(self.kept, gap=12, margins=(16, 8, 16, 16))
        self._details.setLayout(self._lines)
        first = QWidget()
        whole = column(above, scrolled(self._details), gap=0)
        whole.setStretch(1, 1)
        first.setLayout(whole)
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        self._stack.addWidget(self.history)
        if self.lessons is not None:
            self._stack.addWidget(self.lessons)
        self.setLayout(column(head, row(self.tabs, margins=(16, 0, 0, 0)), rule(), self._stack, gap=0))

    def show_record(self, key: int | None) -> bool:
        """Show the row of `key`; says whether there is one."""
        if key is None:
            return False
        with self._document.reading() as session:
            found = session.get(self._register.entity, key)
            if found is None:
                return False
            values = {
                field.name: getattr(found, field.name)
                for field in fields_of(self._register.entity)[:]
                if not field.computed
            }
            kept = texts_of(session, self._register.name, key)
            step = row_rules.next_step(found)
            hint = row_rules.hint(session, self._register.entity, key)
            words = str(getattr(found, title_of(self._register.entity).key)) if _has_title(self._register) else ""
        self._key = key
        self._project = values.get("project_key")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.title.setText(words or say(self._register.one).capitalize())
        self.note.setText(str(values.get("reference") or ""))
        self.finish.setVisible(bool(step))
        self.finish.setText(step)
        self.finish.setAccessibleName(step)
        self.lead.setVisible(self._project is not None)
        for deed, shown in self.deeds.items():
            shown.setVisible(deed.fits(values))
        self._show_steps(key)
        self._show_kept(kept)
        self.form.show_values(values)
        self._show_tab()
        return True

    def _show_kept(self, texts: list[tuple[str, str, str]]) -> None:
        """What the file that the row came with said in columns that no field took."""
        lines = [
            f"{' '.join(header.split())}: {text}{f' ({reason})' if reason else ''}" for header, text, reason in texts
        ]
        self.kept.setText("\n".join((self.tr("From the imported file"), *lines)))
        self.kept.setVisible(bool(lines))

    def renew_options(self) -> None:
        """Offer what rows can point to now."""
        if self._form is not None:
            self._lines.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown_or_hidden.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown_or_hidden.emit()

    def _show_tab(self) -> None:
        self._stack.setCurrentIndex(self.tabs.currentIndex())
        if self.tabs.currentIndex() == 1 and self._key:
            self.history.show_rows([(self._register.name, self._key)], self._money)
        elif self.tabs.currentIndex() == _LESSONS and self._key and self.lessons is not None:
            self.lessons.show_gate(self._key)

    def _edit(self, name: str, value: object) -> None:
        key = self._key
        label_of = {field.name: field.label for field in self._fields}
        title = say("Change {field} of “{name}”", field=label_of[name], name=self.title.text())

        def command(session: "Session") -> bool:
            registers.edit(session, self._register, key, name, value)
            return True

        if not self._document.do(title, command):
            self.show_record(key)  # what was refused is shown as it is

    def _show_steps(self, key: int) -> None:
        """Tell how the row came to its level."""
        with self._document.reading() as session:
            found = steps(session, self._register.name, key)
        lines = [
            " · ".join(
                part
                for part in (
                    show_date(step.raised_on),
                    f"{step.from_level.label} → {step.to_level.label}",
                    step.by,
                    step.reason,
                )
                if part
            )
            for step in found
        ]
        self.steps.setText("\n".join(lines))
        self.steps.setVisible(bool(lines))

    def to_do(self, key: int | None) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with the row of `key` now, in words, even while the pane is closed."""
        if not self.show_record(key):
            return []
        return [(each.text(), each.click) for each in (self.finish, *self.deeds.values()) if not each.isHidden()]

    def _do(self, deed: Deed) -> None:
        deed.ask(self._document, self._key, self)

    def _finish(self) -> None:
        key, today = self._key, datetime.now().astimezone().date()
        title = f"{self.finish.text()}: {self.title.text()}"
        self._document.do(title, lambda session: registers.close(session, self._register, key, today))

    def _lead(self) -> None:
        self.project_asked.emit(self._project)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _has_title(register: "Register") -> bool:
    return hasattr(register.entity, "name") or hasattr(register.entity, "title")
