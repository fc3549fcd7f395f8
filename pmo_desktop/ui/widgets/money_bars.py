"""Budget, actual and forecast of one project as bars on one scale: outlined, solid, hatched."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from pmo_desktop.services import formats
from pmo_desktop.ui.theme import font, ink, palette, px, small_font
from pmo_desktop.ui.values import Money

_LINE = 25
Bar = Literal["budget", "actual", "forecast"]


class MoneyBars(QWidget):
    """`show_money(money, {"budget": …, "forecast": …})` in minor units; an unknown amount has a dash and no bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._amounts: dict[Bar, int | None] = {}
        self._texts: dict[Bar, str] = {}

    def _title(self, bar: Bar) -> str:
        return {"budget": self.tr("Budget"), "actual": self.tr("Actual"), "forecast": self.tr("Forecast")}[bar]

    def show_money(self, money: Money, amounts: dict[Bar, int | None]) -> None:
        """Show some amounts, one under the other."""
        self._amounts = amounts
        self._texts = {bar: formats.show_money(each, money.currency, money.scale) for bar, each in amounts.items()}
        told = ", ".join(f"{self._title(bar)} {text}" for bar, text in self._texts.items())
        self.setAccessibleName(f"{told}, {money.unit}")
        self.setFixedHeight(px(_LINE * len(amounts)))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_LINE * len(self._amounts)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._amounts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font())
        left = max(painter.fontMetrics().horizontalAdvance(self._title(bar)) for bar in self._amounts) + px(12)
        painter.setFont(font(bold=True))
        right = max(painter.fontMetrics().horizontalAdvance(text) for text in self._texts.values()) + px(12)
        most = max((abs(amount) for amount in self._amounts.values() if amount), default=1)
        for number, (bar, amount) in enumerate(self._amounts.items()):
            line = QRectF(0, px(_LINE) * number, self.width(), px(_LINE))
            painter.setFont(small_font())
            painter.setPen(ink("text_2"))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._title(bar))
            painter.setFont(font(bold=bar == "forecast"))
            painter.setPen(ink("text" if amount is not None else "text_3"))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._texts[bar])
            if amount:
                wide = (self.width() - left - right) * abs(amount) / most
                self._paint_bar(painter, QRectF(left, line.center().y() - px(5), max(2.0, wide), px(10)), bar)

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        colour = QColor(palette().actual)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if bar == "actual":
            painter.fillRect(place, colour)
        elif bar == "forecast":
            painter.fillRect(place, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(place)
