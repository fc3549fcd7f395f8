"""How wide the columns of a register are: as the user made them, else as their title and first rows ask for."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from pmo_desktop.ui import values
from pmo_desktop.ui.theme import font, px

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.table.view import RegisterView

CHARACTER = 8
_SPARE = 18  # beside the words of a cell; a painter may need two pixels more than its metrics say
SAMPLED = 64
"""So many rows decide how wide a column is at first."""


class Widths:
    """`Widths(view)`; `restore({name: pixels})` after each reset. What was measured is kept until `forget()`."""

    def __init__(self, view: "RegisterView") -> None:
        self._view = view
        self._model = view.register
        self._measured: dict[str, int] = {}

    def restore(self, kept: dict[str, int]) -> None:
        """Give every column the width that is kept for it, or its usual one."""
        header = self._view.horizontalHeader()
        header.blockSignals(True)
        for number, each in enumerate(self._model.columns):
            self._view.setColumnWidth(number, kept.get(each.name) or self._usual(number))
        header.blockSignals(False)
        self._view.place_frozen()

    def forget(self) -> None:
        """Measure anew: other rows, or another unit of money, may ask for more."""
        self._measured.clear()

    def _usual(self, number: int) -> int:
        """As wide as the title and the first rows ask for, but text no wider than its field says."""
        indent = px(8 + 16 * len(self._model.group_by)) if number == 0 else 0
        name = self._model.columns[number].name
        if name not in self._measured:
            self._measured[name] = self._measure(number)
        return self._measured[name] + indent

    def _measure(self, number: int) -> int:
        each = self._model.columns[number]
        rows = self._model.records(0, min(SAMPLED, self._model.rowCount()) - 1)
        words = [self._model.cell(row, number).text for row in rows]
        wide = QFontMetrics(font())
        content = max((wide.horizontalAdvance(text) for text in words), default=0) + px(_SPARE)
        title = QFontMetrics(font("label")).horizontalAdvance(values.heading(each.field, self._model.source.money))
        sign = {"rating": px(40), "date": px(4)}.get(each.field.kind, 0)
        is_open = each.field.kind in {"text", "long text", "reference"}
        most = px(each.field.width * CHARACTER + 16) if is_open else content + sign
        return max(min(content + sign, most), title + px(32), px(64) if words else most)
