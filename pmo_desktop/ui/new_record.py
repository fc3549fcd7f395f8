"""A new row of any register, asked for in a form made from its fields."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.fields import Field, field_of, fields_of
from pmo_desktop.services import registers, row_rules
from pmo_desktop.text import say
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule, scrolled
from pmo_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from pmo_desktop.services.registry import Register
    from pmo_desktop.ui.document import Document
    from pmo_desktop.ui.values import Money, Options


def options_of(document: "Document", field: Field, project_key: object = None) -> "Options":
    """What a reference can be set to; with a project only what is of that project, where it is of projects at all."""
    with document.reading() as session:
        return [*registers.references(session, field.target or "", project_key)]


class NewRecord(QDialog):
    """`NewRecord(document, register, money, parent)`; `added` carries the key of the new row.

    `names` are the fields asked for, all that can be edited if none are named; `given` are values to start with. Where
    that names a project, it is not asked for, and what the row can point to is of that project. `aside` stands
    right of the form.
    """

    added = Signal(object)

    def __init__(
        self,
        document: "Document",
        register: "Register",
        money: "Money",
        parent: QWidget,
        *,
        names: Sequence[str] = (),
        given: Mapping[str, object] | None = None,
        aside: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("new record")
        self._document = document
        self._register = register
        self._title = say("New {one}", one=say(register.one))
        self.setWindowTitle(self._title)
        self._given = dict(given or {})
        project = self._given.get("project_key")
        fields = [field for field in fields_to_ask(register, names) if field.name != "project_key" or project is None]
        self.form = Form(fields, money=money, options=lambda field: options_of(document, field, project), columns=2)
        with document.reading() as session:
            begins, hint = row_rules.beginning(session, register.entity), row_rules.hint(session, register.entity)
        self.form.show_values({**_defaults(register), **begins, **self._given})
        told = label(hint, "quiet", wraps=True)
        told.setObjectName("new hint")
        told.setContentsMargins(px(20), 0, px(20), px(8))
        told.setVisible(bool(hint))
        cancel = button(self.tr("Cancel"), self.reject, name="new cancel")
        add = button(self.tr("Add"), self._add, look="primary", picture="plus", name="new add")
        add.setDefault(True)
        foot = row(label(self.tr("* needed"), "note"), None, cancel, add, margins=(20, 12, 20, 16))
        head = row(label(self._title, "section"), None, margins=(20, 16, 20, 8))
        inner = QWidget()
        inner.setLayout(row(self.form, margins=(20, 4, 20, 16)))
        middle = row(scrolled(inner), *((rule(upright=True), aside) if aside else ()), gap=0)
        middle.setStretch(0, 1)
        self.setLayout(column(head, told, middle, rule(), foot, gap=0))
        self.resize(px(640) + (aside.width() if aside else 0), px(min(680, 220 + 34 * len(fields))))

    def _add(self) -> None:
        try:
            asked = {name: value for name, value in self.form.values().items() if value not in {None, ""}}
        except PmoError:
            return
        own = {name: value for name, value in self._given.items() if hasattr(self._register.entity, name)}
        read = {**own, **asked}
        with self._document.telling(self.form.tell):
            key = self._document.do(self._title, lambda session: registers.add(session, self._register, read))
        if key is not None:
            self.accept()
            self.added.emit(key)


def fields_to_ask(register: "Register", names: Sequence[str] = ()) -> tuple[Field, ...]:
    """The fields called `names`, or every one that can be edited; what is needed and short comes first."""
    if names:
        return tuple(field_of(register.entity, name) for name in names)
    fields = [field for field in fields_of(register.entity) if field.editable and not field.computed]
    return tuple(sorted(fields, key=lambda field: (field.kind == "long text", not field.required)))


def _defaults(register: "Register") -> dict[str, object]:
    """The values a new row has where nobody says otherwise."""
    columns = register.entity.__table__.columns
    found = {column.name: getattr(column.default, "arg", None) for column in columns if column.default is not None}
    return {name: value for name, value in found.items() if not callable(value)}
