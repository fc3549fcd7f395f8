"""Budget, actual and forecast of one project as three bars on one scale: outlined, solid, hatched."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from pmo_desktop.services import formats
from pmo_desktop.ui.theme import font, ink, palette, px, small_font
from pmo_desktop.ui.values import Money

_LINE = 25


class MoneyBars(QWidget):
    """`show_money(money, (budget, actual, forecast))` in minor units; an unknown amount has a dash and no bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._titles = (self.tr("Budget"), self.tr("Actual"), self.tr("Forecast"))
        self.show_money(Money(), (None, None, None))

    def show_money(self, money: Money, amounts: tuple[int | None, int | None, int | None]) -> None:
        """Show three amounts."""
        self._amounts = amounts
        self._texts = tuple(formats.show_money(amount, money.currency, money.scale) for amount in amounts)
        told = ", ".join(f"{title} {text}" for title, text in zip(self._titles, self._texts, strict=True))
        self.setAccessibleName(f"{told}, {money.unit}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_LINE * 3))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font())
        left = max(painter.fontMetrics().horizontalAdvance(title) for title in self._titles) + px(12)
        painter.setFont(font(bold=True))
        right = max(painter.fontMetrics().horizontalAdvance(text) for text in self._texts) + px(12)
        most = max((abs(amount) for amount in self._amounts if amount), default=1)
        for number, (title, amount, text) in enumerate(zip(self._titles, self._amounts, self._texts, strict=True)):
            line = QRectF(0, px(_LINE) * number, self.width(), px(_LINE))
            painter.setFont(small_font())
            painter.setPen(ink("text_2"))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
            painter.setFont(font(bold=number == len(self._titles) - 1))
            painter.setPen(ink("text" if amount is not None else "text_3"))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
            if amount:
                wide = (self.width() - left - right) * abs(amount) / most
                self._paint_bar(painter, QRectF(left, line.center().y() - px(5), max(2.0, wide), px(10)), number)

    def _paint_bar(self, painter: QPainter, bar: QRectF, number: int) -> None:
        colour = QColor(palette().actual)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if number == 1:
            painter.fillRect(bar, colour)
        elif number > 1:
            painter.fillRect(bar, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(bar)
