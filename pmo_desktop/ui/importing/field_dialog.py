"""Which field of a register a column of the file stands for, and what its amounts are in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from pmo_desktop.interchange.vocabulary import kind_of
from pmo_desktop.ui.importing.columns import field_options, unit_options
from pmo_desktop.ui.theme import px
from pmo_desktop.ui.widgets.controls import button, column, label, row
from pmo_desktop.ui.widgets.editors import ListEditor

if TYPE_CHECKING:
    from pmo_desktop.domain.importing import ColumnMatch


class FieldDialog(QDialog):
    """`chosen` carries the field's name, or none to keep the column as text, and the unit of its amounts if changed."""

    chosen = Signal(object, object)

    def __init__(self, match: "ColumnMatch", target: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("field dialog")
        self.setWindowTitle(self.tr("Column {column}").format(column=match.column))
        words = self.tr("What does “{header}” hold?").format(header=" ".join(match.header.split()))
        self.fields = ListEditor([(None, self.tr("Keep it as text")), *field_options(target)], required=True)
        self.fields.setAccessibleName(self.tr("Field in the register"))
        self.fields.show_value(match.field)
        self._target, self._unit = target, match.unit or "one"
        self.units = ListEditor(unit_options(), required=True)
        self.units.setAccessibleName(self.tr("Its amounts are in"))
        self.units.show_value(self._unit)
        self._units_title = label(self.tr("Its amounts are in"), "label")
        self.fields.currentIndexChanged.connect(lambda _row: self._show_units())
        cancel = button(self.tr("Cancel"), self.reject, name="field cancel")
        take = button(self.tr("Read it so"), self._take, look="primary", name="field take")
        take.setDefault(True)
        self.setLayout(
            column(
                label(words, "strong", wraps=True), self.fields, self._units_title, self.units,
                row(None, cancel, take), gap=12, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        self.setFixedWidth(px(420))
        self._show_units()

    def _holds_money(self) -> bool:
        field = self.fields.value()
        return isinstance(field, str) and kind_of(field, self._target) == "money"

    def _show_units(self) -> None:
        for each in (self._units_title, self.units):
            each.setVisible(self._holds_money())
        self.adjustSize()

    def _take(self) -> None:
        self.accept()
        unit = self.units.value()
        self.chosen.emit(self.fields.value(), unit if self._holds_money() and unit != self._unit else None)
