"""All pages of a pack, small, in one row; each is drawn when the window has nothing better to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from pmo_desktop.ui.theme import font, ink, px, small_font

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

Index = QModelIndex | QPersistentModelIndex
_IMAGE = Qt.ItemDataRole.UserRole
_WIDE, _HIGH, _CAPTION = 76, 54, 18


class Thumbnails(QListWidget):
    """`chosen` carries the number of a page, from 1."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("thumbnails")
        self.setAccessibleName(self.tr("Pages"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Painter(self))
        self.setFixedHeight(px(_HIGH + _CAPTION + 24))
        self.setStyleSheet("QListWidget { background: transparent; }")
        self._document: QPdfDocument | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._draw_next)
        self._is_filling = False
        self._next = 0
        self.currentRowChanged.connect(lambda at: None if self._is_filling or at < 0 else self.chosen.emit(at + 1))

    def show_document(self, document: "QPdfDocument") -> None:
        """Show the pages of a document, blank at first; those drawn before stay until they are drawn anew."""
        self._document = document
        self._is_filling = True
        while self.count() > document.pageCount():
            self.takeItem(self.count() - 1)
        while self.count() < document.pageCount():
            self.addItem(QListWidgetItem(self.tr("Page {page}").format(page=self.count() + 1)))
        self._is_filling = False
        self._next = 0
        self._timer.start()

    def show_current(self, page: int) -> None:
        """Mark a page, from 1, without telling it."""
        self._is_filling = True
        self.setCurrentRow(page - 1)
        self._is_filling = False

    def _draw_next(self) -> None:
        if self._document is None or self._next >= self.count():
            self._timer.stop()
            return
        ratio = self.devicePixelRatioF()
        size = QSize(round(px(_WIDE) * ratio), round(px(_HIGH) * ratio))
        self.item(self._next).setData(_IMAGE, self._document.render(self._next, size))
        self._next += 1


class _Painter(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(_WIDE + 12), px(_HIGH + _CAPTION + 6))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        sheet = QRect(place.left() + px(2), place.top() + px(2), px(_WIDE), px(_HIGH))
        painter.save()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        image = index.data(_IMAGE)
        if isinstance(image, QImage):
            painter.drawImage(sheet, image)
        painter.setPen(QPen(ink("accent" if is_current else "edge"), 2 if is_current else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)
        painter.setPen(ink("text" if is_current else "text_2"))
        painter.setFont(font("label") if is_current else small_font())
        below = QRect(sheet.left(), sheet.bottom() + px(2), sheet.width(), px(_CAPTION))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()
