"""A short table to read and to open records from: rows of two lines each, a sign or an icon before them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from pmo_desktop.domain.choices import Rating
from pmo_desktop.ui.actions import tip
from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, px, small_font
from pmo_desktop.ui.widgets.status import paint_sign, status_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SIGN, _ICON = 18, 20


@dataclass(frozen=True, slots=True)
class LinesColumn:
    """A column: its title, its width in pixels or the share of the rest it stretches over, and where words stand."""

    title: str
    width: int = 0
    stretch: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands before the words: a rating, or an icon by its name in an ink."""

    rating: Rating | None = None
    complete: bool = False
    picture: str = ""
    ink: str = "text_2"

    @property
    def words(self) -> str:
        """What the sign says to those who do not see it."""
        return "" if self.picture else status_of(self.rating, complete=self.complete).word


@dataclass(frozen=True, slots=True)
class Lines:
    """One cell: its first line, a smaller one below it, and signs before both."""

    top: str
    bottom: str = ""
    signs: tuple[Sign, ...] = ()
    bold: bool = False
    ink: str = "text"


@dataclass(frozen=True, slots=True)
class LinesRow:
    """One row; `key` is what `chosen` tells, none opens nothing."""

    key: object
    cells: tuple[Lines, ...]


class LinesTable(QTableView):
    """`LinesTable("Needs attention", columns, row_height=56)`, then `show_rows(rows)`.

    A click, or Enter on the current row, tells the row's key by `chosen`. Without titles there is no header.
    """

    chosen = Signal(object)

    def __init__(self, name: str, columns: Sequence[LinesColumn], *, row_height: int = 56) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(name)
        self._columns = columns
        self._model = _Model(columns, self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(px(row_height))
        self._lay_out_header(any(column.title for column in columns))
        self.clicked.connect(lambda index: self._choose(index.row()))

    def _lay_out_header(self, is_shown: bool) -> None:
        header = self.horizontalHeader()
        header.setVisible(is_shown)
        header.setFixedHeight(px(32))
        header.setStyleSheet(
            f"QHeaderView::section:first {{ padding-left: {px(16)}px; }}"
            f"QHeaderView::section:last {{ padding-right: {px(16)}px; }}"
        )
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(px(24))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_rows(self, rows: Sequence[LinesRow]) -> None:
        """Show these rows, with the cursor on the first."""
        self._model.show_rows(rows)
        self._spread()
        if rows:
            self.setCurrentIndex(self._model.index(0, 0))
            self.clearSelection()

    def rows(self) -> Sequence[LinesRow]:
        """The rows that are shown."""
        return self._model.rows

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._model.rows) and self._model.rows[row].key is not None:
            self.chosen.emit(self._model.rows[row].key)

    def _spread(self) -> None:
        """Give every column its width, and what is left to those that stretch."""
        left = self.viewport().width() - sum(px(column.width) for column in self._columns)
        shares = sum(column.stretch for column in self._columns)
        for at, column in enumerate(self._columns):
            self.setColumnWidth(at, px(column.width) + (left * column.stretch // shares if shares else 0))

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._spread()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(320), px(160))


class _Model(QAbstractTableModel):
    rows: Sequence[LinesRow] = ()

    def __init__(self, columns: Sequence[LinesColumn], parent: LinesTable) -> None:
        super().__init__(parent)
        self._columns = columns

    def show_rows(self, rows: Sequence[LinesRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.top
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(part for part in (cell.top, cell.bottom) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (*(sign.words for sign in cell.signs), cell.top, cell.bottom) if part)
        return cell if role == Qt.ItemDataRole.UserRole else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def is_right(self, column: int) -> bool:
        return self._columns[column].right


class _Painter(QStyledItemDelegate):
    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, cell = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(model, _Model) or not isinstance(cell, Lines):
            return
        place: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, ink("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, ink("header"))
        painter.setPen(QPen(ink("divider"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        edge = px(16)
        first, last = index.column() == 0, index.column() + 1 == model.columnCount()
        inner = place.adjusted(edge if first else px(8), 0, -(edge if last else px(8)), -1)
        inner.setLeft(_paint_signs(painter, inner, cell.signs))
        _paint_words(painter, inner, cell, right=model.is_right(index.column()))
        painter.restore()


def _paint_signs(painter: QPainter, place: QRect, signs: Sequence[Sign]) -> int:
    """Paint the signs from the left of `place`, and give where the words start."""
    left = place.left()
    for number, sign in enumerate(signs):
        if number:
            painter.setPen(ink("text_2"))
            painter.setFont(small_font())
            arrow = QRect(left, place.top(), px(16), place.height())
            painter.drawText(arrow, int(Qt.AlignmentFlag.AlignCenter), "→")
            left += px(16)
        side = px(_ICON if sign.picture else _SIGN)
        wide = px(20 if len(signs) == 1 else 24)
        box = QRectF(left + (wide - side) / 2, place.center().y() - side / 2, side, side)
        if sign.picture:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(box.topLeft().toPoint(), pixmap(sign.picture, side, ink(sign.ink), ratio))
        else:
            paint_sign(painter, box, status_of(sign.rating, complete=sign.complete))
        left += wide
    return left + (px(7) if signs else 0)


def _paint_words(painter: QPainter, place: QRect, cell: Lines, *, right: bool) -> None:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    high = px(20)
    top = place.center().y() - (high if cell.bottom else high // 2)
    for number, (words, style, colour) in enumerate(
        ((cell.top, font(bold=cell.bold), cell.ink), (cell.bottom, small_font(), "text_2"))
    ):
        painter.setFont(style)
        painter.setPen(ink(colour))
        line = QRect(place.left(), top + number * (high - px(1)), place.width(), high)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
