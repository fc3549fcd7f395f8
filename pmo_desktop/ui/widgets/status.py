"""Statuses as shape, letter and word: painted in cells, and as a widget."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pmo_desktop.ui.theme import font, ink, palette, px

if TYPE_CHECKING:
    from pmo_desktop.charts.style import Part, Status
    from pmo_desktop.domain.choices import Rating


def status_of(rating: "Rating | None", *, complete: bool = False) -> "Status":
    """The status that shows `rating` in the theme of the moment."""
    from pmo_desktop.charts.style import status

    return status(rating, palette(), complete=complete)


def paint_sign(painter: QPainter, place: QRectF, status: "Status", *, letters: bool = True) -> None:
    """Paint the shape and its letter into the middle of `place`, as high as `place`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in status.parts:
        _paint_part(painter, place, part, letters=letters)
    painter.restore()


def _paint_part(painter: QPainter, place: QRectF, part: "Part", *, letters: bool) -> None:
    size, middle = place.height(), place.center()

    def at(x: float, y: float) -> QPointF:
        return QPointF(middle.x() + x * size, middle.y() - y * size)

    painter.setPen(QPen(QColor(part.edge), max(1.0, size / 18)))
    painter.setBrush(QColor(part.fill))
    painter.drawPolygon(QPolygonF([at(x, y) for x, y in part.points]))
    if not letters:
        return
    letter = font("label")
    letter.setPixelSize(max(7, round(size * part.letter_size * 1.12)))
    painter.setFont(letter)
    painter.setPen(QColor(part.ink))
    centre = at(*part.letter_at)
    box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), part.letter)


def sign_width(status: "Status", height: float) -> float:
    """How wide the sign is when it is `height` high; signs in a column stand in a box of 1.4 times their height."""
    return status.width * height


def paint_status(painter: QPainter, place: QRect, status: "Status", words: str, colour: QColor) -> None:
    """Paint the sign at the left of `place` and `words`, usually `status.word`, behind it."""
    height = min(px(17), place.height() - 4)
    box = QRectF(place.left(), place.top() + (place.height() - height) / 2, height, height)
    wide = len(status.parts) > 1
    paint_sign(painter, box.translated(height * 0.22, 0) if wide else box, status)
    painter.setPen(colour)
    rest = place.adjusted(round(height * (1.45 if wide else 1.0)) + px(7), 0, 0, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class StatusSign(QWidget):
    """A status as a widget: `StatusSign(rating)`, with its word unless `words` is another text or empty."""

    def __init__(
        self, rating: "Rating | None" = None, words: str | None = None, *, complete: bool = False, size: int = 18
    ) -> None:
        super().__init__()
        self._size = size
        self.show_rating(rating, words, complete=complete)

    def show_rating(self, rating: "Rating | None", words: str | None = None, *, complete: bool = False) -> None:
        """Show another rating."""
        self._rating = rating
        self._complete = complete
        self._words = status_of(rating, complete=complete).word if words is None else words
        self.setAccessibleName(status_of(rating, complete=complete).word)
        self.setToolTip("" if self._words else self.accessibleName())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = px(self._size)
        words = self.fontMetrics().horizontalAdvance(self._words) + px(16) if self._words else 0
        return QSize(round(side * 1.5) + words, max(side + 2, self.fontMetrics().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        status = status_of(self._rating, complete=self._complete)
        if not self._words:
            side = px(self._size)
            paint_sign(painter, QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side), status)
            return
        paint_status(painter, self.rect(), status, self._words, ink("text"))
