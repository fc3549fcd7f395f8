"""Which field of a register a column of the file stands for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.ui.importing.columns import field_options
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import ListEditor

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ColumnMatch


class FieldDialog(QDialog):
    """`chosen` carries the field's name, or none to keep the column as text."""

    chosen = Signal(object)

    def __init__(self, match: "ColumnMatch", target: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("field dialog")
        self.setWindowTitle(self.tr("Column {column}").format(column=match.column))
        words = self.tr("What does “{header}” hold?").format(header=" ".join(match.header.split()))
        self.fields = ListEditor([(None, self.tr("Keep it as text")), *field_options(target)], required=True)
        self.fields.setAccessibleName(self.tr("Field in the register"))
        self.fields.show_value(match.field)
        cancel = button(self.tr("Cancel"), self.reject, name="field cancel")
        take = button(self.tr("Read it so"), self._take, look="primary", name="field take")
        take.setDefault(True)
        self.setLayout(
            column(
                label(words, "strong", wraps=True), self.fields, row(None, cancel, take), gap=12,
                margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        self.setFixedWidth(px(420))

    def _take(self) -> None:
        self.accept()
        self.chosen.emit(self.fields.value())
