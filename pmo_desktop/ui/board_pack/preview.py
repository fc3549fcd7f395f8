"""The pages of a pack as they will be printed: one large, all of them small below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from pmo_desktop.numbers import show_percent
from pmo_desktop.ui.board_pack.thumbnails import Thumbnails
from pmo_desktop.ui.theme import ink, px
from pmo_desktop.ui.widgets.controls import button, column, icon_button, label, row
from pmo_desktop.ui.widgets.editors import ListEditor

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_POINTS = 96 / 72  # pixels of a point at 100 %
FIT_WIDTH, FIT_PAGE = "width", "page"


class Preview(QWidget):
    """`show_pack(content)`; then Page Up, Page Down, Home and End turn the pages. `turned` carries the page, from 1."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._document: QPdfDocument | None = None
        self._buffer = QBuffer(self)
        self._page = 0
        self.picture = PagePicture()
        self._area = QScrollArea()
        self._area.setWidget(self.picture)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview of the pack"))
        self._before = icon_button("chevron-left", self.tr("Page before"), lambda: self.turn(-1), name="page before")
        self._after = icon_button("chevron-right", self.tr("Next page"), lambda: self.turn(1), name="next page")
        self._where = label("", "body")
        self._where.setObjectName("page number")
        self._grey = button(self.tr("Greyscale"), self._draw, look="chip", picture="theme", name="greyscale")
        self._grey.setCheckable(True)
        self._size = ListEditor(
            (
                (FIT_WIDTH, self.tr("Fit width")), (FIT_PAGE, self.tr("Fit page")),
                *((str(size), show_percent(size, 0)) for size in (100, 150, 200)),
            ),
            required=True,
        )  # fmt: skip
        self._size.setObjectName("page size")
        self._size.setAccessibleName(self.tr("Size of the page"))
        self._size.setMinimumWidth(px(112))
        self._size.show_value(FIT_WIDTH)
        self._size.committed.connect(self._draw)
        self.thumbnails = Thumbnails()
        self.thumbnails.chosen.connect(self.show_page)
        bar = row(self._before, self._where, self._after, None, self._grey, self._size, gap=8)
        self.setLayout(column(bar, self._area, self.thumbnails, None, gap=12))

    # Which page --------------------------------------------------------------------------------------------------

    def show_pack(self, content: bytes) -> None:
        """Show the pages of a PDF; the page looked at stays, if there still is one of that number."""
        from PySide6.QtPdf import QPdfDocument

        if self._document is None:
            self._document = QPdfDocument(self)
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self.thumbnails.show_document(self._document)
        self._page = min(self._page, self.pages() - 1)
        self._draw()

    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount() if self._document is not None else 0

    def page(self) -> int:
        """The page that is shown, from 1."""
        return self._page + 1

    def show_page(self, page: int) -> None:
        """Show a page, from 1; the nearest there is."""
        wanted = max(0, min(self.pages() - 1, page - 1))
        if wanted != self._page:
            self._page = wanted
            self._area.verticalScrollBar().setValue(0)
            self._draw()
            self.turned.emit(self.page())

    def turn(self, step: int) -> None:
        """Go `step` pages on, or back if it is negative."""
        self.show_page(self.page() + step)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_PageDown, Qt.Key.Key_Right}:
            self.turn(1)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_Left}:
            self.turn(-1)
        elif key == Qt.Key.Key_Home:
            self.show_page(1)
        elif key == Qt.Key.Key_End:
            self.show_page(self.pages())
        else:
            super().keyPressEvent(event)

    # Drawing -----------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        count = self.pages()
        self._where.setText(self.tr("Page {page} of {count}").format(page=self.page(), count=count) if count else "")
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self.page() < count)
        if self._document is None or not count:
            return
        size = self._wanted_size(self._document.pagePointSize(self._page))
        self._area.setFixedHeight(min(size.height() + 2, self._room().height()))
        ratio = self.devicePixelRatioF()
        image = self._document.render(self._page, (size.toSizeF() * ratio).toSize())
        self.picture.show_image(image, size, grey=self._grey.isChecked())
        self.picture.setAccessibleName(self._where.text())
        self.thumbnails.show_current(self.page())

    def _room(self) -> QSize:
        """How large the page may be without taking the thumbnails' place."""
        rest = self._size.sizeHint().height() + self.thumbnails.height() + px(24)
        return QSize(self.width(), max(self.height() - rest, px(64)))

    def _wanted_size(self, points: QSizeF) -> QSize:
        room = self._room() - QSize(2, 2)
        chosen = self._size.value()
        if chosen == FIT_WIDTH:
            scale = room.width() / points.width()
            if points.height() * scale > room.height():
                scale = (room.width() - self._area.verticalScrollBar().sizeHint().width()) / points.width()
        elif chosen == FIT_PAGE:
            scale = min(room.width() / points.width(), room.height() / points.height())
        else:
            scale = int(str(chosen)) / 100 * _POINTS
        return (points * max(scale, 0.05)).toSize()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


class PagePicture(QWidget):
    """One page with a hairline around it."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def show_image(self, image: QImage, size: QSize, *, grey: bool) -> None:
        """Show a drawn page at `size`, without its colours if `grey`."""
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, image)
        painter.end()
        self.image = paper.convertToFormat(QImage.Format.Format_Grayscale8) if grey else paper
        self.setFixedSize(size + QSize(2, 2))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(ink("edge"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.drawImage(self.rect().adjusted(1, 1, -1, -1), self.image)
