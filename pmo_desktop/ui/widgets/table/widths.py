"""How wide the columns of a register are: as the user made them, else as their title and first rows ask for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from pmo_desktop.ui import values
from pmo_desktop.ui.theme import font, px

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.table.view import RegisterView

CHARACTER = 8
_SPARE = 18  # beside the words of a cell; a painter may need two pixels more than its metrics say
_LEAST, _MOST = 64, 640
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
        name = self._model.columns[number].name
        if name not in self._measured:
            self._measured[name] = self._measure(number)
        return self._measured[name] + self._indent(number)

    def fit(self, number: int) -> None:
        """Make a column as wide as its title and the rows around those in sight ask for."""
        top, last = max(0, self._view.rowAt(0)), self._model.rowCount() - 1
        rows = self._model.records(max(0, top - SAMPLED), min(top + SAMPLED, last))
        asked = max(self._content(number, rows), self._title(number), px(_LEAST))
        self._view.setColumnWidth(number, min(asked, px(_MOST)) + self._indent(number))

    def _indent(self, number: int) -> int:
        return px(8 + 16 * len(self._model.group_by)) if number == 0 else 0

    def _content(self, number: int, rows: Sequence[int]) -> int:
        kind, wide = self._model.columns[number].field.kind, QFontMetrics(font())
        sign = {"rating": px(40), "date": px(4)}.get(kind, 0)
        words = (self._model.cell(row, number).text for row in rows)
        return max((wide.horizontalAdvance(text) for text in words), default=0) + px(_SPARE) + sign

    def _title(self, number: int) -> int:
        words = values.heading(self._model.columns[number].field, self._model.source.money)
        return QFontMetrics(font("label")).horizontalAdvance(words) + px(32)

    def _measure(self, number: int) -> int:
        field = self._model.columns[number].field
        rows = self._model.records(0, min(SAMPLED, self._model.rowCount()) - 1)
        content = self._content(number, rows)
        is_open = field.kind in {"text", "long text", "reference"}
        most = px(field.width * CHARACTER + 16) if is_open else content
        return max(min(content, most), self._title(number), px(_LEAST) if rows else most)
