"""The table's header: a title aligned as its column, ▲ or ▼ where it sorts, signs where it filters and is frozen."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px
from pmo_desktop.ui.values import alignment
from pmo_desktop.ui.widgets.table.model import RegisterModel


class TableHeader(QHeaderView):
    """Clickable sections, 32 pixels high."""

    def __init__(self, model: RegisterModel, parent: QWidget, frozen: Callable[[], int]) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._frozen = frozen
        self._register = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(48))
        self.setFixedHeight(px(32))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    @override
    def sizeHint(self) -> QSize:
        """Without asking every title for its width, which Qt would do each time something is laid out."""
        return QSize(px(200), px(32))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= len(self._register.columns):
            return
        column = self._register.columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, ink("header"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink("edge"))
        place = rect.adjusted(px(16 if logicalIndex == 0 else 8), 0, -px(8), 0)
        if column.name in self._register.filters:
            side = px(14)
            picture = pixmap("filter", side, ink("accent"), self.devicePixelRatioF())
            painter.drawPixmap(place.right() - side, place.center().y() - side // 2, picture)
            place.adjust(0, 0, -side - px(4), 0)
        if logicalIndex == self._frozen() - 1:
            side = px(14)
            picture = pixmap("pin", side, ink("text_3"), self.devicePixelRatioF())
            painter.drawPixmap(place.right() - side, place.center().y() - side // 2, picture)
            place.adjust(0, 0, -side - px(4), 0)
        rises = dict(self._register.sort_order).get(column.name)
        sign = "" if rises is None else " ▲" if rises else " ▼"
        painter.setFont(font("label"))
        painter.setPen(ink("text_2"))
        title = str(self._register.headerData(logicalIndex, Qt.Orientation.Horizontal))
        room = place.width() - painter.fontMetrics().horizontalAdvance(sign)
        words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room) + sign
        painter.drawText(place, int(alignment(column.field)), words)
        painter.restore()
