"""How cells are painted, and what opens in a cell to edit it. Enter commits, Esc restores."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
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

from pmo_desktop.ui.theme import font, ink, palette, px
from pmo_desktop.ui.values import alignment
from pmo_desktop.ui.widgets.status import paint_status
from pmo_desktop.ui.widgets.table.model import CELL, Cell, RegisterModel

Index = QModelIndex | QPersistentModelIndex
_LISTED = {"choice", "rating", "flag", "reference"}


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
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) or current.row() == index.row()
        painter.save()
        painter.fillRect(place, ink("selection" if chosen else "surface"))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, ink("divider"))
        if chosen and index.column() == 0:
            painter.fillRect(place.left(), place.top(), px(3), place.height(), ink("accent"))
        if current == index and self._view.hasFocus():
            painter.setPen(QPen(ink("accent"), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        self._paint_words(painter, place.adjusted(px(16 if index.column() == 0 else 8), 0, -px(8), -1), index, cell)
        painter.restore()

    def _paint_words(self, painter: QPainter, place: QRect, index: Index, cell: Cell) -> None:
        emphasised = cell.ink in {"R", "A/R"}
        painter.setFont(font(bold=emphasised))
        if cell.status:
            paint_status(painter, place, palette().statuses[cell.status], cell.text, ink("text"))
            return
        painter.setPen(ink(cell.ink))
        field = self._model.columns[index.column()].field
        first_line = cell.text.split("\n", 1)[0]
        words = painter.fontMetrics().elidedText(first_line, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(alignment(field)), words)

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
