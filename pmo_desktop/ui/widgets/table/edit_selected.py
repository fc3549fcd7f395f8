"""Change many rows at once: what they have in common is shown, what is mixed is left alone until it is ticked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QLineEdit, QWidget

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services.formats import show_count
from pmo_desktop.text import N_, say
from pmo_desktop.ui import values
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row, rule, scrolled
from pmo_desktop.ui.widgets.editors import FlagEditor, LineEditor, ListEditor, TextEditor, editor_for

if TYPE_CHECKING:
    from pmo_desktop.services.registry import Column
    from pmo_desktop.ui.widgets.table.source import RegisterSource

_MIXED = object()
Editor = LineEditor | TextEditor | ListEditor | FlagEditor


class EditSelected(QDialog):
    """`EditSelected(source, keys, shown, parent)`: the columns `shown` come first. One step that undo takes back."""

    def __init__(self, source: "RegisterSource", keys: Sequence[int], shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("edit selected")
        self._source = source
        self._keys = keys
        self._columns = _editable(source, shown)
        self._ticks: dict[str, QCheckBox] = {}
        self._editors: dict[str, Editor] = {}
        title = show_count(len(keys), N_("Edit {count} row"), N_("Edit {count} rows"))
        self.setWindowTitle(title)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        hint = self.tr("Only what is ticked changes. What differs between the rows says “mixed” and is left alone.")
        head = column(label(title, "section"), label(hint, "quiet", wraps=True), gap=4, margins=(20, 16, 20, 8))
        cancel = button(self.tr("Cancel"), self.reject, name="edit cancel")
        take = button(self.tr("Change"), self._take, look="primary", name="edit take")
        take.setDefault(True)
        foot = row(self._problem, cancel, take, gap=8, margins=(20, 12, 20, 16))
        foot.setStretch(0, 1)
        self.setLayout(column(head, scrolled(self._fields()), rule(), foot, gap=0))
        self.resize(px(600), px(640))

    def editor(self, name: str) -> Editor:
        """The editor of a column."""
        return self._editors[name]

    def tick(self, name: str) -> QCheckBox:
        """The tick that says that a column changes."""
        return self._ticks[name]

    def _fields(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(px(20), px(8), px(20), px(16))
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        common = self._common()
        for number, each in enumerate(self._columns):
            tick = QCheckBox(values.heading(each.field, self._source.money).replace("&", "&&"))
            tick.setObjectName(f"change {each.name}")
            editor = editor_for(each.field, self._source.money, self._options(each))
            _show(editor, common[each.name], self.tr("mixed"))
            editor.committed.connect(lambda tick=tick: tick.setChecked(True))
            if isinstance(editor, QLineEdit):
                editor.textEdited.connect(lambda _text, tick=tick: tick.setChecked(True))
            self._ticks[each.name], self._editors[each.name] = tick, editor
            grid.addWidget(tick, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, number, 1)
        grid.setRowStretch(len(self._columns), 1)
        return made

    def _options(self, each: "Column") -> values.Options:
        return self._source.options(each) if each.field.kind == "reference" else ()

    def _common(self) -> dict[str, object]:
        """What all rows have in each column, or `_MIXED`."""
        names = [each.name for each in self._columns]
        rows = list(self._source.rows(self._keys, names).values())
        columns = zip(*rows, strict=True) if rows else ((None,) for _ in names)
        found = {name: set(some) for name, some in zip(names, columns, strict=True)}
        return {name: some.pop() if len(some) == 1 else _MIXED for name, some in found.items()}

    def _take(self) -> None:
        ticked = [each for each in self._columns if self._ticks[each.name].isChecked()]
        try:
            new = [(each.name, self._read(each)) for each in ticked]
        except PmoError as error:
            self._tell(error)
            return
        cells = [(key, name, value) for key in self._keys for name, value in new]
        with self._source.telling(self._tell):
            is_done = not cells or self._source.write(self._title(ticked), cells)
        if is_done:
            self.accept()

    def _tell(self, error: PmoError) -> None:
        """Say why nothing was changed, and go to the field at fault."""
        self._problem.setText(str(error))
        self._problem.show()
        if error.field in self._editors:
            self._editors[error.field].setFocus()

    def _read(self, each: "Column") -> object:
        value = self._editors[each.name].value()
        if each.field.required and value in {None, ""}:
            words = say("“{field}” cannot be empty. Fill it in, or do not tick it.", field=each.field.label)
            raise PmoError(words, each.name)
        return value

    def _title(self, ticked: "Sequence[Column]") -> str:
        if len(ticked) == 1:
            return say("Change {field} of {count} rows", field=ticked[0].field.label, count=len(self._keys))
        return say("Change {fields} fields of {count} rows", fields=len(ticked), count=len(self._keys))


def _editable(source: "RegisterSource", shown: Sequence[str]) -> "list[Column]":
    """What can be edited: what the table shows in its order, then the rest."""
    place = {name: number for number, name in enumerate(shown)}
    editable = (each for each in source.columns if each.field.editable and not each.field.computed)
    return sorted(editable, key=lambda each: place.get(each.name, len(place)))


def _show(editor: Editor, value: object, mixed: str) -> None:
    """Show what rows have in common, or that they differ."""
    if value is not _MIXED:
        editor.show_value(value)
    elif isinstance(editor, FlagEditor):
        editor.setTristate(True)
        editor.setCheckState(Qt.CheckState.PartiallyChecked)
        editor.clicked.connect(lambda _checked: editor.setTristate(False))
    else:
        editor.show_value(None)
        editor.setPlaceholderText(mixed)
        if isinstance(editor, ListEditor):
            editor.setCurrentIndex(-1)
