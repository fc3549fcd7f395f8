"""A form made from declared fields: a label over each editor, and under it what is wrong with what was typed."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.text import say
from pmo_desktop.ui import values
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.values import Money, Options
from pmo_desktop.ui.widgets.controls import column, label
from pmo_desktop.ui.widgets.editors import FlagEditor, LineEditor, ListEditor, TextEditor, editor_for

if TYPE_CHECKING:
    from pmo_desktop.domain.fields import Field

WIDE = 28
"""Characters from which a field stands in a line of its own."""
AnyEditor = LineEditor | TextEditor | ListEditor | FlagEditor


class Form(QWidget):
    """`Form(fields)`; `show_values({name: value})`; then either listen to `edited`, or ask `values()` at the end.

    `edited` carries the name and the new value of a field the user is done with, if it could be read. What could not is
    told under the field and stays in it. `columns` fields stand side by side; long text and names take all the width.
    `options` gives what a reference can be set to: `lambda field: registers.references(session, field.target)`.
    """

    edited = Signal(str, object)

    def __init__(
        self,
        fields: "Sequence[Field]",
        *,
        money: Money = Money(),  # noqa: B008  a frozen value
        options: "Callable[[Field], Options] | None" = None,
        columns: int = 1,
    ) -> None:
        super().__init__()
        self._fields = {field.name: field for field in fields}
        self._editors: dict[str, AnyEditor] = {}
        self._problems: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(12))
        place = 0
        for field in fields:
            offered = options(field) if options is not None and field.kind == "reference" else ()
            place = self._add(field, money, offered, columns, place)
        below = (place + columns - 1) // columns
        self.problem = label("", "problem", wraps=True)
        self.problem.setObjectName("form problem")
        self.problem.hide()
        self._grid.addWidget(self.problem, below, 0, 1, columns)
        self._grid.setRowStretch(below + 1, 1)

    def _add(self, field: "Field", money: Money, offered: Options, columns: int, place: int) -> int:
        """Put a field at its place in the grid; gives the next free place."""
        editor = editor_for(field, money, offered)
        problem = label("", "problem", wraps=True)
        problem.hide()
        self._editors[field.name] = editor
        self._problems[field.name] = problem
        editor.committed.connect(lambda: self._commit(field.name))
        heading = "" if field.kind == "flag" else values.heading(field, money)
        title = label(heading + (" *" if field.required else ""), "label")
        title.setBuddy(editor)
        block = QWidget()
        block.setLayout(column(title, editor, problem, gap=4))
        wide = field.kind == "long text" or field.width >= WIDE
        if wide and place % columns:
            place += columns - place % columns
        row, across = divmod(place, columns)
        self._grid.addWidget(block, row, across, 1, columns if wide else 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(across, 1)
        return place + (columns if wide else 1)

    def editor(self, name: str) -> AnyEditor:
        """The editor of a field."""
        return self._editors[name]

    def show_values(self, shown: Mapping[str, object]) -> None:
        """Show these values; a field that is not named shows no value."""
        for name, editor in self._editors.items():
            editor.show_value(shown.get(name))
            self.refuse(name, "")
        self._say("")

    def values(self) -> dict[str, object]:
        """Every field's value.

        Raises:
            PmoError: a field cannot be read, or is needed and empty; each says so, the first one gets the focus.
        """
        read: dict[str, object] = {}
        wrong: list[tuple[str, PmoError]] = []
        self._say("")
        for name in self._editors:
            try:
                read[name] = self._read(name)
                self.refuse(name, "")
            except PmoError as error:
                wrong.append((name, error))
                self.refuse(name, str(error))
        if wrong:
            self._go_to(self._editors[wrong[0][0]])
            raise wrong[0][1]
        return read

    def tell(self, error: PmoError) -> None:
        """Say why something was not done: under the field at fault, which gets the focus, or below them all."""
        if error.field in self._editors:
            self.refuse(error.field, str(error))
            self._go_to(self._editors[error.field])
        else:
            self._say(str(error))
            self._bring_into_view(self.problem)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _go_to(self, editor: AnyEditor) -> None:
        editor.setFocus()
        self._bring_into_view(editor.parentWidget() or editor)

    def _bring_into_view(self, part: QWidget) -> None:
        """Scroll to a part of the form, if the form stands where things scroll."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            self._grid.activate()
            above.ensureWidgetVisible(part)

    def refuse(self, name: str, sentence: str) -> None:
        """Say under a field what is wrong with it; an empty sentence takes that back."""
        self._problems[name].setText(sentence)
        self._problems[name].setVisible(bool(sentence))
        editor = self._editors[name]
        editor.setProperty("invalid", bool(sentence))
        editor.setAccessibleDescription(sentence or self._fields[name].help)
        editor.style().unpolish(editor)
        editor.style().polish(editor)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be edited, or what is declared editable again."""
        for name, editor in self._editors.items():
            editor.setEnabled(self._fields[name].editable and not read_only)

    def _commit(self, name: str) -> None:
        try:
            value = self._read(name)
        except PmoError as error:
            self.refuse(name, str(error))
            return
        self.refuse(name, "")
        self.edited.emit(name, value)

    def _read(self, name: str) -> object:
        value = self._editors[name].value()
        if self._fields[name].required and value in {None, ""}:
            raise PmoError(say("“{field}” cannot be empty. Fill it in.", field=self._fields[name].label))
        return value
