"""The row of figures at the top of a page: six alike, 92 pixels high, each opening what stands behind it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.theme import font, ink, px, small_font
from pmo_desktop.ui.widgets.controls import clear


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure: `46.3` `M€` under its label and over a note; `change` puts ▲ or ▼ before the note.

    `short` stands where the note has no room; `tip` is told beside it when one asks.
    """

    key: str
    label: str
    value: str
    unit: str = ""
    note: str = ""
    change: int = 0
    short: str = ""
    tip: str = ""


class KpiTile(QAbstractButton):
    """A figure that can be pressed."""

    def __init__(self, kpi: Kpi) -> None:
        super().__init__()
        self.kpi = kpi
        self.setObjectName(f"kpi {kpi.key}")
        self.setAccessibleName(f"{kpi.label}: {kpi.value} {kpi.unit}. {kpi.note}")
        about = (kpi.label, f"{kpi.value} {kpi.unit}".strip(), kpi.note, kpi.tip)
        self.setToolTip(tip("\n".join(part for part in about if part)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(px(92))
        self.setMinimumWidth(px(120))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(184), px(92))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.hasFocus() else "edge" if self.underMouse() else "divider"
        painter.setPen(QPen(ink(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(ink("surface"))
        inset = 1.0 if self.hasFocus() else 0.5
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 4, 4)
        left, width = px(16), self.width() - px(28)
        painter.setPen(ink("text_2"))
        painter.setFont(font("label"))
        _line(painter, QRect(left, px(12), width, px(18)), self.kpi.label)
        painter.setPen(ink("text"))
        painter.setFont(font("figure"))
        _line(painter, QRect(left, px(30), width, px(32)), self.kpi.value)
        shift = painter.fontMetrics().horizontalAdvance(self.kpi.value) + px(7)
        painter.setPen(ink("text_2"))
        painter.setFont(font())
        _line(painter, QRect(left + shift, px(32), width - shift, px(32)), self.kpi.unit)
        painter.setFont(small_font())
        sign = {1: "▲ ", -1: "▼ "}.get(self.kpi.change, "")
        fits = painter.fontMetrics().horizontalAdvance(sign + self.kpi.note) <= width
        note = self.kpi.note if fits or not self.kpi.short else self.kpi.short
        _line(painter, QRect(left, px(64), width, px(18)), sign + note)


def _line(painter: QPainter, place: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class KpiRow(QWidget):
    """Tiles side by side, all alike. `pressed` carries the key of the one pressed."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(16))

    def show_kpis(self, kpis: tuple[Kpi, ...]) -> None:
        """Show these figures instead of what was shown."""
        clear(self._line)
        for kpi in kpis:
            tile = KpiTile(kpi)
            tile.clicked.connect(lambda _checked=False, key=kpi.key: self.pressed.emit(key))
            self._line.addWidget(tile, 1)
