"""How cells are painted, and what opens in a cell to edit it. Enter commits, Esc restores."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from pmo_desktop.services.formats import show_number
from pmo_desktop.ui.icons import pixmap
from pmo_desktop.ui.theme import font, ink, palette, px, small_font
from pmo_desktop.ui.values import alignment
from pmo_desktop.ui.widgets.status import paint_sign, paint_status, sign_width
from pmo_desktop.ui.widgets.table.cells import Cell
from pmo_desktop.ui.widgets.table.model import CELL, RegisterModel

Index = QModelIndex | QPersistentModelIndex
_LISTED = {"choice", "rating", "flag", "reference"}
_EDGE, _PAD, _STEP = 16, 8, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_counts(painter: QPainter, place: QRect, counts: Sequence[tuple[str, int]]) -> None:
    """Paint how many have each status: its sign and the number, one after the other, as many as there is room for."""
    painter.setFont(small_font())
    height, left = min(px(15), place.height() - 4), place.left()
    for key, count in counts:
        status, words = palette().statuses[key], f"{count:,}"
        sign, wide = round(sign_width(status, height)), painter.fontMetrics().horizontalAdvance(words)
        if left + sign + px(3) + wide > place.right() + px(_PAD):
            return
        paint_sign(painter, QRectF(left, place.center().y() - height / 2 + 1, sign, height), status)
        painter.setPen(ink("text"))
        rest = QRect(left + sign + px(3), place.top(), wide, place.height())
        painter.drawText(rest, int(_LEFT), words)
        left = rest.right() + px(8)


def _paint_mark(painter: QPainter, place: QRect, tone: str) -> QRect:
    """Paint the shape of a colour rule, since colour never speaks alone; gives the room that is left."""
    side = px(9)
    box = QRectF(place.left(), place.center().y() - side / 2 + 1, side, side)
    paint_sign(painter, box, palette().statuses[tone], letters=False)
    return place.adjusted(side + px(6), 0, 0, 0)


class _Options(QComboBox):
    """A list of words with the values they stand for, which Qt would not give back as they were."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.values: list[object] = []

    def offer(self, value: object, words: str) -> None:
        """Add a choice."""
        self.values.append(value)
        self.addItem(words)


class CellDelegate(QStyledItemDelegate):
    """For one view of a `RegisterModel`."""

    def __init__(self, view: QAbstractItemView, model: RegisterModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.typed_before: dict[tuple[int, int], str] = {}

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(80), px(28))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._model.data(index, CELL)
        if not isinstance(cell, Cell):
            return
        place: QRect = option.rect
        current = self._view.currentIndex()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected) or current.row() == index.row()
        painter.save()
        painter.fillRect(place, self._ground(index.row(), cell, is_selected=is_selected))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, ink("divider"))
        if is_selected and index.column() == 0:
            painter.fillRect(place.left(), place.top(), px(3), place.height(), ink("accent"))
        if current == index and self._view.hasFocus():
            painter.setPen(QPen(ink("accent"), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        first = px(_EDGE) + px(_STEP) * self._model.level(index.row()) if index.column() == 0 else px(_PAD)
        if index.column() == 0 and self._model.group_by and not cell.is_head:
            first += px(_STEP) - px(_PAD)
        self._paint_words(painter, place.adjusted(first, 0, -px(_PAD), -1), index, cell)
        painter.restore()

    def _ground(self, row: int, cell: Cell, *, is_selected: bool) -> QColor:
        if cell.tone and not is_selected:
            return QColor(palette().statuses[cell.tone].tint)
        is_outermost = cell.is_head and self._model.level(row) == 0
        return ink("selection" if is_selected else "header" if is_outermost else "surface")

    def _paint_words(self, painter: QPainter, place: QRect, index: Index, cell: Cell) -> None:
        if cell.is_head and index.column() == 0:
            place = self._paint_fold(painter, place, index.row())
        if cell.rule and (index.column() == 0 or not self._is_toned(index.row(), index.column() - 1)):
            place = _paint_mark(painter, place, cell.tone)
        if cell.counts:
            paint_counts(painter, place, cell.counts)
            return
        painter.setFont(font(bold=cell.is_head or cell.ink in {"R", "A/R"}))
        if cell.status:
            paint_status(painter, place, palette().statuses[cell.status], cell.text, ink("text"))
            return
        painter.setPen(ink(cell.ink))
        field = self._model.columns[index.column()].field
        side = alignment(field) if index.column() or not cell.is_head else _LEFT
        first_line = cell.text.split("\n", 1)[0]
        words = painter.fontMetrics().elidedText(first_line, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(side), words)

    def _is_toned(self, row: int, column: int) -> bool:
        return bool(self._model.cell(row, column).tone)

    def _paint_fold(self, painter: QPainter, place: QRect, row: int) -> QRect:
        """Paint the sign of a head that folds, and how many rows it has; gives the room that is left for its name."""
        side = px(16)
        name = "chevron-right" if self._model.is_folded(row) else "chevron-down"
        sign = pixmap(name, side, ink("text_2"), painter.device().devicePixelRatioF())
        painter.drawPixmap(place.left(), place.center().y() - side // 2, sign)
        group = self._model.group_at(row)
        painter.setFont(small_font())
        painter.setPen(ink("text_2"))
        count = show_number(group.count, 0) if group else ""
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        return place.adjusted(side + px(4), 0, -painter.fontMetrics().horizontalAdvance(count) - px(8), 0)

    # Editing -----------------------------------------------------------------------------------------------------

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        if column.field.kind in _LISTED:
            return self._list(parent, index)
        editor = QLineEdit(parent)
        editor.setAlignment(alignment(column.field))
        editor.setProperty("look", "cell")
        editor.setAccessibleName(column.field.label)
        editor.setFont(font())
        return editor

    def _list(self, parent: QWidget, index: Index) -> _Options:
        column = self._model.columns[index.column()]
        editor = _Options(parent)
        editor.setProperty("look", "cell")
        editor.setAccessibleName(column.field.label)
        if not column.field.required and column.field.kind != "flag":
            editor.offer(None, "—")
        for value, words in self._model.source.options(column):
            editor.offer(value, words)
        editor.activated.connect(lambda _row: self._commit(editor))
        return editor

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        place = (index.row(), index.column())
        if isinstance(editor, QLineEdit):
            editor.setText(self.typed_before.pop(place, None) or str(self._model.data(index, Qt.ItemDataRole.EditRole)))
            editor.selectAll()
        elif isinstance(editor, _Options):
            editor.setCurrentIndex(editor.findText(self._model.cell(*place).text))
            editor.showPopup()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            if editor.text() != str(self._model.data(index, Qt.ItemDataRole.EditRole)):
                model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, _Options) and editor.currentIndex() >= 0:
            model.setData(index, editor.values[editor.currentIndex()], Qt.ItemDataRole.EditRole)

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect
        wide = max(place.width(), px(120)) if isinstance(editor, QComboBox) else place.width()
        editor.setGeometry(place.left(), place.top(), wide, place.height() - 1)
