"""Steps on the way to an end, such as draft, in review, approved: which are done, and where we are."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px

_DOT, _GAP, _LINE = 18, 8, 26


class Steps(QWidget):
    """`Steps(("Draft", "In review", "Approved"))`, then `show_step(1)`: the first is 0; past the last all are done."""

    def __init__(self, titles: tuple[str, ...], current: int = 0) -> None:
        super().__init__()
        self._titles = titles
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(current)

    def show_step(self, current: int) -> None:
        """Say which step is being made."""
        self._current = current
        self.setAccessibleName(self._titles[min(current, len(self._titles) - 1)])
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = sum(self._width(title) for title in self._titles)
        return QSize(words + len(self._titles) * px(_DOT + _GAP + 2 * _GAP + _LINE), px(24))

    def _width(self, title: str) -> int:
        self.setFont(font(bold=True))
        return self.fontMetrics().horizontalAdvance(title)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0
        for number, title in enumerate(self._titles):
            self._paint_dot(painter, x, number)
            x += px(_DOT + _GAP)
            painter.setFont(font(bold=number == self._current))
            painter.setPen(ink("text" if number == self._current else "text_2"))
            width = self._width(title)
            place = QRectF(x, 0, width + 4, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
            x += width + px(_GAP)
            if number + 1 < len(self._titles):
                painter.setPen(QPen(ink("divider"), px(2)))
                painter.drawLine(x, self.height() // 2, x + px(_LINE), self.height() // 2)
            x += px(_LINE + _GAP)

    def _paint_dot(self, painter: QPainter, x: int, number: int) -> None:
        dot = QRectF(x + 1, (self.height() - px(_DOT)) / 2, px(_DOT) - 2, px(_DOT) - 2)
        reached = number <= self._current
        painter.setPen(QPen(ink("accent" if reached else "edge"), 1.4))
        painter.setBrush(ink("accent" if reached else "surface"))
        painter.drawEllipse(dot)
        if number < self._current:
            side = px(14)
            tick = pixmap("check", side, ink("on_accent"), self.devicePixelRatioF())
            painter.drawPixmap(round(dot.center().x() - side / 2), round(dot.center().y() - side / 2), tick)
            return
        painter.setFont(font("label"))
        painter.setPen(ink("on_accent" if reached else "text_2"))
        painter.drawText(dot, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))
